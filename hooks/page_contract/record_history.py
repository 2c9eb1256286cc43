"""What earlier commits held of the record of addresses, by asking Git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from page_contract.diagnostics import Diagnostic
from page_contract.permalinks import PERMALINKS, entries
from page_contract.text_file import read_text

if TYPE_CHECKING:
    from page_contract.permalinks import Permalinks

# As they are set while a hook of Git runs.
_OF_ANOTHER_REPOSITORY = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"}
)
# Every commit's lines, whatever this machine's settings: -m compares a merge with each of its parents, and
# --text shows a file that counts as no text.
_CHANGES = (
    *("--no-replace-objects", "-c", "log.showRoot=true", "log", "--patch", "-m", "--full-history"),
    *("--text", "--no-textconv", "--no-ext-diff", "--format=", "--unified=0", "--no-color"),
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


def compared_with_history(docs: Path, record: Permalinks | None) -> list[Diagnostic]:
    """Find lines of the record that an earlier commit had and that are gone.

    A folder in no repository has no earlier commits, and a file that was never committed neither.

    Args:
        docs: the docs folder.
        record: the record as it is; the lines count as recorded from here on, so that nothing else is told of
            them. None where it cannot be read.
    """
    if (docs / PERMALINKS).is_symlink():
        message = "the record is a link to another file, so that nobody can tell what stood here"
        return [Diagnostic(PERMALINKS, 1, "unknown-history", message, "put the file itself here")]
    try:
        earlier = earlier_entries(docs, PERMALINKS)
    except UnknownHistoryError as unknown:
        why = f"{unknown.why}, so nobody can tell what stood here"
        return [Diagnostic(PERMALINKS, 1, "unknown-history", why, unknown.mend)]
    missing = sorted(earlier - entries(read_text(docs / PERMALINKS) or ""))
    if record is not None:
        record.restore(missing)
    mend = "run 'make links', which puts it back"
    if earlier and len(missing) == len(earlier):
        message = f"earlier commits had {len(earlier):,} lines here, and none of them is left"
        return [Diagnostic(PERMALINKS, 1, "shortened-record", message, mend)]
    return [
        Diagnostic(
            PERMALINKS,
            1,
            "shortened-record",
            f"the line '{line}' stood here in an earlier commit",
            mend,
        )
        for line in missing
    ]


def earlier_entries(folder: Path, name: str) -> set[str]:
    """Give every line that a file of the record had in the last commit or in any before it.

    Args:
        folder: a folder of the repository, or of none.
        name: the file below that folder.

    Raises:
        UnknownHistoryError: where earlier commits are missing, or Git does not show them.
    """
    folders = (folder.resolve(), *folder.resolve().parents)
    top = next((parent for parent in folders if (parent / ".git").exists()), None)
    if top is None:
        return set()
    if Path(_git(folder, "rev-parse", "--show-toplevel").rstrip("\n")).resolve() != top:
        why = "Git takes this folder for part of another repository"
        raise UnknownHistoryError(why, "look for 'core.worktree' in the settings of Git, and take it out")
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
        why = "this copy of the repository holds only its last commits"
        mend = "run 'git fetch --unshallow'; in a workflow, check out with 'fetch-depth: 0'"
        raise UnknownHistoryError(why, mend)
    try:
        changes = _git(folder, *_CHANGES, "HEAD", "--", name)
    except UnknownHistoryError:
        if _git(folder, "rev-list", "--all", "--reflog", "--max-count=1"):
            raise
        return set()  # a new repository, in which nothing was committed yet
    return entries("\n".join(line[1:] for line in changes.split("\n") if line[:1] in {"+", "-"}))


def _git(folder: Path, *arguments: str) -> str:
    """Ask Git.

    Raises:
        UnknownHistoryError: where it is not there or says no.
    """
    command = ["git", *arguments]
    try:
        git = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            check=False,
            text=True,
            errors="replace",
            env={name: text for name, text in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY},
        )
    except OSError:
        why = "Git is not there to show earlier commits"
        raise UnknownHistoryError(why, "install Git, and run this again") from None
    if git.returncode:
        said = " ".join(git.stderr.split())[:300] or "it gives no reason"
        why = f"Git does not show earlier commits ({said})"
        raise UnknownHistoryError(why, "do what it says, and run this again")
    return git.stdout.replace("\r\n", "\n")
