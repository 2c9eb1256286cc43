"""Keep the sidebar short: on a large site it is nearly all that a build does and that a reader downloads.

The sidebar of every page lists every page of the site, so time and bytes grow with the square of the number
of pages. In a section with more than `MOST_PAGES` pages this hook leaves the index
page and the subsections in the sidebar, and beside them only the page that is being read. The other pages
are reached from the index page and the search. `nav.pages` stays whole, and with it the links to the
previous and the next page that machines follow.

A section without an index page is left as it is, because nothing else would list its pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

MOST_PAGES = 40


class _Place(NamedTuple):
    """Where a page that was taken out of the sidebar belongs when it is drawn."""

    section: Section
    position: int


# By the page's path. Filled anew in every build, because `mkdocs serve` builds many times in one process.
_places: dict[str, _Place] = {}


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Take the pages of every large section out of the sidebar."""
    _places.clear()
    _trim(nav.items)
    return nav


def on_page_context(
    context: TemplateContext,
    *,
    page: Page,
    config: MkDocsConfig,
    nav: Navigation,
) -> TemplateContext:
    """Put the page back into its section before it is drawn."""
    if place := _places.get(page.file.src_uri):
        place.section.children.insert(place.position, page)
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Take the page out again, so that it does not show on the next one."""
    if place := _places.get(page.file.src_uri):
        del place.section.children[place.position]
    return output


def _trim(items: Iterable[StructureItem]) -> None:
    for section in items:
        if not isinstance(section, Section):
            continue
        _trim(section.children)
        pages = [item for item in section.children if isinstance(item, Page)]
        if len(pages) <= MOST_PAGES or not any(page.is_index for page in pages):
            continue
        kept: list[StructureItem] = []
        for item in section.children:
            if isinstance(item, Page) and not item.is_index:
                _places[item.file.src_uri] = _Place(section, len(kept))
            else:
                kept.append(item)
        section.children = kept
