"""What the commands say on a machine that lacks something, in one plain line."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bare_project(tmp_path: Path) -> Path:
    """Copy the files that the set-up reads, and make a folder of programs that holds next to nothing."""
    for name in ("Makefile", "pyproject.toml", "uv.lock"):
        shutil.copy(PROJECT / name, tmp_path)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "awk", "id", "touch", "find"):
        program = shutil.which(name)
        assert program
        (programs / name).symlink_to(program)
    return tmp_path


def add_program(project: Path, name: str, script: str) -> None:
    """Put a program in place of the real one."""
    path = project / "bin" / name
    path.unlink(missing_ok=True)  # it may be a link to the machine's own, which must stay as it is
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def make(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make with nothing but the programs of the bare project."""
    program = shutil.which("make")
    assert program
    return subprocess.run(
        [program, *arguments],
        cwd=project,
        env={"PATH": str(project / "bin"), "HOME": os.environ["HOME"]},
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_needs_nothing(bare_project: Path) -> None:
    told = make(bare_project)
    assert told.returncode == 0
    assert "make serve " in told.stdout


def test_missing_python(bare_project: Path) -> None:
    told = make(bare_project, "serve")
    assert told.returncode != 0
    assert told.stdout.startswith("Install Python 3.11 or newer")
    assert told.stdout.count("\n") == 1


def test_python_that_is_too_old(bare_project: Path) -> None:
    add_program(bare_project, "python3", "exit 1")  # as its answer to "are you at least 3.11?"
    assert make(bare_project, "check").stdout.startswith("Install Python 3.11 or newer")


def test_missing_pip(bare_project: Path) -> None:
    add_program(bare_project, "python3", '[ "$1" = -c ]')  # new enough, and `-m pip` fails
    told = make(bare_project, "serve")
    assert told.returncode != 0
    assert told.stdout.startswith("Install pip")
    assert told.stdout.count("\n") == 1


def test_missing_browser_where_nothing_can_be_installed(bare_project: Path) -> None:
    add_program(bare_project, "id", "echo 1000")
    add_program(bare_project, "python3", "exit 0")
    add_program(bare_project, "uv", "mkdir -p .venv")
    add_program(bare_project, "mkdir", 'exec /bin/mkdir "$@"')
    told = make(bare_project, "test")
    assert told.returncode != 0
    assert "Install Chromium for the browser tests" in told.stdout


def test_set_up_once(bare_project: Path) -> None:
    add_program(bare_project, "python3", "exit 0")
    add_program(
        bare_project,
        "uv",
        'echo "$@" >> uv-calls; /bin/mkdir -p .venv/bin; ln -sf "$(command -v python3)" .venv/bin/python',
    )
    (bare_project / "bin" / "ln").symlink_to("/bin/ln")
    for _ in range(2):
        assert make(bare_project, "check").returncode == 0
    calls = (bare_project / "uv-calls").read_text(encoding="utf-8").splitlines()
    assert len(calls) == 1
    assert "--locked" in calls[0].split()


def test_npm_packages_are_tried_for_twice(bare_project: Path) -> None:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(PROJECT / name, bare_project)
    add_program(bare_project, "python3", "exit 0")
    add_program(bare_project, "uv", "exit 0")
    (bare_project / ".venv" / "bin").mkdir(parents=True)
    npm = 'echo "$@" >> npm-calls; /bin/mkdir -p node_modules; [ "$(/usr/bin/wc -l < npm-calls)" -gt 1 ]'
    add_program(bare_project, "../.venv/bin/npm", npm)
    for _ in range(2):
        assert make(bare_project, "node_modules/ready-to-test").returncode == 0
    calls = (bare_project / "npm-calls").read_text(encoding="utf-8").splitlines()
    assert len(calls) == 2
    assert {call.split()[0] for call in calls} == {"ci"}
