"""Words to avoid are found wherever readers see them, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from checks.data.registers import read_registers
from checks.site import check_site
from checks.words import word_findings
from hypothesis import given
from hypothesis import strategies as st
from outputs.command_line import main as check_pages
from reading.source_page import read_page
from reading.words import Words

DOCS = Path(__file__).parents[2] / "docs"
LISTED = read_registers(DOCS).words
FEW = Words({"belly": "stomach", "lower back": "low back", "can't": "cannot", "e.g": "for example"})


def found(text: str, words: Words = FEW) -> list[tuple[int, str]]:
    page = read_page("x.md", text, front_matter_expected=False)
    return [(finding.line, finding.message.split("'")[1]) for finding in word_findings(page, [], text, words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lie on your belly.", [(1, "belly")]),
        ("Text.\n\nBelly, then your Lower back.", [(3, "Belly"), (3, "Lower back")]),
        ("## On your belly\n\nText.", [(1, "belly")]),
        ("- the belly\n- a [lower back](belly.md)", [(1, "belly"), (2, "lower back")]),
        ("E.g. this.", [(1, "E.g")]),
        ("Lie on your stomach (belly).", []),
        ("A bellyache, a belly-flop, an underbelly.", []),
        ("The `belly` and ![x](belly.png).", []),
        ("```\nbelly\n```", []),
        ("<!-- belly -->\nText.", []),
        ("A lower fence, back again.", []),
        ("Text.\n\nThe lower\nback and the\nbelly.", [(3, "lower back"), (5, "belly")]),
        ("Low (the\nbelly) and belly.", [(2, "belly")]),
        ("- the lower\n- back", []),
        ("The lower\n\nback.", []),
        ("---\nx: y\n---\n\nThe lower\n# back", []),
        ("İßİ belly.", [(1, "belly")]),
    ],
)
def test_where_words_are_found(text: str, expected: list[tuple[int, str]]) -> None:
    assert found(text) == expected


PIECES = [
    "belly",
    "Belly",
    "lower",
    "back",
    "can't",
    "e.g",
    "(belly)",
    "[belly](x.md)",
    "`belly`",
    "leg",
    "-",
    ".",
    "bellyful",
    "ſ",
    "İ",
    "ß",
    "İbelly",
]
pieces = st.sampled_from([*PIECES, "\n", "\n\n- "])


@given(st.lists(pieces, max_size=30))
def test_looking_only_where_a_word_may_be_misses_none(parts: list[str]) -> None:
    text = " ".join(parts)
    within = FEW.within(text)
    assert [
        finding for finding in FEW.findings(1, text) if finding not in list(within.findings(1, text))
    ] == []
    assert bool(list(FEW.findings(1, text))) <= bool(FEW.pattern.search(text.casefold()))


@pytest.mark.parametrize("word", LISTED.instead_of)
def test_every_word_of_the_list_is_found(word: str) -> None:
    text = f"It is {word} here."
    assert word in [message.casefold() for _, message in _told(text)]


def _told(text: str) -> list[tuple[int, str]]:
    page = read_page("x.md", text, front_matter_expected=False)
    return [
        (finding.line, finding.message.removeprefix("'").rpartition("' is")[0])
        for finding in word_findings(page, [], text, LISTED)
    ]


def test_only_pages_for_patients_are_held_to_the_list(docs: Path) -> None:
    (docs / "clinicians.md").write_text(
        (docs / "index.md").read_text(encoding="utf-8").replace("A small test", "Another test")
        + "\nbelly\n\n{{ handouts }}\n",
        encoding="utf-8",
    )
    assert check_pages(["links", str(docs)]) == 0
    assert [found.as_text() for found in check_site(docs).problems] == []
