"""CONTRACT.md is up to date and complete."""

from __future__ import annotations

from pathlib import Path

from contract.explain import contract_as_markdown
from contract.markers import MARKERS
from contract.page_types import PATHS
from contract.rules import RULES

DOCUMENT = Path(__file__).parents[2] / "CONTRACT.md"


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == contract_as_markdown(), "run 'make contract'"


def test_the_document_names_everything() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in [rule.code for rule in RULES] + [marker.name for marker in MARKERS]:
        assert name in text
    for rule in PATHS:
        assert f"docs/{rule.pattern}" in text
        for section in rule.page_type.sections:
            assert f"| {section.title} |" in text
