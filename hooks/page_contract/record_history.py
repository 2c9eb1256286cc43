"""What earlier commits held of the record of addresses, by asking Git."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from page_contract.diagnostics import Diagnostic
from page_contract.permalinks import PERMALINKS, entries
from page_contract.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class ShallowHistoryError(Exception):
    """The repository holds only its last commits."""


def shortened_record(docs: Path) -> Iterator[Diagnostic]:
    """Find lines of the record that an earlier commit had and that are gone.

    A folder in no repository has no earlier commits, and a file that was never committed neither.
    """
    text = read_text(docs / PERMALINKS)
    if text is None:
        return  # told where it is read
    try:
        earlier = earlier_entries(docs, PERMALINKS)
    except ShallowHistoryError:
        message = (
            "this copy of the repository holds only its last commits, so nobody can tell what stood here"
        )
        mend = "run 'git fetch --unshallow'; in a workflow, check out with 'fetch-depth: 0'"
        yield Diagnostic(PERMALINKS, 1, "shallow-history", message, mend)
        return
    for line in sorted(earlier - entries(text)):
        message = f"the line '{line}' stood here in an earlier commit"
        mend = "put it back; to lead readers on, use 'moved_from' on the page that took its place"
        yield Diagnostic(PERMALINKS, 1, "shortened-record", message, mend)


def earlier_entries(folder: Path, name: str) -> set[str]:
    """Give every line that a file of the record had in the last commit or in any before it.

    Only lines that were taken out again can be missing now, so that the differences tell enough; to read
    every version whole would take long where the file is large.

    Args:
        folder: a folder of the repository, or of none.
        name: the file below that folder.

    Raises:
        ShallowHistoryError: where earlier commits are missing.
    """
    shallow = _git(folder, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return set()
    committed = _git(folder, "show", f"HEAD:./{name}")
    if shallow.strip() == "true" and committed is not None:
        raise ShallowHistoryError
    # With -m a merge is compared with each of the commits it joins.
    options = (
        "--format=",
        "--unified=0",
        "--full-history",
        "-m",
        "--no-renames",
        "--no-ext-diff",
        "--no-color",
    )
    changes = (
        _git(folder, "-c", "log.showSignature=false", "log", "--patch", *options, "HEAD", "--", name) or ""
    )
    removed = (line[1:] for line in changes.split("\n") if line.startswith("-"))
    return entries("\n".join([*removed, *(committed or "").split("\n")]))


def _git(folder: Path, *arguments: str) -> str | None:
    """Ask Git; None where it is not there or says no."""
    command = ["git", *arguments]
    try:
        git = subprocess.run(
            command, cwd=folder, capture_output=True, check=False, text=True, errors="replace"
        )
    except OSError:
        return None
    return git.stdout.replace("\r\n", "\n") if git.returncode == 0 else None
