"""Checks that the built site has every address that it must have."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ID = re.compile(rb"""\sid=["']?([^\s"'>]+)""")


def missing_addresses(site: Path, addresses: Iterable[str]) -> Iterator[str]:
    """Yield the addresses that the built site lacks, and say where if the page was built elsewhere.

    Args:
        site: the folder that was built.
        addresses: pages (`/sciatica/`) and sections (`/sciatica/#in-short`) below the site's address.
    """
    anchors: defaultdict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        page, _, anchor = address.partition("#")
        anchors[page].append(anchor)
    for page, wanted in anchors.items():
        place = page.strip("/")
        try:
            html = (site / place / "index.html").read_bytes()
        except OSError:
            elsewhere = f"{place}.html"
            yield f"{page} (built as /{elsewhere})" if (site / elsewhere).is_file() else page
            continue
        found = {each.decode("utf-8", "replace") for each in _ID.findall(html)}
        yield from (f"{page}#{anchor}" for anchor in wanted if anchor and anchor not in found)
