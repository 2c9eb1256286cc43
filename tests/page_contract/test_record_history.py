"""A line of the record of addresses that an earlier commit had is missed, whatever came between."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from keep_addresses import main as keep_addresses
from page_contract.check import check_site
from page_contract.permalinks import PERMALINKS, entries
from page_contract.record_history import compared_with_history

LINE = "- /#more-to-read\n"


def git(docs: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=docs.parent, check=True, capture_output=True, text=True
    )
    return done.stdout


def commit(docs: Path, message: str) -> None:
    git(docs, "add", "--all", ".")
    git(docs, "commit", "--quiet", "--allow-empty", f"--message={message}")


def change(docs: Path, old: str, new: str) -> None:
    file = docs / PERMALINKS
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def told(docs: Path) -> list[tuple[str, str]]:
    return [(found.rule, found.message) for found in compared_with_history(docs, None)]


@pytest.fixture
def committed(docs: Path) -> Path:
    """The folder with its record in the first commit of a repository."""
    git(docs, "init", "--quiet")
    commit(docs, "First")
    return docs


MISSED = [("shortened-record", f"the line '{LINE.strip()}' stood here in an earlier commit")]


def test_a_folder_in_no_repository_has_no_history(docs: Path) -> None:
    change(docs, LINE, "")
    assert told(docs) == []


def test_a_repository_without_commits_has_no_history(docs: Path) -> None:
    git(docs, "init", "--quiet")
    assert told(docs) == []


def test_lines_that_are_all_there_are_no_news(committed: Path) -> None:
    change(committed, LINE, f"{LINE}- /new/\n")
    assert told(committed) == []


def test_a_line_taken_out_is_missed_before_and_after_the_commit(committed: Path) -> None:
    change(committed, LINE, "")
    assert told(committed) == MISSED
    commit(committed, "Without it")
    commit(committed, "And later")
    assert told(committed) == MISSED


def test_settings_of_the_machine_change_nothing(committed: Path) -> None:
    """The line stands in the first commit alone, which some settings hide."""
    for name, value in (
        ("log.showRoot", "false"),
        ("diff.noprefix", "true"),
        ("color.ui", "always"),
        ("diff.external", "true"),
    ):
        git(committed, "config", name, value)
    change(committed, LINE, "")
    assert told(committed) == MISSED


def test_a_file_that_counts_as_no_text_is_read_all_the_same(committed: Path) -> None:
    (committed.parent / ".gitattributes").write_text("*.yml binary\n", encoding="utf-8")
    change(committed, LINE, "")
    assert told(committed) == MISSED


def test_a_line_on_another_branch_counts_once_it_is_merged(committed: Path) -> None:
    """It stands in no commit of the first branch, and the merge takes it out."""
    git(committed, "switch", "--quiet", "--create", "side")
    change(committed, LINE, f"{LINE}- /new/\n")
    commit(committed, "A new page")
    git(committed, "switch", "--quiet", "main")
    commit(committed, "Something else")
    assert told(committed) == []
    git(committed, "merge", "--quiet", "--no-commit", "--no-ff", "side")
    change(committed, "- /new/\n", "")
    commit(committed, "A merge that takes nothing from the other side")
    assert told(committed) == [("shortened-record", "the line '- /new/' stood here in an earlier commit")]


def test_a_line_that_only_a_merge_had_is_missed(committed: Path) -> None:
    git(committed, "switch", "--quiet", "--create", "side")
    commit(committed, "Something else")
    git(committed, "switch", "--quiet", "main")
    git(committed, "merge", "--quiet", "--no-commit", "--no-ff", "side")
    change(committed, LINE, f"{LINE}- /new/\n")
    commit(committed, "A merge with a line of its own")
    change(committed, "- /new/\n", "")
    assert told(committed) == [("shortened-record", "the line '- /new/' stood here in an earlier commit")]


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"])
def test_another_repository_is_not_asked(
    name: str, committed: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(committed, LINE, "")
    monkeypatch.setenv(name, str(tmp_path_factory.mktemp("other")))
    assert told(committed) == MISSED


def test_a_work_tree_elsewhere_is_told(committed: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    git(committed, "config", "core.worktree", str(tmp_path / "elsewhere"))
    ((rule, _),) = told(committed)
    assert rule == "unknown-history"


def test_replaced_commits_are_seen_through(committed: Path) -> None:
    change(committed, LINE, "")
    commit(committed, "Without it")
    git(committed, "replace", "--graft", "HEAD")
    assert told(committed) == MISSED


def test_a_branch_that_is_gone_does_not_make_a_new_repository(committed: Path) -> None:
    git(committed, "update-ref", "-d", "HEAD")
    ((rule, _),) = told(committed)
    assert rule == "unknown-history"


def test_a_shallow_copy_is_told_also_where_its_commits_lack_the_record(
    committed: Path, tmp_path: Path
) -> None:
    (committed / PERMALINKS).unlink()
    commit(committed, "Gone")
    git(committed, "clone", "--quiet", "--depth=1", f"file://{committed.parent}", str(tmp_path / "shallow"))
    ((rule, message),) = told(tmp_path / "shallow" / "docs")
    assert (rule, message.split(",")[0]) == (
        "unknown-history",
        "this copy of the repository holds only its last commits",
    )


def test_a_link_in_place_of_the_record_is_told(committed: Path, tmp_path: Path) -> None:
    (committed / PERMALINKS).rename(tmp_path / "elsewhere.yml")
    (committed / PERMALINKS).symlink_to(tmp_path / "elsewhere.yml")
    ((rule, _),) = told(committed)
    assert rule == "unknown-history"


def test_a_record_that_is_gone_comes_back_with_all_its_lines(committed: Path) -> None:
    record = committed / PERMALINKS
    change(committed, LINE, f"{LINE}- /old/\n")
    commit(committed, "A page that was taken down since")
    before = record.read_text(encoding="utf-8")
    record.unlink()
    commit(committed, "Gone")
    assert told(committed) == [
        ("shortened-record", "earlier commits had 43 lines here, and none of them is left")
    ]
    keep_addresses(["record", str(committed)])  # stops at /old/, which is lost, unless the record is there
    record.write_text("addresses:\n", encoding="utf-8")
    assert [found.rule for found in check_site(committed).problems] == ["lost-address", "shortened-record"]
    change(committed, "addresses:\n", before)
    assert told(committed) == []


def test_lines_that_were_taken_out_by_mistake_are_put_back(committed: Path) -> None:
    before = (committed / PERMALINKS).read_text(encoding="utf-8")
    change(committed, LINE, "")
    change(committed, "- mo /routines/morning/\n", "")
    assert {found.rule for found in check_site(committed).problems} == {"shortened-record"}
    assert keep_addresses(["record", str(committed)]) == 0
    assert entries((committed / PERMALINKS).read_text(encoding="utf-8")) == entries(before)
    (committed / PERMALINKS).unlink()
    assert keep_addresses(["record", str(committed)]) == 0
    assert entries((committed / PERMALINKS).read_text(encoding="utf-8")) == entries(before)


def test_an_id_that_was_changed_in_the_record_is_put_back(committed: Path) -> None:
    before = (committed / PERMALINKS).read_text(encoding="utf-8")
    change(committed, "- mo /routines/morning/\n", "- xy /routines/morning/\n")
    assert [found.rule for found in check_site(committed).problems] == ["shortened-record"]
    assert keep_addresses(["record", str(committed)]) == 0
    assert (committed / PERMALINKS).read_text(encoding="utf-8") == before


def test_a_new_site_begins_its_record(docs: Path) -> None:
    (docs / PERMALINKS).unlink()
    git(docs, "init", "--quiet")
    commit(docs, "First")
    assert keep_addresses(["record", str(docs)]) == 0
    assert LINE in (docs / PERMALINKS).read_text(encoding="utf-8")


def test_a_machine_without_git_does_not_pass_for_one_without_history(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(committed, LINE, "")
    monkeypatch.setenv("PATH", str(committed / "nothing"))
    assert told(committed) == [
        (
            "unknown-history",
            "Git is not there to show earlier commits, so nobody can tell what stood here",
        )
    ]


def test_what_git_says_is_passed_on(committed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    fake = programs / "git"
    fake.write_text("#!/bin/sh\necho 'fatal: detected dubious ownership in repository' >&2\nexit 128\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    ((rule, message),) = told(committed)
    assert rule == "unknown-history"
    assert "(fatal: detected dubious ownership in repository)" in message


def test_a_broken_repository_does_not_pass_for_a_new_one(committed: Path) -> None:
    objects = Path(committed.parent / ".git" / "objects")
    head = git(committed, "rev-parse", "HEAD^{tree}").strip()
    (objects / head[:2] / head[2:]).unlink()
    ((rule, _),) = told(committed)
    assert rule == "unknown-history"
