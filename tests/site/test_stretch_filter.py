"""Filtering the list of stretches, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import Visitor
    from tests.site.conftest import Pages

RULED_OUT = {"do not", "ask first"}


@pytest.fixture
def tab(visitor: Callable[..., Visitor], hosted_address: str) -> Visitor:
    return visitor(hosted_address)


def exercises(pages: Pages) -> dict[str, dict[str, Any]]:
    paths = [path.relative_to(pages.docs).as_posix() for path in (pages.docs / "stretches").glob("*.md")]
    found = [pages.facts(path) for path in sorted(paths) if not path.endswith("index.md")]
    return {str(facts["title"]).removesuffix(" stretch"): facts for facts in found}


def shown(page: Page) -> list[str]:
    return [title.inner_text() for title in page.locator(".stretch-card:visible h3").all()]


def said(page: Page) -> str:
    return page.locator(".stretch-filter [role=status]").inner_text()


def opened(page: Page) -> Page:
    """Return the page with the form unfolded."""
    page.locator(".narrow-list:not([open]) > summary").click()
    return page


def stated(name: str, facts: dict[str, Any]) -> list[str]:
    """Return what the front matter states for a field of the form; each of several alternatives counts."""
    if name == "with":
        return [one for things in facts["equipment"] for one in things.split(" or ")]
    said: list[str] = facts[{"position": "position", "area": "areas"}[name]]
    return said


# What a card shows ------------------------------------------------------------------------------


def test_without_scripts_every_card_is_there_and_no_form(
    visitor: Callable[..., Visitor], address: str, pages: Pages
) -> None:
    page = visitor(address, java_script_enabled=False).visit("stretches/?position=standing")
    expected = exercises(pages)
    assert shown(page) == list(expected)
    assert not page.locator(".stretch-filter").is_visible()
    for card, facts in zip(page.locator(".stretch-card").all(), expected.values(), strict=True):
        is_drawn = any(version.get("start_here") and "figure" in version for version in facts["versions"])
        expect(card.locator("svg.figure")).to_have_count(int(is_drawn))
        expect(card.locator("h3")).to_be_visible()
        assert facts["areas"][0] in card.inner_text().lower()
        assert not card.locator(".card__advice").first.is_visible()


# Choosing ----------------------------------------------------------------------------------------


def test_each_option_shows_the_stretches_that_state_it(tab: Visitor, hosted_pages: Pages) -> None:
    page = opened(tab.visit("stretches/"))
    for name in ("position", "area", "with"):
        select = page.locator(f"select[name={name}]")
        options = [option.inner_text() for option in select.locator("option").all()]
        assert options[0] == "Any"
        every = {word for facts in exercises(hosted_pages).values() for word in stated(name, facts)}
        assert sorted(option.lower() for option in options[1:]) == sorted(word.lower() for word in every)
        for option in options[1:]:
            select.select_option(label=option)
            fitting = [
                title
                for title, facts in exercises(hosted_pages).items()
                if option.lower() in [word.lower() for word in stated(name, facts)]
            ]
            assert shown(page) == fitting
            verb = "fits" if len(fitting) == 1 else "fit"
            assert said(page).startswith(
                f"{len(fitting)} of {len(exercises(hosted_pages))} stretches {verb}."
            )
        select.select_option("")
    assert tab.errors == []


def test_what_is_ruled_out_follows_the_cautions(tab: Visitor, hosted_pages: Pages) -> None:
    filters: dict[str, str] = hosted_pages.data("caution-filters.yml")
    for group, label in filters.items():
        page = opened(tab.visit("stretches/"))
        page.get_by_role("checkbox", name=label).check()
        cautions = {title: facts["cautions"][group] for title, facts in exercises(hosted_pages).items()}
        fitting = {title: one for title, one in cautions.items() if one["level"] not in RULED_OUT}
        assert shown(page) == list(fitting)
        for card, caution in zip(page.locator(".stretch-card:visible").all(), fitting.values(), strict=True):
            advice = card.locator(".card__advice:visible")
            assert advice.all_inner_texts() == (
                [f"{label}: {caution['advice']}"] if "advice" in caution else []
            )
        assert f"suits={group}" in page.url


def test_choices_come_together_and_nothing_is_told_kindly(tab: Visitor, hosted_pages: Pages) -> None:
    page = tab.visit(
        "stretches/?suits=bending-forward-worse&suits=arching-worse&position=lying-on-your-stomach"
    )
    assert shown(page) == []
    assert "No stretch fits all of this" in said(page)
    page.get_by_role("button", name="Show all stretches").click()
    assert shown(page) == list(exercises(hosted_pages))
    assert said(page) == f"Showing all {len(shown(page))} stretches."
    assert "?" not in page.url
    expect(page.locator("select[name=position]")).to_be_focused()


def test_the_choice_stands_in_the_address_and_can_be_linked(tab: Visitor) -> None:
    page = opened(tab.visit("stretches/?lang=en#choose-a-stretch"))
    page.get_by_role("combobox", name="Position").select_option("standing")
    page.get_by_role("checkbox", name="Easy on the knees").check()
    address = page.url
    assert address.endswith("stretches/?lang=en&position=standing&suits=sore-knees#choose-a-stretch")
    chosen = shown(page)
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == chosen
    expect(page.get_by_role("combobox", name="Position")).to_have_value("standing")
    expect(page.get_by_role("checkbox", name="Easy on the knees")).to_be_checked()


def test_the_form_works_with_the_keyboard_alone(tab: Visitor) -> None:
    page = opened(tab.visit("stretches/"))
    page.get_by_role("combobox", name="Position").focus()
    page.keyboard.type("Stan")
    expect(page.get_by_role("combobox", name="Position")).to_have_value("standing")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="No bending forward")).to_be_checked()
    assert shown(page) == ["Cobra", "Lunge"]


@pytest.mark.parametrize(
    "query",
    [
        "position=" + quote("<img src=x onerror=alert(1)>"),
        "suits=" + quote("sore-knees pregnant"),
        "suits=__proto__&position=constructor&area=toString",
        "position=%E0%A4%A&area=%00&with=" + "x" * 4000,
        "position=standing&position=kneeling&=&&?",
    ],
)
def test_strange_addresses_do_no_harm(query: str, tab: Visitor, hosted_pages: Pages) -> None:
    page = tab.visit(f"stretches/?{query}")
    known = query.startswith("position=standing")
    found = exercises(hosted_pages).items()
    assert shown(page) == [title for title, facts in found if not known or "standing" in facts["position"]]
    assert page.locator("img[onerror]").count() == 0
    assert tab.errors == []
