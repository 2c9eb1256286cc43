"""The level under which a caution is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contract.fields import Caution, Exercise

# The levels that readers see, the strictest first.
LEVELS = ("do not", "ask first", "change")


def shown_level(caution: Caution) -> str:
    """Return the level that readers see: `fine` with advice is `change`, to be done as the advice says."""
    return "change" if caution.level == "fine" and caution.advice else caution.level


def caution_in_words(who: str, level: str, advice: str | None) -> str:
    """Return a caution as complete sentences, such as `If your neck hurts: ask first.`."""
    return f"If {who}: {level}. {advice}" if advice else f"If {who}: {level}."


def cautions_in_words(exercise: Exercise, groups: dict[str, str]) -> list[str]:
    """Return everything that somebody must know before a stretch, without what is fine with no advice.

    Args:
        exercise: the stretch.
        groups: the words for each group of people, see caution-groups.yml.
    """
    listed = [
        caution_in_words(groups.get(group, group), shown_level(caution), caution.advice)
        for group, caution in exercise.cautions.items()
        if shown_level(caution) in LEVELS
    ]
    return listed + [caution_in_words(who, "ask first", None) for who in exercise.also_ask_first]
