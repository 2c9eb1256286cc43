"""Checks one page by itself; `checks.site` compares the pages."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic, Finding
from contract.page_names import is_page_name, proper_name, why_no_page_name
from contract.page_types import PARTIAL, PATHS
from reading.block_structure import read_structure
from reading.markdown_settings import render
from reading.page_links import page_links
from reading.source_page import SourcePage, read_page
from reading.text_file import NOT_TEXT, decode, read_bytes

from checks import front_matter
from checks import text as texts
from checks.block_checks import block_findings
from checks.citations import citation_findings, cited_in
from checks.damaged_text import damaged_characters
from checks.data.emergency_numbers import number_keys
from checks.leftover_markdown import field_findings
from checks.line_traps import line_traps
from checks.lists import long_lists, steps_of
from checks.passages import Passage, passages_of
from checks.preparation import preparation_findings
from checks.reading_level import reading_findings
from checks.reported_once import without_consequences
from checks.second_look import elsewhere, second_look
from checks.sections import kept_parts, section_findings
from checks.short_names import unnamed_items
from checks.version_headings import missing_version_headings
from checks.words import shown_fields, word_findings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from contract.fields import FrontMatter
    from contract.page_types import PageType, PathRule
    from reading.page_links import Link

    from checks.data.page_defaults import PageDefaults
    from checks.data.registers import Registers

_SHARED = "_partials"


# Findings that change the blocks of a section, so that one slip would be reported several times.
_CAUSES = frozenset(
    {"hidden-heading", "raw-html", "unknown-marker", "missing-list", "missing-steps", "broken-callout"}
    | {"unused-definition", "title-in-text"}
)


_LONGEST_LOOKED_AT = 100_000
_MOST_FINDINGS = 50
# Each opening bracket of a paragraph is compared with all that follows it there.
_MOST_BRACKETS = 1_000
# The most findings taken from one check; a file full of them must not take minutes.
_MOST_OF_ALL = 1000


@dataclass(frozen=True)
class CheckedPage:
    """A page with its page type and what the check has learned about it.

    Attributes:
        source: the page as it was read; only shared texts keep their lines.
        page_type: its page type.
        defaults: the defaults for its front matter.
        markers: the names of the markers in its text.
        steps: the steps of its starting version, for pages that combine several stretches.
        links: its links and images.
        numbers: the keys of the telephone numbers that its text names.
        cited: the passages of its text that name sources.
        cited_in: the anchors of the sections in which each source is cited, by its key, and of those with
            advice of our own, by `editors`.
    """

    source: SourcePage
    page_type: PageType
    defaults: PageDefaults
    markers: frozenset[str]
    steps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    numbers: frozenset[str] = frozenset()
    cited: tuple[Passage, ...] = ()
    cited_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def front_matter(self) -> FrontMatter | None:
        """Its front matter with all defaults, or None where it is not valid."""
        return front_matter.validate(self.source, self.page_type, self.defaults)[0]


def check_page(
    path: str, docs: Path, today: dt.date, registers: Registers, *, rendering: bool = True
) -> tuple[CheckedPage | None, list[Diagnostic]]:
    """Read and check one Markdown file.

    Args:
        path: the file below the docs folder, with forward slashes.
        docs: the docs folder.
        today: the day to compare dates with.
        registers: the facts that pages share.
        rendering: whether to render the page and compare the result; shared texts always are.

    Returns:
        The page, or None where the file is not a page or cannot be read, and the diagnostics. Never raises.
    """
    rule = path_rule(path)
    if name := improper_name(path):
        return None, [Diagnostic(path, 1, "unclassified-page", *why_no_page_name(name))]
    if rule is None:
        return None, [_unclassified(path)]
    content = read_bytes(docs / path)
    if content is None:
        fix = "restore the file, or delete the link to it"
        return None, [Diagnostic(path, 1, "unreadable-file", "the file cannot be opened", fix)]
    text = decode(content)
    if text is None:
        return None, [Diagnostic(path, 1, "unreadable-file", *NOT_TEXT)]
    page_type = rule.page_type
    source = read_page(
        path, registers.numbers.in_page(text), front_matter_expected=page_type.front_matter is not None
    )
    findings = front_matter.validate(source, page_type, registers.page_defaults)[1]
    passages, misplaced = passages_of(source)
    findings += islice(misplaced, _MOST_OF_ALL)
    findings += islice(citation_findings(source, page_type, passages, registers.sources), _MOST_OF_ALL)
    cited = cited_in(source, page_type, passages)
    findings += front_matter.section_sources(source, page_type, cited)
    findings += _page_findings(source, page_type, text.split("\n"), rule, today)
    shown = shown_fields(source.front_matter.value) if source.front_matter else []
    findings += field_findings(source, shown)
    findings += word_findings(source, shown, text, registers.words) if rule.reading.plain_words else ()
    findings += registers.numbers.page_findings(source, text)
    # Text made up of punctuation can take minutes to render; such a page has enough problems already.
    is_plausible = (
        len(text) <= _LONGEST_LOOKED_AT
        and len(findings) <= _MOST_FINDINGS
        and all(paragraph.count("[") <= _MOST_BRACKETS for paragraph in text.split("\n\n"))
    )
    if is_plausible and (rendering or page_type is PARTIAL):
        html = render("\n".join(line.raw for line in source.lines))
        found = second_look(source, source.lines, page_type, docs, read_structure(html))
        findings += elsewhere(
            found, [finding for finding in findings if finding.rule in _CAUSES], source.headings
        )
    findings = list(without_consequences(findings, source))
    kept = source if page_type is PARTIAL else replace(source, lines=())
    page = CheckedPage(
        kept,
        page_type,
        registers.page_defaults,
        markers=frozenset(filter(None, (line.marker for line in source.lines))),
        steps=steps_of(source, page_type),
        links=tuple(page_links(source)),
        numbers=number_keys(text),
        cited=tuple(passage for passage in passages if passage.keys),
        cited_in=cited,
    )
    return page, [Diagnostic(path, *finding) for finding in findings]


def path_rule(path: str) -> PathRule | None:
    """Return the first rule that matches a path below the docs folder; `*` matches one name."""
    return next((rule for rule in PATHS if _fits(path, rule.pattern)), None)


def improper_name(path: str) -> str:
    """Return the part of a page's path that cannot be part of an address; '' without one."""
    folder, _, name = path.rpartition("/")
    folders = [part for part in folder.split("/") if part and part != _SHARED]
    return next((part for part in (*folders, name.rpartition(".")[0]) if not is_page_name(part)), "")


def proper_path(path: str) -> str:
    """Return the path that a page would have if its name were a valid address."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{proper_name(name.rpartition('.')[0])}.md"


def _fits(path: str, pattern: str) -> bool:
    return path.count("/") == pattern.count("/") and fnmatch.fnmatchcase(path, pattern)


def _page_findings(
    source: SourcePage,
    page_type: PageType,
    lines: list[str],
    rule: PathRule,
    today: dt.date,
) -> Iterator[Finding]:
    yield from source.findings
    yield from front_matter.impossible_dates(source, today)
    yield from front_matter.overdue_review(source, today)
    yield from front_matter.unclear_start(source)
    yield from section_findings(source, page_type)
    yield from preparation_findings(source, page_type)
    yield from missing_version_headings(source, page_type)
    yield from unnamed_items(source, page_type)
    yield from kept_parts(source, rule)
    yield from long_lists(source, rule.reading)
    yield from texts.text_findings(source, page_type)
    yield from texts.unfinished_text(lines)
    yield from texts.invisible_characters(lines)
    yield from line_traps(source.lines)
    yield from islice(damaged_characters(lines), _MOST_OF_ALL)
    yield from islice(block_findings(source.lines), _MOST_OF_ALL)
    yield from texts.links_to_stretches(source, page_type)
    yield from reading_findings(source, rule.reading)


def _unclassified(path: str) -> Diagnostic:
    folders = sorted(
        {
            rule.pattern
            for rule in PATHS
            if "*" in rule.pattern and rule.page_type is not PARTIAL and rule.in_navigation
        }
    )
    return Diagnostic(
        path,
        1,
        "unclassified-page",
        "this file matches no page type",
        f"move it to a folder for pages, such as {' or '.join(folders)}, "
        "add it to PATHS in hooks/contract/page_types.py, or move it out of the docs folder",
    )
