"""Checks the text of a page line by line: markers, HTML, leftover notes, invisible characters."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

from contract.diagnostics import Finding
from contract.markers import MARKERS
from contract.page_types import PARTIAL, PLACEHOLDERS, RETIRED

from checks.data.emergency_numbers import without_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contract.page_types import PageType
    from reading.lines import Line
    from reading.source_page import SourcePage

_MARKER_NAMES = {marker.name: marker for marker in MARKERS}
_PLACEHOLDER = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(words)}(?!\w)" if words[0].isalnum() else re.escape(words)
        for words in PLACEHOLDERS
    ),
    re.IGNORECASE,
)
_HTML = re.compile(r"</?[a-zA-Z][^<>\n]{0,2000}(?:>|$)|<[!?]")
# `{ hidden }` and `{: onclick=… }` set HTML attributes of the text before or above them.
_ATTRIBUTES = re.compile(r"(?<!\{)\{[^{}\n]*\}(?!\})")
# A link in any form, including a reference defined further down or an address with the host name.
_LINK_TO_A_STRETCH = re.compile(
    r"[^\s()<>\[\]]*\b(?:stretches|routines)/(?!index\.md)[\w-]+(?:\.md|/)?[^\s()<>\[\]]*"
)
_SECTION_ID = re.compile(r"[a-z0-9_-]+")
_NOT_HTML = re.compile(r"`[^`]*`|<https?://[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>")


def text_findings(page: SourcePage, page_type: PageType) -> Iterator[Finding]:
    """Find what no page may have anywhere in its text."""
    for heading in page.headings:
        if heading.level == 1:
            message = f"'# {heading.text}' is a second page title"
            fix = "delete it, or make it '##'; the page title is in the front matter"
            yield Finding(heading.line, "title-in-text", message, fix)
    for heading in page.headings if page_type is PARTIAL else ():
        message = f"the heading '{heading.text}' would appear on every page with this shared text"
        yield Finding(heading.line, "hidden-heading", message, "delete it; shared texts have no headings")
    yield from _section_ids(page)
    for line in page.lines:
        if line.where != "text":
            continue
        if "<" in line.text and (found := _HTML.search(_NOT_HTML.sub("", line.text.replace("\\`", "")))):
            yield Finding(line.number, "raw-html", f"'{found[0][:40]}' is HTML", "write it in Markdown")
        if "{" in line.text and not line.text.startswith("#") and (found := _ATTRIBUTES.search(line.text)):
            message = f"'{found[0][:40]}' sets HTML attributes"
            fix = "delete it, or write a marker with double braces: '{{ name }}'"
            yield Finding(line.number, "raw-html", message, fix)
        if page_type is PARTIAL and line.marker and without_numbers(line.text).strip():
            message = f"'{{{{ {line.marker} }}}}' cannot be used in a shared text"
            yield Finding(line.number, "unknown-marker", message, "delete it")
            continue
        yield from _marker_findings(line, page_type)
    yield from _crowded_markers(page)


def _section_ids(page: SourcePage) -> Iterator[Finding]:
    """Find heading ids that cannot be the anchor of a section, and duplicates."""
    seen: dict[str, int] = {}
    for heading in page.headings:
        if heading.id is None:
            continue
        if not _SECTION_ID.fullmatch(heading.id):
            message = f"'{heading.id[:60]}' cannot be the id of a section"
            fix = "use only lowercase letters a to z, digits and hyphens, such as '{ #old-name }'"
            yield Finding(heading.line, "changed-anchor", message, fix)
        elif heading.id in seen:
            message = f"duplicate id '{heading.id}'; the heading at line {seen[heading.id]} has it already"
            yield Finding(heading.line, "changed-anchor", message, "keep it on one of the two headings")
        seen.setdefault(heading.id, heading.line)


def _crowded_markers(page: SourcePage) -> Iterator[Finding]:
    """Find markers that would be rendered as part of the line above or below."""
    for index, line in enumerate(page.lines):
        if not line.marker:
            continue
        around = [*page.lines[max(0, index - 1) : index], *page.lines[index + 1 : index + 2]]
        if any(other.text.strip(" \t") for other in around):  # a no-break space counts as text
            message = f"'{{{{ {line.marker} }}}}' has text directly above or below it"
            yield Finding(line.number, "unknown-marker", message, "leave an empty line above and below it")


def _marker_findings(line: Line, page_type: PageType) -> Iterator[Finding]:
    name = line.marker
    if "{{" in line.text and not without_numbers(line.text).strip():
        return  # EmergencyNumbers.findings reports unknown numbers
    if name is None:
        text = without_numbers(line.text)
        if "{{" in text or "}}" in text:
            message = "these double braces are not a marker on a line of its own"
            fix = "put '{{ name }}' alone on its line, at the left margin"
            yield Finding(line.number, "unknown-marker", message, fix)
        return
    marker = _MARKER_NAMES.get(name)
    if marker is None:
        near = difflib.get_close_matches(name, list(_MARKER_NAMES), n=1, cutoff=0.5)
        fix = f"did you mean '{{{{ {near[0]} }}}}'?" if near else f"use one of: {', '.join(_MARKER_NAMES)}"
        yield Finding(line.number, "unknown-marker", f"there is no marker '{{{{ {name[:40]} }}}}'", fix)
    elif marker.page_types and page_type.name not in marker.page_types:
        message = f"'{{{{ {name} }}}}' has no content on {with_article(page_type.name)} page"
        fix = f"delete it; it works only on these page types: {', '.join(marker.page_types)}"
        yield Finding(line.number, "unknown-marker", message, fix)


def links_to_stretches(page: SourcePage, page_type: PageType) -> Iterator[Finding]:
    """Find links to a stretch or a routine on the page of a retired one."""
    for line in page.lines if page_type is RETIRED else ():
        found = _LINK_TO_A_STRETCH.search(line.text)
        if found and "://" not in found[0]:  # only the build knows whether that is this site
            message = f"'{found[0]}' links to another stretch or routine"
            fix = "link to ../get-help.md or send readers to a clinician instead"
            yield Finding(line.number, "leads-to-a-stretch", message, fix)


def unfinished_text(lines: list[str]) -> Iterator[Finding]:
    """Find placeholders for text still to be written, in the whole file."""
    folded = "\n".join(lines).casefold()
    if not any(words.casefold() in folded for words in PLACEHOLDERS):
        return
    for number, line in enumerate(lines, start=1):
        if line.startswith("<!-- TODO"):
            message = "the TODO comment that says what to write here is still in place"
            yield Finding(number, "unfinished-text", message, "write the text and delete the comment")
        elif found := _PLACEHOLDER.search(line):
            message = f"'{found[0]}' is a placeholder for text still to be written"
            yield Finding(number, "unfinished-text", message, "write the text, or delete the placeholder")


def invisible_characters(lines: list[str]) -> Iterator[Finding]:
    """Find invisible characters and those that change the writing direction, one in a line."""
    for number, line in enumerate(lines, start=1):
        if line.isprintable():
            continue
        for column, character in enumerate(line, start=1):
            if character != "\t" and unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}:
                name = unicodedata.name(character, f"U+{ord(character):04X}")
                message = f"there is an invisible character ({name.lower()}) at column {column}"
                yield Finding(
                    number, "invisible-character", message, "delete it and retype the words around it"
                )
                break


def with_article(name: str) -> str:
    """Return a word with `a` or `an` before it."""
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
