"""What a page loads, when, and how much it weighs."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.conftest import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Response, Route

    from tests.conftest import Visitor
    from tests.site.conftest import Pages

MOST_BYTES = 60 * 1024
# The observer starts before the page does, and its records are read at the end.
WATCH = """() => {
  window.shifts = []
  const told = list => shifts.push(...list.map(
    entry => [entry.value, entry.sources.map(source => source.node?.outerHTML?.slice(0, 80))]))
  const observer = new PerformanceObserver(list => told(list.getEntries()))
  observer.observe({type: "layout-shift", buffered: true})
  const frame = () => new Promise(requestAnimationFrame)
  window.shiftsSoFar = async () => {
    for (let count = 0; count < 3; count++) await frame()
    told(observer.takeRecords())
    return shifts
  }
}"""

# Scripts have run by now; what they begin to load in the next moment counts as well.
IDLE = "() => new Promise(done => requestIdleCallback(done))"


@pytest.fixture
def fresh(visitor: Callable[..., Visitor], hosted_address: str) -> Visitor:
    return visitor(hosted_address, 360, 740, has_touch=True, is_mobile=True)


def answers(tab: Visitor, path: str) -> list[Response]:
    """Open a page, and return everything that its first view requests."""
    found: list[Response] = []

    def note(answer: Response) -> None:
        found.append(answer)

    tab.page.goto("about:blank")
    tab.page.on("response", note)
    tab.visit(path).evaluate(IDLE)
    tab.page.remove_listener("response", note)
    return found


def weight(file: Path) -> int:
    """Return how many bytes a host sends that compresses text."""
    body = file.read_bytes()
    return len(body if file.suffix == ".png" else gzip.compress(body, 9))


def test_the_first_view_of_a_stretch_is_light(
    exercise_path: str, fresh: Visitor, hosted_pages: Pages
) -> None:
    asked = {answer.url for answer in answers(fresh, hosted_pages.address(exercise_path))}
    names = [url.removeprefix(fresh.home) for url in asked if url.startswith("http")]
    files = [hosted_pages.site / (f"{name}index.html" if name.endswith("/") else name) for name in names]
    weights = {file.relative_to(hosted_pages.site).as_posix(): weight(file) for file in files}
    assert len(weights) >= 5
    assert sum(weights.values()) <= MOST_BYTES, weights
    assert fresh.foreign == []
    assert fresh.errors == []


def test_nothing_is_loaded_for_the_search_before_it_is_used(fresh: Visitor) -> None:
    found = [answer.url for answer in answers(fresh, "stretches/cobra/")]
    assert not [url for url in found if re.search(r"/bundle\.|search_index|/workers/", url)]
    asked: list[str] = []
    fresh.page.on("request", lambda request: asked.append(request.url))
    fresh.page.get_by_role("button", name="Search").click()
    expect(fresh.page.locator(".md-search__input")).to_be_focused()
    fresh.page.keyboard.type("cobra")
    fresh.page.locator(".md-search-result__item a").first.wait_for()
    assert [url for url in asked if "search_index.json" in url]
    assert fresh.foreign == []
    assert fresh.errors == []


def test_what_was_typed_before_the_search_was_there_is_looked_for(fresh: Visitor) -> None:
    page = fresh.visit("stretches/cobra/")

    def type_first(route: Route) -> None:
        page.evaluate("document.querySelector('.md-search__input').value = 'lunge'")
        route.continue_()

    page.route("**/bundle.*.js", type_first)
    page.get_by_role("button", name="Search").click()
    page.locator(".md-search-result__item a", has_text="Lunge").first.wait_for()
    page.unroute_all()


def test_a_result_leads_to_its_page(visitor: Callable[..., Visitor], hosted_address: str) -> None:
    tab = visitor(hosted_address, 1280, 800)
    page = tab.visit("/")
    page.locator(".md-search__input").click()
    page.keyboard.type("cobra")
    page.locator(".md-search-result__item a[href*='/stretches/cobra/']").first.click()
    page.wait_for_url("**/stretches/cobra/**")
    assert page.locator("h1").inner_text() == "Cobra stretch"
    assert tab.errors == []
    assert tab.foreign == []


def test_a_search_that_cannot_be_loaded_says_so(visitor: Callable[..., Visitor], hosted_address: str) -> None:
    tab = visitor(hosted_address, 1280, 800)
    page = tab.visit("/")
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.locator(".md-search__input").click()
    expect(page.locator(".md-search-result__meta")).to_contain_text("could not be loaded")
    page.unroute_all()


def test_the_search_is_closed_with_the_keyboard(fresh: Visitor) -> None:
    page = fresh.visit("stretches/cobra/")
    button = page.get_by_role("button", name="Search")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".md-search__inner")).to_be_hidden()


def test_the_page_scrolls_again_after_the_search(fresh: Visitor) -> None:
    page = fresh.visit("stretches/cobra/")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("lunge")
    result = page.locator(".md-search-result__item a").first
    result.wait_for()
    expect(page.locator("body")).to_have_attribute("data-md-scrolllock", "")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    expect(page.locator("body")).not_to_have_attribute("data-md-scrolllock", "")
    page.get_by_role("button", name="Search").click()
    result.wait_for()


def test_a_search_that_is_left_is_closed(visitor: Callable[..., Visitor], hosted_address: str) -> None:
    page = visitor(hosted_address, 1280, 800).visit("/")
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.locator(".md-search__input").focus()
    expect(page.locator("#__search")).to_be_checked()
    page.locator("article a").locator("visible=true").first.focus()
    expect(page.locator("#__search")).not_to_be_checked()
    page.unroute_all()


def test_a_browser_that_knows_no_scripting_in_style_sheets_has_a_menu_and_a_search(fresh: Visitor) -> None:
    page = fresh.page

    def without_the_feature(route: Route) -> None:
        css = route.fetch().text().replace("(scripting: enabled)", "(scripting: never)")
        route.fulfill(body=css, content_type="text/css")

    page.route("**/site.css", without_the_feature)
    fresh.visit("stretches/cobra/")
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_visible()
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("lunge")
    page.locator(".md-search-result__item a").first.wait_for()
    page.unroute_all()


@pytest.mark.parametrize("width", [320, 1280])
def test_loading_the_search_leaves_tables_as_they_were(
    width: int, visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    page = visitor(hosted_address, width, 740).visit("clinicians/evidence/")
    measure = """() => [
      document.documentElement.scrollHeight,
      [...document.querySelectorAll("table")].map(table => table.getBoundingClientRect().width),
      [...document.querySelectorAll("article :is(div, table)")]
        .filter(box => box.clientWidth && getComputedStyle(box).overflowX !== "visible")
        .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.className),
    ]"""
    before = page.evaluate(measure)
    assert before[2] == (["wide-table"] if width == 320 else [])
    page.evaluate("document.querySelector('.md-search').dispatchEvent(new PointerEvent('pointerenter'))")
    page.locator("html.js").wait_for()
    assert page.evaluate(measure) == before


def test_nothing_moves_while_a_page_is_loaded(
    page_path: str, visitor: Callable[..., Visitor], hosted_address: str, hosted_pages: Pages
) -> None:
    for width in (360, 1280) if page_path in KINDS else (360,):
        page = watched(visitor, hosted_address, width).visit(hosted_pages.address(page_path))
        # A shift without a part is of something that is not on the page any more.
        assert [shift for shift in page.evaluate("shiftsSoFar()") if shift[1]] == [], width


@pytest.mark.parametrize("width", [360, 800])
def test_a_header_that_arrives_in_pieces_does_not_move(
    width: int, visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    page = visitor(hosted_address, width, 740).visit("/")
    starts = """() => [...document.querySelectorAll(".md-header__inner > :is(a, button)")]
      .map(part => part.getBoundingClientRect()).filter(box => box.width).map(box => [box.x, box.y])"""
    whole = page.evaluate(starts)
    assert len(whole) == 3
    page.evaluate("""() => {
      const last = [...document.querySelectorAll(".md-header__inner > button")].at(-1)
      while (last.nextSibling) last.nextSibling.remove()
    }""")
    assert page.evaluate(starts) == whole


def watched(visitor: Callable[..., Visitor], address: str, width: int) -> Visitor:
    """Return a tab that records layout shifts."""
    tab = visitor(address, width, 740, locale="en-US")
    if not hasattr(tab.page, "is_watched"):
        tab.page.add_init_script(f"({WATCH})()")
        tab.page.is_watched = True  # type: ignore[attr-defined]
    return tab


def test_something_that_moves_would_be_seen(visitor: Callable[..., Visitor], hosted_address: str) -> None:
    page = watched(visitor, hosted_address, 1280).visit("stretches/cobra/")
    page.evaluate(
        """() => new Promise(done => {
          const pushed = Object.assign(document.createElement("div"), {innerText: "news"})
          pushed.style.height = "200px"
          document.querySelector("article").prepend(pushed)
          requestAnimationFrame(() => requestAnimationFrame(done))
        })"""
    )
    assert page.evaluate("shiftsSoFar()") != []


def test_no_style_and_no_script_of_ours_stands_in_a_page(page_path: str, hosted_pages: Pages) -> None:
    html = hosted_pages.built(page_path).html
    assert not re.search(r"<[^>]*\sstyle=", html)
    assert not re.search(r"<[^>]*\son[a-z]+=", html)
    assert "<style" not in html
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL)
    is_data = re.compile(r'type="?application/(?:ld\+)?json')
    written = [text for attributes, text in scripts if text.strip() and not is_data.search(attributes)]
    # The theme has two of its own: for the scope of its storage, and for an anchor that it opens.
    assert [re.split(r"[=(]", text)[0] for text in written] == ["__md_scope", "var target"]
