"""Every fact of the text that the site is based on is told, where the map says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from tests.site.conftest import Pages

FACTS = yaml.safe_load((Path(__file__).parents[2] / "docs/_data/source-map.yml").read_text(encoding="utf-8"))


def test_every_fact_has_one_place() -> None:
    assert [fact["id"] for fact in FACTS] == [f"F{number:02}" for number in range(1, 31)]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_a_fact_is_told_where_the_map_says(fact: dict[str, str], pages: Pages) -> None:
    section = pages.built(fact["page"]).section(fact["anchor"])
    assert " ".join(fact["words"].split()) in section.text


CORRECTED = [fact for fact in FACTS if fact["verdict"] == "corrected"]


@pytest.mark.parametrize("fact", CORRECTED, ids=lambda fact: fact["id"])
def test_a_corrected_fact_is_owned_up_to(fact: dict[str, str], pages: Pages) -> None:
    section = pages.built(fact["page"]).section("where-this-comes-from")
    assert re.search(r"What we changed\. \w", section.text)


def test_facts_are_either_kept_or_corrected() -> None:
    assert {fact["verdict"] for fact in FACTS} == {"kept", "corrected"}
