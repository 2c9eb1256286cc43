"""Every fact of the text that the site is based on is where the source map says, and so is every change."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.site.conftest import folded

if TYPE_CHECKING:
    from tests.site.conftest import Pages

DATA = Path(__file__).parents[2] / "docs/_data"
FACTS = yaml.safe_load((DATA / "source-map.yml").read_text(encoding="utf-8"))
CORRECTIONS = yaml.safe_load((DATA / "corrections.yml").read_text(encoding="utf-8"))


def test_every_fact_has_one_place() -> None:
    assert [fact["id"] for fact in FACTS] == [f"F{number:02}" for number in range(1, 31)]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_a_fact_is_told_where_the_map_says(fact: dict[str, str], pages: Pages) -> None:
    section = pages.built(fact["page"]).section(fact["anchor"])
    assert " ".join(fact["words"].split()) in section.text


# What was changed -------------------------------------------------------------------------------


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda correction: correction["id"])
def test_a_correction_is_owned_up_to_on_its_pages_and_in_the_table(
    correction: dict[str, Any], pages: Pages
) -> None:
    table = pages.built("about.md").section("what-we-changed-in-that-text").text
    says, change = folded(correction["says"]), folded(correction["change"])
    for path in correction["pages"]:
        section = pages.built(path).section("where-this-comes-from")
        assert f"The text says that {says}. {change}" in section.text
        assert pages.facts(path)["title"] in table
    assert f"{says} {change}" in table


def test_a_page_owns_up_to_its_own_changes_only(contract_path: str, pages: Pages) -> None:
    shown = pages.built(contract_path).section("where-this-comes-from").text.count("The text says that")
    assert shown == sum(contract_path in correction["pages"] for correction in CORRECTIONS)


def test_a_note_gives_a_reason() -> None:
    for correction in CORRECTIONS:
        assert re.match(r"We .* because ", folded(correction["change"])), correction["id"]


def test_every_fact_found_wrong_has_a_note() -> None:
    """The facts that the sources contradict or that promise too much; the others are unchanged."""
    noted = {fact for correction in CORRECTIONS for fact in correction["facts"]}
    assert noted >= {"F02", "F06", "F08", "F09", "F11", "F14", "F15", "F24", "F28"}
    assert not noted & {"F01", "F05", "F07", "F12", "F13", "F17", "F18", "F19", "F21", "F23", "F25", "F27"}
