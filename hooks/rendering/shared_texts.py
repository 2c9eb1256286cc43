"""Renders the texts that pages share."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from checks.data.emergency_numbers import GET_HELP
from contract.cautions import OWN_ADVICE
from contract.markers import MARKERS
from reading.markdown_settings import render

from rendering.addresses import address_between
from rendering.comments import without_comments

if TYPE_CHECKING:
    from checks.site import Report

# In HTML, because a link can be written in several ways in Markdown.
_LINK = re.compile(r'(?P<before><a (?:[^<>]*? )?href=")/(?P<path>[^"?#]*)(?P<suffix>[^"]*)"')


def shared_text_as_html(text: str, page: str) -> str:
    """Render a shared text for a page.

    Args:
        text: Markdown; its links to pages begin with `/`, which is the docs folder, such as `/get-help.md`.
        page: the path of the page that includes it, below the docs folder.
    """
    return _rendered(text, address_between(page, "index.md"))


@functools.lru_cache(maxsize=64)
def _rendered(text: str, home: str) -> str:
    """Render the text once for all pages that have the same relative address of the home page."""

    def from_here(found: re.Match[str]) -> str:
        address = address_between("index.md", found["path"]).removeprefix("./")
        return f'{found["before"]}{home.removeprefix("./")}{address}{found["suffix"]}"'

    html = _LINK.sub(from_here, without_comments(render(text)))
    # The title of a box is a plain paragraph; as a heading, screen readers can find it.
    return html.replace(
        '<p class="admonition-title">', '<p class="admonition-title" role="heading" aria-level="2">'
    )


def shared_sources(path: str, report: Report) -> list[str]:
    """Return the keys of the sources, or `editors`, of all shared texts whose sources a page lists."""
    register = [*(report.registers.sources or {}), OWN_ADVICE]
    names = (f"_partials/{marker.name}.md" for marker in MARKERS if marker.sourced_at == path)
    keys = [key for name in names if name in report.pages for key in report.pages[name].cited_in]
    if path == GET_HELP:
        keys += (key for group in (report.registers.caution_groups or {}).values() for key in group.sources)
    return [key for key in dict.fromkeys(keys) if key in register]
