"""What built pages tell machines is valid, is what the page shows, and stays within its place."""

from __future__ import annotations

import copy
import functools
from typing import TYPE_CHECKING, Any

import pytest

from tests.outputs.structured_data.claims import unshown
from tests.outputs.structured_data.conftest import strings
from tests.outputs.structured_data.vocabulary import complaints, read_vocabulary, types_of

if TYPE_CHECKING:
    from tests.outputs.structured_data.conftest import Data

COBRA = "stretches/cobra/index.html"
CAT_AND_COBRA = "routines/cat-and-cobra/index.html"
EXERCISE = ["HowTo", "ExercisePlan", "PhysicalTherapy"]
vocabulary = functools.cache(read_vocabulary)


# Every page -------------------------------------------------------------------------------------


def test_every_page_is_valid(page_file: str, hosted_data: Data, plain_data: Data) -> None:
    assert complaints(hosted_data.of(page_file), vocabulary()) == []
    assert complaints(plain_data.of(page_file), vocabulary()) == []


def test_no_page_says_what_it_does_not_show(page_file: str, hosted_data: Data, plain_data: Data) -> None:
    assert unshown(hosted_data.of(page_file), hosted_data.built(page_file)) == []
    assert unshown(plain_data.of(page_file), plain_data.built(page_file)) == []


def test_only_a_site_that_knows_its_address_has_whole_ones(
    page_file: str, hosted_data: Data, plain_data: Data
) -> None:
    home = hosted_data.home
    data = hosted_data.of(page_file)
    page = data.get("@graph", [data])[0]
    assert page["@id"] == page["url"] == home + page_file.removesuffix("index.html")
    assert not [text for text in strings(data) if text.startswith((".", "#"))]
    assert not [text for text in strings(plain_data.of(page_file)) if "stretches.example" in text]


@pytest.mark.parametrize(
    ("name", "types"),
    [
        (COBRA, ["MedicalWebPage", EXERCISE]),
        (CAT_AND_COBRA, ["MedicalWebPage", EXERCISE]),
        ("sciatica/index.html", ["MedicalWebPage", "MedicalCondition"]),
        ("causes/index.html", ["MedicalWebPage", "MedicalCondition"]),
        ("get-help/index.html", ["MedicalWebPage"]),
    ],
)
def test_each_kind_of_page_has_its_nodes(name: str, types: list[Any], hosted_data: Data) -> None:
    data = hosted_data.of(name)
    nodes = data.get("@graph", [data])
    assert [node["@type"] for node in nodes] == types
    assert [node["mainEntity"]["@id"] for node in nodes[:1] if len(nodes) > 1] == [
        node["@id"] for node in nodes[1:]
    ]


def test_nobody_is_named_as_a_reviewer_before_somebody_has_reviewed(page_file: str, plain_data: Data) -> None:
    assert '"reviewedBy"' not in (plain_data.site / page_file).read_text(encoding="utf-8")


def test_a_wrong_address_says_nothing(hosted_data: Data) -> None:
    assert "ld+json" not in (hosted_data.site / "404.html").read_text(encoding="utf-8")


# A stretch --------------------------------------------------------------------------------------


def test_a_stretch_is_told_as_its_page_begins(hosted_data: Data) -> None:
    node = hosted_data.of(COBRA)["@graph"][1]
    assert node["activityDuration"] == {
        "@type": "QuantitativeValue",
        "minValue": 10,
        "maxValue": 15,
        "unitCode": "SEC",
    }
    assert node["repetitions"] == 2
    assert node["activityFrequency"] == "once a day, 3 to 7 days a week"
    assert node["additionalVariable"][0] == "Start with: on your elbows"
    assert node["image"]["url"] == f"{hosted_data.home}assets/previews/cobra.png"


@pytest.mark.parametrize("name", [COBRA, CAT_AND_COBRA])
def test_nobody_gets_the_steps_without_the_cautions(name: str, hosted_data: Data) -> None:
    node = hosted_data.of(name)["@graph"][1]
    sections = node["step"]
    assert sections[0]["name"] == "Check first"
    assert [types_of(section) for section in sections] == [["HowToSection"]] * 3
    assert ["itemListElement" in section for section in sections] == [False, False, True]
    names = list(node)
    for stretch in node.get("hasPart", [node]):
        assert "If you are pregnant: " in " ".join(stretch["contraindication"])
    warning = "hasPart" if "hasPart" in node else "contraindication"
    assert names.index(warning) < names.index("step")


# Planted faults ---------------------------------------------------------------------------------


def _set(data: Any, *path: Any) -> None:
    """Write the last of `path` to the place that the others lead to."""
    *way, name, value = path
    for part in way:
        data = data[part]
    data[name] = value


PAGE, STRETCH = ("@graph", 0), ("@graph", 1)
CLAIMS = {
    "name": (*STRETCH, "name", "Cure for sciatica"),
    "description": (*PAGE, "description", "Heals a numb leg."),
    "other name": (*STRETCH, "alternateName", ["Cat pose"]),
    "last review": (*PAGE, "lastReviewed", "2000-01-01"),
    "written": (*PAGE, "datePublished", "2020-11-22"),
    "reviewer": (*PAGE, "reviewedBy", {"@type": "Person", "name": "A. Nonexistent", "description": "doctor"}),
    "writer": (*PAGE, "creditText", "A. Nonexistent"),
    "publisher": (*PAGE, "publisher", "name", "A hospital"),
    "license": (*PAGE, "license", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "language": (*PAGE, "inLanguage", "fr"),
    "source": (*PAGE, "citation", 0, "name", "A trial of the cobra"),
    "source's address": (*PAGE, "citation", 0, "url", "https://elsewhere.example/"),
    "hold": (*STRETCH, "activityDuration", "maxValue", 30),
    "hold in minutes": (*STRETCH, "activityDuration", "unitCode", "MIN"),
    "exact hold": (*STRETCH, "activityDuration", "PT10S"),
    "repeats": (*STRETCH, "repetitions", 3),
    "frequency": (*STRETCH, "activityFrequency", "once a day"),
    "sets": (*STRETCH, "additionalVariable", ["sets: 3"]),
    "version": (*STRETCH, "additionalVariable", ["Start with: straighter arms, hips down, held"]),
    "thing": (*STRETCH, "tool", ["a barbell"]),
    "part of the body": (*STRETCH, "bodyLocation", ["calf"]),
    "kind of exercise": (*STRETCH, "category", "https://schema.org/StrengthTraining"),
    "milder caution": (*STRETCH, "contraindication", ["If you are pregnant: ask first."]),
    "other advice": (*STRETCH, "contraindication", ["If you are pregnant: do not. Drink water."]),
    "other people": (*STRETCH, "contraindication", ["If you are tall: do not."]),
    "step": (*STRETCH, "step", 2, "itemListElement", 0, "text", "Lie still."),
    "order of steps": (*STRETCH, "step", 2, "itemListElement", 0, "position", 2),
    "order of sections": (*STRETCH, "step", 0, "position", 2),
    "section": (*STRETCH, "step", 0, "url", "https://stretches.example/numb-leg/stretches/cobra/#not-there"),
    "page": (*STRETCH, "url", "https://stretches.example/numb-leg/stretches/plank/"),
    "picture": (*STRETCH, "image", "url", "https://stretches.example/numb-leg/assets/previews/plank.png"),
    "words of the picture": (*STRETCH, "image", "caption", "A person does a handstand."),
    "anything else": (*STRETCH, "epidemiology", "half of all adults"),
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_that_the_page_does_not_show_is_found(claim: str, hosted_data: Data) -> None:
    data = copy.deepcopy(hosted_data.of(COBRA))
    _set(data, *CLAIMS[claim])
    assert unshown(data, hosted_data.built(COBRA)) != []


def test_a_step_that_is_left_out_is_found(hosted_data: Data) -> None:
    data = copy.deepcopy(hosted_data.of(COBRA))
    data["@graph"][1]["step"][2]["itemListElement"].pop()
    assert unshown(data, hosted_data.built(COBRA)) != []


def test_a_caution_of_the_other_stretch_of_a_routine_is_found(hosted_data: Data) -> None:
    data = copy.deepcopy(hosted_data.of(CAT_AND_COBRA))
    cobra, cat = data["@graph"][1]["hasPart"]
    cat["contraindication"] = cobra["contraindication"]
    assert unshown(data, hosted_data.built(CAT_AND_COBRA)) != []


FAULTS: dict[str, tuple[tuple[Any, ...], str]] = {
    "unknown type": ((*STRETCH, "@type", [*EXERCISE, "Stretch"]), "there is no type Stretch"),
    "unknown property": ((*STRETCH, "hold", "PT10S"), "there is no property hold"),
    "property of another type": (
        (*PAGE, "contraindication", "If your neck hurts: ask first."),
        "MedicalWebPage has no property contraindication",
    ),
    "words for a date": (
        (*PAGE, "lastReviewed", "November 22, 2026"),
        "lastReviewed cannot hold 'November 22, 2026'",
    ),
    "words for a number": ((*STRETCH, "repetitions", "twice"), "repetitions cannot hold 'twice'"),
    "words for a time": (
        (*STRETCH, "activityDuration", "10 seconds"),
        "activityDuration cannot hold '10 seconds'",
    ),
    "a number for a text": ((*STRETCH, "name", 7), "name cannot hold 7"),
    "nothing for a text": ((*STRETCH, "name", ""), "name cannot hold ''"),
    "words for an address": (
        (*PAGE, "license", "Creative Commons"),
        "license cannot hold 'Creative Commons'",
    ),
    "another enumeration": (
        (*PAGE, "medicalAudience", "https://schema.org/Flexibility"),
        "medicalAudience cannot hold 'https://schema.org/Flexibility'",
    ),
    "a thing of another type": (
        (*PAGE, "reviewedBy", {"@type": "CreativeWork", "name": "A book"}),
        "reviewedBy cannot hold {'@type': 'CreativeWork', 'name': 'A book'}",
    ),
    "a fault within": (
        (*PAGE, "publisher", "step", "Lie down."),
        "Organization has no property step",
    ),
    "nothing behind a reference": (
        (*PAGE, "mainEntity", {"@id": "#nowhere"}),
        "mainEntity cannot hold {'@id': '#nowhere'}",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_schema_org_does_not_know_is_found(fault: str, hosted_data: Data) -> None:
    data = copy.deepcopy(hosted_data.of(COBRA))
    path, message = FAULTS[fault]
    _set(data, *path)
    assert complaints(data, vocabulary()) == [message]
