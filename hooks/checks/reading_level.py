"""Measures how hard a page's running text is to read.

Flesch-Kincaid grade = 0.39 (words / sentences) + 11.8 (syllables / words) - 15.59, with each list item
counted as at least one sentence. Syllables come from syllapy: a dictionary, with rules for other words, that
is part of the package and downloads nothing.

Source: Kincaid JP and others. Derivation of new readability formulas. Naval Technical Training Command, 1975.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import syllapy
from contract.diagnostics import Finding
from contract.fields import PROSE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contract.page_types import ReadingLimits
    from reading.plain_yaml import Path
    from reading.source_page import SourcePage

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|Dr|Mr|Mrs|Ms|St|vs|No|approx)\.$")
_ITEM = re.compile(r"(?:[-*+]|(?P<step>\d+[.)]))[ \t]+")
# The bold name at the start of an item is a sentence of its own.
_NAME = re.compile(r"\*\*([^*\n]+):\*\*[ \t]+")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_FEWEST_WORDS = 50
_LONGEST_ABBREVIATION = 10


class Sentence(NamedTuple):
    """A sentence that readers see.

    Attributes:
        place: its line in the file, or its path in the front matter.
        text: the sentence without Markdown.
        in_step: whether it is part of a numbered step.
    """

    place: int | Path
    text: str
    in_step: bool

    @property
    def words(self) -> tuple[str, ...]:
        """Its words."""
        return tuple(_WORD.findall(self.text))

    def line(self, page: SourcePage) -> int:
        """Its line in the page's file."""
        return self.place if isinstance(self.place, int) else page.line_of(self.place)


def reading_findings(page: SourcePage, limits: ReadingLimits) -> Iterator[Finding]:
    """Compare the page's text with the reading limits of its page type."""
    sentences = list(sentences_of(page))
    for sentence in sentences:
        most = limits.step_words if sentence.in_step else limits.sentence_words
        # Counting words is slow, and few sentences come close to the limit.
        if sentence.text.count(" ") + sentence.text.count("\n") < most / 2 or len(sentence.words) <= most:
            continue
        kind = "a step" if sentence.in_step else "text"
        yield Finding(
            sentence.line(page),
            "long-sentence",
            f"the sentence '{_beginning(sentence)}' has {len(sentence.words)} words",
            f"the limit in {kind} is {most} here; split it into two sentences",
        )
    grade = school_grade(sentence.text for sentence in sentences)
    if grade is not None and grade > limits.grade:
        hardest = max(sentences, key=lambda sentence: school_grade([sentence.text], fewest=1) or 0)
        yield Finding(
            hardest.line(page),
            "hard-to-read",
            f"the text is written for school grade {grade:.1f}",
            f"the limit is {limits.grade:g} here; use shorter words and sentences, starting with this line "
            f"('{_beginning(hardest)}')",
        )


def _beginning(sentence: Sentence) -> str:
    return " ".join(sentence.words[:6]) + " …"


def school_grade(sentences: Iterable[str], fewest: int = _FEWEST_WORDS) -> float | None:
    """Return the Flesch-Kincaid school grade, or None for a text of fewer than `fewest` words."""
    counted = list(sentences)
    words = _WORD.findall("\n".join(counted))
    if len(words) < fewest:
        return None
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(counted) + 11.8 * syllables / len(words) - 15.59


@cache
def _syllables(word: str) -> int:
    return max(1, int(syllapy.count(word)))


def words_of(text: str) -> list[str]:
    """Return the words of a text that may have Markdown."""
    return _WORD.findall(plain_text(text))


def sentences_of(page: SourcePage) -> Iterator[Sentence]:
    """Yield the sentences that readers see, from prose fields of the front matter and from the text."""
    if page.front_matter:
        for path, text in _texts(page.front_matter.value, ()):
            for _, sentence in split_sentences(text):
                yield Sentence(path, sentence, in_step=False)
    for line, text, in_step in _blocks(page):
        place, before = line, 0
        for start, sentence in split_sentences(text):
            place += text.count("\n", before, start)
            before = start
            if _WORD.search(sentence):
                yield Sentence(place, sentence, in_step)


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text without Markdown, each with the position at which it begins."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text, max(start, found.start() - _LONGEST_ABBREVIATION), found.start()):
            continue
        yield start, text[start : found.start()]
        start = found.end()
    if start < len(text):
        yield start, text[start:]


def _blocks(page: SourcePage) -> Iterator[tuple[int, str, bool]]:
    """Yield paragraphs and list items as (first line, plain text, whether it is a numbered step)."""
    first, texts, in_step = 0, list[str](), False
    for line in page.lines:
        text = line.text.strip()
        # A code fence, a comment, a heading, a table, a marker and the first line of a box are not prose.
        ends = not text or line.where != "text" or text.startswith(("#", "!!!", "|", "{{"))
        item = None if ends else _ITEM.match(text)
        if texts and (ends or item):
            yield first, plain_text("\n".join(texts)), in_step
            texts = []
        if ends:
            continue
        if not texts:
            first, in_step = line.number, bool(item and item["step"])
        text = text[item.end() :] if item else text
        if item and (name := _NAME.match(text)):
            yield line.number, plain_text(name[1]), in_step
            text = text[name.end() :]
        texts.append(text)
    if texts:
        yield first, plain_text("\n".join(texts)), in_step


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the text of every prose field of the front matter, with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str):
                if key in PROSE_FIELDS:
                    yield (*path, key), inner
            else:
                yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))


def plain_text(text: str) -> str:
    """Return a text without its Markdown: links, bold, code and attributes."""
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "://" in text:
        text = re.sub(r"https?://[^\s)>]+", "", text)
    if any(mark in text for mark in "*_`{"):
        text = re.sub(r"[*`]+|_+(?![^\W_])|(?<![^\W_])_+|\{[:#.][^{}\n]*\}", "", text)
    return text
