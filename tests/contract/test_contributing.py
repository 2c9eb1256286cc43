"""The contributors' guide shows the contract as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from contract.explain import with_contract
from contract.markers import MARKERS
from contract.page_types import PATHS
from contract.rules import RULES

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"


def test_the_guide_is_current() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert with_contract(text) == text, "run 'make contract'"


def test_the_guide_names_everything() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for name in [rule.code for rule in RULES] + [marker.name for marker in MARKERS]:
        assert name in text
    for rule in PATHS:
        assert f"docs/{rule.pattern}" in text
        for section in rule.page_type.sections:
            assert f"| {section.title} |" in text


def test_a_guide_without_a_place_for_it_is_refused() -> None:
    with pytest.raises(ValueError, match="does not have the lines"):
        with_contract("# Contributing\n")
