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


def notices(project: ProjectCopy, **settings: str) -> tuple[list[str], list[str]]:
    """Check and build, which has to succeed; return the notices of both about what was not compared."""
    checked = subprocess.run(
        [sys.executable, "hooks/check_pages.py"],
        cwd=project.root,
        env=project.environment(**settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    built = project.run("build", "--strict", **settings)
    assert built.returncode == 0, built.stdout
    assert (project.site / "index.html").is_file()
    found = [
        [line.partition(NOTICE)[2] for line in said.splitlines() if NOTICE in line]
        for said in (checked.stdout, built.stdout)
    ]
    return found[0], found[1]


def test_a_whole_clone_has_nothing_to_say(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", f"file://{repository}", "project")
    assert notices(ProjectCopy(tmp_path / "project")) == ([], [])


def test_a_shallow_clone_says_what_it_could_not_compare(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "project")
    checked, built = notices(ProjectCopy(tmp_path / "project"))
    assert checked == built
    assert len(checked) == 1
    assert "shallow clone" in checked[0]


def test_a_folder_without_history_says_so(repository: Path, tmp_path: Path) -> None:
    shutil.copytree(repository, tmp_path / "project", ignore=shutil.ignore_patterns(".git"))
    checked, built = notices(ProjectCopy(tmp_path / "project"))
    assert checked == built
    assert len(checked) == 1
    assert "not a git repository" in checked[0]


def test_a_machine_without_git_says_so(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", f"file://{repository}", "project")
    checked, built = notices(ProjectCopy(tmp_path / "project"), PATH=str(tmp_path / "nothing"))
    assert checked == built
    assert len(checked) == 1
    assert "Git is not installed" in checked[0]
