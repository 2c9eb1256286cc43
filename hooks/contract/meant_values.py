"""Guesses the date or number that an editor meant by a value in a form that the check does not accept."""

from __future__ import annotations

import datetime as dt
import re

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = {"to", "or", "s", "sec", "secs", "second", "seconds", "time", "times", "day", "days"}
_PARTS = re.compile(r"[0-9]+|[a-z]+", re.IGNORECASE)
_RANGE = re.compile(r"[0-9]+(?:\s*(?:-|–|—|to|or)\s*[0-9]+)?")


def meant_day(written: object) -> dt.date | None:
    """Return the date that a text such as `30.11.2026` or `November 30, 2026` stands for.

    Returns:
        None if it is not a date, or is ambiguous: `3/4/2026`.
    """
    parts = _PARTS.findall(str(written).casefold())
    names = [part for part in parts if part[:3] in _MONTHS and not part.isdigit()]
    numbers = [int(part) for part in parts if part.isdigit()]
    years = [number for number in numbers if 1000 <= number <= 9999]
    if len(years) != 1 or len(numbers) + len(names) != 3 or len(names) > 1:
        return None
    year = years[0]
    others = [number for number in numbers if number != year]
    if names:
        return _day(year, _MONTHS.index(names[0][:3]) + 1, others[0])
    if numbers[0] == year or "." not in str(written):
        days = (
            {_day(year, *others)} if numbers[0] == year else {_day(year, *others), _day(year, *others[::-1])}
        )
    else:
        days = {_day(year, *others[::-1])}  # 30.11.2026
    found = [day for day in days if day]
    return found[0] if len(found) == 1 else None


def meant_range(written: object) -> str | None:
    """Return the number or range in a text such as `five` or `15-30 seconds`, as front matter has it."""
    text = str(written).casefold()
    for number, name in enumerate(_NUMBERS, start=1):
        text = re.sub(rf"\b{name}\b", str(number), text)
    if not set(re.findall(r"[^\W\d_]+", text)) <= _UNITS:
        return None  # "1 minute" is not 1 second
    found = _RANGE.findall(text)
    return " to ".join(re.findall(r"[0-9]+", found[0])) if len(found) == 1 and len(found[0]) < 10 else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
