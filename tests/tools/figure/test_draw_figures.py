from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import draw_figures
import pytest
from figure.motion import IN_BETWEENS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def copied(tmp_path: Path, docs: Path) -> Path:
    shutil.copytree(docs / "_data", tmp_path / "_data")
    return tmp_path


def test_it_draws_what_is_named(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_figures.main(["toe-touch-strap", "--docs", str(copied)]) == 0
    assert "drew 3 figures" in capsys.readouterr().out
    drawn = {path.name for path in (copied / "assets/figures").rglob("*.svg")}
    assert drawn == {"toe-touch-strap-start.svg", "toe-touch-strap-stretch.svg", "toe-touch-strap.svg"}


def test_it_tells_a_flaw_and_still_draws(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = copied / "_data/poses/toe-touch-strap.yml"
    text = file.read_text(encoding="utf-8").replace("ankle: [40, 7, 8.8]", "ankle: [40, 12, 8.8]")
    file.write_text(f"{text}moves: false\n", encoding="utf-8")
    assert draw_figures.main(["toe-touch-strap", "--docs", str(copied)]) == 1
    told = capsys.readouterr()
    assert "drew 2 figures" in told.out
    assert "toe-touch-strap.yml: in 'start', the right foot is 5" in told.err


def test_it_draws_nothing_from_a_file_that_it_cannot_read(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copied / "_data/poses/toe-touch-strap.yml").write_text("body: slender\n", encoding="utf-8")
    assert draw_figures.main(["--docs", str(copied)]) == 1
    assert "no field 'page'" in capsys.readouterr().err
    assert not (copied / "assets").exists()


def test_a_name_that_is_not_there_is_told(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_figures.main(["toe-tuch", "--docs", str(copied)]) == 1
    assert "there is no pose 'toe-tuch'" in capsys.readouterr().err


def test_the_contact_sheet_shows_every_figure_in_every_look(tmp_path: Path, docs: Path) -> None:
    sheet = tmp_path / "sheet.html"
    assert draw_figures.main(["--docs", str(docs), "--sheet", str(sheet)]) == 0
    text = sheet.read_text(encoding="utf-8")
    figures = 2 * len(list((docs / "_data/poses").glob("*.yml")))
    moves = len(list((docs / "assets/figures/moves").glob("*.svg")))
    assert text.count("<svg") == 3 * figures + (IN_BETWEENS + 2) * moves
    assert "data:image/svg+xml," in text
    assert set(re.findall(r'href="#([^"]*)"', text)) <= set(re.findall(r' id="([^"]*)"', text))
