"""Whatever Markdown the check accepts, readers get the lists, boxes, links and images that its author meant.

A text is drawn as what is meant, and written with slips: too few spaces, no empty line, other signs. What is
meant is compared with the real HTML, read by a parser of its own.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from checks.data.registers import read_registers
from checks.page import check_page
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from reading.markdown_settings import render
from reading.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

PASSING = Path(__file__).parent / "passing"
REGISTERS = replace(read_registers(PASSING), words=Words({}))
TODAY = dt.date(2026, 11, 22)


@dataclass
class Meant:
    """What the author means: a tree, and the links and images in order.

    Attributes:
        blocks: `("p", words)`, `("ul", items)`, `("ol", first number, items)`, `("box", title, blocks)` and
            `("h3", words)`; an item is `(words, blocks)`.
        links: the words and the address of each link.
        images: the words and the file of each image.
        markdown: the text as it was written.
    """

    blocks: list[object] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    markdown: str = ""


WORDS = st.sampled_from(["sit", "down", "slowly", "on", "the", "chair", "and", "rest", "it hurts", "5 to 10"])
# Most of what an editor writes is right; the last ones of each are slips.
GAP = st.sampled_from(["\n\n"] * 5 + ["\n"])
INDENT = st.sampled_from(["    "] * 5 + ["\t", "   ", "  ", " "])
BULLET = st.sampled_from(["- "] * 5 + ["* ", "+ ", "-   ", "-", "• ", "– "])
NUMBER = st.sampled_from([". "] * 6 + [")", ") ", "."])
LINK = st.sampled_from(
    ["[{0}]({1})"] * 5
    + [
        "[{0}]({1} 'Title')",
        "[{0}](<{1}>)",
        "[{0}] ({1})",
        "({0})[{1}]",
        "[{0}][{1}]",
        "[{0}]({1}",
        "[{0}]( {1} )",
    ]
)
IMAGE = st.sampled_from(["![{0}]({1})"] * 4 + ["! [{0}]({1})", "![{0}] ({1})", "!({0})[{1}]"])
BOLD = st.sampled_from(["**{0}**"] * 5 + ["** {0} **", "**{0}", "*{0}*", "__{0}__", "_{0}"])


class Writer:
    """Draws what is meant and writes it at once."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self.draw = draw
        self.meant = Meant()

    def words(self) -> tuple[str, str]:
        """Return words, and how they are written."""
        shown, written = [], []
        for kind in self.draw(
            st.lists(st.sampled_from(["", "", "", "", "link", "image", "bold"]), min_size=1, max_size=4)
        ):
            words = self.draw(WORDS)
            if kind == "link":
                address = self.draw(
                    st.sampled_from(["causes.md", "https://example.org", "mailto:a@example.org"])
                )
                self.meant.links.append((words, address))
                written.append(self.draw(LINK).format(words, address))
            elif kind == "image":
                file = "assets/figures/heel-slide-start.svg"
                self.meant.images.append((words, file))
                written.append(self.draw(IMAGE).format(words, file))
                continue
            else:
                written.append(self.draw(BOLD).format(words) if kind == "bold" else words)
            shown.append(words)
        return " ".join(["Then", *shown]), " ".join(["Then", *written])

    def blocks(self, depth: int) -> tuple[list[object], str]:
        """Return blocks, and how they are written."""
        kinds = ["p", "p", "ul", "ol", "box" if depth == 0 else "p", "h3" if depth == 0 else "p"]
        found: list[object] = []
        text, before = "", ""
        for kind in self.draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4 if depth == 0 else 2)):
            if kind == before and kind in {"ul", "ol"}:
                continue  # the two would be one
            block, written = self.block(kind, depth)
            # Right under text a list or a box is still meant as one; text right below a list is not clear.
            gap = self.draw(GAP) if kind in {"ul", "ol", "box"} and before in {"p", "h3"} else "\n\n"
            text += (gap if text else "") + written
            found.append(block)
            before = kind
        return found, text

    def block(self, kind: str, depth: int) -> tuple[object, str]:
        if kind in {"ul", "ol"}:
            return self.list_of(kind, depth)
        if kind == "box":
            title = self.draw(WORDS)
            inner, body = self.blocks(depth + 1)
            indent, gap = self.draw(INDENT), self.draw(st.sampled_from(["\n\n", "\n"]))
            return ("box", title, inner), f'!!! note "{title}"{gap}{_indented(body, indent)}'
        if kind == "h3":
            heading = self.draw(WORDS)
            return ("h3", heading), f"### {heading}"
        shown, written = self.words()
        return ("p", shown), written

    def list_of(self, kind: str, depth: int) -> tuple[object, str]:
        first = self.draw(st.sampled_from([1, 1, 1, 1, 3])) if kind == "ol" else 0
        alike = kind == "ol" and first == 1 and self.draw(st.booleans())
        sign, bullet = self.draw(NUMBER), self.draw(BULLET)
        loose = "\n\n" if self.draw(st.booleans()) else "\n"
        items, texts = [], []
        for at in range(self.draw(st.integers(2, 3))):
            shown, written = self.words()
            inner: list[object] = []
            if depth < 2 and self.draw(st.sampled_from([False, False, True])):
                inner, body = self.blocks(depth + 1)
                is_list = inner[0][0] in {"ul", "ol"}  # type: ignore[index]
                gap = "\n" if is_list and self.draw(st.booleans()) else "\n\n"
                written += gap + _indented(body, self.draw(INDENT))
            items.append((shown, inner))
            texts.append((f"{first if alike else first + at}{sign}" if kind == "ol" else bullet) + written)
        return (("ol", first, items) if kind == "ol" else ("ul", items)), loose.join(texts)


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line if line else line for line in text.split("\n"))


@st.composite
def meant_texts(draw: Callable[..., Any]) -> Meant:
    writer = Writer(draw)
    writer.meant.blocks, writer.meant.markdown = writer.blocks(0)
    return writer.meant


# Reading the page, by a parser that the check does not use ---------------------------------------


def read_blocks(parent: ET.Element) -> list[object]:
    return [block for child in parent if (block := read_block(child)) is not None]


def read_block(node: ET.Element) -> object:
    words = " ".join("".join(node.itertext()).split())
    if node.tag in {"ul", "ol"}:
        items = [read_item(item) for item in node]
        return ("ol", int(node.get("start", "1")), items) if node.tag == "ol" else ("ul", items)
    if node.tag == "div" and "admonition" in node.get("class", ""):
        title, *rest = list(node)
        return ("box", "".join(title.itertext()), [read_block(child) for child in rest])
    return (node.tag, words)


def read_item(item: ET.Element) -> tuple[str, list[object]]:
    words, inner = [item.text or ""], []
    children = list(item)
    if children and children[0].tag == "p":
        words, children = ["".join(children[0].itertext())], children[1:]
    for child in children:
        if child.tag in {"ul", "ol", "p", "div", "pre", "h3"}:
            inner.append(read_block(child))
        else:
            words += ["".join(child.itertext()), child.tail or ""]
    return " ".join("".join(words).split()), inner


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(PASSING, tmp_path_factory.mktemp("property") / "docs"))


@settings(deadline=None, max_examples=250, suppress_health_check=list(HealthCheck))
@given(meant=meant_texts(), path=st.sampled_from(["_partials/which-stretch.md", "index.md"]))
def test_accepted_text_is_rendered_as_written(docs: Path, meant: Meant, path: str) -> None:
    page = (PASSING / path).read_text(encoding="utf-8").rstrip("\n")
    lead = "\n\nHere it begins.\n\n"
    (docs / path).write_text(f"{page}{lead}{meant.markdown}\n", encoding="utf-8", newline="\n")
    if any(found.rule != "long-list" for found in check_page(path, docs, TODAY, REGISTERS)[1]):
        event("refused")
        return
    event("accepted")
    root = ET.fromstring(f"<body>{render(lead + meant.markdown)}</body>")  # noqa: S314  (made here)
    assert read_blocks(root)[1:] == meant.blocks
    assert [("".join(link.itertext()), link.get("href")) for link in root.iter("a")] == meant.links
    assert [(image.get("alt"), image.get("src")) for image in root.iter("img")] == meant.images
