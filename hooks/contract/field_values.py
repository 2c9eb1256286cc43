"""The kinds of value that a field may have, and the base class of every group of fields."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from contract.meant_values import meant_day, meant_range

_RANGE = re.compile(r"([0-9]{1,4}) to ([0-9]{1,4})")


class Range(NamedTuple):
    """A whole number or a range of two, written `3` or `2 to 4`."""

    low: int
    high: int

    def __str__(self) -> str:
        """Return the range as it is written in front matter."""
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


def read_range(value: object) -> object:
    """Read a number or a range as it is written in front matter.

    Raises:
        ValueError: It is neither.
    """
    if isinstance(value, Range):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Range(value, value)
    if isinstance(value, str) and (found := _RANGE.fullmatch(value.strip())):
        return Range(int(found[1]), int(found[2]))
    meant = meant_range(value) if isinstance(value, str) else None
    message = f"write {meant}" if meant else "write a whole number such as 3, or a range such as 2 to 4"
    raise ValueError(message)


def within(lowest: int, highest: int) -> AfterValidator:
    """Return a check that a range lies between two numbers."""

    def check(value: Range) -> Range:
        if not lowest <= value.low <= value.high <= highest:
            message = f"it must be between {lowest} and {highest}, the smaller number first"
            raise ValueError(message)
        return value

    return AfterValidator(check)


def _read_date(value: object) -> object:
    # YAML itself turns 2026-11-22 into a date; anything else (a number, a time, text) is a mistake.
    if type(value) is dt.date:
        return value
    meant = None if isinstance(value, bool) else meant_day(value)
    message = f"write {meant}" if meant else "write a date as year-month-day, for example 2026-11-22"
    raise ValueError(message)


def without(characters: str) -> AfterValidator:
    """Return a check that a text has none of some characters."""

    def check(value: str) -> str:
        for character in characters:
            if character in value:
                message = f"it must not contain the character {character}"
                raise ValueError(message)
        return value

    return AfterValidator(check)


def worded() -> AfterValidator:
    """Return a check that a text has words."""

    def check(value: str) -> str:
        if not re.search(r"[^\W_]", value):
            message = "it has no words"
            raise ValueError(message)
        return value

    return AfterValidator(check)


# Angle brackets would be read as HTML, and titles and descriptions are used in HTML attributes.
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), without("<>"), worded()
]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80), without("<>"), worded()
]
Date = Annotated[dt.date, BeforeValidator(_read_date)]
KEY = re.compile(r"[a-z][a-z0-9-]*")
Key = Annotated[str, StringConstraints(pattern=rf"^{KEY.pattern}$", max_length=60)]
Names = Annotated[list[Name], Field(min_length=1)]
# What a heading's anchor may be, see Heading.anchor.
Anchor = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_][a-z0-9_-]*$", max_length=200)]
OldPath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$", max_length=200)]
PageId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class Fields(BaseModel):
    """The base class of every group of fields: an unknown field is an error and is never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
