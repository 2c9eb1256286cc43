"""Reads the blocks of a text from its HTML: headings, paragraphs, lists with their items, boxes, tables.

The same code reads the HTML that visitors get and the HTML of the text as it is written, so that the two
can be compared block by block.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

# Replaces a link, an image or code in the plain text.
HELD_BACK = "\ufffc"
CALLOUT_TITLE = "admonition-title"

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTAINERS = {"ul": "bullets", "ol": "numbers", "li": "item", "blockquote": "quotation", "table": "table"}
_CONTAINERS |= {"tr": "row", "td": "cell", "th": "cell"}
_PASSED_THROUGH = frozenset({"thead", "tbody", "div"})
_BLOCKS = frozenset({*_HEADINGS, *_CONTAINERS, *_PASSED_THROUGH, "p", "pre", "hr"})
_OTHERS = {"pre": "code", "hr": "rule"}


@dataclass(slots=True)
class Block:
    """A block of a text.

    Attributes:
        kind: `paragraph`, `heading`, `callout title`, `code`, `rule`, or one that contains other
            blocks: `bullets`, `numbers`, `item`, `quotation`, `callout`, `table`, `row`, `cell`.
        depth: the number of blocks around it.
        text: its words; those of a heading begin with its level.
        start: the first number of a numbered list.
        size: the number of its own items, rows or cells.
        node: the element that it was read from, or that contains its text.
        pieces: the parts of a text that has no element of its own.
        lines_above: the number of lines in the file above the text.
    """

    kind: str
    depth: int
    text: str = ""
    start: int = 0
    size: int = 0
    node: LexborNode | None = None
    pieces: list[LexborNode] = field(default_factory=list)
    lines_above: int = 0

    @property
    def words(self) -> str:
        """The text with single spaces, for comparison."""
        return " ".join(self.text.split())

    @property
    def plain(self) -> str:
        """The text with a placeholder for each link, image and code."""
        if self.pieces:
            return "".join(map(_plain, self.pieces))
        if self.node is None or self.kind in _OTHERS.values():
            return ""
        return "".join(map(_plain, self.node.iter(include_text=True)))

    @property
    def line(self) -> int:
        """The line of the file on which it begins, 1-based."""
        return _place(self.node)[0] + self.lines_above

    @property
    def column(self) -> int:
        """The column at which it begins, 1-based; 0 if it is not known."""
        return _place(self.node)[1]


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image.

    Attributes:
        address: its target, or the image's file.
        words: what readers see or hear of it.
        is_image: whether it is an image.
        line: the line of the file on which its block begins; 0 in rendered text, where it is not known.
    """

    address: str
    words: str
    is_image: bool
    line: int = 0


@dataclass(frozen=True, slots=True)
class RenderedHeading:
    """A rendered heading: its level, its words and its id."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Structure:
    """The contents of a text's HTML, in order."""

    blocks: list[Block]
    links: list[Link]
    headings: list[RenderedHeading]


def read_structure(html: str, lines_above: int = 0) -> Structure:
    """Read the blocks, links and images of a text.

    Args:
        html: the output of a Markdown renderer; `data-sourcepos` says where a block begins.
        lines_above: the number of lines in the file above the text.
    """
    body = LexborHTMLParser(html).body
    if body is None:
        return Structure([], [], [])
    blocks: list[Block] = []
    headings: list[RenderedHeading] = []
    _read(body, 0, None, blocks, headings)
    for block in blocks:
        block.lines_above = lines_above
    return Structure(_without_gaps(blocks), list(_links(body, lines_above)), headings)


def _read(
    node: LexborNode, depth: int, holder: Block | None, blocks: list[Block], headings: list[RenderedHeading]
) -> None:
    """Add the blocks in a node; text beside blocks becomes a paragraph of its own."""
    loose: list[LexborNode] = []
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag not in _BLOCKS:
            if tag != "-comment":
                loose.append(child)
            continue
        _add_loose(loose, depth, node, blocks)
        loose = []
        if tag == "p":
            blocks.append(Block(_kind_of_paragraph(child, holder), depth, child.text(), node=child))
        elif tag in _HEADINGS:
            text = _heading_text(child)
            headings.append(RenderedHeading(int(tag[1]), text.strip(), child.id or ""))
            blocks.append(Block("heading", depth, f"{tag[1]} {text}", node=child))
        elif tag in _OTHERS:
            blocks.append(Block(_OTHERS[tag], depth, child.text(), node=child))
        elif tag in _PASSED_THROUGH and not (tag == "div" and _is_callout(child)):
            _read(child, depth, holder, blocks, headings)
        else:
            block = Block(_CONTAINERS.get(tag, "callout"), depth, start=_start_of(child), node=child)
            blocks.append(block)
            if holder is not None:
                holder.size += 1
            _read(child, depth + 1, block, blocks, headings)
    _add_loose(loose, depth, node, blocks)


def _start_of(node: LexborNode) -> int:
    return int(node.attributes.get("start") or 1) if node.tag == "ol" else 0


def _kind_of_paragraph(node: LexborNode, holder: Block | None) -> str:
    in_callout = holder is not None and holder.kind == "callout"
    return "callout title" if in_callout and node.attributes.get("class") == CALLOUT_TITLE else "paragraph"


def _add_loose(pieces: list[LexborNode], depth: int, node: LexborNode, blocks: list[Block]) -> None:
    """Add text that has no element of its own as a paragraph."""
    text = "".join([piece.text() for piece in pieces])
    if text and not text.isspace():
        blocks.append(Block("paragraph", depth, text, node=node, pieces=pieces))


def _without_gaps(blocks: list[Block]) -> list[Block]:
    """Join adjacent lists that look like one list.

    Renderers disagree on whether another bullet or a comment ends a list, and readers see no difference.
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


def _is_callout(node: LexborNode) -> bool:
    return "admonition" in (node.attributes.get("class") or "").split()


def _place(node: LexborNode | None) -> tuple[int, int]:
    """Return the line and column of the nearest element with a source position; (0, 0) if there is none."""
    while node is not None:
        if written := node.attributes.get("data-sourcepos"):
            line, _, column = written.partition("-")[0].partition(":")
            return int(line), int(column)
        node = node.parent
    return 0, 0


def _plain(node: LexborNode) -> str:
    """Return the text of a node, with a placeholder for each link, image and code in it."""
    if node.tag == "-text":
        return node.text_content or ""
    if node.tag in {"a", "code", "img"}:
        return HELD_BACK + "\n" * node.text().count("\n")
    return "".join([_plain(child) for child in node.iter(include_text=True)])


def _heading_text(node: LexborNode) -> str:
    """Return the words of a heading without the permalink that some settings add."""
    if node.last_child is None or node.last_child.tag != "a":
        return node.text()
    return "".join(
        child.text()
        for child in node.iter(include_text=True)
        if child.tag != "a" or "headerlink" not in (child.attributes.get("class") or "")
    )


def _links(body: LexborNode, lines_above: int) -> Iterator[Link]:
    for node in body.css("a[href], img"):
        attributes = node.attributes
        line = _place(node)[0] + lines_above
        if node.tag == "img":
            yield Link(attributes.get("src") or "", attributes.get("alt") or "", is_image=True, line=line)
        else:
            words = node.text() + "".join(image.attributes.get("alt") or "" for image in node.css("img"))
            yield Link(attributes.get("href") or "", words, is_image=False, line=line)
