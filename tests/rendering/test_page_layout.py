"""How a page is arranged: nothing of its text is lost, and only what the contract names is folded."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from checks.site import Report, check_site
from contract.fields import Exercise, Routine
from contract.page_types import EXERCISE, PARTIAL
from contract.section import Printed, Section
from reading.markdown_settings import render
from reading.short_names import named_items
from rendering.caution_levels import shown_level
from rendering.fill import fill_the_rest, fill_what_is_searched, marker_templates
from rendering.page_layout import PageLayout
from rendering.repeated_names import without_repeats
from selectolax.lexbor import LexborHTMLParser, LexborNode

ROOT = Path(__file__).parents[2]
TEMPLATES = marker_templates((str(ROOT / "overrides"),))


@cache
def site() -> Report:
    return check_site(ROOT / "docs")


PATHS = [path for path, page in site().pages.items() if page.page_type is not PARTIAL]
EXERCISES = [path for path in PATHS if isinstance(site().pages[path].front_matter, Exercise)]
ROUTINES = [path for path in PATHS if isinstance(site().pages[path].front_matter, Routine)]


@cache
def rendered(path: str) -> str:
    """The page as the build renders it, with the markers that are filled later as comments."""
    text = (ROOT / "docs" / path).read_text(encoding="utf-8").split("\n---\n", 1)[1]
    html = render(site().registers.numbers.in_page(text))
    return fill_what_is_searched(html, site().pages[path], site(), TEMPLATES)


def arranged(path: str, html: str | None = None) -> str:
    page = site().pages[path]
    shown = PageLayout(page, site(), TEMPLATES).arranged(rendered(path) if html is None else html)
    return fill_the_rest(shown, page, site(), TEMPLATES, {})


def words(html: str) -> list[str]:
    return re.sub(r"<[^>]*>", " ", re.sub(r"<!--.*?-->|<svg.*?</svg>", " ", html, flags=re.DOTALL)).split()


def open_words(html: str) -> str:
    """What readers see before they unfold anything; a summary is always seen."""
    body = LexborHTMLParser(html).body
    assert body is not None
    for node in body.css(".details__body, .visually-hidden, .on-paper, svg, script"):
        node.remove()
    return " ".join(body.text(separator=" ").split())


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_a_page_is_lost(path: str) -> None:
    before = Counter(words(fill_the_rest(rendered(path), site().pages[path], site(), TEMPLATES, {})))
    after = Counter(words(arranged(path)))
    missing = before - after
    # The lines of "which stretch to try" lose the period of their names.
    assert [word for word in missing if not word.endswith(".") or word[:-1] not in after] == []


@pytest.mark.parametrize("path", PATHS)
def test_only_what_the_contract_names_is_folded(path: str) -> None:
    body = LexborHTMLParser(arranged(path)).body
    assert body is not None
    for section in site().pages[path].page_type.sections:
        heading = body.css_first(f"h2#{section.anchor}")
        assert heading is not None
        assert not any(up.tag == "details" for up in ancestors(heading))
        for part in heading.parent.css("h3[id]") if heading.parent else ():
            is_folded = any(up.tag == "details" for up in ancestors(part))
            named = section.folded == "rest" or part.text().strip() in section.folded
            assert is_folded == named, part.text()


def ancestors(node: LexborNode) -> list[LexborNode]:
    found = []
    up = node.parent
    while up is not None:
        found.append(up)
        up = up.parent
    return found


@pytest.mark.parametrize("path", PATHS)
def test_a_fold_is_closed_not_nested_and_says_what_it_holds(path: str) -> None:
    html = arranged(path)
    assert not re.search(r"<details[^>]* (?:open|name|id)\b", html)
    body = LexborHTMLParser(html).body
    assert body is not None
    for fold in body.css("details"):
        assert "details" in (fold.attributes.get("class") or "").split()
        assert not any(up.tag == "details" for up in ancestors(fold))
        summary = fold.css_first("summary")
        assert summary is not None
        assert summary.text().strip()
        assert not summary.css("h1, h2, h3, a")
        assert fold.css_first("h2") is None


# What must be seen without a tap ------------------------------------------------------------------


def is_named(name: str, text: str, path: str) -> bool:
    """Whether a name, or one on the page that covers it, is seen."""
    if name in text:
        return True
    cards = named_items(site().registers.partials["ask-first"])
    covering = [item.name for item in cards if not without_repeats([name], [item.name])]
    exercise = site().pages[path].front_matter
    if isinstance(exercise, Exercise):
        others = [who.short for who in exercise.also_ask_first]
        groups = site().registers.caution_groups or {}
        others += [groups[group].short for group in exercise.cautions if groups[group].short != name]
        covering += [other for other in others if not without_repeats([name], [other])]
    return any(other in text for other in covering)


@pytest.mark.parametrize("path", EXERCISES)
def test_what_a_reader_must_see_before_the_first_step_is_never_folded(path: str) -> None:
    exercise = site().pages[path].front_matter
    assert isinstance(exercise, Exercise)
    text = open_words(arranged(path))
    registers = site().registers
    groups = registers.caution_groups
    assert groups
    for name in ("emergency", "ask-first"):
        items = named_items(registers.partials[name])
        assert items
        assert [item.name for item in items if item.name not in text] == []
    for group, caution in exercise.cautions.items():
        if shown_level(caution) == "do not":
            assert groups[group].short in text
        elif shown_level(caution) != "fine":
            assert is_named(groups[group].short, text, path), group
    assert [who.short for who in exercise.also_ask_first if not is_named(who.short, text, path)] == []
    assert words(registers.sentences["stop-if"])[:6] == words(text[text.index("Stop if pain") :])[:6]


@pytest.mark.parametrize("path", [*EXERCISES, *ROUTINES])
def test_steps_and_when_to_stop_are_never_folded(path: str) -> None:
    text = open_words(arranged(path))
    for anchor in ("get-into-position", "how-to-do-it", "stop-if"):
        section = re.search(rf'<h2 id="{anchor}".*?(?=<h2 |$)', rendered(path), re.DOTALL)
        if section is None:
            continue
        items = re.findall(r"<li>(.*?)</li>", section[0], re.DOTALL)
        assert items or anchor == "get-into-position"
        for item in items:
            assert " ".join(words(item)) in " ".join(words(text)), item


@pytest.mark.parametrize("path", EXERCISES)
def test_a_group_that_is_added_is_seen_on_the_same_day(path: str) -> None:
    page = site().pages[path]
    exercise = page.front_matter
    assert isinstance(exercise, Exercise)
    groups = dict(site().registers.caution_groups or {})
    new = next(iter(groups.values())).model_copy(update={"short": "left-handed on Mondays"})
    for level, row in (("do not", "do-not"), ("ask first", "ask-first"), ("change", "change")):
        caution = next(iter(exercise.cautions.values())).model_copy(
            update={"level": level, "advice": "Wait."}
        )
        other = type(page)(page.source, page.page_type, page.defaults, page.markers)
        other.__dict__["front_matter"] = exercise.model_copy(
            update={"cautions": exercise.cautions | {"new": caution}}
        )
        registers = site().registers
        before, registers.caution_groups = registers.caution_groups, groups | {"new": new}
        try:
            html = PageLayout(other, site(), TEMPLATES).arranged(rendered(path))
        finally:
            registers.caution_groups = before
        shown = LexborHTMLParser(html).css_first(f".check-card__row--{row}")
        assert shown is not None
        assert "left-handed on Mondays" in shown.text()


def test_what_is_written_by_hand_under_check_first_stays_open() -> None:
    path = EXERCISES[0]
    html = rendered(path).replace(
        "<!-- {{ emergency }} -->", "<p>Not after dark.</p><!-- {{ emergency }} -->"
    )
    assert "Not after dark." in open_words(arranged(path, html))


# Print -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", EXERCISE.sections, ids=lambda section: section.anchor)
def test_the_contract_says_what_of_a_section_is_printed(section: Section) -> None:
    html = arranged(EXERCISES[0], f'<h2 id="{section.anchor}">S</h2>')
    first = html.partition(">")[0]
    assert ("--not-printed" in first) == (section.printed is Printed.NOTHING)
    assert ("--first-part-printed" in first) == (section.printed is Printed.FIRST_PART)
