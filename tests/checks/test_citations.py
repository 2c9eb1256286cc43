"""Which numbers of a sentence need a source, and where a page cites its sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from checks.citations import claimed_number
from checks.site import check_site

from tests.passing_site import TODAY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Hold for 15 to 30 seconds.", "15 to 30 seconds"),
        ("Do it 2 times a day.", "2 times"),
        ("Check your leg after 4 more weeks.", "4 more weeks"),
        ("Wait two days.", "two days"),
        ("It helps 60% of people, or 9 in 10 adults.", "60%"),
        ("It helps 60 percent.", "60 percent"),
        ("About 9 of every 10 people get better.", "9 of every 10"),
        ("Ask first if you are over 65.", "over 65"),
        ("Use a 1-minute timer.", "1-minute"),
        ("Bend it to 90 degrees.", "90 degrees"),
        ("Warm up for 1,000 seconds.", "1,000 seconds"),
        ("Go back to step 4.", ""),
        ("The first 2 stretches are for the hip.", ""),
        ("The nerves L5 and S1 go to the foot.", ""),
        ("Call 911 or 112 at once, at any time.", ""),
        ("Call 0300 123 4567 during the day.", ""),
        ("Do it once a day for a week, one leg at a time.", ""),
        ("You need 2 pillows and both feet.", ""),
        ("See page 12 of the guideline NG59 of 2016.", ""),
        ("Both of the 2 times are wrong, said nobody.", "2 times"),
    ],
)
def test_numbers_that_need_a_source(sentence: str, number: str) -> None:
    assert claimed_number(sentence) == number


def test_a_page_cites_a_source_where_a_mark_a_caution_or_a_version_names_it(docs: Path) -> None:
    page = docs / "stretches/ankle-circle.md"
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"    sections: .*\n", "", text)
    text = text.replace("in a circle.\n\n## Check", "in a circle. <!-- source: ankle-sheet -->\n\n## Check")
    text = text.replace("- your ankle hurts", "- your ankle hurts <!-- source: ankle-sheet -->")
    page.write_text(text, encoding="utf-8")
    report = check_site(docs, TODAY)
    assert report.pages["stretches/ankle-circle.md"].cited_in == {
        "ankle-sheet": ("top", "check-first", "stop-if", "how-long-and-how-often")
    }
    unsourced = {found.message for found in report.diagnostics}
    assert "section 'How to do it' has no source" in unsourced
    assert "section 'Stop if' has no source" not in unsourced


def test_a_mark_may_name_our_own_advice(docs: Path) -> None:
    page = docs / "stretches/heel-slide.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace(" It is a small move.", " Rest for 2 minutes. <!-- source: editors -->"),
        encoding="utf-8",
    )
    report = check_site(docs, TODAY)
    assert report.diagnostics == ()
    assert report.pages["stretches/heel-slide.md"].cited_in["editors"] == ("top",)


def test_our_own_advice_is_no_source_of_the_page(docs: Path) -> None:
    page = docs / "stretches/heel-slide.md"
    text = page.read_text(encoding="utf-8").replace(
        "sources:\n  - key", "sources:\n  - key: editors\n  - key"
    )
    page.write_text(text, encoding="utf-8")
    register = docs / "_data/sources.yml"
    entry = "editors: {by: Us, title: Us, year: null, url: null, read: copy, checked: 2026-11-01}\n"
    register.write_text(register.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert {found.message for found in check_site(docs, TODAY).diagnostics} == {
        "'editors' means advice of our own; it is not a source",
        "the key 'editors' is reserved for advice of our own",
        "nothing on the page cites 'editors'",
    }
