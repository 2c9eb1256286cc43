"""Turns the texts that are the same on every page into HTML."""

from __future__ import annotations

import functools
import re

import markdown

from page_filling.addresses import address_between


@functools.lru_cache(maxsize=64)
def shared_text_as_html(text: str, page: str) -> str:
    """Render a shared text for a page.

    Args:
        text: Markdown; its links to pages begin with `/` at the docs folder, such as `/get-help.md`.
        page: path of the page it is set into, below the docs folder.
    """

    def relative(found: re.Match[str]) -> str:
        return f"]({address_between(page, found[1])})"

    return markdown.markdown(re.sub(r"\]\(/([^)\s]+)\)", relative, text), extensions=["admonition"])
