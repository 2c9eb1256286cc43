"""Reads a Markdown file: its front matter, headings and markers, each with its line number.

This scans lines instead of rendering Markdown, which is fast and finds the line that an editor must go to.
Where a renderer could see something else (HTML, indented or underlined headings, unclosed fences) it reports
a finding instead of guessing; the build compares its headings with the rendered ones.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract.diagnostics import Finding

from reading.front_matter_end import END_IT, missing_end
from reading.lines import Line, classify
from reading.plain_yaml import PlainYamlError, Tree, read_plain_yaml
from reading.yaml_indent import unreadable
from reading.yaml_slips import silent_slips

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = "hidden-heading"
_HEADING = re.compile(r"^(?P<hashes>#{1,6})(?!#)(?P<space>[ \t]*)(?P<text>.*)$")
_NESTED_HEADING = re.compile(r"^[ \t]*(?:(?:[-*+:]|\d+\.)[ \t]+|>[ \t]*)*#{1,6}[ \t]*[^#\s]")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_HTML_HEADING = re.compile(r"<h[1-6][\s>/]", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"[ \t]\{:?(?P<inside>[^{}]*)\}$")
# An underscore beside a space is emphasis, and is then not part of the section's anchor.
_NOT_PLAIN = re.compile(r"[\[\]<>\\{}]|&#?\w+;|\b_+(?!\w)|(?<!\w)_+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that readers see.

    Attributes:
        level: number of hashes, 1 to 6.
        text: its words, without closing hashes or attributes.
        line: 1-based line in the file.
        id: the id written as `{ #id }`, if any.
    """

    level: int
    text: str
    line: int
    id: str | None = None

    @property
    def anchor(self) -> str:
        """Its anchor, made in the same way as by MkDocs (markdown.extensions.toc.slugify)."""
        if self.id:
            return self.id
        return _slug(self.text)


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A Markdown file that has been read.

    Attributes:
        path: the file, relative to the docs folder, with forward slashes.
        front_matter: its fields with line numbers, or None if none can be read.
        front_matter_end: line of the closing hyphens; 0 without front matter.
        lines: the text after the front matter.
        headings: the headings readers see, in order.
        findings: the problems that the scan itself found.
        last_line: the number of the last line.
    """

    path: str
    front_matter: Tree | None
    front_matter_end: int
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]
    findings: tuple[Finding, ...]
    last_line: int

    @property
    def fields(self) -> dict[str, object]:
        """The fields of the front matter; empty if none can be read."""
        value = self.front_matter.value if self.front_matter else None
        return value if isinstance(value, dict) else {}


@functools.lru_cache(maxsize=4096)  # the pages of a kind have the same headings
def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", letters).strip().lower())


def read_page(path: str, text: str, *, front_matter_expected: bool = True) -> SourcePage:
    """Scan a page's text; never raises, whatever the text.

    Args:
        path: the file, relative to the docs folder, with forward slashes; it is only stored.
        text: the file's content with Unix line endings and without a byte order mark.
        front_matter_expected: False for texts that are inserted into other pages.
    """
    raw = text.split("\n")
    if raw and raw[-1] == "":
        raw.pop()
    findings: list[Finding] = []
    tree, end = _front_matter(raw, findings) if front_matter_expected else (None, 0)
    lines = tuple(classify(raw, end, findings))
    headings = tuple(_headings(lines, findings))
    last_line = lines[-1].number if lines else max(1, end)
    return SourcePage(path, tree, end, lines, headings, tuple(findings), last_line)


def read_lines(text: str, front_matter_end: int) -> tuple[Line, ...]:
    """Return the lines below the front matter of a page that was read before.

    Args:
        text: the file's content, as `read_page` takes it.
        front_matter_end: see `SourcePage`.
    """
    raw = text.split("\n")
    if raw and raw[-1] == "":
        raw.pop()
    return tuple(classify(raw, front_matter_end, []))


def _front_matter(raw: list[str], findings: list[Finding]) -> tuple[Tree | None, int]:
    start = next((index for index, line in enumerate(raw) if line.strip()), 0)
    if start and raw[start].rstrip(" \t") == "---":
        message = "the first line is empty, so the front matter would be shown as text"
        findings.append(
            Finding(1, "missing-front-matter", message, "delete the empty lines above the first '---'")
        )
    elif not raw or raw[0].rstrip(" \t") != "---":
        first = raw[start].strip() if raw else ""
        lost = re.match(r"[A-Za-z0-9_-]+:", first)
        seen = f"the line '{_short(first)}' would not be shown to readers" if lost else "it begins with text"
        findings.append(
            Finding(
                1,
                "missing-front-matter",
                f"the page does not begin with '---'; {seen if first else 'it is empty'}",
                "begin the page with '---', its fields and '---' ('make new' writes them for you)",
            ),
        )
        # The fields are not checked as text if it is clear where they end.
        return None, raw.index("---") + 1 if lost and "---" in raw else 0
    ends = (i for i, line in enumerate(raw) if i > start and line.rstrip(" \t") in {"---", "..."})
    index = next(ends, None)
    if index is None:
        no_end = unreadable(start + 1, "the front matter that begins here is not closed", END_IT)
        end = missing_end(raw, start + 1, len(raw)) or no_end
        findings.append(end)
        # The fields above are not checked as text.
        return None, max(end.line - 1, start + 1)
    return _fields(raw, start, index, findings)


def _fields(raw: list[str], start: int, index: int, findings: list[Finding]) -> tuple[Tree | None, int]:
    """Read the fields between two lines of hyphens."""
    try:
        tree = read_plain_yaml("\n".join(raw[start + 1 : index]) + "\n", first_line=start + 2)
    except PlainYamlError as error:
        if (end := missing_end(raw, start + 1, index)) is not None:
            findings.append(end)
            return None, end.line - 1
        slip = error.finding
        message = f"the front matter cannot be read: {slip.message}"
        findings.append(slip._replace(line=start + slip.line + 1, message=message))
        return None, index + 1
    slips = list(silent_slips("\n".join(raw[start + 1 : index]) + "\n"))
    findings += (slip._replace(line=start + 1 + slip.line) for slip in slips)
    if slips:
        return None, index + 1
    if not isinstance(tree.value, dict):
        findings.append(
            Finding(
                start + 2,
                "unreadable-front-matter",
                "the front matter has no fields",
                "write one field per line, as 'name: value'",
            ),
        )
        return None, index + 1
    return tree, index + 1


def _headings(lines: tuple[Line, ...], findings: list[Finding]) -> Iterator[Heading]:
    before = ""
    begun = False  # above the first words, the renderer treats a line of spaces as text
    for line in lines:
        if line.where == "code":
            before, begun = line.text or before, True
            continue
        text = line.text.rstrip(" \t")
        if "#" in text and text[0] != "#" and _NESTED_HEADING.match(text):
            findings.append(
                Finding(
                    line.number,
                    "hidden-heading",
                    f"the heading '{_short(text.strip())}' is not at the left margin",
                    "move it to the left margin, outside lists, quotations and tabs",
                ),
            )
        elif (
            text.endswith(("=", "-"))
            and (before.strip(" \t") or (before and not begun))
            and _UNDERLINE.fullmatch(text)
        ):
            findings.append(
                Finding(
                    line.number,
                    "hidden-heading",
                    f"the line below '{_short(before.strip())}' turns it into a heading",
                    "leave an empty line between them, or write "
                    f"'## {_short(before.strip(' -*+')) or 'Heading'}'",
                ),
            )
        elif text.startswith("#") and (found := _HEADING.match(text)):
            yield from _heading(line, found, before, findings)
        elif text.startswith("#######"):
            findings.append(
                Finding(
                    line.number,
                    "hidden-heading",
                    f"the line begins with {len(text) - len(text.lstrip('#')):,} hashes",
                    "begin the heading of a section with two hashes",
                ),
            )
        elif "<" in text and _HTML_HEADING.search(text):
            findings.append(
                Finding(
                    line.number, "hidden-heading", "a heading is written as HTML", "write it as '## Heading'"
                ),
            )
        begun = begun or bool(text)
        before = text if begun else line.text


def _heading(line: Line, found: re.Match[str], before: str, findings: list[Finding]) -> Iterator[Heading]:
    words = found["text"]
    attributes = _ATTRIBUTES.search(words)
    identifier = None
    if attributes:
        words = words[: attributes.start()]
        identifier = next((part[1:] for part in attributes["inside"].split() if part.startswith("#")), None)
        if attributes["inside"].strip() != f"#{identifier}":
            message = f"the braces after the heading '{_short(words.strip())}' contain more than an id"
            findings.append(Finding(line.number, _HIDDEN, message, "delete everything but the id"))
    words = words.rstrip(" \t").rstrip("#").strip(" \t")
    if odd := _NOT_PLAIN.search(words):
        findings.append(
            Finding(
                line.number,
                "hidden-heading",
                f"the heading '{_short(words)}' contains '{odd[0]}'",
                "write headings in plain words, without links, HTML, backslashes or underscores",
            ),
        )
    elif not words:
        findings.append(
            Finding(
                line.number, "hidden-heading", "a heading has no words", "write some, or delete the hashes"
            )
        )
    elif before.strip(" \t"):
        findings.append(
            Finding(
                line.number,
                "hidden-heading",
                f"the heading '{_short(words)}' is directly below other text",
                "leave an empty line above it",
            ),
        )
    elif not found["space"]:
        findings.append(
            Finding(
                line.number,
                "hidden-heading",
                f"there is no space between the hashes and '{_short(words)}'",
                f"write '{found['hashes']} {_short(words)}'",
            ),
        )
    yield Heading(len(found["hashes"]), words, line.number, identifier)


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
