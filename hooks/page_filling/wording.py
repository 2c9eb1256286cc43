"""Puts doses, dates and lists into words, the same way everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from page_contract.front_matter_fields import Dose, Exercise, Range, Version

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS_IN_A_WEEK = 7


def dose_in_words(dose: Dose, sides: str) -> str:
    """Give a dose as the end of a sentence, such as `hold 15 to 30 seconds, 2 to 4 times, once a day`.

    Args:
        dose: holds in seconds.
        sides: the exercise's `sides` field; decides whether the repeats count for each side.
    """
    each = " on each side" if sides == "one side, then the other" else ""
    repeats = f"{_times(dose.repeats)}{each}"
    if dose.sets.high > 1:
        once = dose.repeats.high == 1
        repeats = f"{_times(dose.sets)}{each}" if once else f"{_count(dose.sets, 'set')} of {repeats}"
    parts = [f"{_times(dose.times_a_day)} a day", _days(dose.days_a_week)]
    if dose.hold_seconds is None:
        return ", ".join([repeats, *parts])
    hold = f"hold {_count(dose.hold_seconds, 'second')}"
    if repeats != "once":
        parts.insert(0, repeats)
    return ", ".join([hold, *parts])


def dose_line(exercise: Exercise, *, first_week: bool = False) -> str:
    """The dose of the version to start with, in one line for the top of the page."""
    version = start_version(exercise)
    words = dose_in_words(version.first_week if first_week else version.dose, version.sides or exercise.sides)
    return words if first_week else words[0].upper() + words[1:]


def start_version(exercise: Exercise) -> Version:
    """The version to start with."""
    return next((version for version in exercise.versions if version.start_here), exercise.versions[0])


def date_in_words(date: dt.date) -> str:
    """Give a date as American readers write it, such as `November 22, 2026`."""
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def in_mid_sentence(name: str) -> str:
    """Give a name as it stands inside a sentence: `Seated V stretch` becomes `seated V stretch`."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name


def list_in_words(words: Sequence[str], joined_by: str = "and") -> str:
    """Join words with commas, the last with `and` or another word."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"


def _count(number: Range, noun: str) -> str:
    return f"{number} {noun}" if number.high == 1 else f"{number} {noun}s"


def _times(number: Range) -> str:
    return "once" if number.high == 1 else f"{number} times"


def _days(number: Range) -> str:
    return "every day" if number.low == _DAYS_IN_A_WEEK else f"{_count(number, 'day')} a week"
