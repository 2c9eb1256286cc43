"""Finds words that docs/_data/words.yml asks to avoid on pages for patients."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from page_contract.source_page import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from page_contract.plain_yaml import Path
    from page_contract.source_page import SourcePage

# Names by which others know a thing, keys, and people's own words about themselves.
_NOT_OURS = frozenset({"also_called", "search_words", "author", "clinical_review", "id", "key", "sections"})
_PART = re.compile(r"\w+")
# A heading, an item of a list or a row of a table: what stands above has ended.
_BEGINS = re.compile(r"[ \t]*(?:#|[-*+][ \t]|\d+[.)][ \t]|\|)")
_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
_CODE = re.compile(r"`[^`]*`")
_BRACKETS = re.compile(r"(?<!\])\([^()]*\)")


@dataclass(frozen=True)
class Words:
    """The words to use, by each word to avoid, in small letters."""

    instead_of: Mapping[str, str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds every word to avoid, the longest first; several words may stand on two lines."""
        avoided = sorted(self.instead_of, key=len, reverse=True)
        words = (r"\s+".join(map(re.escape, word.split())) for word in avoided)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(words) or '(?!)'})(?![\w-])")

    @cached_property
    def _parts(self) -> dict[str, frozenset[str]]:
        return {avoided: frozenset(_PART.findall(avoided)) for avoided in self.instead_of}

    def within(self, text: str) -> Words:
        """Keep the words that a text may hold, so that its lines need not be searched for all of them."""
        parts = set(_PART.findall(text.casefold()))
        return Words({word: self.instead_of[word] for word, needed in self._parts.items() if needed <= parts})

    def flaws(self, line: int, text: str) -> Iterator[Flaw]:
        """Find the words to avoid in a text that readers see; words in brackets explain and may stay.

        Args:
            line: the line on which the text begins.
            text: one or more lines.
        """
        plain = text
        for hidden, kept in ((_CODE, " "), (_LINK_TARGET, "]"), (_BRACKETS, " ")):
            plain = hidden.sub(lambda found, kept=kept: kept + "\n" * found[0].count("\n"), plain)  # type: ignore[misc]
        folded = plain.casefold()
        for found in self.pattern.finditer(folded):
            # Folding makes some letters longer; then the places are not the same.
            word = plain[found.start() : found.end()] if len(plain) == len(folded) else found[0]
            yield Flaw(
                line + folded.count("\n", 0, found.start()),
                "word-to-avoid",
                f"'{' '.join(word.split())}' is a word to avoid here",
                f"write '{self.instead_of[' '.join(found[0].split())]}'; the list is docs/_data/words.yml",
            )


def word_flaws(page: SourcePage, text: str, words: Words) -> Iterator[Flaw]:
    """Find the words to avoid in all that readers see of a page.

    Args:
        page: the page as it was read.
        text: the whole file.
        words: the words to avoid.
    """
    words = words.within(text)
    if not words.instead_of:
        return
    folded = text.casefold()
    hits = [folded.count("\n", 0, found.start()) + 1 for found in words.pattern.finditer(folded)]
    if page.front_matter and hits and hits[0] < page.front_matter_end:
        for path, value in shown_fields(page.front_matter.value):
            for flaw in words.flaws(1, value):  # a line is only looked for where there is something to tell
                yield flaw._replace(line=page.front_matter.line_of(path))
    for line, paragraph in _paragraphs(page) if hits and hits[-1] > page.front_matter_end else ():
        if any(line <= hit <= line + paragraph.count("\n") for hit in hits):
            yield from words.flaws(line, paragraph)


def _paragraphs(page: SourcePage) -> Iterator[tuple[int, str]]:
    """Give lines that follow each other as one text, with the line of the first."""
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


def shown_fields(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text of a page's front matter that readers see, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NOT_OURS:
                yield from shown_fields(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from shown_fields(inner, (*path, index))
