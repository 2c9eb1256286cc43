"""Looks at a text a second time: at what is written, block by block, and at what readers get of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.page_types import Shape
from reading.written_structure import written_structure

from checks.block_checks import code_flaws, table_flaws
from checks.leftover_markdown import leftover_flaws
from checks.structure_checks import number_flaws, structure_flaws
from checks.unusable_links import link_flaws

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from contract.diagnostics import Flaw
    from contract.page_types import PageType
    from reading.block_structure import Structure
    from reading.lines import Line
    from reading.source_page import Heading, SourcePage


def second_look(
    page: SourcePage, lines: Sequence[Line], page_type: PageType, docs: Path, rendered: Structure
) -> list[Flaw]:
    """Find what looks right in an editor and is wrong for readers.

    Args:
        page: the page as it was read.
        lines: its text after the front matter.
        page_type: its kind.
        docs: the docs folder.
        rendered: the text as readers get it.
    """
    written = written_structure(lines)
    texts = {line.number: line.raw for line in lines}
    found = [
        *code_flaws(written.blocks, lines),
        *table_flaws(written.blocks, texts),
        *leftover_flaws(written.blocks, written.links, lines, texts),
        *link_flaws(written.links, page.path, docs),
        *number_flaws(written, texts, steps_between(page.headings, page_type, page.last_line)),
    ]
    return [*found, *elsewhere(structure_flaws(written, rendered, texts), found, page.headings)]


def steps_between(headings: Sequence[Heading], page_type: PageType, last_line: int) -> tuple[int, int] | None:
    """Return the line of the heading of the section that holds the steps, and its last line."""
    titles = {section.title for section in page_type.sections if section.shape is Shape.STEPS}
    own = next((heading for heading in headings if heading.level == 2 and heading.text in titles), None)
    if own is None:
        return None
    ends = (other.line - 1 for other in headings if other.line > own.line and other.level <= 2)
    return own.line, min(ends, default=last_line)


def elsewhere(flaws: Iterable[Flaw], known: Sequence[Flaw], headings: Sequence[Heading]) -> Iterator[Flaw]:
    """Leave out the flaws of sections in which something else is wrong, which is most likely the cause."""
    starts = [heading.line for heading in headings]

    def section(line: int) -> int:
        return sum(start <= line for start in starts)

    faulty = {section(flaw.line) for flaw in known}
    for flaw in flaws:
        if section(flaw.line) not in faulty:
            yield flaw
