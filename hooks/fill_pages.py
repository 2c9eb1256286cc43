"""MkDocs hook: sets in what the markers of a page show, and gives its facts to the template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from page_contract.current_report import current_report
from page_filling.fill import fill_markers, marker_templates
from page_filling.page_facts import page_facts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

_TEMPLATES = {"exercise": "exercise.html", "routine": "routine.html", "condition": "condition.html"}


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill the markers, and choose the template by the kind of page."""
    report = current_report()
    checked = report.pages.get(page.file.src_uri)
    if checked is None:
        return html
    if (template := _TEMPLATES.get(checked.page_type.name)) is not None:
        page.meta.setdefault("template", template)
    return fill_markers(html, checked, report, marker_templates(tuple(config.theme.dirs)))


def on_page_context(
    context: dict[str, Any],
    *,
    page: Page,
    config: MkDocsConfig,
    nav: Navigation,
) -> dict[str, Any]:
    """Give the page's facts to the template, as `facts`."""
    checked = current_report().pages.get(page.file.src_uri)
    context["facts"] = page_facts(checked) if checked else None
    return context
