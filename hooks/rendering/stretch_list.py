"""The list of all stretches: a card for each, and the filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checks.page import path_rule
from contract.fields import Exercise

from rendering.addresses import address_between
from rendering.caution_levels import shown_level
from rendering.pictures import pictures_of
from rendering.wording import start_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checks.site import Report

# The levels of caution at which a group of people should not do a stretch without asking.
_RULED_OUT = frozenset({"do not", "ask first"})


class Option(NamedTuple):
    """Something that a reader can choose, and its name in the address of the list."""

    key: str
    label: str


def stretch_list(path: str, report: Report) -> dict[str, object]:
    """Return the cards, and the choices on the page whose purpose is the list."""
    exercises = list(exercises_of(report))
    cards = [_card(name, exercise, path, report) for name, exercise in exercises]
    rule = path_rule(path)
    if rule is None or "all-stretches" not in rule.markers:
        return {"stretches": cards, "choices": [], "rulings": []}
    return {
        "stretches": cards,
        "choices": [
            {"name": name, "label": label, "options": _options(exercises, name)}
            for name, label in (("position", "Position"), ("area", "Where you feel it"), ("with", "With"))
        ],
        "rulings": [Option(key, label) for key, label in report.registers.caution_filters.items()],
    }


def exercises_of(report: Report) -> Iterator[tuple[str, Exercise]]:
    """Yield the path and front matter of every stretch whose front matter is valid."""
    for path, page in report.pages.items():
        if isinstance(page.front_matter, Exercise):
            yield path, page.front_matter


def key_of(label: str) -> str:
    """Return the name of an option in an address: `lying-on-your-back` for `lying on your back`."""
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def _card(name: str, exercise: Exercise, path: str, report: Report) -> dict[str, object]:
    """Return a stretch in the list.

    `keys` has the keys of the options that the stretch fits, by the name of the choice; `suits` has the keys
    of the caution filters under which it is still shown, and `advice` what must then be known about it.
    """
    filters = report.registers.caution_filters
    cautions = [(key, filters[key], exercise.cautions[key]) for key in filters]
    suiting = [(key, label, caution) for key, label, caution in cautions if caution.level not in _RULED_OUT]
    return {
        "name": exercise.title.removesuffix(" stretch"),
        "address": address_between(path, name),
        "pictures": pictures_of(start_version(exercise), report)[-1:],
        "area": exercise.areas[0],
        "position": exercise.position[0],
        "other_positions": [Option(key_of(label), label) for label in exercise.position[1:]],
        "keys": {
            choice: " ".join(key_of(label) for label in _labels(exercise, choice))
            for choice in ("position", "area", "with")
        },
        "suits": " ".join(key for key, _, _ in suiting),
        "advice": [
            {"key": key, "label": label, "advice": caution.advice}
            for key, label, caution in suiting
            if caution.advice and shown_level(caution) == "change"
        ],
    }


def _options(exercises: Sequence[tuple[str, Exercise]], choice: str) -> list[Option]:
    """Return the options of a choice, each once, in alphabetical order."""
    labels = {key_of(label): label for _, exercise in exercises for label in _labels(exercise, choice)}
    return [Option(key, label) for key, label in sorted(labels.items(), key=lambda option: option[1])]


def _labels(exercise: Exercise, choice: str) -> Sequence[str]:
    if choice == "position":
        return exercise.position
    if choice == "area":
        return exercise.areas
    # One of two things, such as 'a steady chair or a counter', is enough.
    return [thing for things in exercise.equipment for thing in things.split(" or ")]
