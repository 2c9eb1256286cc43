"""Puts a link beside the heading of every section, and keeps the anchors of sections that were taken out."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADING = re.compile(
    r'<(?P<tag>h[1-6])(?=\s)[^>]*?\sid="(?P<anchor>[^"]+)"[^>]*>(?P<words>.*?)</(?P=tag)>', re.DOTALL
)
_WITH_LINK = frozenset({"h2", "h3"})
_TAG = re.compile(r"<[^>]*>")


def with_section_links(html: str, title: str, moved: Mapping[str, str]) -> str:
    """Wrap every heading of level 2 and 3 together with a link to itself, and keep old anchors at any level.

    The link stands beside the heading and not in it, so that a screen reader reads the heading's words alone.
    `overrides/main.html` has the drawing that all of them use.

    Args:
        html: the page's text with everything set in.
        title: the page's title, which a style sheet shows above the section that an address leads to.
        moved: the anchors of sections that were taken out, each with the one that tells it now.
    """

    def link(found: re.Match[str]) -> str:
        tag, anchor, words = found["tag"], found["anchor"], found["words"]
        old = "".join(f'<span id="{each}"></span>' for each, new in moved.items() if new == anchor)
        if tag not in _WITH_LINK:
            return old + found[0]
        name = _TAG.sub("", words).replace('"', "&quot;")
        return (
            f'<div class="linked-heading linked-heading--{tag}" data-heading="{anchor}" '
            f'data-page="{escape(title)}">'
            f"{old}{found[0]}"
            f'<a class="section-link" href="#{anchor}" aria-label="Link to “{name}”">'
            '<svg aria-hidden="true" focusable="false"><use href="#link-icon"/></svg></a></div>'
        )

    return _HEADING.sub(link, html)
