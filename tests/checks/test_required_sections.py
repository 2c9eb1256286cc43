"""No page can lose a required section unnoticed: each is damaged in turn, on every real page.

The sections come from `page_types`, so that a new one is covered the day it is added.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import checks.site
import pytest
from checks.data.registers import read_registers
from checks.page import path_rule
from checks.site import check_site
from contract.page_types import Holds

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.diagnostics import Diagnostic
    from contract.page_types import Section

DOCS = Path(__file__).parents[2] / "docs"
shared_facts = cache(read_registers)


@dataclass(frozen=True)
class Page:
    """A real page, cut at the heading of one section."""

    lines: list[str]
    start: int  # 0-based index of the heading's line
    end: int  # index of the next level-2 heading, or the number of lines
    section: Section

    @property
    def heading_line(self) -> int:
        return self.start + 1

    @property
    def body(self) -> list[str]:
        return self.lines[self.start + 1 : self.end]

    def with_section(self, new: list[str]) -> list[str]:
        return [*self.lines[: self.start], *new, *self.lines[self.end :]]


@dataclass(frozen=True)
class Damage:
    """What is done to a section, the rules that must find it, and the line they must name."""

    do: Callable[[Page], list[str]]
    rules: Callable[[Page], set[str]]
    line: Callable[[Page], int]


def _missing(_: Page) -> set[str]:
    return {"missing-section"}


def _nothing_left(page: Page) -> set[str]:
    """An emptied section says nothing, or does not show its facts."""
    rules = {"missing-emergency-line" if m == "emergency" else "missing-marker" for m in page.section.markers}
    return rules | ({"empty-section"} if page.section.holds is not Holds.DATA else set())


def _removed_line(page: Page) -> int:
    """Where the next section's heading stands after the removal, or the last line of the page."""
    if page.end < len(page.lines):
        return page.start + 1
    left = page.lines[: page.start]
    return len(left)


def _move(page: Page) -> list[str]:
    """Put the section at the other end of the page, past more than one other section."""
    section = page.lines[page.start : page.end]
    rest = page.with_section([])
    headings = [i for i, line in enumerate(rest) if line.startswith("## ")]
    before = sum(1 for i in headings if i < page.start)
    to = headings[0] if before > len(headings) / 2 else len(rest)
    return [*rest[:to], *section, *rest[to:]]


def _moved_line(page: Page) -> int:
    moved = _move(page)
    if moved[page.start] == page.lines[page.start]:
        message = "the section was not moved"
        raise AssertionError(message)
    return moved.index(page.lines[page.start]) + 1


def _misspelt(page: Page) -> list[str]:
    title = page.section.title
    return page.with_section([f"## {title[:2]}{title[3:]}", *page.body])


def _fenced(page: Page) -> list[str]:
    return page.with_section(["```", page.lines[page.start], "```", "", *page.body])


DAMAGES = {
    "removed": Damage(lambda p: p.with_section([]), _missing, _removed_line),
    "emptied": Damage(
        lambda p: p.with_section([p.lines[p.start], ""]), _nothing_left, lambda p: p.heading_line
    ),
    "commented out": Damage(
        lambda p: p.with_section(["<!--", *p.lines[p.start : p.end], "-->", ""]),
        _missing,
        lambda p: p.heading_line + 1,
    ),
    "text commented out": Damage(
        lambda p: p.with_section([p.lines[p.start], "", "<!--", *p.body, "-->", ""]),
        _nothing_left,
        lambda p: p.heading_line,
    ),
    "misspelt": Damage(_misspelt, _missing, lambda p: p.heading_line),
    "made deeper": Damage(
        lambda p: p.with_section([f"#{p.lines[p.start]}", *p.body]),
        _missing,
        lambda p: p.heading_line,
    ),
    "fenced": Damage(_fenced, _missing, lambda p: p.heading_line + 1),
    "doubled": Damage(
        lambda p: p.with_section([*p.lines[p.start : p.end], *p.lines[p.start : p.end]]),
        lambda _: {"doubled-section"},
        lambda p: p.end + 1,
    ),
    "moved": Damage(_move, lambda _: {"section-out-of-order"}, _moved_line),
}


def _real_pages() -> list[tuple[str, Section]]:
    found = []
    for file in sorted(DOCS.rglob("*.md")):
        rule = path_rule(file.relative_to(DOCS).as_posix())
        if rule is not None:
            found += [(file.relative_to(DOCS).as_posix(), section) for section in rule.page_type.sections]
    return found


@pytest.fixture(scope="module")
def docs_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that gives a docs folder with one page alone, and what all pages share."""

    @cache
    def give(path: str) -> Path:
        copy = tmp_path_factory.mktemp("project") / "docs"
        for shared in ("_data", "_partials"):
            shutil.copytree(DOCS / shared, copy / shared)
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DOCS / path, copy / path)
        return copy

    return give


def test_every_kind_with_sections_has_a_real_page() -> None:
    kinds = {path_rule(path).page_type.name for path, _ in _real_pages()}  # type: ignore[union-attr]
    assert {"exercise", "routine", "condition"} <= kinds


def test_the_real_pages_have_no_problems() -> None:
    report = check_site(DOCS)
    assert [problem.as_text() for problem in report.problems] == []
    assert len(report.pages) > len(list((DOCS / "stretches").glob("*.md"))) > 1


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize(("path", "section"), _real_pages(), ids=lambda value: getattr(value, "title", value))
def test_a_damaged_section_is_found(
    docs_with: Callable[[str], Path],
    path: str,
    section: Section,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What the pages share is not damaged, and reading it takes longer than the page.
    monkeypatch.setattr(checks.site, "read_registers", shared_facts)
    damage = DAMAGES[name]
    docs = docs_with(path)
    file = docs / path
    original = file.read_text(encoding="utf-8")
    lines = original.rstrip("\n").split("\n")
    start = lines.index(f"## {section.title}")
    end = next((i for i in range(start + 1, len(lines)) if re.match(r"## ", lines[i])), len(lines))
    page = Page(lines, start, end, section)
    try:
        file.write_text("\n".join(damage.do(page)) + "\n", encoding="utf-8")
        problems = check_site(docs).problems
    finally:
        file.write_text(original, encoding="utf-8")
    expected = damage.rules(page)
    told = [problem for problem in problems if problem.rule in expected]
    assert {problem.rule for problem in told} == expected, _texts(problems)
    for problem in told:
        assert problem.path == path
        assert problem.line == damage.line(page), _texts(problems)
        assert f"'{section.title}'" in problem.message, _texts(problems)
    assert not [p for p in problems if p.rule.endswith("section") and p not in told], _texts(problems)


def _texts(problems: tuple[Diagnostic, ...]) -> str:
    return "\n".join(problem.as_text() for problem in problems)
