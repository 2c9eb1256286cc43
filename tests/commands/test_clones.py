"""The site can be checked and built from whatever a host clones: all of the history, some of it, or none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ProjectCopy, copy_sources

if TYPE_CHECKING:
    from pathlib import Path

NOTICE = "docs/_data/permalinks.yml: notice: "


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the project with two commits."""
    project = copy_sources(tmp_path_factory.mktemp("origin") / "project")
    git(project.root, "init", "--quiet")
    git(project.root, "add", ".")
    git(project.root, "commit", "--quiet", "--message=First")
    git(project.root, "commit", "--quiet", "--allow-empty", "--message=Second")
    return project.root


def notices(project: ProjectCopy, **settings: str) -> list[str]:
    """Check, which has to succeed, and return the notices about what was not compared."""
    checked = subprocess.run(
        [sys.executable, "hooks/check_pages.py"],
        cwd=project.root,
        env=project.environment(**settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    return notices_in(checked.stdout)


def notices_in(said: str) -> list[str]:
    return [line.partition(NOTICE)[2] for line in said.splitlines() if NOTICE in line]


def test_a_whole_clone_has_nothing_to_say(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", f"file://{repository}", "project")
    assert notices(ProjectCopy(tmp_path / "project")) == []


def test_a_shallow_clone_says_what_it_could_not_compare(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "project")
    project = ProjectCopy(tmp_path / "project")
    (notice,) = notices(project)
    assert "shallow clone" in notice
    built = project.run("build", "--strict")
    assert built.returncode == 0, built.stdout
    assert (project.site / "index.html").is_file()
    assert notices_in(built.stdout) == [notice]


def test_a_folder_without_history_says_so(repository: Path, tmp_path: Path) -> None:
    shutil.copytree(repository, tmp_path / "project", ignore=shutil.ignore_patterns(".git"))
    (notice,) = notices(ProjectCopy(tmp_path / "project"))
    assert "not a git repository" in notice


def test_a_machine_without_git_says_so(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", f"file://{repository}", "project")
    (notice,) = notices(ProjectCopy(tmp_path / "project"), PATH=str(tmp_path / "nothing"))
    assert "Git is not installed" in notice
