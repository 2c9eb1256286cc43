"""Turns the texts that are the same on every page into HTML."""

from __future__ import annotations

import functools
import re

from reading.markdown_settings import render

from rendering.addresses import address_between
from rendering.comments import without_comments

# However the link is written in Markdown.
_LINK = re.compile(r'(?P<before><a (?:[^<>]*? )?href=")/(?P<path>[^"?#]*)(?P<suffix>[^"]*)"')


def shared_text_as_html(text: str, page: str) -> str:
    """Render a shared text for a page.

    Args:
        text: Markdown; its links to pages begin with `/` at the docs folder, such as `/get-help.md`.
        page: path of the page it is set into, below the docs folder.
    """
    return _rendered(text, address_between(page, "index.md"))


@functools.lru_cache(maxsize=64)
def _rendered(text: str, home: str) -> str:
    """Render the text once for all pages from which the same address leads home."""

    def from_here(found: re.Match[str]) -> str:
        address = address_between("index.md", found["path"]).removeprefix("./")
        return f'{found["before"]}{home.removeprefix("./")}{address}{found["suffix"]}"'

    html = _LINK.sub(from_here, without_comments(render(text)))
    # A box's title is a plain paragraph; who listens to the page finds the box by its headings.
    return html.replace(
        '<p class="admonition-title">', '<p class="admonition-title" role="heading" aria-level="2">'
    )
