"""MkDocs hook: makes the navigation from the table of paths, so that a new page appears by being there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.page import path_rule
from contract.page_types import PATHS
from mkdocs.structure.files import InclusionLevel
from mkdocs.utils import nest_paths

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Sort the pages by the first pattern that fits them, then by name; a `nav:` in mkdocs.yml wins."""
    for file in files.documentation_pages():
        rule = path_rule(file.src_uri)
        if rule is not None and not rule.in_navigation:
            file.inclusion = InclusionLevel.NOT_IN_NAV  # which MkDocs then does not call forgotten
    if config.nav is None:
        pages = [file for file in files.documentation_pages() if file.inclusion.is_in_nav()]  # type: ignore[no-untyped-call]
        config.nav = nest_paths(file.src_uri for file in sorted(pages, key=_place))  # type: ignore[no-untyped-call]
    return files


def _place(file: File) -> tuple[int, str]:
    rule = path_rule(file.src_uri)
    return (PATHS.index(rule) if rule else len(PATHS), file.src_uri)
