"""The sentences of docs/_data/sentences.yml, which templates show on many pages."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from contract.diagnostics import Diagnostic

from checks.data.data_texts import BLANK, data_text_findings
from checks.data.register_file import DataFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reading.words import Words

    from checks.data.emergency_numbers import EmergencyNumbers

SENTENCES = "_data/sentences.yml"


class Shown(NamedTuple):
    """What a template needs.

    Attributes:
        blanks: the names that the template fills in, each written `{name}`.
        sourced_at: the page that lists the sources of what the sentence says.
    """

    blanks: tuple[str, ...] = ()
    sourced_at: str = ""


SHOWN: dict[str, Shown] = {
    "emergency-on-paper": Shown(sourced_at="get-help.md"),
    "check-the-signs": Shown(),
    "signs-and-who-to-call": Shown(),
    "emergency-card": Shown(),
    "all-signs": Shown(),
    "signs-in-full": Shown(),
    "check-do-not": Shown(),
    "check-do-not-one": Shown(("stretch",)),
    "check-ask-first": Shown(),
    "check-change": Shown(),
    "check-in-full": Shown(),
    "stop-if": Shown(sourced_at="get-help.md"),
    "after-first-week": Shown(),
    "caution-do-not": Shown(),
    "caution-leave-out": Shown(),
    "caution-ask-first": Shown(),
    "caution-change": Shown(),
    "answer-do-not": Shown(),
    "answer-ask-first": Shown(),
    "answer-change": Shown(),
    "sheet-more-cautions": Shown(),
    "cautions-of-each-stretch": Shown(("stretches",)),
    "in-this-order": Shown(),
    "in-this-order-again": Shown(("rounds",)),
    "easiest-first": Shown(),
    "time-of-a-routine": Shown(("total",)),
    "tick-off": Shown(),
    "tick-table": Shown(),
    "version-to-start-with": Shown(("version",)),
    "position-first": Shown(("address",)),
    "place-in-routine": Shown(("number", "of", "title", "address")),
    "other-position": Shown(("position", "start", "address")),
    "not-sure": Shown(),
    "filter-read-cautions": Shown(),
    "filter-nothing-fits": Shown(),
    "figures-key": Shown(),
    "review-overdue": Shown(("date",)),
    "unchecked": Shown(),
    "sources-of-the-page": Shown(),
    "sources-of-shared-texts": Shown(),
    "sources-elsewhere": Shown(("pages",)),
    "corrections-of-the-page": Shown(),
    "page-not-found": Shown(),
    "page-not-found-on-paper": Shown(),
    "search-question": Shown(),
    "search-hint": Shown(),
    "print-by-hand": Shown(),
}


def read_sentences(
    docs: Path,
    words: Words,
    numbers: EmergencyNumbers,
    found: list[Diagnostic],
    lines: dict[tuple[str, str], int],
) -> dict[str, str]:
    """Read and check the sentences.

    Returns:
        Each sentence by name, as Markdown, with telephone numbers filled in and blanks left as they are.
    """
    file = DataFile(docs, SENTENCES, found)
    entries = file.entries()
    if entries is None:
        return {}
    sentences: dict[str, str] = {}
    for name, value in entries.items():
        line = lines[SENTENCES, name] = file.line_of(name)
        if not isinstance(value, str) or not value.strip():
            file.report(line, f"'{name}' has no sentence", "write one, in quotes")
        elif name not in SHOWN:
            near = difflib.get_close_matches(name, list(SHOWN), n=1)
            fix = f"did you mean '{near[0]}'?" if near else "delete it"
            file.report(line, f"no template uses a sentence '{name}'", fix)
        else:
            for message, fix in _blank_findings(name, value):
                file.report(line, message, fix)
            file.add(numbers.findings(line, value))
            file.add(words.findings(line, value))
        sentences[name] = numbers.in_page(str(value))
    for name in SHOWN.keys() - sentences.keys():
        message = f"the sentence '{name}' is missing, and a template uses it"
        found.append(Diagnostic(SENTENCES, 1, "missing-shared-text", message, "restore it"))
    file.add(data_text_findings({lines[SENTENCES, name]: text for name, text in sentences.items()}))
    return sentences


def _blank_findings(name: str, text: str) -> Iterator[tuple[str, str]]:
    blanks = BLANK.findall(text)
    unknown = [blank for blank in blanks if blank not in SHOWN[name].blanks]
    for blank in SHOWN[name].blanks:
        if blank not in blanks and not unknown:
            yield f"'{name}' lacks '{{{blank}}}'", "put it back into the sentence"
    known = " and ".join(f"'{{{each}}}'" for each in SHOWN[name].blanks)
    for blank in unknown:
        message = f"'{name}' has a blank '{{{blank}}}' that no template fills in"
        yield message, f"write {known}" if known else "delete it"
