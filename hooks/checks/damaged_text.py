"""Finds characters that were damaged on the way, or that look like others and are not the same."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from contract.diagnostics import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_REPLACED = "\ufffd"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# Letters of other alphabets that look like Latin ones.
_LOOKALIKES = "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_MIXED = re.compile(rf"[A-Za-z][^\W\d_]*[{_LOOKALIKES}]|[{_LOOKALIKES}][^\W\d_]*[A-Za-z]")
# A micro sign is written as often as the Greek letter, and both are read as one.
_ALLOWED = frozenset("µ")
_LONE = re.compile(r"(?<!\w)(?:Â|â€|Ã)(?!\w)")
_FULL_WIDTH = range(0xFF01, 0xFF5F)


def damaged_characters(lines: Sequence[str], first_line: int = 1) -> Iterator[Finding]:
    """Find damaged and look-alike characters, one of a kind in a line.

    Args:
        lines: the lines of a file.
        first_line: the number of the first one.
    """
    for number, line in enumerate(lines, start=first_line):
        if line.isascii():
            continue
        if _REPLACED in line:
            yield Finding(
                number,
                "damaged-character",
                f"the character at column {line.index(_REPLACED) + 1} was lost (U+FFFD)",
                "type it again",
            )
        if found := _repaired(line):
            broken, meant = found
            fix = f"type it again, most likely as '{meant}', and save the file as UTF-8"
            yield Finding(number, "damaged-character", f"'{broken}' is a damaged character", fix)
        if found := _lookalike(line):
            seen, meant = found
            yield Finding(
                number,
                "lookalike-character",
                f"'{seen}' is not made of the letters that it looks like",
                f"type it again, as '{meant}'" if meant else "type it again",
            )


def _repaired(line: str) -> tuple[str, str] | None:
    """Find characters of UTF-8 that were read as Windows-1252, and what they were."""
    for found in _NOT_ASCII.finditer(line):
        if (meant := _read_as_utf_8(found[0])) is not None:
            return meant
    if lone := _LONE.search(line):
        return lone[0], " "
    return None


def _read_as_utf_8(text: str) -> tuple[str, str] | None:
    """Read a part of a run as bytes of UTF-8; None where they give no common character."""
    values = [_byte(character) for character in text]
    for start, lead in enumerate(values):
        length = (
            2 if 0xC2 <= lead <= 0xDF else 3 if 0xE0 <= lead <= 0xEF else 4 if 0xF0 <= lead <= 0xF4 else 0
        )
        part = values[start : start + length]
        if length == 0 or len(part) < length or any(not 0x80 <= value <= 0xBF for value in part[1:]):
            continue
        try:
            meant = bytes(part).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _is_common(meant):
            return text[start : start + length], meant
    return None


def _byte(character: str) -> int:
    try:
        return character.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(character) if ord(character) < 256 else 0


def _is_common(character: str) -> bool:
    """Whether a Western text may hold it: no letter of a script that quotation marks give by chance."""
    return ord(character) < 0x250 or ord(character) >= 0x1E00 or 0x370 <= ord(character) < 0x530


def _lookalike(line: str) -> tuple[str, str] | None:
    """Find a letter or digit that another form stands for, or a word of two alphabets."""
    composed = unicodedata.normalize("NFC", line)
    for character in composed:
        if character.isascii() or character in _ALLOWED:
            continue
        plain = unicodedata.normalize("NFKC", character)
        if plain != character and (
            unicodedata.category(character)[0] == "L"
            or unicodedata.category(character) == "Nd"
            or ord(character) in _FULL_WIDTH
        ):
            return character, plain
    if mixed := _MIXED.search(composed):
        return mixed[0], ""
    if composed != line:
        at = next(at for at, (one, other) in enumerate(zip(line, composed, strict=False)) if one != other)
        return line[at : at + 2], composed[at]
    return None
