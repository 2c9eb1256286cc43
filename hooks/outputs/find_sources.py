"""Finds sources by words, so that editors can paste their keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.data.registers import Source


def find_sources(sources: Mapping[str, Source], words: str, notes: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each source that has all the words in its key, authors, title, year or notes."""
    wanted = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words.split()]
    for key, source in sources.items():
        searched = f"{key} {source.by} {source.title} {source.year or ''} {notes.get(key, '')}"
        if wanted and all(word.search(searched) for word in wanted):
            year = f" ({source.year})" if source.year else ""
            yield f"{key}\t{source.by.rstrip('.')}: {source.title.rstrip('.')}{year}"
