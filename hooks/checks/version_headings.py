"""Finds the level-3 heading of each version of a stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.diagnostics import Finding
from contract.page_types import EXERCISE, MAKE_IT_EASIER, MAKE_IT_HARDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contract.page_types import PageType
    from reading.source_page import Heading, SourcePage


def missing_version_headings(page: SourcePage, page_type: PageType) -> Iterator[Finding]:
    """Find versions without a heading of their name in the section where readers look for them."""
    versions = page.fields.get("versions")
    if page_type is not EXERCISE or not isinstance(versions, list) or page.front_matter is None:
        return
    entries = [entry if isinstance(entry, dict) else {} for entry in versions]
    starts = [index for index, entry in enumerate(entries) if entry.get("start_here") is True]
    if len(starts) != 1:
        return  # reported by another rule; where each version belongs is not known yet
    names = {entry.get("name") for entry in entries}
    found = list(_below_sections(page))
    for index, entry in enumerate(entries):
        name = entry.get("name")
        if index == starts[0] or not isinstance(name, str):
            continue
        section = MAKE_IT_EASIER if index < starts[0] else MAKE_IT_HARDER
        sections = [title for title, heading in found if heading.text == name]
        if section.title in sections:
            continue
        free = [heading for title, heading in found if title == section.title and heading.text not in names]
        fix = f"write '### {name}' under '{section.title}', above the text on this version"
        if sections:
            fix = f"move it under '{section.title}', or change the order of the versions"
        elif free:
            renamed = f"### {name} {{ #{free[0].anchor} }}"
            fix += f"; if that is the text below '{free[0].text}', write '{renamed}' there"
        where = f"is under '{sections[0]}'" if sections else "is missing"
        line = page.front_matter.line_of(("versions", index, "name"))
        message = f"the heading of the version '{name}' {where}"
        yield Finding(line, "version-without-heading", message, fix)


def _below_sections(page: SourcePage) -> Iterator[tuple[str, Heading]]:
    """Yield the level-3 headings, each with the title of its section."""
    section = ""
    for heading in page.headings:
        if heading.level == 2:
            section = heading.text
        elif heading.level == 3:
            yield section, heading
