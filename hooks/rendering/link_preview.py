"""The picture that a messenger or a social network shows beside a link to a page."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from checks.data.registers import PREVIEWS
from contract.fields import Exercise

from rendering.wording import in_mid_sentence, list_in_words, start_version

if TYPE_CHECKING:
    from checks.data.registers import Figure
    from checks.page import CheckedPage
    from checks.site import Report

# Pixels. Programs that show link previews crop every other shape to this one.
WIDTH, HEIGHT = 1200, 630
# The picture of the site as a whole; no stretch can have this name.
SITE_PICTURE = "index"
# The stretches in the row of the site's picture; three can still be told apart on a phone.
SITE_ROW = ("butterfly", "lunge", "cat")


def preview_of(page: CheckedPage, report: Report) -> dict[str, Any] | None:
    """Return the picture of a page, or that of the whole site if the page has none of its own.

    Returns:
        The picture, or None if the site's picture is missing as well.
    """
    previews = report.registers.previews
    name = PurePosixPath(page.source.path).stem
    if isinstance(page.front_matter, Exercise) and name in previews:
        figure = start_figure(page.front_matter, report)
        if figure is not None:
            return _facts(name, figure.stretch.alt)
    if SITE_PICTURE in previews:
        titles = [in_mid_sentence(exercise.title) for exercise in in_site_row(report)]
        return _facts(SITE_PICTURE, f"Drawings of people doing stretches: {list_in_words(titles)}.")
    return None


def start_figure(exercise: Exercise, report: Report) -> Figure | None:
    """Return the two drawings of the version to start with; None if it has none."""
    return report.registers.figures.get(start_version(exercise).figure or "")


def in_site_row(report: Report) -> list[Exercise]:
    """Return the stretches of the site's picture in order, without those whose page or drawing is missing."""
    pages = [report.pages.get(f"stretches/{name}.md") for name in SITE_ROW]
    exercises = [page.front_matter for page in pages if page is not None]
    return [
        exercise
        for exercise in exercises
        if isinstance(exercise, Exercise) and start_figure(exercise, report)
    ]


def _facts(name: str, alt: str) -> dict[str, Any]:
    return {"path": f"{PREVIEWS}/{name}.png", "width": WIDTH, "height": HEIGHT, "alt": alt}
