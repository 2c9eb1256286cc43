"""The command: exit statuses, words, and no need of MkDocs."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from contract.rules import RULES

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


def run(*arguments: str, cwd: Path = ROOT, github: bool = False) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment.pop("GITHUB_ACTIONS", None)
    if github:
        environment["GITHUB_ACTIONS"] = "true"
    command = [sys.executable, str(HOOKS / "check_pages.py"), *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment,
    )


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


def test_one_notice_without_history(docs: Path) -> None:
    shutil.rmtree(docs.parent / ".git")
    done = run(str(docs))
    assert (done.returncode, done.stderr) == (0, "")
    notice, summary = done.stdout.splitlines()
    assert notice.startswith(
        f"{docs.as_posix()}/_data/permalinks.yml: notice: not compared with the published addresses"
    )
    assert summary.endswith(": no problems.")


def test_0_when_all_is_well(docs: Path) -> None:
    done = run(str(docs))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Checked 10 pages (")
    assert done.stdout.endswith(": no problems.\n")


def test_the_docs_folder_is_taken_when_none_is_given(docs: Path) -> None:
    done = run(cwd=docs.parent)
    assert done.returncode == 0
    assert done.stdout.startswith("Checked 10 pages (")


def test_1_when_something_is_wrong_with_a_page(docs: Path) -> None:
    (docs / "notes.md").write_text("Text.\n", encoding="utf-8")
    done = run(str(docs))
    assert (done.returncode, done.stderr) == (1, "")
    first, summary = done.stdout.splitlines()
    assert first.startswith(f"{docs.as_posix()}/notes.md:1: unclassified-page (P401): ")
    assert summary.endswith(": 1 problem in 1 file.")


def test_0_when_there_is_only_a_notice(docs: Path) -> None:
    page = docs / "index.md"
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^((?:written|reviewed|next_review|  - date): )\d+", r"\g<1>2020", text)
    page.write_text(text.replace("next_review: 2020", "next_review: 2021"), encoding="utf-8")
    done = run(str(docs), github=True)
    assert done.returncode == 0
    assert "review-overdue (P110)" in done.stdout
    assert "::notice file=" in done.stdout


def test_no_pages_is_an_error(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path.as_posix()}: no-pages (P402): " in done.stdout


@pytest.mark.parametrize(
    "arguments", [("nowhere",), ("docs", "more"), ("new",), ("new", "exercise"), ("explain",), ("--what",)]
)
def test_2_for_a_wrong_call(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("nowhere", cwd=tmp_path)
    assert done.stderr == "there is no folder 'nowhere'; name the folder that holds the pages\n"


def test_github_gets_annotations_only_when_it_runs_the_check(docs: Path) -> None:
    (docs / "notes.md").write_text("Text.\n", encoding="utf-8")
    assert "::error" not in run(str(docs)).stdout
    assert (
        f"::error file={docs.as_posix()}/notes.md,line=1,title=unclassified-page (P401)::"
        in run(str(docs), github=True).stdout
    )


@pytest.mark.parametrize("word", ["P201", "p201", "missing-section", "Missing-Section"])
def test_explain_by_code_and_by_name(word: str) -> None:
    done = run("explain", word)
    assert done.returncode == 0
    assert done.stdout.startswith("missing-section (P201)\n\n")
    assert "Why: " in done.stdout


def test_explain_an_unknown_word_suggests() -> None:
    done = run("explain", "mising-section")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("there is no rule 'mising-section'; did you mean missing-section")
    assert run("explain", "P999").returncode == 2
    assert run("explain", "qqqq").stderr == "there is no rule 'qqqq'\n"


def test_the_contract_names_every_rule() -> None:
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


@pytest.mark.parametrize("package", ["contract", "reading", "checks", "rendering", "outputs"])
def test_the_packages_import_no_mkdocs(package: str) -> None:
    modules = [f"{package}.{file.stem}" for file in (HOOKS / package).glob("*.py") if file.stem != "__init__"]
    assert modules
    imports = "\n".join(f"import {name}" for name in (package, *modules))
    code = f"{WITHOUT_MKDOCS}\n{imports}\nassert 'mkdocs' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
    )
    assert (done.returncode, done.stderr) == (0, "")
