"""No page can lose a required section unnoticed: each is damaged in turn, on every real page.

The sections come from `page_types`, so that a new one is covered the day it is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from checks.data.registers import read_registers
from checks.page import check_page, path_rule
from checks.site import check_site
from contract.section import Holds
from reading.source_marks import take_marks

from tests.passing_site import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.section import Section

DOCS = Path(__file__).parents[2] / "docs"


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


def _unmarked(lines: list[str]) -> list[str]:
    """Return lines that can be commented out: a comment ends at the first source mark in it."""
    return [take_marks(line)[0] for line in lines]


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
        lambda p: p.with_section(["<!--", *_unmarked(p.lines[p.start : p.end]), "-->", ""]),
        _missing,
        lambda p: p.heading_line + 1,
    ),
    "text commented out": Damage(
        lambda p: p.with_section([p.lines[p.start], "", "<!--", *_unmarked(p.body), "-->", ""]),
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


def sections_of(path: str) -> tuple[Section, ...]:
    rule = path_rule(path)
    return rule.page_type.sections if rule else ()


REAL_PAGES = [
    path for file in sorted(DOCS.rglob("*.md")) if sections_of(path := file.relative_to(DOCS).as_posix())
]


def test_every_kind_with_sections_has_a_real_page() -> None:
    kinds = {path_rule(path).page_type.name for path in REAL_PAGES}  # type: ignore[union-attr]
    assert {"exercise", "routine", "condition"} <= kinds


def test_the_real_pages_have_no_problems() -> None:
    report = check_site(DOCS)
    assert [problem.as_text() for problem in report.problems] == []
    assert len(report.pages) > len(list((DOCS / "stretches").glob("*.md"))) > 1


@pytest.mark.parametrize("path", REAL_PAGES)
def test_a_damaged_section_is_found(path: str, tmp_path: Path) -> None:
    file = tmp_path / path
    file.parent.mkdir(exist_ok=True)
    lines = (DOCS / path).read_text(encoding="utf-8").rstrip("\n").split("\n")
    registers = read_registers(DOCS)
    for section in sections_of(path):
        start = lines.index(f"## {section.title}")
        end = next((i for i in range(start + 1, len(lines)) if lines[i].startswith("## ")), len(lines))
        page = Page(lines, start, end, section)
        for name, damage in DAMAGES.items():
            file.write_text("\n".join(damage.do(page)) + "\n", encoding="utf-8")
            _, found = check_page(path, tmp_path, TODAY, registers)
            expected = damage.rules(page)
            told = [each for each in found if each.rule in expected]
            where = f"{section.title}, {name}:\n" + "\n".join(each.as_text() for each in found)
            assert {each.rule for each in told} == expected, where
            for each in told:
                assert (each.path, each.line) == (path, damage.line(page)), where
                assert f"'{section.title}'" in each.message, where
            assert not [each for each in found if each.rule.endswith("section") and each not in told], where
