"""Divides a page's text into passages: the words up to a source mark, with the sources that it names.

A mark supports the sentences before it, back to the mark before or to the start of the paragraph or list
item. In a table it supports its row.
"""

from __future__ import annotations

import bisect
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from contract.diagnostics import Finding
from contract.markers import TOP

from checks.reading_level import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading.lines import Line
    from reading.source_page import SourcePage

_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
_NO_PROSE = ("#", "!!!", "{{")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]*_]*\s*$")
_WORD = re.compile(r"[^\W_]")
# A number; checks.citations finds those that claim something.
NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty)"
_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_CELLS = re.compile(r"\s*\|\s*")


class Passage(NamedTuple):
    """Words of a page that have the same sources.

    Attributes:
        line: the line in the file where they begin.
        text: the words, without Markdown.
        keys: the keys of the sources that the mark behind them names; empty without a mark.
        section: the anchor of the section that they are in; `top` above the first one.
    """

    line: int
    text: str
    keys: tuple[str, ...]
    section: str = TOP


def passages_of(page: SourcePage) -> tuple[list[Passage], list[Finding]]:
    """Return the passages of a page's text that have a mark or a number, and findings for misplaced marks."""
    found: list[Passage] = []
    misplaced: list[Finding] = []
    sections = [heading for heading in page.headings if heading.level == 2]
    below = [heading.line for heading in sections]
    for block in _blocks(page.lines):
        if block[0].text.strip().startswith("|"):
            passages = [_row(block[0])]
        elif block[0].where != "text" or block[0].text.strip().startswith(_NO_PROSE):
            passages = []
            where = "behind text that is not a sentence" if block[0].text.strip() else "on a line of its own"
            misplaced += (_misplaced(line, where) for line in block if line.marks)
        elif any(line.marks for line in block):
            passages = list(_passages(block, misplaced))
        elif any(_NUMBER.search(line.text) for line in block):
            passages = [_unmarked(block)]
        else:
            passages = []
        for passage in passages:
            if passage.keys or _NUMBER.search(passage.text):
                place = bisect.bisect(below, passage.line) - 1
                found.append(passage._replace(section=sections[place].anchor if place >= 0 else TOP))
    return found, misplaced


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph and list item, and every other line by itself."""
    block: list[Line] = []
    for line in lines:
        text = line.text.strip()
        alone = not text or line.where != "text" or text.startswith((*_NO_PROSE, "|"))
        if block and (alone or _ITEM.match(line.text)):
            yield block
            block = []
        if not alone:
            block.append(line)
        elif text or line.marks:
            yield [line]
    if block:
        yield block


def _unmarked(block: list[Line]) -> Passage:
    text = "\n".join(line.text for line in block)
    item = _ITEM.match(text)
    return Passage(block[0].number, _plain(text[item.end() :] if item else text), ())


def _passages(block: list[Line], misplaced: list[Finding]) -> Iterator[Passage]:
    words, first = "", 0
    waiting: Passage | None = None  # a second mark may follow directly behind the first
    for index, line in enumerate(block):
        item = _ITEM.match(line.text) if index == 0 else None
        at = item.end() if item else 0
        for mark in line.marks:
            words += line.text[at : mark.column]
            at = max(at, mark.column)
            if not _WORD.search(words):
                if waiting is None:
                    misplaced.append(_misplaced(line, "in front of the words that it supports"))
                else:
                    waiting = waiting._replace(keys=(*waiting.keys, *mark.keys))
                continue
            if waiting is not None:
                yield waiting
            behind = chain([line.text[at:]], (later.text for later in islice(block, index + 1, None)))
            goes_on = any(_WORD.search(text) for text in behind)
            if goes_on and not _SENTENCE_END.search(words):
                misplaced.append(_misplaced(line, "in the middle of a sentence"))
            waiting = Passage(first or line.number, _plain(words), mark.keys)
            words, first = "", 0
        if _WORD.search(line.text[at:]):
            first = first or line.number
        words += f"{line.text[at:]}\n"
    if waiting is not None:
        yield waiting
    yield Passage(first or block[0].number, _plain(words), ())


def _row(line: Line) -> Passage:
    cells = [cell for cell in _CELLS.split(line.text.strip().strip("|")) if cell]
    keys = dict.fromkeys(key for mark in line.marks for key in mark.keys)
    return Passage(line.number, _plain("; ".join(cells)), tuple(keys))


def _plain(words: str) -> str:
    return " ".join(plain_text(words).split())


def _misplaced(line: Line, where: str) -> Finding:
    keys = ", ".join(key for mark in line.marks for key in mark.keys)
    message = f"the source mark '{keys}' is {where}"
    fix = "put it behind the end of a sentence, a list item or a table row, on the same line"
    return Finding(line.number, "unreadable-mark", message, fix)
