"""The front matter of each kind of page: its fields and their limits, as pydantic models.

The scaffold, the check and the contributors' guide show the description and the example of every field to
editors, so they are written for readers who know no Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from contract.cautions import AlsoAskFirst, Caution, SourceKeys, read_ask_first
from contract.field_values import (
    Anchor,
    Date,
    Fields,
    Key,
    Name,
    Names,
    OldPath,
    PageId,
    Range,
    Text,
    read_range,
    within,
    without,
    worded,
)

if TYPE_CHECKING:
    import datetime as dt


def a_year_after(day: dt.date) -> dt.date:
    """Return the same day of the next year, or February 28 for a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def read_review(value: object) -> object:
    """Return None for `none yet`, and any other value as it is."""
    return None if value == "none yet" else value


Position = Literal[
    "standing",
    "sitting on the floor",
    "sitting on a chair",
    "kneeling",
    "on hands and knees",
    "lying on your back",
    "lying on your stomach",
]


Sides = Literal["both sides together", "one side, then the other"]


class Dose(Fields):
    """How much of a stretch to do. Times are in seconds."""

    hold_seconds: Annotated[Range, BeforeValidator(read_range), within(1, 300)] | None = Field(
        default=None,
        description="How long to hold, in seconds. Leave it out if nothing is held.",
    )
    repeats: Annotated[
        Range, BeforeValidator(read_range), within(1, 30), Field(description="How many times in one set.")
    ]
    sets: Annotated[Range, BeforeValidator(read_range), within(1, 5), Field(description="How many sets.")] = (
        Range(1, 1)
    )
    times_a_day: Annotated[
        Range, BeforeValidator(read_range), within(1, 6), Field(description="How many times a day.")
    ]
    days_a_week: Annotated[
        Range, BeforeValidator(read_range), within(1, 7), Field(description="How many days a week.")
    ]


class Version(Fields):
    """One way to do the stretch."""

    name: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=2, max_length=30),
        without("<>"),
        worded(),
    ] = Field(
        description="What this version is called, in at most 30 characters; the level-3 heading above its "
        "text has the same words.",
        examples=["Heels away, on a blanket"],
    )
    start_here: bool = Field(
        default=False,
        description="true for the version to start with, if there are several.",
    )
    suits: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=30), without("<>"), worded()
    ] = Field(
        default="",
        description="Whom this version is for, if it is neither easier nor harder than the one to start "
        "with, in at most 30 characters.",
        examples=["If you cannot lie down"],
    )
    sides: Sides | None = Field(
        default=None,
        description="Whether both legs are stretched at once, if this version differs from the others.",
    )
    figure: Key | None = Field(
        default=None,
        description="The name of its 2 drawings, which `make figures` generates from "
        "docs/_data/poses/NAME.yml.",
        examples=["cobra-elbows"],
    )
    first_week: Dose = Field(description="The dose in the first week.")
    dose: Dose = Field(
        default_factory=lambda data: data["first_week"],
        description="The dose after the first week. Leave it out if it stays the same.",
    )
    sources: SourceKeys = Field(default=[])


def _start_with_the_only_one(versions: list[Version]) -> list[Version]:
    return [versions[0].model_copy(update={"start_here": True})] if len(versions) == 1 else versions


class Progression(Fields):
    """When to change to a harder or an easier version."""

    move_on: Text = Field(description="The rule for moving on to a harder version.")
    move_back: Text = Field(description="The rule for moving back to an easier version.")


class SourceUse(Fields):
    """A source and what it supports on this page."""

    key: Key = Field(description="A key from docs/_data/sources.yml.", examples=["mayo-flex"])
    supports: Text | None = Field(
        default=None,
        description="What on this page the source supports, if that is not clear from its title.",
    )
    sections: list[Key] = Field(
        default=[],
        description="The anchors of more sections that it supports, besides those in which a claim names it; "
        "`top` for the text above the first section.",
        examples=["[how-to-do-it, stop-if]"],
    )


class Change(Fields):
    """One entry of the page's history."""

    date: Date = Field(description="The day of the change.")
    what: Text = Field(description="What changed, in one sentence.")


class ClinicalReview(Fields):
    """A check of the page by a named clinician."""

    name: Name = Field(description="The clinician's name, published with their consent.")
    credentials: Text = Field(description="Profession and registration.")
    date: Date = Field(description="The day of the review.")


class FrontMatter(Fields):
    """The front matter that every page has."""

    title: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=3, max_length=65), without('<>"')
    ] = Field(
        description="The page's name, shown as its main heading; at most 65 characters.",
    )
    summary: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=10, max_length=160), without('<>"')
    ] = Field(
        description="One plain sentence that says what this page is for.",
    )
    description: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=30, max_length=200), without('<>"')
    ] = Field(
        default_factory=lambda data: data["summary"],
        description="One or two sentences for search engines and link previews; if left out, the summary "
        "is used.",
    )
    search_words: list[Name] = Field(
        default=[],
        description="Other words that people type when they look for this page; the search corrects "
        "misspellings by itself.",
    )
    written: Date = Field(description="The day the page was first written.", examples=["2026-11-22"])
    reviewed: Date = Field(description="The day somebody last checked the whole page.")
    next_review: Date = Field(
        default_factory=lambda data: a_year_after(data["reviewed"]),
        description="The day by which it must be checked again; if left out, a year after `reviewed`.",
    )
    author: Text = Field(description="Who wrote it.", examples=["The contributors to this site"])
    clinical_review: Annotated[ClinicalReview | None, BeforeValidator(read_review)] = Field(
        description="`none yet`, or the name and credentials of the clinician who checked the page, and "
        "the date.",
    )
    changes: list[Change] = Field(
        default=[],
        description="What has changed since the page was written, newest first.",
    )
    hide: list[Literal["navigation", "toc"]] = Field(
        default=[],
        description="Parts of the page layout to leave out on this page.",
    )
    redirect_from: list[OldPath] = Field(
        default=[],
        description="The paths that the page had before it was renamed or moved; readers are redirected from "
        "there forever.",
        examples=["[stretches/toe-touch]"],
    )
    redirect_sections: dict[Anchor, Anchor] = Field(
        default={},
        description="The anchors of sections that were removed, each with the section that has its "
        "content now. A section whose heading was only reworded keeps its anchor: write it "
        "after the heading, `{ #old }`.",
        examples=["{print-a-page: give-a-page}"],
    )

    @property
    def history(self) -> list[Change]:
        """The changes, newest first; the last one is the first version, even if it is not listed."""
        if any(change.date <= self.written for change in self.changes):
            return self.changes
        return [*self.changes, Change(date=self.written, what="First version.")]


class Sourced(FrontMatter):
    """A page that makes claims about health and cites its sources."""

    sources: Annotated[list[SourceUse], Field(min_length=1)] = Field(
        description="The page's sources, each with what it supports on this page.",
    )


WhichLeg = Annotated[
    Text,
    Field(
        description="Which leg to stretch if one is numb: that one, the other or both, and which one first.",
        examples=["Do both legs. Begin with the better one."],
    ),
]


_Subtitle = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=45),
    without("<>"),
    worded(),
]


class Exercise(Sourced):
    """A stretch."""

    id: PageId = Field(
        description="Two or three lowercase letters, assigned once and never reused for another exercise.",
        examples=["bf"],
    )
    also_called: list[Name] = Field(default=[], description="Its other names.", examples=["Cobbler's pose"])
    subtitle: _Subtitle | None = Field(
        default=None,
        description="Where it stretches and in which position, in at most 45 characters; if left out, the "
        "first of `areas` and of `position`.",
        examples=["Stretches the front of your hip, at a chair"],
    )
    areas: Names = Field(description="The parts of the body where it is felt.", examples=["inner thigh"])
    muscles: list[Name] = Field(default=[], description="The muscles that are stretched or worked.")
    position: Annotated[list[Position], Field(min_length=1)] = Field(
        description="The position of the body; that of the starting version first.",
    )
    equipment: list[Name] = Field(description="What is needed, or [] for nothing.", examples=["a chair"])
    sides: Sides = Field(
        description="Whether both legs are stretched at once.",
    )
    which_leg: WhichLeg
    cautions: dict[Key, Caution] = Field(
        description="Answers for the groups of people in docs/_data/caution-groups.yml. A group without "
        "an entry must ask first.",
    )
    also_ask_first: list[Annotated[AlsoAskFirst, BeforeValidator(read_ask_first)]] = Field(
        default=[],
        description="Other people who must ask first: a short name for each, and the full words.",
        examples=["{short: sore neck, full: your neck hurts}"],
    )
    versions: Annotated[list[Version], Field(min_length=1), AfterValidator(_start_with_the_only_one)] = Field(
        description="The ways to do it, easiest first.",
    )
    progression: Progression = Field(description="When to change to a harder or an easier version.")


class Routine(Sourced):
    """Several stretches done one after the other."""

    id: PageId = Field(
        description="Two or three lowercase letters, assigned once and never reused for another page.",
        examples=["cc"],
    )
    also_called: list[Name] = Field(default=[], description="Its other names.")
    subtitle: _Subtitle | None = Field(
        default=None,
        description="What it is for, in at most 45 characters; if left out, the first of `areas` of its "
        "stretches.",
        examples=["2 stretches for your low back, on the floor"],
    )
    stretches: Annotated[list[Key], Field(min_length=2)] = Field(
        description="The names of the pages of its stretches in docs/stretches/, in order.",
        examples=["cat"],
    )
    start_with: Text = Field(
        description="How to begin: which stretch first, and what to do in the first week; without a "
        "period at the end.",
        examples=["one of them a day, in turn, in the first week; after that both"],
    )
    which_leg: WhichLeg
    rounds: Annotated[Range, BeforeValidator(read_range), within(1, 5)] = Field(
        default=Range(1, 1),
        description="How many times to go through all of them.",
    )


class Retired(Sourced):
    """A retired stretch or routine; its address never redirects to another one."""

    id: PageId = Field(description="The id that it has always had.", examples=["co"])
    also_called: list[Name] = Field(default=[], description="Its other names.")
    redirect_from: Annotated[list[OldPath], Field(min_length=1)] = Field(
        description="The earlier path of its page, such as `stretches/cobra`.",
        examples=["[stretches/cobra]"],
    )


class Condition(Sourced):
    """A health problem: what it is, what it is not and what can help."""

    also_called: list[Name] = Field(default=[], description="Its other names.")


class Guide(FrontMatter):
    """A page that links to others or explains the site."""

    sources: list[SourceUse] = Field(
        default=[],
        description="The sources of its claims about health; leave it out if there are none.",
    )


# Fields that readers see as sentences; their reading level is measured together with the page's text.
PROSE_FIELDS = frozenset({"summary", "which_leg", "start_with", "advice", "move_on", "move_back"})
