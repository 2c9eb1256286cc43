"""Reads files as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1_000_000
NOT_TEXT = (
    "the file is not text in UTF-8, or is larger than 1 MB",
    "save it again with the encoding 'UTF-8', or make it shorter",
)


def read_bytes(file: Path, most: int = MAX_BYTES) -> bytes | None:
    """Return the first `most` + 1 bytes of a file, or None if it cannot be opened."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError:
        return None


def decode(content: bytes, most: int = MAX_BYTES) -> str | None:
    """Return a file's bytes as text with Unix line endings, or None if they are not UTF-8 or too many."""
    if len(content) > most or b"\0" in content:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(file: Path) -> str | None:
    """Return the text of a file, or None if it cannot be opened, is too large or is not UTF-8 text."""
    content = read_bytes(file)
    return decode(content) if content is not None else None
