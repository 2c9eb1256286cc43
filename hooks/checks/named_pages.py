"""Checks the pages and sections that data files name, and says where a moved page is now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic
from contract.page_types import PARTIAL, RETIRED
from reading.permalinks import redirect_from

from checks.data.registers import CORRECTIONS, SEARCH_SYMPTOMS, SOURCE_MAP
from checks.data.sentences import SENTENCES
from checks.page import path_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading.source_page import Heading

    from checks.data.registers import Registers
    from checks.page import CheckedPage


def wrong_names(
    registers: Registers, pages: dict[str, CheckedPage], unread: frozenset[str]
) -> Iterator[Diagnostic]:
    """Find entries that name a missing page or section, or a page that does not show them."""
    yield from _unshown_corrections(registers, pages, unread)
    yield from _lost_facts(registers, pages, unread)
    yield from _symptoms_of_no_page(registers, pages, unread)
    yield from _poses_of_no_page(registers, pages, unread)
    yield from _broken_sentence_links(registers, pages, unread)


def _unshown_corrections(
    registers: Registers, pages: dict[str, CheckedPage], unread: frozenset[str]
) -> Iterator[Diagnostic]:
    """Find corrections of the original text that their pages do not show."""
    unshown: dict[str, list[str]] = {}
    for correction in registers.corrections:
        for path in correction.pages:
            if not is_page(path, pages, unread):
                message = f"'{correction.id}' names a page '{path}' that does not exist"
                fix = where_now(path, pages) or "write its path below docs/, such as 'stretches/cat.md'"
                line = registers.lines[CORRECTIONS, correction.id]
                yield Diagnostic(CORRECTIONS, line, "unreadable-register", message, fix)
            elif path in pages and "corrections" not in pages[path].markers:
                unshown.setdefault(path, []).append(correction.id)
    for path, names in unshown.items():
        heading = _heading_of("sources", pages[path])
        if heading is None and pages[path].page_type.sections:
            continue  # another rule reports the missing section
        where = f"section '{heading.text}'" if heading else "the page"
        message = f"{where} does not show the corrections to the text it is based on ({', '.join(names)})"
        fix = "add '{{ corrections }}' on a line of its own" + (" below this heading" if heading else "")
        line = heading.line if heading else pages[path].source.last_line
        yield Diagnostic(path, line, "missing-marker", message, fix)


def _heading_of(marker: str, page: CheckedPage) -> Heading | None:
    """Return the heading of the section that must show a marker."""
    titles = {section.title for section in page.page_type.sections if marker in section.markers}
    return next((heading for heading in page.source.headings if heading.text in titles), None)


def _lost_facts(
    registers: Registers, pages: dict[str, CheckedPage], unread: frozenset[str]
) -> Iterator[Diagnostic]:
    """Find facts of the original text whose page or section does not exist."""
    for fact in registers.source_map or ():
        line = registers.lines[SOURCE_MAP, fact.id]
        if not is_page(fact.page, pages, unread):
            message = f"{fact.id} names a page '{fact.page}' that does not exist"
            fix = where_now(fact.page, pages) or "write its path below docs/"
            yield Diagnostic(SOURCE_MAP, line, "unreadable-register", message, fix)
        elif fact.page in pages:
            anchors = {"", *(heading.anchor for heading in pages[fact.page].source.headings)}
            if fact.anchor not in anchors:
                message = f"{fact.id} names a section '#{fact.anchor}' that {fact.page} does not have"
                fix = "write the anchor of the section that states the fact"
                yield Diagnostic(SOURCE_MAP, line, "unreadable-register", message, fix)


def _symptoms_of_no_page(
    registers: Registers, pages: dict[str, CheckedPage], unread: frozenset[str]
) -> Iterator[Diagnostic]:
    """Find search phrases whose page does not exist."""
    for name in dict.fromkeys(entry.page for entry in registers.symptoms):
        if not is_page(name, pages, unread):
            line = registers.lines[SEARCH_SYMPTOMS, name]
            message = f"there is no page '{name}'"
            fix = where_now(name, pages) or "write its path below docs/"
            yield Diagnostic(SEARCH_SYMPTOMS, line, "unreadable-register", message, fix)


def _poses_of_no_page(
    registers: Registers, pages: dict[str, CheckedPage], unread: frozenset[str]
) -> Iterator[Diagnostic]:
    """Find pose files whose page does not exist."""
    for name, (line, page) in registers.pose_pages.items():
        if not is_page(page, pages, unread):
            fix = where_now(page, pages) or "write its path below docs/, or delete the pose and its drawings"
            message = f"there is no page '{page}'"
            yield Diagnostic(name, line, "unreadable-register", message, fix)


def stretch_now(path: str, pages: Mapping[str, CheckedPage]) -> str:
    """Return the help for a routine that names a renamed or retired stretch; '' for other names."""
    old = f"/{path.removesuffix('.md')}/"
    new = next((page for page in pages.values() if old in redirect_from(page.source)), None)
    if new is None:
        return ""
    if new.page_type is RETIRED:
        return f"this stretch was retired ({new.source.path} says why): delete it from the routine"
    return f"it was renamed: write '{new.source.path.rpartition('/')[2].removesuffix('.md')}'"


def where_now(path: str, pages: Mapping[str, CheckedPage], before: str = "") -> str:
    """Return the help for a link to a page that was renamed or retired; '' for other links."""
    old = f"/{path.removesuffix('.md')}/"
    new = next((page.source.path for page in pages.values() if old in redirect_from(page.source)), "")
    if new and pages[new].page_type is RETIRED:
        return f"that page was retired: link to '{before}{new}', or delete that advice, but keep all warnings"
    return f"that page was renamed: write '{before}{new}'" if new else ""


def _broken_sentence_links(
    registers: Registers, pages: dict[str, CheckedPage], unread: frozenset[str]
) -> Iterator[Diagnostic]:
    """Find links in shared sentences that lead to no page; `#` begins a link within the same page."""
    for name, text in registers.sentences.items():
        for target in re.findall(r"\]\(([^()#\s]+)", text):
            is_elsewhere = target.startswith(("https://", "http://", "mailto:", "tel:", "{"))
            if not is_elsewhere and not (target.startswith("/") and is_page(target[1:], pages, unread)):
                message = f"the link to '{target}' leads to no page"
                fix = where_now(target[1:], pages, "/") or (
                    "write the path from the docs folder, such as '/get-help.md'"
                )
                line = registers.lines[SENTENCES, name]
                yield Diagnostic(SENTENCES, line, "broken-shared-link", message, fix)


def is_page(path: str, pages: Mapping[str, CheckedPage], unread: frozenset[str]) -> bool:
    """Return whether the site has such a page; one that cannot be read counts, as another rule reports it."""
    if path in pages:
        return pages[path].page_type is not PARTIAL
    rule = path_rule(path)
    return path in unread and rule is not None and rule.page_type is not PARTIAL
