"""What a printed sheet takes from the cautions, and its code."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from checks.site import Report, check_site
from contract.fields import Exercise
from reading.short_names import named_items
from rendering.check_card import check_rows
from rendering.qr_code import qr_code

ROOT = Path(__file__).parents[2]


@cache
def site() -> Report:
    return check_site(ROOT / "docs")


def exercises() -> list[Exercise]:
    return [page.front_matter for page in site().pages.values() if isinstance(page.front_matter, Exercise)]


@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.title)
def test_the_sheet_names_everybody_who_must_not_do_it_or_must_ask_first(exercise: Exercise) -> None:
    registers = site().registers
    named = {row.level: row.names for row in check_rows([exercise], registers)}
    groups = registers.caution_groups or {}
    for group, caution in exercise.cautions.items():
        if caution.level in {"do not", "ask first"}:
            assert groups[group].short in named[caution.level]
    asking = [
        *(item.name for item in named_items(registers.partials["ask-first"])),
        *(other.short for other in exercise.also_ask_first),
    ]
    assert set(asking) <= {*named["ask first"], *named.get("do not", [])}


def test_a_code_has_its_quiet_zone_and_no_size_of_its_own() -> None:
    svg = str(qr_code("https://stretches.example/stretches/cobra/"))
    modules = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    assert modules is not None
    assert (int(modules[1]) - 8 - 17) % 4 == 0  # 17 modules and 4 for each version, and 4 around it
    assert not re.search(r"<svg[^>]*\s(?:width|height)=", svg)
    assert "stretches.example" not in svg
