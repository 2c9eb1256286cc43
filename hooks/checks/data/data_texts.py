"""Checks the texts of docs/_data that readers see, as if each were a list item on a page for patients."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract.diagnostics import Finding
from contract.page_types import FOR_PATIENTS, PARTIAL
from reading.source_page import read_page

from checks.leftover_markdown import sign_in_field
from checks.reading_level import reading_findings
from checks.text import invisible_characters, text_findings, unfinished_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading.words import Words

# What a template fills in.
BLANK = re.compile(r"(?<!\{)\{([a-z]+)\}(?!\})")


def data_text_findings(texts: Mapping[int, str]) -> Iterator[Finding]:
    """Find what is not allowed on pages for patients: such as long sentences and HTML.

    Args:
        texts: each text by its line in the file.
    """
    items = [""] * max(texts, default=0)
    for line, text in texts.items():
        items[line - 1] = f"- {' '.join(BLANK.sub('this', text).split())}"
    page = read_page("", "\n".join(items), front_matter_expected=False)
    lines = [line.text for line in page.lines]
    yield from page.findings
    yield from text_findings(page, PARTIAL)
    yield from unfinished_text(lines)
    yield from invisible_characters(lines)
    yield from reading_findings(page, FOR_PATIENTS)


def plain_text_findings(texts: Mapping[int, str], words: Words) -> Iterator[Finding]:
    """Find the same, and words to avoid and Markdown, in texts that are shown as they are."""
    for line, text in texts.items():
        yield from words_to_avoid(line, text, words)
    yield from data_text_findings(texts)


def words_to_avoid(line: int, text: str, words: Words) -> Iterator[Finding]:
    """Find words that words.yml says to avoid, and Markdown, which would be shown as is."""
    yield from words.findings(line, text)
    yield from signs_of_markdown(line, text)


def signs_of_markdown(line: int, text: str) -> Iterator[Finding]:
    """Find Markdown in a text that readers see as is."""
    if found := sign_in_field(text):
        fix = "delete it; this file holds plain text, not Markdown"
        yield Finding(line, "leftover-markdown", f"readers would see '{found[:40]}'", fix)
