"""Lets a web server read the published files, whatever umask and modes they were built with."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FILE = 0o644
_FOLDER = 0o755
_GROUP_MAY_LOOK = 0o050


def make_readable(site: Path) -> None:
    """Set the mode of every file of a site to 644 and that of every folder to 755.

    Hidden entries at the top (`.git`, `.well-known`) belong to whoever put them there and are left alone. So
    is the site's own folder if its group can read it already: then the operator has locked out all others.

    Raises:
        OSError: A mode cannot be changed.
    """
    if site.stat().st_mode & _GROUP_MAY_LOOK != _GROUP_MAY_LOOK:
        site.chmod(_FOLDER)
    for entry in site.iterdir():
        if not entry.name.startswith("."):
            _make_readable(entry)


def _make_readable(path: Path) -> None:
    if path.is_symlink():
        return  # its target belongs to someone else
    if path.is_dir():
        _set_mode(path, _FOLDER)
        for entry in path.iterdir():
            _make_readable(entry)
        return
    if path.stat().st_nlink > 1:
        _part_from_other_names(path)
    _set_mode(path, _FILE)


def _set_mode(path: Path, mode: int) -> None:
    if path.stat().st_mode & 0o777 != mode:
        path.chmod(mode)


def _part_from_other_names(path: Path) -> None:
    """Replace a hard link by a copy, so that its other names, perhaps in the checkout, keep their mode."""
    copy = path.with_name(f".{path.name}.copy")
    shutil.copyfile(path, copy)
    os.utime(copy, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    copy.replace(path)


def make_parents(folder: Path) -> None:
    """Create the missing folders above a site, with modes that let a web server pass through.

    Raises:
        OSError: A folder cannot be created.
    """
    if not folder.parent.exists():
        make_parents(folder.parent)
        folder.parent.mkdir(exist_ok=True)
        folder.parent.chmod(_FOLDER)
