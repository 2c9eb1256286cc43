"""Finds broken boxes, link definitions and tables, and text that is code by accident."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract.diagnostics import Finding
from reading.written_structure import first_line_of_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reading.block_structure import Block
    from reading.lines import Line

# The kinds for which Material has a color and an icon.
CALLOUT_KINDS = (
    *("note", "abstract", "info", "tip", "success", "question"),
    *("warning", "failure", "danger", "bug", "example", "quote"),
)
_OPENING = re.compile(r"!!! (?P<kind>[a-z]+)(?: \"(?P<title>[^\"]+(?:\"[^\"]+\")*[^\"]*)\")?")
_DEFINITION = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?\[(?P<name>[^\[\]\n]+)\]:[ \t]*(?:\n[ \t]*)?"
    r"(?P<address>[^\s]+)[ \t]*(?:\n?[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))[ \t]*)?$",
    re.MULTILINE,
)
_CELL_END = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"(`+).*?\1")


def block_findings(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find broken boxes and link definitions that are unused or duplicate."""
    for index, line in enumerate(lines):
        if line.where == "text" and "!!!" in line.text and line.text.lstrip().startswith("!!!"):
            yield from _callout_findings(lines, index)
    if any("]:" in line.text for line in lines):
        yield from _definition_findings(lines)


def table_findings(blocks: Sequence[Block], texts: Mapping[int, str]) -> Iterator[Finding]:
    """Find table rows with too many cells, which are lost, or too few, which shift the others."""
    columns = 0
    for index, block in enumerate(blocks):
        if block.kind != "row":
            continue
        line = block.line
        if blocks[index - 1].kind == "table":
            columns, line = block.size, first_line_of_table(line, texts)
        cells = _cells(texts.get(line, ""))
        if cells != columns:
            message = f"this table row has {cells} cells, but the first row has {columns}"
            yield Finding(
                line, "uneven-table", message, "write '|' between all cells of a row, including empty ones"
            )


def code_findings(blocks: Sequence[Block], lines: Sequence[Line]) -> Iterator[Finding]:
    """Find text that becomes a code block because it is indented."""
    fenced = {line.number for line in lines if line.where == "code"}
    for block in blocks:
        if block.kind == "code" and block.line not in fenced:
            message = "the text that starts here would be shown as code"
            fix = "start it at the left margin, or indent it by 4 spaces if it belongs to the list item above"
            yield Finding(block.line, "accidental-code", message, fix)


def _callout_findings(lines: Sequence[Line], index: int) -> Iterator[Finding]:
    line = lines[index]
    text = line.text.expandtabs(4)
    margin = len(text) - len(text.lstrip())
    opening = _OPENING.fullmatch(text.strip())
    if opening is None or margin % 4:
        message = f"'{text.strip()[:40]}' does not start a box"
        fix = "write '!!! danger \"Title\"': one space, one kind, the title in straight quotes"
        yield Finding(line.number, "broken-callout", message, fix)
        return
    if opening["kind"] not in CALLOUT_KINDS:
        message = f"there is no box of the kind '{opening['kind']}'"
        yield Finding(line.number, "broken-callout", message, f"use one of: {', '.join(CALLOUT_KINDS)}")
    yield from _callout_body(lines, index, margin)


def _callout_body(lines: Sequence[Line], index: int, margin: int) -> Iterator[Finding]:
    fix = f"indent each line of its text by {margin + 4} spaces"
    has_text, after_gap = False, True
    for line in lines[index + 1 :]:
        text = line.raw.expandtabs(4)
        if not text.strip():
            after_gap = True
            continue
        indent = len(text) - len(text.lstrip())
        if indent <= margin:
            if has_text and not after_gap and line.where == "text" and not text.lstrip().startswith("!!!"):
                message = "this line is directly below a box, but not inside it"
                yield Finding(
                    line.number, "broken-callout", message, f"{fix}, or leave an empty line above it"
                )
            break
        if indent < margin + 4:
            spaces = f"{indent} space{'' if indent == 1 else 's'}"
            message = f"this line of a box is indented by {spaces}, so it would end up outside"
            yield Finding(line.number, "broken-callout", message, fix)
            return
        has_text, after_gap = True, False
    if not has_text:
        yield Finding(lines[index].number, "broken-callout", "the box that starts here is empty", fix)


def _definition_findings(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find lines '[name]: address' that vanish from the page because no link uses them, and duplicates."""
    text = "\n".join(line.text if line.where == "text" else "" for line in lines)
    seen: set[str] = set()
    rest = _DEFINITION.sub(lambda found: "\n" * found[0].count("\n"), text)
    used = {_folded(name) for name in re.findall(r"\[([^\[\]]+)\]", rest)}
    for found in _DEFINITION.finditer(text):
        name = _folded(found["name"])
        line = lines[text.count("\n", 0, found.start("name"))].number
        if name not in used:
            shown = found["name"][:40]
            message = f"the line '[{shown}]: …' would not be shown, and no link uses it"
            fix = f"remove the brackets if this is text, or write '[words][{shown}]' where you want the link"
            yield Finding(line, "unused-definition", message, fix)
        elif name in seen:
            message = f"duplicate link definition '[{found['name'][:40]}]:'"
            yield Finding(line, "unused-definition", message, "delete one of the two")
        seen.add(name)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _cells(text: str) -> int:
    row = _CODE.sub("x", text.strip().lstrip("> "))
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return len(_CELL_END.split(row))
