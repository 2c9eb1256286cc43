"""Finds active content in drawings: scripts, and files from other places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACTIVE = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
)
_FOREIGN = re.compile(r"@import|url\(\s*+[\"']?+(?!#|data:image/)|javascript:|expression\(", re.IGNORECASE)
_OWN_REFERENCE = re.compile(r"#|data:image/(?!svg)", re.IGNORECASE)


def active_content(svg: bytes) -> str:
    """Return the first active content of an SVG file, in words; '' without any."""
    found: list[str] = []
    open_elements: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        open_elements.append(_local(name))
        found.extend(_active_element(name, attributes))

    def text(words: str) -> None:
        if "style" in open_elements and (foreign := _FOREIGN.search(words)):
            found.append(f"'{foreign[0]}' in its style sheet")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: open_elements.pop()
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = lambda *_: found.append("an entity definition")
    parser.ProcessingInstructionHandler = lambda target, _: found.append(f"'<?{target[:40]}'")
    try:
        parser.Parse(svg, True)  # noqa: FBT003  (takes no keyword)
    except expat.ExpatError as error:
        found.append(f"a syntax error (line {error.lineno})")
    return found[0] if found else ""


def _active_element(name: str, attributes: dict[str, str]) -> Iterator[str]:
    if _local(name) in _ACTIVE:
        yield f"'<{name[:40]}>'"
    for attribute, value in attributes.items():
        own = _local(attribute)
        if own.startswith("on"):
            yield f"a script ('{attribute[:40]}')"
        elif own in {"href", "src"} and not _OWN_REFERENCE.match(value.strip()):
            yield f"a link to '{value[:60]}'"
        elif own == "attributename" and _local(value) in {"href", "src"}:
            yield "an animated link"
        # The quick tests come first, because a drawing has thousands of values.
        elif ("(" in value or ":" in value) and not own.startswith("xmlns") and _FOREIGN.search(value):
            yield f"'{value[:60]}'"


def _local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition(":")[2].lower()
