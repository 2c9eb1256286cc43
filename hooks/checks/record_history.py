"""Compares the record of addresses with that of the main branch, by asking Git."""

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

# Set while a hook of Git runs, for the top of its repository.
_OF_A_GIT_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE"})


class _GitError(Exception):
    """Git has no answer. The message says why."""


def published_lines(docs: Path) -> tuple[set[str], str]:
    """Return the lines of the record at the last commit of the main branch, and what was not compared.

    The commit before it counts as well, because the last may have been made on the main branch itself. What
    others have published since this branch left the main branch does not count yet. The second value is empty
    where the whole history is there.
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
        return lines, f"not compared with the addresses that are published already ({reason})"
    limit = "compared with the commits of this shallow clone alone; 'git fetch --unshallow' gets the others"
    return lines, limit if is_shallow else ""


def removed_lines(record: Permalinks, published: set[str]) -> Iterator[Diagnostic]:
    """Find lines that were published and that the record does not have any more."""
    for line in sorted(published - record.lines()):
        message = f"the main branch has the line '{line}' here"
        yield Diagnostic(PERMALINKS, 1, "shortened-record", message, "run 'make links', which puts it back")


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
