"""Defaults for front matter: docs/_data/page-defaults.yml, and "ask first" for cautions.

All readers of front matter use `CheckedPage.front_matter`, which has these defaults.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from contract.diagnostics import Diagnostic
from contract.field_values import Fields, Text
from contract.fields import ClinicalReview, Exercise, FrontMatter, Progression, read_review
from pydantic import BeforeValidator, Field

from checks.data.data_texts import words_to_avoid
from checks.data.register_file import DataFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from contract.cautions import PatientGroup
    from reading.words import Words

PAGE_DEFAULTS = "_data/page-defaults.yml"


class WhichLeg(Fields):
    """Which leg to stretch where one is numb, for each value of `sides`."""

    both_together: Text = Field(alias="both sides together", description="Where both legs do the same.")
    one_by_one: Text = Field(
        alias="one side, then the other", description="Where one leg is stretched after the other."
    )


class SharedFields(Fields):
    """The fields of docs/_data/page-defaults.yml."""

    author: Text = Field(description="Who wrote the pages.")
    clinical_review: Annotated[ClinicalReview | None, BeforeValidator(read_review)] = Field(
        description="`none yet`, or name, credentials and date of the clinician who checked all pages. "
        "A page that was reviewed after that day says that no clinician has checked it.",
    )
    which_leg: WhichLeg = Field(description="Which leg to stretch where one is numb.")
    progression: Progression = Field(description="When to change to a harder or an easier version.")


@dataclass(frozen=True)
class PageDefaults:
    """The defaults for the front matter of pages.

    Attributes:
        shared: the fields of page-defaults.yml, or None where the file cannot be read.
        caution_groups: the keys of caution-groups.yml, in its order.
    """

    shared: SharedFields | None = None
    caution_groups: tuple[str, ...] = field(default=())

    def complete(self, fields: Mapping[str, object], model: type[FrontMatter]) -> dict[str, object]:
        """Return the fields of a page with the defaults for those that it leaves out.

        No field of the page is changed. Groups of people that it does not name must ask first.

        Args:
            fields: the fields as they were read; they may be invalid.
            model: the fields of the page type.
        """
        completed = dict(fields)
        shared = self.shared
        if shared is not None:
            completed.setdefault("author", shared.author)
            completed.setdefault("clinical_review", self._clinical_review(fields))
        if not issubclass(model, Exercise):
            return completed
        if shared is not None:
            together = fields.get("sides") == "both sides together"
            completed.setdefault(
                "which_leg", shared.which_leg.both_together if together else shared.which_leg.one_by_one
            )
            progression = fields.get("progression", {})
            if isinstance(progression, dict):
                completed["progression"] = {**shared.progression.model_dump(), **progression}
        cautions = fields.get("cautions", {})
        if isinstance(cautions, dict):
            named = {group: cautions.get(group, {"level": "ask first"}) for group in self.caution_groups}
            completed["cautions"] = {**named, **cautions}
        return completed

    def _clinical_review(self, fields: Mapping[str, object]) -> ClinicalReview | None:
        """Return the clinician's review of all pages, unless the page was reviewed after it."""
        review = self.shared.clinical_review if self.shared else None
        reviewed = fields.get("reviewed")
        covers_page = review is not None and type(reviewed) is dt.date and reviewed <= review.date
        return review if covers_page else None


def read_page_defaults(
    docs: Path, caution_groups: Mapping[str, PatientGroup], words: Words, found: list[Diagnostic]
) -> PageDefaults:
    """Read the defaults."""
    file = DataFile(docs, PAGE_DEFAULTS, found)
    shared = file.whole(SharedFields) if file.entries() is not None else None
    if shared is not None:
        for path, text in {
            ("which_leg", "both sides together"): shared.which_leg.both_together,
            ("which_leg", "one side, then the other"): shared.which_leg.one_by_one,
            ("progression", "move_on"): shared.progression.move_on,
            ("progression", "move_back"): shared.progression.move_back,
        }.items():
            file.add(words_to_avoid(file.line_of(*path), text, words))
    return PageDefaults(shared, tuple(caution_groups))


def future_review(defaults: PageDefaults, today: dt.date) -> Iterator[Diagnostic]:
    """Find a clinician's review of all pages that is in the future and would cover pages not yet written."""
    review = defaults.shared.clinical_review if defaults.shared else None
    if review is not None and review.date > today:
        message = f"the date of the clinician's review ({review.date}) is in the future"
        yield Diagnostic(PAGE_DEFAULTS, 1, "unreadable-register", message, "write the day it was done")
