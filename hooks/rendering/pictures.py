"""The drawings of a version, to be set into a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from markupsafe import Markup

if TYPE_CHECKING:
    from checks.site import Report
    from contract.fields import Version

_SIZE = re.compile(r'viewBox="\S+ \S+ (?P<width>[0-9.]+) (?P<height>[0-9.]+)"')
_TITLE = re.compile(r"<title[^<]*</title>")
_DESCRIPTION = re.compile(r"<desc[^<]*</desc>")
_LABEL = re.compile(r' aria-labelledby="[^"]*"')
# Width over height from which on two drawings side by side would be too small on a phone.
_WIDEST_OF_TWO = 2.2


class PictureFacts(TypedDict):
    """A drawing. Its SVG is the project's own and is set into the page as it is."""

    svg: Markup
    caption: str


def pictures_of(version: Version, report: Report) -> list[PictureFacts]:
    """Give the start and the stretch of a version; empty where it has no figure."""
    figure = report.registers.figures.get(version.figure or "")
    if figure is None:
        return []
    return [
        PictureFacts(svg=Markup(figure.start_svg), caption=figure.start.caption),  # noqa: S704
        PictureFacts(svg=Markup(figure.stretch_svg), caption=figure.stretch.caption),  # noqa: S704
    ]


def repeated(picture: PictureFacts) -> Markup:
    """Give a drawing that stands on the page already once more, with ids of its own.

    It is hidden from screen readers, which have its description where it stands first. Written out again it
    takes some hundred bytes when it is sent, because it is so much like the first one.
    """
    svg = str(picture["svg"])
    # One plain pattern after the other is several times faster than the choice between two.
    for unseen in (_TITLE, _DESCRIPTION, _LABEL):
        svg = unseen.sub("", svg)
    svg = svg.replace(' role="img"', "").replace(' id="', ' id="again-').replace('href="#', 'href="#again-')
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704


def move_of(version: Version, report: Report) -> str:
    """The file that shows the move of a version, as a path below docs/; '' where it has none."""
    figure = report.registers.figures.get(version.figure or "")
    return figure.move if figure else ""


def are_wide(pictures: list[PictureFacts]) -> bool:
    """Whether one of the drawings, such as that of somebody lying down, needs the whole width of a phone."""
    sizes = filter(None, (_SIZE.search(picture["svg"]) for picture in pictures))
    return any(float(size["width"]) > _WIDEST_OF_TWO * float(size["height"]) for size in sizes)
