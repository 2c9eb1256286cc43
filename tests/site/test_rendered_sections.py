"""What a reader gets on every built page: its sections, its facts, links that lead on."""

from __future__ import annotations

import gzip
import posixpath
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.site.conftest import BuiltPage, Pages

# Promised for ever: they stand on paper.
ADDRESSES = [
    "/",
    "/get-help/",
    "/causes/",
    "/sciatica/",
    "/stretches/",
    "/stretches/butterfly/",
    "/stretches/lunge/",
    "/stretches/cobra/",
    "/stretches/cat/",
    "/stretches/toe-touch/",
    "/stretches/seated-v/",
    "/routines/",
    "/routines/cat-and-cobra/",
    "/routines/hamstring-stretches/",
    "/clinicians/",
    "/about/",
]
# Elements whose reference makes a browser ask for something without a click.
LOADED_RELATIONS = {"apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload"} | {
    "preconnect",
    "prefetch",
    "preload",
    "prerender",
    "shortcut",
    "stylesheet",
}
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
    """Return the page itself, or for a routine the pages of its stretches."""
    if pages.page_type(path).name == "exercise":
        return [path]
    return [f"stretches/{name}.md" for name in pages.facts(path).get("stretches", ())]


HOLDS_IN_MINUTES = {"60 to 120": "hold 1 to 2 minute"}


def _amounts(dose: dict[str, Any]) -> Iterator[str]:
    """Give what must be read for a dose: its numbers as they stand in the front matter, or the word for 1."""
    if "hold_seconds" in dose:
        yield HOLDS_IN_MINUTES.get(dose["hold_seconds"], f"hold {dose['hold_seconds']} second")
    if dose["repeats"] != 1:
        yield f"{dose['repeats']} times"
    often = {1: "once a day", "1 to 2": "once or twice a day"}
    yield often.get(dose["times_a_day"], f"{dose['times_a_day']} times a day")
    days = str(dose["days_a_week"])
    yield "every day" if days == "7" else f"at least {days[0]} day" if days.endswith(" 7") else f"{days} day"


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


def test_the_dose_to_start_with_stands_above_the_first_section(exercise_path: str, pages: Pages) -> None:
    start = next(version for version in pages.facts(exercise_path)["versions"] if version.get("start_here"))
    top = pages.built(exercise_path).section("").text.casefold()
    assert f"start with {start['name']}".casefold() in top
    for name in ("first_week", "dose"):
        assert [words for words in _amounts(start[name]) if words not in top] == []


def test_every_caution_is_shown(contract_path: str, pages: Pages) -> None:
    groups = pages.data("caution-groups.yml")
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


def test_every_source_is_shown(page_path: str, pages: Pages) -> None:
    register = pages.data("sources.yml")
    uses = pages.facts(page_path).get("sources", [])
    assert uses
    section = pages.built(page_path).section("where-this-comes-from")
    for use in uses:
        source = register[use["key"]]
        assert " ".join(source["title"].split()) in section.text
        assert use["supports"][1:] in section.text
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
        assert sign in section.text
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


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_promised_addresses_exist(address: str, pages: Pages) -> None:
    assert (pages.site / address.lstrip("/") / "index.html").is_file()


def test_pages_have_the_promised_addresses(pages: Pages) -> None:
    found = {
        "/" + file.parent.relative_to(pages.site).as_posix() + "/" for file in pages.site.rglob("index.html")
    }
    assert {address.replace("/./", "/") for address in found} >= set(ADDRESSES)


def _references(page: BuiltPage) -> Iterator[tuple[str, dict[str, str], str]]:
    for tag, attributes, value in page.references:
        if attributes.get("rel") == "canonical" or tag == "form":
            continue
        parts = value.split(",") if "srcset" in attributes and value == attributes["srcset"] else [value]
        for part in parts:
            yield tag, attributes, part.split()[0] if part.strip() else ""


def _is_foreign(reference: str) -> bool:
    parts = urlsplit(reference)
    return bool(parts.netloc) or parts.scheme not in {"", "data"}


def _target(site: Path, file: Path, reference: str, base: str) -> Path:
    """Return the file that a reference of a built file leads to."""
    path = unquote(urlsplit(reference).path)
    if path.startswith("/"):
        assert path.startswith(base), reference
        target = site / path[len(base) :]
    else:
        target = file if path == "" else file.parent / path
    return target / "index.html" if target.is_dir() or path.endswith("/") else target


def test_every_link_leads_to_a_page_and_a_place_on_it(either: Pages, pages: Pages) -> None:
    base = "/" if either is pages else "/numb-leg/"
    dead = []
    checked = 0
    for file in either.all_built:
        for _, _, reference in _references(either.file(file)):
            if _is_foreign(reference) or reference.startswith("data:"):
                continue
            checked += 1
            target = _target(either.site, file, reference, base)
            fragment = unquote(urlsplit(reference).fragment)
            if not target.resolve().is_relative_to(either.site.resolve()) or not target.is_file():
                dead.append((file.relative_to(either.site).as_posix(), reference, "no such file"))
            elif fragment.startswith("mainSearchCriteria"):
                assert target.parent.name == "connect"  # a request that stays in the browser
            elif fragment and fragment not in either.file(target).ids:
                dead.append(
                    (file.relative_to(either.site).as_posix(), reference, "no such place on the page")
                )
    assert dead == []
    assert checked > 100


def test_ids_are_not_repeated(page_path: str, either: Pages) -> None:
    ids = re.findall(r"<[a-z][^<>]*\sid=\"([^\"]+)\"", either.built(page_path).html)
    assert sorted(ids) == sorted(set(ids))


def test_nothing_is_loaded_from_another_host(either: Pages) -> None:
    for file in either.all_built:
        page = either.file(file)
        for tag, attributes, reference in _references(page):
            loads = tag not in {"a", "link"} or bool(
                LOADED_RELATIONS & set(attributes.get("rel", "").split())
            )
            if loads:
                assert not _is_foreign(reference), (file, tag, reference)
        assert not re.search(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//", page.html), file
    for file in either.site.rglob("*.css"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//", text), file


def test_no_script_of_ours_names_another_host(pages: Pages) -> None:
    for file in (pages.docs / "assets").rglob("*.js"):
        assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", file.read_text(encoding="utf-8")), file


def test_the_canonical_address_is_the_operators(page_path: str, pages: Pages, hosted_pages: Pages) -> None:
    address = hosted_pages.address(page_path).lstrip("/")
    expected = f'<link rel="canonical" href="https://stretches.example/numb-leg/{address}">'
    assert expected in hosted_pages.built(page_path).html
    assert 'rel="canonical"' not in pages.built(page_path).html


def test_the_site_map_lists_the_pages(hosted_pages: Pages) -> None:
    text = (hosted_pages.site / "sitemap.xml").read_text(encoding="utf-8")
    listed = {urlsplit(address).path for address in re.findall(r"<loc>(.*?)</loc>", text)}
    assert {f"/numb-leg{address}" for address in ADDRESSES} <= listed
    assert gzip.decompress((hosted_pages.site / "sitemap.xml.gz").read_bytes()).decode() == text


def test_data_and_shared_texts_are_not_published(pages: Pages) -> None:
    assert not [
        path for path in pages.site.rglob("*") if path.name.startswith("_") or path.suffix in {".md", ".yml"}
    ]
