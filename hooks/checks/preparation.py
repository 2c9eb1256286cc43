"""Checks the list of what to do and to get before the first step."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from contract.diagnostics import Finding

from checks.lists import list_items
from checks.reading_level import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contract.page_types import PageType
    from reading.lines import Line
    from reading.source_page import Heading, SourcePage

_MOST_ITEMS = 3
_MOST_WORDS = 8


def preparation_findings(page: SourcePage, page_type: PageType) -> Iterator[Finding]:
    """Find a section that does not begin with its list of preparations, and a list that is too long."""
    for section in page_type.sections:
        heading = page.section_headed([section.title])
        if not section.begins_with or heading is None:
            continue
        lines = page.lines_below(heading)
        begins = next((line for line in lines if line.text.strip() and line.where == "text"), None)
        part = _heading_at(page, begins)
        if part is None or part.text != section.begins_with:
            message = f"section '{section.title}' does not begin with '### {section.begins_with}'"
            fix = f"write it right below '## {section.title}', and below it a list of what to do or to get"
            yield Finding(heading.line, "unclear-preparation", message, fix)
            continue
        below = takewhile(
            lambda line: line.marker is None, (each for each in lines if each.number > part.line)
        )
        yield from _list_findings(part, list(below))


def _heading_at(page: SourcePage, line: Line | None) -> Heading | None:
    return next((each for each in page.headings if line and each.line == line.number), None)


def _list_findings(part: Heading, lines: list[Line]) -> Iterator[Finding]:
    items = [item for item in list_items(lines) if not item.numbered]
    texts = {line.number: line.text for line in lines}
    if not 1 <= len(items) <= _MOST_ITEMS:
        message = f"'{part.text}' has {len(items)} items"
        fix = f"write 1 to {_MOST_ITEMS} lines that begin with '- '"
        yield Finding(part.line, "unclear-preparation", message, fix)
    for item in items:
        count = len(words_of(texts[item.line]))
        if count > _MOST_WORDS:
            message = f"this item of '{part.text}' has {count} words"
            yield Finding(item.line, "unclear-preparation", message, f"write at most {_MOST_WORDS} words")
