"""The names that pages may have, because a name becomes an address."""

from __future__ import annotations

import re
import unicodedata

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_page_name(name: str) -> bool:
    """Return whether a page's file or folder, without its ending, can be part of an address."""
    return _NAME.fullmatch(name) is not None


def why_no_page_name(name: str) -> tuple[str, str]:
    """Return what is wrong with a name, and what to write instead."""
    example = proper_name(name)
    return (
        f"'{name}' cannot be a page's name",
        f"use small letters, numbers and hyphens, such as {example or 'heel-slide'}",
    )


def proper_name(name: str) -> str:
    """Return the nearest name that a page can have; '' where nothing is left of it."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", letters))
