"""Keeps one slip from being reported twice: what is still to be written needs no second diagnostic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contract.diagnostics import Diagnostic
    from reading.source_page import Flaw, SourcePage

UNFINISHED = "unfinished-text"
_FOLLOWS_FROM_IT = frozenset({"empty-section", "missing-steps", "missing-list"})


def reported_once(found: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out what else is wrong with a line of which something is still to be written."""
    unfinished = {(diagnostic.path, diagnostic.line) for diagnostic in found if diagnostic.rule == UNFINISHED}
    return [
        diagnostic
        for diagnostic in found
        if diagnostic.rule == UNFINISHED or (diagnostic.path, diagnostic.line) not in unfinished
    ]


def without_consequences(flaws: list[Flaw], page: SourcePage) -> Iterator[Flaw]:
    """Leave out what is only wrong with a section because its text is still to be written.

    Args:
        flaws: everything found on a page by itself.
        page: the page.
    """
    unfinished = {flaw.line for flaw in flaws if flaw.rule == UNFINISHED}
    starts = [heading.line for heading in page.headings if heading.level <= 2]

    def section_of(line: int) -> int:
        return max((start for start in starts if start <= line), default=0)

    sections = {section_of(line) for line in unfinished if line > page.front_matter_end}
    for flaw in flaws:
        if flaw.rule not in _FOLLOWS_FROM_IT or section_of(flaw.line) not in sections:
            yield flaw
