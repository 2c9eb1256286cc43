"""The level under which a caution is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contract.cautions import Caution, PatientGroup
    from contract.fields import Exercise

# The levels that readers see, the strictest first.
LEVELS = ("do not", "ask first", "change")


def shown_level(caution: Caution) -> str:
    """Return the level that readers see: `fine` with advice is `change`, to be done as the advice says."""
    return "change" if caution.level == "fine" and caution.advice else caution.level


def names_of(group: str, groups: Mapping[str, PatientGroup]) -> tuple[str, str]:
    """Return the short name of a group of people, and the words that follow 'if'.

    A group that caution-groups.yml does not have, which the check reports, is named by its key.
    """
    found = groups.get(group)
    return (found.short, found.full) if found else (group, group)


def caution_in_words(who: str, level: str, advice: str | None) -> str:
    """Return a caution as complete sentences, such as `If your neck hurts: ask first.`."""
    return f"If {who}: {level}. {advice}" if advice else f"If {who}: {level}."


def cautions_in_words(exercise: Exercise, groups: Mapping[str, PatientGroup]) -> list[str]:
    """Return everything that somebody must know before a stretch, without what is fine with no advice."""
    listed = [
        caution_in_words(names_of(group, groups)[1], shown_level(caution), caution.advice)
        for group, caution in exercise.cautions.items()
        if shown_level(caution) in LEVELS
    ]
    return listed + [caution_in_words(other.full, "ask first", None) for other in exercise.also_ask_first]
