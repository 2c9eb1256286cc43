"""MkDocs hook: puts the pages in the order of the table of paths, so that the navigation needs no list.

A new page appears in the navigation by being there. MkDocs makes the navigation from the order of the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import Files
from page_contract.check import path_rule
from page_contract.page_types import PATHS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File


def on_files(files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG001
    """Sort the files by the first pattern that fits them, then by name."""
    return Files(sorted(files, key=_place))


def _place(file: File) -> tuple[int, str]:
    rule = path_rule(file.src_uri)
    return (PATHS.index(rule) if rule else len(PATHS), file.src_uri)
