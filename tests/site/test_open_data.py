"""exercises.json of a built site conforms to its schema, matches the pages, and its links work."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from unittest.mock import ANY
from urllib.parse import urldefrag, urljoin

import pytest
from jsonschema import Draft202012Validator
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import SETTINGS
from tests.site.conftest import folded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import ProjectCopy
    from tests.site.conftest import Pages

FILES = ("exercises.json", "exercises.schema.json")


def read(site: Path, name: str) -> Any:
    return json.loads((site / name).read_text(encoding="utf-8"))


@pytest.fixture(params=["plain", "hosted"])
def published(request: pytest.FixtureRequest, pages: Pages, hosted_pages: Pages) -> tuple[Pages, str]:
    """Return the pages of a build, and the address of its site."""
    return (pages, "file:///copy/") if request.param == "plain" else (hosted_pages, SETTINGS["SITE_URL"])


def of(pages: Pages, path: str) -> Any:
    found = [one for one in read(pages.site, FILES[0])["exercises"] if one["id"] == pages.facts(path)["id"]]
    assert len(found) == 1
    return found[0]


def addresses(value: Any) -> Iterator[str]:
    """Yield every address in the file except those of sources."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"address", "$schema"}:
                yield inner
            elif name not in {"sources", "license"}:
                yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)


def without_marker(line: str) -> str:
    """Remove the dash or number of a list item, which the browser shows on the page."""
    return folded(re.sub(r"^\s*(?:- |\d+\. )", "", line))


def lines_of_text(html: str) -> Iterator[str]:
    """Yield the paragraphs and list items of a page's sections, without those that repeat others."""
    repeated = ".check-card__row, .stop-line, .steps__dose, .dose-title, .on-paper, [hidden]"
    page = LexborHTMLParser(html)
    for node in page.css(repeated):
        node.decompose()
    for node in page.css(".page-section p, .page-section li"):
        if len(node.css("p, ul, ol")) == (node.tag == "p"):
            yield folded(node.text())


def test_the_file_keeps_to_its_schema(published: tuple[Pages, str]) -> None:
    pages, home = published
    data, schema = (read(pages.site, name) for name in FILES)
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert urljoin(home, data["$schema"]) == urljoin(home, schema["$id"]) == home + FILES[1]


def test_every_address_leads_to_something(published: tuple[Pages, str]) -> None:
    pages, home = published
    found = list(addresses(read(pages.site, FILES[0])))
    assert found
    for address in found:
        target, anchor = urldefrag(urljoin(home + FILES[0], address))
        assert target.startswith(home)
        file = pages.site / target.removeprefix(home)
        if target.endswith("/"):
            assert not anchor or anchor in pages.file(file / "index.html").ids, address
        else:
            assert file.is_file(), address
        assert ("://" in address) == home.startswith("https")


def test_every_stretch_is_there(pages: Pages) -> None:
    exercises = read(pages.site, FILES[0])["exercises"]
    paths = [path for path in pages.paths if pages.page_type(path).name == "exercise"]
    assert [one["id"] for one in exercises] == sorted(pages.facts(path)["id"] for path in paths)


def test_a_stretch_says_what_its_page_says(exercise_path: str, pages: Pages) -> None:
    data = of(pages, exercise_path)
    built = pages.built(exercise_path)
    shown = {section.anchor: section for section in built.sections if section.anchor}
    given = {section["anchor"]: section for section in data["sections"]}
    assert [anchor for anchor in given if anchor != "top"] == list(shown)
    everything = " ".join(section.text for section in built.sections)
    for anchor, section in given.items():
        seen = everything if anchor == "top" else shown[anchor].text
        assert section["title"] == (shown[anchor].title if anchor in shown else data["name"])
        for line in section["text"].splitlines():
            assert without_marker(line) in seen


def test_no_line_of_the_page_is_missing(exercise_path: str, pages: Pages) -> None:
    data = of(pages, exercise_path)
    written = {data["which_leg"]} | {
        without_marker(line) for section in data["sections"] for line in section["text"].splitlines()
    }
    lines = [without_marker(line) for line in lines_of_text(pages.built(exercise_path).html)]
    assert lines
    assert [line for line in lines if line not in written] == []


def test_a_stretch_has_the_facts_of_its_front_matter(exercise_path: str, pages: Pages) -> None:
    data, facts = of(pages, exercise_path), pages.facts(exercise_path)
    groups = {key: group["full"] for key, group in pages.data("caution-groups.yml").items()}
    assert data["name"] == folded(facts["title"])
    assert data["review"]["clinical_review"] is None
    assert "No clinician" in data["review"]["clinical_review_in_words"]
    assert [data["review"][name] for name in ("written", "reviewed", "next_review")] == [
        facts[name].isoformat() for name in ("written", "reviewed", "next_review")
    ]
    for name in (
        "also_called",
        "summary",
        "areas",
        "muscles",
        "equipment",
        "sides",
        "which_leg",
        "progression",
    ):
        assert data[name] == facts[name], name
    assert data["positions"] == facts["position"]
    answers = [(one["group"], one["who"], one["advice"]) for one in data["cautions"]]
    assert answers == [
        *((group, groups[group], one.get("advice")) for group, one in facts["cautions"].items()),
        *((None, other["full"], None) for other in facts.get("also_ask_first", [])),
    ]
    strict = {"do not", "ask first", "change"}
    for one in data["cautions"]:
        level = facts["cautions"][one["group"]]["level"] if one["group"] else "ask first"
        assert one["level"] == (level if level in strict or not one["advice"] else "change")
    for version, given in zip(data["versions"], facts["versions"], strict=True):
        assert (version["name"], version["start_here"]) == (given["name"], given.get("start_here", False))
        for name in ("first_week", "dose"):
            for field, value in given[name].items():
                amount = version[name][field]
                low, high = amount["low"], amount["high"]
                assert str(value) == (str(low) if low == high else f"{low} to {high}")
        figure = given.get("figure")
        words = pages.data(f"poses/{figure}.yml") if figure else {}
        assert [(one["shows"], one["caption"], one["alt"]) for one in version["pictures"]] == [
            (part, folded(words[part]["caption"]), folded(words[part]["alt"]))
            for part in ("start", "stretch")
            if figure
        ]


def test_a_stretch_names_its_sources(exercise_path: str, pages: Pages) -> None:
    register, data = pages.data("sources.yml"), of(pages, exercise_path)
    page = LexborHTMLParser(pages.built(exercise_path).html)
    cited_in = [
        [(link.attributes["href"] or "").removeprefix("#") for link in entry.css(".sources__sections a")]
        for entry in page.css("ol.sources > li")
    ]
    assert any(cited_in)
    assert [[one for one in source["sections"] if one != "top"] for source in data["sources"]] == cited_in
    assert data["sources"] == [
        {
            "by": source["by"],
            "title": source["title"],
            "year": source["year"],
            "address": source["url"],
            "read": source["read"],
            "supports": use.get("supports"),
            "sections": ANY,
        }
        for use in pages.facts(exercise_path)["sources"]
        for source in [register[use["key"]]]
    ]


def test_the_warnings_for_all_stretches_are_those_of_the_pages(pages: Pages) -> None:
    data = read(pages.site, FILES[0])
    assert data["notice"] == pages.built("about.md").section("what-it-cannot-do").text
    plain = folded(re.sub("^- ", "", data["emergency"]["text"], flags=re.MULTILINE))
    assert plain in pages.built("stretches/cobra.md").section("check-first").text
    assert data["license"]["name"] in (pages.site / "index.html").read_text(encoding="utf-8")


def test_clinicians_are_told_where_both_files_are(pages: Pages) -> None:
    assert {f"../../{name}" for name in FILES} <= set(
        pages.built("clinicians/programmers.md").section("use-the-facts-in-another-system").links
    )


def test_a_build_of_what_has_changed_keeps_the_whole_files(project_copy: ProjectCopy) -> None:
    before = {name: (project_copy.site / name).read_bytes() for name in FILES}
    for name in ("about.md", "stretches/cat.md"):
        (project_copy.docs / name).touch()
    finished = project_copy.run("build", "--dirty", "--no-strict")
    assert finished.returncode == 0, finished.stdout
    assert {name: (project_copy.site / name).read_bytes() for name in FILES} == before


def test_it_can_be_read_by_people_too(pages: Pages) -> None:
    text = (pages.site / FILES[0]).read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert "\\u" not in text
    assert '\n  "exercises": [\n    {\n      "id": "bf",\n' in text
