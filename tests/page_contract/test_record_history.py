"""A line of the record of addresses that an earlier commit had is missed, whatever came between."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from keep_addresses import main as keep_addresses
from page_contract.permalinks import PERMALINKS
from page_contract.record_history import shortened_record

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
    return [(found.rule, found.message) for found in shortened_record(docs)]


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
    for name, value in (
        ("log.showRoot", "false"),
        ("diff.noprefix", "true"),
        ("color.ui", "always"),
        ("log.follow", "true"),
        ("diff.external", "true"),
    ):
        git(committed, "config", name, value)
    change(committed, LINE, "")
    commit(committed, "Without it")
    assert told(committed) == MISSED


def test_a_line_lost_in_a_merge_is_missed(committed: Path) -> None:
    git(committed, "switch", "--quiet", "--create", "side")
    change(committed, LINE, f"{LINE}- /new/\n")
    commit(committed, "A new page")
    git(committed, "switch", "--quiet", "main")
    commit(committed, "Something else")
    git(committed, "merge", "--quiet", "--no-commit", "--no-ff", "side")
    change(committed, "- /new/\n", "")
    commit(committed, "A merge that takes nothing from the other side")
    assert told(committed) == [
        ("shortened-record", "the line '- /new/' stood here in an earlier commit"),
    ]


def test_a_record_that_is_gone_is_not_written_anew(
    committed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = committed / PERMALINKS
    record.unlink()
    commit(committed, "Gone")
    assert keep_addresses(["record", str(committed)]) == 1
    assert "shortened-record (P504): earlier commits had 42 lines here" in capsys.readouterr().out
    assert not record.exists()


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
