"""Reads a built page as somebody sees it, so that what is told to machines can be compared with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(["area", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "use", "wbr"])
_UNSEEN = frozenset({"head", "script", "style", "template", "noscript"})
_INLINE = frozenset(["a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "time"])


def folded(text: str) -> str:
    return " ".join(text.split())


@dataclass
class ShownPage:
    """A page as it is seen, or heard: the words for drawings belong to it.

    Attributes:
        language: that of the whole page.
        title: its main heading.
        text: everything.
        headings: the level-2 headings in order, each as its anchor and its words.
        steps: the items of the first numbered list of each section, by anchor.
        facts: the values of every list of facts, by label.
        cautions: the items under each level of caution.
        doses: the lines that give the dose of the first week.
        ids: the ids of all elements.
        links: where links lead, as written.
    """

    language: str = ""
    title: str = ""
    text: str = ""
    headings: list[tuple[str, str]] = field(default_factory=list)
    steps: dict[str, list[str]] = field(default_factory=dict)
    facts: dict[str, list[str]] = field(default_factory=dict)
    cautions: dict[str, list[str]] = field(default_factory=dict)
    doses: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)


def read_shown_page(html: str) -> ShownPage:
    """Read a built page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.text = folded(reader.page.text)
    return reader.page


@dataclass
class _Element:
    tag: str
    given: dict[str, str]
    unseen: bool
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ShownPage()
        self._open: list[_Element] = []
        self._label = self._level = ""
        self._numbered: list[str] = []  # the section in which each open numbered list stands

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.page.ids.add(given["id"])
        if tag == "html":
            self.page.language = given.get("lang", "")
        if tag == "a":
            self.page.links.add(given.get("href", ""))
        if found := re.search(r"caution-level--([a-z-]+)", given.get("class", "")):
            self._level = found[1].replace("-", " ")
        if tag == "ol":
            self._numbered.append(self.page.headings[-1][0] if self.page.headings else "")
        if tag not in _INLINE:
            self.handle_data(" ")
        if tag not in _VOID:
            classes = given.get("class", "").split()
            unseen = tag in _UNSEEN or "hidden" in given or bool({"on-paper", "headerlink"} & set(classes))
            self._open.append(_Element(tag, given, unseen or any(one.unseen for one in self._open)))

    def handle_endtag(self, tag: str) -> None:
        while tag not in _VOID and self._open:
            element = self._open.pop()
            self._take(element)
            if element.tag == tag:
                break
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if not any(element.unseen for element in self._open):
            self.page.text += data
            for element in self._open:
                element.text += data

    def _take(self, element: _Element) -> None:
        text, page = folded(element.text), self.page
        if element.tag == "h1" and not element.unseen:
            page.title = text
        elif element.tag == "h2":
            page.headings.append((element.given.get("id", ""), text))
        elif element.tag == "dt":
            self._label = text
        elif element.tag == "dd":
            page.facts.setdefault(self._label, []).append(text)
        elif element.tag == "ol":
            self._numbered.pop()
        elif element.tag == "li" and len(self._numbered) == 1:
            page.steps.setdefault(self._numbered[0], []).append(text)
        elif "steps__dose" in element.given.get("class", "").split():
            page.doses.append(text.rstrip("."))
        if element.tag == "li" and any("caution-list" in one.given.get("class", "") for one in self._open):
            # The short name of the people comes first.
            page.cautions.setdefault(self._level, []).append(text.partition(": ")[2])
