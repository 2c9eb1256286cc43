"""Finds where front matter should end if its closing line of three hyphens is missing or mistyped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.yaml_indent import unreadable

if TYPE_CHECKING:
    from contract.diagnostics import Finding

END_IT = "write '---' on a line of its own after the last field"

_DASHES = re.compile(r"[ \t]*(?:[-–—−=_*]{1,10}|-(?: -)+)[ \t]*")
_FIELD = re.compile(r"(?:[A-Za-z_][\w-]*:(?:\s|$)|[ \t]|#(?!#)|-(?:\s|$))")


def missing_end(lines: list[str], start: int, stop: int) -> Finding | None:
    """Find the line that was meant to end the front matter, or the first line of the text.

    Args:
        lines: the whole file.
        start: the index of the first line of the front matter.
        stop: the index of the line at which it ends as written.

    Returns:
        The mistake, or None if nothing between the two looks like the text of a page.
    """
    first_text = None
    after_empty_line = False
    for index in range(start, stop):
        line = lines[index]
        if _DASHES.fullmatch(line):
            reason = f"the front matter ends with '{line.strip()}' here instead of three hyphens"
            return unreadable(index + 1, reason, "write '---'")
        below_fields = after_empty_line and line.strip() and not _FIELD.match(line)
        if line.startswith(("## ", "{{")) or below_fields:
            first_text = index
            break
        after_empty_line = not line.strip()
    if first_text is None:
        return None
    reason = f"the text begins here, but the front matter that begins in line {start} is not closed"
    return unreadable(
        first_text + 1, reason, "write '---' on a line of its own above it, after the last field"
    )
