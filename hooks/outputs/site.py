"""The site as a whole, for what is written about it."""

from __future__ import annotations

from typing import NamedTuple


class Site(NamedTuple):
    """The site.

    Attributes:
        name: its name, as the header shows it.
        language: the language of its pages, as a tag such as `en`.
        address: its address, ending in a slash; '' if it is not known.
    """

    name: str
    language: str
    address: str = ""
