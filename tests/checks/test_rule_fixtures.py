"""Every rule has a fixture: one small edit of a docs folder that passes, and the full report it must bring.

A fixture in `failing/` is named after the rule that it shows, one in `accepted/` after what is allowed. It
says which `file` to change and how (`replace` one text `with` another, `content` or `base64` for all of it,
or `move_section`), which files to `delete` or to `move`, and lists the `report`. In a report the words of a
line replace its number, so that a page may grow. `record: true` records the addresses of the edited pages.
`commit: true` commits the folder before the edit.

`pytest tests/checks --update-reports` writes the reports anew; read the difference before you commit it.
"""

from __future__ import annotations

import base64
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from checks.site import check_site
from contract.page_types import PATHS
from contract.rules import RULES

from tests.passing_site import TODAY, record_addresses

if TYPE_CHECKING:
    from contract.diagnostics import Diagnostic

HERE = Path(__file__).parent
MOST_LETTERS = 60  # of a line, in a report
ENTRIES = frozenset(
    {
        *("file", "replace", "with", "edits", "content", "base64"),
        *("delete", "move", "move_section", "record", "commit", "report"),
    }
)
FAILING = sorted((HERE / "failing").glob("*.yml"))
ACCEPTED = sorted((HERE / "accepted").glob("*.yml"))


@cache
def read_fixture(file: Path) -> dict[str, Any]:
    fixture: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert set(fixture) <= ENTRIES, f"{file.name} has a misspelt entry"
    return fixture


@pytest.fixture(autouse=True)
def without_history(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not start Git for folders that are in no repository."""
    file = request.node.callspec.params.get("file") if hasattr(request.node, "callspec") else None
    if file is None or not read_fixture(file).get("commit"):
        monkeypatch.setattr("checks.site.published_lines", lambda _: (set(), ""))


def edit(docs: Path, fixture: dict[str, Any]) -> None:
    """Change the folder as the fixture says."""
    if fixture.get("commit"):
        commit(docs)
    for name in fixture.get("delete", []):
        (docs / name).unlink()
    for old, new in fixture.get("move", {}).items():
        (docs / new).parent.mkdir(exist_ok=True)
        (docs / old).rename(docs / new)
    if section := fixture.get("move_section"):
        move_section(docs / fixture["file"], **section)
    elif "file" in fixture:
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


def move_section(file: Path, title: str, behind: str) -> None:
    """Put a section of a page behind another one."""
    parts = re.split(r"(?m)^(?=## )", file.read_text(encoding="utf-8"))
    moved = next(part for part in parts if part.startswith(f"## {title}\n"))
    parts.remove(moved)
    place = next(index for index, part in enumerate(parts) if part.startswith(f"## {behind}\n"))
    parts.insert(place + 1, moved)
    file.write_text("".join(parts), encoding="utf-8", newline="\n")


def edit_file(docs: Path, fixture: dict[str, Any]) -> None:
    """Change the one file that the fixture names."""
    file = docs / fixture["file"]
    file.parent.mkdir(exist_ok=True, parents=True)
    if "replace" in fixture or "edits" in fixture:
        text = file.read_text(encoding="utf-8")
        for change in fixture.get("edits", [fixture]):
            assert text.count(change["replace"]) == 1, "the text to replace must stand there exactly once"
            text = text.replace(change["replace"], change["with"])
        file.write_text(text, encoding="utf-8", newline="\n")
    elif "base64" in fixture:
        file.write_bytes(base64.b64decode(fixture["base64"]))
    else:
        file.write_text(fixture["content"], encoding="utf-8", newline="\n")


def report_on(docs: Path) -> list[str]:
    """Return the report with the words of each line in place of its number."""
    return [_by_words(docs, found) for found in check_site(docs, TODAY).diagnostics]


def _by_words(docs: Path, found: Diagnostic) -> str:
    text = found.as_text()
    for rule in PATHS:
        if len(rule.page_type.sections) > 1:
            order = ", ".join(section.title for section in rule.page_type.sections)
            text = text.replace(order, f"[the sections of a page of the kind {rule.page_type.name}]")
    text = re.sub(r"\b[0-9]+ (?=addresses of this page)", "", text)
    number = f"{found.path}:{found.line}: "
    if not found.path or not text.startswith(number):
        return text
    message = text.removeprefix(number)
    message = re.sub(
        r"\bline ([0-9]+)", lambda at: f"the line [{_line(docs / found.path, int(at[1]))}]", message
    )
    return f"{found.path} [{_line(docs / found.path, found.line)}]: {message}"


def _line(file: Path, number: int) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        words = lines[number - 1].strip()
    except (OSError, UnicodeDecodeError, IndexError):
        return ""
    if len(words) > MOST_LETTERS:
        words = f"{words[: MOST_LETTERS - 1]}…"
    return "".join(letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in words)


def update_report(file: Path, report: list[str]) -> None:
    """Write the report of a fixture, which is its last entry, anew."""
    text = file.read_text(encoding="utf-8")
    before, _, _ = text.partition("\nreport: |")
    body = "".join(f"  {line}\n" for line in report)
    file.write_text(f"{before}\nreport: |\n{body}", encoding="utf-8", newline="\n")


def test_the_passing_folder_passes(docs: Path) -> None:
    report = check_site(docs, TODAY)
    assert report.diagnostics == ()
    assert report.summary() == (
        "Checked 10 pages (1 condition, 2 exercises, 1 guide, 1 routine, 5 shared texts): no problems."
    )


@pytest.mark.parametrize("file", FAILING, ids=lambda file: file.stem)
def test_failing(file: Path, docs: Path, pytestconfig: pytest.Config) -> None:
    fixture = read_fixture(file)
    edit(docs, fixture)
    report = report_on(docs)
    if pytestconfig.getoption("--update-reports"):
        update_report(file, report)
        return
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


@pytest.mark.parametrize("file", [*FAILING[::4], *ACCEPTED], ids=lambda file: file.stem)
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
