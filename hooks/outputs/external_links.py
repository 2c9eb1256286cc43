"""Lists what the site links to on other hosts; whether it is still there, only the network can tell."""

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
    """A link to another host: where it stands, and where it leads."""

    path: str
    line: int
    url: str


def external_links(docs: Path, report: Report) -> Iterator[ExternalLink]:
    """Give every link to another host, of the pages in order and then of the register of sources."""
    for path in report.pages:
        for number, line in enumerate((read_text(docs / path) or "").split("\n"), start=1):
            for url in _LINK.findall(line):
                yield ExternalLink(path, number, url)
    for key, source in (report.registers.sources or {}).items():
        if source.url:
            yield ExternalLink(SOURCES, report.registers.lines[SOURCES, key], source.url)
