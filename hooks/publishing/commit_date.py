"""The date of the last commit, so that building a commit produces the same site on any day."""

from __future__ import annotations

import contextlib
import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator
    from pathlib import Path

# Read by MkDocs and most other tools for reproducible builds: https://reproducible-builds.org/specs/source-date-epoch/
_VARIABLE = "SOURCE_DATE_EPOCH"


class NoCommitDateError(Exception):
    """There is no commit to take a date from. The message says why."""


def last_commit_seconds(folder: Path) -> int:
    """Return the time of the last commit in the repository around `folder`, in seconds since 1970.

    One commit is enough, so a shallow clone will do.

    Raises:
        NoCommitDateError: Git is missing, `folder` is in no repository, or it has no commit yet.
    """
    # With log.showSignature set, git would print more than the date.
    command = ["git", "-c", "log.showSignature=false", "log", "-1", "--format=%ct"]
    try:
        git = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, errors="replace", check=False
        )
    except OSError as error:
        message = f"git could not be run ({error.strerror})"
        raise NoCommitDateError(message) from error
    if git.returncode != 0:
        message = next(iter(git.stderr.splitlines()), f"git ended with status {git.returncode}")
        raise NoCommitDateError(message)
    try:
        return int(git.stdout)
    except ValueError as error:
        message = f"git printed {git.stdout!r} instead of a date"
        raise NoCommitDateError(message) from error


@contextlib.contextmanager
def commit_date_as_build_date(folder: Path, log: logging.Logger) -> Iterator[None]:
    """Set SOURCE_DATE_EPOCH to the date of the last commit in the repository until the context ends.

    A date that is already set is left alone. Without a commit none is set, and the log says so.
    """
    if os.environ.get(_VARIABLE):
        yield
        return
    try:
        os.environ[_VARIABLE] = str(last_commit_seconds(folder))
    except NoCommitDateError as reason:
        # Tools that read the variable cannot cope with an empty one.
        os.environ.pop(_VARIABLE, None)
        log.info("The pages will have today's date, because there is no commit to take one from: %s", reason)
    try:
        yield
    finally:
        os.environ.pop(_VARIABLE, None)
