"""The list of stretches: what a reader can choose by, and that what is ruled out follows the cautions."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from checks.site import Report, check_site
from contract.cautions import Caution
from contract.fields import Exercise
from hypothesis import given
from hypothesis import strategies as st
from rendering.stretch_list import key_of, stretch_list

if TYPE_CHECKING:
    from checks.page import CheckedPage

ROOT = Path(__file__).parents[2]
LEVELS = get_args(Caution.model_fields["level"].annotation)


@cache
def site() -> Report:
    return check_site(ROOT / "docs")


def card(report: Report, title: str) -> Any:
    cards: Any = stretch_list("stretches/index.md", report)["stretches"]
    return next(one for one in cards if one["name"] == title)


def with_caution(level: str) -> Report:
    """The site as if the lunge answered so for sore knees."""
    page: CheckedPage = site().pages["stretches/lunge.md"]
    exercise = page.front_matter
    assert isinstance(exercise, Exercise)
    caution = Caution.model_validate({"level": level, "advice": "Hold on to a chair."})
    cautions = exercise.cautions | {"sore-knees": caution}
    other = type(page)(page.source, page.page_type, page.defaults, page.markers)
    other.__dict__["front_matter"] = exercise.model_copy(update={"cautions": cautions})
    return Report(site().pages | {"stretches/lunge.md": other}, site().registers, ())


@pytest.mark.parametrize("level", LEVELS)
def test_whoever_must_not_or_must_ask_does_not_find_the_stretch(level: str) -> None:
    lunge = card(with_caution(level), "Lunge")
    stays = level in {"change", "fine"}
    assert ("sore-knees" in lunge["suits"].split()) == stays
    told = [one for one in lunge["advice"] if one["key"] == "sore-knees"]
    assert [one["advice"] for one in told] == (["Hold on to a chair."] if stays else [])


def test_every_key_of_a_card_is_an_option_and_every_option_has_a_card() -> None:
    facts: Any = stretch_list("stretches/index.md", site())
    for choice in facts["choices"]:
        keys = {key for one in facts["stretches"] for key in one["keys"][choice["name"]].split()}
        assert keys == {option.key for option in choice["options"]}
        assert len(keys) == len(choice["options"])
    assert [option.key for option in facts["rulings"]] == list(site().registers.caution_filters)


def test_one_of_two_things_is_enough() -> None:
    assert card(site(), "Lunge")["keys"]["with"] == "a-steady-chair a-counter a-folded-towel"


@given(st.text(max_size=40))
def test_a_key_needs_no_quoting_and_says_the_same_twice(label: str) -> None:
    key = key_of(label)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|", key)
    assert key_of(key) == key
