"""What the texts of the stretches owe to each other: one act, one level of caution; one rule for stopping."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from checks.site import Report, check_site
from contract.fields import Exercise, Routine
from reading.short_names import named_items
from reading.source_page import SourcePage, read_page

DOCS = Path(__file__).parents[2] / "docs"
MOST_POSITION_WORDS = 14
STOP = "pain, tingling or numbness starts in your leg or spreads down it"

# What is wrong for a group of people, the stretches in which it is done, and the level that all must have.
ACTS = {
    "lying on the stomach or taking the leg back, with a hip replaced from the front": (
        "hip-replaced-from-the-front",
        {"cobra", "lunge", "butterfly"},
        "do not",
    ),
    "bending the hip past a right angle, with a hip replaced from behind": (
        "hip-replaced-from-behind",
        {"butterfly", "cat", "seated-v", "toe-touch"},
        "do not",
    ),
    "rounding the back, when bending forward is worse": (
        "bending-forward-worse",
        {"cat", "toe-touch"},
        "do not",
    ),
    "sitting, when bending forward or sitting is worse": ("bending-forward-worse", {"seated-v"}, "do not"),
    "sitting, where it can be done lying instead": ("bending-forward-worse", {"butterfly"}, "change"),
    "pulling on the nerve, while sciatica flares or the leg tingles at rest": (
        "sciatica-flare",
        {"seated-v", "toe-touch"},
        "do not",
    ),
    "leaning forward, with weak bones": ("weak-bones", {"butterfly", "seated-v", "toe-touch"}, "change"),
    "bending the spine, with weak bones": ("weak-bones", {"cat", "cobra"}, "ask first"),
    "hanging the head down, when dizzy": ("dizzy", {"cat", "seated-v", "toe-touch"}, "change"),
    "moving the legs apart, in pregnancy": ("pregnant", {"butterfly", "lunge", "seated-v"}, "change"),
    "kneeling, with sore knees": ("sore-knees", {"butterfly", "cat", "lunge"}, "change"),
}


@cache
def site() -> Report:
    return check_site(DOCS)


def exercises() -> dict[str, Exercise]:
    return {
        Path(path).stem: page.front_matter
        for path, page in site().pages.items()
        if isinstance(page.front_matter, Exercise)
    }


def stretches_and_routines() -> list[str]:
    return [path for path, page in site().pages.items() if isinstance(page.front_matter, Exercise | Routine)]


def read(path: str) -> SourcePage:
    return read_page(path, (DOCS / path).read_text(encoding="utf-8"))


def section(path: str, title: str) -> list[str]:
    """Return the lines of a section, without comments."""
    page = read(path)
    heading = next(heading for heading in page.headings if heading.text == title)
    return [line.text.strip() for line in page.lines_below(heading)]


@pytest.mark.parametrize(("group", "stretches", "level"), ACTS.values(), ids=ACTS)
def test_the_same_act_has_the_same_level_everywhere(group: str, stretches: set[str], level: str) -> None:
    there = stretches & exercises().keys()
    found = {name: exercises()[name].cautions[group].level for name in there}
    assert found == dict.fromkeys(there, level)


@pytest.mark.parametrize("path", stretches_and_routines())
def test_there_is_one_rule_for_stopping(path: str) -> None:
    assert any(line.startswith(f"- {STOP}") for line in section(path, "Stop if"))
    assert STOP in site().registers.sentences["stop-if"]


@pytest.mark.parametrize("name", exercises())
def test_a_position_step_can_be_taken_in_at_a_glance(name: str) -> None:
    steps = [line for line in section(f"stretches/{name}.md", "Get into position") if line[:1].isdigit()]
    assert 3 <= len(steps) <= 4
    assert [step for step in steps if _words(step) > MOST_POSITION_WORDS] == []


def _words(step: str) -> int:
    return len(re.findall(r"[^\W\d_][\w'-]*", step))


def test_the_cobra_goes_from_lying_flat_to_the_elbows_before_anything_else() -> None:
    flat, elbows = exercises()["cobra"].versions[:2]
    assert flat.name.startswith("Lying flat")
    assert elbows.start_here


def test_nobody_is_sent_to_a_stretch_that_its_own_cautions_rule_out() -> None:
    """The advice on which stretch to try skips every stretch that says "do not" for the same people."""
    items = [
        line for line in site().registers.partials["which-stretch"].splitlines() if line.startswith("- ")
    ]
    for words, group in (("Bending forward", "bending-forward-worse"), ("Arching back", "arching-worse")):
        (item,) = (item for item in items if item.startswith(f"- **{words}"))
        skipped = {
            name
            for sentence in re.split(r"(?<=[.:]) ", item)
            if re.search(r"\bskip\b", sentence, re.IGNORECASE)
            for name in re.findall(r"stretches/([a-z-]+)\.md", sentence)
        }
        ruled_out = {name for name, facts in exercises().items() if facts.cautions[group].level == "do not"}
        assert ruled_out <= skipped


@pytest.mark.parametrize("path", stretches_and_routines())
def test_nobody_is_told_to_warm_up_by_walking_before_the_line_for_those_whom_it_hurts(path: str) -> None:
    text = (DOCS / path).read_text(encoding="utf-8").split("---\n", 2)[2]
    assert "slow walk" not in text
    assert "If walking makes your leg worse" in site().registers.partials["how-long-to-try"]


def test_a_shared_name_means_the_same_group_of_people() -> None:
    """A name in the shared list that a group has too is shown once, so it must be the same word for word."""
    shared = {item.name for item in named_items(site().registers.partials["ask-first"])}
    groups = site().registers.caution_groups or {}
    for key in ("pregnant", "weak-bones", "dizzy", "recent-surgery"):
        assert groups[key].short in shared


def test_the_lunge_with_sore_knees_is_short_and_shallow_as_the_study_found() -> None:
    advice = exercises()["lunge"].cautions["sore-knees"].advice or ""
    assert "short step" in advice
    assert "only a little" in advice
    assert "long step" not in (DOCS / "stretches/lunge.md").read_text(encoding="utf-8")


def test_both_are_done_only_if_neither_made_the_leg_worse() -> None:
    routine = site().pages["routines/cat-and-cobra.md"].front_matter
    assert isinstance(routine, Routine)
    assert "if neither made your leg worse" in routine.start_with
    assert any(
        "if neither did, do both" in line for line in section("routines/cat-and-cobra.md", "How to do it")
    )
