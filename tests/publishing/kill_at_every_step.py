"""Publish again and again, each time killed (SIGKILL) before or after the next step that changes files.

Run as `python kill_at_every_step.py <scenario> <folder>`, with the package `publishing` on the path. Prints
the number of steps. Fails where a kill left a site that is neither the old nor the new one.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing import atomic_swap
from publishing.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Callable

HIDDEN = {".nojekyll": "", ".git/config": "kept"}


def pages(version: int) -> dict[str, str]:
    """Return the files of one version; each version has one of its own name."""
    return {"index.html": f"{version}", "a/index.html": f"{version}", "a/b.html": f"{version}"}


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files one after the other, as a build does."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def read(folder: Path) -> dict[str, str] | None:
    """Return all files of a folder, or None if there is none."""
    if not os.path.lexists(folder):
        return None
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def build(root: Path, version: int, scenario: str, *, fails: bool = False) -> None:
    """Do what the hook does, with a build in between."""
    publication = Publication(logging.getLogger("silent"))
    publication.start(command="build", dirty=scenario == "changed pages only")
    staging = publication.stage(root / "site")
    write(staging, pages(version))
    publication.build_is_whole(staging)
    publication.end(interrupted=fails)


def prepare(root: Path, scenario: str) -> None:
    """Publish version 1, hidden files included, without the code under test."""
    root.mkdir()
    if scenario == "link":
        write(root / "elsewhere", pages(1) | HIDDEN)
        (root / "site").symlink_to("elsewhere")
    elif scenario != "first build":
        write(root / "site", pages(1) | HIDDEN)


def refuse(*_: object) -> None:
    """Stand in for a file system without exchange."""
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def kill_around(step: int, *, after: bool) -> None:
    """Make this process kill itself before or after the given call of any function that changes files."""
    calls = 0

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            mine = calls == step
            if mine and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return function(*arguments, **options)
            finally:  # also after a call that fails, such as mkdir for a folder that is there
                if mine:
                    os.kill(os.getpid(), signal.SIGKILL)

        return wrapped

    for module, names in (
        (os, ("rename", "replace", "unlink", "rmdir", "mkdir", "symlink", "chmod")),
        (shutil, ("rmtree", "copytree", "copyfile", "copystat", "copymode")),
        (atomic_swap, ("exchange",)),
        (Path, ("write_text",)),
    ):
        for name in names:
            setattr(module, name, wrap(getattr(module, name)))


def build_and_be_killed(root: Path, scenario: str, step: int, *, after: bool) -> bool:
    """Build version 2 in a process of its own; return whether it was killed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            kill_around(step, after=after)
            build(root, 2, scenario)
            status = 0
        finally:
            os._exit(status)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0, "the build failed by itself"
    return False


def check_after_kill(root: Path, scenario: str, moment: str) -> None:
    """See that nothing is lost, and that builds go on working."""
    hidden = {} if scenario == "first build" else HIDDEN
    old, new = (None if scenario == "first build" else pages(1) | hidden), pages(2) | hidden
    found = read(root / "site")
    if scenario == "two renames" and found is None:
        # The one gap a swap by two renames cannot close; the old site must be whole, and come back.
        assert read(root / ".site.old") == old, moment
    else:
        assert found in (old, new), f"{moment}: {found}"
    build(root, 3, scenario, fails=True)
    assert read(root / "site") in (old, new), f"{moment}: a build that failed later"
    if found is not None:
        assert read(root / "site") == found, f"{moment}: a build that failed later"
    build(root, 4, scenario)
    assert read(root / "site") == pages(4) | hidden, f"{moment}: the next build"
    expected = {"site", ".site.lock"}
    if scenario == "link":
        expected |= {"elsewhere"}
        assert read(root / "elsewhere") == old, f"{moment}: deleted through a link"
    assert {path.name for path in root.iterdir()} == expected, f"{moment}: left-overs"


def main() -> None:
    """Kill at every step of one scenario."""
    logging.getLogger("silent").setLevel(logging.CRITICAL)
    scenario, folder = sys.argv[1], Path(sys.argv[2])
    if scenario == "two renames":
        setattr(atomic_swap, "exchange", refuse)  # noqa: B010  (mypy knows the one it replaces)
    step = 0
    killed = True
    while killed:
        step += 1
        for after in (False, True):
            root = folder / f"{step}-{after}"
            prepare(root, scenario)
            killed = build_and_be_killed(root, scenario, step, after=after)
            check_after_kill(root, scenario, f"killed {'after' if after else 'before'} step {step}")
            shutil.rmtree(root)
    sys.stdout.write(f"{step - 1}")


if __name__ == "__main__":
    main()
