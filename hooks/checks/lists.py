"""The lists of a page: their length and their steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract.diagnostics import Finding
from contract.section import Shape

from checks.reading_level import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contract.page_types import PageType, ReadingLimits
    from reading.lines import Line
    from reading.source_page import SourcePage

_NUMBERED = re.compile(r"^\d+\.[ \t]+\S")
_BULLETED = re.compile(r"^[-*+][ \t]+\S")
_ITEM_SIGN = re.compile(r"^(?:[-*+]|\d+\.)[ \t]+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!|-])")
_KEPT = 0xE100  # in the private-use area, whose characters no page may have


def long_lists(page: SourcePage, limits: ReadingLimits) -> Iterator[Finding]:
    """Find lists with more items than readers remember, each reported once, at the first excess item."""
    for item in list_items(page.lines):
        if item.number == limits.list_items + 1:
            kind = "steps" if item.numbered else "items"
            yield Finding(
                item.line,
                "long-list",
                f"this list has more than {limits.list_items} {kind}",
                "split it into two lists, each with its own heading or line of text above",
            )


@dataclass(frozen=True, slots=True)
class Item:
    """A line that looks like the item of a list.

    Attributes:
        line: its line in the file.
        number: its position in its list, from 1.
        numbered: whether it has a number.
        begins_list: False where text directly above the list makes it render as text.
    """

    line: int
    number: int
    numbered: bool
    begins_list: bool


def longest_list(items: Sequence[Item], *, numbered: bool) -> int:
    """Return the number of items of the longest list, or of the longest numbered one."""
    return max(
        (item.number for item in items if item.begins_list and (item.numbered or not numbered)), default=0
    )


def list_items(lines: Sequence[Line]) -> Iterator[Item]:
    """Yield the lines that look like list items, counted within each list."""
    above, number, begins = "", 0, True
    for line in lines:
        text = line.text if line.where == "text" else ""
        if text.startswith(
            "{{"
        ):  # what a marker shows ends a list; a list right below it is reported as such
            text, number = "", 0
        numbered = text[:1].isdigit() and bool(_NUMBERED.match(text))
        if numbered and number == 0 and above.strip() and not above.startswith("#") and text[:2] != "1.":
            numbered = False  # a number at the start of a wrapped line, such as '1990.'
        elif numbered or _BULLETED.match(text):
            if number == 0:
                begins = not above.strip() or above.startswith("#")
            number += 1
            yield Item(line.number, number, numbered, begins)
        elif text.strip() and not text.startswith((" ", "\t")):
            number = 0  # text at the left margin ends a list; blank and indented lines belong to it
        above = text


def steps_of(page: SourcePage, page_type: PageType) -> tuple[str, ...]:
    """Return the steps of the section that holds them, each as plain text.

    All numbered lists of the section count, in order: text may split a long sequence into several lists.
    """
    titles = {section.title for section in page_type.sections if section.shape is Shape.STEPS}
    heading = page.section_headed(titles)
    steps: list[str] = []
    within, after_gap = False, True
    for line in page.lines_below(heading) if heading else ():
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
    """Return a step without its Markdown, except for escaped characters."""
    kept = _ESCAPED.sub(lambda found: chr(_KEPT + ord(found[1])), text)
    return "".join(
        chr(ord(character) - _KEPT) if _KEPT <= ord(character) < _KEPT + 128 else character
        for character in plain_text(kept)
    )
