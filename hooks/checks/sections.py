"""Checks the sections of a page: which there are, in which order, and what they hold."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract.diagnostics import Finding
from contract.markers import MARKERS
from contract.section import Holds, Shape, anchor_of

from checks.lists import list_items, longest_list
from checks.text import with_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contract.page_types import PageType, PathRule
    from contract.section import Section
    from reading.lines import Line
    from reading.source_page import Heading, SourcePage

_MARKER_NAMES = {marker.name: marker for marker in MARKERS}
_WORD = re.compile(r"[^\W_]")
_MIN_STEPS = 3
_LONGEST_HEADING = 200
_LIKENESS = 0.6
_MOST_GUESSES = 100


@dataclass(frozen=True, slots=True)
class _Place:
    """A required section that the page has: its heading and the lines below it."""

    section: Section
    heading: Heading
    lines: tuple[Line, ...]


def section_findings(page: SourcePage, page_type: PageType) -> Iterator[Finding]:
    """Compare the page's sections with those that its page type requires."""
    if page_type.free_sections:
        begun = page.front_matter_end > 0 or page_type.front_matter is None
        if begun and not any(line.where == "text" and _WORD.search(line.text) for line in page.lines):
            fix = "write what readers need here"
            yield Finding(page.last_line, "empty-section", "the page has no text", fix)
        return
    places: list[_Place] = []
    unknown: list[Heading] = []
    by_title = {section.title: section for section in page_type.sections}
    seen: dict[str, Heading] = {}
    for heading in page.headings:
        if heading.level != 2:
            continue
        section = by_title.get(heading.text)
        if section is None:
            unknown.append(heading)
        elif heading.text in seen:
            message = (
                f"duplicate section '{heading.text}'; the first one is at line {seen[heading.text].line}"
            )
            yield Finding(heading.line, "doubled-section", message, "merge the two")
        else:
            seen[heading.text] = heading
            places.append(_Place(section, heading, page.lines_below(heading)))
            yield from _changed_anchor(section, heading)
    yield from _missing_sections(page, page_type, places, unknown)
    for heading in unknown:
        message = f"'## {heading.text}' is not a section that {with_article(page_type.name)} page can have"
        fix = f"make it a level 3 heading ('### {heading.text}'), or use one of: {', '.join(by_title)}"
        yield Finding(heading.line, "unknown-section", message, fix)
    yield from _section_out_of_order(page_type, places)
    for place in places:
        yield from _content_findings(place)


def _missing_sections(
    page: SourcePage,
    page_type: PageType,
    places: list[_Place],
    unknown: list[Heading],
) -> Iterator[Finding]:
    present = {place.section.title for place in places}
    missing = [section for section in page_type.sections if section.title not in present]
    # A heading that nearly matches is most likely the missing section, misspelled: one finding, at its line.
    candidates = sorted(
        (
            (_likeness(heading.text, section.title), -index, heading, section)
            for index, heading in enumerate(unknown[:_MOST_GUESSES])
            for section in missing
        ),
        key=lambda candidate: candidate[:2],
        reverse=True,
    )
    for likeness, _, heading, section in candidates:
        if likeness < _LIKENESS or heading not in unknown or section not in missing:
            continue
        unknown.remove(heading)
        missing.remove(section)
        message = f"section '{section.title}' is missing; this heading says '{heading.text}'"
        yield Finding(heading.line, "missing-section", message, f"did you mean '## {section.title}'?")
    found = _title_lines(page, missing)
    for section in missing:
        line, reason, fix = _where_it_should_be(page, page_type, places, section, found.get(section.title))
        yield Finding(line, "missing-section", f"section '{section.title}' is missing{reason}", fix)


def _where_it_should_be(
    page: SourcePage,
    page_type: PageType,
    places: list[_Place],
    section: Section,
    said: Line | None,
) -> tuple[int, str, str]:
    for heading in page.headings:
        if heading.level != 2 and heading.text.casefold() == section.title.casefold():
            hashes = "#" * heading.level
            return heading.line, f"; this heading begins with '{hashes}'", f"write '## {section.title}'"
    if said and said.where != "text":
        reason = f"; its heading is hidden inside {'code' if said.where == 'code' else 'a comment'}"
        return said.number, reason, "move the heading out of it and start it at the left margin"
    if said:
        fix = f"write '## {section.title}' at the left margin"
        return said.number, "; this line has its title, but is not a heading", fix
    order = [other.title for other in page_type.sections]
    before = order[: order.index(section.title)]
    for place in places:
        if place.section.title in order[order.index(section.title) :]:
            return place.heading.line, "", f"add '## {section.title}' above this line"
    after = f" after '{before[-1]}'" if before else ""
    return page.last_line, "", f"add '## {section.title}'{after}"


def _title_lines(page: SourcePage, sections: list[Section]) -> dict[str, Line]:
    """Return the first line for each section that has its title and no other words."""
    found: dict[str, Line] = {}
    for section in sections:
        title = section.title.casefold()
        for line in page.lines:
            if len(line.raw) <= _LONGEST_HEADING and title in line.raw.casefold():
                rest = re.sub(r"</?[a-zA-Z][^<>]*>", "", line.raw).casefold().replace(title, "", 1)
                if not any(character.isalpha() for character in rest):
                    found[section.title] = line
                    break
    return found


def _section_out_of_order(page_type: PageType, places: list[_Place]) -> Iterator[Finding]:
    """Find the first section outside the longest run of sections that are in order."""
    order = [section.title for section in page_type.sections]
    ranks = [order.index(place.section.title) for place in places]
    in_order = _longest_increasing(ranks)
    for index, place in enumerate(places):
        if index in in_order:
            continue
        present = {place.section.title for place in places}
        before = [title for title in order[: ranks[index]] if title in present]
        after = [title for title in order[ranks[index] + 1 :] if title in present]
        where = f"after '{before[-1]}'" if before else f"before '{after[0]}'"
        message = f"section '{place.section.title}' is in the wrong place"
        fix = f"move it {where}; the order is: {', '.join(order)}"
        yield Finding(place.heading.line, "section-out-of-order", message, fix)
        return


def _longest_increasing(ranks: list[int]) -> set[int]:
    """Return the positions of the longest increasing run of ranks."""
    best: list[list[int]] = [[]]  # and the longest run that ends at each position
    for index, rank in enumerate(ranks):
        longest = max((run for run in best if not run or ranks[run[-1]] < rank), key=len)
        best.append([*longest, index])
    longest = max(best, key=len)
    return set(longest)


def _changed_anchor(section: Section, heading: Heading) -> Iterator[Finding]:
    if heading.anchor != section.anchor:
        title, braces = section.title, f"{{ #{section.id or heading.id} }}"
        message = f"section '{title}' has the anchor '{heading.anchor}', but links use '{section.anchor}'"
        fix = f"write '## {title} {braces}'" if section.id else f"delete '{braces}'"
        yield Finding(heading.line, "changed-anchor", message, fix)


def _content_findings(place: _Place) -> Iterator[Finding]:
    section, line = place.section, place.heading.line
    markers = [entry.marker for entry in place.lines if entry.marker]
    for name in section.markers:
        if name not in markers:
            rule = "missing-emergency-line" if name == "emergency" else "missing-marker"
            message = f"section '{section.title}' does not show {_MARKER_NAMES[name].shows}"
            yield Finding(
                line, rule, message, f"add '{{{{ {name} }}}}' on a line of its own below this heading"
            )
    if section.holds is Holds.DATA:
        return
    prose = [entry for entry in place.lines if _is_prose(entry)]
    if section.begins_with:  # what to get ready is not yet what to do
        prose = [entry for entry in prose if not entry.text.startswith("- ")]
    if not any(_WORD.search(entry.text) for entry in prose):
        message = f"section '{section.title}' is empty"
        yield Finding(line, "empty-section", message, "write what readers need here")
        return
    yield from _shape_findings(place)


def _shape_findings(place: _Place) -> Iterator[Finding]:
    section = place.section
    items = list(list_items(place.lines))
    crowded = next((item for item in items if not item.begins_list), None)
    line = crowded.line if crowded else place.heading.line
    gap = "leave an empty line above its first item"
    if section.shape is Shape.STEPS and longest_list(items, numbered=True) < _MIN_STEPS:
        message = f"section '{section.title}' has no numbered list of at least {_MIN_STEPS} steps"
        fix = gap if crowded else "write one action on each line: '1. Sit down.', '2. …', '3. …'"
        yield Finding(line, "missing-steps", message, fix)
    elif section.shape is Shape.LIST and not longest_list(items, numbered=False):
        fix = gap if crowded else "start each item with '- '"
        yield Finding(line, "missing-list", f"section '{section.title}' has no list", fix)
    elif crowded:
        message = f"the list that starts here in section '{section.title}' would be shown as ordinary text"
        yield Finding(line, "missing-list", message, gap)


def kept_parts(page: SourcePage, rule: PathRule) -> Iterator[Finding]:
    """Find headings and markers that a page with free sections must keep for the sake of other pages."""
    if not any(_WORD.search(line.text) for line in page.lines):
        return  # already reported as a page without text
    titles = {heading.text for heading in page.headings if heading.level == 2}
    ids = {heading.id for heading in page.headings if heading.level == 2}
    for title in rule.headings:
        anchor = anchor_of(title)
        if title not in titles and anchor not in ids:
            message = f"section '{title}' is missing, and other pages link to it"
            fix = f"restore '## {title}', or add '{{ #{anchor} }}' after the heading that replaces it"
            yield Finding(page.last_line, "missing-section", message, fix)
    shown = {line.marker for line in page.lines}
    for name in rule.markers:
        if name not in shown:
            message = f"the page does not show {_MARKER_NAMES[name].shows}"
            fix = f"add '{{{{ {name} }}}}' on a line of its own"
            yield Finding(page.last_line, "missing-marker", message, fix)


def _is_prose(line: Line) -> bool:
    return line.where == "text" and line.marker is None and not line.text.startswith("#")


def _likeness(one: str, other: str) -> float:
    def fold(text: str) -> str:
        return " ".join(unicodedata.normalize("NFKC", text).casefold().split())[:200]

    return difflib.SequenceMatcher(None, fold(one), fold(other)).ratio()
