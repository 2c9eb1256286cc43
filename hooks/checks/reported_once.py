"""Keeps one mistake from being reported twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contract.diagnostics import Diagnostic, Finding
    from reading.source_page import SourcePage

UNFINISHED = "unfinished-text"
_FOLLOWS_FROM_IT = frozenset({"empty-section", "missing-steps", "missing-list", "unsourced-section"})


# Rules whose finding follows from one of these rules on the same line.
_SAME_LINE = {
    "unusable-link": frozenset({"broken-link", "broken-shared-link", "link-by-address", "typed-number"}),
    "missing-picture": frozenset({"unsuitable-image"}),
    "broken-link": frozenset({"unused-definition", "leftover-markdown"}),
    "leftover-markdown": frozenset({"typed-number"}),
    "unreadable-front-matter": frozenset({"lookalike-character"}),
    "word-to-avoid": frozenset({"invalid-field"}),
    "unsourced-claim": frozenset({"invalid-field", "unknown-field", "missing-field"}),
    "changed-structure": frozenset({"leftover-markdown", "invisible-character"}),
    "long-sentence": frozenset({"changed-structure", "invisible-character"}),
}
# The same anywhere on the page.
_SAME_PAGE = {
    "missing-marker": frozenset({"unknown-marker"}),
    "missing-emergency-line": frozenset({"unknown-marker"}),
    "misnumbered-list": frozenset({"changed-structure", "leftover-markdown", "invisible-character"}),
    "missing-steps": frozenset({"changed-structure"}),
    "hard-to-read": frozenset({"changed-structure"}),
}


def reported_once(found: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out what follows from another problem, such as a text still to be written."""
    on_line: dict[tuple[str, int], set[str]] = {}
    on_page: dict[str, set[str]] = {}
    for diagnostic in found:
        on_line.setdefault((diagnostic.path, diagnostic.line), set()).add(diagnostic.rule)
        on_page.setdefault(diagnostic.path, set()).add(diagnostic.rule)

    def is_consequence(diagnostic: Diagnostic) -> bool:
        here = on_line[diagnostic.path, diagnostic.line]
        if UNFINISHED in here:
            return diagnostic.rule != UNFINISHED
        return not (
            here.isdisjoint(_SAME_LINE.get(diagnostic.rule, ()))
            and on_page[diagnostic.path].isdisjoint(_SAME_PAGE.get(diagnostic.rule, ()))
        )

    return [diagnostic for diagnostic in found if not is_consequence(diagnostic)]


def without_consequences(findings: list[Finding], page: SourcePage) -> Iterator[Finding]:
    """Leave out findings of sections that are only due to text still to be written."""
    unfinished = {finding.line for finding in findings if finding.rule == UNFINISHED}
    empty = {finding.line for finding in findings if finding.rule == "empty-section"}
    starts = [heading.line for heading in page.headings if heading.level <= 2]

    def section_of(line: int) -> int:
        return max((start for start in starts if start <= line), default=0)

    sections = {section_of(line) for line in unfinished if line > page.front_matter_end}
    for finding in findings:
        if finding.rule == "unsourced-section" and finding.line in empty:
            continue
        if finding.rule not in _FOLLOWS_FROM_IT or section_of(finding.line) not in sections:
            yield finding
