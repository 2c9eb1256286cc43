"""Doses, dates and lists in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from checks.site import check_site
from contract.fields import Dose, Exercise, Version
from hypothesis import given
from hypothesis import strategies as st
from rendering.wording import (
    date_in_words,
    dose_in_words,
    duration_in_words,
    list_in_words,
    start_version,
    subtitle_of,
    subtitle_of_routine,
    time_held,
    total_in_words,
)

from tests.passing_site import TODAY, passing_site

TOGETHER = "both sides together"
ONE_SIDE = "one side, then the other"


def dose(**fields: Any) -> Dose:
    return Dose.model_validate({"repeats": 1, "times_a_day": 1, "days_a_week": 7, **fields})


@pytest.mark.parametrize(
    ("fields", "sides", "words"),
    [
        (
            {"hold_seconds": "15 to 30", "repeats": "2 to 4"},
            TOGETHER,
            "hold 15 to 30 seconds, 2 to 4 times, once a day, every day",
        ),
        ({"hold_seconds": 1}, TOGETHER, "hold 1 second, once a day, every day"),
        ({"hold_seconds": 30}, ONE_SIDE, "hold 30 seconds, once on each side, once a day, every day"),
        (
            {"hold_seconds": "1 to 2", "repeats": 2},
            ONE_SIDE,
            "hold 1 to 2 seconds, 2 times on each side, once a day, every day",
        ),
        ({"repeats": 10, "times_a_day": 2}, TOGETHER, "10 times, 2 times a day, every day"),
        (
            {"repeats": "5 to 10", "times_a_day": "1 to 2"},
            ONE_SIDE,
            "5 to 10 times on each side, once or twice a day, every day",
        ),
        ({"repeats": 10, "sets": 2}, TOGETHER, "2 sets of 10 times, once a day, every day"),
        (
            {"repeats": 10, "sets": "1 to 3"},
            ONE_SIDE,
            "1 to 3 sets of 10 times on each side, once a day, every day",
        ),
        (
            {"hold_seconds": 5, "repeats": 3, "sets": 2},
            TOGETHER,
            "hold 5 seconds, 2 sets of 3 times, once a day, every day",
        ),
        ({"hold_seconds": "60 to 120"}, TOGETHER, "hold 1 to 2 minutes, once a day, every day"),
        ({"hold_seconds": "30 to 60"}, TOGETHER, "hold 30 to 60 seconds, once a day, every day"),
        ({"repeats": 3, "days_a_week": 1}, TOGETHER, "3 times, once a day, 1 day a week"),
        ({"repeats": 3, "days_a_week": 3}, TOGETHER, "3 times, once a day, 3 days a week"),
        ({"repeats": 3, "days_a_week": "3 to 7"}, TOGETHER, "3 times, once a day, 3 to 7 days a week"),
        (
            {"repeats": 3, "days_a_week": "1 to 7"},
            TOGETHER,
            "3 times, once a day, 1 to 7 days a week",
        ),
        ({"repeats": 3, "days_a_week": "2 to 3"}, TOGETHER, "3 times, once a day, 2 to 3 days a week"),
        ({"repeats": 1}, TOGETHER, "once, once a day, every day"),
    ],
)
def test_doses(fields: dict[str, Any], sides: str, words: str) -> None:
    assert dose_in_words(dose(**fields), sides) == words


ranges = st.integers(1, 5).flatmap(lambda low: st.integers(low, 5).map(lambda high: f"{low} to {high}"))


@given(
    hold=st.one_of(st.none(), ranges),
    repeats=ranges,
    sets=ranges,
    times=ranges,
    days=ranges,
    sides=st.sampled_from([TOGETHER, ONE_SIDE]),
)
def test_no_number_of_a_dose_is_lost(
    hold: str | None, repeats: str, sets: str, times: str, days: str, sides: str
) -> None:
    written = dose(repeats=repeats, sets=sets, times_a_day=times, days_a_week=days, hold_seconds=hold)
    words = dose_in_words(written, sides)
    for part, unit in (
        (written.hold_seconds, " second"),
        (written.days_a_week, " day"),
        (written.sets, " times" if written.repeats.high == 1 else " set"),
    ):
        if part is not None and (unit.startswith((" d", " sec")) or part.high > 1):
            assert f"{part}{unit}" in words
    if written.repeats.high > 1:
        assert f"{written.repeats} times" in words
    elif written.sets.high == 1 and (hold is None or sides == ONE_SIDE):  # a single hold needs no "once"
        assert "once" in words
    often = {"1": "once a day", "1 to 2": "once or twice a day"}
    assert often.get(str(written.times_a_day), f"{written.times_a_day} times a day") in words
    assert ("on each side" in words) == (sides == ONE_SIDE)
    assert " 1 seconds" not in words
    assert ", ," not in words


@pytest.mark.parametrize(
    ("fields", "sides", "words"),
    [
        ({"hold_seconds": "15 to 30", "repeats": "2 to 4"}, TOGETHER, "30 seconds to 2 minutes in all"),
        ({"hold_seconds": "15 to 30", "repeats": "2 to 4"}, ONE_SIDE, "1 to 4 minutes in all"),
        ({"hold_seconds": 30, "repeats": 3}, ONE_SIDE, "3 minutes in all"),
        ({"hold_seconds": 5, "repeats": 10, "times_a_day": "1 to 2"}, TOGETHER, "50 seconds each time"),
        ({"hold_seconds": "10 to 15", "repeats": 2}, TOGETHER, "20 to 30 seconds in all"),
        ({"hold_seconds": 5, "repeats": 10}, TOGETHER, "50 seconds in all"),
        ({"hold_seconds": 5, "repeats": 13}, TOGETHER, "about 1 minute in all"),
        ({"hold_seconds": 30, "repeats": "1 to 3"}, TOGETHER, "about 30 seconds to 2 minutes in all"),
        ({"hold_seconds": 30}, ONE_SIDE, "1 minute in all"),
        ({"hold_seconds": 60}, TOGETHER, ""),
        ({"repeats": 5}, ONE_SIDE, ""),
        ({"repeats": "8 to 12", "sets": "2 to 3"}, ONE_SIDE, ""),
        ({"repeats": "8 to 12", "sets": 2}, TOGETHER, ""),
        ({"repeats": 10}, TOGETHER, ""),
        ({}, TOGETHER, ""),
    ],
)
def test_totals(fields: dict[str, Any], sides: str, words: str) -> None:
    assert total_in_words(dose(**fields), sides) == words


@given(hold=ranges, repeats=ranges, sets=ranges, sides=st.sampled_from([TOGETHER, ONE_SIDE]))
def test_the_time_held_is_the_sum_of_all_holds(hold: str, repeats: str, sets: str, sides: str) -> None:
    written = dose(hold_seconds=hold, repeats=repeats, sets=sets)
    assert written.hold_seconds
    for end in (0, 1):
        holds = [
            written.hold_seconds[end]
            for _ in range(2 if sides == ONE_SIDE else 1)
            for _ in range(written.sets[end])
            for _ in range(written.repeats[end])
        ]
        assert time_held(written, sides)[end] == sum(holds)


@given(low=st.integers(1, 7200), more=st.integers(0, 7200))
def test_a_time_in_words_is_right_to_half_a_minute(low: int, more: int) -> None:
    words = duration_in_words(low, low + more)
    numbers = [int(word) for word in words.split() if word.isdigit()]
    units = [word.rstrip("s") for word in words.split() if word.startswith(("second", "minute"))]
    size = {"second": 1, "minute": 60}
    assert abs(numbers[0] * size[units[0]] - low) <= 30
    assert abs(numbers[-1] * size[units[-1]] - (low + more)) <= 30
    assert words.startswith("about ") or (numbers[0] * size[units[0]], numbers[-1] * size[units[-1]]) == (
        low,
        low + more,
    )


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (dt.date(2026, 11, 22), "November 22, 2026"),
        (dt.date(2026, 1, 1), "January 1, 2026"),
        (dt.date(2028, 2, 29), "February 29, 2028"),
        (dt.date(2026, 12, 31), "December 31, 2026"),
    ],
)
def test_dates(date: dt.date, words: str) -> None:
    assert date_in_words(date) == words


@pytest.mark.parametrize(
    ("words", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists(words: list[str], joined: str) -> None:
    assert list_in_words(words) == joined


def test_the_version_to_start_with() -> None:
    def version(name: str, *, start: bool) -> Version:
        amount = dose()
        return Version(name=name, start_here=start, first_week=amount, dose=amount)

    class Exercise:
        versions = (version("easy", start=False), version("middle", start=True), version("hard", start=False))

    assert start_version(Exercise()).name == "middle"  # type: ignore[arg-type]
    Exercise.versions = (
        version("easy", start=False),
        version("hard", start=False),
        version("x1", start=False),
    )
    assert start_version(Exercise()).name == "easy"  # type: ignore[arg-type]


def test_a_stretch_has_a_subtitle_from_where_it_is_felt_and_how_it_is_done() -> None:
    pages = check_site(passing_site(), TODAY).pages
    slide, circle = (pages[f"stretches/{name}.md"].front_matter for name in ("heel-slide", "ankle-circle"))
    assert isinstance(slide, Exercise)
    assert isinstance(circle, Exercise)
    assert subtitle_of(slide) == "Back of the leg, lying on your back"
    assert subtitle_of_routine([slide, circle, slide]) == "Back of the leg and ankle"
