"""Compares the record of addresses with the one on the main branch, through Git."""

from __future__ import annotations

import contextlib
import os
import subprocess
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic
from reading.permalinks import PERMALINKS, entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reading.permalinks import Permalinks

# A Git hook has these set for its own repository.
_OF_A_GIT_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE"})


class _GitError(Exception):
    """Git failed; the message says why."""


def published_lines(docs: Path) -> tuple[set[str], str]:
    """Return the lines of the record at the last commit of the main branch, and what was not compared.

    The parent of that commit counts too, because the last commit may be one under test on the main branch.
    What others have published since this branch forked from it does not count yet. The second value is
    empty where the whole history is available.
    """
    lines: set[str] = set()
    reason = "it is not on the main branch yet"
    try:
        main = _main_commit(docs)
        for commit in (main, f"{main}^"):
            with contextlib.suppress(_GitError):
                lines |= entries(_git(docs, "show", f"{commit}:./{PERMALINKS}"))
        is_shallow = _git(docs, "rev-parse", "--is-shallow-repository") == "true"
    except _GitError as error:
        reason = str(error)
    if not lines:
        return lines, f"not compared with the published addresses ({reason})"
    limit = (
        "compared only with the commits of this shallow clone; run 'git fetch --unshallow' to get the others"
    )
    return lines, limit if is_shallow else ""


def removed_lines(record: Permalinks, published: set[str]) -> Iterator[Diagnostic]:
    """Find published lines that the record no longer has."""
    for line in sorted(published - record.lines()):
        message = f"the line '{line}' is missing; it is on the main branch"
        yield Diagnostic(PERMALINKS, 1, "shortened-record", message, "run 'make links' to restore it")


def _main_commit(docs: Path) -> str:
    for main in ("refs/remotes/origin/main", "refs/heads/main"):
        for question in (("merge-base", "HEAD"), ("rev-parse", "--verify")):
            with contextlib.suppress(_GitError):
                return _git(docs, *question, main)
    return _git(docs, "log", "-1", "--format=%H")


def _git(docs: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_GIT_HOOK}
    command = ["git", "-C", str(docs), "--no-replace-objects", *arguments]
    try:
        git = subprocess.run(
            command, capture_output=True, check=False, text=True, errors="replace", env=environment
        )
    except OSError:
        message = "Git is not installed"
        raise _GitError(message) from None
    if git.returncode:
        raise _GitError(git.stderr.partition("\n")[0].removeprefix("fatal: "))
    return git.stdout.strip()
