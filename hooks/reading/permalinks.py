"""The record of every address that was ever published: docs/_data/permalinks.yml.

There is one address per line, so that lines do not depend on each other and a diff shows the new promises.
For other programs the file is plain YAML; here it is read line by line, because it grows to tens of
thousands of lines on a large site.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic
from contract.page_types import PATHS
from contract.section import anchor_of

from reading.text_file import NOT_TEXT, decode, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from contract.page_types import PageType

    from reading.source_page import Heading, SourcePage

PERMALINKS = "_data/permalinks.yml"

_BROKEN = "unreadable-register"

_ADDRESS = re.compile(r"- (/(?:[a-z0-9-]+/)*(?:#[a-z0-9_-]+)?)")
_ID = re.compile(r"- ([a-z]{2,3}) (/(?:[a-z0-9-]+/)+)")
_PAGE_ID = re.compile(r"[a-z]{2,3}")
_HEAD = """\
# Every address that was ever published, written by `make links`. A line is never changed and never taken out:
# it stands on paper and in record systems. `make check` holds the site to it.
"""
_MOST_BYTES = 20_000_000
_PARTS = ("addresses:", "ids:")
_COUNTED = re.compile(r"(.*)_([0-9]+)")


@dataclass(slots=True)
class Permalinks:
    """The record.

    Attributes:
        addresses: the line number of each page (`/sciatica/`) and each section (`/sciatica/#in-short`).
        ids: the id of the page at each address, and its line number. A page that moves keeps its id, so
            one id can have many addresses.
    """

    addresses: dict[str, int] = field(default_factory=dict)
    ids: dict[str, tuple[str, int]] = field(default_factory=dict)

    def lines(self) -> set[str]:
        """Return the entries of the record as lines of its file."""
        ids = {f"- {name} {address}" for address, (name, _) in self.ids.items()}
        return {f"- {address}" for address in self.addresses} | ids

    def restore(self, lines: Iterable[str]) -> None:
        """Add the lines of an earlier version; each address keeps the id that it had then."""
        for line in lines:
            if address := _ADDRESS.fullmatch(line):
                self.addresses.setdefault(address[1], 1)
            elif entry := _ID.fullmatch(line):
                self.ids[entry[2]] = (entry[1], 1)


def read_permalinks(docs: Path, found: list[Diagnostic]) -> Permalinks | None:
    """Read the record; return None and add a diagnostic if it cannot be read."""
    content = read_bytes(docs / PERMALINKS, _MOST_BYTES)
    if content is None:
        is_there = (docs / PERMALINKS).exists()
        message = f"the record of published addresses {'cannot be opened' if is_there else 'is missing'}"
        fix = "allow it to be read" if is_there else "run 'make links', which writes it"
        found.append(Diagnostic(PERMALINKS, 1, _BROKEN, message, fix))
        return None
    text = decode(content, _MOST_BYTES)
    if text is None:
        found.append(Diagnostic(PERMALINKS, 1, _BROKEN, *NOT_TEXT))
        return None
    record = Permalinks()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#") or line.rstrip() in _PARTS:
            continue
        if address := _ADDRESS.fullmatch(line.rstrip()):
            record.addresses.setdefault(address[1], number)
        elif (entry := _ID.fullmatch(line.rstrip())) and entry[2] not in record.ids:
            record.ids[entry[2]] = (entry[1], number)
        else:
            why = f"{entry[2]} already has an id, above" if entry else "this is not an address"
            fix = "restore the line as it was; only 'make links' adds lines"
            found.append(Diagnostic(PERMALINKS, number, _BROKEN, why, fix))
    return record


def entries(text: str) -> set[str]:
    """Return the lines of a version of the record that hold an address or an id."""
    lines = (line.rstrip() for line in text.split("\n"))
    return {line for line in lines if _ADDRESS.fullmatch(line) or _ID.fullmatch(line)}


def record_with(record: Permalinks, pages: Iterable[SourcePage]) -> str:
    """Return the text of the record with all addresses and ids of these pages added."""
    addresses, ids = set(record.addresses), {(name, address) for address, (name, _) in record.ids.items()}
    for page in pages:
        promised = promises(page)
        addresses.update(promised)
        if identifier := page_id(page):
            ids.add((identifier, promised[0]))
    lines = ["addresses:", *(f"- {address}" for address in sorted(addresses))]
    lines += ["ids:", *(f"- {name} {address}" for name, address in sorted(ids))]
    return _HEAD + "\n".join(lines) + "\n"


def promises(page: SourcePage) -> list[str]:
    """Return every address of a page: its own first, then those of its sections in order."""
    own = page_address(page.path)
    return [own, *(f"{own}#{anchor}" for anchor in anchors(page.headings))]


def page_address(path: str) -> str:
    """Return the address of a page within the site: `/stretches/cat/` for `stretches/cat.md`."""
    stem = path.removesuffix(".md")
    folder = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
    return f"/{folder}/" if folder else "/"


def anchors(headings: Sequence[Heading]) -> Iterator[str]:
    """Yield the anchors of a page's sections; duplicates get a number, as in MkDocs.

    Ids that are written after headings are taken before any anchor is made from words.
    """
    taken = {heading.id for heading in headings if heading.id}
    # The last number used, so that a thousand equal headings are not counted again each time.
    last: dict[str, str] = {}
    for heading in headings:
        if heading.id:
            yield heading.id
            continue
        words = heading.anchor
        anchor = last.get(words, words)
        while anchor in taken or not anchor:
            counted = _COUNTED.fullmatch(anchor)
            anchor = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{anchor}_1"
        taken.add(anchor)
        last[words] = anchor
        yield anchor


def kept_headings(page: SourcePage, page_type: PageType) -> Iterator[str]:
    """Yield the anchors of the sections that a page must have; another rule reports a missing one."""
    yield from (section.anchor for section in page_type.sections)
    for rule in PATHS:
        if rule.pattern == page.path:
            yield from map(anchor_of, rule.headings)


def page_id(page: SourcePage) -> str:
    """Return the id of a page, or an empty string if it has no valid one."""
    value = page.fields.get("id")
    return value if isinstance(value, str) and _PAGE_ID.fullmatch(value) else ""


def redirect_from(page: SourcePage) -> list[str]:
    """Return the earlier addresses of a page, in the order of its front matter."""
    return [f"/{path}/" for path in page.listed("redirect_from") if isinstance(path, str)]


def redirect_sections(page: SourcePage) -> dict[str, str]:
    """Return the removed anchors of a page, each with that of the section that replaces it."""
    moved = page.fields.get("redirect_sections")
    if not isinstance(moved, dict):
        return {}
    return {old: new for old, new in moved.items() if isinstance(old, str) and isinstance(new, str)}
