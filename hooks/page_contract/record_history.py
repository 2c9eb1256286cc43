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

# Every commit's lines, whatever this machine's settings; -m compares a merge with each commit that it joins.
_CHANGES = (
    *("-c", "log.showSignature=false", "-c", "log.showRoot=true", "log", "--patch", "-m", "--full-history"),
    *("--format=", "--unified=0", "--no-renames", "--no-ext-diff", "--no-textconv", "--text", "--no-color"),
)


class UnknownHistoryError(Exception):
    """Earlier commits cannot be read.

    Attributes:
        why: what is wrong.
        mend: what to do about it.
    """

    def __init__(self, why: str, mend: str) -> None:
        super().__init__(why)
        self.why, self.mend = why, mend


def shortened_record(docs: Path) -> Iterator[Diagnostic]:
    """Find lines of the record that an earlier commit had and that are gone.

    A folder in no repository has no earlier commits, and a file that was never committed neither.
    """
    text = read_text(docs / PERMALINKS)
    try:
        earlier = earlier_entries(docs, PERMALINKS)
    except UnknownHistoryError as unknown:
        why = f"{unknown.why}, so nobody can tell what stood here"
        yield Diagnostic(PERMALINKS, 1, "unknown-history", why, unknown.mend)
        return
    if text is None:
        # That it cannot be read is told where it is read; to write it anew would lose what it promised.
        if earlier:
            message = f"earlier commits had {len(earlier):,} lines here"
            mend = f"bring the file back: 'git log -- docs/{PERMALINKS}' shows the commits that had it"
            yield Diagnostic(PERMALINKS, 1, "shortened-record", message, mend)
        return
    for line in sorted(earlier - entries(text)):
        message = f"the line '{line}' stood here in an earlier commit"
        mend = "put it back; to lead readers on, use 'moved_from' on the page that took its place"
        yield Diagnostic(PERMALINKS, 1, "shortened-record", message, mend)


def earlier_entries(folder: Path, name: str) -> set[str]:
    """Give every line that a file of the record had in the last commit or in any before it.

    Args:
        folder: a folder of the repository, or of none.
        name: the file below that folder.

    Raises:
        UnknownHistoryError: where earlier commits are missing, or Git does not show them.
    """
    if not any((parent / ".git").exists() for parent in (folder.resolve(), *folder.resolve().parents)):
        return set()
    shallow = _git(folder, "rev-parse", "--is-shallow-repository")
    try:
        changes = _git(folder, *_CHANGES, "HEAD", "--", name)
    except UnknownHistoryError:
        if _git(folder, "rev-list", "--all", "--max-count=1"):
            raise
        return set()  # a new repository, in which nothing was committed yet
    found = entries("\n".join(line[1:] for line in changes.split("\n") if line[:1] in {"+", "-"}))
    if found and shallow.strip() == "true":
        why = "this copy of the repository holds only its last commits"
        mend = "run 'git fetch --unshallow'; in a workflow, check out with 'fetch-depth: 0'"
        raise UnknownHistoryError(why, mend)
    return found


def _git(folder: Path, *arguments: str) -> str:
    """Ask Git.

    Raises:
        UnknownHistoryError: where it is not there or says no.
    """
    command = ["git", *arguments]
    try:
        git = subprocess.run(
            command, cwd=folder, capture_output=True, check=False, text=True, errors="replace"
        )
    except OSError:
        why = "Git is not there to show earlier commits"
        raise UnknownHistoryError(why, "install Git, and run this again") from None
    if git.returncode:
        said = " ".join(git.stderr.split())[:300] or "it gives no reason"
        why = f"Git does not show earlier commits ({said})"
        raise UnknownHistoryError(why, "do what it says, and run this again")
    return git.stdout.replace("\r\n", "\n")
