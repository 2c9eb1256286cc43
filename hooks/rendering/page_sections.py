"""Puts each section of a page into an element of its own, so that style sheets can select it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from contract.page_types import Printed

if TYPE_CHECKING:
    from contract.page_types import PageType

_HEADING = re.compile(r'<h2 id="([a-z0-9_-]+)"')
_CLASSES = {
    Printed.NOTHING: "page-section page-section--not-printed",
    Printed.WHOLE: "page-section",
    Printed.FIRST_PART: "page-section page-section--first-part-printed",
}


def in_sections(html: str, page_type: PageType) -> str:
    """Wrap every level-2 heading and what follows it; what comes before the first one is left as it is.

    Args:
        html: the page's text as it was rendered, with no level-2 heading inside another element.
        page_type: its kind, which says how much of each section the print sheet shows.
    """
    printed = {section.anchor: section.printed for section in page_type.sections}
    starts = list(_HEADING.finditer(html))
    parts = [html[: starts[0].start()] if starts else html]
    for found, end in itertools.pairwise([*starts, None]):
        if found is None:
            break
        classes = _CLASSES[printed.get(found[1], Printed.NOTHING)]
        section = html[found.start() : end.start() if end else len(html)]
        parts.append(f'<div class="{classes}">{section}</div>')
    return "".join(parts)
