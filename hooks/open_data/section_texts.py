"""Reads the text of each section of a page as readers see it, without any markup."""

from __future__ import annotations

import html as html_text
import re
from typing import NamedTuple

from page_contract.markers import TOP

_BLOCKS = frozenset(
    ["blockquote", "caption", "dd", "div", "dt", "figcaption", "figure", "h3", "h4", "h5", "h6", "li", "ol"]
) | {"p", "pre", "section", "table", "tr", "ul"}
_CELLS = frozenset({"td", "th"})
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "use", "wbr"})
_UNSEEN = frozenset({"form", "script", "style", "svg", "template"})
_UNSEEN_CLASSES = frozenset({"headerlink", "on-paper"})
# A comment, a tag, or text. Python's own parser would take longer than all that the build does for a page.
_PIECE = re.compile(
    r"""<!--.*?-->|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<given>(?:[^>"']|"[^"]*"|'[^']*')*)>|(?P<text>[^<]+|<)""",
    re.DOTALL,
)
_GIVEN = re.compile(r"""\s(?P<name>id|class|hidden)(?:="(?P<value>[^"]*)")?(?=[\s/]|$)""")


class SectionText(NamedTuple):
    """A section's text.

    Attributes:
        anchor: its address within the page; `top` for what stands above the first heading.
        title: its heading; '' above the first.
        text: a line for each paragraph, item of a list and smaller heading. An item begins with `- ` or its
            number, a smaller heading has an empty line before it, and what belongs to an item is indented.
    """

    anchor: str
    title: str
    text: str


def section_texts(html: str) -> list[SectionText]:
    """Give the sections of a page's text in order, the text above the first heading first.

    Args:
        html: the page's text as it was rendered.
    """
    reader = _Reader()
    for piece in _PIECE.finditer(html):
        if piece["text"]:
            reader.take_text(html_text.unescape(piece["text"]))
        elif piece["end"]:
            reader.end(piece["tag"])
        elif piece["tag"]:
            reader.begin(piece["tag"], piece["given"])
    return reader.finished()


class _Reader:
    def __init__(self) -> None:
        self._found = [SectionText(TOP, "", "")]
        self._lines: list[str] = []
        self._words = ""
        self._lists: list[int | None] = []  # the number of the last item; None in a list without numbers
        self._marker = ""
        self._unseen = 0  # how many elements are open that nobody sees

    def finished(self) -> list[SectionText]:
        """Close the last section, and give all."""
        self._end_section()
        return self._found

    def begin(self, tag: str, written: str) -> None:
        """Take the start of an element, with its attributes as they are written."""
        if tag in _VOID or written.endswith("/"):
            self._words += "" if self._unseen else " "
            return
        if self._unseen:
            self._unseen += 1
            return
        given = {found["name"]: found["value"] or "" for found in _GIVEN.finditer(written)}
        if _is_unseen(tag, given):
            self._unseen = 1
        elif tag == "h2":
            self._end_section()
            self._found.append(SectionText(given.get("id", ""), "", ""))
        elif tag in _CELLS:
            self._words += " "
        elif tag in _BLOCKS:
            self._end_line()
            self._begin_block(tag)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in _VOID:
            return
        if self._unseen:
            self._unseen -= 1
        elif tag == "h2":
            self._found[-1] = self._found[-1]._replace(title=" ".join(self._words.split()))
            self._words = ""
        elif tag in _BLOCKS:
            self._end_line()
            if tag in {"ol", "ul"} and self._lists:
                self._lists.pop()

    def take_text(self, text: str) -> None:
        """Take what stands between two tags."""
        if not self._unseen:
            self._words += text

    def _begin_block(self, tag: str) -> None:
        if tag == "ol":
            self._lists.append(0)
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


def _is_unseen(tag: str, given: dict[str, str]) -> bool:
    classes = set(given.get("class", "").split())
    return tag in _UNSEEN or "hidden" in given or bool(_UNSEEN_CLASSES & classes)
