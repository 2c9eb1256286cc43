"""Reads the text of each section of a page as readers see it, without any markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

from page_contract.markers import TOP

_BLOCKS = frozenset(
    ["blockquote", "caption", "dd", "div", "dt", "figcaption", "figure", "h3", "h4", "h5", "h6", "li", "ol"]
) | {"p", "pre", "section", "table", "tr", "ul"}
_CELLS = frozenset({"td", "th"})
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "use", "wbr"})
_UNSEEN = frozenset({"form", "script", "style", "svg", "template"})
_UNSEEN_CLASSES = frozenset({"headerlink", "on-paper"})


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
    reader.feed(html)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _VOID:
            self._words += " "
        elif self._unseen or _is_unseen(tag, given):
            self._unseen += 1
        elif tag == "h2":
            self._end_section()
            self._found.append(SectionText(given.get("id") or "", "", ""))
        elif tag in _CELLS:
            self._words += " "
        elif tag in _BLOCKS:
            self._end_line()
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
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

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._words += data

    def _begin(self, tag: str) -> None:
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


def _is_unseen(tag: str, given: dict[str, str | None]) -> bool:
    classes = set((given.get("class") or "").split())
    return tag in _UNSEEN or "hidden" in given or bool(_UNSEEN_CLASSES & classes)
