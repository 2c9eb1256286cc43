"""Compares the headings that were checked with those that readers get."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from page_contract.permalinks import anchors
from page_contract.source_page import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from page_contract.source_page import SourcePage


# What renderers write: headings are never nested, and a link to the heading itself has a class of its own.
_RENDERED = re.compile(r"<h([1-6])(?P<attributes>\s[^>]*)?>(?P<words>.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_RENDERED_ID = re.compile(r'\sid="([^"]*)"')
_OWN_LINK = re.compile(r"<a\s[^>]*headerlink[^>]*>.*?</a>", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def disagreements(source: SourcePage, html: str) -> Iterator[Flaw]:
    """Name the first heading whose words or address the scan and the rendered page do not share.

    Args:
        source: the page as it was checked.
        html: the page's content as the renderer made it.
    """
    expected = list(zip(source.headings, anchors(source.headings), strict=True))
    rendered = list(_rendered_headings(html))
    for (heading, anchor), (level, text, rendered_id) in zip(expected, rendered, strict=False):
        if (heading.level, _letters(_without_links(heading.text))) != (level, _letters(text)):
            yield _disagreement(heading.line, f"readers get '{text}' where '{heading.text}' was checked")
            return
        if anchor != rendered_id:
            message = f"the address of '{heading.text}' is '#{rendered_id}' where '#{anchor}' was checked"
            yield _disagreement(heading.line, message)
            return
    if len(expected) > len(rendered):
        heading = expected[len(rendered)][0]
        yield _disagreement(heading.line, f"readers do not get the heading '{heading.text}'")
    elif len(rendered) > len(expected):
        text = rendered[len(expected)][1]
        yield _disagreement(source.last_line, f"readers get a heading '{text}' that was not checked")


def _rendered_headings(html: str) -> Iterator[tuple[int, str, str]]:
    """Give the level, the words and the id of each heading."""
    for found in _RENDERED.finditer(_COMMENT.sub("", html)):
        text = _TAG.sub("", _OWN_LINK.sub("", found["words"]))
        identifier = _RENDERED_ID.search(found["attributes"] or "")
        yield int(found[1]), unescape(text).strip(), identifier[1] if identifier else ""


def _disagreement(line: int, message: str) -> Flaw:
    mend = "write the headings plainly, at the left margin, outside code, tabs, HTML and included files"
    return Flaw(line, "hidden-heading", message, mend)


def _without_links(text: str) -> str:
    return re.sub(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?", r"\1", text)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
