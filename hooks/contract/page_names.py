"""Valid names for pages; the name of a page becomes part of its address."""

from __future__ import annotations

import re
import unicodedata

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_page_name(name: str) -> bool:
    """Return whether the name of a page's file or folder, without extension, can be part of an address."""
    return _NAME.fullmatch(name) is not None


def why_no_page_name(name: str) -> tuple[str, str]:
    """Return what is wrong with a name, and how to fix it."""
    example = proper_name(name)
    return (
        f"'{name}' cannot be a page's name",
        f"use lowercase letters, digits and hyphens, such as {example or 'heel-slide'}",
    )


def proper_name(name: str) -> str:
    """Return the closest valid name, or an empty string if no letter or digit of the name can be used."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", letters))
