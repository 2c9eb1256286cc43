"""The command, with a real browser."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import draw_previews
import pytest
from preview.png import read_png

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.fail("no Chromium: install it, or name it in CHROMIUM")
    monkeypatch.setenv("CHROMIUM", found)


def test_it_draws_what_has_changed_and_nothing_else(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    previews = copied / "assets" / "previews"
    (previews / "cat.png").unlink()
    before = {file.name: file.read_bytes() for file in previews.iterdir()}
    assert draw_previews.main(["--docs", str(copied)]) == 0
    told = capsys.readouterr().out
    assert f"wrote {previews / 'cat.png'} (" in told
    assert "drew 1 of 9 pictures" in told
    png = read_png((previews / "cat.png").read_bytes())
    assert (png.width, png.height, png.is_opaque) == (1200, 630, True)
    assert {name: (previews / name).read_bytes() for name in before} == before


def test_with_nothing_to_draw_it_needs_no_browser(
    docs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "/not/there")
    assert draw_previews.main(["--docs", str(docs)]) == 0
    assert "drew 0 of 9 pictures" in capsys.readouterr().out


def test_a_browser_that_does_not_start_is_told(
    copied: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "/not/there")
    assert draw_previews.main(["--docs", str(copied), "--all"]) == 1
    assert capsys.readouterr().err.startswith("Chromium does not start (")


def test_what_is_left_over_is_told(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    previews = copied / "assets" / "previews"
    shutil.copy(previews / "cat.png", previews / "camel.png")
    assert draw_previews.main(["--docs", str(copied)]) == 1
    assert f"{previews / 'camel.png'}: nothing is drawn here any more; delete it" in capsys.readouterr().err
