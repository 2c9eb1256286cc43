"""The facts behind each marker, as plain words for the template of the same name in `overrides/markers/`."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from checks.data.diagnosis_codes import CONNECT, SYSTEMS
from contract.cautions import OWN_ADVICE
from contract.fields import Exercise, Guide, Routine, Sourced
from contract.markers import MARKERS, TOP
from markupsafe import Markup

from rendering.addresses import address_between
from rendering.caution_levels import LEVELS, names_of, shown_level
from rendering.code_table import code_table
from rendering.dose_facts import dose_facts
from rendering.handouts import handout_list
from rendering.pictures import are_wide, pictures_of, repeated
from rendering.routine_stretches import stretches_of
from rendering.shared_texts import shared_sources
from rendering.stretch_list import exercises_of, stretch_list
from rendering.wording import (
    dose_in_words,
    dose_line,
    in_mid_sentence,
    list_in_words,
    routine_total,
    sides_of,
    start_version,
    total_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checks.data.registers import Source
    from checks.site import Report
    from contract.cautions import Caution
    from contract.fields import FrontMatter, Version

    Facts = dict[str, object]


class FactsMissingError(Exception):
    """A fact that a marker shows is missing or wrong; the check has reported it."""


def marker_facts(name: str, page: FrontMatter | None, path: str, report: Report) -> Facts:
    """Return the facts behind a marker.

    Args:
        name: the marker's name.
        page: the front matter of the page that has the marker; None if something is wrong with it.
        path: the page's path below the docs folder.
        report: all pages and data files.

    Raises:
        FactsMissingError: The page, or another one that it takes facts from, does not have them.
    """
    if page is None or name not in FACTS:
        raise FactsMissingError
    return FACTS[name](page, path, report)


def _dose(page: FrontMatter, path: str, report: Report) -> Facts:
    if isinstance(page, Routine):
        return {
            "rounds": str(page.rounds),
            "total": routine_total(page, [exercise for _, exercise in _stretches_of(page, report)]),
            "doses": [
                {
                    "versions": [
                        {"name": exercise.title, "version": in_mid_sentence(start_version(exercise).name)}
                    ],
                    **_doses(start_version(exercise), exercise),
                }
                for _, exercise in _stretches_of(page, report)
            ],
        }
    exercise = _exercise(page)
    # A dose that several versions in a row have in common is shown once.
    alike = itertools.groupby(exercise.versions, key=lambda version: _doses(version, exercise))
    start = start_version(exercise)
    sides = sides_of(start, exercise)
    return {
        "start": {
            "first_week": dose_facts(start.first_week, sides),
            "after": dose_facts(start.dose, sides) if start.dose != start.first_week else [],
        },
        "doses": [
            {"versions": [{"name": one.name, "starts": one.start_here} for one in versions], **doses}
            for doses, versions in alike
        ],
    }


def _doses(version: Version, exercise: Exercise) -> Facts:
    """Return the two doses in words; that of the first week only if it is different."""
    sides = sides_of(version, exercise)
    facts: Facts = {
        "dose": dose_in_words(version.dose, sides),
        "total": total_in_words(version.dose, sides),
    }
    if version.first_week != version.dose:
        facts["first_week"] = dose_in_words(version.first_week, sides)
        facts["first_week_total"] = total_in_words(version.first_week, sides)
    return facts


def _cautions(page: FrontMatter, path: str, report: Report) -> Facts:
    if isinstance(page, Routine):
        return _routine_cautions(_stretches_of(page, report), path, report)
    return {"levels": list(_levels(_exercise(page), report))}


def _routine_cautions(stretches: list[tuple[str, Exercise]], path: str, report: Report) -> Facts:
    """Return what each group of people must know about each stretch, under the group's strictest level."""
    groups = report.registers.caution_groups or {}
    answers: dict[tuple[str, str], dict[tuple[str, str | None], list[str]]] = {}
    for _, exercise in stretches:
        title = exercise.title
        for group, caution in exercise.cautions.items():
            if (level := shown_level(caution)) in LEVELS:
                by_answer = answers.setdefault(names_of(group, groups), {})
                by_answer.setdefault((level, caution.advice), []).append(title)
        for other in exercise.also_ask_first:
            by_answer = answers.setdefault((other.short, other.full), {})
            by_answer.setdefault(("ask first", None), []).append(title)
    return {
        "stretches": [
            {
                "title": in_mid_sentence(e.title),
                "address": address_between(path, f"stretches/{n}.md#check-first"),
            }
            for n, e in stretches
        ],
        "levels": [
            {"level": level, "people": people}
            for level in LEVELS
            if (
                people := [
                    {"short": short, "who": who, "answers": _answers(by_answer)}
                    for (short, who), by_answer in answers.items()
                    if min(LEVELS.index(each) for each, _ in by_answer) == LEVELS.index(level)
                ]
            )
        ],
    }


def _answers(by_answer: dict[tuple[str, str | None], list[str]]) -> list[Facts]:
    return [
        {"level": level, "advice": advice, "stretches": _as_one_title(titles)}
        for (level, advice), titles in by_answer.items()
    ]


def _as_one_title(titles: list[str]) -> str:
    return list_in_words([titles[0], *map(in_mid_sentence, titles[1:])])


def _levels(exercise: Exercise, report: Report) -> Iterator[Facts]:
    groups = report.registers.caution_groups or {}
    for level in LEVELS:
        people: list[Facts] = [
            {"short": short, "who": who, "advice": caution.advice}
            for group, caution in exercise.cautions.items()
            if shown_level(caution) == level
            for short, who in [names_of(group, groups)]
        ]
        if level == "ask first":
            others = exercise.also_ask_first
            people += ({"short": other.short, "who": other.full, "advice": None} for other in others)
        if people:
            yield {"level": level, "people": people}


def _start_picture(page: FrontMatter, path: str, report: Report) -> Facts:
    return {"pictures": pictures_of(start_version(_exercise(page)), report)[:1]}


def _stretch_picture(page: FrontMatter, path: str, report: Report) -> Facts:
    """Return the drawing at the top of the page, to be shown again."""
    pictures = pictures_of(start_version(_exercise(page)), report)[1:]
    return {"pictures": [{"svg": repeated(picture), "caption": picture["caption"]} for picture in pictures]}


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
                "first_week": dose_line(exercise, first_week=True),
                "dose": dose_line(exercise),
                "steps": report.pages[f"stretches/{name}.md"].steps,
                "facts": dose_facts(
                    start_version(exercise).first_week, sides_of(start_version(exercise), exercise)
                ),
                # The stretch is at the top of the page already.
                "pictures": pictures[:1]
                + [{**picture, "svg": repeated(picture)} for picture in pictures[1:]],
                "thumbnail": [repeated(picture, "small") for picture in pictures[1:]],
                "are_wide": are_wide(pictures),
            }
            for name, exercise in _stretches_of(page, report)
            for pictures in [pictures_of(start_version(exercise), report)]
        ],
    }


def _sources(page: FrontMatter, path: str, report: Report) -> Facts:
    register = report.registers.sources or {}
    if not isinstance(page, Sourced | Guide) or any(use.key not in register for use in page.sources):
        raise FactsMissingError
    checked = report.pages.get(path)
    titles = {heading.anchor: heading.text for heading in checked.source.headings} if checked else {}
    folded = (section.takes_introduction for section in checked.page_type.sections) if checked else ()
    introduction = next(filter(None, folded), "the text at the top")
    links = {TOP: Markup(introduction)} | {  # noqa: S704  (a label of ours)
        anchor: Markup('<a href="#{}">{}</a>').format(anchor, title) for anchor, title in titles.items()
    }
    cited_in = checked.cited_in if checked else {}
    listed = {use.key for use in page.sources}
    shared = shared_sources(path, report)
    return {
        "elsewhere": list(_sourced_elsewhere(path, report)),
        "sources": [
            {
                **_source(register[use.key]),
                "supports": use.supports,
                "sections": Markup(", ").join(links[anchor] for anchor in cited_in.get(use.key, ())),
            }
            for use in page.sources
        ],
        "shared": [_source(register[key]) for key in shared if key not in {*listed, OWN_ADVICE}],
        "has_own_advice": OWN_ADVICE in {*cited_in, *shared},
    }


def _source(source: Source) -> Facts:
    return {
        "by": source.by.rstrip("."),
        "title": source.title.rstrip("."),
        "year": source.year,
        "address": source.url,
        "is_copy": source.read == "copy",
        "ends_itself": source.title.endswith("?") and not source.year and source.read != "copy",
    }


def _sourced_elsewhere(path: str, report: Report) -> Iterator[Facts]:
    """Yield the pages that list the sources of the texts that this page shares with others."""
    checked = report.pages.get(path)
    markers = checked.markers if checked else frozenset()
    for other in dict.fromkeys(
        marker.sourced_at for marker in MARKERS if marker.sourced_at and marker.name in markers
    ):
        target = report.pages.get(other)
        if other != path and target and target.front_matter:
            yield {
                "title": target.front_matter.title,
                "address": address_between(path, f"{other}#where-this-comes-from"),
            }


def _corrections(page: FrontMatter, path: str, report: Report) -> Facts:
    """Return the corrections of the original text: all on a guide, elsewhere those of the page."""
    everywhere = isinstance(page, Guide)
    return {
        "everywhere": everywhere,
        "corrections": [
            {
                "says": correction.says,
                "change": correction.change,
                "pages": [
                    {"title": other.front_matter.title, "address": address_between(path, name)}
                    for name in correction.pages
                    if (other := report.pages.get(name)) and other.front_matter
                ],
            }
            for correction in report.registers.corrections
            if everywhere or path in correction.pages
        ],
    }


def _caution_matrix(page: FrontMatter, path: str, report: Report) -> Facts:
    groups = report.registers.caution_groups or {}
    exercises = list(exercises_of(report))
    return {
        "stretches": [
            {"title": exercise.title, "address": address_between(path, f"{name}#check-first")}
            for name, exercise in exercises
        ],
        "groups": [
            {"who": people.full, "answers": [_answer(each.cautions[group]) for _, each in exercises]}
            for group, people in groups.items()
        ],
    }


def _answer(caution: Caution) -> Facts:
    """Return a cell of the table."""
    return {"level": shown_level(caution), "advice": caution.advice}


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


def _connect_examples(page: FrontMatter, path: str, report: Report) -> Facts:
    return {"link": address_between(path, CONNECT), "oids": {key: each.oid for key, each in SYSTEMS.items()}}


def _exercise(page: FrontMatter) -> Exercise:
    if not isinstance(page, Exercise):
        raise FactsMissingError
    return page


def _stretches_of(routine: Routine, report: Report) -> list[tuple[str, Exercise]]:
    found = list(stretches_of(routine, report))
    if len(found) < len(routine.stretches):
        raise FactsMissingError
    return found


FACTS: dict[str, Callable[[FrontMatter, str, Report], Facts]] = {
    "all-routines": _all_routines,
    "all-stretches": lambda _, path, report: stretch_list(path, report),
    "caution-matrix": _caution_matrix,
    "cautions": _cautions,
    "connect-examples": _connect_examples,
    "corrections": _corrections,
    "diagnosis-codes": lambda _, path, report: code_table(path, report),
    "dose": _dose,
    "handouts": lambda _, path, report: handout_list(path, report),
    "move-back": lambda page, *_: {"rule": _exercise(page).progression.move_back},
    "move-on": lambda page, *_: {"rule": _exercise(page).progression.move_on},
    "sources": _sources,
    "start-picture": _start_picture,
    "stretch-picture": _stretch_picture,
    "stretches": _stretches,
}
