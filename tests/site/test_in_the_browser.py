"""The built site in a real browser: on a phone, without scripts, with large text, for a screen reader."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import Visitor
    from tests.site.conftest import Pages

# Words that are partly outside the window to the left or right, or are cut off sideways by a box. Words in a
# box that scrolls (a wide table) or is not shown at all do not count.
CUT_OFF_WORDS = """() => {
  const cut = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!node.data.trim() || !parent.closest("article, footer")) continue
    const clipped = getComputedStyle(parent.closest(".linked-heading") ?? parent).clipPath !== "none"
    if (clipped || parent.closest(".visually-hidden")) continue // for screen readers and links only
    if (!parent.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    let [left, right] = [0, document.documentElement.clientWidth]
    let scrolls = false
    for (let box = parent; box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box)
      if (style.overflowX === "auto" || style.overflowX === "scroll") scrolls = true
      if (style.overflowX === "hidden" || style.overflowX === "clip") {
        const edges = box.getBoundingClientRect()
        left = Math.max(left, edges.left)
        right = Math.min(right, edges.right)
      }
    }
    if (scrolls) continue
    for (const line of range.getClientRects()) {
      if (line.width && (line.left < left - 1 || line.right > right + 1)) {
        cut.push(node.data.trim().slice(0, 60))
        break
      }
    }
  }
  return cut
}"""

# For every section: its heading, whether it has room, and all its words, unfolded.
SECTIONS_SEEN = """() => [...document.querySelectorAll(".page-section")].map(section => {
  for (const fold of section.querySelectorAll("details")) fold.open = true
  const heading = section.querySelector("h2")
  const unseen = ".on-paper, .on-paper *, [hidden], .step-picture *, .inset .admonition-title"
  const parts = [...section.querySelectorAll("h2, p, li, dd, td")].filter(part => !part.matches(unseen))
  return {
    title: heading.firstChild.data,
    words: section.innerText.trim(),
    allHigh: section.getBoundingClientRect().height > 0,
    hidden: parts.filter(part => !part.checkVisibility({visibilityProperty: true, opacityProperty: true}))
      .map(part => part.outerHTML.slice(0, 80)),
  }
})"""


TWICE_THE_SIZE = """() => {
  const root = document.documentElement
  root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px"
}"""


def _assert_it_fits(page: Page, width: int) -> None:
    """Resize the window to a width at which nothing may scroll sideways or be cut off."""
    page.set_viewport_size({"width": width, "height": 740})
    assert page.evaluate("innerWidth") == width, "the page is laid out wider than the window"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT_OFF_WORDS) == []


# On a phone ------------------------------------------------------------------------------------


def test_a_phone_shows_the_whole_page(
    page_path: str, visitor: Callable[..., Visitor], hosted_address: str, hosted_pages: Pages
) -> None:
    tab = visitor(hosted_address, has_touch=True, is_mobile=True)
    page = tab.visit(hosted_pages.address(page_path))
    assert page.locator("article h1").is_visible()
    _assert_it_fits(page, 360)
    _assert_it_fits(page, 320)
    assert tab.errors == []
    assert tab.foreign == []


def test_the_page_for_a_wrong_address(visitor: Callable[..., Visitor], hosted_address: str) -> None:
    tab = visitor(hosted_address)
    page = tab.visit("/404.html")
    assert page.locator("article h1").inner_text() == "Page not found"
    _assert_it_fits(page, 320)
    page.locator("article a", has_text="All stretches").click()
    page.wait_for_url("**/numb-leg/stretches/")
    assert tab.errors == []
    assert tab.foreign == []


def test_the_way_to_help_can_be_followed(
    kind_path: str, visitor: Callable[..., Visitor], hosted_address: str, hosted_pages: Pages
) -> None:
    if not hosted_pages.page_type(kind_path).sections:
        return
    tab = visitor(hosted_address, java_script_enabled=False)
    page = tab.visit(hosted_pages.address(kind_path))
    page.locator(".check-card a", has_text="All signs").first.click()
    page.wait_for_url("**/get-help/")
    assert page.locator("article h1").is_visible()


# Without scripts -------------------------------------------------------------------------------


def test_without_scripts_a_page_is_whole(
    page_path: str, visitor: Callable[..., Visitor], address: str, pages: Pages
) -> None:
    tab = visitor(address, java_script_enabled=False)
    page = tab.visit(pages.address(page_path))
    _assert_it_fits(page, 320)
    page_type = pages.page_type(page_path)
    if page_type.name == "exercise":
        assert page.locator(".stage .dose-facts").is_visible()
        assert "a day" in page.locator(".stage .dose-facts").inner_text()
    assert page.locator(".page-record").is_visible()
    assert page.locator(".review-overdue").is_hidden()
    expected = pages.built(page_path).sections[1:] if page_type.sections else []
    for width in (1280, 360) if expected else ():
        _assert_it_fits(page, width)
        seen = page.evaluate(SECTIONS_SEEN)
        assert [section["title"] for section in seen] == [section.title for section in expected]
        for section, built in zip(seen, expected, strict=True):
            assert section["allHigh"], section["title"]
            assert section["hidden"] == [], section["title"]
            if width == 360:
                continue  # where the sections of each source are left out
            seen_words = Counter(section["words"].split())
            missing = Counter(built.text.split()) - seen_words
            assert sum(missing.values()) < 3 + sum(seen_words.values()) / 20, missing
    assert tab.foreign == []


def test_the_sheet_to_tick_off_is_there_on_paper_only(
    exercise_path: str, visitor: Callable[..., Visitor], address: str, pages: Pages
) -> None:
    page = visitor(address).visit(pages.address(exercise_path))
    sheet = page.locator(".tick-sheet table")
    assert not sheet.is_visible()
    page.emulate_media(media="print")
    assert sheet.is_visible()
    assert sheet.locator("td").count() == 4 * 7
    page.emulate_media(media="screen")


# What is folded ---------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_into_a_fold_opens_it(
    exercise_path: str, visitor: Callable[..., Visitor], address: str, pages: Pages, *, scripts: bool
) -> None:
    tab = visitor(address, java_script_enabled=scripts)
    built = pages.built(exercise_path).html
    anchors = re.findall(
        r'<h3 id="([^"]+)" class="visually-hidden"|<h3 class="visually-hidden" id="([^"]+)"', built
    )
    inside = [first or second for first, second in anchors if (first or second) != "before-you-start"]
    assert "what-your-leg-tells-you" in inside
    for anchor in (*inside, "who-should-ask-first"):
        page = tab.visit(f"{pages.address(exercise_path)}#{anchor}")
        fold = page.locator(f".details:has(#{anchor})")
        expect(fold).to_have_attribute("open", "")
        expect(fold).to_be_in_viewport()


def test_folded_text_is_found_by_its_words(
    visitor: Callable[..., Visitor], address: str, pages: Pages
) -> None:
    built = pages.built("stretches/cobra.md").html
    inside = built.partition('id="what-your-leg-tells-you"')[2].partition("</details>")[0]
    words = re.sub(r"<[^>]*>", "", re.findall(r"<li>(.*?)</li>", inside, re.DOTALL)[-1]).strip()[:30]
    page = visitor(address, 360, 740).page
    page.goto(f"{address}stretches/cobra/#:~:text={quote(words)}")
    fold = page.locator(".details:has(#what-your-leg-tells-you)")
    expect(fold).to_have_attribute("open", "")


def test_older_browsers_unfold_everything_for_paper(visitor: Callable[..., Visitor], address: str) -> None:
    page = visitor(address, 360, 740).page
    page.add_init_script("CSS.supports = () => false")
    page.goto(f"{address}sciatica/")
    for event, all_open in (("beforeprint", True), ("afterprint", False)):
        page.evaluate("event => dispatchEvent(new Event(event))", event)
        found = page.locator("details").evaluate_all("folds => folds.map(fold => fold.open)")
        assert set(found) == {all_open}


# When the review is due ------------------------------------------------------------------------


def test_the_note_on_an_overdue_review(visitor: Callable[..., Visitor], address: str, pages: Pages) -> None:
    path = "stretches/cobra.md"
    due = pages.facts(path)["next_review"]
    tab = visitor(address, timezone_id="America/Los_Angeles")
    noon = dt.datetime.combine(due, dt.time(20), dt.UTC)
    for days, shown in ((-1, False), (0, False), (1, True), (3650, True)):
        tab.page.clock.set_fixed_time(noon + dt.timedelta(days))
        note = tab.visit(pages.address(path)).locator(".review-overdue")
        assert note.is_visible() == shown, days
        assert f"{due.year}" in (note.text_content() or "")
    assert tab.errors == []


# Large text ------------------------------------------------------------------------------------


def test_text_of_twice_the_size_is_not_cut_off(
    kind_path: str, visitor: Callable[..., Visitor], hosted_address: str, hosted_pages: Pages
) -> None:
    page = visitor(hosted_address, 1280).visit(hosted_pages.address(kind_path))
    text = page.locator("article p").first
    before = text.evaluate("text => parseFloat(getComputedStyle(text).fontSize)")
    page.evaluate(TWICE_THE_SIZE)
    assert text.evaluate("text => parseFloat(getComputedStyle(text).fontSize)") == pytest.approx(2 * before)
    _assert_it_fits(page, 1280)
    _assert_it_fits(page, 360)
