"""Checks a whole docs folder in one run and reports every problem."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic
from contract.markers import SHARED_TEXTS
from contract.page_types import EXERCISE, PARTIAL
from reading.permalinks import page_address

from checks import front_matter
from checks.addresses import address_problems, unrecorded_addresses
from checks.data.diagnosis_codes import DIAGNOSIS_CODES
from checks.data.emergency_numbers import GET_HELP, hidden_numbers
from checks.data.page_defaults import future_review
from checks.data.registers import (
    SOURCES,
    Registers,
    read_registers,
)
from checks.diagnosis_codes import misleading_codes
from checks.link_checks import LinkTargets, broken_links
from checks.named_pages import stretch_now, wrong_names
from checks.page import CheckedPage, check_page, path_rule, proper_path
from checks.record_history import published_lines, removed_lines
from checks.reported_once import UNFINISHED, reported_once
from checks.site_files import read_docs_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


# How often a file is told off for one rule; a page that is broken throughout must not fill the screen.
MOST_OF_A_KIND = 50

# With these the check does not know all headings of a page, so that none can be said to be lost.
HEADINGS_UNCLEAR = frozenset({"hidden-heading", "empty-section"})

# With these it is not known which sources the pages name, and somebody would delete one that is needed.
SOURCES_UNCLEAR = frozenset(
    {
        "missing-front-matter",
        "unreadable-front-matter",
        "missing-field",
        "unknown-field",
        "invalid-field",
        "unknown-source",
    }
)

# The time zone of the Line Islands, UTC+14: no date is later anywhere.
_FIRST_TO_SEE_A_DAY = dt.timezone(dt.timedelta(hours=14))
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
        not_compared: what Git could not say about the record of addresses; empty where it said all.
    """

    pages: dict[str, CheckedPage]
    registers: Registers
    diagnostics: tuple[Diagnostic, ...]
    not_compared: str = ""

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


def check_site(docs: Path, today: dt.date | None = None, *, processes: int = 1, site_url: str = "") -> Report:
    """Check every file below a docs folder and the facts that pages share.

    Args:
        docs: the docs folder.
        today: the day to compare dates with; by default the latest that it is anywhere on earth, because
            whoever wrote a page may live there.
        processes: how many may share the work on a large site. Not for a program with threads.
        site_url: the site's address, by which no page may link to another; '' where it is not known.

    Returns:
        Every problem of every page. Never raises for anything that stands in a file.
    """
    today = today or dt.datetime.now(_FIRST_TO_SEE_A_DAY).date()
    registers = read_registers(docs)
    found = [*registers.diagnostics, *future_review(registers.page_defaults, today)]
    pages: dict[str, CheckedPage] = {}
    not_compared = ""
    lying = read_docs_files(docs)
    found += lying.diagnostics
    files = lying.pages
    rendering = len(files) <= MOST_RENDERED
    check = partial(check_page, docs=docs, today=today, registers=registers, rendering=rendering)
    for page, diagnostics in _shared_out(check, files, processes):
        found += diagnostics
        if page is not None:
            pages[page.source.path] = page
    missed = set(files) - set(pages)
    unread = frozenset(missed | set(map(proper_path, missed)))
    stretches = {Path(path).stem for path, page in pages.items() if page.page_type is EXERCISE}
    stretches |= {Path(path).stem for path in unread if _is_stretch(path)}
    for path, page in pages.items():
        flaws = [
            *front_matter.unknown_sources(page.source, registers),
            *front_matter.unknown_cautions(page.source, page.page_type, registers),
            *front_matter.unknown_stretches(page.source, stretches, partial(stretch_now, pages=pages)),
            *front_matter.missing_pictures(page.source, registers.figures),
        ]
        found += (Diagnostic(path, *flaw) for flaw in flaws)
    repeated = front_matter.repeated_values([page.source for page in pages.values()])
    found += (Diagnostic(path, *flaw) for path, flaw in repeated)
    found += _missing_shared_texts(registers, docs)
    unclear = frozenset(flaw.path for flaw in found if flaw.rule in HEADINGS_UNCLEAR)
    found += broken_links(LinkTargets(pages, unread, frozenset(lying.published), unclear, site_url))
    if GET_HELP in pages and not any((each.path, each.rule) == (GET_HELP, UNFINISHED) for each in found):
        found += hidden_numbers(registers.numbers, pages[GET_HELP].numbers)
    if any(page.page_type is not PARTIAL for page in pages.values()):
        found += wrong_names(registers, pages, unread)
        unreadable = frozenset(map(page_address, unread))
        found += misleading_codes(
            registers.codes,
            registers.lines,
            pages,
            unreadable,
            is_whole=all(flaw.path != DIAGNOSIS_CODES for flaw in registers.diagnostics),
        )
        if not missed and not any(flaw.rule in SOURCES_UNCLEAR for flaw in found):
            found += _unused_sources(registers, pages)
        published, not_compared = published_lines(docs)
        if registers.permalinks is not None:
            found += removed_lines(registers.permalinks, published)
            registers.permalinks.restore(published)  # so that no other rule finds the same lines
            found += address_problems(pages, unreadable, unclear, registers.permalinks)
            faulty = {diagnostic.path for diagnostic in found if not diagnostic.is_notice}
            for path, page in pages.items():
                if path not in faulty and page.page_type is not PARTIAL:
                    found += unrecorded_addresses(page, registers.permalinks)
    else:
        mend = "give the folder that holds the pages"
        found.append(Diagnostic("", 1, "no-pages", "the folder holds no page that can be read", mend))
    return Report(pages, registers, tuple(_shortened(sorted(set(reported_once(found))))), not_compared)


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


def _is_stretch(path: str) -> bool:
    rule = path_rule(path)
    return rule is not None and rule.page_type is EXERCISE


def _unused_sources(registers: Registers, pages: dict[str, CheckedPage]) -> Iterator[Diagnostic]:
    """Find entries of the register that no page names, where the front matter of every page can be read."""
    if any(page.source.front_matter is None and page.page_type is not PARTIAL for page in pages.values()):
        return
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
