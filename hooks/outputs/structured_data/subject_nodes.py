"""The node of what a page is about: a stretch, a routine or a health problem."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from checks.data.diagnosis_codes import SYSTEMS
from checks.data.registers import PREVIEWS
from contract.markers import TOP
from contract.section import Shape
from rendering.caution_levels import cautions_in_words
from rendering.link_preview import start_figure
from rendering.routine_stretches import stretches_of
from rendering.wording import dose_line, frequency_in_words, in_mid_sentence, start_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.data.diagnosis_codes import DiagnosisCode
    from checks.page import CheckedPage
    from checks.site import Report
    from contract.field_values import Range
    from contract.fields import Condition, Dose, Exercise, FrontMatter, Routine

    from outputs.site import Place

    Node = dict[str, object]

# No type has all that a stretch needs: its steps belong to a HowTo, its dose to an ExercisePlan, and its
# cautions to a PhysicalTherapy.
EXERCISE_TYPES = ["HowTo", "ExercisePlan", "PhysicalTherapy"]


def exercise_node(page: CheckedPage, exercise: Exercise, place: Place, report: Report) -> Node:
    """Describe a stretch: the version to start with, in the dose of the first week."""
    start = start_version(exercise)
    node = _in_short(exercise, place, place.path, report)
    node |= {
        "description": exercise.summary,
        "alternateName": exercise.also_called,
        "category": "https://schema.org/Flexibility",
        "bodyLocation": exercise.areas,
        "step": _sections_with_steps(page, place),
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


def routine_node(page: CheckedPage, routine: Routine, place: Place, report: Report) -> Node:
    """Describe a routine. Each of its stretches has its own cautions here; its dose is on its own page."""
    stretches = list(stretches_of(routine, report))
    node: Node = {
        **_named(EXERCISE_TYPES, routine, place, place.path),
        "hasPart": [
            _in_short(exercise, place, f"stretches/{name}.md", report) for name, exercise in stretches
        ],
        "description": routine.summary,
        "alternateName": routine.also_called,
        "category": "https://schema.org/Flexibility",
        "step": _sections_with_steps(page, place),
        "additionalVariable": [f"Start with: {routine.start_with}", f"Which leg: {routine.which_leg}"],
    }
    tools = list(dict.fromkeys(thing for _, exercise in stretches for thing in exercise.equipment))
    return node | {"tool": tools} if tools else node


def condition_node(condition: Condition, place: Place, codes: Sequence[DiagnosisCode]) -> Node:
    """Describe a health problem."""
    node: Node = {
        **_named("MedicalCondition", condition, place, place.path),
        "description": condition.summary,
        "alternateName": condition.also_called,
    }
    if codes:
        node["code"] = [
            {"@type": "MedicalCode", "codingSystem": SYSTEMS[code.system].name, "codeValue": code.code}
            for code in codes
        ]
    return node


def _in_short(exercise: Exercise, place: Place, path: str, report: Report) -> Node:
    """Describe a stretch as a routine shows it: its name, its page at `path`, and who must not do it."""
    return {
        **_named(EXERCISE_TYPES, exercise, place, path),
        "contraindication": cautions_in_words(exercise, report.registers.caution_groups or {}),
    }


def _named(kind: str | list[str], page: FrontMatter, place: Place, path: str) -> Node:
    return {
        "@type": kind,
        "@id": place.of_page(f"{path}#{TOP}"),
        "name": page.title,
        "url": place.of_page(path),
    }


def _sections_with_steps(page: CheckedPage, place: Place) -> list[Node]:
    """Describe the sections of a page up to its steps, and the steps themselves.

    The steps alone would leave out who must not do them, and how to get into position.
    """
    nodes: list[Node] = []
    for number, section in enumerate(page.page_type.sections, 1):
        address = place.of_section(section.anchor)
        node: Node = {"@type": "HowToSection", "position": number, "name": section.title, "url": address}
        nodes.append(node)
        if section.shape is Shape.STEPS:
            node["itemListElement"] = [
                {"@type": "HowToStep", "position": step, "text": text, "url": address}
                for step, text in enumerate(page.steps, 1)
            ]
            return nodes
    return nodes


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
