"""Checks that the items of a shared list begin with the short names that are shown without a tap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract.diagnostics import Finding
from contract.markers import MARKERS
from contract.page_types import PARTIAL
from reading.short_names import named_item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contract.page_types import PageType
    from reading.source_page import SourcePage

_LONGEST = {f"_partials/{marker.name}.md": marker.longest_name for marker in MARKERS if marker.longest_name}
_ITEM = re.compile(r"(?:[-*+]|\d+[.)])[ \t]+\S")


def unnamed_items(page: SourcePage, page_type: PageType) -> Iterator[Finding]:
    """Find items of the shared lists without a short name, or with one that is too long for a line."""
    longest = _LONGEST.get(page.path)
    if page_type is not PARTIAL or longest is None:
        return
    for line in page.lines:
        if line.where != "text" or not _ITEM.match(line.text.strip()):
            continue
        item = named_item(line.text)
        if item is None:
            message = "this item does not begin with a short name in bold"
            fix = (
                "write '- **short name:** ' before the full words, such as '- **pregnant:** you are pregnant'"
            )
            yield Finding(line.number, "unnamed-item", message, fix)
        elif len(item.name) > longest:
            message = f"the name '{item.name}' has {len(item.name)} characters"
            fix = f"shorten it to at most {longest}, so that it stays on one line of a phone"
            yield Finding(line.number, "unnamed-item", message, fix)
