"""One run of the site generator: what is staged when it begins, and what is published when it ends."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from publishing.preview import is_preview, remember_command
from publishing.staging import PublishError, StagedSite

if TYPE_CHECKING:
    import logging
    from pathlib import Path


class Publication:
    """Decides, from what the site generator reports, whether the new site is published.

    Call `start`, `stage`, `build_is_whole`, `end` in this order, and `build_failed` at any time between.
    """

    def __init__(self, log: logging.Logger) -> None:
        """Create an idle publication; without `start`, nothing is staged or published."""
        self._log = log
        self._command = ""
        self._dirty = False
        self._site: StagedSite | None = None
        self._staging: Path | None = None
        self._whole = False
        self.undo = contextlib.ExitStack()
        """What to restore at the end."""

    def start(self, *, command: str, dirty: bool) -> None:
        """Begin a run.

        Args:
            command: The command as the generator reports it: "build", "gh-deploy" or "serve".
            dirty: Whether only changed pages are built, into a copy of the published site.
        """
        self.undo.close()
        if self._site:
            self._site.release()
        remember_command(command)
        self._command, self._dirty = command, dirty
        self._site, self._staging, self._whole = None, None, False

    def is_for_readers(self, site_dir: Path) -> bool:
        """Return whether this run publishes to `site_dir`. A preview does not."""
        if not self._command:
            return False
        return not is_preview(site_dir)

    def stage(self, site_dir: Path) -> Path:
        """Return the folder to build in instead of `site_dir`, once no other build is publishing there.

        Raises:
            PublishError: The site cannot be published there.
        """
        self._site = StagedSite(site_dir, self._log)
        # gh-deploy reads site_dir after the build, so it keeps the lock until its process ends: no other
        # build may swap the site while it is being read.
        if self._command != "gh-deploy":
            self.undo.callback(self._site.release)
        self._staging = self._site.open(with_published_pages=self._dirty)
        return self._staging

    def build_is_whole(self, built_in: Path) -> None:
        """Record that the last file is written.

        Raises:
            PublishError: The site was built elsewhere, so what was staged is not the site.
        """
        if self._staging and built_in != self._staging:
            message = (
                f"Another hook or plugin changed site_dir to '{built_in}', so the site cannot be published."
            )
            raise PublishError(message)
        self._whole = True

    def build_failed(self) -> None:
        """Record that the build has failed, even if the last file is written."""
        self._whole = False

    def end(self, *, interrupted: bool) -> None:
        """Publish the site if it is whole, discard it if not, and restore everything else.

        Args:
            interrupted: Whether the run is ending with an exception. Ctrl-C and SystemExit are not reported
                as failures of the build.

        Raises:
            PublishError: The site is whole and could not be put in place.
        """
        with self.undo:
            if self._site is None or not self._site.is_open:
                return
            if self._whole and not interrupted:
                try:
                    self._site.publish()
                except PublishError:
                    self._site.discard()
                    raise
            else:
                self._site.discard()
                self._log.info("Nothing was published. %s", self._site.describe_published())
