"""The command, with a real browser, in a process of its own as an author runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from preview.chromium import chromium_path
from preview.pictures import needed_pictures
from preview.png import read_png

if TYPE_CHECKING:
    from checks.site import Report

PROJECT = Path(__file__).parents[3]


def draw(docs: Path, *options: str, chromium: str | None = None) -> subprocess.CompletedProcess[str]:
    browser = chromium or chromium_path()
    if not browser:
        pytest.fail("no Chromium: install it, or name it in CHROMIUM")
    command = [sys.executable, str(PROJECT / "tools/draw_previews.py"), "--docs", str(docs), *options]
    environment = os.environ | {"CHROMIUM": browser, "PYTHONPATH": f"{PROJECT / 'hooks'}:{PROJECT / 'tools'}"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_it_draws_what_has_changed_and_nothing_else(copied: Path, report: Report) -> None:
    previews = copied / "assets" / "previews"
    (previews / "cat.png").unlink()
    before = {file.name: file.read_bytes() for file in previews.iterdir()}
    done = draw(copied)
    assert done.returncode == 0, done.stderr
    assert f"wrote {previews / 'cat.png'} (" in done.stdout
    assert f"drew 1 of {len(needed_pictures(copied, report))} pictures" in done.stdout
    png = read_png((previews / "cat.png").read_bytes())
    assert (png.width, png.height, png.is_opaque) == (1200, 630, True)
    assert {name: (previews / name).read_bytes() for name in before} == before


def test_with_nothing_to_draw_it_needs_no_browser(docs: Path, report: Report) -> None:
    done = draw(docs, chromium="/not/there")
    assert done.returncode == 0, done.stderr
    assert f"drew 0 of {len(needed_pictures(docs, report))} pictures" in done.stdout


def test_a_browser_that_does_not_start_is_told(copied: Path) -> None:
    done = draw(copied, "--all", chromium="/not/there")
    assert done.returncode == 1
    assert done.stderr.startswith("Chromium does not start (")


def test_what_is_left_over_is_told(copied: Path) -> None:
    previews = copied / "assets" / "previews"
    shutil.copy(previews / "cat.png", previews / "camel.png")
    done = draw(copied)
    assert done.returncode == 1
    assert f"{previews / 'camel.png'}: this picture is not used any more; delete it" in done.stderr
