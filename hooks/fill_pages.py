"""MkDocs hook: sets in what the markers of a page show, and gives its facts to the template."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from checks.current_report import current_report
from checks.rendered_links import rendered_links_to_stretches
from contract.markers import TEMPLATE_ANCHORS, TOP
from contract.page_types import RETIRED
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.toc import AnchorLink
from reading.block_structure import read_structure
from reading.permalinks import moved_sections
from reading.text_file import decode
from rendering.comments import without_comments
from rendering.fill import fill_the_rest, fill_what_is_searched, marker_templates
from rendering.page_facts import page_facts
from rendering.page_sections import in_sections
from rendering.paper_links import with_paper_links
from rendering.qr_code import qr_code
from rendering.section_links import with_section_links
from rendering.sentences import sentences_for
from rendering.step_numbers import with_step_numbers
from rendering.tables import set_tables

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

_FIELDS_OF_THE_THEME = {"title", "description", "author", "hide"}
# No reader sees this white space, but the search takes every piece of it for a text and keeps it.
_BETWEEN_BLOCKS = re.compile(r"(</(?:p|h[1-6]|li|[uo]l|tr|thead|tbody)>|<(?:[uo]l|tr|thead|tbody)>)\s+(?=<)")
# Without it the last word of a cell and the first of the next would be one word for the search.
_BETWEEN_CELLS = re.compile(r"(</t[dh]>)\s*(?=<)")
_ON_ONE_SHEET = frozenset({"exercise", "routine"})
_TEMPLATES = {"exercise": "exercise.html", "routine": "routine.html", "condition": "condition.html"}


def _marker_templates(config: MkDocsConfig) -> Environment:
    return marker_templates(tuple(config.theme.dirs), config.site_url or "")


def on_pre_build(config: MkDocsConfig) -> None:
    """Read the templates of the markers anew, because a preview builds many times."""
    marker_templates.cache_clear()


def on_page_read_source(*, page: Page, config: MkDocsConfig) -> str | None:
    """Give MkDocs the text, and only those fields that it and the theme use.

    It would read all the fields a second time, which takes as long as the page's Markdown, and the theme
    would take some of them for settings of its own. A file that is no text, which only a preview can meet,
    gets a text in its place.
    """
    checked = current_report().pages.get(page.file.src_uri)
    text = decode(page.file.content_bytes)
    if text is None:
        return "This file cannot be read as text.\n"
    text = current_report().registers.numbers.in_page(text)
    if checked is None or checked.source.front_matter is None:
        return text
    facts = checked.front_matter
    fields = facts.model_dump(include=_FIELDS_OF_THE_THEME) if facts else checked.source.fields
    known = {name: value for name, value in fields.items() if name in _FIELDS_OF_THE_THEME}
    settings = json.dumps(known, default=str)  # JSON is YAML on one line
    return "\n".join(["---", settings, "---", *text.split("\n")[checked.source.front_matter_end :]])


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Give every template the sentences, and keep it.

    Material includes some 60 templates for a page, and a list by last use takes longer.
    """
    env.cache = {}
    env.globals["sentence"] = sentences_for("index.md", current_report())  # for 404.html, which is no page
    return env


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill the markers that are searched, and choose the template by the kind of page."""
    report = current_report()
    checked = report.pages.get(page.file.src_uri)
    if checked is None:
        return html
    if (template := _TEMPLATES.get(checked.page_type.name)) is not None:
        page.meta.setdefault("template", template)
    # MkDocs compares links with these when all pages are read.
    page.present_anchor_ids = {
        *(page.present_anchor_ids or ()),
        *moved_sections(checked.source),
        *TEMPLATE_ANCHORS,
    }
    filled = fill_what_is_searched(without_comments(html), checked, report, _marker_templates(config))
    close = _BETWEEN_CELLS.sub(r"\1 ", _BETWEEN_BLOCKS.sub(r"\1", set_tables(filled)))
    return with_step_numbers(close, checked.page_type)


@event_priority(-100)  # after the search has read the page
def on_page_context(
    context: dict[str, Any],
    *,
    page: Page,
    config: MkDocsConfig,
    nav: Navigation,
) -> dict[str, Any]:
    """Fill the other markers, and give the page's facts to the template, as `facts`."""
    report = current_report()
    checked = report.pages.get(page.file.src_uri)
    context["sentence"] = sentences_for(page.file.src_uri, report)
    if checked is not None and page.content is not None:
        templates = _marker_templates(config)
        page.content = fill_the_rest(page.content, checked, report, templates)
        if "{{" in page.content and not report.problems:
            message = f"{page.file.src_uri}: a marker was not filled; write it alone on its line"
            raise PluginError(message)
        # Also what stands in a shared text, which the check of the page itself does not see.
        links = read_structure(page.content).links if checked.page_type is RETIRED else ()
        for flaw in rendered_links_to_stretches(checked, links, config.site_url or ""):
            message = f"{page.file.src_uri}: {flaw.message}, in a text that is set in; {flaw.mend}"
            raise PluginError(message)
        if checked.page_type.name in _ON_ONE_SHEET:
            page.content = in_sections(page.content)
        else:
            page.content = with_paper_links(page.content, page.url, page.canonical_url)
        page.content = with_section_links(page.content, str(page.title), moved_sections(checked.source))
        context["qr_code"] = qr_code(page.canonical_url) if page.canonical_url else ""
    context["facts"] = page_facts(checked, report) if checked else None
    # Material's link past the navigation leads to the first heading that the contents know, which is then the
    # title; overrides/partials/sections.html shows what is below it.
    title = AnchorLink(page.title or "", TOP, 1)
    title.children = page.toc.items
    page.toc.items = [title]
    return context
