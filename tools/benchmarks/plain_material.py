"""Builds the same pages with plain Material, for comparison: its docs folder, its settings, and both builds.

Plain Material has the project's theme settings, Markdown extensions and plugins, but none of its hooks,
templates, style sheets and scripts.
"""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

from generate_pages import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checks.site import Report
    from mkdocs.config.defaults import MkDocsConfig

# MkDocs does the same when it loads a hook.
sys.path.insert(0, str(PROJECT / "hooks"))

MARKER = re.compile(r"^\{\{ [a-z-]+ \}\}$", re.MULTILINE)


def checked(docs: Path) -> Report:
    """Read the pages of a docs folder as the hooks do."""
    from checks.site import check_site  # noqa: PLC0415  (the processes that build do not need it)

    return check_site(docs)


def copy_with_markers_filled(docs: Path, folder: Path) -> None:
    """Copy a docs folder with the markers filled in: the text that readers get.

    Args:
        docs: pages of this project.
        folder: the new docs folder, for plain Material.
    """
    from rendering.fill import fill_markers, marker_templates  # noqa: PLC0415

    report = checked(docs)
    templates = marker_templates((str(PROJECT / "overrides"),))
    shutil.copytree(docs, folder)
    for path, page in report.pages.items():
        text = (docs / path).read_text(encoding="utf-8")
        as_rendered = MARKER.sub(lambda found: f"<p>{found[0]}</p>", text)
        (folder / path).write_text(fill_markers(as_rendered, page, report, templates), encoding="utf-8")


def copy_without_markers(docs: Path, folder: Path) -> None:
    """Copy a docs folder for plain Material, with the markers removed."""
    shutil.copytree(docs, folder)
    for path in checked(docs).pages:
        text = (docs / path).read_text(encoding="utf-8")
        (folder / path).write_text(MARKER.sub("", text), encoding="utf-8")


def build_site(
    docs: Path, site: Path, *, plain: bool, before: Callable[[MkDocsConfig], None] | None = None
) -> None:
    """Build a docs folder in this process.

    Args:
        docs: the pages.
        site: where the files go.
        plain: whether to build with plain Material instead of this project.
        before: called with the settings before the first event.

    Raises:
        mkdocs.exceptions.Abort: the site cannot be built; MkDocs has logged why.
    """
    from mkdocs.commands.build import build  # noqa: PLC0415  (only the process that builds needs MkDocs)
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415

    settings: dict[str, Any] = {"docs_dir": str(docs), "site_dir": str(site), "strict": not plain}
    if plain:
        theme = yaml_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))["theme"]
        for own in ("custom_dir", "favicon", "icon"):
            theme.pop(own, None)
        settings |= {"theme": theme, "hooks": [], "extra_css": [], "extra_javascript": []}
    config = load_config(str(PROJECT / "mkdocs.yml"), **settings)
    if before:
        before(config)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
