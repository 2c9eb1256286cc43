"""Lists the links to other hosts, so that somebody can check online whether they still work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checks.data.registers import SOURCES
from reading.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checks.site import Report

_LINK = re.compile(r"(?:\]\(|<)(https?://[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)")


class ExternalLink(NamedTuple):
    """A link to another host: its file and line, and its address."""

    path: str
    line: int
    url: str


def external_links(docs: Path, report: Report) -> Iterator[ExternalLink]:
    """Yield every link to another host, first of the pages in order, then of the sources."""
    for path in report.pages:
        for number, line in enumerate((read_text(docs / path) or "").split("\n"), start=1):
            for url in _LINK.findall(line):
                yield ExternalLink(path, number, url)
    for key, source in (report.registers.sources or {}).items():
        if source.url:
            yield ExternalLink(SOURCES, report.registers.lines[SOURCES, key], source.url)
