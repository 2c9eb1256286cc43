"""Building a site beside the published one, and publishing it whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from publishing import atomic_swap
from publishing.permissions import make_parents, make_readable

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator
    from pathlib import Path


class PublishError(Exception):
    """The site cannot be published. The message says which folder, why, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The published folder and the hidden names beside it, all derived from its own name.

    They have to share its parent: a rename cannot cross file systems.
    """

    published: Path
    staging: Path
    """The new site while it is built; after the swap, the old one while it is deleted. Safe to delete."""
    aside: Path
    """The old site, whole, during a swap by two renames."""
    lock: Path

    @classmethod
    def beside(cls, site_dir: Path) -> Folders:
        """Return the folders that belong to a site_dir.

        Raises:
            PublishError: `site_dir` has no name of its own, or one that another site_dir uses for staging.
        """
        # The last part is not resolved: if it is a link, the link itself is replaced.
        published = site_dir.absolute()
        name = published.name
        if not name or re.fullmatch(r"\..+\.(next|old|lock)", name):
            message = f"'{published}' cannot be a site_dir. Choose a folder with a name such as 'site'."
            raise PublishError(message)
        return cls(
            published=published,
            staging=published.with_name(f".{name}.next"),
            aside=published.with_name(f".{name}.old"),
            lock=published.with_name(f".{name}.lock"),
        )


class StagedSite:
    """A new site on its way to site_dir: `open` it, build into the folder, then `publish` or `discard` it."""

    def __init__(self, site_dir: Path, log: logging.Logger) -> None:
        """Name the folders; nothing is touched yet.

        Raises:
            PublishError: `site_dir` cannot be published to.
        """
        self._folders = Folders.beside(site_dir)
        self._log = log
        # flock(2): the system releases it when the process ends, however it ends.
        self._lock = FileLock(self._folders.lock)
        self.is_open = False

    def open(self, *, with_published_pages: bool) -> Path:
        """Wait for other builds, clean up after a killed one, and create the folder to build in.

        Args:
            with_published_pages: Start from a copy of the published site, modification times included.
                Otherwise only its hidden entries (`.nojekyll`, `.git`) are copied, because MkDocs leaves
                those in place when it cleans a site.

        Returns:
            The folder to build in.

        Raises:
            PublishError: The site could not be published later, or the folder cannot be created. The
                published site is unchanged.
        """
        published, staging = self._folders.published, self._folders.staging
        if os.path.lexists(published) and not published.is_dir() and not _is_dangling_link(published):
            message = (
                f"'{published}' is a file, but the site needs a folder of that name. Move the file first."
            )
            raise PublishError(message)
        with self._explained("prepared"):
            make_parents(published)
            self._wait_for_the_lock()
            self.is_open = True
            self._clear_left_overs()
            staging.mkdir()
            if published.is_dir():
                shutil.copymode(published, staging)
                _copy_entries(published, staging, only_hidden=not with_published_pages)
        return staging

    def publish(self) -> None:
        """Put the built site in place in one step, then delete the old one.

        Raises:
            PublishError: Nothing was published.
        """
        published, staging = self._folders.published, self._folders.staging
        linked_to = published.readlink() if published.is_symlink() else None
        with self._explained("put in place"):
            make_readable(staging)
            atomic = atomic_swap.swap_in(staging, published, aside=self._folders.aside)
        self.is_open = False
        self._log.info("Published to '%s'.", published)
        if not atomic:
            self._log.info(
                "This file system cannot exchange two folders, so the swap took two renames and was not "
                "atomic: '%s' was missing for a moment.",
                published,
            )
        if linked_to is not None:
            self._log.warning(
                "'%s' was a link and is a folder now. What it pointed to, '%s', was not touched.",
                published,
                linked_to,
            )
        self._delete_if_possible(staging)

    def discard(self) -> None:
        """Delete the unfinished site."""
        self.is_open = False
        self._delete_if_possible(self._folders.staging)

    def release(self) -> None:
        """Let other builds begin. Calling it again does nothing."""
        self._lock.release()

    def describe_published(self) -> str:
        """Return a sentence on what is in site_dir, for somebody whose build has failed."""
        if os.path.lexists(self._folders.published):
            return f"The site in '{self._folders.published}' is the one published before, unchanged."
        if os.path.lexists(self._folders.aside):
            return (
                f"The site published before is complete in '{self._folders.aside}'; "
                f"the next build moves it back to '{self._folders.published}'."
            )
        return f"'{self._folders.published}' does not exist: no site has been published there yet."

    def _wait_for_the_lock(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            self._log.info(
                "Another build is publishing to '%s'; waiting for it to end.", self._folders.published
            )
            self._lock.acquire()

    def _clear_left_overs(self) -> None:
        published, staging, aside = self._folders.published, self._folders.staging, self._folders.aside
        if os.path.lexists(aside) and not os.path.lexists(published):
            aside.rename(published)
            self._log.info("Restored '%s': a build was killed while replacing it.", published)
        _delete(staging)
        if os.path.lexists(aside):
            # Renamed before it is deleted, for the reason given in `atomic_swap`.
            aside.rename(staging)
            _delete(staging)

    def _delete_if_possible(self, folder: Path) -> None:
        # The site is published or discarded by now, so a leftover is no reason to fail.
        try:
            _delete(folder)
        except OSError as error:
            self._log.warning("Could not delete '%s' (%s). You can delete it by hand.", folder, error)

    @contextlib.contextmanager
    def _explained(self, doing: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            published = self._folders.published
            message = (
                f"The new site for '{published}' could not be {doing}: {error}. "
                f"{self._advice(error)} {self.describe_published()}"
            )
            raise PublishError(message) from error

    def _advice(self, error: OSError) -> str:
        published = self._folders.published
        match error.errno:
            case errno.EBUSY:
                return (
                    "The folder is a mount point or in use, so it cannot be replaced. Set site_dir to a "
                    f"folder inside it, such as '{published / 'site'}', or unmount it."
                )
            case errno.EXDEV:
                return (
                    "The folder is part of a container image, and such a folder cannot be renamed. "
                    "Delete the folder, or set another site_dir, and build again."
                )
            case errno.EACCES | errno.EPERM | errno.EROFS:
                return (
                    f"The new site is built beside the old one, so the build must be allowed to write in "
                    f"'{published.parent}' and to read and delete what is in '{published}'."
                )
            case errno.ENOSPC | errno.EDQUOT:
                return "The new site is built beside the old one, so there must be space for both."
            case _:
                return "Fix that, or set another site_dir, and build again."


def _copy_entries(source: Path, target: Path, *, only_hidden: bool) -> None:
    for entry in source.iterdir():
        if only_hidden and not entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, target / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, target / entry.name, follow_symlinks=False)


def _delete(path: Path) -> None:
    # A link is only unlinked: its target belongs to someone else.
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _is_dangling_link(path: Path) -> bool:
    return path.is_symlink() and not path.exists()
