"""Reads source marks, `<!-- source: key, other-key -->`, and takes them out of the text.

A mark names the sources of the words before it. It is taken out together with the spaces before it, so that
whatever reads or renders the text gets it as if there were no mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contract.diagnostics import shortened
from contract.field_values import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYS = rf"(?P<keys>{KEY.pattern}(?:[ \t]*,[ \t]*{KEY.pattern})*)"
_MARK = re.compile(rf"[ \t]*source:[ \t]*{_KEYS}[ \t]*")
_LIKE_A_MARK = re.compile(r"[\s-]*sources?(?![\w-])", re.IGNORECASE)
_TYPED_WRONG = re.compile(r"(?:<!?-{0,3}|&lt;!-*)[ \t]*sources?[ \t]*:[^<>]*(?:-->|->|>)", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*[a-z0-9]|[a-z]")
_OPENING, _CLOSING = "<!--", "-->"


class SourceMark(NamedTuple):
    """A source mark that was taken out of a line.

    Attributes:
        column: its place in the text of the line without marks, 0-based.
        keys: the keys of the sources that it names.
    """

    column: int
    keys: tuple[str, ...]


def take_marks(line: str) -> tuple[str, tuple[SourceMark, ...]]:
    """Return a line of text without its source marks, and the marks. Other comments stay."""
    kept, marks, start = "", list[SourceMark](), 0
    while (opening := line.find(_OPENING, start)) >= 0:
        closing = line.find(_CLOSING, opening + len(_OPENING))
        if closing < 0:
            break
        end = closing + len(_CLOSING)
        found = _MARK.fullmatch(line, opening + len(_OPENING), closing)
        if found is None:
            kept, start = kept + line[start:end], end
            continue
        kept = (kept + line[start:opening]).rstrip(" \t")
        marks.append(SourceMark(len(kept), tuple(_split(found["keys"]))))
        if line[end : end + 1].strip():  # 'One.<!-- source: key -->Two.'
            kept += " "
        start = end
    return (kept + line[start:], tuple(marks)) if marks else (line, ())


def odd_marks(line: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with each source mark that cannot be read, and how to write it.

    Args:
        line: a line of text without the marks that can be read.
    """
    if "source" not in line.casefold():
        return
    start = 0
    while (opening := line.find(_OPENING, start)) >= 0:
        start = opening + len(_OPENING)
        closing = line.find(_CLOSING, start)
        if closing < 0 < opening:
            return  # a comment that begins behind other text and does not end is reported as such
        end = closing if closing >= 0 else len(line)
        if _LIKE_A_MARK.match(line, start, end):
            written = shortened(line[opening : end + len(_CLOSING)])
            yield f"'{written}' is not a source mark", _as_it_should_be(line[start:end])
        if closing < 0:
            return
        start = closing
    if (slip := _TYPED_WRONG.search(line)) and not slip[0].startswith(_OPENING):
        yield f"readers would see the source mark '{shortened(slip[0])}'", _as_it_should_be(slip[0])


def _as_it_should_be(words: str) -> str:
    names = [
        name
        for name in _NAME.findall(words.lower().replace("_", "-"))
        if name not in {"source", "sources", "lt"}
    ]
    keys = names if all(KEY.fullmatch(name) for name in names) and 0 < len(names) <= 5 else ["key"]
    fix = f"write '<!-- source: {', '.join(keys)} -->'"
    if keys == ["key"]:
        fix += ", with one or more keys of _data/sources.yml"
    return f"{fix}, or begin a note for editors with another word"


def _split(keys: str) -> Iterator[str]:
    return (key.strip() for key in keys.split(","))
