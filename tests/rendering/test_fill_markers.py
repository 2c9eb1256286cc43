"""Every marker of this site's own pages is filled, and nothing a patient must know is lost on the way."""

from __future__ import annotations

import html as html_text
import re
from functools import cache
from pathlib import Path

import pytest
from checks.page import CheckedPage
from checks.site import Report, check_site
from contract.fields import Exercise, FrontMatter, Guide, Routine, Sourced
from contract.markers import MARKERS
from contract.page_types import PARTIAL
from reading.source_page import read_page
from rendering.addresses import address_between
from rendering.caution_levels import LEVELS
from rendering.fill import fill_markers, marker_templates
from rendering.marker_facts import FACTS, FactsMissingError, marker_facts
from rendering.page_facts import page_facts
from rendering.shared_texts import shared_text_as_html
from rendering.wording import dose_in_words, in_mid_sentence

ROOT = Path(__file__).parents[2]
TEMPLATES = marker_templates((str(ROOT / "overrides"),))


@cache
def site() -> Report:
    return check_site(ROOT / "docs")


def pages(kind: type) -> list[str]:
    return [path for path, page in site().pages.items() if isinstance(page.front_matter, kind)]


def filled(marker: str, path: str, report: Report | None = None) -> str:
    report = report or site()
    return fill_markers(f"<p>{{{{ {marker} }}}}</p>", report.pages[path], report, TEMPLATES)


def with_front_matter(page: CheckedPage, front_matter: FrontMatter | None) -> CheckedPage:
    """The page as if something else stood in its front matter."""
    other = CheckedPage(page.source, page.page_type, page.defaults, page.markers)
    other.__dict__["front_matter"] = front_matter
    return other


def words(html: str) -> str:
    """What a reader reads."""
    return " ".join(html_text.unescape(re.sub(r"<[^>]*>", " ", html)).split())


def plain(text: str) -> str:
    return " ".join(text.split())


def test_every_marker_has_facts_or_a_shared_text_and_the_other_way_round() -> None:
    names = {marker.name for marker in MARKERS}
    partials = set(site().registers.partials)
    assert not set(FACTS) & partials
    assert set(FACTS) | partials == names


def test_every_marker_with_facts_has_a_template_and_the_other_way_round() -> None:
    templates = {file.stem for file in (ROOT / "overrides" / "markers").glob("*.html")}
    assert templates == {*FACTS, "not-shown"}


def is_drawn(page: CheckedPage) -> bool:
    """Whether the version of a stretch that people start with has a drawing."""
    exercise = page.front_matter
    return isinstance(exercise, Exercise) and any(
        each.start_here and each.figure for each in exercise.versions
    )


@pytest.mark.parametrize(
    "path", [path for path, page in site().pages.items() if page.page_type is not PARTIAL]
)
def test_every_marker_of_every_page_is_filled(path: str) -> None:
    page = site().pages[path]
    text = site().registers.numbers.in_page((ROOT / "docs" / path).read_text(encoding="utf-8"))
    lines = read_page(path, text).lines
    assert lines
    markers = [line.marker for line in lines if line.marker]
    assert not page.page_type.sections or markers
    html = "\n".join(f"<p>{line.text}</p>" for line in lines if line.text.strip())
    text = fill_markers(html, page, site(), TEMPLATES)
    assert "{{" not in text
    assert "}}" not in text
    assert "Not shown" not in text
    assert "None" not in words(text)
    for marker in markers:
        shown = filled(str(marker), path)
        assert words(shown) or "<svg" in shown or (marker == "start-picture" and not is_drawn(page))


@pytest.mark.parametrize("path", pages(Exercise))
def test_no_caution_is_lost_and_each_stands_under_its_level(path: str) -> None:
    exercise = site().pages[path].front_matter
    assert isinstance(exercise, Exercise)
    groups = site().registers.caution_groups
    assert groups
    html = filled("cautions", path)
    parts = re.split(r'<p class="caution-level[^"]*">', html)[1:]
    leads = {
        "do not": "Do not do this stretch if:",
        "ask first": "first if:",
        "change": "Change it this way if:",
    }
    under = {level: words(part) for level, lead in leads.items() for part in parts if lead in words(part)}
    assert [level for level in LEVELS if level in under] == list(under)
    for group, caution in exercise.cautions.items():
        told = f"{groups[group].full}. {caution.advice}" if caution.advice else groups[group].full
        level = "change" if caution.level == "fine" and caution.advice else caution.level
        for other, text in under.items():
            assert (plain(told) in text) == (other == level), (group, other)
        if caution.level == "fine" and not caution.advice:
            assert plain(groups[group].full) not in words(html)


@pytest.mark.parametrize("path", pages(Routine))
def test_a_routine_shows_the_cautions_and_doses_of_all_its_stretches(path: str) -> None:
    routine = site().pages[path].front_matter
    assert isinstance(routine, Routine)
    cautions, doses, stretches = (words(filled(name, path)) for name in ("cautions", "dose", "stretches"))
    places = []
    for name in routine.stretches:
        exercise = site().pages[f"stretches/{name}.md"].front_matter
        assert isinstance(exercise, Exercise)
        for caution in exercise.cautions.values():
            assert caution.advice is None or plain(caution.advice) in cautions
        assert exercise.also_ask_first
        for who in exercise.also_ask_first:
            assert plain(who.full) in cautions
            assert plain(who.full) in words(filled("cautions", f"stretches/{name}.md"))
        start = next(version for version in exercise.versions if version.start_here)
        assert dose_in_words(start.dose, exercise.sides) in doses
        assert exercise.summary in stretches
        places.append(stretches.index(exercise.title))
        assert f'href="../../stretches/{name}/#check-first"' in filled("cautions", path)
        assert f'href="../../stretches/{name}/"' in filled("stretches", path)
    assert places == sorted(places)


@pytest.mark.parametrize("path", pages(Exercise))
def test_every_version_shows_its_dose(path: str) -> None:
    exercise = site().pages[path].front_matter
    assert isinstance(exercise, Exercise)
    text = words(filled("dose", path))
    assert text.count("(start with this one)") == 1
    for version in exercise.versions:
        assert version.name in text
        assert dose_in_words(version.dose, version.sides or exercise.sides) in text
        assert dose_in_words(version.first_week, version.sides or exercise.sides) in text
    assert words(filled("move-on", path)).startswith(plain(exercise.progression.move_on))
    assert words(filled("move-back", path)).startswith(plain(exercise.progression.move_back))


def test_a_stretch_without_a_drawing_leaves_no_empty_frame() -> None:
    report = site()
    routine = pages(Routine)[0]
    front_matter = report.pages[routine].front_matter
    assert isinstance(front_matter, Routine)
    undrawn = dict(report.pages)
    for path in pages(Exercise):
        exercise = report.pages[path].front_matter
        assert isinstance(exercise, Exercise)
        versions = [version.model_copy(update={"figure": None}) for version in exercise.versions]
        undrawn[path] = with_front_matter(
            report.pages[path], exercise.model_copy(update={"versions": versions})
        )
    changed = Report(undrawn, report.registers, ())
    for marker, path in (("stretches", routine), ("all-stretches", "stretches/index.md")):
        html = filled(marker, path, changed)
        assert "stretch" in words(html)
        assert not re.search(r'class="(?:figures|ladder__picture|card__picture)', html)
        assert "<svg" not in html


@pytest.mark.parametrize("path", [*pages(Sourced), *pages(Guide)])
def test_every_source_is_shown_with_what_it_supports(path: str) -> None:
    page = site().pages[path].front_matter
    assert isinstance(page, Sourced | Guide)
    if not page.sources:
        return
    html = filled("sources", path)
    register = site().registers.sources
    assert register
    for use in page.sources:
        source = register[use.key]
        assert plain(source.title) in words(html)
        assert plain((use.supports or "")[1:]) in words(html)
        assert source.url is None or f'href="{html_text.escape(source.url)}"' in html
        assert source.year is None or str(source.year) in words(html)


@pytest.mark.parametrize("keys", [["editors"], []])
def test_a_page_says_whether_some_of_its_advice_is_our_own(keys: list[str]) -> None:
    report, path = site(), pages(Exercise)[0]
    page = report.pages[path]
    cited_in = dict.fromkeys(keys, ("check-first",))
    other = CheckedPage(page.source, page.page_type, page.defaults, page.markers, cited_in=cited_in)
    changed = Report({**report.pages, path: other}, report.registers, ())
    assert ("our own advice" in words(filled("sources", path, changed))) == bool(keys)


def test_the_lists_of_pages_are_complete() -> None:
    for marker, kind, path in (
        ("all-stretches", Exercise, "stretches/index.md"),
        ("all-routines", Routine, "index.md"),
    ):
        text = words(filled(marker, path))
        for other in pages(kind):
            front_matter = site().pages[other].front_matter
            assert front_matter is not None
            assert front_matter.title.removesuffix(" stretch") in text
            assert kind is Exercise or front_matter.summary in text


@pytest.mark.parametrize(
    ("page", "target", "address"),
    [
        ("stretches/cat.md", "get-help.md", "../../get-help/"),
        ("stretches/cat.md", "stretches/cobra.md", "../cobra/"),
        ("stretches/cat.md", "stretches/cobra.md#check-first", "../cobra/#check-first"),
        ("stretches/cat.md", "stretches/index.md", "../"),
        ("stretches/index.md", "stretches/cat.md", "cat/"),
        ("stretches/index.md", "get-help.md", "../get-help/"),
        ("index.md", "get-help.md", "get-help/"),
        ("index.md", "stretches/cat.md", "stretches/cat/"),
        ("get-help.md", "index.md", "../"),
        ("index.md", "index.md", "./"),
        ("causes.md", "causes.md#in-short", "./#in-short"),
    ],
)
def test_addresses_within_the_site(page: str, target: str, address: str) -> None:
    assert address_between(page, target) == address


@pytest.mark.parametrize(
    ("path", "address"), [("index.md", "get-help/"), ("stretches/cat.md", "../../get-help/")]
)
def test_links_in_shared_texts_lead_from_the_page(path: str, address: str) -> None:
    html = shared_text_as_html(
        "See [all](/get-help.md), [this](https://example.org/) and [that](#here).\n", path
    )
    assert f'<a href="{address}">all</a>' in html
    assert '<a href="https://example.org/">this</a>' in html
    assert '<a href="#here">that</a>' in html
    for marker in ("emergency", "leg-symptoms"):
        assert f'href="{address}"' in filled(marker, path)
        assert 'href="/' not in filled(marker, path)


def test_shared_texts_are_shown_whole() -> None:
    for name, text in site().registers.partials.items():
        shown = re.sub(r"\W+", " ", words(filled(name, "stretches/cat.md")))
        for line in text.splitlines():
            said = re.sub(r"\]\([^)]*\)|<!--.*?-->", "", line)
            said = re.sub(r"^!!! \w+", "", said)
            assert re.sub(r"\W+", " ", said).strip() in shown


def test_what_stands_in_fields_is_not_read_as_html() -> None:
    report = site()
    path = pages(Exercise)[0]
    page = report.pages[path]
    assert isinstance(page.front_matter, Exercise)
    odd = page.front_matter.model_copy(
        update={
            "progression": page.front_matter.progression.model_copy(
                update={"move_on": 'a < b & "c" {{ dose }}'}
            )
        },
    )
    changed = Report({**report.pages, path: with_front_matter(page, odd)}, report.registers, ())
    html = filled("move-on", path, changed)
    assert "a &lt; b &amp;" in html
    assert "First week" not in html


def test_missing_facts_are_told_in_a_box() -> None:
    report = site()
    path = pages(Exercise)[0]
    page = report.pages[path]
    unread = Report({**report.pages, path: with_front_matter(page, None)}, report.registers, ())
    for marker in FACTS:
        assert "Not shown" in filled(marker, path, unread)
    for marker in ("stretches", "no-such-marker"):
        assert "Not shown" in filled(marker, path)
    assert "Not shown" in filled("dose", "get-help.md")
    assert page_facts(unread.pages[path], unread) is None


def test_facts_of_other_pages_may_be_missing_too() -> None:
    report = site()
    path = pages(Routine)[0]
    routine = report.pages[path].front_matter
    assert isinstance(routine, Routine)
    fewer = {
        other: page for other, page in report.pages.items() if other != f"stretches/{routine.stretches[0]}.md"
    }
    for marker in ("dose", "cautions", "stretches"):
        with pytest.raises(FactsMissingError):
            marker_facts(marker, routine, path, Report(fewer, report.registers, ()))


@pytest.mark.parametrize(
    "path", [path for path, page in site().pages.items() if page.page_type is not PARTIAL]
)
def test_page_facts(path: str) -> None:
    page = site().pages[path]
    facts = page_facts(page, site())
    assert facts is not None
    assert page.front_matter is not None
    assert facts["title"] == page.front_matter.title
    assert facts["next_review_iso"] == page.front_matter.next_review.isoformat()
    assert str(page.front_matter.next_review.year) in facts["next_review"]
    assert len(facts["changes"]) == len(page.front_matter.history)
    assert facts["is_checked_by_a_clinician"] == (page.front_matter.clinical_review is not None)
    assert ("dose" in facts) == isinstance(page.front_matter, Exercise)
    if isinstance(page.front_matter, Exercise):
        assert facts["dose"]
        assert facts["equipment"]
        assert facts["start_version"] in [
            in_mid_sentence(name)
            for name in [version.name for version in page.front_matter.versions if version.start_here]
        ]
    assert all(value is not None for value in facts.values())
