"""The format of exercises.json, as pydantic models; the published schema is made from them.

Whoever changes what is promised here changes `FORMAT_VERSION`: the first number for what breaks a program
that reads the file (a field is removed or changes its meaning), the second for what is added, the third for
anything else. The order of the fields is that of the file: warnings come before what they warn of. Pydantic
reads the annotations at run time, so this file does not import `annotations` from `__future__`.
"""

import datetime as dt
import json
from typing import Annotated, Any, Literal

from contract.fields import Position, Sides
from pydantic import BaseModel, ConfigDict, Field

FORMAT_VERSION = "1.0.0"

Address = Annotated[
    str,
    Field(
        description="A full address if the site was built with its own address; else relative to this file.",
        json_schema_extra={"format": "uri-reference"},
    ),
]
Text = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """Base of every part of the file."""

    model_config = ConfigDict(frozen=True)


class Amount(Part):
    """A whole number, or two that mean 'from … to …'."""

    low: int = Field(ge=1, description="The least.")
    high: int = Field(ge=1, description="The most; the same as `low` if it is a single number.")


class DoseData(Part):
    """How much of a version to do."""

    in_words: Text = Field(description="The dose in the words of the page.")
    hold_seconds: Amount | None = Field(description="How long to hold, in seconds; null: nothing is held.")
    repeats: Amount = Field(description="How many times in one set, on each side if one follows the other.")
    sets: Amount = Field(description="How many sets.")
    times_a_day: Amount = Field(description="How many times a day.")
    days_a_week: Amount = Field(description="On how many days a week.")


class Picture(Part):
    """A drawing of a version, under the license of the file."""

    shows: Literal["start", "stretch"] = Field(description="The start, or the stretch itself.")
    address: Address = Field(description="An SVG file.")
    caption: Text = Field(description="The caption below the drawing.")
    alt: Text = Field(description="The drawing in words, for a reader who cannot see it.")


class VersionData(Part):
    """One way to do the stretch."""

    name: Text = Field(description="Its name.")
    start_here: bool = Field(description="Whether it is the one to start with; true for one version.")
    sides: Sides = Field(description="Whether both legs are stretched at once.")
    first_week: DoseData = Field(description="The dose in the first week.")
    dose: DoseData = Field(description="The dose after that, if the leg is no worse.")
    pictures: list[Picture] = Field(description="Its drawings; empty if there are none.")


class CautionData(Part):
    """What somebody must know before doing this stretch."""

    group: str | None = Field(description="A group that every stretch has a caution for; null for others.")
    who: Text = Field(description="Who it is for, in words that follow 'if'.")
    level: Literal["do not", "ask first", "change", "fine"] = Field(
        description="`do not`, `ask first` (a doctor or physical therapist), `change` (do as the advice "
        "says) or `fine`.",
    )
    advice: str | None = Field(description="What to do instead, or why.")


class ProgressionData(Part):
    """When to change the version."""

    move_on: Text = Field(description="When to move on to a harder version.")
    move_back: Text = Field(description="When to move back to an easier version, or to stop.")


class SectionData(Part):
    """A section of the page."""

    anchor: Text = Field(description="Its permanent anchor; `top` is the text above the first section.")
    title: Text = Field(description="Its heading; for `top` the name of the stretch.")
    address: Address = Field(description="Its address.")
    text: str = Field(
        description="What readers see, without markup: a line for each paragraph and list item.",
    )


class Citation(Part):
    """A source, and what it supports on the page."""

    by: Text = Field(description="Organization or authors.")
    title: Text = Field(description="Its title.")
    year: int | None = Field(description="The year of publication or of the last change, if known.")
    address: str | None = Field(
        description="Where to find the original.", json_schema_extra={"format": "uri"}
    )
    read: Literal["original", "copy"] = Field(description="Whether the source itself or a copy was read.")
    supports: str | None = Field(description="What it supports on this page, if it says so.")
    sections: list[Text] = Field(description="The anchors of the sections that it supports.")


class ChangeData(Part):
    """A change of the page."""

    date: dt.date = Field(description="The day.")
    what: Text = Field(description="What changed.")


class ClinicalReviewData(Part):
    """A check of the page by a clinician."""

    name: Text = Field(description="The clinician.")
    credentials: Text = Field(description="Profession and registration.")
    date: dt.date = Field(description="The day of the check.")


class ReviewData(Part):
    """Who wrote the page, and when it was checked."""

    clinical_review_in_words: Text = Field(
        description="Which clinician has checked the page, or that none has. Show it.",
    )
    clinical_review: ClinicalReviewData | None = Field(description="null: no clinician has checked it.")
    author: Text = Field(description="Who wrote the page.")
    written: dt.date = Field(description="The day it was first written.")
    reviewed: dt.date = Field(description="The day somebody last checked the whole page.")
    next_review: dt.date = Field(description="The day by which it must be checked again.")
    changes: list[ChangeData] = Field(description="Its history, newest first.")


class ExerciseData(Part):
    """A stretch."""

    id: Annotated[str, Field(pattern="^[a-z]{2,3}$")] = Field(description="Never reused for another stretch.")
    name: Text = Field(description="Its name.")
    also_called: list[Text] = Field(description="Its other names.")
    summary: Text = Field(description="What it is for, in one sentence.")
    address: Address = Field(description="Its page.")
    review: ReviewData = Field(description="Who wrote the page, and when it was checked.")
    cautions: Annotated[list[CautionData], Field(min_length=1)] = Field(
        description="Who must not do it, ask first or change it. Show them before the steps, never without.",
    )
    areas: list[Text] = Field(description="The parts of the body where it is felt.")
    muscles: list[Text] = Field(description="The muscles that are stretched or worked.")
    positions: list[Position] = Field(description="How the body is placed, the version to start with first.")
    equipment: list[Text] = Field(description="What is needed; empty if nothing is.")
    sides: Sides = Field(description="Whether both legs are stretched at once in most versions.")
    which_leg: Text = Field(description="Which leg to stretch if one is numb.")
    versions: Annotated[list[VersionData], Field(min_length=1)] = Field(description="Easiest first.")
    progression: ProgressionData = Field(description="When to change the version.")
    steps: Annotated[list[Text], Field(min_length=1)] = Field(
        description="The steps of the version to start with, in order. They begin in the position that the "
        "section `get-into-position` describes, and end as `stop-if` says.",
    )
    sections: Annotated[list[SectionData], Field(min_length=1)] = Field(
        description="The whole text of the page, in its order."
    )
    sources: list[Citation] = Field(description="The sources of the page.")


class Emergency(Part):
    """When to get help instead of stretching."""

    text: Text = Field(description="The signs, and who to call; formatted like the text of a section.")
    address: Address = Field(description="The page that lists all signs.")


class License(Part):
    """What may be done with the file."""

    name: Text = Field(description="Its short name.")
    address: Annotated[str, Field(json_schema_extra={"format": "uri"})] = Field(description="Its full text.")
    covers: Text = Field(description="What it covers.")


class SiteData(Part):
    """The site that the file belongs to."""

    name: Text = Field(description="Its name; credit it if you use the text or a drawing.")
    address: Address = Field(description="Its home page.")


class ExercisesFile(Part):
    """Stretches with everything that their pages say. General information, never advice for one person."""

    schema_address: Address = Field(alias="$schema", description="The schema of this file.")
    format_version: Annotated[str, Field(pattern=r"^1\.[0-9]+\.[0-9]+$")] = Field(
        description="The version of the format. Version 1 may add fields, but never removes or changes any.",
    )
    site: SiteData = Field(description="The site that the file belongs to.")
    language: Text = Field(description="The language of all texts, as a tag such as `en`.")
    license: License = Field(description="What may be done with the texts and the drawings.")
    notice: Text = Field(description="What the file cannot do. Show it beside an exercise.")
    emergency: Emergency = Field(description="When to get help. Show it before an exercise.")
    exercises: list[ExerciseData] = Field(description="In the order of their ids.")


def file_as_json(file: ExercisesFile) -> str:
    """Return the file as JSON, in the order of the models; the same data always produce the same text."""
    return file.model_dump_json(by_alias=True, indent=2) + "\n"


def schema_as_json(address: str) -> str:
    """Return the JSON Schema (draft 2020-12) of the file."""
    schema = ExercisesFile.model_json_schema(by_alias=True, mode="serialization")
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "version": FORMAT_VERSION,
        **_without_titles(schema),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _without_titles(schema: Any) -> Any:
    """Leave out the titles that pydantic derives from field names; a field named `title` is a dict."""
    if isinstance(schema, dict):
        return {
            key: _without_titles(value)
            for key, value in schema.items()
            if key != "title" or not isinstance(value, str)
        }
    return [_without_titles(value) for value in schema] if isinstance(schema, list) else schema
