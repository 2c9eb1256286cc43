"""Replaces each marker of a rendered page by what it shows."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import jinja2
from contract.markers import MARKERS

from rendering.marker_facts import FACTS, FactsMissingError, marker_facts
from rendering.sentences import sentences_for
from rendering.shared_texts import shared_text_as_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.page import CheckedPage
    from checks.site import Report

# What `fill_what_is_searched` leaves for `fill_the_rest`; the search ignores comments.
_KEPT = re.compile(r"<!-- \{\{ ([a-z-]+) \}\} -->")
_NOT_SEARCHED = frozenset(marker.name for marker in MARKERS if not marker.searched)
# A marker is alone on its line, so any Markdown renderer makes it a paragraph of its own.
_MARKER = re.compile(r"<p>\{\{[ \t]*([a-z-]+)[ \t]*\}\}\s*</p>")


@functools.lru_cache(maxsize=8)
def marker_templates(folders: Sequence[str], site_url: str = "") -> jinja2.Environment:
    """Return the templates of the markers: `markers/NAME.html` in the first folder that has it.

    They are cached until `marker_templates.cache_clear()`.

    Args:
        folders: where to look.
        site_url: the site's address, ending in a slash; '' if it is not known.
    """
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals["site_url"] = site_url
    return templates


def fill_markers(html: str, page: CheckedPage, report: Report, templates: jinja2.Environment) -> str:
    """Replace every marker of a page.

    Args:
        html: the page's text as the Markdown renderer made it.
        page: the page as it was checked.
        report: all pages and data files, for facts from elsewhere.
        templates: see `marker_templates`.

    Returns:
        The page's text with every marker filled. A marker whose facts are missing or wrong is replaced by a
        box that says so; only a preview can show it, because the check stops every build.
    """
    return fill_the_rest(fill_what_is_searched(html, page, report, templates), page, report, templates, {})


def fill_what_is_searched(html: str, page: CheckedPage, report: Report, templates: jinja2.Environment) -> str:
    """Replace the markers whose words the search indexes, and keep the others as comments."""

    def fill(found: re.Match[str]) -> str:
        if found[1] in _NOT_SEARCHED:
            return f"<!-- {{{{ {found[1]} }}}} -->"
        return _filled(found[1], page, report, templates)

    return _MARKER.sub(fill, html)


def fill_the_rest(
    html: str, page: CheckedPage, report: Report, templates: jinja2.Environment, filled: dict[str, str]
) -> str:
    """Replace the markers that `fill_what_is_searched` has kept as comments.

    Args:
        html: see `fill_markers`, as are the following.
        page: the page.
        report: all pages and data files.
        templates: the templates of the markers.
        filled: what the markers of this page show, as far as it is known; receives the others.
    """

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        if name not in filled:
            filled[name] = _filled(name, page, report, templates)
        return filled[name]

    return _KEPT.sub(fill, html)


def _filled(name: str, page: CheckedPage, report: Report, templates: jinja2.Environment) -> str:
    if name not in FACTS and name in report.registers.partials:
        return shared_text_as_html(report.registers.partials[name], page.source.path)
    try:
        facts = marker_facts(name, page.front_matter, page.source.path, report)
    except FactsMissingError:
        return templates.get_template("markers/not-shown.html").render()
    sentence = sentences_for(page.source.path, report)
    return templates.get_template(f"markers/{name}.html").render(facts, sentence=sentence)
