"""The steps of a page, for pages that lead through several stretches."""

from __future__ import annotations

from pathlib import Path

import pytest
from checks.lists import steps_of
from checks.site import check_site
from contract.page_types import EXERCISE, GUIDE
from reading.source_page import read_page

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("1. Sit.\n2. Stand.\n3. Wait.", ("Sit.", "Stand.", "Wait.")),
        (
            "First this.\n\n1. **Sit** [here](x.md).\n\n2. Stand\n   tall.\n\nThen rest.\n\n1. Lie\ndown.",
            ("Sit here.", "Stand tall.", "Lie down."),
        ),
        (
            "1. Sit.\n2. Stand.\n\nTo come down again:\n\n3. Bend.\n4. Sit.",
            ("Sit.", "Stand.", "Bend.", "Sit."),
        ),
        ("1. Bend:\n\n    - left\n    - right\n\n2. Stand.", ("Bend: left right", "Stand.")),
        ('1. Sit.\n\n!!! note "Rest"\n\n    Not a step.\n\n1. Stand.', ("Sit.", "Stand.")),
        ("1. Sit \\*here\\*.\n\nOr:\n\n- not a step\n\n    nor this", ("Sit *here*.",)),
        ("Nothing.", ()),
        ("```\n1. Sit.\n```\n\n1. Stand.", ("Stand.",)),
    ],
)
def test_all_numbered_lists_below_their_heading(text: str, steps: tuple[str, ...]) -> None:
    source = f"## Check first\n\n1. Not this.\n\n## How to do it\n\n{text}\n\n## Stop if\n\n1. Nor this.\n"
    page = read_page("x.md", source, front_matter_expected=False)
    assert steps_of(page, EXERCISE) == steps
    assert steps_of(page, GUIDE) == ()


def test_every_stretch_has_its_steps() -> None:
    for path, page in check_site(DOCS).pages.items():
        assert (len(page.steps) > 2) == (page.page_type.name in {"exercise", "routine"}), path
