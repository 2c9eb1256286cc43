"""What a reader gets on every built page: its sections, its facts, working links."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.site.conftest import Pages

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@pytest.fixture(params=["without settings", "with settings"])
def either(request: pytest.FixtureRequest, pages: Pages, hosted_pages: Pages) -> Pages:
    """Return the pages built without settings, then those built with them."""
    return pages if request.param == "without settings" else hosted_pages


# Sections --------------------------------------------------------------------------------------


def test_sections_stand_in_order_and_say_something(contract_path: str, pages: Pages) -> None:
    expected = pages.page_type(contract_path).sections
    found = pages.built(contract_path).sections[1:]
    assert [(section.title, section.anchor) for section in found] == [
        (section.title, section.title.lower().replace(" ", "-")) for section in expected
    ]
    assert [section.title for section in found if len(section.prose.split()) < 3] == []


def test_every_kind_with_sections_has_pages(pages: Pages) -> None:
    kinds = {
        pages.page_type(path.relative_to(pages.docs).as_posix()).name
        for path in pages.docs.glob("[!_]*/*.md")
    }
    assert kinds >= {"exercise", "routine"}


def test_nothing_is_left_unfilled(either: Pages) -> None:
    assert either.all_built
    for file in (*either.all_built, either.site / "search" / "search_index.json"):
        text = file.read_text(encoding="utf-8")
        assert "{{" not in text, file
        assert "The facts for this place are missing" not in text, file
        assert "cannot be published yet" not in text, file


# Facts -----------------------------------------------------------------------------------------


def _exercises(path: str, pages: Pages) -> list[str]:
    """Return the page itself or, for a routine, the pages of its stretches."""
    if pages.page_type(path).name == "exercise":
        return [path]
    return [f"stretches/{name}.md" for name in pages.facts(path).get("stretches", ())]


HOLDS_IN_MINUTES = {"60 to 120": "hold 1 to 2 minute"}


def _amounts(dose: dict[str, Any]) -> Iterator[str]:
    """Yield what the page must say for a dose: the numbers of the front matter, or the word for 1."""
    if "hold_seconds" in dose:
        yield HOLDS_IN_MINUTES.get(dose["hold_seconds"], f"hold {dose['hold_seconds']} second")
    if dose["repeats"] != 1:
        yield f"{dose['repeats']} times"
    often = {1: "once a day", "1 to 2": "once or twice a day"}
    yield often.get(dose["times_a_day"], f"{dose['times_a_day']} times a day")
    days = str(dose["days_a_week"])
    yield "every day" if days == "7" else f"{days} day"


def test_the_dose_of_every_version_is_shown(contract_path: str, pages: Pages) -> None:
    is_exercise = pages.page_type(contract_path).name == "exercise"
    for path in _exercises(contract_path, pages):
        text = pages.built(contract_path).section("how-long-and-how-often").text.casefold()
        versions = pages.facts(path)["versions"]
        shown = versions if is_exercise else [version for version in versions if version.get("start_here")]
        assert shown
        for version in shown:
            _, found, text = text.partition(version["name"].casefold())
            assert found, version["name"]
            for name in ("first_week", "dose"):
                missing = [words for words in _amounts(version[name]) if words not in text]
                assert missing == [], (path, version["name"], name)
            assert ("start with this one" in text[:30]) == (is_exercise and version.get("start_here", False))


def test_the_first_week_stands_above_the_first_section(exercise_path: str, pages: Pages) -> None:
    start = next(version for version in pages.facts(exercise_path)["versions"] if version.get("start_here"))
    top = pages.built(exercise_path).section("").text
    assert "First week" in top
    for name, unit in (("hold_seconds", "sec"), ("repeats", "time")):
        if name in start["first_week"]:
            low, *high = str(start["first_week"][name]).split(" to ")
            assert re.search(rf"\b{' to '.join([low, *high])} {unit}", top) or int(low) % 60 == 0, name


def test_every_caution_is_shown(contract_path: str, pages: Pages) -> None:
    groups = {key: group["full"] for key, group in pages.data("caution-groups.yml").items()}
    for path in _exercises(contract_path, pages):
        text = pages.built(contract_path).section("check-first").text
        cautions = pages.facts(path)["cautions"]
        assert set(cautions) == set(groups)
        for group, caution in cautions.items():
            if advice := caution.get("advice"):
                assert groups[group] in text
                assert " ".join(advice.split()) in text.partition(groups[group])[2]
        forbids = "Do not do this stretch if" if path == contract_path else "do not do it"
        for level, words in (("do not", forbids), ("ask first", "Ask a doctor")):
            assert words in text or level not in {caution["level"] for caution in cautions.values()}


def numbered(text: str, pages: Pages) -> str:
    """Return a text with the telephone numbers that it names by their keys."""
    numbers = pages.data("emergency-numbers.yml")
    return re.sub(r"\{\{ number ([a-z-]+) \}\}", lambda found: str(numbers[found[1]]["number"]), text)


def test_every_source_is_shown(page_path: str, pages: Pages) -> None:
    register = pages.data("sources.yml")
    uses = pages.facts(page_path).get("sources", [])
    assert uses
    section = pages.built(page_path).section("where-this-comes-from")
    for use in uses:
        source = register[use["key"]]
        assert " ".join(source["title"].split()) in section.text
        assert numbered(use.get("supports", ""), pages)[1:] in section.text
        if source["url"]:
            assert source["url"] in section.links


def test_the_emergency_signs_come_before_the_first_step(contract_path: str, pages: Pages) -> None:
    titles = [section.title for section in pages.built(contract_path).sections]
    signs = 2 if pages.page_type(contract_path).name == "condition" else 1
    section = pages.built(contract_path).sections[signs]
    partial = (pages.docs / "_partials" / "emergency.md").read_text(encoding="utf-8")
    listed = re.findall(r"^ +- (.+)$", partial, re.MULTILINE)
    assert len(listed) > 3
    for sign in listed:
        assert re.sub(r"\s*<!--.*?-->|\*\*", "", sign) in section.text
    assert "How to do it" not in titles[: signs + 1]
    here = pages.address(contract_path)
    assert "get-help" in {posixpath.normpath(posixpath.join(here, link)) for link in section.links}


def test_the_dates_and_the_missing_review_are_shown(page_path: str, either: Pages) -> None:
    facts = either.facts(page_path)
    built = either.built(page_path)
    for name in ("written", "reviewed", "next_review"):
        date = facts[name]
        assert date.isoformat() in built.record_dates
        assert f"{MONTHS[date.month - 1]} {date.day}, {date.year}" in built.record
    assert facts["author"] in built.record
    if facts["clinical_review"] == "none yet":
        assert "No clinician has checked this page" in built.record
    else:
        assert facts["clinical_review"]["name"] in built.record
    assert "may not be up to date" not in built.record, (
        "the note on an overdue review is for a script to show"
    )


def test_the_contact_is_shown_where_one_is_set(page_path: str, pages: Pages, hosted_pages: Pages) -> None:
    assert "mailto:help@stretches.example" in hosted_pages.built(page_path).html
    assert "mailto:" not in pages.built(page_path).html


# Addresses and links ---------------------------------------------------------------------------


def test_ids_are_not_repeated(page_path: str, either: Pages) -> None:
    ids = re.findall(r"<[a-z][^<>]*\sid=\"([^\"]+)\"", either.built(page_path).html)
    assert sorted(ids) == sorted(set(ids))


def test_no_script_of_ours_names_another_host(pages: Pages) -> None:
    for file in (pages.docs / "assets").rglob("*.js"):
        assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", file.read_text(encoding="utf-8")), file


def test_the_canonical_address_is_the_operators(page_path: str, pages: Pages, hosted_pages: Pages) -> None:
    address = hosted_pages.address(page_path).lstrip("/")
    expected = f'<link rel="canonical" href="https://stretches.example/numb-leg/{address}">'
    assert expected in hosted_pages.built(page_path).html
    assert 'rel="canonical"' not in pages.built(page_path).html


def test_data_and_shared_texts_are_not_published(pages: Pages) -> None:
    assert not [
        path for path in pages.site.rglob("*") if path.name.startswith("_") or path.suffix in {".md", ".yml"}
    ]
