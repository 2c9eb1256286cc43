"""The pages of the site as the menu lists them, worked out once, because every page shows the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

# On a larger site the list of pages would be most of what every page loads.
MOST_PAGES = 40


class MenuItem(NamedTuple):
    """A page, or a section of pages.

    Attributes:
        title: the words of the menu.
        page: the page, or the section's index page; None for a section without one.
        items: what the section lists below it.
        section: the MkDocs section, if it is too large to list: only the current page is listed then, and the
            others are found through the index page and the search.
    """

    title: str
    page: Any
    items: tuple[MenuItem, ...] = ()
    section: Any = None


def menu_of(items: Iterable[Any]) -> tuple[MenuItem, ...]:
    """Return the menu for the items of a MkDocs navigation."""
    return tuple(_section(item) if item.children else MenuItem(item.title, item) for item in items)


def _section(section: Any) -> MenuItem:
    index = next((item for item in section.children if item.is_page and item.is_index), None)
    others = [item for item in section.children if item is not index]
    if index is None or sum(not item.children for item in others) <= MOST_PAGES:
        return MenuItem(section.title, index, menu_of(others))
    return MenuItem(section.title, index, menu_of(item for item in others if item.children), section)
