"""Puts each section of a page into an element of its own, so that a style sheet can choose among them."""

from __future__ import annotations

import itertools
import re

_HEADING = re.compile(r'<h2 id="([a-z0-9-]+)"')


def in_sections(html: str) -> str:
    """Wrap every level-2 heading with what follows it; what stands before the first one stays as it is.

    Args:
        html: the page's text as it was rendered, with no level-2 heading inside another element.
    """
    starts = [found.start() for found in _HEADING.finditer(html)]
    parts = [html[: starts[0]] if starts else html]
    for start, end in itertools.pairwise([*starts, len(html)]):
        name = _HEADING.match(html, start)
        parts.append(
            f'<div class="page-section" data-section="{name[1] if name else ""}">{html[start:end]}</div>'
        )
    return "".join(parts)
