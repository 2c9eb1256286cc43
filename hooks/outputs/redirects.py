"""The redirects: a page at each former address, which sends its readers to where the page is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contract.page_types import PARTIAL, RETIRED
from reading.permalinks import moved_from
from rendering.addresses import address_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.site import Report


class Redirect(NamedTuple):
    """A page that sends its readers on.

    Attributes:
        file: where it lies below the site's folder.
        title: the title of the page that is there now.
        address: the relative address of that page.
        path: the same below the site's address, without a leading slash.
        is_retired: whether what stood here is not shown any more, and the page says why.
    """

    file: str
    title: str
    address: str
    path: str
    is_retired: bool


def redirects(report: Report) -> Iterator[Redirect]:
    """Return a redirect for every former address, in the order of the pages that took their places."""
    for path, page in report.pages.items():
        if page.page_type is PARTIAL:
            continue
        title = str(page.source.fields.get("title", ""))
        for old in moved_from(page.source):
            place = old.strip("/")
            yield Redirect(
                file=f"{place}/index.html",
                title=title,
                address=address_between(f"{place}.md", path),
                path=address_between("index.md", path).removeprefix("./"),
                is_retired=page.page_type is RETIRED,
            )
