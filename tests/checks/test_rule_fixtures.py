"""Every rule has a fixture: one small edit of a docs folder that passes, and the full report it must bring.

A fixture in `failing/` is named after the rule that it shows, one in `accepted/` after what is allowed. It
says which `file` to change and how (`replace` one text `with` another, or put `content` or `base64` in the
file's place), which files to `delete` or to `move`, and lists the `report` line for line. `record: true`
records the addresses of the edited pages. `commit: true` commits the folder before the edit.
"""

from __future__ import annotations

import base64
import datetime as dt
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from checks.site import check_site
from contract.page_types import PARTIAL
from contract.rules import RULES
from reading.permalinks import PERMALINKS, Permalinks, record_with

HERE = Path(__file__).parent
TODAY = dt.date(2026, 11, 22)
FAILING = sorted((HERE / "failing").glob("*.yml"))
ACCEPTED = sorted((HERE / "accepted").glob("*.yml"))


def read_fixture(file: Path) -> dict[str, Any]:
    fixture: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    known = {"file", "replace", "with", "content", "base64", "delete", "move", "record", "commit", "report"}
    assert set(fixture) <= known, f"{file.name} has a misspelt entry"
    return fixture


def edit(docs: Path, fixture: dict[str, Any]) -> None:
    """Change the folder as the fixture says."""
    if fixture.get("commit"):
        commit(docs)
    for name in fixture.get("delete", []):
        (docs / name).unlink()
    for old, new in fixture.get("move", {}).items():
        (docs / new).parent.mkdir(exist_ok=True)
        (docs / old).rename(docs / new)
    if "file" in fixture:
        edit_file(docs, fixture)
    if fixture.get("record"):
        record_addresses(docs)


def commit(docs: Path) -> None:
    """Put the folder into a repository with one commit."""
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    for arguments in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "docs"),
        ("commit", "-qm", "First"),
    ):
        subprocess.run(["git", *identity, *arguments], cwd=docs.parent, check=True, capture_output=True)


def record_addresses(docs: Path) -> None:
    """Record the addresses of the pages as they are now, as `make links` does."""
    report = check_site(docs, TODAY)
    pages = [page for page in report.pages.values() if page.page_type is not PARTIAL]
    text = record_with(report.registers.permalinks or Permalinks(), pages)
    (docs / PERMALINKS).write_text(text, encoding="utf-8", newline="\n")


def edit_file(docs: Path, fixture: dict[str, Any]) -> None:
    """Change the one file that the fixture names."""
    file = docs / fixture["file"]
    file.parent.mkdir(exist_ok=True, parents=True)
    if "replace" in fixture:
        text = file.read_text(encoding="utf-8")
        assert text.count(fixture["replace"]) == 1, "the text to replace must stand there exactly once"
        file.write_text(text.replace(fixture["replace"], fixture["with"]), encoding="utf-8", newline="\n")
    elif "base64" in fixture:
        file.write_bytes(base64.b64decode(fixture["base64"]))
    else:
        file.write_text(fixture["content"], encoding="utf-8", newline="\n")


def report_on(docs: Path) -> list[str]:
    return [diagnostic.as_text() for diagnostic in check_site(docs, TODAY).diagnostics]


def test_the_passing_folder_passes(docs: Path) -> None:
    report = check_site(docs, TODAY)
    assert report.diagnostics == ()
    assert report.summary() == (
        "Checked 10 pages (1 condition, 2 exercises, 1 guide, 1 routine, 5 shared texts): no problems."
    )


@pytest.mark.parametrize("file", FAILING, ids=lambda file: file.stem)
def test_failing(file: Path, docs: Path) -> None:
    fixture = read_fixture(file)
    edit(docs, fixture)
    report = report_on(docs)
    assert report == fixture["report"].splitlines()
    code, name = next(
        (rule.code, rule.name) for rule in RULES if file.stem.startswith(f"{rule.code}-{rule.name}")
    )
    assert any(f" {name} ({code}): " in line for line in report)


@pytest.mark.parametrize("file", ACCEPTED, ids=lambda file: file.stem)
def test_accepted(file: Path, docs: Path) -> None:
    fixture = read_fixture(file)
    assert "report" not in fixture
    edit(docs, fixture)
    assert report_on(docs) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_fixture(rule: Any) -> None:
    assert any(file.stem.startswith(f"{rule.code}-{rule.name}") for file in FAILING)


@pytest.mark.parametrize("file", [*FAILING, *ACCEPTED], ids=lambda file: file.stem)
def test_windows_line_ends_and_byte_order_mark_change_nothing(file: Path, docs: Path) -> None:
    fixture = read_fixture(file)
    edit(docs, fixture)
    for path in docs.rglob("*"):
        if path.is_file() and not ("base64" in fixture and path == docs / fixture["file"]):
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert report_on(docs) == fixture.get("report", "").splitlines()


def test_a_notice_does_not_stop_the_site(docs: Path) -> None:
    edit(docs, read_fixture(HERE / "failing" / "P110-review-overdue.yml"))
    report = check_site(docs, TODAY)
    assert report.problems == ()
    assert [notice.rule for notice in report.notices] == ["review-overdue"]
    assert report.summary().endswith("no problems.")


def test_all_problems_of_all_files_are_told_in_one_run(docs: Path) -> None:
    for name in (
        "P107-unknown-source-strange",
        "P112-unknown-stretch-strange",
        "P405-unreadable-register-read",
    ):
        edit(docs, read_fixture(HERE / "failing" / f"{name}.yml"))
    report = check_site(docs, TODAY)
    assert [(found.path, found.rule) for found in report.diagnostics] == [
        ("_data/sources.yml", "unreadable-register"),
        ("routines/morning.md", "unknown-stretch"),
        ("stretches/heel-slide.md", "unknown-source"),
    ]
    assert report.summary().endswith("3 problems in 3 files.")
