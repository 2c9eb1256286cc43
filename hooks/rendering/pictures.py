"""The drawings of a version, as inline SVG."""

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
# If width over height is more than this, two drawings side by side would be too small on a phone.
_WIDEST_OF_TWO = 2.2


class PictureFacts(TypedDict):
    """A drawing. Its SVG is the project's own, so it is not escaped."""

    svg: Markup
    caption: str


def pictures_of(version: Version, report: Report) -> list[PictureFacts]:
    """Return the drawings of the start and the stretch of a version; empty if it has no figure."""
    figure = report.registers.figures.get(version.figure or "")
    if figure is None:
        return []
    return [
        PictureFacts(svg=Markup(figure.start_svg), caption=figure.start.caption),  # noqa: S704
        PictureFacts(svg=Markup(figure.stretch_svg), caption=figure.stretch.caption),  # noqa: S704
    ]


def repeated(picture: PictureFacts, prefix: str = "again") -> Markup:
    """Return a drawing that is already on the page, to be shown again, with ids of its own.

    It is hidden from screen readers, which read its description the first time. Compressed, the copy takes
    only about a hundred bytes, because it is so much like the first one.

    Args:
        picture: the drawing.
        prefix: what its ids begin with; another one for each time that it is repeated.
    """
    svg = str(picture["svg"])
    # One simple pattern after the other is several times faster than one with alternatives.
    for unseen in (_TITLE, _DESCRIPTION, _LABEL):
        svg = unseen.sub("", svg)
    svg = svg.replace(' role="img"', "")
    svg = svg.replace(' id="', f' id="{prefix}-').replace('href="#', f'href="#{prefix}-')
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704


def move_of(version: Version, report: Report) -> str:
    """Return the file that shows the move of a version, as a path below docs/; '' if it has none."""
    figure = report.registers.figures.get(version.figure or "")
    return figure.move if figure else ""


def size_of(svg: str) -> tuple[int, int]:
    """Return the width and the height of a drawing in its own units, whole numbers; (1, 1) if it has none."""
    found = _SIZE.search(svg)
    return (round(float(found["width"])), round(float(found["height"]))) if found else (1, 1)


def are_wide(pictures: list[PictureFacts]) -> bool:
    """Return whether a drawing needs the whole width of a phone, such as that of somebody lying down."""
    sizes = filter(None, (_SIZE.search(picture["svg"]) for picture in pictures))
    return any(float(size["width"]) > _WIDEST_OF_TWO * float(size["height"]) for size in sizes)
