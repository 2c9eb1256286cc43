"""The table of claims has a row for each claim and source."""

from __future__ import annotations

from pathlib import Path

import pytest
from checks.site import check_site
from outputs.claims import Claim, claims
from outputs.command_line import main

from tests.passing_site import passing_site

ROOT = Path(__file__).parents[2]
PASSING = passing_site()
OWN = ("editors", "Our own advice, to be on the safe side", "")
BOOK = ("heel-book", "A small book of heels", "https://example.org/heels")
SHEET = ("ankle-sheet", "One sheet on ankles", "")


def of(docs: Path) -> list[Claim]:
    return list(claims(check_site(docs)))


def changed(docs: Path, file: str, old: str, new: str) -> list[Claim]:
    """Return the claims of a file after a change."""
    text = (docs / file).read_text(encoding="utf-8")
    assert old in text
    (docs / file).write_text(text.replace(old, new), encoding="utf-8")
    return [claim for claim in of(docs) if claim.page == file]


def test_the_claims_of_a_small_site() -> None:
    found = of(PASSING)
    lines = {path: (PASSING / path).read_text(encoding="utf-8").split("\n") for path, *_ in found}
    at = {(claim.page, lines[claim.page][claim.line - 1]) for claim in found}
    assert [(claim.page, *claim[2:]) for claim in found] == [
        ("causes.md", "You lay still for a long time.", *BOOK),
        ("stretches/ankle-circle.md", "If your heel is sore: ask first. Ask why it is sore.", *SHEET),
        (
            "stretches/ankle-circle.md",
            (
                "Sitting down: first week 5 times on each side, once a day, 5 days a week; "
                "after that 10 times on each side, once a day, 5 days a week."
            ),
            *SHEET,
        ),
        ("stretches/heel-slide.md", "If your heel is sore: change. Wear a thick sock.", *BOOK),
        (
            "stretches/heel-slide.md",
            (
                "On a smooth floor: first week 5 times on each side, once a day, every day; "
                "after that hold 3 seconds, 10 times on each side, once or twice a day, every day."
            ),
            *BOOK,
        ),
    ]
    assert at == {
        ("causes.md", "You lay still for a long time. <!-- source: heel-book -->"),
        ("stretches/ankle-circle.md", "  sore-heel:"),
        ("stretches/ankle-circle.md", "  - name: Sitting down"),
        ("stretches/heel-slide.md", "  sore-heel:"),
        ("stretches/heel-slide.md", "  - name: On a smooth floor"),
    }


def test_each_mark_has_the_sentences_before_it_and_a_row_for_each_source(docs: Path) -> None:
    found = changed(
        docs,
        "_partials/which-stretch.md",
        "**Heels hurt.** Try the ankle circle.",
        "**Heels hurt.** Try the [ankle circle](/stretches/ankle-circle.md). "
        "<!-- source: heel-book, ankle-sheet, editors --> It may\n  help. "
        "Or not. <!-- source: heel-book --> Who knows?",
    )
    assert [claim[2:] for claim in found] == [
        ("Heels hurt. Try the ankle circle.", *BOOK),
        ("Heels hurt. Try the ankle circle.", *SHEET),
        ("Heels hurt. Try the ankle circle.", *OWN),
        ("It may help. Or not.", *BOOK),
    ]


def test_people_who_must_ask_first(docs: Path) -> None:
    group = changed(docs, "_data/caution-groups.yml", "is sore}", "is sore, sources: [ankle-sheet]}")
    assert [claim[2:] for claim in group] == [("If your heel is sore: ask first.", *SHEET)]
    page = changed(
        docs,
        "stretches/heel-slide.md",
        "versions:\n",
        "also_ask_first: [{short: sore toes, full: your toes are sore, sources: [heel-book]}]\nversions:\n",
    )
    assert ("If your toes are sore: ask first.", *BOOK) in [claim[2:] for claim in page]


@pytest.mark.parametrize("docs", [ROOT / "docs", PASSING], ids=["docs", "passing"])
def test_from_the_command_line(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", str(docs)]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["page", "line", "claim", "key", "title", "address"]
    assert [tuple(row) for row in rows[1:]] == [tuple(map(str, claim)) for claim in of(docs)]


def test_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "/nowhere"]) == 2
    assert "there is no folder '/nowhere'" in capsys.readouterr().err
