"""The facts of a page that its template shows, as plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from page_contract.front_matter_fields import Exercise

from page_filling.wording import (
    date_in_words,
    dose_line,
    in_mid_sentence,
    list_in_words,
    start_version,
    total_in_words,
)

if TYPE_CHECKING:
    from page_contract.page_check import CheckedPage


class ChangeFacts(TypedDict):
    """One change of the page."""

    date: str
    iso_date: str
    what: str


class PageFacts(TypedDict, total=False):
    """What a template may show. Dates stand in words, and beside them as `YYYY-MM-DD` for machines."""

    kind: str
    title: str
    summary: str
    author: str
    written: str
    written_iso: str
    reviewed: str
    reviewed_iso: str
    next_review: str
    next_review_iso: str
    clinical_review: str
    changes: list[ChangeFacts]
    dose: str
    total: str
    first_week: str
    start_version: str
    areas: str
    position: str
    equipment: str
    which_leg: str


def page_facts(page: CheckedPage) -> PageFacts | None:
    """Give a page's facts in words, or None where its front matter is missing or wrong."""
    facts = page.front_matter
    if facts is None:
        return None
    review = facts.clinical_review
    shown = PageFacts(
        kind=page.page_type.name,
        title=facts.title,
        summary=facts.summary,
        author=facts.author,
        written=date_in_words(facts.written),
        written_iso=facts.written.isoformat(),
        reviewed=date_in_words(facts.reviewed),
        reviewed_iso=facts.reviewed.isoformat(),
        next_review=date_in_words(facts.next_review),
        next_review_iso=facts.next_review.isoformat(),
        clinical_review=f"{review.name}, {review.credentials}, {date_in_words(review.date)}"
        if review
        else "",
        changes=[
            ChangeFacts(date=date_in_words(change.date), iso_date=change.date.isoformat(), what=change.what)
            for change in facts.changes
        ],
    )
    if isinstance(facts, Exercise):
        start = start_version(facts)
        shown["dose"] = dose_line(facts)
        shown["total"] = total_in_words(start.dose, start.sides or facts.sides)
        shown["first_week"] = dose_line(facts, first_week=True)
        shown["start_version"] = in_mid_sentence(start.name)
        shown["areas"] = list_in_words(facts.areas)
        shown["position"] = list_in_words(facts.position, "or")
        shown["equipment"] = list_in_words(facts.equipment) or "nothing"
        shown["which_leg"] = facts.which_leg
    return shown
