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


@pytest.fixture
def phone(visitor: Callable[..., Visitor], hosted_address: str) -> Visitor:
    return visitor(hosted_address, 360, HEIGHT, has_touch=True, is_mobile=True)


def is_in_the_first_screen(part: Locator) -> bool:
    box = part.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= HEIGHT


def test_the_first_screen_of_a_stretch_says_what_it_is_and_how_long_to_hold_it(
    exercise_path: str, phone: Visitor, hosted_pages: Pages
) -> None:
    page = phone.visit(hosted_pages.address(exercise_path))
    facts = hosted_pages.facts(exercise_path)
    expect(page.locator("h1")).to_have_text(facts["title"])
    expect(page.locator(".page-summary")).to_have_text(facts["summary"])
    expect(page.locator(".dose-line").first).to_contain_text("First week: ")
    expect(page.locator(".dose-line").first).to_contain_text("a day")
    is_drawn = hosted_pages.figure(exercise_path) is not None
    drawings = page.locator("article > .figures svg.figure")
    captions = page.locator("article > .figures figcaption")
    assert drawings.count() == captions.count() == (2 if is_drawn else 0)
    assert page.locator("article > .figures-key").count() == int(is_drawn)
    for part in (
        page.locator("h1"),
        page.locator(".page-summary"),
        page.locator(".emergency-link a"),
        *drawings.all(),
        *captions.all(),
        page.locator(".dose-line").first,
    ):
        assert is_in_the_first_screen(part), part


def test_the_start_page_sorts_people_before_it_tells_them_anything(phone: Visitor) -> None:
    page = phone.visit("/")
    ways = page.locator(".home .linked-heading").first.locator("xpath=following-sibling::ul[1]").locator("a")
    assert [way.get_attribute("href") for way in ways.all()][:4] == [
        "get-help/",
        "causes/",
        "sciatica/",
        "stretches/",
    ]
    assert is_in_the_first_screen(ways.nth(0))
    assert is_in_the_first_screen(ways.nth(1))
    first_stretch = page.locator("article a[href*='stretches/']").first
    assert first_stretch.evaluate("(stretch, way) => stretch === way", ways.nth(3).element_handle())
    for way in ways.all():
        assert size(way)[1] >= SMALLEST_TARGET


def size(part: Locator) -> tuple[float, float]:
    box = part.bounding_box()
    assert box is not None
    return box["width"], box["height"]


def test_running_text_is_large(kind_path: str, phone: Visitor, hosted_pages: Pages) -> None:
    page = phone.visit(hosted_pages.address(kind_path))
    sizes = page.locator("article > p, article > ul li, article > ol li").evaluate_all(
        "parts => parts.filter(part => !part.matches('.figures-key, footer *'))"
        ".map(part => [parseFloat(getComputedStyle(part).fontSize), part.innerText.slice(0, 40)])"
    )
    assert sizes
    assert [words for pixels, words in sizes if pixels < SMALLEST_TEXT] == []


@pytest.mark.parametrize(
    ("path", "targets"),
    [
        (
            "stretches/cobra/",
            ".emergency-link a, .site-button:visible, .routine-steps__link, .move-controls button",
        ),
        ("stretches/", ".stretch-filter select, .stretch-filter fieldset label, .stretch-card h3 a"),
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


@pytest.mark.parametrize(("width", "beside"), [(800, True), (360, False)])
def test_steps_stand_beside_their_drawing_where_there_is_room(
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
    for heading in ("get-into-position", "how-to-do-it"):
        drawing = page.locator(f"[data-heading={heading}] + .step-picture svg")
        text = page.locator(f"[data-heading={heading}] + .step-picture + *")
        top, left = position(drawing)
        text_top, text_left = position(text)
        assert left > text_left if beside else top < text_top
        assert abs(top - text_top) < 120 if beside else text_top >= top + size(drawing)[1] - 1
        assert drawing.get_attribute("aria-hidden") == "true"


def position(part: Locator) -> tuple[float, float]:
    box = part.bounding_box()
    assert box is not None
    return box["y"], box["x"]


def test_a_routine_leads_from_stretch_to_stretch(phone: Visitor) -> None:
    page: Page = phone.visit("routines/cat-and-cobra/")
    page.locator("[data-heading=the-stretches] ~ ol a").first.click()
    page.wait_for_url("**/stretches/cobra/")
    steps = page.get_by_role("navigation", name="Routine: Cat and cobra")
    expect(steps).to_contain_text("stretch 1 of 2")
    expect(steps.get_by_role("link", name="Before it")).to_have_count(0)
    steps.get_by_role("link", name="Next: Cat stretch").click()
    page.wait_for_url("**/stretches/cat/")
    steps = page.get_by_role("navigation", name="Routine: Cat and cobra")
    expect(steps.get_by_role("link", name="Before it: Cobra stretch")).to_be_visible()
    expect(steps.get_by_role("link", name="Next")).to_have_count(0)
