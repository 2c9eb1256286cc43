"""The check card: the short names of those who must not do a stretch, ask first or change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading.short_names import named_items

from rendering.caution_levels import LEVELS, names_of, shown_level
from rendering.repeated_names import without_repeats
from rendering.wording import in_mid_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.data.registers import Registers
    from contract.fields import Exercise


class Row(NamedTuple):
    """A row of the card.

    Attributes:
        level: `do not`, `ask first` or `change`.
        stretch: the only stretch that it is about, as in the middle of a sentence; '' for all of them.
        names: the short names of the people.
    """

    level: str
    stretch: str
    names: list[str]


def emergency_signs(registers: Registers) -> list[str]:
    """Return the short names of the signs of an emergency."""
    return [item.name for item in named_items(registers.partials.get("emergency", ""))]


def check_rows(exercises: Sequence[Exercise], registers: Registers) -> list[Row]:
    """Return the rows, the strictest level first, without empty ones.

    Everybody whose answer is not `fine` is named, in the first row that fits. In a routine, those who ask
    before any stretch are named again there if they must not do only some of its stretches.

    Args:
        exercises: the stretch of the page, or those of a routine in order.
        registers: the short names of the groups of people, and of those who ask before any stretch.
    """
    rows = _rows_of_do_not(exercises, registers)
    ruled_out = [name for row in rows for name in row.names]
    of_these = [
        *(name for exercise in exercises for name in _names(exercise, "ask first", registers)),
        *(who.short for exercise in exercises for who in exercise.also_ask_first),
    ]
    of_any = [item.name for item in named_items(registers.partials.get("ask-first", ""))]
    ruled_out_of_all = [name for row in rows if not row.stretch or len(exercises) == 1 for name in row.names]
    asking = without_repeats(
        [
            *(name for name in of_any if name not in ruled_out_of_all),
            *(name for name in of_these if name not in ruled_out),
        ],
        [],
    )
    changing = without_repeats(
        [name for exercise in exercises for name in _names(exercise, "change", registers)],
        [*ruled_out, *asking],
    )
    rows += [Row("ask first", "", asking), Row("change", "", changing)]
    return [row for row in rows if row.names]


def _rows_of_do_not(exercises: Sequence[Exercise], registers: Registers) -> list[Row]:
    """Return a row for each stretch, and one for what they have in common."""
    level = LEVELS[0]
    of_each = [_names(exercise, level, registers) for exercise in exercises]
    common = [name for name in of_each[0] if all(name in names for names in of_each)] if of_each else []
    rows = [Row(level, "", common)]
    for exercise, names in zip(exercises, of_each, strict=True):
        rows.append(
            Row(level, in_mid_sentence(exercise.title), [name for name in names if name not in common])
        )
    return [row for row in rows if row.names]


def _names(exercise: Exercise, level: str, registers: Registers) -> list[str]:
    groups = registers.caution_groups or {}
    return [
        names_of(group, groups)[0]
        for group, caution in exercise.cautions.items()
        if shown_level(caution) == level
    ]
