"""A dose as a row of short facts, each a number with its unit and what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contract.field_values import Range

from rendering.wording import ON_EACH_SIDE, sides_of, start_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contract.fields import Dose, Exercise

_SECONDS_IN_A_MINUTE = 60
_HOLD = "hold"
_IN_A_ROW = "in a row"
_EACH_SIDE = "each side"
# Labels that read differently in a line than below their number.
_IN_A_LINE = {_IN_A_ROW: "", _EACH_SIDE: "on each side"}


class DoseFact(NamedTuple):
    """One fact, such as `10 to 15 sec` with the label `hold`.

    Attributes:
        low: the number, or the lower of two; or a word, such as `once`.
        high: the higher number; '' if there is only one.
        unit: what is counted; '' beside a word.
        label: what the number is for.
    """

    low: str
    high: str
    unit: str
    label: str

    def in_words(self) -> str:
        """Return it in one line, such as `hold 10 to 15 sec` or `2 times on each side`."""
        number = f"{self.low} to {self.high}" if self.high else self.low
        amount = f"{number} {self.unit}".rstrip()
        if self.label == _HOLD:
            return f"{_HOLD} {amount}"
        return f"{amount} {_IN_A_LINE.get(self.label, self.label)}".rstrip()


def dose_facts(dose: Dose, sides: str) -> list[DoseFact]:
    """Return the facts of a dose in the order in which they are needed.

    Args:
        dose: holds in seconds.
        sides: the exercise's `sides` field; decides whether the repeats count for each side.
    """
    each = _EACH_SIDE if sides == ON_EACH_SIDE else _IN_A_ROW
    facts = []
    if dose.hold_seconds is not None:
        facts.append(_hold(dose.hold_seconds))
    if dose.sets.high > 1 and dose.repeats.high > 1:
        facts.append(_fact(dose.sets, "set", each))
        facts.append(_fact(dose.repeats, "time", "each set"))
    else:
        facts += _in_a_row(dose.sets if dose.sets.high > 1 else dose.repeats, each, is_held=bool(facts))
    facts.append(_often(dose.times_a_day))
    facts.append(_fact(dose.days_a_week, "day", "a week"))
    return facts


def common_facts(exercises: Sequence[Exercise]) -> list[DoseFact]:
    """Return what the first week of several stretches has in common, in their starting versions.

    On which days to do them is not among it, because a routine says that in words of its own. Less than two
    facts would not tell how much to do, so there are none then.
    """
    of_each = [
        dose_facts(start.first_week, sides_of(start, exercise))
        for exercise in exercises
        for start in [start_version(exercise)]
    ]
    common = [fact for fact in of_each[0][:-1] if all(fact in facts for facts in of_each)] if of_each else []
    return common if len(common) > 1 else []


def _in_a_row(number: Range, each: str, *, is_held: bool) -> list[DoseFact]:
    """Return how many times in a row; a single hold needs no number."""
    if number.high > 1:
        return [_fact(number, "time", each)]
    if each == _EACH_SIDE:
        return [DoseFact("once", "", "", each)]
    return [] if is_held else [_fact(number, "time", each)]


def _hold(seconds: Range) -> DoseFact:
    if seconds.low % _SECONDS_IN_A_MINUTE == seconds.high % _SECONDS_IN_A_MINUTE == 0:
        minutes = Range(seconds.low // _SECONDS_IN_A_MINUTE, seconds.high // _SECONDS_IN_A_MINUTE)
        return _numbers(minutes, "min", _HOLD)
    return _numbers(seconds, "sec", _HOLD)


def _often(number: Range) -> DoseFact:
    return DoseFact("once", "", "", "a day") if number.high == 1 else _numbers(number, "times", "a day")


def _fact(number: Range, unit: str, label: str) -> DoseFact:
    return _numbers(number, unit if number.high == 1 else f"{unit}s", label)


def _numbers(number: Range, unit: str, label: str) -> DoseFact:
    high = "" if number.low == number.high else str(number.high)
    return DoseFact(str(number.low), high, unit, label)
