"""Sorts the lines of a page into text, code and comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contract.diagnostics import Finding

from reading.source_marks import SourceMark, odd_marks, take_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = "hidden-heading"
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[ \t]*[\w#.+-]*[ \t]*$")
_OTHER_FENCE = re.compile(r"^[ \t]*(?:(?:[-*+:]|\d+[.)])[ \t]+|>[ \t]*)*(?:`{3,}[^`]*$|~{3,})")
_ODD_COMMENT = re.compile(r"<!--?-?>|--!>")
_MARKER = re.compile(r"^\{\{(?P<name>[^{}]*)\}\}[ \t]*$")


class Line(NamedTuple):
    """A line of the text.

    Attributes:
        number: 1-based line in the file.
        text: the line without source marks, and with its other comments blanked out.
        where: `text`, `code` inside a fence, or `comment`.
        raw: the line as it is in the file, but without source marks.
        marker: the name in a line `{{ name }}`, or None.
        marks: the source marks that were taken out of it.
    """

    number: int
    text: str
    where: str
    raw: str
    marker: str | None = None
    marks: tuple[SourceMark, ...] = ()


def classify(raw: list[str], start: int, findings: list[Finding]) -> Iterator[Line]:
    """Yield the lines from `start` on as text, code or comments, without source marks and other comments."""
    fence = ""
    in_comment = False
    # The last line of each possible end, so that looking ahead stays cheap in a file full of openings.
    last_fence = {
        line.rstrip(" \t"): number
        for number, line in enumerate(raw, start=1)
        if line.startswith(("```", "~~~"))
    }
    last_comment_end = max((number for number, line in enumerate(raw, start=1) if "-->" in line), default=0)
    for number, written in enumerate(raw[start:], start=start + 1):
        line, marks = written, tuple[SourceMark, ...]()
        if fence:
            if line.rstrip(" \t") == fence:
                fence = ""
            yield Line(number, line, "code", line)
            continue
        if not in_comment and ("```" in line or "~~~" in line):
            above = raw[number - 2] if number - 1 > start else ""
            fence = _opened_fence(line, number, above, last_fence, findings)
            if fence:
                yield Line(number, line, "code", line)
                continue
        if not in_comment and ("<" in line or "&lt;" in line):
            line, marks = take_marks(line)
            findings += (Finding(number, "unreadable-mark", *odd) for odd in odd_marks(line))
        if not in_comment and "-->" in line and "<!--" not in line:
            message = "'-->' ends no comment here, because a comment ends at the first '-->' in it"
            fix = "delete it, or take the source marks out of what is commented out"
            findings.append(Finding(number, _HIDDEN, message, fix))
        if not in_comment and "<!--" not in line:
            marker = _MARKER.match(line) if line.startswith("{{") else None
            name = marker["name"].strip(" \t") if marker else None
            yield Line(number, line, "text", line, name, marks)
            continue
        began_in_comment = in_comment
        is_last = last_comment_end <= number
        text, in_comment = _without_comments(number, line, findings, in_comment=in_comment, is_last=is_last)
        where = "comment" if began_in_comment or (text != line and not text.strip()) else "text"
        yield Line(number, text, where, line, marks=marks)


def _opened_fence(
    line: str, number: int, above: str, last_fence: dict[str, int], findings: list[Finding]
) -> str:
    """Return the fence that a line opens, or an empty string; report what renderers may read differently."""
    opened = _FENCE.match(line)
    if opened is None:
        if _OTHER_FENCE.match(line):
            message = "a code fence is indented or has other text beside it, and could hide what follows"
            fix = "write '```' alone on a line, at the left margin, and the same where the code ends"
            findings.append(Finding(number, _HIDDEN, message, fix))
        return ""
    fence = opened["fence"]
    if above.strip(" \t"):
        message = "a code fence is directly below other text"
        findings.append(Finding(number, _HIDDEN, message, "leave an empty line above it"))
    if last_fence.get(fence, 0) > number:
        return fence
    message = f"the code fence that begins with '{fence}' here is not closed"
    fix = f"write '{fence}' on a line of its own where the code ends, or delete the fence"
    findings.append(Finding(number, _HIDDEN, message, fix))
    return ""


def _without_comments(
    number: int, line: str, findings: list[Finding], *, in_comment: bool, is_last: bool
) -> tuple[str, bool]:
    """Blank the comments of a line, and report those that browsers may read differently.

    Returns:
        The line with spaces in place of comments, and whether a comment continues on the next line.
    """
    text, goes_on = _blank_comments(line, in_comment=in_comment)
    if odd := _ODD_COMMENT.search(line):
        message = f"browsers end a comment at '{odd[0]}'"
        findings.append(Finding(number, _HIDDEN, message, "write a comment as '<!-- words -->'"))
    elif goes_on and is_last:
        text, goes_on = line, False
        message = "the comment that begins with '<!--' here is not closed"
        findings.append(Finding(number, _HIDDEN, message, "write '-->' where the comment ends"))
    elif goes_on and not in_comment and not line.startswith("<!--"):
        message = "a comment of several lines begins here after other text"
        fix = "begin it with '<!--' at the left margin, on a line of its own"
        findings.append(Finding(number, _HIDDEN, message, fix))
    return text, goes_on


def _blank_comments(line: str, *, in_comment: bool) -> tuple[str, bool]:
    """Return a line with spaces in place of comments, and whether a comment continues on the next line."""
    kept: list[str] = []
    start = 0
    while True:
        mark = "-->" if in_comment else "<!--"
        found = line.find(mark, start)
        end = found + len(mark) if found >= 0 else len(line)
        if in_comment:
            kept.append(" " * (end - start))
        else:
            kept.append(line[start:found] + " " * len(mark) if found >= 0 else line[start:])
        if found < 0:
            return "".join(kept), in_comment
        in_comment = not in_comment
        start = end
