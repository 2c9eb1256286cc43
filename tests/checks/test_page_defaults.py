"""What a page leaves out is filled in from one place, and always to the safe side."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, get_args, get_origin

import pytest
from checks.data import page_defaults, registers
from checks.data.caution_groups import CAUTION_GROUPS
from checks.data.page_defaults import PAGE_DEFAULTS
from checks.data.registers import CAUTION_FILTERS
from checks.site import check_site
from contract import fields as front_matter_fields
from contract.field_values import Fields
from contract.fields import Exercise
from outputs.open_data.exercises import exercises_file
from outputs.site import Site
from rendering.caution_levels import cautions_in_words
from rendering.marker_facts import marker_facts
from rendering.page_facts import page_facts
from rendering.stretch_list import stretch_list
from rendering.wording import clinical_review_in_words

if TYPE_CHECKING:
    from pathlib import Path

    from checks.site import Report

TODAY = dt.date(2026, 11, 22)
PAGE = "stretches/heel-slide.md"
NEW_GROUP = "you have a cold"
# Everything of the passing page that may be left out.
OPTIONAL = (
    "description",
    "also_called",
    "search_words",
    "muscles",
    "which_leg",
    "cautions",
    "progression",
    "next_review",
    "author",
    "clinical_review",
    "changes",
)


def leave_out(docs: Path, *names: str, page: str = PAGE) -> None:
    """Take fields out of a page, with all that stands indented below them."""
    file = docs / page
    text = file.read_text(encoding="utf-8")
    for name in names:
        text, count = re.subn(rf"^{name}:.*\n(?:[ ].*\n)*", "", text, count=1, flags=re.MULTILINE)
        assert count == 1, name
    file.write_text(text, encoding="utf-8")


def replace(docs: Path, name: str, old: str, new: str) -> None:
    text = (docs / name).read_text(encoding="utf-8")
    assert old in text
    (docs / name).write_text(text.replace(old, new), encoding="utf-8")


def checked(docs: Path) -> Report:
    report = check_site(docs, TODAY)
    assert [problem.as_text() for problem in report.diagnostics] == []
    return report


def exercise_of(report: Report, page: str = PAGE) -> Exercise:
    facts = report.pages[page].front_matter
    assert isinstance(facts, Exercise)
    return facts


def test_a_page_with_the_needed_fields_alone_is_whole(docs: Path) -> None:
    leave_out(docs, *OPTIONAL)
    exercise = exercise_of(checked(docs))
    assert exercise.description == exercise.summary
    assert exercise.next_review == dt.date(2027, 11, 1)
    assert exercise.author == "The contributors to this site"
    assert exercise.clinical_review is None
    assert (exercise.also_called, exercise.search_words, exercise.muscles) == ([], [], [])
    assert exercise.which_leg.startswith("Do both legs, the better one first.")
    assert exercise.progression.move_back.endswith("If your leg is worse, stop this stretch.")
    assert [(change.date, change.what) for change in exercise.history] == [
        (exercise.written, "First version.")
    ]
    assert {group: caution.level for group, caution in exercise.cautions.items()} == {
        "sore-heel": "ask first",
        "pregnant": "ask first",
    }


def test_a_page_that_says_something_itself_keeps_it(docs: Path) -> None:
    exercise = exercise_of(checked(docs))
    assert exercise.author == "The testers"
    assert exercise.which_leg == "Move the better leg first, then the other."
    assert exercise.cautions["sore-heel"].advice == "Wear a thick sock."
    assert exercise.cautions["pregnant"].level == "fine"


def test_half_a_progression_is_completed(docs: Path) -> None:
    replace(docs, PAGE, "  move_on: Try the next one when this feels light.\n", "")
    progression = exercise_of(checked(docs)).progression
    assert progression.move_on.startswith("Make it harder only when")
    assert progression.move_back == "Slide less far if your leg is worse the next day."


def test_the_only_version_is_the_one_to_start_with(docs: Path) -> None:
    replace(docs, PAGE, "    start_here: true\n", "")
    assert exercise_of(checked(docs)).versions[0].start_here


def test_a_dose_that_is_left_out_stays_that_of_the_first_week(docs: Path) -> None:
    text = (docs / PAGE).read_text(encoding="utf-8")
    (docs / PAGE).write_text(re.sub(r"    dose: .*\n", "", text), encoding="utf-8")
    version = exercise_of(checked(docs)).versions[0]
    assert version.dose == version.first_week


@pytest.mark.parametrize(
    ("sides", "told"),
    [("both sides together", "Both legs do the same"), ("one side, then the other", "Do both legs")],
)
def test_which_leg_depends_on_the_sides(sides: str, told: str, docs: Path) -> None:
    leave_out(docs, "which_leg")
    replace(docs, PAGE, "sides: one side, then the other", f"sides: {sides}")
    assert exercise_of(checked(docs)).which_leg.startswith(told)


def test_ask_first_needs_no_advice_and_the_stricter_answers_do(docs: Path) -> None:
    replace(docs, PAGE, "    level: fine", "    level: ask first")
    assert exercise_of(checked(docs)).cautions["pregnant"].advice is None
    for level in ("do not", "change"):
        replace(docs, PAGE, "    advice: Wear a thick sock.\n", "") if level == "do not" else None
        replace(
            docs,
            PAGE,
            "    level: change" if level == "do not" else "    level: do not",
            f"    level: {level}",
        )
        (problem,) = check_site(docs, TODAY).problems
        assert f"level '{level}' needs an 'advice'" in problem.message


def test_a_new_group_of_people_must_ask_first_before_every_stretch_on_the_same_day(docs: Path) -> None:
    with (docs / CAUTION_GROUPS).open("a", encoding="utf-8") as file:
        file.write(f"having-a-cold: {{short: a cold, full: {NEW_GROUP}}}\n")
    with (docs / CAUTION_FILTERS).open("a", encoding="utf-8") as file:
        file.write("having-a-cold: Not with a cold\n")
    report = checked(docs)
    paths = [path for path, page in report.pages.items() if page.page_type.name == "exercise"]
    assert paths
    for path in paths:
        exercise = exercise_of(report, path)
        assert exercise.cautions["having-a-cold"].level == "ask first"
        # The list on the page, the printed sheet, and what machines read.
        levels: Any = marker_facts("cautions", exercise, path, report)["levels"]
        asked = next(level for level in levels if level["level"] == "ask first")
        assert {"short": "a cold", "who": NEW_GROUP, "advice": None} in asked["people"]
        assert f"If {NEW_GROUP}: ask first." in cautions_in_words(
            exercise, report.registers.caution_groups or {}
        )
        shown = page_facts(report.pages[path], report)
        assert shown is not None
        assert any(row.level == "ask first" and "a cold" in row.names for row in shown["check_rows"])
    routine = next(path for path, page in report.pages.items() if page.page_type.name == "routine")
    told: Any = marker_facts("cautions", report.pages[routine].front_matter, routine, report)["levels"]
    assert NEW_GROUP in str(next(level for level in told if level["level"] == "ask first"))
    # The table of all cautions, the list to choose from, and the file for other programs.
    matrix: Any = marker_facts("caution-matrix", report.pages["index.md"].front_matter, "index.md", report)
    row = next(group for group in matrix["groups"] if group["who"] == NEW_GROUP)
    assert [answer["level"] for answer in row["answers"]] == ["ask first"] * len(paths)
    cards: Any = stretch_list("index.md", report)["stretches"]
    assert all("having-a-cold" not in card["suits"].split() for card in cards)
    contents = dict.fromkeys(paths, "<p>Text.</p>") | {
        "about.md": '<h2 id="what-it-cannot-do">What it cannot do</h2><p>Words.</p>'
    }
    file_ = exercises_file(Site("Site", "en", ""), report, contents)
    assert file_ is not None
    assert len(file_.exercises) == len(paths)
    for each in file_.exercises:
        assert (NEW_GROUP, "ask first") in {(caution.who, caution.level) for caution in each.cautions}


def test_the_fields_of_all_pages_come_from_one_file(docs: Path) -> None:
    leave_out(docs, "author", "which_leg")
    replace(docs, PAGE_DEFAULTS, "author: The contributors to this site", "author: A clinic")
    replace(docs, PAGE_DEFAULTS, "Do both legs, the better one first.", "Begin with the better leg.")
    report = checked(docs)
    exercise = exercise_of(report)
    assert exercise.author == "A clinic"
    assert exercise.which_leg.startswith("Begin with the better leg.")


REVIEW = "clinical_review: {{name: A clinician of the tests, credentials: A profession, date: {}}}"


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-11-01", "A clinician"), ("2026-11-22", "A clinician"), ("2026-10-31", "Not yet")],
)
def test_a_check_of_all_pages_holds_for_those_that_are_no_newer(day: str, shown: str, docs: Path) -> None:
    leave_out(docs, "clinical_review")
    replace(docs, PAGE_DEFAULTS, "clinical_review: none yet", REVIEW.format(day))
    assert clinical_review_in_words(exercise_of(checked(docs)).clinical_review).startswith(shown)


def test_a_check_of_all_pages_on_a_day_to_come_is_refused(docs: Path) -> None:
    replace(docs, PAGE_DEFAULTS, "clinical_review: none yet", REVIEW.format("2026-11-23"))
    (problem,) = check_site(docs, TODAY).problems
    assert problem.as_text().startswith(
        f"{PAGE_DEFAULTS}:1: unreadable-register (P405): the date of the clinician's review"
    )


@pytest.mark.parametrize("left", ["", "author: Somebody\n", "just words\n"])
def test_without_the_file_each_page_is_not_reported_as_well(left: str, docs: Path) -> None:
    leave_out(docs, *OPTIONAL)
    (docs / PAGE_DEFAULTS).write_text(left, encoding="utf-8")
    report = check_site(docs, TODAY)
    assert {problem.path for problem in report.problems} == {PAGE_DEFAULTS}
    assert report.pages[PAGE].front_matter is None  # and nothing is shown that nobody has written


def test_words_to_avoid_are_found_in_the_defaults(docs: Path) -> None:
    avoided = next(iter(check_site(docs, TODAY).registers.words.instead_of))
    replace(docs, PAGE_DEFAULTS, "Do both legs, the better one first.", f"Do both legs, {avoided} first.")
    (problem,) = check_site(docs, TODAY).problems
    assert (problem.path, problem.rule) == (PAGE_DEFAULTS, "word-to-avoid")
    line = (docs / PAGE_DEFAULTS).read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line.startswith("  one side, then the other:")


def test_a_review_is_overdue_a_year_after_the_last(docs: Path) -> None:
    leave_out(docs, "next_review")
    replace(
        docs, PAGE, "written: 2026-11-01\nreviewed: 2026-11-01", "written: 2025-11-01\nreviewed: 2025-11-21"
    )
    (notice,) = check_site(docs, TODAY).diagnostics
    assert (notice.rule, notice.message) == ("review-overdue", "the review was due on 2026-11-21")
    assert (docs / PAGE).read_text(encoding="utf-8").splitlines()[notice.line - 1] == "reviewed: 2025-11-21"


@pytest.mark.parametrize(
    ("reviewed", "following"), [("2028-02-29", "2029-02-28"), ("2027-03-01", "2028-03-01")]
)
def test_the_day_a_year_later(reviewed: str, following: str) -> None:
    later = front_matter_fields.a_year_after(dt.date.fromisoformat(reviewed))
    assert later.isoformat() == following


def _alternatives(annotation: object) -> int:
    if get_origin(annotation) is not None and str(get_origin(annotation)) in {
        "typing.Union",
        "<class 'types.UnionType'>",
    }:
        return sum(part is not type(None) for part in get_args(annotation))
    return max((_alternatives(part) for part in get_args(annotation)), default=1)


def _models() -> list[type[Fields]]:
    found: list[type[Fields]] = []
    for module in (front_matter_fields, page_defaults, registers):
        found += [
            value
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, Fields) and value not in found
        ]
    return found


@pytest.mark.parametrize("model", _models(), ids=lambda model: model.__name__)
def test_no_field_has_two_kinds_of_values(model: type[Fields]) -> None:
    """Pydantic reports each kind by itself, under names that no editor has seen."""
    for name, field in model.model_fields.items():
        assert _alternatives(field.annotation) == 1, name
