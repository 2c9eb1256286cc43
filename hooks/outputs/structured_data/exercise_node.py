"""The node of a stretch. No type of schema.org has all the properties it needs, but three together do."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from checks.data.registers import PREVIEWS
from contract.markers import TOP
from rendering.caution_levels import cautions_in_words
from rendering.link_preview import start_figure
from rendering.wording import dose_line, frequency_in_words, in_mid_sentence, start_version

from outputs.structured_data.steps import sections_with_steps

if TYPE_CHECKING:
    from checks.page import CheckedPage
    from checks.site import Report
    from contract.field_values import Range
    from contract.fields import Dose, Exercise

    from outputs.site import Place

    Node = dict[str, object]

# Steps belong to a HowTo, the dose to an ExercisePlan, and who must not do it to a PhysicalTherapy.
EXERCISE_TYPES = ["HowTo", "ExercisePlan", "PhysicalTherapy"]


def exercise_node(page: CheckedPage, exercise: Exercise, place: Place, report: Report) -> Node:
    """Describe a stretch: the version to start with, in the dose of the first week.

    Args:
        page: the page of the stretch, for its sections and steps.
        exercise: its front matter.
        place: where the page is published.
        report: the data files, for the groups of people and the pictures.
    """
    start = start_version(exercise)
    node = exercise_in_short(exercise, place, report)
    node |= {
        "description": exercise.summary,
        "alternateName": exercise.also_called,
        "category": "https://schema.org/Flexibility",
        "bodyLocation": exercise.areas,
        "step": sections_with_steps(page, place),
        **_dose(start.first_week),
        "additionalVariable": [
            *_sets(start.first_week),
            f"Start with: {in_mid_sentence(start.name)}",
            f"First week: {dose_line(exercise, first_week=True)}",
            f"{report.registers.sentences.get('after-first-week', '')}: {dose_line(exercise)}",
            f"Which leg: {exercise.which_leg}",
        ],
    }
    if exercise.equipment:
        node["tool"] = exercise.equipment
    name = posixpath.basename(place.path).removesuffix(".md")
    if name in report.registers.previews and (figure := start_figure(exercise, report)) is not None:
        address = place.of_file(f"{PREVIEWS}/{name}.png")
        node["image"] = {"@type": "ImageObject", "url": address, "caption": figure.stretch.alt}
    return node


def exercise_in_short(exercise: Exercise, place: Place, report: Report, path: str | None = None) -> Node:
    """Describe a stretch as a routine shows it: its name, its page and who must not do it.

    Args:
        exercise: its front matter.
        place: the page that contains the node.
        report: the data files.
        path: the page of the stretch, if that is another one.
    """
    page = path or place.path
    return {
        "@type": EXERCISE_TYPES,
        "@id": place.of_page(f"{page}#{TOP}"),
        "name": exercise.title,
        "url": place.of_page(page),
        "contraindication": cautions_in_words(exercise, report.registers.caution_groups or {}),
    }


def _dose(dose: Dose) -> Node:
    node: Node = {
        "repetitions": _number_or_range(dose.repeats),
        "activityFrequency": frequency_in_words(dose),
    }
    if (hold := dose.hold_seconds) is not None:
        exact = hold.low == hold.high
        node["activityDuration"] = f"PT{hold.low}S" if exact else _range(hold) | {"unitCode": "SEC"}
    return node


def _sets(dose: Dose) -> list[str]:
    """Return the sets if there are several; schema.org has no property for them."""
    return [f"sets: {dose.sets}"] if dose.sets.high > 1 else []


def _number_or_range(number: Range) -> int | Node:
    return number.low if number.low == number.high else _range(number)


def _range(number: Range) -> Node:
    return {"@type": "QuantitativeValue", "minValue": number.low, "maxValue": number.high}
