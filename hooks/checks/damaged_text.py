"""Finds characters damaged by a wrong encoding, and characters that look like others."""

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
_MIXED = re.compile(
    rf"[A-Za-z][^\W\d_]*[{_LOOKALIKES}]|[{_LOOKALIKES}][^\W\d_]*[A-Za-z]|\b[{_LOOKALIKES}]+\b"
)
# The micro sign is as common as the Greek letter mu, and both read the same.
_ALLOWED = frozenset("µªº")
# The second line is for quotation marks from an old Macintosh.
_LONE = re.compile(
    r"(?<!\w)(?:Â|â€|Ã)(?!\w)|‚Äô|‚Äú|‚Äù|‚Äì"
    r"|(?<=[a-z])Õ(?=[a-z]\b)|(?<![^\s(])Ò(?=[A-Za-z])|(?<=[a-z.,!?])Ó(?!\w)"
)
# Fractions, powers and marks that everybody reads.
_READABLE = frozenset("¼½¾⅓⅔⅛¹²³™")
_FULL_WIDTH = range(0xFF01, 0xFF5F)


def damaged_characters(lines: Sequence[str]) -> Iterator[Finding]:
    """Find damaged and look-alike characters in the lines of a file, one of each kind per line."""
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        if _REPLACED in line:
            message = f"the character at column {line.index(_REPLACED) + 1} was lost (U+FFFD)"
            yield Finding(number, "damaged-character", message, "retype it")
        if found := _repaired(line):
            broken, meant = found
            fix = f"retype it, most likely as '{meant}', and save the file as UTF-8"
            yield Finding(number, "damaged-character", f"'{broken}' is a damaged character", fix)
        if found := _lookalike(line):
            seen, meant = found
            message = f"'{seen}' contains a character that only looks like an ordinary letter or digit"
            fix = f"retype it, as '{meant}'" if meant else "retype it"
            yield Finding(number, "lookalike-character", message, fix)


def _repaired(line: str) -> tuple[str, str] | None:
    """Return characters of UTF-8 that were read as Windows-1252, and the original; None without any."""
    for found in _NOT_ASCII.finditer(line):
        if (meant := _read_as_utf_8(found[0])) is not None:
            return meant
    if lone := _LONE.search(line):
        return lone[0], " "
    return None


def _read_as_utf_8(text: str) -> tuple[str, str] | None:
    """Return the first part of a run that decodes as a common UTF-8 character, and that character."""
    values = bytes(map(_byte, text))
    for start in range(len(text)):
        for length in (2, 3, 4):
            try:
                meant = values[start : start + length].decode("utf-8")
            except UnicodeDecodeError:
                continue
            if len(meant) == 1 and _is_common(meant):
                return text[start : start + length], meant
    return None


def _byte(character: str) -> int:
    try:
        return character.encode("cp1252")[0]
    except UnicodeEncodeError:
        return min(ord(character), 0xFF)  # which is no part of UTF-8


def _is_common(character: str) -> bool:
    """Return whether a Western text may contain it, unlike letters that quotes decode to by chance."""
    return ord(character) < 0x250 or ord(character) >= 0x1E00 or 0x370 <= ord(character) < 0x530


def _lookalike(line: str) -> tuple[str, str] | None:
    """Return a variant form of a letter or digit, or a word of two alphabets, and the plain form or ''."""
    composed = unicodedata.normalize("NFC", line)
    for character in composed:
        if character.isascii() or character in _ALLOWED:
            continue
        plain = unicodedata.normalize("NFKC", character)
        if plain != character and (
            unicodedata.category(character)[0] == "L"
            or unicodedata.category(character) == "Nd"
            or ord(character) in _FULL_WIDTH
            or (unicodedata.category(character) in {"Nl", "No", "So"} and character not in _READABLE)
        ):
            return character, plain
    if mixed := _MIXED.search(composed):
        return mixed[0], ""
    if composed != line:
        at = next(at for at, (one, other) in enumerate(zip(line, composed, strict=False)) if one != other)
        return line[at : at + 2], composed[at]
    return None
