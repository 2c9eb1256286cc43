"""The links and pictures in a page's text, each with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading.lines import Line
    from reading.source_page import SourcePage

# How many characters after a link's words are searched, so that a file full of brackets is not slow.
_MOST = 2000
_CODE = re.compile(r"(?<!\\)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PLACEHOLDER = re.compile("\x02([\ue000-\ue0ff])")
_TITLE = r"""(?:"[^"]*+"|'[^']*+')"""
# The part in parentheses after a link's words, as Python-Markdown reads it.
_DESTINATION = re.compile(
    rf"\(\s*+(?:<(?P<angle>[^<>]*+)>\s*+(?:{_TITLE}\s*+)?\)"
    rf"|(?P<titled>[^\s()\"']*+(?:\([^()]*+\)[^\s()\"']*+)*+)\s*+{_TITLE}\s*+\)"
    r"|(?P<plain>(?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+)\))"
)
_BRACKET = re.compile(r"[\[\]]")
_DEFINITION = re.compile(r"^[ \t]*\[(?!\^)[^\[\]]+\]:[ ]*(?:\n[ ]*)?(\S+)", re.MULTILINE)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.)[ \t]|!!! ")
_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]|$)", re.IGNORECASE)


class Link(NamedTuple):
    """A link or a picture.

    Attributes:
        line: the 1-based line of the file on which it is.
        target: its destination, as written.
        is_picture: whether it shows a file instead of linking to it.
    """

    line: int
    target: str
    is_picture: bool


def page_links(page: SourcePage) -> Iterator[Link]:
    """Yield every link and picture of a page's text that is written in Markdown, in order."""
    lines = page.lines
    done = -1
    for index, line in enumerate(lines):
        if index > done and ("](" in line.text or "]:" in line.text) and line.where != "code":
            start, end = _block_around(lines, index)
            done = end - 1
            if not _is_indented_code(lines, start):
                yield from _links_of_block(lines[start:end])


def _block_around(lines: Sequence[Line], index: int) -> tuple[int, int]:
    """Return the start and the end of the block of filled lines around a line."""
    start, end = index, index + 1
    while start > 0 and _is_filled(lines[start - 1]):
        start -= 1
    while end < len(lines) and _is_filled(lines[end]):
        end += 1
    return start, end


def _is_filled(line: Line) -> bool:
    return line.where != "code" and bool(line.text.strip())


def _is_indented_code(lines: Sequence[Line], start: int) -> bool:
    """Return whether a block is code because of its indentation, and not part of a list or a box above it."""
    if not lines[start].text.startswith(("    ", "\t")):
        return False
    for line in reversed(lines[:start]):
        if line.text.strip() and not line.text.startswith(("    ", "\t")):
            return not _ITEM.match(line.text)
    return True


def _links_of_block(lines: Sequence[Line]) -> Iterator[Link]:
    written = "\n".join(line.text for line in lines)
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), written)
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: f"\x02{chr(0xE000 + ord(found[1]))}", text)
    index = counted = 0
    for offset, target, is_picture in sorted([*_inline(text), *_defined(text)]):
        index += text.count("\n", counted, offset)
        counted = offset
        plain = _PLACEHOLDER.sub(lambda each: chr(ord(each[1]) - 0xE000), target)
        yield Link(lines[index].number, plain, is_picture)


def _inline(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield the place, the target and the kind of each `[words](target)`."""
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        if text[at] == "[":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if text.startswith("(", at + 1) and (found := _DESTINATION.match(text[at + 1 : at + _MOST])):
                target = next(part for part in found.group("angle", "titled", "plain") if part is not None)
                yield at, target.strip(), text[start - 1 : start] == "!"


def _defined(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield the same for each `[name]: target`, which other lines refer to by its name."""
    if "]:" in text:
        for found in _DEFINITION.finditer(text):
            target = found[1].lstrip("<").rstrip(">")
            yield found.start(1), target, bool(_PICTURE.search(target))
