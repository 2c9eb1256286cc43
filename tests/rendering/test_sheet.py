"""What a printed sheet takes from the cautions, and its code."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from checks.site import Report, check_site
from contract.cautions import Caution
from contract.fields import Exercise
from rendering.qr_code import qr_code
from rendering.sheet import sheet_cautions

ROOT = Path(__file__).parents[2]
STRICTNESS = ("do not", "ask first", "change")


@cache
def site() -> Report:
    return check_site(ROOT / "docs")


def exercises() -> list[Exercise]:
    return [page.front_matter for page in site().pages.values() if isinstance(page.front_matter, Exercise)]


@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.title)
def test_the_strictest_cautions_come_first_and_none_is_left_out_for_a_milder_one(exercise: Exercise) -> None:
    found = sheet_cautions([exercise], site().registers)
    levels = [STRICTNESS.index(caution.level) for caution in found]
    assert len(found) == 3
    assert levels == sorted(levels)
    strict = sum(caution.level == "do not" for caution in exercise.cautions.values())
    assert levels.count(0) == min(3, strict)


def test_of_two_stretches_the_stricter_answer_counts() -> None:
    lunge = exercises()[0]
    mild = lunge.model_copy(update={"cautions": {"pregnant": Caution(level="change", advice="Take care.")}})
    strict = lunge.model_copy(
        update={"cautions": {"pregnant": Caution(level="do not", advice="Leave it out.")}}
    )
    for pair in ([mild, strict], [strict, mild]):
        assert [caution.level for caution in sheet_cautions(pair, site().registers)] == ["do not"]


def test_a_code_has_its_quiet_zone_and_no_size_of_its_own() -> None:
    svg = str(qr_code("https://stretches.example/stretches/cobra/"))
    modules = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    assert modules is not None
    assert (int(modules[1]) - 8 - 17) % 4 == 0  # 17 modules and 4 for each version, and 4 around it
    assert not re.search(r"<svg[^>]*\s(?:width|height)=", svg)
    assert "stretches.example" not in svg
