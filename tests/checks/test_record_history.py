"""A line of the record of addresses that the main branch has is missed; without history that is said."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from checks.site import check_site
from outputs.command_line import main as check_pages
from reading.permalinks import PERMALINKS, entries

if TYPE_CHECKING:
    from pathlib import Path

LINE = "- /#more-to-read\n"
REMOVED = [("shortened-record", f"the line '{LINE.strip()}' is missing; it is on the main branch")]


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}")


def change(docs: Path, old: str, new: str) -> None:
    file = docs / PERMALINKS
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def problems(docs: Path) -> list[tuple[str, str]]:
    return [(found.rule, found.message) for found in check_site(docs).problems]


def not_compared(docs: Path) -> str:
    report = check_site(docs)
    assert report.problems == ()
    return report.not_compared


@pytest.fixture
def committed(docs: Path) -> Path:
    """The folder with its record in the first commit of a repository."""
    git(docs.parent, "init", "--quiet")
    commit(docs.parent, "First")
    return docs


@pytest.fixture
def cloned(committed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder in a clone that knows what is published."""
    git(committed.parent, "clone", "--quiet", ".", str(clone := tmp_path_factory.mktemp("clone") / "project"))
    return clone / "docs"


def test_nothing_is_said_while_every_line_is_there(cloned: Path) -> None:
    assert not_compared(cloned) == ""


def test_a_line_taken_out_is_missed_before_and_after_the_commit(cloned: Path) -> None:
    change(cloned, LINE, "")
    assert problems(cloned) == REMOVED
    commit(cloned, "Without it")
    assert problems(cloned) == REMOVED


def test_without_a_remote_the_local_main_branch_counts(committed: Path) -> None:
    git(committed, "switch", "--quiet", "--create", "side")
    change(committed, LINE, "")
    commit(committed, "Without it")
    assert problems(committed) == REMOVED


def test_a_commit_on_the_main_branch_itself_is_compared_with_the_one_before(committed: Path) -> None:
    change(committed, LINE, "")
    commit(committed, "Without it")
    assert problems(committed) == REMOVED


def test_without_a_main_branch_the_last_commit_counts(committed: Path) -> None:
    git(committed, "branch", "--move", "trunk")
    change(committed, LINE, "")
    assert problems(committed) == REMOVED


def test_what_others_published_meanwhile_is_not_missing_here(cloned: Path, committed: Path) -> None:
    change(committed, LINE, f"{LINE}- /new/\n")
    commit(committed, "A new page")
    git(cloned, "fetch", "--quiet")
    assert not_compared(cloned) == ""
    git(cloned, "merge", "--quiet", "--no-edit", "origin/main")
    change(cloned, "- /new/\n", "")
    assert ("shortened-record", "the line '- /new/' is missing; it is on the main branch") in problems(cloned)


def test_a_branch_that_begins_anew_is_compared_as_well(cloned: Path) -> None:
    git(cloned, "checkout", "--quiet", "--orphan", "anew")
    change(cloned, LINE, "")
    commit(cloned, "All in one")
    assert problems(cloned) == REMOVED


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE"])
def test_a_hook_of_git_changes_nothing(
    name: str, committed: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(committed, LINE, "")
    monkeypatch.setenv(name, str(tmp_path_factory.mktemp("other")))
    assert problems(committed) == REMOVED


def test_a_folder_in_no_repository_is_not_compared(docs: Path) -> None:
    assert "not a git repository" in not_compared(docs)


def test_a_repository_without_commits_is_not_compared(docs: Path) -> None:
    git(docs.parent, "init", "--quiet")
    assert "does not have any commits yet" in not_compared(docs)
    (docs.parent / "other").write_text("Other.", encoding="utf-8")
    git(docs.parent, "add", "other")
    git(docs.parent, "commit", "--quiet", "--message=Other")
    assert "not on the main branch yet" in not_compared(docs)


def test_a_machine_without_git_does_not_compare(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(committed / "nothing"))
    assert "(Git is not installed)" in not_compared(committed)


@pytest.mark.parametrize("depth", [1, 50])
def test_a_shallow_clone_compares_what_it_has(depth: int, committed: Path, tmp_path: Path) -> None:
    for number in range(depth):
        commit(committed.parent, f"Later {number}")
    source = f"file://{committed.parent}"
    git(tmp_path, "clone", "--quiet", f"--depth={depth}", source, "shallow")
    shallow = tmp_path / "shallow" / "docs"
    assert "git fetch --unshallow" in not_compared(shallow)
    change(shallow, LINE, "")
    assert problems(shallow) == REMOVED


def test_lines_that_were_taken_out_by_mistake_are_put_back(committed: Path) -> None:
    record = committed / PERMALINKS
    before = record.read_text(encoding="utf-8")
    change(committed, LINE, "")
    change(committed, "- mo /routines/morning/\n", "- xy /routines/morning/\n")
    assert [rule for rule, _ in problems(committed)] == ["shortened-record"] * 2
    assert check_pages(["links", str(committed)]) == 0
    assert record.read_text(encoding="utf-8") == before


def test_a_record_that_is_gone_comes_back_with_all_its_lines(committed: Path) -> None:
    record = committed / PERMALINKS
    change(committed, LINE, f"{LINE}- /old/\n")
    commit(committed, "A page that was taken down since")
    before = entries(record.read_text(encoding="utf-8"))
    record.unlink()
    commit(committed, "Gone")
    assert [rule for rule, _ in problems(committed)] == ["unreadable-register"]
    assert check_pages(["links", str(committed)]) == 0
    assert entries(record.read_text(encoding="utf-8")) == before


def test_a_new_site_begins_its_record(docs: Path) -> None:
    (docs / PERMALINKS).unlink()
    git(docs.parent, "init", "--quiet")
    commit(docs.parent, "First")
    assert check_pages(["links", str(docs)]) == 0
    assert LINE in (docs / PERMALINKS).read_text(encoding="utf-8")
