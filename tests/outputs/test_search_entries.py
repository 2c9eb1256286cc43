"""What the search is told of each page, from front matter and the files of search words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from checks.data.registers import Symptoms, Synonyms
from checks.site import Report, check_site
from contract.fields import Exercise
from outputs.search_entries import search_entries, synonyms
from reading.words import Words

ROOT = Path(__file__).parents[2]


@cache
def site() -> Report:
    return check_site(ROOT / "docs")


def with_symptoms(*symptoms: Symptoms) -> Report:
    return Report(site().pages, replace(site().registers, symptoms=list(symptoms)), ())


def test_a_stretch_is_found_by_its_names_words_and_facts() -> None:
    lunge = site().pages["stretches/lunge.md"].front_matter
    assert isinstance(lunge, Exercise)
    entry = search_entries(site())["stretches/lunge.md"]
    assert entry["summary"] == lunge.summary
    assert entry["names"] == lunge.also_called
    assert entry["words"] == lunge.search_words
    assert entry["facts"] == [*lunge.areas, *lunge.muscles, *lunge.position, *lunge.equipment]
    assert (ROOT / "docs" / str(entry["picture"])).is_file()


def test_symptoms_go_to_their_page_and_the_urgent_ones_apart() -> None:
    entries = search_entries(
        with_symptoms(
            Symptoms(page="causes.md", phrases=["cold toes"]),
            Symptoms(page="get-help.md", urgent=True, phrases=["blue toes"]),
            Symptoms(page="causes.md", phrases=["itchy toes"]),
        )
    )
    assert entries["causes.md"]["symptoms"] == ["cold toes", "itchy toes"]
    assert entries["get-help.md"]["urgent"] == ["blue toes"]
    assert "symptoms" not in entries["get-help.md"]
    assert "urgent" not in entries["causes.md"]


def test_what_a_page_does_not_have_takes_no_room() -> None:
    entries = search_entries(with_symptoms())
    assert all(value for entry in entries.values() for value in entry.values())
    assert set(entries["about.md"]) == {"summary", "words"}


def test_words_to_avoid_are_synonyms_of_those_to_use() -> None:
    registers = replace(
        site().registers,
        synonyms=[Synonyms(word="pee", same=["wee"])],
        words=Words({"butt": "bottom", "bum": "bottom", "physio": "physical therapist (physiotherapist)"}),
    )
    assert synonyms(registers) == [
        ["pee", "wee"],
        ["bottom", "butt", "bum"],
        ["physical therapist", "physio"],
    ]
