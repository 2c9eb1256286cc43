"""Telling a preview, which has a folder of its own, from a build that is published."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

_KNOWN = frozenset({"build", "gh-deploy", "serve"})


def typed_command() -> str | None:
    """Return the MkDocs command that was typed, or None when MkDocs is used without its command line."""
    context = click.get_current_context(silent=True)
    name = context.command.name if context else None
    return name if name in _KNOWN else None


def is_preview(*, typed: str | None, reported: str, site_dir: Path) -> bool:
    """Tell whether this build is for `mkdocs serve`.

    Args:
        typed: What `typed_command` said when MkDocs started.
        reported: The command MkDocs reports. `serve --clean` reports "build", so it is the weaker witness.
        site_dir: Where MkDocs is going to build; `serve` makes itself a temporary folder.
    """
    if typed is not None:
        return typed == "serve"
    temporary = site_dir.parent == Path(tempfile.gettempdir()) and site_dir.name.startswith("mkdocs_")
    return reported == "serve" or temporary
