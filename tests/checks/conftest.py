"""A small docs folder on which the check finds nothing, for tests that break it in one place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

PASSING = Path(__file__).parent / "passing"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the passing docs folder, free to be changed."""
    return Path(shutil.copytree(PASSING, tmp_path / "docs"))
