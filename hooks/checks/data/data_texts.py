"""Checks the texts of docs/_data that readers see, each as an item of a list on a page for patients."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic
from contract.page_types import FOR_PATIENTS, PARTIAL
from reading.source_page import read_page

from checks.reading_level import reading_findings
from checks.text import invisible_characters, text_findings, unfinished_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading.source_page import SourcePage

# What a template fills in.
BLANK = re.compile(r"(?<!\{)\{([a-z]+)\}(?!\})")


def as_page(name: str, texts: Mapping[int, str]) -> SourcePage:
    """Return the texts as a page on which each is an item of a list.

    Args:
        name: the file, below the docs folder.
        texts: each text by the line of its file.
    """
    lines = [""] * max(texts, default=0)
    for line, text in texts.items():
        lines[line - 1] = f"- {' '.join(text.split())}"
    return read_page(name, "\n".join(lines), front_matter_expected=False)


def data_text_findings(name: str, texts: Mapping[int, str]) -> Iterator[Diagnostic]:
    """Find what no page for patients may have: long sentences, HTML, odd characters, unfinished text."""
    page = as_page(name, {line: BLANK.sub("this", text) for line, text in texts.items()})
    lines = [line.text for line in page.lines]
    for finding in (
        *page.findings,
        *text_findings(page, PARTIAL),
        *unfinished_text(lines),
        *invisible_characters(lines),
        *reading_findings(page, FOR_PATIENTS),
    ):
        yield Diagnostic(name, *finding)
