"""Checks a whole docs folder in one run and reports every problem."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from page_contract import front_matter_checks as front_matter
from page_contract.address_checks import address_problems, unrecorded_addresses
from page_contract.diagnosis_codes import DIAGNOSIS_CODES, misleading_codes
from page_contract.diagnostics import Diagnostic
from page_contract.markers import SHARED_TEXTS
from page_contract.named_pages import broken_links, wrong_names
from page_contract.page_check import CheckedPage, check_page
from page_contract.page_types import PARTIAL
from page_contract.permalinks import page_address
from page_contract.record_history import compared_with_history
from page_contract.registers import (
    SOURCES,
    Registers,
    read_registers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


# Everything that MkDocs takes for a page (mkdocs.utils.markdown_extensions).
MARKDOWN_ENDINGS = frozenset({".markdown", ".mdown", ".mkdn", ".mkd", ".md"})


# How often a file is told off for one rule; a page that is broken throughout must not fill the screen.
MOST_OF_A_KIND = 50

# With these the check does not know all headings of a page, so that none can be said to be lost.
HEADINGS_UNCLEAR = frozenset({"hidden-heading", "empty-section"})

# Up to how many files the check renders the pages and compares them; beyond that the build does it alone.
MOST_RENDERED = 200

# From how many files on it pays to start other processes.
WORTH_SHARING = 200


@dataclass(frozen=True, slots=True)
class Report:
    """What one run found.

    Attributes:
        pages: every page that was read, by its path.
        registers: the facts that pages share.
        diagnostics: all problems and notices, sorted by file and line.
    """

    pages: dict[str, CheckedPage]
    registers: Registers
    diagnostics: tuple[Diagnostic, ...]

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What keeps the site from being published."""
        return tuple(found for found in self.diagnostics if not found.is_notice)

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """What is only told."""
        return tuple(found for found in self.diagnostics if found.is_notice)

    def summary(self) -> str:
        """What was checked and what came of it, in one line."""
        counts = Counter(page.page_type.name for page in self.pages.values())
        counted = ", ".join(f"{count} {_plural(name, count)}" for name, count in sorted(counts.items()))
        checked = f"Checked {_pages(len(self.pages))} ({counted})" if self.pages else "Checked no pages"
        if not self.problems:
            return f"{checked}: no problems."
        files = len({problem.path for problem in self.problems})
        count = len(self.problems)
        return f"{checked}: {count} {_plural('problem', count)} in {files} {_plural('file', files)}."


def check_site(docs: Path, today: dt.date | None = None, *, processes: int = 1) -> Report:
    """Check every Markdown file below a docs folder and the facts they share.

    Args:
        docs: the docs folder.
        today: the day to compare dates with; the machine's day by default.
        processes: how many may share the work on a large site. Not for a program with threads.

    Returns:
        Every problem of every page. Never raises for anything that stands in a file.
    """
    today = today or dt.datetime.now().astimezone().date()
    registers = read_registers(docs)
    found = list(registers.diagnostics)
    pages: dict[str, CheckedPage] = {}
    files = _markdown_files(docs)
    rendering = len(files) <= MOST_RENDERED
    check = partial(check_page, docs=docs, today=today, words=registers.words, rendering=rendering)
    for page, diagnostics in _shared_out(check, files, processes):
        found += diagnostics
        if page is not None:
            pages[page.source.path] = page
    stretches = {Path(path).stem for path, page in pages.items() if page.page_type.name == "exercise"}
    for path, page in pages.items():
        flaws = [
            *front_matter.unknown_sources(page.source, registers),
            *front_matter.missing_cautions(page.source, page.page_type, registers),
            *front_matter.unknown_stretches(page.source, stretches),
            *front_matter.missing_pictures(page.source, registers.figures),
        ]
        found += (Diagnostic(path, *flaw) for flaw in flaws)
    repeated = front_matter.repeated_values([page.source for page in pages.values()])
    found += (Diagnostic(path, *flaw) for path, flaw in repeated)
    found += _missing_shared_texts(registers, docs)
    found += broken_links(pages, docs)
    if any(page.page_type is not PARTIAL for page in pages.values()):
        found += wrong_names(registers, pages, docs)
        unreadable = frozenset(map(page_address, set(files) - set(pages)))
        found += misleading_codes(
            registers.codes,
            registers.lines,
            pages,
            unreadable,
            is_whole=all(flaw.path != DIAGNOSIS_CODES for flaw in registers.diagnostics),
        )
        found += _unused_sources(registers, pages)
        found += compared_with_history(docs, registers.permalinks)
        if registers.permalinks is not None:
            unclear = frozenset(flaw.path for flaw in found if flaw.rule in HEADINGS_UNCLEAR)
            found += address_problems(pages, unreadable, unclear, registers.permalinks)
            faulty = {diagnostic.path for diagnostic in found if not diagnostic.is_notice}
            for path, page in pages.items():
                if path not in faulty and page.page_type is not PARTIAL:
                    found += unrecorded_addresses(page, registers.permalinks)
    else:
        mend = "give the folder that holds the pages"
        found.append(Diagnostic("", 1, "no-pages", "the folder holds no page that can be read", mend))
    return Report(pages, registers, tuple(_shortened(sorted(set(found)))))


def _shared_out(
    check: Callable[[str], tuple[CheckedPage | None, list[Diagnostic]]],
    paths: list[str],
    processes: int,
) -> Iterator[tuple[CheckedPage | None, list[Diagnostic]]]:
    """Check the files, on a large site in several processes where the system can fork."""
    if processes < 2 or len(paths) < WORTH_SHARING or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(check, paths)
        return
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap(check, paths, chunksize=32)


def _shortened(found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Tell the first problems of a kind in a file, and count the others."""
    counts = Counter((diagnostic.path, diagnostic.rule) for diagnostic in found)
    told: Counter[tuple[str, str]] = Counter()
    for diagnostic in found:
        key = (diagnostic.path, diagnostic.rule)
        told[key] += 1
        if told[key] <= MOST_OF_A_KIND:
            yield diagnostic
        elif told[key] == MOST_OF_A_KIND + 1:
            message = f"the same kind of problem in this place and {counts[key] - told[key]:,} more below it"
            yield Diagnostic(
                diagnostic.path, diagnostic.line, diagnostic.rule, message, "mend the ones above first"
            )


def _markdown_files(docs: Path) -> list[str]:
    """List the Markdown files that MkDocs would see; it passes over names that begin with a dot.

    A link that leads nowhere counts: it is a page that cannot be read.
    """
    paths = (path.relative_to(docs) for path in docs.rglob("*") if path.suffix.lower() in MARKDOWN_ENDINGS)
    return sorted(
        path.as_posix()
        for path in paths
        if not any(part.startswith(".") for part in path.parts) and not (docs / path).is_dir()
    )


def _unused_sources(registers: Registers, pages: dict[str, CheckedPage]) -> Iterator[Diagnostic]:
    """Find entries of the register that no page names."""
    named = {use.get("key") for page in pages.values() for use in page.source_uses}
    for key in registers.sources or ():
        if key not in named:
            message = f"no page names the source '{key}'"
            mend = "take it out, or name it on the page that it supports"
            yield Diagnostic(SOURCES, registers.lines[SOURCES, key], "unused-source", message, mend)


def _missing_shared_texts(registers: Registers, docs: Path) -> Iterator[Diagnostic]:
    for name in SHARED_TEXTS:
        path = f"_partials/{name}.md"
        if name not in registers.partials and not (docs / path).is_file():
            yield Diagnostic(path, 1, "missing-shared-text", "the text is not there", "bring the file back")


def _pages(count: int) -> str:
    return f"{count:,} {_plural('page', count)}"


def _plural(name: str, count: int) -> str:
    return name if count == 1 else f"{name}s"
