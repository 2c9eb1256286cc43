"""The table of claims holds every sentence that readers see, with the sources of its section."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checks.site import check_site
from contract.page_types import PARTIAL
from outputs.claims import Claim, claims
from outputs.command_line import main

from tests.passing_site import passing_site

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
PASSING = passing_site()


def of(docs: Path) -> list[Claim]:
    return list(claims(docs, check_site(docs)))


def test_the_claims_of_a_small_page() -> None:
    own = ("ankle-sheet",)
    assert [claim[1:] for claim in of(PASSING) if claim.page == "stretches/ankle-circle.md"] == [
        ("top", "A small move that turns one foot in a circle.", ()),
        ("top", "Move the better leg first, then the other.", ()),
        ("top", "You turn one foot in a circle.", ()),
        ("check-first", "If your heel is sore: ask first. Ask why it is sore.", own),
        ("check-first", "Have a steady chair ready.", own),
        ("get-into-position", "Sit on the chair and lift one foot.", own),
        ("how-to-do-it", "Turn your foot in a circle.", own),
        ("how-to-do-it", "Turn it the other way.", own),
        ("how-to-do-it", "Put it down again.", own),
        ("what-you-should-feel", "You should feel a mild pull around your ankle.", own),
        (
            "how-long-and-how-often",
            (
                "Sitting down: first week 5 times on each side, once a day, 5 days a week; "
                "after that 10 times on each side, once a day, 5 days a week."
            ),
            own,
        ),
        ("make-it-easier", "Make the circle small if your foot is worse the next day.", own),
        ("make-it-easier", "Make the circle small.", own),
        ("make-it-harder", "Try the next one when this feels light.", own),
        ("make-it-harder", "Make the circle big.", own),
        ("common-mistakes", "Turning the whole leg.", own),
        ("stop-if", "your ankle hurts", own),
        ("where-this-comes-from", "It was made up for a test.", ()),
    ]


def test_a_source_may_stand_behind_a_smaller_section(tmp_path: Path) -> None:
    page = (PASSING / "causes.md").read_text(encoding="utf-8")
    page = page.replace("You lay still", "### In bed\n\nYou lay still").replace(", why-it-happens", "")
    page = page.replace("sections: [", "sections: [in-bed, ")
    (tmp_path / "causes.md").write_text(page, encoding="utf-8")
    found = [claim for claim in of(tmp_path) if claim.sentence.startswith("You lay still")]
    assert [(claim.section, claim.sources) for claim in found] == [("why-it-happens", ("heel-book",))]


def test_a_shared_text_names_the_page_that_lists_its_sources() -> None:
    found = {claim.page: claim.sources for claim in of(PASSING) if claim.page.startswith("_partials/")}
    assert found == {
        "_partials/ask-first.md": ("get-help.md",),
        "_partials/emergency.md": ("get-help.md",),
        "_partials/how-long-to-try.md": ("sciatica.md",),
        "_partials/leg-symptoms.md": ("get-help.md",),
        "_partials/which-stretch.md": ("sciatica.md",),
    }


def test_every_statement_of_a_section_that_needs_a_source_has_one() -> None:
    report = check_site(ROOT / "docs")
    sourced = {
        (path, section.anchor)
        for path, page in report.pages.items()
        for section in page.page_type.sections
        if section.sourced and page.page_type is not PARTIAL
    }
    found = [claim for claim in claims(ROOT / "docs", report) if (claim.page, claim.section) in sourced]
    assert found
    assert [claim for claim in found if not claim.sources] == []


def test_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", str(PASSING)]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["page", "section", "sentence", "sources"]
    assert {len(row) for row in rows} == {4}
    assert len(rows) == len(of(PASSING)) + 1


def test_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "/nowhere"]) == 2
    assert "there is no folder '/nowhere'" in capsys.readouterr().err
