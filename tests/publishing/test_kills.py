"""Processes killed at any moment leave the old site or the new one, and nothing that stops the next build."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.publishing.conftest import Project

HERE = Path(__file__).parent
KILLS = 10


@pytest.mark.parametrize("scenario", ["exchange", "two renames", "first build", "link", "changed pages only"])
def test_killed_at_every_step(scenario: str, tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, str(HERE / "kill_at_every_step.py"), scenario, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(HERE.parents[1] / "hooks")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 0, finished.stderr
    fewest_steps = 7 if scenario == "first build" else 20
    assert int(finished.stdout) >= fewest_steps, "hardly any step was wrapped"


def _content(project: Project) -> dict[str, bytes]:
    return {
        path.relative_to(project.site).as_posix(): re.sub(rb"v[0-9]{4}", b"", path.read_bytes())
        for path in project.site.rglob("*")
        if path.is_file()
    }


def _kill_builds(project: Project, chance: random.Random, seconds: float) -> int:
    """Build new versions and kill most of these builds; return how many were killed."""
    whole = _content(project)
    killed = 0
    before = project.versions()
    for version in range(2, 2 + KILLS // 2):
        project.write_pages(version)
        build = project.start("build", "-q", SOURCE_DATE_EPOCH="0")
        time.sleep(chance.uniform(0.3, 1.2) * seconds)
        build.send_signal(signal.SIGKILL)
        build.communicate()
        killed += build.returncode == -signal.SIGKILL
        after = project.versions()
        assert after in (before, {f"v{version:04}"})
        assert _content(project) == whole
        before = after
    project.write_pages(9999)
    finished = project.run("build", SOURCE_DATE_EPOCH="0")
    assert finished.returncode == 0, finished.stdout
    assert project.versions() == {"v9999"}
    assert _content(project) == whole
    assert project.left_overs() == set()
    return killed


def test_real_builds_killed_at_random_moments(project: Project, tmp_path: Path) -> None:
    project.write_pages(1)
    started = time.monotonic()
    assert project.run("build", SOURCE_DATE_EPOCH="0").returncode == 0
    seconds = time.monotonic() - started
    copies = [project.copy_to(tmp_path / name) for name in ("first", "second")]
    with ThreadPoolExecutor(len(copies)) as pool:
        runs = [
            pool.submit(_kill_builds, copy, random.Random(seed), seconds)  # noqa: S311
            for seed, copy in enumerate(copies)
        ]
        assert sum(run.result() for run in runs) > 0
