"""Smooths outlines, and finds which parts of them are drawn as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from figure.directions import Vector

# An arrow, in cm: length of the head, half the width of the shaft, half the width of the head.
_ARROW_HEAD, _ARROW_HALF, _ARROW_WING = 6.0, 1.6, 4.2
_STAGE = (205.0, 125.0)  # cm: width and height of a drawing whose lines have the usual width
_SMALLEST = 1.2  # cm²; a smaller island or hole is not drawn


def smoothed(shape: BaseGeometry, fill: float, tips: float = 0.4) -> BaseGeometry:
    """Fill creases up to a radius, and round off tips."""
    return shape.buffer(fill).buffer(-fill - tips).buffer(tips)


def polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    """Return the polygons of a shape that are large enough to be seen."""
    for part in shapely.get_parts(shape):
        if isinstance(part, Polygon) and part.area > _SMALLEST:
            yield part


def rings(shape: BaseGeometry) -> Iterator[Vector]:
    """Return the closed curves around a shape and its holes, without the repeated last point."""
    for part in polygons(shape):
        yield shapely.get_coordinates(part.exterior)[:-1]
        for hole in part.interiors:
            if Polygon(hole).area > _SMALLEST:
                yield shapely.get_coordinates(hole)[:-1]


def reduction(width: float, height: float) -> float:
    """Return how much smaller something of this size, in cm, is shown than something of the usual size.

    Pages fit every drawing into a stage of the same size. What must look alike in all of them, such as lines
    and arrows, is drawn larger by this factor.
    """
    return max(width / _STAGE[0], height / _STAGE[1])


def arrow_shape(ends: Vector, size: float = 1.0) -> Polygon:
    """Return a straight arrow from one projected point to another; `size` enlarges its head and shaft."""
    along = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
    aside = np.array([-along[1], along[0]]) * size
    neck = ends[1] - _ARROW_HEAD * size * along
    right = [ends[0] + _ARROW_HALF * aside, neck + _ARROW_HALF * aside, neck + _ARROW_WING * aside]
    left = [ends[0] - _ARROW_HALF * aside, neck - _ARROW_HALF * aside, neck - _ARROW_WING * aside]
    return Polygon([*right, ends[1], *left[::-1]])


def seam(shape: BaseGeometry, parent: BaseGeometry, joint: Vector, radius: float) -> list[Vector]:
    """Return the outline of a part that grows out of another, without the piece near the joint.

    Args:
        shape: the part, such as a sleeve.
        parent: what it grows out of, such as the shirt.
        joint: the projected point where they meet.
        radius: how far around the joint there is no line, in cm.
    """
    hidden = shapely.Point(joint).buffer(radius).intersection(parent.buffer(-0.2))
    found: list[Vector] = []
    for part in polygons(shape):
        rest = part.exterior.difference(hidden)
        lines = shapely.get_parts(shapely.line_merge(rest) if isinstance(rest, MultiLineString) else rest)
        found += [
            np.array(line.coords) for line in lines if isinstance(line, LineString) and line.length > 1.5
        ]
    return found
