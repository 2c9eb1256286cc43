"""What looks right in an editor and is wrong on the page is refused with its line, and nothing else is."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from checks.data.registers import Registers, read_registers
from checks.page import check_page
from reading.words import Words

from tests.checks.slips import RIGHT, SLIPS, Slip

if TYPE_CHECKING:
    from contract.diagnostics import Diagnostic

PASSING = Path(__file__).parent / "passing"
REAL = Path(__file__).parents[2] / "docs"
REAL_PAGES = sorted(
    path.relative_to(REAL).as_posix()
    for path in REAL.rglob("*.md")
    if path.parent.name not in {"_partials", "_data"}
)
# Of a text with all slips in it, these say something true that is beside the point.
READING = frozenset({"long-sentence", "hard-to-read", "long-list", "word-to-avoid"})
# After every date of every page, so that none lies in the future.
TODAY = dt.date(2100, 1, 1)
GUIDE, SHARED = "index.md", "_partials/leg-symptoms.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(PASSING, tmp_path_factory.mktemp("slips") / "docs"))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(REAL, tmp_path_factory.mktemp("real") / "docs"))


@cache
def registers_of(docs: Path) -> Registers:
    """Read the data files without the words to avoid, which would hide what is looked for."""
    return replace(read_registers(docs), words=Words({}))


def found_in(docs: Path, path: str, text: str) -> list[Diagnostic]:
    """Check a page with a text in its place, and return what concerns how the text comes out."""
    file = docs / path
    before = file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8", newline="\n")
    try:
        found = check_page(path, docs, TODAY, registers_of(docs))[1]
    finally:
        file.write_text(before, encoding="utf-8", newline="\n")
    return [diagnostic for diagnostic in found if not diagnostic.is_notice and diagnostic.rule not in READING]


def with_text(docs: Path, path: str, text: str) -> tuple[str, int]:
    """Return a page with a text at its end, and how many lines stand above the text."""
    page = (docs / path).read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    return f"{page}{text}\n", page.count("\n")


@pytest.mark.parametrize("path", [GUIDE, SHARED])
@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_found_once_and_with_its_line(slip: Slip, path: str, folder: Path) -> None:
    text, above = with_text(folder, path, slip.text)
    found = found_in(folder, path, text)
    assert found
    assert {diagnostic.rule for diagnostic in found} == {slip.rule}
    assert found[0].line - above == slip.line
    assert found[0].message
    assert found[0].help


@pytest.mark.parametrize("path", [GUIDE, SHARED])
@pytest.mark.parametrize("name", RIGHT)
def test_what_only_looks_wrong_is_accepted(name: str, path: str, folder: Path) -> None:
    assert found_in(folder, path, with_text(folder, path, RIGHT[name])[0]) == []


@pytest.mark.parametrize("path", REAL_PAGES)
def test_every_slip_is_found_on_every_page(path: str, real: Path) -> None:
    """All at once, each below a heading of its own."""
    page, above = with_text(real, path, "")
    lines: dict[int, Slip] = {}
    for slip in SLIPS:
        page += f"### Slip {len(lines)}\n\n{slip.text}\n\n"
        lines[page.count("\n") - slip.text.count("\n") - 2 + slip.line] = slip
    found = {(diagnostic.line, diagnostic.rule) for diagnostic in found_in(real, path, page)}
    assert min(lines) > above
    assert [slip.name for line, slip in lines.items() if (line, slip.rule) not in found] == []


@pytest.mark.parametrize("path", REAL_PAGES)
def test_nothing_right_is_refused_on_any_page(path: str, real: Path) -> None:
    text = "\n\n".join(f"### Right {number}\n\n{text}" for number, text in enumerate(RIGHT.values()))
    assert found_in(real, path, with_text(real, path, text)[0]) == []


def test_a_slip_is_found_below_any_number_of_paragraphs_with_links(folder: Path) -> None:
    links = "Read [why](causes.md) first.\n\n" * 1_001
    found = found_in(folder, GUIDE, with_text(folder, GUIDE, f"{links}** Never ** bounce.")[0])
    assert [each.rule for each in found] == ["leftover-markdown"]
