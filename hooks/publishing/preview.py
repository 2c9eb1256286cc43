"""Whether this run of MkDocs is a preview, which has a folder of its own, or a build for readers."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

_KNOWN = frozenset({"build", "gh-deploy", "serve"})


class Command(NamedTuple):
    """The MkDocs command of this run.

    Attributes:
        typed: as it was typed; None where MkDocs is used without its command line.
        reported: as MkDocs reports it in `on_startup`. `serve --clean` reports "build", so `typed` takes
            precedence.
    """

    typed: str | None = None
    reported: str = ""

    def is_preview(self, site_dir: Path) -> bool:
        """Return whether this is `mkdocs serve`.

        Args:
            site_dir: the folder MkDocs builds in; `serve` creates a temporary one.
        """
        if self.typed is not None:
            return self.typed == "serve"
        temporary = site_dir.parent == Path(tempfile.gettempdir()) and site_dir.name.startswith("mkdocs_")
        return self.reported == "serve" or temporary


_this_run = Command()


def remember_command(reported: str) -> None:
    """Keep the command for the rest of the run; MkDocs reports it only in `on_startup`."""
    global _this_run  # noqa: PLW0603  (MkDocs runs once in a process)
    _this_run = Command(typed_command(), reported)


def is_preview(site_dir: Path | str) -> bool:
    """Return whether this run is `mkdocs serve`.

    Args:
        site_dir: the folder MkDocs builds in.
    """
    return _this_run.is_preview(Path(site_dir))


def typed_command() -> str | None:
    """Return the MkDocs command that was typed, or None when MkDocs is used without its command line."""
    import click  # noqa: PLC0415  (comes with MkDocs; the check runs without)

    context = click.get_current_context(silent=True)
    name = context.command.name if context else None
    return name if name in _KNOWN else None
