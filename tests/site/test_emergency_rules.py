"""The box with the emergency signs, which is on every page, has the same rules as the page "Get help now"."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Visitor

ROOT = Path(__file__).parents[2]
BOX = "_partials/emergency.md"
# The most characters of a sign's short name, so that it stays on one line of a phone.
NAME = 34
# What decides between calling now and calling today; box and page must say it in the same words.
CALL_NOW = {
    "even in a small patch": "your-bladder-bottom-or-private-parts-have-changed",
    "suddenly cannot walk or stand": "both-your-legs-are-affected",
    "quickly getting weaker": "you-are-hurt-or-it-changes-fast",
    "you have or had cancer, and your legs are weak, numb or unsteady": "you-have-or-had-cancer",
    "a bad fall, a crash or another injury to your head, neck or back": "you-are-hurt-or-it-changes-fast",
    "your hands are numb or clumsy and your legs are unsteady": "your-hands-are-affected-too",
    "chest pain or trouble breathing": "call-now-if",
}
SAME_DAY = ("become weaker", "one leg is swollen")


def text(path: str) -> str:
    """Return the words of a page or a shared text, without links, comments, emphasis and front matter."""
    written = (
        (ROOT / "docs" / path).read_text(encoding="utf-8").removeprefix("---\n").rpartition("\n---\n")[2]
    )
    written = re.sub(r"\s*<!--.*?-->", "", written, flags=re.DOTALL)
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", written).replace("**", "")


def section(anchor: str) -> str:
    """Return a section of "Get help now", without its subsections."""
    for part in re.split(r"^(?=##+ )", text("get-help.md"), flags=re.MULTILINE):
        heading, _, body = part.partition("\n")
        title, _, identifier = heading.partition("{ #")
        found = identifier.rstrip(" }") or re.sub(r"[^a-z0-9]+", "-", title.strip("# ").lower())
        if found == anchor:
            return body
    pytest.fail(f"docs/get-help.md has no section #{anchor}")


def names() -> list[str]:
    written = (ROOT / "docs" / BOX).read_text(encoding="utf-8")
    return re.findall(r"^ +- \*\*([^*]+):\*\*", written, re.MULTILINE)


def test_the_page_lists_the_signs_of_the_box_first() -> None:
    listed = re.findall(r"^- (.+)$", section("call-now-if").partition("Also call:")[0], re.MULTILINE)
    assert names() == listed
    assert listed
    assert all(len(name) <= NAME for name in listed)


@pytest.mark.parametrize("words", CALL_NOW)
def test_what_needs_a_call_is_the_same_in_both(words: str) -> None:
    box = text(BOX).partition("Numb, but ")[0]
    assert words in box
    assert words in section(CALL_NOW[words])


@pytest.mark.parametrize("words", SAME_DAY)
def test_what_needs_help_the_same_day_is_the_same_in_both(words: str) -> None:
    call_now, _, same_day = text(BOX).partition("Numb, but ")
    assert words.lower() in same_day.lower()
    assert words.lower() not in call_now.lower()
    assert words.lower() in section("get-help-the-same-day-if").lower()
    assert words.lower() not in section("you-are-hurt-or-it-changes-fast").lower()


def test_a_numb_and_weak_foot_is_on_one_list_only() -> None:
    assert "cannot lift the front of one foot" in section("get-help-the-same-day-if")
    page = text("get-help.md")
    assert page.count("foot drop") == 1
    assert "lift" not in text(BOX)


def test_somebody_with_an_old_checked_symptom_has_a_way_out() -> None:
    assert "has not changed is not an emergency" in text(BOX)
    assert "a doctor has checked it and nothing is new or worse" in section("numb-but-no-sign-fits")


def test_whom_to_call_and_every_sign_are_on_the_first_two_screens(
    visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    page = visitor(hosted_address, 360, 740).visit("get-help/")
    numbers = page.locator("article a[href^='tel:']:visible")
    signs = page.get_by_role("link", name="your hands are numb or clumsy", exact=False)
    for found, screens in ((numbers.first, 1), (signs.first, 2)):
        box = found.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= screens * 740
