"""How far down a phone's reader finds the first step, the cards of the stretches and the end of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import Visitor
    from tests.site.conftest import Pages

SCREEN = 740  # px
MOST_SCREENS_TO_STEP = 3.0
MOST_WORDS = {"exercise": 250, "routine": 300}
MOST_SCREENS = 9.0

# Where the first step begins, and how many words are read before it: those on the screen inside <main>. What
# is folded does not count, its summary does.
MEASURE = """() => {
  const step = document.querySelector("ol.steps:not(.steps--position) > li")
  const isRead = part => part.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})
    && !part.closest(".visually-hidden, .on-paper, svg, script, .md-sidebar")
    && (part.closest("summary") || !part.closest("details:not([open])"))
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT)
  let words = 0
  while (walker.nextNode()) {
    const text = walker.currentNode
    if (!(text.compareDocumentPosition(step) & Node.DOCUMENT_POSITION_FOLLOWING)) break
    if (isRead(text.parentElement)) words += text.data.split(/\\s+/).filter(word => /\\w/.test(word)).length
  }
  return {
    step: step.getBoundingClientRect().top + scrollY,
    words,
    card: document.querySelector(".check-card").getBoundingClientRect().height,
    page: document.documentElement.scrollHeight,
  }
}"""


@pytest.fixture
def phone(visitor: Callable[..., Visitor], hosted_address: str) -> Visitor:
    return visitor(hosted_address, 360, SCREEN, has_touch=True, is_mobile=True)


def measured(page: Page) -> dict[str, Any]:
    page.wait_for_load_state("networkidle")
    found: dict[str, Any] = page.evaluate(MEASURE)
    return found


def test_a_stretch_is_begun_within_three_screens(
    exercise_path: str, phone: Visitor, hosted_pages: Pages
) -> None:
    found = measured(phone.visit(hosted_pages.address(exercise_path)))
    assert found["step"] / SCREEN <= MOST_SCREENS_TO_STEP
    assert found["words"] <= MOST_WORDS["exercise"]
    assert found["card"] <= SCREEN
    assert found["page"] / SCREEN <= MOST_SCREENS


def test_a_routine_is_begun_within_three_screens(phone: Visitor, hosted_pages: Pages) -> None:
    routines = [path for path in hosted_pages.paths if hosted_pages.page_type(path).name == "routine"]
    assert routines
    for path in routines:
        found = measured(phone.visit(hosted_pages.address(path)))
        assert found["step"] / SCREEN <= MOST_SCREENS_TO_STEP, path
        assert found["words"] <= MOST_WORDS["routine"], path
        assert found["page"] / SCREEN <= MOST_SCREENS, path


def test_what_is_before_the_first_step_is_counted(phone: Visitor) -> None:
    page = phone.visit("stretches/lunge/")
    before = measured(page)
    page.evaluate(
        "document.querySelector('.check-card').insertAdjacentHTML('beforeend', "
        "'<div><p style=\"height: 300px\">Two words</p></div>')"
    )
    after = measured(page)
    assert after["step"] >= before["step"] + 300
    assert after["words"] == before["words"] + 2


@pytest.mark.parametrize(("path", "screens"), [("stretches/", 1.0), ("/", 1.5)])
def test_six_stretches_are_seen_soon(path: str, screens: float, phone: Visitor) -> None:
    cards = phone.visit(path).locator(".card")
    assert cards.count() >= 6
    box = cards.nth(5).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= screens * SCREEN
