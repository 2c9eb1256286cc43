"""Publishes all or nothing: site_dir holds either the whole old site or the whole new one.

MkDocs empties site_dir, builds into it, and only fails on strict warnings after the last file is written.
So this hook has it build in a folder beside site_dir, which replaces site_dir in `on_shutdown`. By then
strict warnings have failed the build, including those of late `on_post_build` handlers; gh-deploy has not
yet read site_dir; and an error during the swap still ends MkDocs with status 1.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from publishing.commit_date import commit_date_as_build_date
from publishing.publication import Publication
from publishing.staging import PublishError
from publishing.strict_warnings import every_warning_counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.plugins.publish_site")

_publication = Publication(log)


@contextlib.contextmanager
def _failing_the_build() -> Iterator[None]:
    # MkDocs prints the message of a PluginError without a traceback, in every event.
    try:
        yield
    except PublishError as error:
        raise PluginError(str(error)) from error


def on_startup(*, command: str, dirty: bool) -> None:
    """Begin a run."""
    _publication.start(command=command, dirty=dirty)


@event_priority(1000)  # before another hook or plugin reads site_dir or the date, or logs a warning
def on_config(config: MkDocsConfig) -> None:
    """Build beside site_dir, with the date of the last commit, and with every warning counted if strict."""
    site_dir = Path(config.site_dir)
    if not _publication.is_for_readers(site_dir):
        return
    undo = _publication.undo
    if config.strict:
        loggers = logging.getLogger("mkdocs"), logging.getLogger("mkdocs.structure.pages")
        undo.enter_context(every_warning_counts(*loggers))
    # Not in on_startup, which does not know where the project is.
    project = Path(config.config_file_path or "mkdocs.yml").absolute().parent
    undo.enter_context(commit_date_as_build_date(project, log))
    undo.callback(setattr, config, "site_dir", config.site_dir)  # gh-deploy reads it after the build
    with _failing_the_build():
        config.site_dir = str(_publication.stage(site_dir))


@event_priority(-1000)  # after everything else that can fail
def on_post_build(config: MkDocsConfig) -> None:
    """Record that the last file is written; MkDocs counts the strict warnings next."""
    with _failing_the_build():
        _publication.build_is_whole(Path(config.site_dir))


def on_build_error(error: Exception) -> None:
    """Record that the build has failed."""
    _publication.build_failed()


@event_priority(-1000)
def on_shutdown() -> None:
    """Publish, or say that nothing was published. MkDocs calls this in a `finally`, failed or not."""
    with _failing_the_build():
        _publication.end(interrupted=sys.exception() is not None)
