"""The command: exit statuses, words, and no need of MkDocs."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from contract.rules import RULES
from outputs.command_line import main

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
HOOKS = ROOT / "hooks"

WITHOUT_MKDOCS = """
import importlib.abc, runpy, sys

BLOCKED = {"mkdocs", "material", "click"}

class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in BLOCKED:
            raise ImportError(f"{name} must not be needed")
        return None

sys.meta_path.insert(0, Blocker())
"""


class Done(NamedTuple):
    """What a call of the command has left."""

    returncode: int | str | None
    stdout: str
    stderr: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Return a function that calls the command in this process."""

    def call(*arguments: str, cwd: Path = ROOT, github: bool = False) -> Done:
        monkeypatch.chdir(cwd)
        monkeypatch.setenv("GITHUB_ACTIONS", "true" if github else "")
        capsys.readouterr()
        try:
            status: int | str | None = main(arguments)
        except SystemExit as end:
            status = end.code
        return Done(status, *capsys.readouterr())

    return call


@pytest.fixture
def docs(docs: Path) -> Path:
    """A docs folder in a repository, so that nothing is said about what could not be compared."""
    today = dt.datetime.now(tz=dt.UTC).date()
    for page in docs.rglob("*.md"):  # so that no review is overdue
        text = re.sub(r"(?m)^reviewed: .*", f"reviewed: {today}", page.read_text(encoding="utf-8"))
        text = re.sub(r"(?m)^next_review: \d+", f"next_review: {today.year + 1}", text)
        page.write_text(text, encoding="utf-8")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "First")):
        identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=docs.parent, check=True)
    return docs


def test_one_notice_without_history(run: Callable[..., Done], docs: Path) -> None:
    shutil.rmtree(docs.parent / ".git")
    done = run(str(docs))
    assert (done.returncode, done.stderr) == (0, "")
    notice, summary = done.stdout.splitlines()
    assert notice.startswith(
        f"{docs.as_posix()}/_data/permalinks.yml: notice: not compared with the published addresses"
    )
    assert summary.endswith(": no problems.")


def test_0_when_all_is_well(run: Callable[..., Done], docs: Path) -> None:
    done = run(str(docs))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Checked 10 pages (")
    assert done.stdout.endswith(": no problems.\n")


def test_the_docs_folder_is_taken_when_none_is_given(run: Callable[..., Done], docs: Path) -> None:
    done = run(cwd=docs.parent)
    assert done.returncode == 0
    assert done.stdout.startswith("Checked 10 pages (")


def test_1_when_something_is_wrong_with_a_page(run: Callable[..., Done], docs: Path) -> None:
    (docs / "notes.md").write_text("Text.\n", encoding="utf-8")
    done = run(str(docs))
    assert (done.returncode, done.stderr) == (1, "")
    first, summary = done.stdout.splitlines()
    assert first.startswith(f"{docs.as_posix()}/notes.md:1: unclassified-page (P401): ")
    assert summary.endswith(": 1 problem in 1 file.")


def test_0_when_there_is_only_a_notice(run: Callable[..., Done], docs: Path) -> None:
    page = docs / "index.md"
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^((?:written|reviewed|next_review|  - date): )\d+", r"\g<1>2020", text)
    page.write_text(text.replace("next_review: 2020", "next_review: 2021"), encoding="utf-8")
    done = run(str(docs), github=True)
    assert done.returncode == 0
    assert "review-overdue (P110)" in done.stdout
    assert "::notice file=" in done.stdout


def test_no_pages_is_an_error(run: Callable[..., Done], tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path.as_posix()}: no-pages (P402): " in done.stdout


@pytest.mark.parametrize(
    "arguments", [("nowhere",), ("docs", "more"), ("new",), ("new", "exercise"), ("explain",), ("--what",)]
)
def test_2_for_a_wrong_call(run: Callable[..., Done], arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_is_named(run: Callable[..., Done], tmp_path: Path) -> None:
    done = run("nowhere", cwd=tmp_path)
    assert done.stderr == "there is no folder 'nowhere'; name the folder that holds the pages\n"


def test_github_gets_annotations_only_when_it_runs_the_check(run: Callable[..., Done], docs: Path) -> None:
    (docs / "notes.md").write_text("Text.\n", encoding="utf-8")
    assert "::error" not in run(str(docs)).stdout
    assert (
        f"::error file={docs.as_posix()}/notes.md,line=1,title=unclassified-page (P401)::"
        in run(str(docs), github=True).stdout
    )


@pytest.mark.parametrize("word", ["P201", "p201", "missing-section", "Missing-Section"])
def test_explain_by_code_and_by_name(run: Callable[..., Done], word: str) -> None:
    done = run("explain", word)
    assert done.returncode == 0
    assert done.stdout.startswith("missing-section (P201)\n\n")
    assert "Why: " in done.stdout


def test_explain_an_unknown_word_suggests(run: Callable[..., Done]) -> None:
    done = run("explain", "mising-section")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("there is no rule 'mising-section'; did you mean missing-section")
    assert run("explain", "P999").returncode == 2
    assert run("explain", "qqqq").stderr == "there is no rule 'qqqq'\n"


def test_the_contract_names_every_rule(run: Callable[..., Done]) -> None:
    done = run("contract")
    assert done.returncode == 0
    assert "None" not in done.stdout
    for rule in RULES:
        assert f"| {rule.code} | {rule.name} |" in done.stdout


def test_no_mkdocs_is_needed(docs: Path) -> None:
    script = HOOKS / "check_pages.py"
    call = f"sys.argv = ['', {str(docs)!r}]\nrunpy.run_path({str(script)!r}, run_name='__main__')"
    code = f"{WITHOUT_MKDOCS}\n{call}"
    environment = {**os.environ, "PYTHONPATH": str(HOOKS)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(": no problems.\n")


def test_the_packages_import_no_mkdocs() -> None:
    packages = ("contract", "reading", "checks", "rendering", "outputs")
    files = [file.relative_to(HOOKS) for package in packages for file in (HOOKS / package).rglob("*.py")]
    assert len(files) > len(packages)
    imports = "\n".join("import " + ".".join(file.with_suffix("").parts) for file in files)
    code = f"{WITHOUT_MKDOCS}\n{imports}\nassert 'mkdocs' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", code.replace(".__init__", "")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
    )
    assert (done.returncode, done.stderr) == (0, "")
