"""Checks the targets of the links on a finished page, however they were written."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from contract.diagnostics import Finding
from contract.page_types import RETIRED
from reading.permalinks import page_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading.block_structure import Link

    from checks.page import CheckedPage

_STRETCH = re.compile(r"/(?:stretches|routines)/[^/]+(?:/|$)|/(?:stretches|routines)/?#")


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
