"""The lists of a page: how long they are, and the steps they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract.diagnostics import Finding
from contract.page_types import Shape

from checks.reading_level import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contract.page_types import PageType, ReadingLimits
    from reading.lines import Line
    from reading.source_page import Heading, SourcePage

_NUMBERED = re.compile(r"^\d+\.[ \t]+\S")
_BULLETED = re.compile(r"^[-*+][ \t]+\S")
_ITEM_SIGN = re.compile(r"^(?:[-*+]|\d+\.)[ \t]+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!|-])")
_KEPT = 0xE100  # in the private-use area, whose characters no page may have


def long_lists(page: SourcePage, limits: ReadingLimits) -> Iterator[Finding]:
    """Find lists with more items than a reader keeps in mind, each told once, at the first item too many."""
    for item in list_items(page.lines):
        if item.number == limits.list_items + 1:
            kind = "steps" if item.numbered else "items"
            yield Finding(
                item.line,
                "long-list",
                f"this list has more than {limits.list_items} {kind}",
                "make two lists of it, each with a line or a heading of its own above",
            )


@dataclass(frozen=True, slots=True)
class _Item:
    """A line that looks like the item of a list.

    Attributes:
        line: its line in the file.
        number: how many items of one list stand here, this one included.
        numbered: whether it has a number.
        begins_list: False where text stands right above the list, so that a renderer takes it for text.
    """

    line: int
    number: int
    numbered: bool
    begins_list: bool


def longest_list(lines: tuple[Line, ...], *, numbered: bool) -> int:
    """Return how many items the longest list has, or the longest numbered one."""
    items = list_items(lines)
    return max(
        (item.number for item in items if item.begins_list and (item.numbered or not numbered)), default=0
    )


def list_items(lines: Sequence[Line]) -> Iterator[_Item]:
    """Yield the lines that look like items of lists, counted within each list."""
    above, number, begins = "", 0, True
    for line in lines:
        text = line.text if line.where == "text" and not line.text.startswith("{{") else ""
        numbered = text[:1].isdigit() and bool(_NUMBERED.match(text))
        if numbered or _BULLETED.match(text):
            if number == 0:
                begins = not above.strip() or above.startswith("#")
            number += 1
            yield _Item(line.number, number, numbered, begins)
        elif text.strip() and not text.startswith((" ", "\t")):
            number = 0  # text at the left margin ends a list; blank and indented lines belong to it
        above = text


def steps_of(page: SourcePage, page_type: PageType) -> tuple[str, ...]:
    """Return the steps of the section that holds them, each as plain text.

    All numbered lists of the section belong to it, in order: a long way is split by a line of text between.
    """
    titles = {section.title for section in page_type.sections if section.shape is Shape.STEPS}
    heading = next((heading for heading in page.headings if heading.text in titles), None)
    steps: list[str] = []
    within, after_gap = False, True
    for line in lines_below(page, heading) if heading else ():
        text = line.text if line.where == "text" else ""
        if _NUMBERED.match(text):
            steps.append(text.partition(".")[2].strip())
            within = True
        elif not text.strip():
            after_gap = True
            continue
        elif text.startswith((" ", "\t")):
            if within:
                steps[-1] += f" {_ITEM_SIGN.sub('', text.strip())}"
        elif after_gap or _BULLETED.match(text):
            within = False
        elif within:
            steps[-1] += f" {text.strip()}"
        after_gap = False
    return tuple(map(_plain_step, steps))


def _plain_step(text: str) -> str:
    """Take Markdown's signs out of a step, and keep those behind a backslash."""
    kept = _ESCAPED.sub(lambda found: chr(_KEPT + ord(found[1])), text)
    return "".join(
        chr(ord(character) - _KEPT) if _KEPT <= ord(character) < _KEPT + 128 else character
        for character in plain_text(kept)
    )


def lines_below(page: SourcePage, heading: Heading) -> Iterator[Line]:
    """Yield the lines of a section, those of its subsections too."""
    end = min(
        (other.line for other in page.headings if other.line > heading.line and other.level <= 2),
        default=page.last_line + 1,
    )
    for line in page.lines:
        if heading.line < line.number < end:
            yield line
