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

    from checks.data.registers import Registers
    from checks.page import CheckedPage


def wrong_names(
    registers: Registers, pages: dict[str, CheckedPage], unread: frozenset[str]
) -> Iterator[Diagnostic]:
    """Find entries that name a missing page or section, or a page that does not show them."""
    for file, line, path, message, otherwise in _named_pages(registers):
        if not is_page(path, pages, unread):
            fix = where_now(path, pages) or otherwise
            yield Diagnostic(file, line, "unreadable-register", message, fix)
    yield from _unshown_corrections(registers, pages)
    yield from _lost_facts(registers, pages)
    yield from _broken_sentence_links(registers, pages, unread)


def _named_pages(registers: Registers) -> Iterator[tuple[str, int, str, str, str]]:
    """Yield each page that a data file names: file, line, page, and what to say if there is no such page."""
    fix, lines = "write its path below docs/", registers.lines
    for each in registers.corrections:
        for path in each.pages:
            message = f"'{each.id}' names a page '{path}' that does not exist"
            yield (
                CORRECTIONS,
                lines[CORRECTIONS, each.id],
                path,
                message,
                f"{fix}, such as 'stretches/cat.md'",
            )
    for fact in registers.source_map or ():
        message = f"{fact.id} names a page '{fact.page}' that does not exist"
        yield SOURCE_MAP, lines[SOURCE_MAP, fact.id], fact.page, message, fix
    for path in dict.fromkeys(entry.page for entry in registers.symptoms):
        if (SEARCH_SYMPTOMS, path) in lines:
            yield SEARCH_SYMPTOMS, lines[SEARCH_SYMPTOMS, path], path, f"there is no page '{path}'", fix
    for pose, (line, path) in registers.pose_pages.items():
        yield pose, line, path, f"there is no page '{path}'", f"{fix}, or delete the pose and its drawings"


def _unshown_corrections(registers: Registers, pages: dict[str, CheckedPage]) -> Iterator[Diagnostic]:
    """Find corrections of the original text that their pages do not show."""
    unshown: dict[str, list[str]] = {}
    for correction in registers.corrections:
        for path in correction.pages:
            if is_page(path, pages, frozenset()) and "corrections" not in pages[path].markers:
                unshown.setdefault(path, []).append(correction.id)
    for path, names in unshown.items():
        page = pages[path]
        titles = [section.title for section in page.page_type.sections if "sources" in section.markers]
        heading = page.source.section_headed(titles)
        if heading is None and page.page_type.sections:
            continue  # another rule reports the missing section
        where = f"section '{heading.text}'" if heading else "the page"
        message = f"{where} does not show the corrections to the text it is based on ({', '.join(names)})"
        fix = "add '{{ corrections }}' on a line of its own" + (" below this heading" if heading else "")
        line = heading.line if heading else page.source.last_line
        yield Diagnostic(path, line, "missing-marker", message, fix)


def _lost_facts(registers: Registers, pages: dict[str, CheckedPage]) -> Iterator[Diagnostic]:
    """Find facts of the original text whose section does not exist."""
    for fact in registers.source_map or ():
        page = pages.get(fact.page)
        if page is not None and fact.anchor not in {"", *(each.anchor for each in page.source.headings)}:
            message = f"{fact.id} names a section '#{fact.anchor}' that {fact.page} does not have"
            fix = "write the anchor of the section that states the fact"
            yield Diagnostic(
                SOURCE_MAP, registers.lines[SOURCE_MAP, fact.id], "unreadable-register", message, fix
            )


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
