"""Keeps one mistake from being reported twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contract.diagnostics import Diagnostic, Finding
    from reading.source_page import SourcePage

UNFINISHED = "unfinished-text"
_FOLLOWS_FROM_IT = frozenset({"empty-section", "missing-steps", "missing-list"})


# Findings to leave out, each with the rules that report the cause on the same line.
_CAUSES = {
    "unusable-link": frozenset({"broken-link", "broken-shared-link", "link-by-address"}),
    "missing-picture": frozenset({"unsuitable-image"}),
    "broken-link": frozenset({"unused-definition"}),
    "unreadable-front-matter": frozenset({"lookalike-character"}),
}


def reported_once(found: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out what another problem on the same line causes, such as a text still to be written."""
    rules: dict[tuple[str, int], set[str]] = {}
    for diagnostic in found:
        rules.setdefault((diagnostic.path, diagnostic.line), set()).add(diagnostic.rule)

    def is_consequence(diagnostic: Diagnostic) -> bool:
        here = rules[diagnostic.path, diagnostic.line]
        if UNFINISHED in here:
            return diagnostic.rule != UNFINISHED
        return not here.isdisjoint(_CAUSES.get(diagnostic.rule, frozenset()))

    return [diagnostic for diagnostic in found if not is_consequence(diagnostic)]


def without_consequences(findings: list[Finding], page: SourcePage) -> Iterator[Finding]:
    """Leave out findings of sections that are only due to text still to be written.

    Args:
        findings: everything found on a page by itself.
        page: the page.
    """
    unfinished = {finding.line for finding in findings if finding.rule == UNFINISHED}
    starts = [heading.line for heading in page.headings if heading.level <= 2]

    def section_of(line: int) -> int:
        return max((start for start in starts if start <= line), default=0)

    sections = {section_of(line) for line in unfinished if line > page.front_matter_end}
    for finding in findings:
        if finding.rule not in _FOLLOWS_FROM_IT or section_of(finding.line) not in sections:
            yield finding
