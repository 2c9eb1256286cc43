"""Checks a whole docs folder in one run and reports every problem."""

from __future__ import annotations

import datetime as dt
import fnmatch
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from page_contract import front_matter_checks as front_matter
from page_contract import section_checks as sections
from page_contract.diagnostics import Diagnostic
from page_contract.page_types import PARTIAL, PATHS
from page_contract.reading_level import reading_flaws
from page_contract.registers import Registers, read_registers
from page_contract.source_page import NOT_TEXT, Flaw, SourcePage, decode, read_bytes, read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from page_contract.front_matter_fields import FrontMatter
    from page_contract.page_types import PageType, PathRule

# Everything that MkDocs takes for a page (mkdocs.utils.markdown_extensions).
MARKDOWN_ENDINGS = frozenset({".markdown", ".mdown", ".mkdn", ".mkd", ".md"})


# How often a file is told off for one rule; a page that is broken throughout must not fill the screen.
MOST_OF_A_KIND = 50


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """A page with its kind and, where nothing is wrong with it, its front matter."""

    source: SourcePage
    page_type: PageType
    front_matter: FrontMatter | None


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


def check_site(docs: Path, today: dt.date | None = None) -> Report:
    """Check every Markdown file below a docs folder and the facts they share.

    Args:
        docs: the docs folder.
        today: the day to compare dates with; the machine's day by default.

    Returns:
        Every problem of every page. Never raises for anything that stands in a file.
    """
    today = today or dt.datetime.now(tz=dt.UTC).date()
    registers = read_registers(docs)
    found = list(registers.diagnostics)
    read: list[tuple[SourcePage, PageType, list[str], PathRule]] = []
    for path in _markdown_files(docs):
        rule = path_rule(path)
        if rule is None:
            found.append(_unclassified(path))
            continue
        content = read_bytes(docs / path)
        if content is None:
            mend = "bring the file back, or delete the link to it"
            found.append(Diagnostic(path, 1, "unreadable-file", "the file cannot be opened", mend))
            continue
        text = decode(content)
        if text is None:
            found.append(Diagnostic(path, 1, "unreadable-file", *NOT_TEXT))
            continue
        expected = rule.page_type.front_matter is not None
        source = read_page(path, text, front_matter_expected=expected)
        read.append((source, rule.page_type, text.split("\n"), rule))
    stretches = {Path(source.path).stem for source, kind, *_ in read if kind.name == "exercise"}
    pages: dict[str, CheckedPage] = {}
    for source, page_type, lines, rule in read:
        model, flaws = front_matter.validate(source, page_type)
        flaws += _page_flaws(source, page_type, lines, rule, today)
        flaws += front_matter.unknown_sources(source, registers)
        flaws += front_matter.missing_cautions(source, page_type, registers)
        flaws += front_matter.unknown_stretches(source, stretches)
        flaws += front_matter.missing_pictures(source, docs)
        found.extend(_diagnostic(source.path, flaw) for flaw in flaws)
        pages[source.path] = CheckedPage(source, page_type, model)
    repeated = front_matter.repeated_values([(source, page_type) for source, page_type, *_ in read])
    found.extend(_diagnostic(path, flaw) for path, flaw in repeated)
    found.extend(_missing_shared_texts(registers, docs))
    found.extend(_broken_shared_links(pages))
    if not any(page.page_type is not PARTIAL for page in pages.values()):
        mend = "give the folder that holds the pages"
        found.append(Diagnostic("", 1, "no-pages", "the folder holds no page that can be read", mend))
    return Report(pages, registers, tuple(_shortened(sorted(set(found)))))


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
            yield Diagnostic(diagnostic.path, diagnostic.line, diagnostic.rule, message, "mend the ones above first")


def path_rule(path: str) -> PathRule | None:
    """Find the first rule that fits a path below the docs folder; `*` stands for one name."""
    return next((rule for rule in PATHS if _fits(path, rule.pattern)), None)


def _fits(path: str, pattern: str) -> bool:
    return path.count("/") == pattern.count("/") and fnmatch.fnmatchcase(path, pattern)


def _page_flaws(
    source: SourcePage,
    page_type: PageType,
    lines: list[str],
    rule: PathRule,
    today: dt.date,
) -> Iterator[Flaw]:
    yield from source.flaws
    yield from front_matter.impossible_dates(source, today)
    yield from front_matter.overdue_review(source, today)
    yield from front_matter.unclear_start(source)
    yield from sections.section_flaws(source, page_type)
    yield from sections.text_flaws(source, page_type)
    yield from sections.unfinished_text(lines)
    yield from sections.invisible_characters(lines)
    yield from reading_flaws(source, rule.reading)


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


def _missing_shared_texts(registers: Registers, docs: Path) -> Iterator[Diagnostic]:
    for name in ("emergency", "leg-symptoms"):
        path = f"_partials/{name}.md"
        if name not in registers.partials and not (docs / path).is_file():
            yield Diagnostic(path, 1, "missing-shared-text", "the text is not there", "bring the file back")


def _broken_shared_links(pages: dict[str, CheckedPage]) -> Iterator[Diagnostic]:
    """Find links in shared texts that lead to no page; MkDocs sees only links that stand in a page itself."""
    for path, page in pages.items():
        if page.page_type is not PARTIAL:
            continue
        for line in page.source.lines:
            for target in re.findall(r"\]\(([^()#\s]*)", line.text if line.where == "text" else ""):
                if target.startswith(("https://", "http://", "mailto:")):
                    continue
                if target.removeprefix("/") not in pages or not target.startswith("/"):
                    message = f"the link to '{target}' leads to no page"
                    mend = "write the page's path below the docs folder, such as '/get-help.md'"
                    yield Diagnostic(path, line.number, "broken-shared-link", message, mend)


def _unclassified(path: str) -> Diagnostic:
    folders = sorted({rule.pattern for rule in PATHS if "*" in rule.pattern and not rule.pattern.startswith("_")})
    return Diagnostic(
        path,
        1,
        "unclassified-page",
        "no kind of page is set for this file",
        f"give it a place such as {' or '.join(folders)}, or add it to PATHS in hooks/page_contract/page_types.py",
    )


def _diagnostic(path: str, flaw: Flaw) -> Diagnostic:
    return Diagnostic(path, flaw.line, flaw.rule, flaw.message, flaw.mend)


def _pages(count: int) -> str:
    return f"{count:,} {_plural('page', count)}"


def _plural(name: str, count: int) -> str:
    return name if count == 1 else f"{name}s"
