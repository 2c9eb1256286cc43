"""What the print sheet of a stretch or routine shows besides the page itself: the strictest cautions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rendering.caution_levels import LEVELS, shown_level

if TYPE_CHECKING:
    from checks.data.registers import Registers
    from contract.fields import Exercise

# More do not fit on one sheet with the steps of one stretch, or of several.
_MOST = 3
_MOST_OF_SEVERAL = 2


class SheetCaution(NamedTuple):
    """A caution: its level, and who it is for, in words that follow 'if'."""

    level: str
    who: str


def sheet_cautions(exercises: list[Exercise], registers: Registers) -> list[SheetCaution]:
    """Return the strictest cautions of one or several stretches, by level and then as in caution-groups.yml.

    If there are several stretches, each group of people gets its strictest level.
    """
    strictest: dict[str, str] = {}
    for exercise in exercises:
        for group, caution in exercise.cautions.items():
            level = shown_level(caution)
            if level in LEVELS:
                strictest[group] = min(strictest.get(group, level), level, key=LEVELS.index)
    groups = registers.caution_groups or {}
    order = list(groups)
    found = sorted(
        (group for group in strictest if group in groups),
        key=lambda group: (LEVELS.index(strictest[group]), order.index(group)),
    )
    return [
        SheetCaution(strictest[group], groups[group].full)
        for group in found[: _MOST if len(exercises) == 1 else _MOST_OF_SEVERAL]
    ]
