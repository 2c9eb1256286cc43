"""Compares the headings that were checked with those of the rendered page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract.diagnostics import Finding
from reading.permalinks import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading.block_structure import RenderedHeading
    from reading.source_page import Heading, SourcePage


def disagreements(source: SourcePage, rendered: Sequence[RenderedHeading]) -> Iterator[Finding]:
    """Find the first heading that has another text or anchor on the rendered page."""
    expected = list(zip(source.headings, anchors(source.headings), strict=True))
    for (heading, anchor), theirs in zip(expected, rendered, strict=False):
        if not _are_alike(heading, theirs):
            message = f"readers get '{theirs.text}' where '{heading.text}' was checked"
            yield _disagreement(heading.line, message)
            return
        if anchor != theirs.id:
            message = (
                f"the heading '{heading.text}' would get the anchor '#{theirs.id}' instead of '#{anchor}'"
            )
            yield _disagreement(heading.line, message)
            return
    if len(expected) > len(rendered):
        heading = expected[len(rendered)][0]
        yield _disagreement(heading.line, f"readers do not get the heading '{heading.text}'")
    elif len(rendered) > len(expected):
        text = rendered[len(expected)].text
        yield _disagreement(source.last_line, f"readers get a heading '{text}' that was not checked")


def _are_alike(heading: Heading, theirs: RenderedHeading) -> bool:
    if heading.level != theirs.level:
        return False
    return heading.text == theirs.text or _letters(_without_links(heading.text)) == _letters(theirs.text)


def _disagreement(line: int, message: str) -> Finding:
    fix = "write plain headings at the left margin, outside code, tabs, HTML and included files"
    return Finding(line, "hidden-heading", message, fix)


def _without_links(text: str) -> str:
    return re.sub(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?", r"\1", text)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
