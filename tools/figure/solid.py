"""Solids made of balls and rings, and their outlines projected by a camera."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import MultiPoint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from figure.camera import Camera
    from figure.directions import Vector

_AROUND = np.linspace(0, 2 * np.pi, 32, endpoint=False)
_CIRCLE = np.stack([np.cos(_AROUND), np.sin(_AROUND)], axis=1)


@dataclass(frozen=True, slots=True)
class Ball:
    """A ball in space."""

    center: Vector
    radius: float

    def flat(self, camera: Camera) -> Vector:
        """Return points of its projected outline."""
        return camera.flat(self.center) + self.radius * _CIRCLE

    @property
    def lowest(self) -> Vector:
        """Its lowest point."""
        return np.asarray(self.center - np.array([0, self.radius, 0]))


@dataclass(frozen=True, slots=True)
class Ring:
    """A cross-section of a limb or the trunk: a closed curve in space."""

    points: Vector

    def flat(self, camera: Camera) -> Vector:
        """Return its projected points."""
        return camera.flat(self.points)

    @property
    def lowest(self) -> Vector:
        """Its lowest point."""
        return np.asarray(self.points[self.points[:, 1].argmin()])


Shape = Ball | Ring


@dataclass(frozen=True, slots=True)
class Solid:
    """Chains of shapes; each shape is joined with the next by their convex hull."""

    chains: list[list[Shape]] = field(default_factory=list)

    def __add__(self, other: Solid) -> Solid:
        return Solid(self.chains + other.chains)

    def outline(self, camera: Camera) -> BaseGeometry:
        """Return its projected outline; the outline of a hull of balls is the hull of their discs."""
        return shapely.union_all([MultiPoint(pair).convex_hull for pair in self._pairs(camera)])

    def _pairs(self, camera: Camera) -> Iterable[Vector]:
        for chain in self.chains:
            flat = [shape.flat(camera) for shape in chain]
            if len(flat) == 1:
                yield flat[0]
            for one, other in pairwise(flat):
                yield np.concatenate([one, other])

    @property
    def lowest(self) -> Vector:
        """Its lowest point."""
        points = [shape.lowest for chain in self.chains for shape in chain]
        return min(points, key=lambda point: float(point[1]))


def hull(*shapes: Shape) -> Solid:
    """Return the solid between three or four balls, each joined with every other one."""
    return Solid([[one, other] for index, one in enumerate(shapes) for other in shapes[index + 1 :]])


def ring(center: Vector, front: Vector, aside: Vector, sizes: Vector, square: float = 2.0) -> Ring:
    """Return a cross-section.

    Args:
        center: where the bone is.
        front: the direction of the front, of length 1.
        aside: the direction of the side, of length 1.
        sizes: how far it extends to the front, to the back and to each side, in cm.
        square: 2 for an ellipse; more for a rounded rectangle.
    """
    cosine, sine = _CIRCLE[:, 0], _CIRCLE[:, 1]
    power = 2 / square
    forth = np.sign(cosine) * np.abs(cosine) ** power
    sideways = np.sign(sine) * np.abs(sine) ** power
    middle = center + front * (sizes[0] - sizes[1]) / 2
    points = (
        middle + np.outer(forth * (sizes[0] + sizes[1]) / 2, front) + np.outer(sideways * sizes[2], aside)
    )
    return Ring(points)
