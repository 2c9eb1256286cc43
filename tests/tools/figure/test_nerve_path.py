from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from checks.svg_content import active_content
from figure.drawing import FIGURES
from figure.nerve_path import NAME, NERVE, drawn_nerve, write_nerve
from figure.pose_file import PoseError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 6 * 1024
MOST_OFF = 2  # units of a quarter of a centimeter, as in test_drawing.py
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def committed(docs: Path) -> str:
    return (docs / FIGURES / f"{NAME}.svg").read_text(encoding="utf-8")


@pytest.fixture
def copied(tmp_path: Path, docs: Path) -> Path:
    shutil.copytree(docs / "_data", tmp_path / "_data")
    (tmp_path / FIGURES).mkdir(parents=True)
    return tmp_path


def numbers(svg: str) -> list[int]:
    return [int(number) for path in re.findall(r' d="([^"]*)"', svg) for number in re.findall(r"-?\d+", path)]


def test_the_committed_drawing_is_the_one_that_the_data_give(docs: Path, committed: str) -> None:
    anew = drawn_nerve(docs)
    without_paths = re.compile(r' d="[^"]*"')
    assert without_paths.sub("", anew) == without_paths.sub("", committed), "run 'make figures'"
    assert numbers(anew) == pytest.approx(numbers(committed), abs=MOST_OFF), "run 'make figures'"


def test_it_is_small_harmless_and_described(committed: str) -> None:
    assert len(committed.encode()) <= MOST_BYTES
    assert active_content(committed.encode()) == ""
    root = ET.fromstring(committed)  # noqa: S314  (our own file)
    named = {found.get("id") for part in ("title", "desc") for found in root.iter(SVG + part) if found.text}
    assert set(root.get("aria-labelledby", "").split()) == named


def test_every_label_is_inside_the_drawing(committed: str) -> None:
    root = ET.fromstring(committed)  # noqa: S314  (our own file)
    _, _, width, height = (float(number) for number in root.get("viewBox", "").split())
    for text in root.iter(f"{SVG}text"):
        size = float(next(group.get("font-size", "0") for group in root.iter() if text in list(group)))
        left, base = float(text.get("x", "0")), float(text.get("y", "0"))
        # No letter of a common sans-serif font is wider than this on average.
        assert left + 0.6 * size * len(text.text or "") < width, text.text
        assert size < base < height, text.text


def test_it_follows_its_data(copied: Path) -> None:
    file = copied / NERVE
    file.write_text(file.read_text(encoding="utf-8").replace("text: Calf", "text: Shin"), encoding="utf-8")
    svg = write_nerve(copied).read_text(encoding="utf-8")
    assert ">Shin<" in svg
    assert ">Calf<" not in svg


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [("body: slender", "body: nobody", "no body 'nobody'"), ("labels_from:", "label_from:", "label_from")],
)
def test_a_mistake_in_its_data_is_reported(before: str, after: str, message: str, copied: Path) -> None:
    file = copied / NERVE
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(PoseError, match=message):
        drawn_nerve(copied)
