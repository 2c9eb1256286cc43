"""The redirects: a page at each former address, which sends readers to the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contract.page_types import PARTIAL, RETIRED
from reading.permalinks import redirect_from
from rendering.addresses import address_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.site import Report


class Redirect(NamedTuple):
    """A redirect from a former address.

    Attributes:
        file: its path below the site's folder.
        title: the title of the target page.
        address: the address of the target page, relative to the redirect.
        path: the same address, below the site's and without a leading slash.
        is_retired: whether the target only says why the former page is no longer shown.
    """

    file: str
    title: str
    address: str
    path: str
    is_retired: bool


def redirects(report: Report) -> Iterator[Redirect]:
    """Yield a redirect for every former address, in the order of the target pages."""
    for path, page in report.pages.items():
        if page.page_type is PARTIAL:
            continue
        title = str(page.source.fields.get("title", ""))
        for old in redirect_from(page.source):
            place = old.strip("/")
            yield Redirect(
                file=f"{place}/index.html",
                title=title,
                address=address_between(f"{place}.md", path),
                path=address_between("index.md", path).removeprefix("./"),
                is_retired=page.page_type is RETIRED,
            )
