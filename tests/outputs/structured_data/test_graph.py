"""The nodes of small pages, whole; codes; and text that must not end the script it stands in."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.data.diagnosis_codes import DiagnosisCode
from checks.site import Report, check_site
from contract.fields import Condition, Exercise, Version
from hypothesis import given
from hypothesis import strategies as st
from outputs.site import Place, Site
from outputs.structured_data.graph import as_script_text, graph
from outputs.structured_data.subject_nodes import condition_node, exercise_node
from rendering.text_license import TEXT_LICENSE, TEXT_LICENSE_ADDRESS

from tests.outputs.structured_data.claims import unshown
from tests.outputs.structured_data.conftest import Data
from tests.outputs.structured_data.vocabulary import complaints, read_vocabulary
from tests.passing_site import passing_site

if TYPE_CHECKING:
    from tests.conftest import ProjectCopy

ROOT = Path(__file__).parents[3]
PASSING = passing_site()
HOSTILE = 'A </script><script>alert("leg")</script><!-- & \u2028 leg'


@cache
def small_site() -> Report:
    return check_site(PASSING)


def of(path: str, address: str = "") -> Any:
    return graph(small_site().pages[path], Place(path, address), Site("Test", "en"), small_site())


# Nodes ------------------------------------------------------------------------------------------


def test_the_data_of_a_small_stretch() -> None:
    page, stretch = of("stretches/ankle-circle.md")["@graph"]
    assert page == {
        "@type": "MedicalWebPage",
        "@id": "./",
        "url": "./",
        "name": "Ankle circle",
        "description": "A small move that turns one foot in a circle.",
        "inLanguage": "en",
        "datePublished": "2026-11-01",
        "dateModified": "2026-11-01",
        "lastReviewed": "2026-11-01",
        "creditText": "The testers",
        "publisher": {"@type": "Organization", "name": "Test", "url": "../../"},
        "license": TEXT_LICENSE_ADDRESS,
        "citation": [
            {"@type": "CreativeWork", "name": "One sheet on ankles", "creditText": "The Ankle Club"}
        ],
        "medicalAudience": {"@type": "Patient"},
        "mainEntity": {"@id": "./#top"},
    }
    assert stretch == {
        "@type": ["HowTo", "ExercisePlan", "PhysicalTherapy"],
        "@id": "./#top",
        "name": "Ankle circle",
        "url": "./",
        "contraindication": ["If your heel is sore: ask first. Ask why it is sore."],
        "description": "A small move that turns one foot in a circle.",
        "alternateName": ["Foot circle"],
        "category": "https://schema.org/Flexibility",
        "bodyLocation": ["ankle"],
        "step": [
            {"@type": "HowToSection", "position": 1, "name": "Check first", "url": "./#check-first"},
            {
                "@type": "HowToSection",
                "position": 2,
                "name": "Get into position",
                "url": "./#get-into-position",
            },
            {
                "@type": "HowToSection",
                "position": 3,
                "name": "How to do it",
                "url": "./#how-to-do-it",
                "itemListElement": [
                    {"@type": "HowToStep", "position": number, "text": text, "url": "./#how-to-do-it"}
                    for number, text in enumerate(
                        ["Turn your foot in a circle.", "Turn it the other way.", "Put it down again."], 1
                    )
                ],
            },
        ],
        "repetitions": 5,
        "activityFrequency": "once a day, 5 days a week",
        "additionalVariable": [
            "Start with: sitting down",
            "First week: 5 times on each side, once a day, 5 days a week",
            "After that, if your leg is no worse: 10 times on each side, once a day, 5 days a week",
            "Which leg: Move the better leg first, then the other.",
        ],
        "tool": ["a chair"],
    }


def test_a_routine_leads_to_its_stretches_with_the_cautions_of_each() -> None:
    routine = of("routines/morning.md", "https://test.example/routines/morning/")["@graph"][1]
    assert [(part["@id"], part["name"]) for part in routine["hasPart"]] == [
        ("https://test.example/stretches/heel-slide/#top", "Heel slide"),
        ("https://test.example/stretches/ankle-circle/#top", "Ankle circle"),
    ]
    assert routine["hasPart"][1]["contraindication"] == [
        "If your heel is sore: ask first. Ask why it is sore."
    ]


def test_a_page_without_sources_makes_no_claims_about_health() -> None:
    data = of("index.md")
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "WebPage"
    assert "medicalAudience" not in data
    assert complaints(data, read_vocabulary()) == []


def test_a_page_with_wrong_front_matter_says_nothing(tmp_path: Path) -> None:
    text = (PASSING / "causes.md").read_text(encoding="utf-8")
    (tmp_path / "causes.md").write_text(text.replace("reviewed: 2026", "reviewed: in 2026"), encoding="utf-8")
    report = check_site(tmp_path)
    assert graph(report.pages["causes.md"], Place("causes.md", ""), Site("Test", "en"), report) is None


def test_an_exact_hold_is_a_time_and_sets_are_told() -> None:
    page = small_site().pages["stretches/ankle-circle.md"]
    assert isinstance(page.front_matter, Exercise)
    dose = {"hold_seconds": 5, "repeats": "8 to 12", "sets": 3, "times_a_day": 1, "days_a_week": 3}
    version = Version.model_validate({"name": "Up", "start_here": True, "first_week": dose, "dose": dose})
    exercise = page.front_matter.model_copy(update={"versions": [version], "equipment": []})
    node = exercise_node(page, exercise, Place(page.source.path, ""), small_site())
    assert node["activityDuration"] == "PT5S"
    assert node["repetitions"] == {"@type": "QuantitativeValue", "minValue": 8, "maxValue": 12}
    assert isinstance(node["additionalVariable"], list)
    assert node["additionalVariable"][0] == "sets: 3"
    assert "tool" not in node
    assert complaints({"@context": "https://schema.org", "@graph": [node]}, read_vocabulary()) == []


def test_the_codes_of_a_condition() -> None:
    condition = small_site().pages["causes.md"].front_matter
    assert isinstance(condition, Condition)
    known = {"title": "Sciatica", "page": "/causes/", "mark": "VERIFIED", "source": "a list"}
    given = (("icd10cm", "M54.30"), ("snomedct", "23056005"))
    codes = [
        DiagnosisCode.model_validate({"system": system, "code": code, **known}) for system, code in given
    ]
    node = condition_node(condition, Place("causes.md", ""), codes)
    assert node["code"] == [
        {"@type": "MedicalCode", "codingSystem": "ICD-10-CM", "codeValue": "M54.30"},
        {"@type": "MedicalCode", "codingSystem": "SNOMED CT", "codeValue": "23056005"},
    ]
    assert complaints({"@context": "https://schema.org", "@graph": [node]}, read_vocabulary()) == []
    assert "code" not in condition_node(condition, Place("causes.md", ""), [])


def test_the_license_is_that_of_the_project() -> None:
    told = (ROOT / "LICENSE-TEXT").read_text(encoding="utf-8")
    assert f"({TEXT_LICENSE})" in told
    assert TEXT_LICENSE_ADDRESS in told.split()


# Within a script --------------------------------------------------------------------------------


@given(st.text() | st.text(alphabet='</script>!-&\u2028\u2029\\" \n'))
def test_no_text_can_end_the_script(text: str) -> None:
    written = as_script_text({text: [text]})
    assert json.loads(written) == {text: [text]}
    assert not re.search("[<>&\u2028\u2029]", written)


def test_a_hostile_name_and_a_reviewed_page(project_copy: ProjectCopy) -> None:
    """The name of the site may hold anything; once a clinician has checked a page, its data name them."""
    project_copy.change(
        "mkdocs.yml", "site_name: Stretches for a numb leg", f"site_name: {json.dumps(HOSTILE)}"
    )
    review = "clinical_review:\n  name: Test Person\n  credentials: not a real clinician\n  date: 2026-11-22"
    project_copy.change(
        "docs/stretches/cobra.md", "title: Cobra stretch\n", f"title: Cobra stretch\n{review}\n"
    )
    finished = project_copy.run("build", "--strict")
    assert finished.returncode == 0, finished.stdout
    built = Data(project_copy.site, "file:///copy/")
    data = built.of("stretches/cobra/index.html")
    page = data["@graph"][0]
    assert page["publisher"]["name"] == HOSTILE
    assert page["reviewedBy"] == {
        "@type": "Person",
        "name": "Test Person",
        "description": "not a real clinician",
    }
    assert complaints(data, read_vocabulary()) == []
    page["publisher"]["name"] = "leg"
    assert unshown(data, built.built("stretches/cobra/index.html")) == []
