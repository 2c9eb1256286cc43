"""Reads the text of each section of a page as readers see it, without any markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contract.markers import TOP
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(
    ["blockquote", "caption", "dd", "div", "dt", "figcaption", "figure", "h3", "h4", "h5", "h6", "li", "ol"]
) | {"p", "pre", "section", "table", "tr", "ul"}
_CELLS = frozenset({"td", "th"})
_SPACES = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
# What is hidden from screen readers repeats what they read, such as a dash in front of the word "to".
_UNSEEN = "form, script, style, template, [hidden], [aria-hidden=true], .headerlink, .on-paper"


class SectionText(NamedTuple):
    """A section's text.

    Attributes:
        anchor: its address within the page; `top` for the text above the first heading.
        title: its heading; '' above the first.
        text: a line for each paragraph, list item and lower heading. An item begins with `- ` or its number,
            a lower heading follows an empty line, and what belongs to an item is indented.
    """

    anchor: str
    title: str
    text: str


def section_texts(html: str) -> list[SectionText]:
    """Return the sections of a page's text in order, beginning with the text above the first heading."""
    body = LexborHTMLParser(_without_drawings(html)).body
    reader = _Reader()
    if body is not None:
        for node in body.css(_UNSEEN):
            node.remove()
        reader.read(body)
    return reader.finished()


def _without_drawings(html: str) -> str:
    """Remove the SVG drawings, which are most of a page's bytes, before parsing."""
    first, *others = html.split("<svg")
    return first + "".join([other.partition("</svg>")[2] for other in others])


class _Reader:
    def __init__(self) -> None:
        self._found = [SectionText(TOP, "", "")]
        self._lines: list[str] = []
        self._words = ""
        self._lists: list[int | None] = []  # the number of the last item; None in a list without numbers
        self._marker = ""

    def finished(self) -> list[SectionText]:
        """Close the last section, and return all."""
        self._end_section()
        return self._found

    def read(self, node: LexborNode) -> None:
        """Read the contents of an element in order."""
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._words += child.text_content or ""
            elif tag == "h2":
                self._end_section()
                title = " ".join(child.text().split())
                self._found.append(SectionText(child.attributes.get("id") or "", title, ""))
            elif tag in _BLOCKS:
                self._end_line()
                self._begin_block(tag, child)
                only = child.first_child
                if only is not None and only.tag == "-text" and only.next is None:
                    self._words = only.text_content or ""
                else:
                    self.read(child)
                self._end_line()
                if tag in {"ol", "ul"}:
                    self._lists.pop()
            elif tag[0] != "-":
                self._words += " " if tag in _SPACES or tag in _CELLS else ""
                self.read(child)

    def _begin_block(self, tag: str, node: LexborNode) -> None:
        if tag == "ol":
            self._lists.append(int(node.attributes.get("start") or 1) - 1)
        elif tag == "ul":
            self._lists.append(None)
        elif tag == "li" and self._lists:
            number = self._lists[-1]
            self._lists[-1] = None if number is None else number + 1
            self._marker = "- " if number is None else f"{number + 1}. "
        elif tag == "h3" and self._lines:
            self._lines.append("")

    def _end_line(self) -> None:
        if words := " ".join(self._words.split()):
            depth = len(self._lists) - 1 if self._marker else len(self._lists)
            self._lines.append(f"{'  ' * depth}{self._marker}{words}")
            self._marker = ""
        self._words = ""

    def _end_section(self) -> None:
        self._end_line()
        self._found[-1] = self._found[-1]._replace(text="\n".join(self._lines))
        self._lines.clear()
