from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from figure.muscles import read_muscles
from figure.pose_file import PoseError, read_versions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def copied(tmp_path: Path, docs: Path) -> Path:
    shutil.copytree(docs / "_data", tmp_path / "_data")
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("body: slender", "body: slim", "there is no body 'slim'; choose one of"),
        ("body: slender", "bdy: slender", r"cat-hands-and-knees.yml:\d+: .*'bdy'"),
        ("head: 76", "head: low", r"cat-hands-and-knees.yml:\d+: 'start.head'"),
        ("hips: [0, 47.5]", "hips: [0]", r"cat-hands-and-knees.yml:\d+: 'start.hips'"),
        ("ankle: [-41.3, 4.8, 9.5], ", "", "give either 'ankle' or 'ball'"),
        (
            "rests: [right knee",
            "rests: [right kne",
            "'right kne' cannot rest on anything; choose one of back",
        ),
        ("rests: [right knee", "rests: [right knee on box", "there is no prop 'box'"),
        ("hips: [0, 47.5]", "hips: [0, 47.5", r"cat-hands-and-knees.yml:\d+: "),
    ],
)
def test_a_slip_is_told_with_file_and_line(before: str, after: str, told: str, copied: Path) -> None:
    file = copied / "_data/poses/cat-hands-and-knees.yml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(PoseError, match=told):
        read_versions(copied)


def test_the_stretch_takes_the_position_from_the_start_but_not_its_words(docs: Path) -> None:
    for version in read_versions(docs):
        assert version.pose.start.caption != version.pose.stretch.caption
        assert version.pose.start.alt != version.pose.stretch.alt


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PoseError, match="cannot be read"):
        read_muscles(tmp_path)
