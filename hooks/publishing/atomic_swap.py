"""Replacing a folder by a new one, so that at no moment it is missing or half replaced."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# How Linux, a file system (FUSE, NFS) or an overlay's lower layer says "I cannot exchange these two".
_REFUSALS = frozenset({errno.EINVAL, errno.ENOSYS, errno.EXDEV})

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap_in(new: Path, target: Path, *, aside: Path) -> bool:
    """Put `new` at `target`; what was at `target` before is at `new` afterwards.

    Where an exchange is refused, `target` is moved to `aside` and then `new` to `target`. A process killed
    between these two renames leaves no `target`, but the whole old folder at `aside`: the caller must move it
    back before it does anything else. `aside` is never incomplete.

    Args:
        new: The folder to put in place.
        target: Where to put it. It may be a folder, a link, or not be there yet.
        aside: A free name in the same folder, for the two renames.

    Returns:
        Whether the swap was atomic.

    Raises:
        OSError: The swap failed, and `target` is unchanged (or, if even moving it back failed, whole at
            `aside`).
    """
    if not os.path.lexists(target):
        new.rename(target)
        return True
    try:
        exchange(new, target)
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        _swap_by_two_renames(new, target, aside)
        return False
    return True


def exchange(first: Path, second: Path) -> None:
    """Exchange the names of two existing files, folders or links atomically. Links are not followed.

    Raises:
        OSError: Nothing was changed. `errno` is ENOSYS where the system has no such call.
    """
    # Python has no function for this, so renameat2(2) is called through the C library already loaded.
    renameat2 = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    )
    if renameat2 is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(second))
    names = _AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second)
    if renameat2(*names, ctypes.c_uint(_RENAME_EXCHANGE)) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(second))


def _swap_by_two_renames(new: Path, target: Path, aside: Path) -> None:
    try:
        target.rename(aside)
        new.rename(target)
    except BaseException:  # Ctrl-C between the two as well
        if os.path.lexists(aside) and not os.path.lexists(target):
            aside.rename(target)
        raise
    # Deleting takes many steps, so the old folder is renamed to `new`, the name of unfinished folders, before
    # they begin: a half-deleted folder must never be mistaken for a whole one. If the rename fails, a whole
    # old folder is left beside the whole new one, which does no harm.
    with contextlib.suppress(OSError):
        aside.rename(new)
