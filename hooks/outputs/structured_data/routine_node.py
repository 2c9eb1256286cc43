"""The node of a routine: its steps and its stretches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.markers import TOP
from rendering.routine_stretches import stretches_of

from outputs.structured_data.exercise_node import EXERCISE_TYPES, exercise_in_short
from outputs.structured_data.steps import sections_with_steps

if TYPE_CHECKING:
    from checks.page import CheckedPage
    from checks.site import Report
    from contract.fields import Routine

    from outputs.site import Place

    Node = dict[str, object]


def routine_node(page: CheckedPage, routine: Routine, place: Place, report: Report) -> Node:
    """Describe a routine. Each of its stretches has its own cautions here; its dose is on its own page.

    Args:
        page: the page of the routine, for its sections and steps.
        routine: its front matter.
        place: where the page is published.
        report: all pages, for the stretches.
    """
    stretches = list(stretches_of(routine, report))
    node: Node = {
        "@type": EXERCISE_TYPES,
        "@id": place.of_section(TOP),
        "name": routine.title,
        "url": place.of_page(place.path),
        "hasPart": [
            exercise_in_short(exercise, place, report, f"stretches/{name}.md") for name, exercise in stretches
        ],
        "description": routine.summary,
        "alternateName": routine.also_called,
        "category": "https://schema.org/Flexibility",
        "step": sections_with_steps(page, place),
        "additionalVariable": [f"Start with: {routine.start_with}", f"Which leg: {routine.which_leg}"],
    }
    tools = list(dict.fromkeys(thing for _, exercise in stretches for thing in exercise.equipment))
    return node | {"tool": tools} if tools else node
