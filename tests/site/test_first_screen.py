"""What somebody sees first on a phone, and whether it can be read and tapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.conftest import Visitor
    from tests.site.conftest import Pages

HEIGHT = 740
SMALLEST_TEXT = 18  # px
SMALLEST_TARGET = 44  # px
LARGE_BUTTON = 68  # px, with the space around it


@pytest.fixture
def phone(visitor: Callable[..., Visitor], hosted_address: str) -> Visitor:
    return visitor(hosted_address, 360, HEIGHT, has_touch=True, is_mobile=True)


def is_in_the_first_screen(part: Locator) -> bool:
    box = part.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= HEIGHT


def test_the_first_screen_of_a_stretch_says_what_it_is_and_how_much_of_it(
    exercise_path: str, phone: Visitor, hosted_pages: Pages
) -> None:
    page = phone.visit(hosted_pages.address(exercise_path))
    facts = hosted_pages.facts(exercise_path)
    expect(page.locator("h1")).to_have_text(facts["title"])
    expect(page.locator(".stage__subtitle")).not_to_be_empty()
    is_drawn = hosted_pages.figure(exercise_path) is not None
    drawings = page.locator(".stage__picture > svg.figure")
    assert drawings.count() == page.locator(".stage__key").count() == int(is_drawn)
    shown = page.locator(".stage .dose-facts").locator("visible=true")
    assert shown.count() == 1
    for part in (
        page.locator("h1"),
        page.locator(".emergency-bar a"),
        *drawings.all(),
        shown,
        *page.locator(".versions > summary").all(),
        *page.locator(".stage .move-controls button").all(),
    ):
        assert is_in_the_first_screen(part), part
    # There is room for a button below the dose.
    place = page.locator(".stage__do").bounding_box()
    assert place is not None
    assert place["y"] + place["height"] + LARGE_BUTTON <= HEIGHT


def test_the_start_page_sorts_people_before_it_tells_them_anything(phone: Visitor) -> None:
    page = phone.visit("/")
    ways = page.locator(".ways a")
    assert [way.get_attribute("href") for way in ways.all()][:3] == ["causes/", "stretches/", "sciatica/"]
    assert is_in_the_first_screen(page.locator(".emergency-bar a"))
    for way in ways.all():
        assert is_in_the_first_screen(way)
        assert size(way)[1] >= SMALLEST_TARGET


def size(part: Locator) -> tuple[float, float]:
    box = part.bounding_box()
    assert box is not None
    return box["width"], box["height"]


# Not running text: labels, and what is folded or at the end of a page.
LABELS = ".page-record, .give-page, .details, .stage__pair, .card, .dose-title, .stage__key"


def test_running_text_is_large(page_path: str, phone: Visitor, hosted_pages: Pages) -> None:
    page = phone.visit(hosted_pages.address(page_path))
    texts = page.locator("article p, article ul li, article ol li").locator("visible=true")
    sizes = texts.evaluate_all(
        "(parts, labels) => parts.filter(part => !part.closest(labels))"
        ".map(part => [parseFloat(getComputedStyle(part).fontSize), part.innerText.slice(0, 40)])",
        LABELS,
    )
    assert sizes
    assert [words for pixels, words in sizes if pixels < SMALLEST_TEXT] == []


@pytest.mark.parametrize(
    ("path", "targets"),
    [
        (
            "stretches/cobra/",
            ".emergency-bar a, .site-button, .action-link, .move-controls button, article summary",
        ),
        ("stretches/", ".list-tools a, .narrow-list > summary, .card"),
        ("404.html", ".ways a"),
    ],
)
def test_what_is_tapped_is_large(path: str, targets: str, phone: Visitor) -> None:
    page = phone.visit(path)
    found = page.locator(targets).locator("visible=true").all()
    assert found
    for target in found:
        width, height = size(target)
        assert min(width, height) >= SMALLEST_TARGET - 0.5, target.inner_text()


def test_the_pages_in_the_menu_are_large_targets(phone: Visitor) -> None:
    page = phone.visit("stretches/")
    page.get_by_role("button", name="Menu", exact=True).click()
    links = page.get_by_role("navigation", name="Pages").get_by_role("link").all()
    assert links
    assert min(size(link)[1] for link in links) >= SMALLEST_TARGET


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (360, False)])
def test_the_stretch_is_seen_beside_its_steps_where_there_is_room(
    width: int,
    exercise_path: str,
    visitor: Callable[..., Visitor],
    address: str,
    pages: Pages,
    *,
    beside: bool,
) -> None:
    page = visitor(address, width, 800).visit(pages.address(exercise_path))
    if pages.figure(exercise_path) is None:
        assert page.locator(".step-picture").count() == 0
        return
    step = page.locator("ol.steps:not(.steps--position) > li").last
    step.scroll_into_view_if_needed()
    stage = page.locator(".stage__picture > svg")
    again = page.locator(".step-picture--same svg")
    assert again.get_attribute("aria-hidden") == "true"
    assert again.is_visible() != beside
    if beside:
        top, left = position(stage)
        assert 0 <= top <= 800
        assert left + size(stage)[0] <= position(step)[1]
        expect(page.locator(".stage .dose-facts")).to_be_in_viewport()


def position(part: Locator) -> tuple[float, float]:
    box = part.bounding_box()
    assert box is not None
    return box["y"], box["x"]


def test_a_routine_leads_from_stretch_to_stretch(phone: Visitor) -> None:
    page: Page = phone.visit("routines/cat-and-cobra/")
    page.locator(".routine-stretches summary").first.click()
    page.locator(".routine-stretches .details__body > p > a").first.click()
    page.wait_for_url("**/stretches/cobra/")
    steps = page.get_by_role("navigation", name="Routine: Cat and cobra")
    expect(steps).to_contain_text("stretch 1 of 2")
    expect(steps.get_by_role("link", name="Before it")).to_have_count(0)
    steps.get_by_role("link", name="Next: Cat stretch").click()
    page.wait_for_url("**/stretches/cat/")
    steps = page.get_by_role("navigation", name="Routine: Cat and cobra")
    expect(steps.get_by_role("link", name="Previous: Cobra stretch")).to_be_visible()
    expect(steps.get_by_role("link", name="Next")).to_have_count(0)
