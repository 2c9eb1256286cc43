"""Addresses within the site."""

from __future__ import annotations

import functools
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reading.permalinks import page_address

if TYPE_CHECKING:
    from checks.site import Report
    from contract.fields import FrontMatter


def address_between(page: str, target: str) -> str:
    """Return the relative address of one page as seen from another, both given below the docs folder.

    Each page is a folder with an index of its own, as MkDocs publishes them: from `stretches/cat.md` to
    `get-help.md` it is `../../get-help/`. An anchor after the target's path is kept.
    """
    path, hash_sign, anchor = target.partition("#")
    return _between(page, path) + hash_sign + anchor


@functools.lru_cache(maxsize=1024)
def _between(page: str, target: str) -> str:
    relative = posixpath.relpath(page_address(target), page_address(page))
    return "./" if relative == "." else f"{relative}/"


def address_of_file(page: str, file: str) -> str:
    """Return the relative address of a file that is not a page, as seen from a page in the docs folder."""
    return posixpath.relpath(f"/{file}", page_address(page))


def address_from(here: str, relative: str) -> str:
    """Return the full form of an address in the file at `here`; it stays relative if `here` is ''."""
    return urljoin(here, relative) if here else relative


def pages_by_address(report: Report) -> dict[str, tuple[str, FrontMatter]]:
    """Return the path and front matter of each page with valid front matter, by its address."""
    return {
        page_address(path): (path, page.front_matter)
        for path, page in report.pages.items()
        if page.front_matter is not None
    }
