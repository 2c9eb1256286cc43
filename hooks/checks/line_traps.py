"""Finds lines that look right in an editor and that every Markdown renderer reads in another way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract.diagnostics import Finding

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from reading.lines import Line

_ITEM = re.compile(r"(?P<indent>[ ]*)(?:[-*+]|\d{1,3}\.)[ \t]+\S")
# An editor shows them as spaces; for a renderer they are letters.
_ODD_SPACE = re.compile(r"(?:(?:[-*+]|\d{1,3}[.)])[ \t]{0,4})?[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# A line longer than this is no text that somebody writes.
_LONGEST = 5000
_QUOTATION = re.compile(r"[ \t]*>(?:[ \t]*\d|>>)")
# Code, and the addresses of links, hold what they like.
_HIDDEN = re.compile(r"(`+).*?\1|\]\([^()\s]*\)|<[^<>\s]*>")
_TIMES = re.compile(r"\d\*\d")
_LOOSE_EMPHASIS = re.compile(r"(?<![\w*_])(__|\*|_)[ \t]+[^\W_][^*_\n]*?[ \t]+\1(?![\w*_])")
_RAISED = re.compile(r"\w\^[^\s^]+\^")
_BEGINS_ANOTHER_BLOCK = re.compile(r"#|\||!!!|\{\{|<!--|```|~~~|\[[^\]]+\]:")


def line_traps(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find odd spaces at the start of a line, lost list items, and signs that vanish."""
    item_indent: int | None = None
    item_width, above = 0, ""
    for line in lines:
        if line.where != "text":
            item_indent = None
            continue
        if not line.text.isascii() and _ODD_SPACE.match(line.text.lstrip(" \t")):
            message = "the line begins with a space that is not an ordinary one"
            yield Finding(line.number, "invisible-character", message, "delete it and type ordinary spaces")
            above, item_indent = line.text, None
            continue
        if ">" in line.text and (_QUOTATION.match(line.text) or _begins_quotation_within(above, line.text)):
            message = "'>' at the start of a line is not shown; it makes a quotation of the line"
            yield Finding(line.number, "leftover-markdown", message, "write 'more than', or delete the '>'")
        elif "*" in line.text or "_" in line.text or "^" in line.text:
            yield from _signs(line)
        item_indent = yield from _lost_item(line, item_indent)
        text = line.text.lstrip(" ")
        indent = len(line.text) - len(text)
        if item := _ITEM.match(line.text):
            # Where its words begin; in a box, all lines are indented.
            item_width = 0 if item["indent"] else item.end() - 1
        elif text[:1].isalnum() and not above.strip() and 0 < indent < item_width:
            message = "this line looks like part of the list item above it, but is not"
            fix = "indent it by 4 spaces if it belongs to the item; if not, begin it at the left margin"
            yield Finding(line.number, "changed-structure", message, fix)
        elif text and not indent:
            item_width = 0
        above = line.text


def _begins_quotation_within(above: str, text: str) -> bool:
    return text.lstrip().startswith(">") and bool(above.strip()) and not above.lstrip().startswith((">", "#"))


def _lost_item(line: Line, item_indent: int | None) -> Generator[Finding, None, int | None]:
    """Find a line that is read as part of the list item above it; return the indent of the item now open."""
    text = line.text
    if item := _ITEM.match(text):
        return len(item["indent"])
    if item_indent is None or not text.strip() or _BEGINS_ANOTHER_BLOCK.match(text.lstrip()):
        return None
    if len(text) - len(text.lstrip(" ")) > item_indent:
        return item_indent
    message = "this line is read as part of the list item above it"
    fix = "begin it with '- ' or its number if it is an item; if not, leave an empty line above it"
    yield Finding(line.number, "changed-structure", message, fix)
    return None


def _signs(line: Line) -> Iterator[Finding]:
    if len(line.text) > _LONGEST:
        return
    text = _HIDDEN.sub(lambda found: " " * len(found[0]), line.text)
    if found := _TIMES.search(text):
        message = f"the '*' in '{found[0]}' would not be shown"
        yield Finding(line.number, "leftover-markdown", message, "write '×' or 'times'")
    elif found := _LOOSE_EMPHASIS.search(text):
        message = f"readers would see '{found[0][:40]}'"
        fix = f"write '**{found[0].strip('*_ ')[:40]}**', without spaces inside the asterisks"
        yield Finding(line.number, "leftover-markdown", message, fix)
    elif found := _RAISED.search(text):
        message = f"readers would see '{found[0][:40]}'"
        yield Finding(line.number, "leftover-markdown", message, "only bold and italic text work here")
