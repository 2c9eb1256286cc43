"""The handouts: a QR code for every page, and a table of all pages for record systems."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from contract.page_types import PARTIAL
from reading.permalinks import page_address, redirect_from
from rendering.handouts import Handout, code_place, handouts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.site import Report

_FIRST_LINE = ("title", "kind", "address", "summary", "qr_svg", "qr_png", "reviewed", "next_review")


def codes(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the path of every QR code, without extension, and the address that it opens, below the site's.

    Other systems may refer to a code, so it keeps its path when its page is moved or retired.
    """
    for each in handouts(report):
        yield each.code, each.address
    for path, page in report.pages.items():
        for old in redirect_from(page.source) if page.page_type is not PARTIAL else ():
            yield code_place(old.strip("/")), page_address(path).removeprefix("/")


def as_csv(listed: list[Handout], site_url: str) -> str:
    """Return the list as a table for record systems (CSV as in RFC 4180).

    Args:
        listed: the pages.
        site_url: the site's address, ending in a slash; if it is '', addresses begin with a slash, and there
            are no codes.
    """
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_FIRST_LINE)
    for each in listed:
        codes = [f"{site_url}{each.code}.{kind}" if site_url else "" for kind in ("svg", "png")]
        address = (site_url or "/") + each.address
        table.writerow(
            [each.title, each.kind, address, each.summary, *codes, each.reviewed, each.next_review]
        )
    return text.getvalue()
