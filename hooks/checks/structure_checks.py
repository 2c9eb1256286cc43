"""Compares the blocks of the rendered page with those that are written; each difference has its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from contract.diagnostics import Finding, shortened
from reading.written_structure import first_line_of_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reading.block_structure import Block, Link, Structure

_RULE = "changed-structure"
_LISTS = frozenset({"bullets", "numbers"})
_COUNTED = frozenset({"bullets", "numbers", "table", "row"})
_NAMES = {"bullets": "list", "numbers": "list", "callout": "box", "quotation": "quotation", "table": "table"}
_NUMBER = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*?(?P<number>\d{1,9})[.)](?:[ \t]|$)")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_PLAINLY = (
    "use plain Markdown, with an empty line above and below; indent what belongs to an item by 4 spaces"
)


def structure_findings(
    written: Structure, rendered: Structure, texts: Mapping[int, str]
) -> Iterator[Finding]:
    """Find the first difference in each section, or the first link or image that comes out differently."""
    found = False
    sections = list(_sections(written.blocks)), list(_sections(rendered.blocks))
    if len(sections[0]) != len(sections[1]):
        return  # another rule reports a lost heading
    for ours, theirs in zip(*sections, strict=True):
        for finding in _first_difference(ours, theirs, texts):
            found = True
            yield finding
    if not found:
        yield from _different_links(written.links, rendered.links)


def number_findings(
    written: Structure, texts: Mapping[int, str], continued: tuple[int, int] | None = None
) -> Iterator[Finding]:
    """Find steps whose written number is not the one that would be shown.

    Args:
        written: the structure of the text as written.
        texts: the lines of the file by number.
        continued: the first and the last line of the section whose lists are numbered as one.
    """
    before = 0  # the number of steps above, in the same section
    above: list[Block] = []
    for index, block in enumerate(written.blocks):
        del above[block.depth :]
        above.append(block)
        if block.kind != "numbers":
            continue
        within = continued is not None and not block.depth and continued[0] < block.line <= continued[1]
        items = [
            other
            for other in _below(written.blocks, index)
            if other.kind == "item" and other.depth == block.depth + 1
        ]
        numbers = [_number_at(texts.get(item.line, ""), item.column) for item in items]
        first = before + 1 if within else block.start
        before += len(items) if within else 0
        if within and numbers[:1] not in ([1], [first]):
            yield _misnumbered(items[0].line, numbers[0], first)
            continue
        start = numbers[0] if numbers else 0
        if start is None or all(number == start for number in numbers):
            continue
        for at, (item, number) in enumerate(zip(items, numbers, strict=True)):
            if number is not None and number != start + at:
                yield _misnumbered(item.line, number, first + at)
                break


def _misnumbered(line: int, number: int | None, shown: int) -> Finding:
    message = f"this item is numbered {number} here, but would be shown as {shown}"
    return Finding(line, "misnumbered-list", message, "number the items in order, without gaps")


def _number_at(text: str, column: int) -> int | None:
    found = re.match(r"\d{1,9}", text.expandtabs(4)[max(column - 1, 0) :]) or _NUMBER.match(text)
    if found is None:
        return None
    return int(found["number"] if "number" in found.re.groupindex else found[0])


def _below(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    for block in blocks[index + 1 :]:
        if block.depth <= blocks[index].depth:
            return
        yield block


def _sections(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the blocks before the first heading, then each heading with its blocks."""
    section: list[Block] = []
    for block in blocks:
        if block.kind == "heading" and not block.depth:
            yield section
            section = []
        section.append(block)
    yield section


def _first_difference(
    written: Sequence[Block], rendered: Sequence[Block], texts: Mapping[int, str]
) -> Iterator[Finding]:
    for index, (ours, theirs) in enumerate(zip(written, rendered, strict=False)):
        if not _are_alike(ours, theirs) and not _is_heading(ours, theirs):
            yield _finding(written, index, theirs, texts)
            return
    if len(written) > len(rendered):
        yield _finding(written, len(rendered), None, texts)
    elif len(rendered) > len(written):
        line = written[-1].line if written else 1
        message = f"the page would show {_described(rendered[len(written)])} that is not written as such"
        yield Finding(line, _RULE, message, _PLAINLY)


def _are_alike(ours: Block, theirs: Block) -> bool:
    if (ours.kind, ours.depth, ours.start) != (theirs.kind, theirs.depth, theirs.start):
        return False
    return ours.text == theirs.text or ours.words == theirs.words


def _is_heading(ours: Block, theirs: Block) -> bool:
    """Return whether both are the section's heading, which `rendered_page` compares."""
    return ours.kind == theirs.kind == "heading" and not ours.depth and not theirs.depth


def _finding(
    written: Sequence[Block], index: int, rendered: Block | None, texts: Mapping[int, str]
) -> Finding:
    ours = written[index]
    following = written[index + 1] if index + 1 < len(written) else None
    if (
        rendered is not None
        and rendered.kind == ours.kind == "paragraph"
        and following is not None
        and following.kind in _NAMES
        and rendered.words.startswith(ours.words)
        and len(rendered.words) > len(ours.words)
    ):
        return _as_text(following, texts)
    if rendered is None:
        return Finding(ours.line, _RULE, f"{_described(ours)} would not be shown", _PLAINLY)
    if ours.kind in _LISTS:
        return _changed_list(written, index, rendered)
    return _other_block(written, index, rendered)


def _other_block(written: Sequence[Block], index: int, rendered: Block) -> Finding:
    ours = written[index]
    if rendered.kind == "code" and ours.kind != "code":
        message = f"{_described(ours)} would be shown as code"
        fix = "remove the spaces before it, or indent it by exactly 4 if it belongs to a list item"
        return Finding(ours.line, _RULE, message, fix)
    if ours.depth > rendered.depth and any(block.kind == "callout" for block in written[:index]):
        message = f"{_described(ours)} would end up outside the box above it"
        return Finding(ours.line, _RULE, message, "indent every line of a box by 4 spaces")
    if ours.kind == rendered.kind == "paragraph" and (hint := _unread_sign(ours, rendered)):
        return hint
    message = f"{_described(ours)} would be shown as {_described(rendered)}"
    return Finding(ours.line, _RULE, message, _PLAINLY)


def _as_text(block: Block, texts: Mapping[int, str]) -> Finding:
    message = f"the {_NAMES[block.kind]} that starts here would be shown as ordinary text"
    fix = "leave an empty line above it" + (
        ", and indent each of its lines by 4 spaces if it belongs to the item above" if block.depth else ""
    )
    line = first_line_of_table(block.line, texts) if block.kind == "table" else block.line
    return Finding(line, _RULE, message, fix)


def _changed_list(written: Sequence[Block], index: int, rendered: Block) -> Finding:
    ours = written[index]
    if rendered.kind == "paragraph":
        message = "the list that starts here would be shown as ordinary text"
        fix = "write '- ' or '1. ' before each item, and leave an empty line above the first"
        return Finding(ours.line, _RULE, message, fix)
    if rendered.kind in _LISTS and rendered.depth == ours.depth:
        if rendered.kind != ours.kind:
            message = f"this list has {ours.kind}, but would be shown with {rendered.kind}"
        elif rendered.start != ours.start:
            message = f"this list starts at {ours.start}, but would be shown starting at {rendered.start}"
        else:
            message = f"this list has {ours.size} items, but would be shown with {rendered.size}"
        fix = (
            "leave an empty line between two lists, and indent a list within an item, and all else that "
            "belongs to the item, by 4 spaces"
        )
        return Finding(ours.line, _RULE, message, fix)
    if ours.depth and any(
        block.kind == "item" and block.depth == ours.depth - 1 for block in written[:index]
    ):
        message = "the list that starts here would not be nested in the item above it"
        return Finding(ours.line, _RULE, message, "indent each of its lines by 4 spaces")
    message = "the list that starts here would be joined to what is above it"
    return Finding(ours.line, _RULE, message, "put a line of text or a heading between the two")


def _unread_sign(ours: Block, rendered: Block) -> Finding | None:
    """Return a finding at the first words that come out differently in a paragraph."""
    pairs = enumerate(zip(ours.words, rendered.words, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(ours.words), len(rendered.words)))
    begin = max(0, at - 15)
    line = ours.line + _lines_before(ours, at)
    if not rendered.words[at:]:
        message = f"'{shortened(ours.words[at:], 40)}' would not be shown"
        return Finding(line, _RULE, message, "write it as plain text or as a list of its own")
    message = (
        f"'{shortened(ours.words[begin:], 40)}' would be shown as '{shortened(rendered.words[begin:], 40)}'"
    )
    return Finding(
        line, _RULE, message, "use plain text or Markdown; a backslash works only before a Markdown character"
    )


def _lines_before(block: Block, at: int) -> int:
    """Return the number of line ends before a position in a block's words."""
    seen = 0
    for number, line in enumerate(block.text.split("\n")):
        seen += len(" ".join(line.split())) + 1
        if seen > at:
            return number
    return 0


def _different_links(written: Sequence[Link], rendered: Sequence[Link]) -> Iterator[Finding]:
    """Find the first link or image that comes out differently; the build changes relative addresses."""
    fix = "write '[words](page.md)' or '![words](file.svg)', without spaces in the address"
    for ours, theirs in zip(written, rendered, strict=False):
        if (ours.is_image, _words(ours)) != (theirs.is_image, _words(theirs)) or _leads_elsewhere(
            ours, theirs
        ):
            message = f"{_link(ours)} would be shown as {_link(theirs)}"
            yield Finding(ours.line, _RULE, message, fix)
            return
    if len(written) > len(rendered):
        ours = written[len(rendered)]
        yield Finding(ours.line, _RULE, f"{_link(ours)} would not be shown", fix)
    elif len(rendered) > len(written):
        line = written[-1].line if written else 1
        theirs = rendered[len(written)]
        yield Finding(line, _RULE, f"the page would show {_link(theirs)} that is not written as one", fix)


def _words(link: Link) -> str:
    return " ".join(link.words.split())


def _leads_elsewhere(ours: Link, theirs: Link) -> bool:
    if not (_ABSOLUTE.match(ours.address) or _ABSOLUTE.match(theirs.address)):
        return False
    return unquote(ours.address) != unquote(theirs.address)


def _link(link: Link) -> str:
    kind = "the image" if link.is_image else "the link"
    return f"{kind} '{shortened(_words(link) or link.address, 40)}'"


def _described(block: Block) -> str:
    if block.kind in _COUNTED and block.kind in _NAMES:
        what = "rows" if block.kind == "table" else "items"
        return f"a {_NAMES[block.kind]} of {block.size} {what}"
    if block.kind in {"item", "cell", "row", "callout", "quotation"}:
        return {"item": "a list item", "callout": "a box"}.get(block.kind, f"a {block.kind}")
    if block.kind == "rule":
        return "a horizontal rule"
    words = shortened(block.words, 40)
    return f"the code '{words}'" if block.kind == "code" else f"the text '{words}'"
