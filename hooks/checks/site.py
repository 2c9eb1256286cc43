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
from checks.data.registers import SOURCES, Registers, read_registers
from checks.diagnosis_codes import misleading_codes
from checks.link_checks import LinkTargets, broken_links
from checks.named_pages import stretch_now, wrong_names
from checks.page import CheckedPage, check_page, path_rule, proper_path
from checks.record_history import published_lines, removed_lines
from checks.reported_once import UNFINISHED, reported_once
from checks.site_files import read_docs_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


# The most findings of one rule for one file; a page that is broken throughout must not fill the screen.
MOST_OF_A_KIND = 50

# With these findings, not all headings of a page are known, so none can be reported as lost.
HEADINGS_UNCLEAR = frozenset({"hidden-heading", "empty-section"})

# With these findings, not all sources that pages name are known, and a needed one could seem unused.
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

# The time zone of the Line Islands, UTC+14: nowhere on earth is the date later.
_FIRST_TO_SEE_A_DAY = dt.timezone(dt.timedelta(hours=14))
# The most files for which the check renders and compares the pages; for more, only the build does.
MOST_RENDERED = 200

# The fewest files for which starting other processes is worth the time.
WORTH_SHARING = 200


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run.

    Attributes:
        pages: every page that was read, by its path.
        registers: the facts that pages share.
        diagnostics: all problems and notices, sorted by file and line.
        not_compared: why the record of addresses was not fully compared with Git's history; '' where it was.
    """

    pages: dict[str, CheckedPage]
    registers: Registers
    diagnostics: tuple[Diagnostic, ...]
    not_compared: str = ""

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that keep the site from being published."""
        return tuple(found for found in self.diagnostics if not found.is_notice)

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that do not keep the site from being published."""
        return tuple(found for found in self.diagnostics if found.is_notice)

    def summary(self) -> str:
        """Return what was checked and how many problems were found, in one line."""
        counts = Counter(page.page_type.name for page in self.pages.values())
        counted = ", ".join(f"{count} {_plural(name, count)}" for name, count in sorted(counts.items()))
        checked = f"Checked {_pages(len(self.pages))} ({counted})" if self.pages else "Checked no pages"
        if not self.problems:
            return f"{checked}: no problems."
        files = len({problem.path for problem in self.problems})
        count = len(self.problems)
        return f"{checked}: {count} {_plural('problem', count)} in {files} {_plural('file', files)}."


def check_site(docs: Path, today: dt.date | None = None, *, processes: int = 1, site_url: str = "") -> Report:
    """Check every file below a docs folder, data files included.

    Args:
        docs: the docs folder.
        today: the day to compare dates with; by default the latest date anywhere on earth, because the
            author of a page may live there.
        processes: how many processes share the work on a large site. Keep 1 in a program with threads.
        site_url: the site's address, which links between its pages may not use; '' where it is not known.

    Returns:
        The report. Never raises, whatever the files contain.
    """
    today = today or dt.datetime.now(_FIRST_TO_SEE_A_DAY).date()
    registers = read_registers(docs)
    found = [*registers.diagnostics, *future_review(registers.page_defaults, today)]
    pages: dict[str, CheckedPage] = {}
    not_compared = ""
    docs_files = read_docs_files(docs)
    found += docs_files.diagnostics
    files = docs_files.pages
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
        findings = [
            *front_matter.unknown_cautions(page.source, page.page_type, registers),
            *front_matter.unknown_stretches(page.source, stretches, partial(stretch_now, pages=pages)),
            *front_matter.missing_pictures(page.source, registers.figures),
        ]
        found += (Diagnostic(path, *finding) for finding in findings)
    repeated = front_matter.repeated_values([page.source for page in pages.values()])
    found += (Diagnostic(path, *finding) for path, finding in repeated)
    found += _missing_shared_texts(registers, docs)
    unclear = frozenset(finding.path for finding in found if finding.rule in HEADINGS_UNCLEAR)
    found += broken_links(LinkTargets(pages, unread, frozenset(docs_files.published), unclear, site_url))
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
            is_whole=all(finding.path != DIAGNOSIS_CODES for finding in registers.diagnostics),
        )
        if not missed and not any(finding.rule in SOURCES_UNCLEAR for finding in found):
            found += _unused_sources(registers, pages)
        published, not_compared = published_lines(docs)
        if registers.permalinks is not None:
            found += removed_lines(registers.permalinks, published)
            registers.permalinks.restore(published)  # so that no other rule reports the same lines
            found += address_problems(pages, unreadable, unclear, registers.permalinks)
            faulty = {diagnostic.path for diagnostic in found if not diagnostic.is_notice}
            for path, page in pages.items():
                if path not in faulty and page.page_type is not PARTIAL:
                    found += unrecorded_addresses(page, registers.permalinks)
    else:
        fix = "name the folder that contains the pages"
        found.append(Diagnostic("", 1, "no-pages", "the folder contains no page that can be read", fix))
    return Report(pages, registers, tuple(_shortened(sorted(set(reported_once(found))))), not_compared)


def _shared_out(
    check: Callable[[str], tuple[CheckedPage | None, list[Diagnostic]]],
    paths: list[str],
    processes: int,
) -> Iterator[tuple[CheckedPage | None, list[Diagnostic]]]:
    """Yield the result for each file; on a large site, several processes share the work where fork exists."""
    if processes < 2 or len(paths) < WORTH_SHARING or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(check, paths)
        return
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap(check, paths, chunksize=32)


def _shortened(found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the first `MOST_OF_A_KIND` findings of each rule in a file, and the number of the others."""
    counts = Counter((diagnostic.path, diagnostic.rule) for diagnostic in found)
    seen: Counter[tuple[str, str]] = Counter()
    for diagnostic in found:
        key = (diagnostic.path, diagnostic.rule)
        seen[key] += 1
        if seen[key] <= MOST_OF_A_KIND:
            yield diagnostic
        elif seen[key] == MOST_OF_A_KIND + 1:
            message = f"the same problem here and in {counts[key] - seen[key]:,} more places below"
            yield Diagnostic(
                diagnostic.path, diagnostic.line, diagnostic.rule, message, "fix the ones above first"
            )


def _is_stretch(path: str) -> bool:
    rule = path_rule(path)
    return rule is not None and rule.page_type is EXERCISE


def _unused_sources(registers: Registers, pages: dict[str, CheckedPage]) -> Iterator[Diagnostic]:
    """Find sources that no page names, provided that the front matter of every page can be read."""
    if any(page.source.front_matter is None and page.page_type is not PARTIAL for page in pages.values()):
        return
    named = {use.get("key") for page in pages.values() for _, use in page.source.groups("sources")}
    named |= {key for page in pages.values() for key in page.cited_in}
    named |= {key for group in (registers.caution_groups or {}).values() for key in group.sources}
    for key in registers.sources or ():
        if key not in named:
            message = f"no page uses the source '{key}'"
            fix = "delete the entry, or add it to the sources of the page that it supports"
            yield Diagnostic(SOURCES, registers.lines[SOURCES, key], "unused-source", message, fix)


def _missing_shared_texts(registers: Registers, docs: Path) -> Iterator[Diagnostic]:
    for name in SHARED_TEXTS:
        path = f"_partials/{name}.md"
        if name not in registers.partials and not (docs / path).is_file():
            yield Diagnostic(path, 1, "missing-shared-text", "the shared text is missing", "restore the file")


def _pages(count: int) -> str:
    return f"{count:,} {_plural('page', count)}"


def _plural(name: str, count: int) -> str:
    return name if count == 1 else f"{name}s"
