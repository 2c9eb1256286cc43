"""The facts of a page that its template shows, as plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contract.fields import Condition, Exercise, Retired, Routine

from rendering.check_card import check_rows, emergency_signs
from rendering.code_table import codes_by_system
from rendering.dose_facts import common_facts, dose_facts
from rendering.link_preview import preview_of
from rendering.pictures import move_of, pictures_of
from rendering.routine_stretches import places_in_routines, stretches_of
from rendering.versions import ladder
from rendering.wording import (
    clinical_review_in_words,
    date_in_words,
    dose_line,
    in_mid_sentence,
    list_in_words,
    sides_of,
    start_version,
    subtitle_of,
    subtitle_of_routine,
)

if TYPE_CHECKING:
    from checks.page import CheckedPage
    from checks.site import Report

    Facts = dict[str, Any]


# Pages whose subject may have several names.
_NAMED = Exercise | Routine | Condition | Retired


def page_facts(page: CheckedPage, report: Report) -> Facts | None:
    """Return a page's facts in words, or None if its front matter is missing or wrong.

    Dates are given in words and, for machines, as `YYYY-MM-DD`.
    """
    facts = page.front_matter
    if facts is None:
        return None
    shown: Facts = {
        "title": facts.title,
        "summary": facts.summary,
        "description": facts.description,
        "preview": preview_of(page, report),
        "emergency_signs": emergency_signs(report.registers),
        "also_called": ", ".join(facts.also_called) if isinstance(facts, _NAMED) else "",
        "diagnosis_codes": [
            {"system": system, "codes": ", ".join(entry.code for entry in codes)}
            for system, codes in codes_by_system(page.source.path, report).items()
        ],
        "author": facts.author,
        "written": date_in_words(facts.written),
        "written_iso": facts.written.isoformat(),
        "reviewed": date_in_words(facts.reviewed),
        "reviewed_iso": facts.reviewed.isoformat(),
        "next_review": date_in_words(facts.next_review),
        "next_review_iso": facts.next_review.isoformat(),
        "clinical_review": clinical_review_in_words(facts.clinical_review),
        "is_checked_by_a_clinician": facts.clinical_review is not None,
        "changes": [
            {"date": date_in_words(change.date), "iso_date": change.date.isoformat(), "what": change.what}
            for change in facts.history
        ],
    }
    if isinstance(facts, Exercise):
        shown |= _exercise_facts(facts, report)
        shown["ladder"] = ladder(page, facts, report)
        shown["in_routines"] = places_in_routines(page.source.path, report)
    elif isinstance(facts, Routine):
        shown |= _routine_facts(facts, report)
    return shown


def _exercise_facts(exercise: Exercise, report: Report) -> Facts:
    start = start_version(exercise)
    return {
        "subtitle": exercise.subtitle or subtitle_of(exercise),
        "dose": dose_line(exercise),
        "first_week": dose_line(exercise, first_week=True),
        "start_version": in_mid_sentence(start.name),
        "areas": list_in_words(exercise.areas),
        "equipment": list_in_words(exercise.equipment) or "nothing",
        "which_leg": exercise.which_leg,
        "pictures": pictures_of(start, report),
        "first_week_facts": dose_facts(start.first_week, sides_of(start, exercise)),
        "move": move_of(start, report),
        "check_rows": check_rows([exercise], report.registers),
    }


def _routine_facts(routine: Routine, report: Report) -> Facts:
    """Return a routine's facts, without those of stretches whose page is missing or wrong."""
    exercises = [exercise for _, exercise in stretches_of(routine, report)]
    equipment = dict.fromkeys(thing for exercise in exercises for thing in exercise.equipment)
    return {
        "subtitle": routine.subtitle or subtitle_of_routine(exercises),
        "start_with": routine.start_with,
        "first_week_facts": common_facts(exercises),
        "stretches_in_order": [
            {"title": exercise.title, "pictures": pictures_of(start_version(exercise), report)[-1:]}
            for exercise in exercises
        ],
        "stretches": list_in_words([in_mid_sentence(exercise.title) for exercise in exercises], "then"),
        "equipment": list_in_words(list(equipment)) or "nothing",
        "which_leg": routine.which_leg,
        "check_rows": check_rows(exercises, report.registers),
    }
