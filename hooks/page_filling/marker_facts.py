"""The facts behind each marker, as plain words for the template of the same name in `overrides/markers/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from page_contract.front_matter_fields import Exercise, Guide, Routine, Sourced

from page_filling.addresses import address_between
from page_filling.wording import dose_in_words, in_mid_sentence, list_in_words, start_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from page_contract.check import Report
    from page_contract.front_matter_fields import Caution, FrontMatter, Version

    Facts = dict[str, object]

# The levels of a caution in the order in which they are shown.
LEVELS = ("do not", "ask first", "change")


class FactsMissingError(Exception):
    """A fact that a marker shows is missing or wrong; the check has reported it."""


def marker_facts(name: str, page: FrontMatter | None, path: str, report: Report) -> Facts:
    """Give the facts behind a marker.

    Args:
        name: the marker's name.
        page: front matter of the page it stands on; None where something is wrong with it.
        path: the page's path below the docs folder.
        report: all pages and registers.

    Raises:
        FactsMissingError: where the page or another one does not have them.
    """
    if page is None or name not in FACTS:
        raise FactsMissingError
    return FACTS[name](page, path, report)


def _dose(page: FrontMatter, path: str, report: Report) -> Facts:
    if isinstance(page, Routine):
        return {
            "rounds": str(page.rounds),
            "versions": [
                {
                    "name": exercise.title,
                    "version": in_mid_sentence(start_version(exercise).name),
                    **_doses(start_version(exercise), exercise),
                }
                for _, exercise in _stretches_of(page, report)
            ],
        }
    exercise = _exercise(page)
    return {
        "versions": [
            {
                "name": version.name,
                "starts": version.start_here,
                **_doses(version, exercise),
            }
            for version in exercise.versions
        ],
    }


def _doses(version: Version, exercise: Exercise) -> Facts:
    """The two doses in words; the first week only where it is different."""
    sides = version.sides or exercise.sides
    facts: Facts = {"dose": dose_in_words(version.dose, sides)}
    if version.first_week != version.dose:
        facts["first_week"] = dose_in_words(version.first_week, sides)
    return facts


def _cautions(page: FrontMatter, path: str, report: Report) -> Facts:
    if isinstance(page, Routine):
        return {
            "stretches": [
                {
                    "title": in_mid_sentence(exercise.title),
                    "address": address_between(path, f"stretches/{name}.md#check-first"),
                    "levels": list(_levels(exercise, report)),
                }
                for name, exercise in _stretches_of(page, report)
            ],
        }
    return {"stretches": [{"levels": list(_levels(_exercise(page), report))}]}


def _levels(exercise: Exercise, report: Report) -> Iterator[Facts]:
    groups = report.registers.caution_groups or {}
    for level in LEVELS:
        people: list[Facts] = [
            {"who": groups.get(group, group), "advice": caution.advice}
            for group, caution in exercise.cautions.items()
            if _shown_under(caution) == level
        ]
        if level == "ask first":
            people += ({"who": who, "advice": None} for who in exercise.also_ask_first)
        if people:
            yield {"level": level, "people": people}


def _shown_under(caution: Caution) -> str:
    """A stretch that is fine, with a word of advice, is one to be done as the advice says."""
    return "change" if caution.level == "fine" and caution.advice else caution.level


def _move_on(page: FrontMatter, path: str, report: Report) -> Facts:
    return {"rule": _exercise(page).progression.move_on}


def _move_back(page: FrontMatter, path: str, report: Report) -> Facts:
    return {"rule": _exercise(page).progression.move_back}


def _stretches(page: FrontMatter, path: str, report: Report) -> Facts:
    if not isinstance(page, Routine):
        raise FactsMissingError
    return {
        "stretches": [
            {
                "title": exercise.title,
                "address": address_between(path, f"stretches/{name}.md"),
                "summary": exercise.summary,
                "version": in_mid_sentence(start_version(exercise).name),
            }
            for name, exercise in _stretches_of(page, report)
        ],
    }


def _sources(page: FrontMatter, path: str, report: Report) -> Facts:
    register = report.registers.sources or {}
    if not isinstance(page, Sourced | Guide) or any(use.key not in register for use in page.sources):
        raise FactsMissingError
    return {
        "sources": [
            {
                "by": source.by.rstrip("."),
                "title": source.title.rstrip("."),
                "year": source.year,
                "address": source.url,
                "is_copy": source.read == "copy",
                "ends_itself": source.title.endswith("?") and not source.year and source.read != "copy",
                "supports": use.supports,
            }
            for use in page.sources
            for source in [register[use.key]]
        ],
    }


def _all_stretches(page: FrontMatter, path: str, report: Report) -> Facts:
    return {
        "stretches": [
            {
                "title": exercise.title,
                "address": address_between(path, other.source.path),
                "summary": exercise.summary,
                "areas": list_in_words(exercise.areas),
                "position": exercise.position[0],
            }
            for other in report.pages.values()
            if isinstance(exercise := other.front_matter, Exercise)
        ],
    }


def _all_routines(page: FrontMatter, path: str, report: Report) -> Facts:
    return {
        "routines": [
            {
                "title": routine.title,
                "address": address_between(path, other.source.path),
                "summary": routine.summary,
            }
            for other in report.pages.values()
            if isinstance(routine := other.front_matter, Routine)
        ],
    }


def _exercise(page: FrontMatter) -> Exercise:
    if not isinstance(page, Exercise):
        raise FactsMissingError
    return page


def _stretches_of(routine: Routine, report: Report) -> Iterator[tuple[str, Exercise]]:
    for name in routine.stretches:
        page = report.pages.get(f"stretches/{name}.md")
        if page is None or not isinstance(page.front_matter, Exercise):
            raise FactsMissingError
        yield name, page.front_matter


FACTS: dict[str, Callable[[FrontMatter, str, Report], Facts]] = {
    "all-routines": _all_routines,
    "all-stretches": _all_stretches,
    "cautions": _cautions,
    "dose": _dose,
    "move-back": _move_back,
    "move-on": _move_on,
    "sources": _sources,
    "stretches": _stretches,
}
