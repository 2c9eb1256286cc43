"""Reads the blocks of a text from its HTML: headings, paragraphs, lists with their items, callouts, tables.

The same reader reads the HTML that readers get and the HTML of the text as it is written, so that the two can be
compared block by block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

# Stands in the plain text for a link, an image or code.
HELD_BACK = "\ufffc"
CALLOUT_TITLE = "admonition-title"

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTAINERS = {"ul": "bullets", "ol": "numbers", "li": "item", "blockquote": "quotation", "table": "table"}
_CONTAINERS |= {"tr": "row", "td": "cell", "th": "cell"}
_PASSED_THROUGH = frozenset({"thead", "tbody", "div"})
_BLOCKS = frozenset({*_HEADINGS, *_CONTAINERS, *_PASSED_THROUGH, "p", "pre", "hr"})
_LINES = "data-sourcepos"


@dataclass(slots=True)
class Block:
    """A block of a text.

    Attributes:
        kind: `paragraph`, `heading`, `callout title`, `code`, `rule`, or the beginning of something that holds
            other blocks: `bullets`, `numbers`, `item`, `quotation`, `callout`, `table`, `row`, `cell`.
        depth: how many others hold it.
        text: its words; of a heading with its level before them.
        plain: the same with a stand-in for each link, image and code; only of a written text.
        start: the first number of a numbered list.
        line, column: where it begins, 1-based; 0 where the HTML does not say.
        size: how many items, rows or cells it holds itself.
    """

    kind: str
    depth: int
    text: str = ""
    plain: str = ""
    start: int = 0
    line: int = 0
    column: int = 0
    size: int = 0

    @property
    def words(self) -> str:
        """The words with single spaces, to compare."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image.

    Attributes:
        address: where it leads, or the image's file.
        words: what readers see or hear of it.
        line: the line on which its block begins; 0 where the HTML does not say.
        is_image: whether it is an image.
    """

    address: str
    words: str
    line: int
    is_image: bool


@dataclass(frozen=True, slots=True)
class RenderedHeading:
    """A heading as it was rendered: its level, its words and its id."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Structure:
    """What one parse of a text's HTML gives.

    Attributes:
        blocks: its blocks in order.
        links: its links and images in order.
        headings: its headings in order.
    """

    blocks: list[Block]
    links: list[Link]
    headings: list[RenderedHeading]


def read_structure(html: str, *, with_plain: bool = False) -> Structure:
    """Read the blocks, links and images of a text.

    Args:
        html: the text as a Markdown renderer made it.
        with_plain: whether the plain text of each block is needed.
    """
    body = LexborHTMLParser(html).body
    if body is None:
        return Structure([], [], [])
    blocks: list[Block] = []
    _read(body, 0, blocks, None, with_plain=with_plain)
    merged = _without_gaps(blocks)
    return Structure(merged, list(_links(body)), list(_headings(body)))


def _without_gaps(blocks: list[Block]) -> list[Block]:
    """Join lists that follow each other with nothing between and look like one list.

    Renderers disagree on whether another sign or a comment ends a list, and readers see no difference.
    """
    kept: list[Block] = []
    above: list[Block] = []  # the last block of each depth
    for block in blocks:
        del above[block.depth + 1 :]
        before = above[block.depth] if len(above) > block.depth else None
        if before is not None and before.kind == block.kind and _goes_on(before, block):
            before.size += block.size
            continue
        above[block.depth :] = [block]
        kept.append(block)
    return kept


def _goes_on(before: Block, block: Block) -> bool:
    return block.kind == "bullets" or (block.kind == "numbers" and block.start == before.start + before.size)


def _read(
    node: LexborNode, depth: int, blocks: list[Block], holder: Block | None, *, with_plain: bool
) -> None:
    """Add the blocks that a node holds; text beside blocks becomes a paragraph of its own."""
    text = plain = ""
    first = len(blocks)
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag not in _BLOCKS:
            if tag == "-comment":
                continue
            text += child.text(deep=True) if tag != "-text" else child.text_content or ""
            plain += _plain(child) if with_plain else ""
            continue
        if text.strip():
            blocks.append(_at_holder(Block("paragraph", depth, text, plain), holder))
        text = plain = ""
        if tag in _PASSED_THROUGH and not _is_callout(child):
            _read(child, depth, blocks, holder, with_plain=with_plain)
            continue
        blocks.append(_block(child, tag, depth, with_plain=with_plain))
        if tag in _CONTAINERS or tag == "div":
            if holder is not None:
                holder.size += 1
            _read(child, depth + 1, blocks, blocks[-1], with_plain=with_plain)
    if text.strip():
        blocks.append(_at_holder(Block("paragraph", depth, text, plain), holder))
    if holder is not None and holder.kind not in {"bullets", "numbers", "table", "row"}:
        holder.size = len(blocks) - first


def _block(node: LexborNode, tag: str, depth: int, *, with_plain: bool) -> Block:
    line, column = _place(node)
    if tag in _HEADINGS or tag == "p":
        plain = _inner_plain(node) if with_plain else ""
        if tag != "p":
            return Block("heading", depth, f"{tag[1]} {_heading_text(node)}", plain, line=line, column=column)
        kind = "callout title" if node.attributes.get("class") == CALLOUT_TITLE else "paragraph"
        return Block(kind, depth, node.text(), plain, line=line, column=column)
    if tag == "pre":
        return Block("code", depth, node.text(), line=line, column=column)
    if tag == "hr":
        return Block("rule", depth, line=line, column=column)
    if tag == "div":
        return Block("callout", depth, line=line, column=column)
    start = int(node.attributes.get("start") or 1) if tag == "ol" else 0
    return Block(_CONTAINERS[tag], depth, start=start, line=line, column=column)


def _at_holder(block: Block, holder: Block | None) -> Block:
    """Put text that has no element of its own where its item or cell begins."""
    if holder is not None:
        block.line, block.column = holder.line, holder.column
    return block


def _is_callout(node: LexborNode) -> bool:
    return "admonition" in (node.attributes.get("class") or "").split()


def _place(node: LexborNode) -> tuple[int, int]:
    written = node.attributes.get(_LINES)
    if not written:
        return 0, 0
    line, _, column = written.partition("-")[0].partition(":")
    return int(line), int(column)


def _plain(node: LexborNode) -> str:
    """Return the text of a node, with a stand-in for each link, image and code within it."""
    if node.tag == "-text":
        return node.text_content or ""
    if node.tag in {"a", "code", "img"}:
        inner = node.text()
        return HELD_BACK + "\n" * inner.count("\n")
    return _inner_plain(node)


def _inner_plain(node: LexborNode) -> str:
    return "".join([_plain(child) for child in node.iter(include_text=True)])


def _headings(body: LexborNode) -> Iterator[RenderedHeading]:
    for node in body.css("h1, h2, h3, h4, h5, h6"):
        level = int((node.tag or "h0")[1])
        yield RenderedHeading(level, _heading_text(node).strip(), node.attributes.get("id") or "")


def _heading_text(node: LexborNode) -> str:
    """Return the words of a heading without the link to itself that some settings put there."""
    if node.css_first(".headerlink") is None:
        return node.text()
    return "".join(
        child.text()
        for child in node.iter(include_text=True)
        if child.tag == "-text" or "headerlink" not in (child.attributes.get("class") or "")
    )


def _links(body: LexborNode) -> Iterator[Link]:
    for node in body.css("a[href], img"):
        line, holder = 0, node.parent
        while holder is not None and not line:
            line, holder = _place(holder)[0], holder.parent
        given = node.attributes
        if node.tag == "img":
            yield Link(given.get("src") or "", given.get("alt") or "", line, is_image=True)
        else:
            words = node.text() + "".join(image.attributes.get("alt") or "" for image in node.css("img"))
            yield Link(given.get("href") or "", words, line, is_image=False)
