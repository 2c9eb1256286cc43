"""Compares what readers get of a page with what was checked: its headings, and links of a retired page."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from contract.diagnostics import Finding
from contract.page_types import RETIRED
from reading.permalinks import anchors, page_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reading.block_structure import Link, RenderedHeading
    from reading.source_page import Heading, SourcePage

    from checks.page import CheckedPage

_STRETCH = re.compile(r"/(?:stretches|routines)/[^/]+(?:/|$)|/(?:stretches|routines)/?#")


def disagreements(source: SourcePage, rendered: Sequence[RenderedHeading]) -> Iterator[Finding]:
    """Find the first heading that has another text or anchor on the rendered page."""
    expected = list(zip(source.headings, anchors(source.headings), strict=True))
    for (heading, anchor), theirs in zip(expected, rendered, strict=False):
        if not _are_alike(heading, theirs):
            message = f"readers get '{theirs.text}' where '{heading.text}' was checked"
            yield _disagreement(heading.line, message)
            return
        if anchor != theirs.id:
            message = (
                f"the heading '{heading.text}' would get the anchor '#{theirs.id}' instead of '#{anchor}'"
            )
            yield _disagreement(heading.line, message)
            return
    if len(expected) > len(rendered):
        heading = expected[len(rendered)][0]
        yield _disagreement(heading.line, f"readers do not get the heading '{heading.text}'")
    elif len(rendered) > len(expected):
        text = rendered[len(expected)].text
        yield _disagreement(source.last_line, f"readers get a heading '{text}' that was not checked")


def _are_alike(heading: Heading, theirs: RenderedHeading) -> bool:
    if heading.level != theirs.level:
        return False
    return heading.text == theirs.text or _letters(_without_links(heading.text)) == _letters(theirs.text)


def _disagreement(line: int, message: str) -> Finding:
    fix = "write plain headings at the left margin, outside code, tabs, HTML and included files"
    return Finding(line, "hidden-heading", message, fix)


def _without_links(text: str) -> str:
    return re.sub(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?", r"\1", text)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def rendered_links_to_stretches(page: CheckedPage, links: Iterable[Link], site_url: str) -> Iterator[Finding]:
    """Find links to a stretch or a routine on the finished page of a retired one.

    Args:
        page: the page as it was checked.
        links: the links and images of its rendered content.
        site_url: the site's address, or ''; links to other hosts are not checked.
    """
    if page.page_type is not RETIRED:
        return
    base = f"https://site.invalid{page_address(page.source.path)}"
    for link in links:
        if link.is_image:
            continue
        parts = urlsplit(urljoin(base, link.address))
        if parts.netloc not in {"site.invalid", urlsplit(site_url).netloc}:
            continue
        path = posixpath.normpath(unquote(parts.path).removesuffix("index.html"))
        path += "#" if parts.fragment else ""
        if _STRETCH.search(path):
            message = f"readers get a link to '{link.address}', which leads to another stretch or routine"
            yield Finding(
                1,
                "leads-to-a-stretch",
                message,
                "link to ../get-help.md or send readers to a clinician instead",
            )
