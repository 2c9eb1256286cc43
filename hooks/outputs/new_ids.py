"""Proposes the id of a new page: two or three letters that no page has or ever had."""

from __future__ import annotations

import itertools
import re
import string
from typing import TYPE_CHECKING

from reading.source_page import read_page
from reading.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reading.permalinks import Permalinks


def used_ids(docs: Path, record: Permalinks | None) -> set[str]:
    """Return the ids of all pages and all ids ever recorded, including those of retired pages."""
    used = {identifier for identifier, _ in record.ids.values()} if record else set()
    for file in docs.rglob("*.md"):
        text = read_text(file)
        identifier = read_page(file.name, text).fields.get("id") if text else None
        if isinstance(identifier, str):
            used.add(identifier)
    return used


def propose_id(name: str, used: set[str]) -> str:
    """Return the first free id, as much like the page's name as possible, such as `cs` for `chair-stand`.

    Args:
        name: the page's name, in small letters, digits and hyphens.
        used: the ids that are or were taken.

    Raises:
        LookupError: All 18,252 ids are taken.
    """
    for candidate in _candidates(name):
        # YAML reads these words as true or false.
        if candidate not in used and candidate not in {"on", "no", "off", "yes"}:
            return candidate
    message = "every id of two or three letters is taken"
    raise LookupError(message)


def _candidates(name: str) -> Iterator[str]:
    words = re.findall(r"[a-z]+", name)
    letters = "".join(words)
    initials = "".join(word[0] for word in words)[:3]
    if len(initials) > 1:
        yield initials
    for length in (2, 3):
        yield from ("".join(chosen) for chosen in itertools.combinations(letters, length))
    for length in (2, 3):
        yield from ("".join(chosen) for chosen in itertools.product(string.ascii_lowercase, repeat=length))
