"""The sentences of docs/_data/sentences.yml, which templates show on many pages."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic

from checks.data.data_texts import BLANK, data_text_findings
from checks.data.register_file import DataFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reading.words import Words

    from checks.data.emergency_numbers import EmergencyNumbers

SENTENCES = "_data/sentences.yml"


# The sentences that templates show, with the names of the blanks that they fill in, each written `{name}`.
SHOWN: dict[str, tuple[str, ...]] = {
    "emergency-on-paper": ("signs",),
    "check-the-signs": (),
    "signs-and-who-to-call": (),
    "emergency-card": (),
    "all-signs": (),
    "signs-in-full": (),
    "check-do-not": (),
    "check-do-not-one": ("stretch",),
    "check-ask-first": (),
    "check-change": (),
    "check-in-full": (),
    "stop-if": (),
    "after-first-week": (),
    "caution-do-not": (),
    "caution-leave-out": (),
    "caution-ask-first": (),
    "caution-change": (),
    "answer-do-not": (),
    "answer-ask-first": (),
    "answer-change": (),
    "sheet-more-cautions": (),
    "cautions-of-each-stretch": ("stretches",),
    "in-this-order": (),
    "in-this-order-again": ("rounds",),
    "easiest-first": (),
    "time-of-a-routine": ("total",),
    "tick-off": (),
    "tick-table": (),
    "version-to-start-with": ("version",),
    "position-first": ("address",),
    "place-in-routine": ("number", "of", "title", "address"),
    "other-position": ("position", "start", "address"),
    "not-sure": (),
    "filter-read-cautions": (),
    "filter-nothing-fits": (),
    "figures-key": (),
    "review-overdue": ("date",),
    "unchecked": (),
    "sources-of-the-page": (),
    "sources-of-shared-texts": (),
    "sources-elsewhere": ("pages",),
    "own-advice": (),
    "corrections-of-the-page": (),
    "page-not-found": (),
    "page-not-found-on-paper": (),
    "search-question": (),
    "search-hint": (),
    "print-by-hand": (),
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
    blanks, needed = BLANK.findall(text), SHOWN[name]
    unknown = [blank for blank in blanks if blank not in needed]
    for blank in () if unknown else needed:
        if blank not in blanks:
            yield f"'{name}' lacks '{{{blank}}}'", "put it back into the sentence"
    known = " and ".join(f"'{{{each}}}'" for each in needed)
    for blank in unknown:
        message = f"'{name}' has a blank '{{{blank}}}' that no template fills in"
        yield message, f"write {known}" if known else "delete it"
