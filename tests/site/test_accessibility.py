"""Barriers between readers and a page, as found by axe, the keyboard and the accessibility tree."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.site.conftest import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import Visitor
    from tests.site.conftest import Pages

WIDTHS = (360, 768, 1280)
# A dark page differs from a light one only in its colors, and each run of axe takes a second.
LOOKS: dict[Literal["light", "dark"], tuple[str, ...]] = {
    "light": (),
    "dark": ("color-contrast", "link-in-text-block"),
}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TREES = Path(__file__).parent / "accessibility_trees"
TREE_PAGES = {
    "home": "",
    "list": "stretches/",
    "exercise": "stretches/cobra/",
    "routine": "routines/cat-and-cobra/",
    "condition": "sciatica/",
    "guide": "get-help/",
}

# Whether the focused element is visible and has a focus indicator.
FOCUS = """() => {
  const at = document.activeElement
  const style = getComputedStyle(at)
  const box = at.getBoundingClientRect()
  return {
    name: at.innerText?.trim() || at.ariaLabel || at.name || at.id || at.tagName,
    seen: at.checkVisibility({visibilityProperty: true, opacityProperty: true}) && box.width > 0,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    menu: Boolean(at.closest("#site-menu")),
    search: Boolean(at.closest(".md-search")),
    within: box.right > 0 && box.left < innerWidth,
  }
}"""


def violations(page: Page, *rules: str) -> list[str]:
    """Return all violations that axe reports, minor ones included, or those of some rules only."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": list(rules)} if rules else {})
    found: list[dict[str, Any]] = page.evaluate(
        "async options => (await axe.run(options)).violations", options
    )
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]


def violations_everywhere(page: Page, widths: tuple[int, ...] = WIDTHS) -> dict[str, list[str]]:
    """Look at the page in light and dark colors at these widths."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        for scheme, rules in LOOKS.items():
            if scheme == "dark" and width == WIDTHS[1]:
                continue  # if dark is fine at the narrowest and the widest, it is fine in between
            page.emulate_media(color_scheme=scheme)
            if told := violations(page, *rules):
                found[f"{scheme} {width}"] = told
    return found


@pytest.fixture
def tab(visitor: Callable[..., Visitor], hosted_address: str) -> Visitor:
    # Without motion nothing is checked half-way between two states.
    return visitor(hosted_address, reduced_motion="reduce")


# axe -------------------------------------------------------------------------------------------


def test_axe_finds_nothing(page_path: str, tab: Visitor, hosted_pages: Pages) -> None:
    page = tab.visit(hosted_pages.address(page_path))
    # The page around the text is the same on all pages of a kind.
    widths = WIDTHS if page_path in KINDS else WIDTHS[:1]
    assert violations_everywhere(page, widths) == {}
    assert tab.errors == []
    assert tab.foreign == []


def test_axe_finds_nothing_when_everything_is_unfolded(
    page_path: str, tab: Visitor, hosted_pages: Pages
) -> None:
    page = tab.visit(hosted_pages.address(page_path))
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    page.wait_for_load_state("networkidle")
    looks: tuple[tuple[int, Literal["light", "dark"]], ...] = ((360, "light"), (1280, "dark"))
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)
        assert violations(page, *LOOKS[scheme]) == [], f"{scheme} {width}"


def test_axe_finds_nothing_on_the_page_for_a_wrong_address(tab: Visitor) -> None:
    assert violations_everywhere(tab.visit("/404.html")) == {}


@pytest.mark.parametrize("path", ["stretches/cobra.md", "index.md"])
def test_axe_finds_nothing_in_the_open_search(path: str, tab: Visitor, hosted_pages: Pages) -> None:
    for width in (WIDTHS[0], WIDTHS[-1]):
        tab.page.set_viewport_size({"width": width, "height": 740})
        page = tab.visit(hosted_pages.address(path))
        button = page.locator(".site-button--search")
        (button if button.is_visible() else page.locator(".md-search__input")).click()
        page.keyboard.type("stretch")
        page.locator(".md-search-result__item a").first.wait_for()
        for scheme, rules in LOOKS.items():
            page.emulate_media(color_scheme=scheme)
            assert violations(page, *rules) == [], f"{scheme} {width}"


def test_axe_finds_nothing_when_the_menu_is_open(tab: Visitor) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    page = tab.visit("stretches/cobra/")
    page.locator("button.site-button--menu").click()
    for scheme, rules in LOOKS.items():
        page.emulate_media(color_scheme=scheme)
        assert violations(page, *rules) == []


@pytest.mark.parametrize("query", ["position=standing&suits=sore-knees", "area=groin&position=kneeling"])
def test_axe_finds_nothing_when_stretches_are_chosen(query: str, tab: Visitor) -> None:
    assert violations_everywhere(tab.visit(f"stretches/?{query}"), WIDTHS[:1]) == {}


def test_axe_would_find_something(tab: Visitor) -> None:
    page = tab.visit("stretches/cobra/")
    page.emulate_media(color_scheme="light")
    page.evaluate("document.querySelector('.dose-title').style.color = '#bbb'")
    page.evaluate("document.querySelector('.figure').removeAttribute('aria-labelledby')")
    page.evaluate("document.querySelector('.figure title').remove()")
    told = " ".join(violations(page))
    assert "color-contrast" in told
    assert "svg-img-alt" in told


# Keyboard --------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_meets_what_can_be_seen_and_nothing_else(width: int, tab: Visitor) -> None:
    tab.page.set_viewport_size({"width": width, "height": 740})
    page = tab.visit("stretches/cobra/")
    met = []
    while True:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        met.append(page.evaluate(FOCUS))
        assert met[-1]["seen"], met[-1]
        assert met[-1]["within"], met[-1]
        assert met[-1]["marked"], met[-1]
        assert len(met) < 300
    names = [stop["name"] for stop in met]
    assert names[0] == "Skip to content"
    assert ("Menu" in names) == (width == 360)
    assert not any(stop["menu"] for stop in met), "a closed menu takes the focus"
    assert any(stop["search"] for stop in met) == (width == 1280), "a closed search takes the focus"
    assert "Emergency? Check the signs." in names


def test_the_way_past_the_navigation_leads_to_the_title(tab: Visitor) -> None:
    page = tab.visit("stretches/cobra/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#top"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_the_menu_is_opened_and_closed_with_the_keyboard(tab: Visitor) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    page = tab.visit("stretches/cobra/")
    button = page.get_by_role("button", name="Menu", exact=True)
    menu = page.get_by_role("navigation", name="Pages")
    expect(menu).to_have_count(0)
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu.get_by_role("link", name="Cobra stretch")).to_have_attribute("aria-current", "page")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["menu"]
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(menu).to_have_count(0)
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="How to do it").click()
    expect(menu).to_have_count(0)
    assert page.evaluate("location.hash") == "#how-to-do-it"


def test_leaving_the_menu_closes_it(tab: Visitor) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    page = tab.visit("about/")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Menu", exact=True)).to_have_attribute("aria-expanded", "false")


# Forced colors, and the accessibility tree --------------------------------------------------------


def test_forced_colors_leave_boxes_and_marks(tab: Visitor) -> None:
    page = tab.visit("stretches/cobra/")
    page.emulate_media(forced_colors="active", color_scheme="dark")
    try:
        assert (
            page.locator(".check-card").evaluate("box => parseFloat(getComputedStyle(box).borderTopWidth)")
            >= 1
        )
        picture = page.locator(".stage__picture .figure path").last
        assert picture.evaluate("path => getComputedStyle(path).fill") != "rgba(0, 0, 0, 0)"
        assert violations(page) == []
    finally:
        page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("kind", TREE_PAGES)
def test_the_accessibility_tree_of_each_kind_of_page_is_the_one_that_was_read(
    kind: str, visitor: Callable[..., Visitor], address: str
) -> None:
    """After an intended change, set UPDATE_TREES, and read the diff as a screen reader would read it.

    Editors may reword texts and descriptions of drawings and change dates, so only their being there is
    compared. They may add cards to a list, so only its first card is.
    """
    tab = visitor(address, reduced_motion="reduce")
    page = tab.visit(TREE_PAGES[kind])
    page.evaluate("document.querySelectorAll('.card-group > .card ~ .card').forEach(card => card.remove())")
    tree = page.locator("body").aria_snapshot()
    tree = tree.replace(quote(address, safe=""), "SITE%2F")  # the port differs each time
    tree = re.sub(r"(?m)^( *- (?:paragraph|listitem|text|strong|emphasis|time): ).*", r"\1…", tree)
    tree = re.sub(r"""(?m)^( *- )'?img ".+"'?(:?)$""", r'\1img "…"\2', tree)
    file = TREES / f"{kind}.yml"
    if os.environ.get("UPDATE_TREES"):
        file.write_text(tree + "\n", encoding="utf-8")
    assert tree.splitlines() == file.read_text(encoding="utf-8").splitlines()
