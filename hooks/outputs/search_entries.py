"""What the search knows about a page besides its text: its names, and the words that people type for it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from checks.data.registers import FIGURES
from contract.fields import Condition, Exercise, Routine
from rendering.wording import start_version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.data.registers import Registers
    from checks.site import Report
    from contract.fields import FrontMatter

    Entry = dict[str, list[str] | str]

# Editors explain a word in parentheses, such as "physical therapist (physiotherapist)".
_EXPLAINED = re.compile(r"\s*\([^)]*\)")


def with_search_entries(index: str, report: Report, addresses: Mapping[str, str]) -> str:
    """Return the search index with the additions of every page.

    Args:
        index: the index that MkDocs' search wrote, as JSON.
        report: all pages and data files.
        addresses: the address of each page in the index, by its path below the docs folder.
    """
    parsed = json.loads(index)
    entries = {addresses[path]: entry for path, entry in search_entries(report).items() if path in addresses}
    for document in parsed["docs"]:
        document.update(entries.get(document["location"], {}))
    parsed["config"]["synonyms"] = synonyms(report.registers)
    return json.dumps(parsed, ensure_ascii=False, separators=(",", ":"))


def search_entries(report: Report) -> dict[str, Entry]:
    """Return what is added to each page's entry in the search index.

    Returns:
        By path below the docs folder: `summary` and `picture`, a file below the docs folder, are shown in the
        list of results; the others are searched:
        `names` (other names), `words` (what people type for the page), `facts` (area, position, equipment),
        `symptoms` and `urgent` (see docs/_data/search-symptoms.yml). What a page does not have is left out.
    """
    return {
        path: _entry(path, page.front_matter, report.registers)
        for path, page in report.pages.items()
        if page.front_matter is not None
    }


def synonyms(registers: Registers) -> list[list[str]]:
    """Return groups of words that the search treats as one, the preferred word of each group first."""
    groups = [[_plain(entry.word), *entry.same] for entry in registers.synonyms]
    avoided: dict[str, list[str]] = {}
    for word, use in registers.words.instead_of.items():
        avoided.setdefault(_plain(use), []).append(word)
    return groups + [[use, *words] for use, words in avoided.items()]


def _entry(path: str, page: FrontMatter, registers: Registers) -> Entry:
    symptoms = [entry for entry in registers.symptoms if entry.page == path]
    found: Entry = {
        "summary": page.summary,
        "picture": _picture(page, registers),
        "names": list(page.also_called) if isinstance(page, Exercise | Routine | Condition) else [],
        "words": list(page.search_words),
        "facts": _facts(page),
        "symptoms": [phrase for entry in symptoms if not entry.urgent for phrase in entry.phrases],
        "urgent": [phrase for entry in symptoms if entry.urgent for phrase in entry.phrases],
    }
    return {name: value for name, value in found.items() if value}


def _picture(page: FrontMatter, registers: Registers) -> str:
    figure = start_version(page).figure if isinstance(page, Exercise) else None
    return f"{FIGURES}/{figure}-stretch.svg" if figure in registers.figures else ""


def _facts(page: FrontMatter) -> list[str]:
    if isinstance(page, Routine):
        return ["routine"]
    if isinstance(page, Exercise):
        return [*page.areas, *page.muscles, *page.position, *page.equipment]
    return []


def _plain(text: str) -> str:
    return _EXPLAINED.sub("", text)
