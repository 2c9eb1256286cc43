"""Checks the texts of docs/_data that readers see, as if each were a list item on a page for patients."""

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
    """Return the texts as a page on which each is a list item.

    Args:
        name: the file, below the docs folder.
        texts: each text by its line in the file.
    """
    lines = [""] * max(texts, default=0)
    for line, text in texts.items():
        lines[line - 1] = f"- {' '.join(text.split())}"
    return read_page(name, "\n".join(lines), front_matter_expected=False)


def data_text_findings(name: str, texts: Mapping[int, str]) -> Iterator[Diagnostic]:
    """Find what is not allowed on pages for patients: such as long sentences and HTML."""
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
