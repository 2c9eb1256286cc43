"""MkDocs hook: gives each page its facts in the words of schema.org, for partials/structured-data.html."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.current_report import current_report
from markupsafe import Markup
from outputs.structured_data.graph import as_script_text, graph
from outputs.structured_data.place import Place, Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the text of the script element to the template, as `structured_data`."""
    report = current_report()
    checked = report.pages.get(page.file.src_uri)
    if checked is not None:
        place = Place(page.file.src_uri, page.canonical_url or "")
        site = Site(config.site_name, str(config.theme["language"]))
        data = graph(checked, place, site, report)
        if data is not None:
            context["structured_data"] = Markup(as_script_text(data))  # noqa: S704  (escaped for a script)
    return context
