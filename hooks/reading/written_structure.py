"""Reads the blocks of a Markdown text as its author sees them in the preview of an editor.

The text is read with cmark-gfm, GitHub's own renderer, which follows the same rules as those previews: a
list may begin directly below a line of text, and belongs to an item if it begins below the item's words.
cmark-gfm does not know boxes (`!!!`), so each is passed to it as a quotation with the indented lines below.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import cmarkgfm
from cmarkgfm.cmark import Options

from reading.block_structure import Block, Structure, read_structure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reading.lines import Line

CALLOUT = re.compile(r"(?P<indent> *)!!! ?(?P<kind>[\w-]*)(?P<rest>.*)")
_TITLE = re.compile(r' +"(?P<title>.*)" *')
_SECTION_ID = re.compile(r"[ \t]\{:?[^{}]*\}[ \t]*$")
_CODE = re.compile(r"(`+).*?\1")
# From the private-use area, whose characters no page may contain.
MARK = "\ue000"
_OPTIONS = Options.CMARK_OPT_SOURCEPOS | Options.CMARK_OPT_UNSAFE


def written_structure(lines: Sequence[Line]) -> Structure:
    """Read the blocks of a text, each with its line in the file."""
    texts = [(_as_previewed(line.raw), line.where == "code") for line in lines]
    html = cmarkgfm.markdown_to_html_with_extensions(
        "\n".join(_as_quotations(texts)), options=_OPTIONS, extensions=["table"]
    )
    above = lines[0].number - 1 if lines else 0
    found = read_structure(html, above)
    return Structure(_with_callouts(found.blocks), found.links, found.headings)


def first_line_of_table(line: int, texts: Mapping[int, str]) -> int:
    """Return the line of a table's first row; if text is directly above it, cmark reports the text's line."""
    while line in texts and "|" not in texts[line]:
        line += 1
    return line


def _as_previewed(text: str) -> str:
    """Remove the id after a heading, and escape bars within code so that they do not end a table cell."""
    if text.startswith("#"):
        return _SECTION_ID.sub("", text)
    if "`" in text and text.lstrip().startswith("|"):
        return _CODE.sub(lambda found: found[0].replace("|", "\\|"), text)
    return text


def _as_quotations(lines: list[tuple[str, bool]]) -> list[str]:
    """Write each box as a quotation that begins with a heading, line for line."""
    found: list[str] = []
    at = 0
    while at < len(lines):
        text, is_code = lines[at]
        at += 1
        box = None if is_code or "!!!" not in text else CALLOUT.fullmatch(text.expandtabs(4))
        if box is None:
            found.append(text)
            continue
        margin = box["indent"]
        end = at
        while end < len(lines) and (not lines[end][0].strip() or _indent(lines[end][0]) > len(margin)):
            end += 1
        while end > at and not lines[end - 1][0].strip():
            end -= 1
        body = [(_outdented(inner, len(margin) + 4), code) for inner, code in lines[at:end]]
        title = _TITLE.fullmatch(box["rest"])
        shown = title["title"] if title else box["kind"].capitalize()
        found.append(f"{margin}> ###### {MARK} {shown}")
        found += (f"{margin}> {inner}" for inner in _as_quotations(body))
        at = end
    return found


def _indent(text: str) -> int:
    text = text.expandtabs(4)
    return len(text) - len(text.lstrip(" "))


def _outdented(text: str, most: int) -> str:
    return text.expandtabs(4)[min(most, _indent(text)) :]


def _with_callouts(blocks: list[Block]) -> list[Block]:
    """Turn the quotations that were boxes back into callouts."""
    kept: list[Block] = []
    for block in blocks:
        if block.kind == "heading" and block.text.startswith(f"6 {MARK}") and kept:
            kept[-1].kind = "callout"
            block.kind = "callout title"
            block.text = block.text.partition(MARK)[2].strip()
            if not block.text:
                continue
        kept.append(block)
    return kept
