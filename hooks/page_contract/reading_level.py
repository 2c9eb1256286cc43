"""Measures how hard a page's running text is to read.

Flesch-Kincaid grade = 0.39 (words / sentences) + 11.8 (syllables / words) - 15.59, with each list item
counted as at least one sentence. Syllables come from syllapy, a dictionary with a fallback by rule that is
part of the package and downloads nothing.

Source: Kincaid JP and others. Derivation of new readability formulas. Naval Technical Training Command, 1975.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import syllapy

from page_contract.front_matter_fields import PROSE_FIELDS
from page_contract.source_page import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from page_contract.page_types import ReadingLimits
    from page_contract.source_page import SourcePage

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|Dr|Mr|Mrs|Ms|St|vs|No|approx)\.$")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|(?P<step>\d+[.)]))[ \t]+")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_FEWEST_WORDS = 50


class Sentence(NamedTuple):
    """A sentence of running text: its line, its words and whether it is part of a numbered step."""

    line: int
    words: tuple[str, ...]
    in_step: bool
    text: str


def reading_flaws(page: SourcePage, limits: ReadingLimits) -> Iterator[Flaw]:
    """Compare the page's text with the limits for its kind."""
    sentences = list(sentences_of(page))
    for sentence in sentences:
        most = limits.step_words if sentence.in_step else limits.sentence_words
        if len(sentence.words) > most:
            kind = "a step" if sentence.in_step else "text"
            yield Flaw(
                sentence.line,
                "long-sentence",
                f"the sentence '{' '.join(sentence.words[:6])} …' has {len(sentence.words)} words",
                f"at most {most} in {kind} here; make two sentences of it",
            )
    grade = school_grade(sentence.words for sentence in sentences)
    if grade is not None and grade > limits.grade:
        hardest = max(sentences, key=lambda sentence: school_grade([sentence.words], fewest=1) or 0)
        yield Flaw(
            hardest.line,
            "hard-to-read",
            f"the text reads at school grade {grade:.1f}",
            f"at most {limits.grade:g} here; use shorter words and sentences, first in this line "
            f"('{' '.join(hardest.words[:6])} …')",
        )


def school_grade(sentences: Iterable[tuple[str, ...]], fewest: int = _FEWEST_WORDS) -> float | None:
    """The Flesch-Kincaid school grade, or None for a text of fewer than `fewest` words."""
    counted = list(sentences)
    words = [word for sentence in counted for word in sentence]
    if len(words) < fewest:
        return None
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(counted) + 11.8 * syllables / len(words) - 15.59


@cache
def _syllables(word: str) -> int:
    return max(1, int(syllapy.count(word)))


def sentences_of(page: SourcePage) -> Iterator[Sentence]:
    """Give the sentences that readers read: of the text, and of the front matter shown as sentences."""
    for line, text, in_step in _blocks(page):
        start = 0
        ends = [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
        for end in ends:
            part = text[start:end]
            if end < len(text) and _ABBREVIATION.search(part.rstrip()):
                continue
            words = tuple(_WORD.findall(part))
            if words:
                first = start + len(part) - len(part.lstrip())
                yield Sentence(line + text.count("\n", 0, first), words, in_step, part.strip())
            start = end


def _blocks(page: SourcePage) -> Iterator[tuple[int, str, bool]]:
    """Give paragraphs and list items as (first line, plain text, whether it is a numbered step)."""
    if page.front_matter:
        yield from _prose_fields(page)
    first, texts, in_step = 0, list[str](), False
    for line in page.lines:
        text = line.text
        item = _ITEM.match(text)
        ends = line.where != "text" or not text.strip() or text.startswith(("#", "!!!", "|")) or line.marker
        if (ends or item) and texts:
            yield first, _plain("\n".join(texts)), in_step
            texts = []
        if ends:
            continue
        if not texts:
            first, in_step = line.number, bool(item and item["step"])
        texts.append(text[item.end() :] if item else text.strip())
    if texts:
        yield first, _plain("\n".join(texts)), in_step


def _prose_fields(page: SourcePage) -> Iterator[tuple[int, str, bool]]:
    assert page.front_matter is not None  # noqa: S101  (the caller looked)
    for path, line in page.front_matter.lines.items():
        if path and path[-1] in PROSE_FIELDS:
            value: object = page.front_matter.value
            for part in path:
                value = value[part]  # type: ignore[index]
            if isinstance(value, str):
                yield line, value, False


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    text = re.sub(r"https?://[^\s)>]+", "", text)
    return re.sub(r"[*_`]+|\{[:#.][^{}\n]*\}", "", text)
