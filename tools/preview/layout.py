"""Sets drawings on a picture of a given size, as one SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TEAL = "#00796b"  # the header's color in docs/assets/stylesheets/design-tokens.css
# Pixels: some apps cut the edges of a link preview round, or a little narrower.
_MARGIN = 56
_GAP = 40

_OPENING = re.compile(r'<svg\b[^>]*? viewBox="0 0 (?P<width>[0-9.]+) (?P<height>[0-9.]+)"[^>]*>')
_PLACE = re.compile(r'\s(?:x|y|width|height)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG to be set on a picture.

    Attributes:
        svg: the whole SVG.
        width, height: its size in its own units.
    """

    svg: str
    width: float
    height: float

    def at(self, left: float, top: float, scale: float) -> str:
        """Give the SVG as a part of another one.

        Args:
            left: where it begins, in pixels.
            top: where it begins, in pixels.
            scale: pixels for one unit of the drawing.
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
    """Find out how large a drawing is.

    Raises:
        ValueError: it has no `viewBox` that begins at 0 0.
    """
    opening = _OPENING.search(svg)
    if opening is None:
        message = 'the drawing has no viewBox="0 0 WIDTH HEIGHT"'
        raise ValueError(message)
    return Drawing(svg, float(opening["width"]), float(opening["height"]))


def on_white(drawings: Sequence[Drawing], width: int, height: int) -> str:
    """Set drawings on a white picture, in as many columns as make them largest.

    All have the same scale, so that people stay as large as each other, and those of one row stand on the
    same floor. Two people who lie come out one above the other, two who sit or stand side by side.

    Args:
        drawings: at least one.
        width: of the picture, in pixels.
        height: of the picture, in pixels.
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
    """Let a square drawing fill a square picture, and leave clear what it leaves clear.

    Args:
        drawing: the drawing.
        size: width and height of the picture in pixels.
    """
    return _picture(drawing.at(0, 0, size / drawing.width), size, size)


def on_teal(drawing: Drawing, size: int, share: float) -> str:
    """Set a square drawing in the middle of a teal square.

    Args:
        drawing: the drawing.
        size: width and height of the picture in pixels.
        share: how much of that the drawing takes, from 0 to 1.
    """
    edge = size * (1 - share) / 2
    placed = drawing.at(edge, edge, size * share / drawing.width)
    return _picture(f'<rect width="100%" height="100%" fill="{TEAL}"/>{placed}', size, size)


def _in_rows(drawings: Sequence[Drawing], columns: int) -> list[Sequence[Drawing]]:
    return [drawings[at : at + columns] for at in range(0, len(drawings), columns)]


def _scale(rows: Sequence[Sequence[Drawing]], width: int, height: int) -> float:
    """Pixels for one unit of the drawings, so that all rows fit into the picture."""
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
