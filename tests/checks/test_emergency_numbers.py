"""Telephone numbers come from one file; a number or a link that was typed by hand is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from checks.data.emergency_numbers import EmergencyNumber, EmergencyNumbers
from checks.site import check_site

DOCS = Path(__file__).parents[2] / "docs"
NUMBERS = EmergencyNumbers(
    {
        "uk": EmergencyNumber(place="United Kingdom", number="999", what_for="emergencies"),
        "card": EmergencyNumber(place="Germany", number="+49 116 117", what_for="a doctor at night"),
    },
    {"uk": 1, "card": 5},
)


@pytest.mark.parametrize(
    "text",
    [
        "Call 999.",
        "**999**",
        "Call 9-1-1 now.",
        "- **Australia:** 000",
        "You need 911, and at once.",
        "Dial 15 in France.",
        "Ring the emergency number 112 (free of charge) if it is worse.",
        "Call your local emergency number at 1177 and wait.",
        "call [000](tel:000)",
        "<tel:+1-800-555-0100>",
        "[call](tel:999)",
        "+49 116 117",
        "Call {{ number nowhere }}.",
    ],
)
def test_typed_numbers_are_found(text: str) -> None:
    assert [finding.line for finding in NUMBERS.findings(7, text)] == [7]


@pytest.mark.parametrize(
    "text",
    [
        "Call {{ number uk }} or {{number card}}.",
        "In 112 people and 111 of 300 others, 999 days later.",
        "Call within 24 hours. Call 20 to 30 minutes later.",
        "Ring the bell 20 times, on 2026-11-30 at 9.11, in 911/912 cases.",
        "M99.9 and 1.112 and 112.5 and 112°",
        "You can hold it for 100 to 119 seconds.",
    ],
)
def test_counts_and_placeholders_are_not(text: str) -> None:
    assert list(NUMBERS.findings(1, text)) == []


def test_the_message_names_the_key() -> None:
    (finding,) = NUMBERS.findings(1, "Call 999.")
    assert "write '{{ number uk }}'" in finding.help
    (finding,) = NUMBERS.findings(1, "Call 000.")
    assert "add it to docs/_data/emergency-numbers.yml" in finding.help


def test_a_text_gets_links_and_the_front_matter_gets_numbers() -> None:
    page = (
        "---\nsummary: Call {{ number uk }} now.\n---\n\nCall {{ number card }}, or {{ number nowhere }}.\n"
    )
    assert NUMBERS.in_page(page) == (
        "---\nsummary: Call 999 now.\n---\n\nCall [+49 116 117](tel:+49116117), or {{ number nowhere }}.\n"
    )


def test_a_number_that_nobody_can_read_is_told(tmp_path: Path) -> None:
    data = (DOCS / "_data" / "emergency-numbers.yml").read_text(encoding="utf-8")
    data += 'somewhere:\n  place: Somewhere\n  number: "12345"\n  what_for: emergencies\n'
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data" / "emergency-numbers.yml").write_text(data, encoding="utf-8")
    (tmp_path / "get-help.md").write_bytes((DOCS / "get-help.md").read_bytes())
    found = [problem for problem in check_site(tmp_path).problems if problem.rule == "missing-marker"]
    assert [(one.path, one.line) for one in found if "number" in one.message] == [
        ("_data/emergency-numbers.yml", data.split("\n").index("somewhere:") + 1)
    ]
