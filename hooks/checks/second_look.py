"""Checks a text a second time, block by block: what is written, and how it is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.section import Shape
from reading.written_structure import written_structure

from checks.block_checks import code_findings, table_findings
from checks.leftover_markdown import leftover_findings
from checks.structure_checks import number_findings, structure_findings
from checks.unusable_links import link_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from contract.diagnostics import Finding
    from contract.page_types import PageType
    from reading.block_structure import Structure
    from reading.lines import Line
    from reading.source_page import Heading, SourcePage


def second_look(
    page: SourcePage, lines: Sequence[Line], page_type: PageType, docs: Path, rendered: Structure
) -> list[Finding]:
    """Find what looks right in an editor but comes out wrong for readers."""
    written = written_structure(lines)
    texts = {line.number: line.raw for line in lines}
    found = [
        *code_findings(written.blocks, lines),
        *table_findings(written.blocks, texts),
        *leftover_findings(written.blocks, written.links, lines, texts),
        *link_findings(written.links, page.path, docs),
        *number_findings(written, texts, steps_between(page, page_type)),
    ]
    return [*found, *elsewhere(structure_findings(written, rendered, texts), found, page.headings)]


def steps_between(page: SourcePage, page_type: PageType) -> tuple[int, int] | None:
    """Return the first line, which is the heading, and the last line of the section that holds the steps."""
    titles = {section.title for section in page_type.sections if section.shape is Shape.STEPS}
    section = page.section_headed(titles)
    return (section.line, page.end_of(section)) if section else None


def elsewhere(
    findings: Iterable[Finding], known: Sequence[Finding], headings: Sequence[Heading]
) -> Iterator[Finding]:
    """Leave out the findings of sections with another known finding, which is most likely the cause."""
    starts = [heading.line for heading in headings]

    def section(line: int) -> int:
        return sum(start <= line for start in starts)

    faulty = {section(finding.line) for finding in known}
    for finding in findings:
        if section(finding.line) not in faulty:
            yield finding
