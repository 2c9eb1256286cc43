"""The button that plays the move between the two drawings of a stretch, in a real browser."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
import yaml
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page, Route

    from tests.conftest import Visitor
    from tests.site.conftest import Pages

COBRA = "stretches/cobra/"
LONGEST = 5000  # milliseconds
STEPS = 11

# What the second picture shows: its steps, which of them is visible, and whether it draws anything.
SEEN = """() => {
  const steps = [...document.querySelectorAll(".move > g > g")]
  const shown = steps.filter(step => step.getAttribute("display") !== "none")
  const wide = shown.map(step => step.getBBox().width > 200)
  return {count: steps.length, shown: shown.map(step => steps.indexOf(step)), wide}
}"""
# The positions of everything that a move must not shift.
PLACES = """() => [...document.querySelectorAll(".stage__picture > svg:not(.move), .dose-facts, h2")]
  .map(part => JSON.stringify(part.getBoundingClientRect()))"""


def button(page: Page) -> Locator:
    """Return the first button of the page; the harder versions have buttons of their own."""
    return page.locator(".move-controls button").first


def status(page: Page) -> Locator:
    return page.locator(".move-controls [role=status]").first


@pytest.fixture(scope="module")
def slow_tab(visitor: Callable[..., Visitor], hosted_address: str) -> Visitor:
    """Return a tab whose clock only runs when a test says so."""
    tab = visitor(hosted_address, reduced_motion="no-preference")
    tab.page.clock.install(time=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    tab.page.clock.pause_at(dt.datetime(2026, 1, 1, 1, tzinfo=dt.UTC))
    return tab


@pytest.fixture
def page(slow_tab: Visitor) -> Iterator[Page]:
    yield slow_tab.visit(COBRA)
    assert slow_tab.foreign == []
    slow_tab.page.unroute_all()
    slow_tab.page.set_viewport_size({"width": 360, "height": 740})
    slow_tab.page.emulate_media(media="screen", reduced_motion="no-preference")


def begin(page: Page) -> None:
    button(page).click()
    expect(status(page)).to_have_text("The move is playing.")


# Where there is a button --------------------------------------------------------------------------


def test_a_version_that_can_be_shown_on_the_move_has_the_file(
    exercise_path: str, hosted_pages: Pages, hosted_address: str
) -> None:
    built = hosted_pages.built(exercise_path)
    addresses = re.findall(r'data-move="([^"]*)"', built.html)
    versions = hosted_pages.facts(exercise_path)["versions"]
    start = next(one for one in versions if one.get("start_here"))
    drawn = [one["figure"] for one in [start, *(one for one in versions if one != start)] if "figure" in one]
    moving = [
        figure
        for figure in drawn
        for pose in [yaml.safe_load((hosted_pages.docs / f"_data/poses/{figure}.yml").read_text("utf-8"))]
        if pose.get("moves", True)
    ]
    here = hosted_address + hosted_pages.address(exercise_path)
    names = [f"assets/figures/moves/{figure}.svg" for figure in moving]
    assert [urljoin(here, address) for address in addresses] == [hosted_address + name for name in names]
    assert all((hosted_pages.site / name).is_file() for name in names)


def test_there_is_no_button_without_scripts(visitor: Callable[..., Visitor], hosted_address: str) -> None:
    page = visitor(hosted_address, java_script_enabled=False).visit(COBRA)
    assert page.locator("[data-move]").count() > 1
    assert button(page).count() == 0


def test_there_is_no_button_where_less_motion_is_wanted(
    visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    tab = visitor(hosted_address, reduced_motion="reduce")
    page = tab.visit(COBRA)
    assert button(page).count() == 0
    page.emulate_media(reduced_motion="no-preference")
    expect(button(page)).to_be_visible()
    assert tab.errors == []


def test_there_is_no_button_where_no_move_can_be_shown(slow_tab: Visitor) -> None:
    page = slow_tab.visit("stretches/seated-v/")
    assert page.locator(".stage__picture").get_attribute("data-move") is None
    assert page.locator(".stage .move-controls").count() == 0


# Playing ---------------------------------------------------------------------------------------


def test_nothing_is_loaded_before_it_is_asked_for_and_nothing_twice(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert not any("/moves/" in url for url in asked)
    assert page.locator(".move").count() == 0
    for _ in range(2):
        begin(page)
        page.clock.run_for(LONGEST)
        assert sum("/moves/cobra-elbows.svg" in url for url in asked) == 1


def test_the_move_goes_through_its_steps_and_ends_by_itself(page: Page, slow_tab: Visitor) -> None:
    page.set_viewport_size({"width": 320, "height": 740})
    places = page.evaluate(PLACES)
    begin(page)
    expect(button(page)).to_have_text("Stop")
    seen = []
    for _ in range(LONGEST // 100):
        now = page.evaluate(SEEN)
        if now["count"]:
            assert now == {"count": STEPS, "shown": now["shown"], "wide": [True]}
            seen += now["shown"]
            assert page.evaluate(PLACES) == places
        page.clock.run_for(100)
    assert sorted(set(seen)) == list(range(STEPS))
    assert seen == sorted(seen)
    expect(status(page)).to_have_text("The move has ended.")
    expect(button(page)).to_have_text("Show the move")
    assert page.locator(".move").count() == 0
    assert page.evaluate(PLACES) == places
    assert slow_tab.errors == []


def test_each_version_plays_its_own_move(page: Page) -> None:
    harder = page.locator(".figures[data-move]").last
    page.locator(".details:has(.figures[data-move]) > summary").last.click()
    expect(harder).to_have_attribute("data-move", re.compile("cobra-straight-arms"))
    page.locator(".move-controls button").last.click()
    expect(harder.locator(".move")).to_have_count(1)
    assert page.locator(".move").count() == 1
    page.locator(".move-controls button").last.click()


def test_the_move_lies_over_the_second_drawing_and_leaves_its_words(page: Page) -> None:
    begin(page)
    drawing = page.locator(".stage__picture > svg:not(.move)")
    move = page.locator(".stage__picture > .move")
    assert move.bounding_box() == drawing.bounding_box()
    expect(drawing).to_have_css("opacity", "0")
    expect(page.get_by_role("img", name="Cobra on the elbows: the stretch")).to_have_count(1)
    assert move.get_attribute("aria-hidden") == "true"


def test_the_reader_can_stop_it_and_show_it_again(page: Page) -> None:
    begin(page)
    page.clock.run_for(1000)
    button(page).click()
    expect(status(page)).to_have_text("The move has stopped.")
    assert page.locator(".move").count() == 0
    page.clock.run_for(LONGEST)
    expect(status(page)).to_have_text("The move has stopped.")
    begin(page)
    assert page.evaluate(SEEN)["shown"] == [0]


def test_it_stops_when_less_motion_is_wanted(page: Page) -> None:
    begin(page)
    page.emulate_media(reduced_motion="reduce")
    expect(page.locator(".move")).to_have_count(0)
    expect(button(page)).to_have_count(0)
    page.clock.run_for(LONGEST)
    assert page.locator(".move").count() == 0


def test_it_is_worked_from_the_keyboard_and_large_enough_for_a_finger(page: Page) -> None:
    box = button(page).bounding_box()
    assert box is not None
    assert box["height"] >= 44
    button(page).focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("The move is playing.")
    page.keyboard.press("Space")
    expect(status(page)).to_have_text("The move has stopped.")
    expect(button(page)).to_be_focused()


def test_on_paper_it_stands_still(page: Page) -> None:
    begin(page)
    page.emulate_media(media="print")
    assert not page.locator(".move").is_visible()
    assert not button(page).is_visible()
    expect(page.locator(".stage__picture > svg:not(.move)")).to_have_css("opacity", "1")


def _not_found(route: Route) -> None:
    route.fulfill(status=404, body="<svg xmlns='http://www.w3.org/2000/svg'/>")


def _another_page(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<p>Log in first")


@pytest.mark.parametrize("answer", [_not_found, _another_page, lambda route: route.abort()])
def test_a_move_that_does_not_come_is_told_in_words(page: Page, answer: Callable[[Route], None]) -> None:
    page.route("**/moves/*.svg", answer)
    button(page).click()
    expect(status(page)).to_have_text("The move could not be loaded. The pictures show it as well.")
    expect(button(page)).to_have_text("Show the move")
    assert page.locator(".stage__picture > svg").count() == 1
    page.unroute_all()
    begin(page)


def test_a_tap_on_the_drawing_plays_and_stops_it(page: Page) -> None:
    page.locator(".stage__picture").click()
    expect(status(page)).to_have_text("The move is playing.")
    page.locator(".stage__picture").click()
    expect(status(page)).to_have_text("The move has stopped.")


def test_stopping_while_it_loads_keeps_it_from_playing(page: Page) -> None:
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    page.route("**/moves/*.svg", keep)
    with page.expect_request("**/moves/*.svg"):
        button(page).click()
    button(page).click()
    expect(status(page)).to_have_text("The move has stopped.")
    with page.expect_response("**/moves/*.svg"):
        waiting[0].continue_()
    page.clock.run_for(LONGEST)
    expect(status(page)).to_have_text("The move has stopped.")
    assert page.locator(".move").count() == 0


def test_the_page_does_not_jump_when_the_button_comes(page: Page) -> None:
    places = page.evaluate(PLACES)
    page.route("**/play-move*.js", lambda route: route.abort())
    page.reload()
    assert button(page).count() == 0
    assert page.evaluate(PLACES) == places


def test_answers_that_come_late_play_one_move(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/moves/*.svg", hold)
    button(page).click()
    button(page).click()
    button(page).click()
    page.wait_for_function("document.querySelector('.move-controls button').textContent === 'Stop'")
    for route in reversed(held):
        route.continue_()
    expect(status(page)).to_have_text("The move is playing.")
    assert page.locator(".move").count() == 1
    button(page).click()
    expect(page.locator(".move")).to_have_count(0)
    expect(page.locator(".is-moving")).to_have_count(0)
