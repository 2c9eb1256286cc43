"""Compares the headings that were checked with those that readers get."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from page_contract.source_page import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from page_contract.source_page import SourcePage


class _HeadingReader(HTMLParser):
    """Collects (level, text) of every heading in a piece of HTML, without the links to the headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[tuple[int, str]] = []
        self._level = 0
        self._skipping = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self._level = int(tag[1])
            self.headings.append((self._level, ""))
        elif tag == "a" and "headerlink" in (dict(attrs).get("class") or ""):
            self._skipping = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._skipping = False
        elif re.fullmatch(r"h[1-6]", tag):
            self._level = 0

    def handle_data(self, data: str) -> None:
        if self._level and not self._skipping:
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)


def disagreements(source: SourcePage, html: str) -> Iterator[Flaw]:
    """Name the first heading that the scan and the rendered page do not share.

    Args:
        source: the page as it was checked.
        html: the page's content as the renderer made it.
    """
    reader = _HeadingReader()
    reader.feed(html)
    reader.close()
    expected = [(heading.level, _letters(_without_links(heading.text)), heading) for heading in source.headings]
    rendered = [(level, _letters(text), text.strip()) for level, text in reader.headings]
    for (level, letters, heading), (other_level, other, text) in zip(expected, rendered, strict=False):
        if (level, letters) != (other_level, other):
            yield _disagreement(heading.line, f"readers get '{text}' where '{heading.text}' was checked")
            return
    if len(expected) > len(rendered):
        heading = expected[len(rendered)][2]
        yield _disagreement(heading.line, f"readers do not get the heading '{heading.text}'")
    elif len(rendered) > len(expected):
        text = rendered[len(expected)][2]
        yield _disagreement(source.last_line, f"readers get a heading '{text}' that was not checked")


def _disagreement(line: int, message: str) -> Flaw:
    mend = "write the headings plainly, at the left margin, outside code, tabs, HTML and included files"
    return Flaw(line, "hidden-heading", message, mend)


def _without_links(text: str) -> str:
    return re.sub(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?", r"\1", text)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())

