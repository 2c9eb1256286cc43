"""Puts doses, dates and lists into words, the same way everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.field_values import Range

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from contract.fields import ClinicalReview, Dose, Exercise, Routine, Version

_DAYS_IN_A_WEEK = 7
# The value of the `sides` field with which repeats count for each side.
ON_EACH_SIDE = "one side, then the other"
# Longer times are given in minutes.
_LONGEST_IN_SECONDS = 59


def dose_in_words(dose: Dose, sides: str) -> str:
    """Return a dose as the end of a sentence, such as `hold 15 to 30 seconds, 2 to 4 times, once a day`.

    Args:
        dose: holds in seconds.
        sides: the exercise's `sides` field; decides whether the repeats count for each side.
    """
    each = " on each side" if sides == ON_EACH_SIDE else ""
    repeats = f"{_times(dose.repeats)}{each}"
    if dose.sets.high > 1:
        once = dose.repeats.high == 1
        repeats = f"{_times(dose.sets)}{each}" if once else f"{_count(dose.sets, 'set')} of {repeats}"
    parts = [frequency_in_words(dose)]
    if dose.hold_seconds is None:
        return ", ".join([repeats, *parts])
    hold = f"hold {_hold(dose.hold_seconds)}"
    if repeats != "once":
        parts.insert(0, repeats)
    return ", ".join([hold, *parts])


def frequency_in_words(dose: Dose) -> str:
    """Return how often to do a stretch, such as `once a day, 3 to 7 days a week`."""
    return f"{_a_day(dose.times_a_day)}, {_days(dose.days_a_week)}"


def total_in_words(dose: Dose, sides: str) -> str:
    """Return how long all holds of a dose take each time, such as `1 to 4 minutes in all`.

    Without a hold, or with a single one, this is ''.

    Args:
        dose: holds in seconds.
        sides: the exercise's `sides` field; one side after the other takes twice as long.
    """
    if dose.hold_seconds is None or _moves(dose, sides)[1] == 1:
        return ""
    when = "each time" if dose.times_a_day.high > 1 else "in all"
    return f"{duration_in_words(*time_held(dose, sides))} {when}"


def time_held(dose: Dose, sides: str) -> tuple[int, int]:
    """Return the shortest and the longest time that a dose takes, in seconds; (0, 0) without a hold."""
    low, high = _moves(dose, sides)
    hold = dose.hold_seconds
    return (low * hold.low, high * hold.high) if hold else (0, 0)


def _moves(dose: Dose, sides: str) -> tuple[int, int]:
    on_sides = 2 if sides == ON_EACH_SIDE else 1
    return on_sides * dose.sets.low * dose.repeats.low, on_sides * dose.sets.high * dose.repeats.high


def routine_total(routine: Routine, exercises: Sequence[Exercise]) -> str:
    """Return how long the holds of a routine take together, each stretch in its starting version."""
    starts = [(start_version(exercise), exercise) for exercise in exercises]
    held = [time_held(version.dose, sides_of(version, exercise)) for version, exercise in starts]
    low, high = (routine.rounds[end] * sum(times[end] for times in held) for end in (0, 1))
    return duration_in_words(low, high) if high else ""


def duration_in_words(low: int, high: int) -> str:
    """Return a duration in words: in seconds below a minute, otherwise in minutes.

    Args:
        low: the shortest time, in seconds.
        high: the longest time, in seconds.
    """
    shortest, longest = _amount(low), _amount(high)
    about = "" if _is_exact(low) and _is_exact(high) else "about "
    if shortest == longest:
        return about + longest
    number, unit = shortest.split()
    same_unit = unit.rstrip("s") == longest.split()[1].rstrip("s")
    return f"{about}{number if same_unit else shortest} to {longest}"


def _amount(seconds: int) -> str:
    if seconds <= _LONGEST_IN_SECONDS:
        return f"{seconds} second" if seconds == 1 else f"{seconds} seconds"
    minutes = (seconds + 30) // 60
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"


def _is_exact(seconds: int) -> bool:
    return seconds <= _LONGEST_IN_SECONDS or seconds % 60 == 0


def dose_line(exercise: Exercise, *, first_week: bool = False) -> str:
    """Return the dose of the version to start with, in one line for the top of the page."""
    version = start_version(exercise)
    dose = version.first_week if first_week else version.dose
    return dose_in_words(dose, sides_of(version, exercise))


def start_version(exercise: Exercise) -> Version:
    """Return the version to start with."""
    return next((version for version in exercise.versions if version.start_here), exercise.versions[0])


def subtitle_of(exercise: Exercise) -> str:
    """Return where a stretch is felt and how it is done, such as `Inner thigh, sitting on the floor`."""
    return f"{_capitalized(exercise.areas[0])}, {exercise.position[0]}"


def subtitle_of_routine(exercises: Sequence[Exercise]) -> str:
    """Return where the stretches of a routine are felt, such as `Low back and back of the thigh`."""
    return _capitalized(list_in_words(list(dict.fromkeys(exercise.areas[0] for exercise in exercises))))


def sides_of(version: Version, exercise: Exercise) -> str:
    """Return the `sides` of a version, which are those of the exercise unless it has its own."""
    return version.sides or exercise.sides


def date_in_words(date: dt.date) -> str:
    """Return a date in American style, such as `November 22, 2026`."""
    return f"{date:%B} {date.day}, {date.year}"


def clinical_review_in_words(review: ClinicalReview | None) -> str:
    """Return which clinician has checked a page, or that none has."""
    if review is None:
        return "Not yet. No clinician has checked this page."
    return f"{review.name}, {review.credentials}, {date_in_words(review.date)}"


def in_mid_sentence(name: str) -> str:
    """Return a name as it is written inside a sentence: `seated V stretch` for `Seated V stretch`."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name


def _capitalized(words: str) -> str:
    return words[:1].upper() + words[1:]


def list_in_words(words: Sequence[str], joined_by: str = "and") -> str:
    """Join words with commas, the last with `and` or another word."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"


def _count(number: Range, noun: str) -> str:
    return f"{number} {noun}" if number.high == 1 else f"{number} {noun}s"


def _times(number: Range) -> str:
    return "once" if number.high == 1 else f"{number} times"


def _hold(seconds: Range) -> str:
    if seconds.low % 60 == seconds.high % 60 == 0:
        return _count(Range(seconds.low // 60, seconds.high // 60), "minute")
    return _count(seconds, "second")


def _a_day(number: Range) -> str:
    if number == Range(1, 2):  # "10 times, 1 to 2 times a day" would be confusing
        return "once or twice a day"
    return f"{_times(number)} a day"


def _days(number: Range) -> str:
    if number.low == _DAYS_IN_A_WEEK:
        return "every day"
    return f"{_count(number, 'day')} a week"
