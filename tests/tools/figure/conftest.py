"""What the tests of the figures share: every version of the site, drawn once."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from figure.drawing import figures
from figure.joint_angles import JointRange, read_joint_ranges
from figure.muscles import Band, read_muscles
from figure.pose_file import PICTURES, Picture, Version, read_versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from figure.layers import Figure

DOCS = Path(__file__).parents[3] / "docs"


class Drawn(NamedTuple):
    """One picture with all that it was made from."""

    version: Version
    name: str
    picture: Picture
    figure: Figure


@functools.cache
def versions() -> dict[str, Version]:
    return {version.name: version for version in read_versions(DOCS)}


@functools.cache
def muscles() -> dict[str, Band]:
    return read_muscles(DOCS)


@functools.cache
def drawn_figures(name: str) -> dict[str, Figure]:
    return figures(versions()[name], muscles())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for every picture if it asks for `drawn`, once for every file if for `version`.

    A test that asks for `moving` is run for every file whose move is shown.
    """
    files = sorted((DOCS / "_data/poses").glob("*.yml"))
    names = [file.stem for file in files]
    if "drawn" in metafunc.fixturenames:
        metafunc.parametrize("drawn", [(n, p) for n in names for p in PICTURES], indirect=True, ids="-".join)
    if "version" in metafunc.fixturenames:
        metafunc.parametrize("version", names, indirect=True)
    if "moving" in metafunc.fixturenames:
        moving = [file.stem for file in files if "moves: false" not in file.read_text(encoding="utf-8")]
        metafunc.parametrize("moving", moving, indirect=True)


@pytest.fixture
def drawn(request: pytest.FixtureRequest) -> Drawn:
    name, picture = request.param
    version = versions()[name]
    return Drawn(version, picture, version.pose.picture(picture), drawn_figures(name)[picture])


@pytest.fixture
def version(request: pytest.FixtureRequest) -> Version:
    return versions()[request.param]


@pytest.fixture
def moving(request: pytest.FixtureRequest) -> Version:
    return versions()[request.param]


@pytest.fixture
def all_versions() -> dict[str, Version]:
    return versions()


@pytest.fixture
def figures_of() -> Callable[[str], dict[str, Figure]]:
    """Give the two figures of a version by its name; each is made once."""
    return drawn_figures


@pytest.fixture
def docs() -> Path:
    return DOCS


@pytest.fixture
def all_muscles() -> dict[str, Band]:
    return muscles()


@pytest.fixture(scope="session")
def joint_ranges() -> dict[str, JointRange]:
    return read_joint_ranges(DOCS)
