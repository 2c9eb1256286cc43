"""Puts a permalink beside the heading of every section, and keeps the anchors of removed sections."""

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
    """Wrap every visible heading of level 2 and 3 with a link to itself, and keep old anchors at any level.

    The link is beside the heading and not in it, so that a screen reader reads only the heading's words. All
    links use the icon in `overrides/main.html`.

    Args:
        html: the page's text with all markers filled.
        title: the page's title, which a style sheet shows above the section that an address opens.
        moved: the anchors of removed sections, each with the anchor of the section that replaces it.
    """

    def link(found: re.Match[str]) -> str:
        tag, anchor, words = found["tag"], found["anchor"], found["words"]
        old = "".join(f'<span id="{each}"></span>' for each, new in moved.items() if new == anchor)
        if tag not in _WITH_LINK or "visually-hidden" in found[0].partition(">")[0]:
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
