"""Putting a new folder in the place of an old one so that no moment shows a missing or a mixed folder."""

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
    """Put `new` at `target`; what stood at `target` before stands at `new` afterwards.

    Where an exchange is refused, `target` is moved to `aside` and then `new` to `target`. A process killed
    between these two renames leaves no `target`, and a whole old one at `aside`: the caller must put it back
    before it does anything else. `aside` is never anything but whole.

    Args:
        new: The folder to put in place.
        target: Where to put it. It may be a folder, a link, or not be there yet.
        aside: A free name in the same folder, for the two renames.

    Returns:
        Whether the swap was one atomic act.

    Raises:
        OSError: The swap failed, and `target` is what it was before (or, if even putting it back failed, it
            lies whole at `aside`).
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
    """Exchange the names of two existing files, folders or links in one atomic act. Links are not followed.

    Raises:
        OSError: Nothing was changed. `errno` is ENOSYS where the system has no such call.
    """
    # Python offers no exchange, so this is renameat2(2), through whichever C library is already loaded.
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
    # Deleting takes many steps, so the old folder gets the name of something unfinished before they begin:
    # a half-deleted folder must never be taken for a whole one. If the rename fails, a whole old folder is
    # left over beside a whole new one, which does no harm.
    with contextlib.suppress(OSError):
        aside.rename(new)
