"""Compares the blocks that readers get with those that are written; each difference has its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from contract.diagnostics import Finding
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
_PLAINLY = "write it plainly, with an empty line above and below, and 4 spaces before what belongs to an item"


def structure_findings(
    written: Structure, rendered: Structure, texts: Mapping[int, str]
) -> Iterator[Finding]:
    """Find the first difference of each section, and the first link or image that is not what is written.

    Args:
        written: the text as its author sees it.
        rendered: the text as readers get it.
        texts: the lines of the file by number.
    """
    found = False
    sections = list(_sections(written.blocks)), list(_sections(rendered.blocks))
    if len(sections[0]) != len(sections[1]):
        return  # a lost heading is reported by itself
    for ours, theirs in zip(*sections, strict=True):
        for finding in _first_difference(ours, theirs, texts):
            found = True
            yield finding
    if not found:
        yield from _different_links(written.links, rendered.links)


def number_findings(
    written: Structure, texts: Mapping[int, str], continued: tuple[int, int] | None = None
) -> Iterator[Finding]:
    """Find steps whose written number is not the one that readers get.

    Args:
        written: the text as its author sees it.
        texts: the lines of the file by number.
        continued: the first and the last line of the section whose lists are numbered as one.
    """
    before = 0  # how many steps of the section stand above
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
    message = f"readers get the number {shown} where {number} is written"
    return Finding(
        line, "misnumbered-list", message, "number the items one by one, from the first to the last"
    )


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
    """Yield the blocks up to the first heading, and those of each heading with it."""
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
        message = f"readers get {_described(rendered[len(written)])} that is not written as such"
        yield Finding(line, _RULE, message, _PLAINLY)


def _are_alike(ours: Block, theirs: Block) -> bool:
    if (ours.kind, ours.depth, ours.start) != (theirs.kind, theirs.depth, theirs.start):
        return False
    return ours.text == theirs.text or ours.words == theirs.words


def _is_heading(ours: Block, theirs: Block) -> bool:
    """Whether both are the section's own heading, which is compared by its letters elsewhere."""
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
        return Finding(ours.line, _RULE, f"readers do not get {_described(ours)}", _PLAINLY)
    if ours.kind in _LISTS:
        return _changed_list(written, index, rendered)
    return _other_block(written, index, rendered)


def _other_block(written: Sequence[Block], index: int, rendered: Block) -> Finding:
    ours = written[index]
    if rendered.kind == "code" and ours.kind != "code":
        message = f"{_described(ours)} would be shown as code"
        return Finding(
            ours.line, _RULE, message, "take the spaces at its beginning out, or write 4 below an item"
        )
    if ours.depth > rendered.depth and any(block.kind == "callout" for block in written[:index]):
        message = f"{_described(ours)} would stand outside the box above it"
        return Finding(ours.line, _RULE, message, "begin every line of a box with 4 spaces")
    if ours.kind == rendered.kind == "paragraph" and (hint := _unread_sign(ours, rendered)):
        return hint
    message = f"readers get {_described(rendered)} where {_described(ours)} is written"
    return Finding(ours.line, _RULE, message, _PLAINLY)


def _as_text(block: Block, texts: Mapping[int, str]) -> Finding:
    message = f"the {_NAMES[block.kind]} that begins here would be shown as running text"
    fix = "leave an empty line above it" + (
        ", and write 4 spaces before each of its lines if it belongs to the item above" if block.depth else ""
    )
    line = first_line_of_table(block.line, texts) if block.kind == "table" else block.line
    return Finding(line, _RULE, message, fix)


def _changed_list(written: Sequence[Block], index: int, rendered: Block) -> Finding:
    ours = written[index]
    if rendered.kind == "paragraph":
        message = "the list that begins here would be shown as running text"
        fix = "write '- ' or '1. ' before each item, and leave an empty line above the first"
        return Finding(ours.line, _RULE, message, fix)
    if rendered.kind in _LISTS and rendered.depth == ours.depth:
        if rendered.kind != ours.kind:
            kinds = {"bullets": "bullets", "numbers": "numbers"}
            message = f"readers get {kinds[rendered.kind]} where {kinds[ours.kind]} are written"
        elif rendered.start != ours.start:
            message = f"the list would begin at {rendered.start}, and {ours.start} is written"
        else:
            message = f"the list would have {rendered.size} items, and {ours.size} are written"
        fix = (
            "leave an empty line between two lists, and begin a list within an item, and all that belongs to "
            "an item, with 4 spaces"
        )
        return Finding(ours.line, _RULE, message, fix)
    if ours.depth and any(
        block.kind == "item" and block.depth == ours.depth - 1 for block in written[:index]
    ):
        message = "the list that begins here would not be a list within the item above it"
        return Finding(
            ours.line, _RULE, message, "begin each of its lines with 4 spaces, as an editor's tab does"
        )
    message = "the list that begins here would go on as part of what stands above"
    return Finding(ours.line, _RULE, message, "put a line of text or a heading between the two")


def _unread_sign(ours: Block, rendered: Block) -> Finding | None:
    """Name the first words that a paragraph does not share with what is written."""
    pairs = enumerate(zip(ours.words, rendered.words, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(ours.words), len(rendered.words)))
    begin = max(0, at - 15)
    line = ours.line + _lines_before(ours, at)
    if not rendered.words[at:]:
        message = f"readers do not get '{_short(ours.words[at:])}'"
        return Finding(line, _RULE, message, "write it as plain text or as a list of its own")
    message = (
        f"readers get '{_short(rendered.words[begin:])}' where '{_short(ours.words[begin:])}' is written"
    )
    return Finding(
        line, _RULE, message, "write it plainly; a backslash stands only before a sign of Markdown"
    )


def _lines_before(block: Block, at: int) -> int:
    """How many line ends stand before a place among a block's words."""
    seen = 0
    for number, line in enumerate(block.text.split("\n")):
        seen += len(" ".join(line.split())) + 1
        if seen > at:
            return number
    return 0


def _different_links(written: Sequence[Link], rendered: Sequence[Link]) -> Iterator[Finding]:
    """Find the first link or image that is not what is written; the build changes relative addresses."""
    fix = "write '[words](page.md)' or '![words](file.svg)', without spaces in the address"
    for ours, theirs in zip(written, rendered, strict=False):
        if (ours.is_image, _words(ours)) != (theirs.is_image, _words(theirs)) or _leads_elsewhere(
            ours, theirs
        ):
            message = f"readers get {_link(theirs)} where {_link(ours)} is written"
            yield Finding(ours.line, _RULE, message, fix)
            return
    if len(written) > len(rendered):
        ours = written[len(rendered)]
        yield Finding(ours.line, _RULE, f"readers do not get {_link(ours)}", fix)
    elif len(rendered) > len(written):
        line = written[-1].line if written else 1
        theirs = rendered[len(written)]
        yield Finding(line, _RULE, f"readers get {_link(theirs)} that is not written as one", fix)


def _words(link: Link) -> str:
    return " ".join(link.words.split())


def _leads_elsewhere(ours: Link, theirs: Link) -> bool:
    if not (_ABSOLUTE.match(ours.address) or _ABSOLUTE.match(theirs.address)):
        return False
    return unquote(ours.address) != unquote(theirs.address)


def _link(link: Link) -> str:
    kind = "the image" if link.is_image else "the link"
    return f"{kind} '{_short(_words(link) or link.address)}'"


def _described(block: Block) -> str:
    if block.kind in _COUNTED and block.kind in _NAMES:
        what = "rows" if block.kind == "table" else "items"
        return f"a {_NAMES[block.kind]} of {block.size} {what}"
    if block.kind in {"item", "cell", "row", "callout", "quotation"}:
        return {"item": "an item of a list", "callout": "a box"}.get(block.kind, f"a {block.kind}")
    if block.kind == "rule":
        return "a line across the page"
    words = _short(block.words)
    return f"the code '{words}'" if block.kind == "code" else f"the text '{words}'"


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
