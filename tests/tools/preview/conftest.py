"""What the tests of link previews and icons share: the site's own docs folder, and a copy to break."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

import pytest
from checks.site import Report, check_site

DOCS = Path(__file__).parents[3] / "docs"


@functools.cache
def _checked() -> Report:
    return check_site(DOCS)


@pytest.fixture
def docs() -> Path:
    return DOCS


@pytest.fixture
def report() -> Report:
    return _checked()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return shutil.copytree(DOCS, tmp_path / "docs")
