"""The versions of a stretch: the ladder that leads to each, and what stands above the steps of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.data.registers import FIGURES

from rendering.addresses import address_of_file
from rendering.dose_facts import dose_facts
from rendering.pictures import move_of, size_of
from rendering.wording import sides_of, start_version

if TYPE_CHECKING:
    from checks.page import CheckedPage
    from checks.site import Report
    from contract.fields import Exercise, Version

    Facts = dict[str, Any]


def ladder(page: CheckedPage, exercise: Exercise, report: Report) -> list[Facts]:
    """Return the versions of a stretch, easiest first; empty if there is only one.

    `place` is `easier`, `start` or `harder`; `suits` is whom the version is for, if it is neither easier nor
    harder; `address` leads to its steps on the page; `dose` is how much of it to do in the first week.
    """
    if len(exercise.versions) == 1:
        return []
    at = exercise.versions.index(start_version(exercise))
    anchors = {heading.text: heading.anchor for heading in page.source.headings if heading.level > 2}
    places = ["easier"] * at + ["start"] + ["harder"] * (len(exercise.versions) - at - 1)
    sections = {"easier": "make-it-easier", "start": "how-to-do-it", "harder": "make-it-harder"}
    return [
        {
            "name": version.name,
            "place": place,
            "suits": version.suits,
            "address": f"#{anchors.get(version.name, sections[place])}",
            "dose": ", ".join(
                fact.in_words() for fact in dose_facts(version.first_week, sides_of(version, exercise))[:-2]
            ),
            "picture": next(iter(picture_files(version, page.source.path, report)[-1:]), None),
        }
        for version, place in zip(exercise.versions, places, strict=True)
    ]


def version_part(version: Version, exercise: Exercise, path: str, report: Report) -> Facts:
    """Return what stands above the steps of a version on the page at `path`, below the docs folder."""
    move = move_of(version, report)
    return {
        "pictures": picture_files(version, path, report),
        "move": address_of_file(path, move) if move else "",
        "first_week": dose_facts(version.first_week, sides_of(version, exercise)),
    }


def picture_files(version: Version, path: str, report: Report) -> list[Facts]:
    """Return the start and the stretch of a version as files; empty if it has no figure."""
    name = version.figure or ""
    figure = report.registers.figures.get(name)
    if figure is None:
        return []
    found = []
    for part, svg, text in (
        ("start", figure.start_svg, figure.start),
        ("stretch", figure.stretch_svg, figure.stretch),
    ):
        width, height = size_of(svg)  # in CSS pixels
        address = address_of_file(path, f"{FIGURES}/{name}-{part}.svg")
        found.append(
            {"address": address, "width": width, "height": height, "alt": text.alt, "caption": text.caption}
        )
    return found
