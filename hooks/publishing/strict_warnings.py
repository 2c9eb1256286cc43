"""Keeping a strict build strict whatever the log level.

A strict build fails on the warnings that it logs. Showing more or less of the log must not change that.
"""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def every_warning_counts(generator: logging.Logger, pages: logging.Logger) -> Iterator[None]:
    """Make sure that warnings are logged, and links to anchors checked, until the context ends."""
    levels = {generator: generator.level, pages: pages.level}
    try:
        # -q drops warnings before they are counted, so a strict build with broken links would succeed. They
        # are printed too, because in a strict build each of them is a reason for the failure.
        if generator.getEffectiveLevel() > logging.WARNING:
            generator.setLevel(logging.WARNING)
        if pages.getEffectiveLevel() <= logging.DEBUG:
            pages.setLevel(logging.INFO)
            generator.info(
                "With -v MkDocs would not check links to anchors. This build is strict, so they are checked, "
                "and the log leaves out the details of '%s'.",
                pages.name,
            )
        yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)
