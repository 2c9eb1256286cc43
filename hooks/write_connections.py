"""MkDocs hook: writes a file for each diagnosis code, and gives /connect/ its template and its codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.current_report import current_report
from markupsafe import Markup
from mkdocs.structure.files import File
from outputs.connections.code_files import code_files
from outputs.connections.request_data import PAGE, request_data
from outputs.structured_data.graph import as_script_text

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the files."""
    language = str(config.theme["language"])
    for name, text in code_files(current_report(), config.site_name, language, config.site_url or "").items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Choose the template of the page."""
    if page.file.src_uri == PAGE:
        page.meta["template"] = "connect.html"
    return html


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the codes to the template, as `request_data`."""
    if page.file.src_uri == PAGE:
        text = as_script_text(request_data(current_report()))
        context["request_data"] = Markup(text)  # noqa: S704  (escaped for a script)
    return context
