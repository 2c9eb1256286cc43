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

from contract.diagnostics import Finding, shortened

from reading.front_matter_end import END_IT, missing_end
from reading.lines import Line, classify
from reading.plain_yaml import PlainYamlError, Tree, read_plain_yaml
from reading.yaml_indent import unreadable
from reading.yaml_slips import silent_slips

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from reading.plain_yaml import Path

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

    def section_headed(self, titles: Container[str]) -> Heading | None:
        """Return the heading of the first section that has one of these titles."""
        return next((each for each in self.headings if each.level == 2 and each.text in titles), None)

    def end_of(self, section: Heading) -> int:
        """Return the last line of a section, with its subsections."""
        later = (each.line for each in self.headings if each.line > section.line and each.level <= 2)
        return min(later, default=self.last_line + 1) - 1

    def lines_below(self, section: Heading) -> tuple[Line, ...]:
        """Return the lines of a section, with its subsections."""
        first = self.lines[0].number if self.lines else 0
        return self.lines[section.line - first + 1 : self.end_of(section) + 1 - first]

    def line_of(self, path: Path) -> int:
        """Return the line of a field, or of the nearest one around it."""
        return self.front_matter.line_of(path) if self.front_matter else 1

    def listed(self, name: str) -> list[object]:
        """Return the entries of a field, or none if it is not a list."""
        value = self.fields.get(name)
        return value if isinstance(value, list) else []

    def groups(self, name: str) -> Iterator[tuple[int, dict[str, object]]]:
        """Yield the entries of a list that are groups of fields, each with its index."""
        yield from ((index, each) for index, each in enumerate(self.listed(name)) if isinstance(each, dict))


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
    raw = _lines(text)
    findings: list[Finding] = []
    tree, end = _front_matter(raw, findings) if front_matter_expected else (None, 0)
    lines = tuple(classify(raw, end, findings))
    headings = tuple(_headings(lines, findings))
    last_line = lines[-1].number if lines else max(1, end)
    return SourcePage(path, tree, end, lines, headings, tuple(findings), last_line)


def read_lines(text: str, front_matter_end: int) -> tuple[Line, ...]:
    """Return the lines below the front matter of a page that was read before."""
    return tuple(classify(_lines(text), front_matter_end, []))


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _front_matter(raw: list[str], findings: list[Finding]) -> tuple[Tree | None, int]:
    start = next((index for index, line in enumerate(raw) if line.strip()), 0)
    if start and raw[start].rstrip(" \t") == "---":
        message = "the first line is empty, so the front matter would be shown as text"
        fix = "delete the empty lines above the first '---'"
        findings.append(Finding(1, "missing-front-matter", message, fix))
    elif not raw or raw[0].rstrip(" \t") != "---":
        first = raw[start].strip() if raw else ""
        lost = re.match(r"[A-Za-z0-9_-]+:", first)
        seen = (
            f"the line '{shortened(first)}' would not be shown to readers" if lost else "it begins with text"
        )
        message = f"the page does not begin with '---'; {seen if first else 'it is empty'}"
        fix = "begin the page with '---', its fields and '---' ('make new' writes them for you)"
        findings.append(Finding(1, "missing-front-matter", message, fix))
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
    written = "\n".join(raw[start + 1 : index]) + "\n"
    try:
        tree = read_plain_yaml(written, first_line=start + 2)
    except PlainYamlError as error:
        if (end := missing_end(raw, start + 1, index)) is not None:
            findings.append(end)
            return None, end.line - 1
        slip = error.finding
        message = f"the front matter cannot be read: {slip.message}"
        findings.append(slip._replace(line=start + slip.line + 1, message=message))
        return None, index + 1
    slips = list(silent_slips(written))
    findings += (slip._replace(line=start + 1 + slip.line) for slip in slips)
    if slips:
        return None, index + 1
    if not isinstance(tree.value, dict):
        fix = "write one field per line, as 'name: value'"
        findings.append(unreadable(start + 2, "the front matter has no fields", fix))
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
        slip = None
        if "#" in text and text[0] != "#" and _NESTED_HEADING.match(text):
            message = f"the heading '{shortened(text.strip())}' is not at the left margin"
            slip = message, "move it to the left margin, outside lists, quotations and tabs"
        elif (
            text.endswith(("=", "-"))
            and (before.strip(" \t") or (before and not begun))
            and _UNDERLINE.fullmatch(text)
        ):
            message = f"the line below '{shortened(before.strip())}' turns it into a heading"
            words = shortened(before.strip(" -*+")) or "Heading"
            slip = message, f"leave an empty line between them, or write '## {words}'"
        elif text.startswith("#") and (found := _HEADING.match(text)):
            heading, slip = _heading(line, found, before, findings)
            yield heading
        elif text.startswith("#######"):
            message = f"the line begins with {len(text) - len(text.lstrip('#')):,} hashes"
            slip = message, "begin the heading of a section with two hashes"
        elif "<" in text and _HTML_HEADING.search(text):
            slip = "a heading is written as HTML", "write it as '## Heading'"
        if slip is not None:
            findings.append(Finding(line.number, _HIDDEN, *slip))
        begun = begun or bool(text)
        before = text if begun else line.text


def _heading(
    line: Line, found: re.Match[str], before: str, findings: list[Finding]
) -> tuple[Heading, tuple[str, str] | None]:
    """Return a heading, and what is wrong with it and how to fix it."""
    words = found["text"]
    attributes = _ATTRIBUTES.search(words)
    identifier = None
    if attributes:
        words = words[: attributes.start()]
        identifier = next((part[1:] for part in attributes["inside"].split() if part.startswith("#")), None)
        if attributes["inside"].strip() != f"#{identifier}":
            message = f"the braces after the heading '{shortened(words.strip())}' contain more than an id"
            findings.append(Finding(line.number, _HIDDEN, message, "delete everything but the id"))
    words = words.rstrip(" \t").rstrip("#").strip(" \t")
    shown, slip = shortened(words), None
    if odd := _NOT_PLAIN.search(words):
        fix = "write headings in plain words, without links, HTML, backslashes or underscores"
        slip = f"the heading '{shown}' contains '{odd[0]}'", fix
    elif not words:
        slip = "a heading has no words", "write some, or delete the hashes"
    elif before.strip(" \t"):
        slip = f"the heading '{shown}' is directly below other text", "leave an empty line above it"
    elif not found["space"]:
        message = f"there is no space between the hashes and '{shown}'"
        slip = message, f"write '{found['hashes']} {shown}'"
    return Heading(len(found["hashes"]), words, line.number, identifier), slip
