"""Reads a file as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1_000_000
NOT_TEXT = (
    "the file is not text in UTF-8, or is larger than 1 MB",
    "save it again as 'UTF-8', or make it shorter",
)


def read_bytes(file: Path, most: int = MAX_BYTES) -> bytes | None:
    """Read a file, or a little more than the most it may hold; None where it cannot be opened."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError:
        return None


def decode(content: bytes, most: int = MAX_BYTES) -> str | None:
    """Turn a file's bytes into text with Unix line ends, or None where it is not UTF-8 text."""
    if len(content) > most or b"\0" in content:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(file: Path) -> str | None:
    """Read a file as text, or give None where it cannot be opened or is not UTF-8 text."""
    content = read_bytes(file)
    return decode(content) if content is not None else None
