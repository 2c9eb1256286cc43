"""Reads the bold names with which the items of a list begin, such as `- **pregnant:** you are pregnant`."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAMED = re.compile(r"[-*+][ \t]+\*\*(?P<name>[^*\n]*[^*\s:]):\*\*[ \t]+\S")


class NamedItem(NamedTuple):
    """An item of a list that begins with a name.

    Attributes:
        name: the name, without the colon.
        full: the words behind it, as Markdown.
    """

    name: str
    full: str


def named_item(line: str) -> NamedItem | None:
    """Return the item that a line holds, or None if it is no item or does not begin with a name."""
    found = _NAMED.match(line.strip())
    return NamedItem(found["name"], line.strip()[found.end() - 1 :]) if found else None


def named_items(text: str) -> list[NamedItem]:
    """Return the items of a Markdown text that begin with a name, in order."""
    return [item for line in text.splitlines() if (item := named_item(line))]
