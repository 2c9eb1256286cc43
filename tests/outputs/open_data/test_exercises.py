"""The file from a small site, whole, and the schema that it keeps to."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from checks.site import Report, check_site
from jsonschema import Draft202012Validator
from outputs.open_data.exercises import exercises_file
from outputs.open_data.file_format import file_as_json, schema_as_json
from outputs.site import Site

from tests.passing_site import passing_site

if TYPE_CHECKING:
    from collections.abc import Callable

PASSING = passing_site()
CONTENTS = {
    "about.md": '<h2 id="what-it-cannot-do">What it cannot do</h2><p>It cannot know you.</p>',
    "stretches/ankle-circle.md": '<p>Turn.</p><h2 id="check-first">Check first</h2><ul><li>a chair</li></ul>',
}


@cache
def small_site() -> Report:
    return check_site(PASSING)


def made(address: str = "", contents: dict[str, str] = CONTENTS) -> Any:
    file = exercises_file(Site("Test", "en", address), small_site(), contents)
    return file and json.loads(file_as_json(file))


def schema() -> Any:
    return json.loads(schema_as_json("https://test.example/exercises.schema.json"))


def faults(data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema()).iter_errors(data)]


def amount(low: int) -> dict[str, int]:
    return {"low": low, "high": low}


def dose(repeats: int) -> dict[str, object]:
    return {
        "in_words": f"{repeats} times on each side, once a day, 5 days a week",
        "hold_seconds": None,
        "repeats": amount(repeats),
        "sets": amount(1),
        "times_a_day": amount(1),
        "days_a_week": amount(5),
    }


def test_the_file_of_a_small_site() -> None:
    data = made()
    assert list(data) == [
        "$schema",
        "format_version",
        "site",
        "language",
        "license",
        "notice",
        "emergency",
        "exercises",
    ]
    assert data["$schema"] == "exercises.schema.json"
    assert data["site"] == {"name": "Test", "address": "./"}
    assert data["notice"] == "It cannot know you."
    assert data["emergency"]["address"] == "get-help/"
    assert [exercise["id"] for exercise in data["exercises"]] == ["ac"]
    assert data["exercises"][0] == {
        "id": "ac",
        "name": "Ankle circle",
        "also_called": ["Foot circle"],
        "summary": "A small move that turns one foot in a circle.",
        "address": "stretches/ankle-circle/",
        "review": {
            "clinical_review_in_words": "Not yet. No clinician has checked this page.",
            "clinical_review": None,
            "author": "The testers",
            "written": "2026-11-01",
            "reviewed": "2026-11-01",
            "next_review": "2027-11-01",
            "changes": [{"date": "2026-11-01", "what": "First version."}],
        },
        "cautions": [
            {
                "group": "sore-heel",
                "who": "your heel is sore",
                "level": "ask first",
                "advice": "Ask why it is sore.",
            },
            {"group": "pregnant", "who": "you are pregnant", "level": "fine", "advice": None},
        ],
        "areas": ["ankle"],
        "muscles": ["calf"],
        "positions": ["sitting on a chair"],
        "equipment": ["a chair"],
        "sides": "one side, then the other",
        "which_leg": "Move the better leg first, then the other.",
        "versions": [
            {
                "name": "Sitting down",
                "start_here": True,
                "sides": "one side, then the other",
                "first_week": dose(5),
                "dose": dose(10),
                "pictures": [],
            }
        ],
        "progression": {
            "move_on": "Try the next one when this feels light.",
            "move_back": "Make the circle small if your foot is worse the next day.",
        },
        "steps": ["Turn your foot in a circle.", "Turn it the other way.", "Put it down again."],
        "sections": [
            {
                "anchor": "top",
                "title": "Ankle circle",
                "address": "stretches/ankle-circle/#top",
                "text": "Turn.",
            },
            {
                "anchor": "check-first",
                "title": "Check first",
                "address": "stretches/ankle-circle/#check-first",
                "text": "- a chair",
            },
        ],
        "sources": [
            {
                "by": "The Ankle Club",
                "title": "One sheet on ankles",
                "year": None,
                "address": None,
                "read": "copy",
                "supports": "How to turn an ankle.",
                "sections": [
                    "check-first",
                    "get-into-position",
                    "how-to-do-it",
                    "stop-if",
                    "what-you-should-feel",
                    "how-long-and-how-often",
                    "make-it-easier",
                    "make-it-harder",
                    "common-mistakes",
                ],
            }
        ],
    }
    assert faults(data) == []


def test_with_the_sites_address_all_addresses_are_whole() -> None:
    data = made("https://test.example/leg/")
    exercise = data["exercises"][0]
    assert data["$schema"] == "https://test.example/leg/exercises.schema.json"
    assert data["site"]["address"] == "https://test.example/leg/"
    assert exercise["address"] == "https://test.example/leg/stretches/ankle-circle/"
    assert exercise["sections"][1]["address"] == f"{exercise['address']}#check-first"


def test_without_the_notice_there_is_no_file() -> None:
    without = {path: text for path, text in CONTENTS.items() if path != "about.md"}
    assert made(contents=without) is None


# The schema -------------------------------------------------------------------------------------


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$id"] == "https://test.example/exercises.schema.json"
    assert schema()["version"] == made()["format_version"]


def test_every_field_is_explained() -> None:
    parts = [schema(), *schema()["$defs"].values()]
    fields = [field for part in parts for field in part["properties"].items()]
    assert [name for name, field in fields if not {"description", "$ref"} & set(field)] == []
    assert [part for part in parts if not part["description"]] == []


def test_every_field_is_required() -> None:
    parts = [schema(), *schema()["$defs"].values()]
    assert [part["required"] for part in parts] == [list(part["properties"]) for part in parts]


def test_what_warns_stands_before_what_it_warns_of() -> None:
    fields, exercise = list(schema()["properties"]), list(schema()["$defs"]["ExerciseData"]["properties"])
    assert fields.index("notice") < fields.index("exercises")
    assert fields.index("emergency") < fields.index("exercises")
    assert exercise.index("review") < exercise.index("cautions") < exercise.index("steps")
    assert exercise.index("cautions") < exercise.index("versions") < exercise.index("sections")


FAULTS: dict[str, tuple[Callable[[Any], object], str]] = {
    "no cautions": (lambda data: data["exercises"][0].pop("cautions"), "'cautions' is a required property"),
    "empty cautions": (
        lambda data: data["exercises"][0].update(cautions=[]),
        "[] should be non-empty",
    ),
    "a level that is none": (
        lambda data: data["exercises"][0]["cautions"][0].update(level="go on"),
        "'go on' is not one of ['do not', 'ask first', 'change', 'fine']",
    ),
    "no emergency advice": (lambda data: data.pop("emergency"), "'emergency' is a required property"),
    "no notice": (lambda data: data.update(notice=""), "'' should be non-empty"),
    "no word on a review": (
        lambda data: data["exercises"][0]["review"].pop("clinical_review"),
        "'clinical_review' is a required property",
    ),
    "another version of the format": (
        lambda data: data.update(format_version="2.0.0"),
        r"'2.0.0' does not match '^1\\.[0-9]+\\.[0-9]+$'",
    ),
    "words for a number": (
        lambda data: data["exercises"][0]["versions"][0]["dose"]["repeats"].update(low="ten"),
        "'ten' is not of type 'integer'",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_schema_finds_a_planted_fault(fault: str) -> None:
    data = copy.deepcopy(made())
    plant, message = FAULTS[fault]
    plant(data)
    assert faults(data) == [message]


def test_a_later_version_may_add_a_field() -> None:
    data = made()
    data["format_version"] = "1.1.0"
    data["exercises"][0]["added_later"] = True
    assert faults(data) == []
