"""The record of every address that was ever published: docs/_data/permalinks.yml.

One address a line, so that a line says the same wherever it stands, and a difference of two versions shows
what was promised anew. It is plain YAML for other programs; here it is read line by line, because it grows to
tens of thousands of lines on a large site.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic
from contract.page_types import PATHS

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
        addresses: the line of each page (`/sciatica/`) and each section (`/sciatica/#in-short`).
        ids: the id that each page's address was given to, and its line. A page that moves keeps its id, so
            that an id can stand at many addresses.
    """

    addresses: dict[str, int] = field(default_factory=dict)
    ids: dict[str, tuple[str, int]] = field(default_factory=dict)

    def lines(self) -> set[str]:
        """Return what the record holds as the lines of its file."""
        ids = {f"- {name} {address}" for address, (name, _) in self.ids.items()}
        return {f"- {address}" for address in self.addresses} | ids

    def restore(self, lines: Iterable[str]) -> None:
        """Count lines of an earlier version as recorded; an address keeps the id that it had then."""
        for line in lines:
            if address := _ADDRESS.fullmatch(line):
                self.addresses.setdefault(address[1], 1)
            elif given := _ID.fullmatch(line):
                self.ids[given[2]] = (given[1], 1)


def read_permalinks(docs: Path, found: list[Diagnostic]) -> Permalinks | None:
    """Read the record; None and a diagnostic where there is none."""
    content = read_bytes(docs / PERMALINKS, _MOST_BYTES)
    if content is None:
        is_there = (docs / PERMALINKS).exists()
        message = f"the record of published addresses {'cannot be opened' if is_there else 'is not there'}"
        fix = "let it be read" if is_there else "run 'make links', which writes it"
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
        elif (given := _ID.fullmatch(line.rstrip())) and given[2] not in record.ids:
            record.ids[given[2]] = (given[1], number)
        else:
            why = f"{given[2]} has an id already, above" if given else "this is no address"
            found.append(
                Diagnostic(
                    PERMALINKS, number, _BROKEN, why, "bring the line back as it was; 'make links' adds lines"
                )
            )
    return record


def entries(text: str) -> set[str]:
    """Give the lines of a version of the record that promise something."""
    lines = (line.rstrip() for line in text.split("\n"))
    return {line for line in lines if _ADDRESS.fullmatch(line) or _ID.fullmatch(line)}


def record_with(record: Permalinks, pages: Iterable[SourcePage]) -> str:
    """Give the text of the record with everything that these pages promise anew."""
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
    """Give every address of a page: its own first, then its sections in order."""
    own = page_address(page.path)
    return [own, *(f"{own}#{anchor}" for anchor in anchors(page.headings))]


def page_address(path: str) -> str:
    """Where a page lies below the site's address: `stretches/cat.md` at `/stretches/cat/`."""
    stem = path.removesuffix(".md")
    folder = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
    return f"/{folder}/" if folder else "/"


def anchors(headings: Sequence[Heading]) -> Iterator[str]:
    """Give the anchors of a page's sections; the second of two alike is counted, as MkDocs does.

    An id that is written behind a heading is taken before the first anchor is made from words.
    """
    taken = {heading.id for heading in headings if heading.id}
    # Where the counting stopped, so that a thousand alike are not counted anew each time.
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
    """Yield the anchors of the sections that a page must have; another rule finds one that is missing."""
    yield from (section.anchor for section in page_type.sections)
    for rule in PATHS:
        if rule.pattern == page.path:
            yield from (title.lower().replace(" ", "-") for title in rule.headings)


def page_id(page: SourcePage) -> str:
    """The id of a page, or nothing where it has none that can be one."""
    value = page.fields.get("id")
    return value if isinstance(value, str) and _PAGE_ID.fullmatch(value) else ""


def moved_from(page: SourcePage) -> list[str]:
    """The addresses that a page took the place of, in the order of its front matter."""
    paths = page.fields.get("moved_from")
    return [f"/{path}/" for path in paths if isinstance(path, str)] if isinstance(paths, list) else []


def moved_sections(page: SourcePage) -> dict[str, str]:
    """The anchors that a page has taken out, each with the section that took its place."""
    moved = page.fields.get("moved_sections")
    if not isinstance(moved, dict):
        return {}
    return {old: new for old, new in moved.items() if isinstance(old, str) and isinstance(new, str)}
