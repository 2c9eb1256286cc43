"""Finds words that pages for patients should avoid, according to docs/_data/words.yml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.plain_yaml import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contract.diagnostics import Finding
    from reading.plain_yaml import Path
    from reading.source_page import SourcePage
    from reading.words import Words

# Names that others use, keys, and what people say about themselves.
_NOT_OURS = frozenset({"also_called", "search_words", "author", "clinical_review", "id", "key", "sections"})
# A heading, a list item or a table row ends the paragraph above it.
_BEGINS = re.compile(r"[ \t]*(?:#|[-*+][ \t]|\d+[.)][ \t]|\|)")


def word_findings(
    page: SourcePage, shown: Sequence[tuple[Path, str]], text: str, words: Words
) -> Iterator[Finding]:
    """Find the words to avoid in everything that readers see of a page."""
    folded = text.casefold()
    hits = [folded.count("\n", 0, found.start()) + 1 for found in words.pattern.finditer(folded)]
    if page.front_matter and hits and hits[0] < page.front_matter_end:
        for path, value in shown:
            # The line is looked up only for a finding.
            for finding in words.findings(1, value):
                yield finding._replace(line=page.front_matter.line_of(path))
    for line, paragraph in _paragraphs(page) if hits and hits[-1] > page.front_matter_end else ():
        if any(line <= hit <= line + paragraph.count("\n") for hit in hits):
            yield from words.findings(line, paragraph)


def _paragraphs(page: SourcePage) -> Iterator[tuple[int, str]]:
    """Yield consecutive lines as one text, with the number of the first line."""
    first, lines = 0, list[str]()
    for line in page.lines:
        text = line.text if line.where == "text" and line.marker is None else ""
        if lines and (not text.strip() or _BEGINS.match(text)):
            yield first, "\n".join(lines)
            lines = []
        if text.strip():
            first = first if lines else line.number
            lines.append(text)
    if lines:
        yield first, "\n".join(lines)


def shown_fields(value: object) -> list[tuple[Path, str]]:
    """Return every text of a page's front matter that readers see, with its path."""
    return texts_in(value, _NOT_OURS)
