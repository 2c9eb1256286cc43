"""Places drawings on a picture of a given size, as one SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Pixels: some apps round the corners of a link preview or crop it a little.
_MARGIN = 56
_GAP = 40

_OPENING = re.compile(r'<svg\b[^>]*? viewBox="0 0 (?P<width>[0-9.]+) (?P<height>[0-9.]+)"[^>]*>')
_PLACE = re.compile(r'\s(?:x|y|width|height)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG to be placed on a picture.

    Attributes:
        svg: the whole SVG.
        width, height: its size in its own units.
    """

    svg: str
    width: float
    height: float

    def at(self, left: float, top: float, scale: float) -> str:
        """Return the SVG as a part of another one.

        Args:
            left: its left edge, in pixels.
            top: its top edge, in pixels.
            scale: pixels per unit of the drawing.
        """
        place = (
            f' x="{left:.1f}" y="{top:.1f}"'
            f' width="{self.width * scale:.1f}" height="{self.height * scale:.1f}"'
        )
        opening = _OPENING.search(self.svg)
        if opening is None:
            raise AssertionError
        tag = _PLACE.sub("", opening[0])
        return f"<svg{place}{tag.removeprefix('<svg')}{self.svg[opening.end() :].rstrip()}"


def read_drawing(svg: str) -> Drawing:
    """Read the size of a drawing.

    Raises:
        ValueError: it has no `viewBox` that begins with 0 0.
    """
    opening = _OPENING.search(svg)
    if opening is None:
        message = 'the drawing has no viewBox="0 0 WIDTH HEIGHT"'
        raise ValueError(message)
    return Drawing(svg, float(opening["width"]), float(opening["height"]))


def on_white(drawings: Sequence[Drawing], width: int, height: int) -> str:
    """Place drawings on a white picture, in the number of columns that makes them largest.

    All have the same scale, so that people keep their relative sizes, and those in one row are on the same
    floor. Two people lying down end up one above the other; two who sit or stand, side by side.

    Args:
        drawings: at least one.
        width: width of the picture, in pixels.
        height: height of the picture, in pixels.
    """
    choices = [_in_rows(drawings, columns) for columns in range(1, len(drawings) + 1)]
    rows = max(choices, key=lambda rows: _scale(rows, width, height))
    scale = _scale(rows, width, height)
    high = sum(_row_height(row) for row in rows) * scale + _GAP * (len(rows) - 1)
    bottom = (height - high) / 2
    parts = []
    for row in rows:
        bottom += _row_height(row) * scale
        left = (width - _row_width(row) * scale - _GAP * (len(row) - 1)) / 2
        for drawing in row:
            parts.append(drawing.at(left, bottom - drawing.height * scale, scale))
            left += drawing.width * scale + _GAP
        bottom += _GAP
    return _picture(f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}', width, height)


def filling(drawing: Drawing, size: int) -> str:
    """Make a square drawing fill a square picture; what is transparent stays transparent.

    Args:
        drawing: the drawing.
        size: width and height of the picture in pixels.
    """
    return _picture(drawing.at(0, 0, size / drawing.width), size, size)


def on_color(drawing: Drawing, size: int, share: float, color: str) -> str:
    """Place a square drawing in the middle of a square of one color.

    Args:
        drawing: the drawing.
        size: width and height of the picture in pixels.
        share: size of the drawing as a fraction of the picture, from 0 to 1.
        color: the color of the square, such as `#00796b`.
    """
    edge = size * (1 - share) / 2
    placed = drawing.at(edge, edge, size * share / drawing.width)
    return _picture(f'<rect width="100%" height="100%" fill="{color}"/>{placed}', size, size)


def _in_rows(drawings: Sequence[Drawing], columns: int) -> list[Sequence[Drawing]]:
    return [drawings[at : at + columns] for at in range(0, len(drawings), columns)]


def _scale(rows: Sequence[Sequence[Drawing]], width: int, height: int) -> float:
    """Return the pixels per unit of the drawings with which all rows fit into the picture."""
    by_width = min((width - 2 * _MARGIN - _GAP * (len(row) - 1)) / _row_width(row) for row in rows)
    by_height = (height - 2 * _MARGIN - _GAP * (len(rows) - 1)) / sum(_row_height(row) for row in rows)
    return min(by_width, by_height)


def _row_width(row: Sequence[Drawing]) -> float:
    return sum(drawing.width for drawing in row)


def _row_height(row: Sequence[Drawing]) -> float:
    return max(drawing.height for drawing in row)


def _picture(parts: str, width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{parts}</svg>\n'
    )
