"""The objects around a person: mat, cushion, rolled towel, chair, table, door frame, wall and strap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry import MultiPoint, Polygon

from figure.directions import Vector, vector
from figure.outline import smoothed
from figure.solid import Ball, Solid, hull, ring

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from figure.camera import Camera
    from figure.flesh import Flesh
    from figure.pose_file import Mat, Prop, Strap

SEAT = 45.0  # height of the seat of a chair, in cm
_BOARD = 3.0  # thickness of a seat or table top, in cm
_POST = 3.2
_FROM_THE_FRONT = 45  # degrees: a camera that is turned further sees a person from the front


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a prop: its projected outline, the lines on it, and whether it is in the shade."""

    shape: BaseGeometry
    lines: list[Vector]
    shade: bool = False


def mat_shape(mat: Mat, camera: Camera) -> BaseGeometry:
    """Return the projected mat on the floor, with round corners."""
    (x0, x1), (z0, z1) = mat.x, mat.z
    corners = np.array([[x0, 0, z0], [x1, 0, z0], [x1, 0, z1], [x0, 0, z1]], dtype=np.float64)
    shape = Polygon(camera.flat(corners))
    return shape.buffer(-1.5).buffer(1.5)


def pieces(prop: Prop, camera: Camera) -> list[Piece]:
    """Return the parts of a prop, the furthest first."""
    low, high = vector(*prop.low), vector(*prop.high)
    if prop.kind == "box":
        return [_cloth_box(prop, low, high, camera)]
    if prop.kind == "roll":
        return [_roll(low, high, camera)]
    if prop.kind == "wall":
        return [Piece(_box(low, high, camera), [])]
    if prop.kind == "post":
        return [_post(low, high, camera)]
    if prop.kind == "table":
        return _table(low, high, camera)
    return _chair(prop, low, high, camera)


def strap_line(strap: Strap, flesh: Flesh) -> Vector:
    """Return the line of a strap, from the hand around the outside of the thigh to its back."""
    arm = flesh.skeleton.arms[strap.side]
    station = flesh.station_at(flesh.stations("leg", strap.side), strap.thigh)
    _, back, half = station.sizes + 0.3
    outside = station.aside if station.aside[2] * arm.root[2] > 0 else -station.aside
    round_thigh = [
        station.center - station.front * back * np.cos(angle) + outside * half * np.sin(angle)
        for angle in np.radians([80, 55, 30, 5])
    ]
    return np.array([arm.end + 8.0 * arm.along - 1.5 * arm.top, *round_thigh])


def _box(low: Vector, high: Vector, camera: Camera) -> BaseGeometry:
    corners = np.array(
        [[x, y, z] for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])]
    )
    return MultiPoint(camera.flat(corners)).convex_hull


def _cloth_box(prop: Prop, low: Vector, high: Vector, camera: Camera) -> Piece:
    """A cushion or folded blanket: a box with rounded edges and fold lines at its front."""
    radius = max(prop.soft, 0.3)
    radius = min(radius, float((high[1] - low[1]) / 2) - 0.01)
    balls = [
        Ball(vector(x, y, z), radius)
        for x in (low[0] + radius, high[0] - radius)
        for y in (low[1] + radius, high[1] - radius)
        for z in (low[2] + radius, high[2] - radius)
    ]
    shape = smoothed(hull(*balls).outline(camera).convex_hull, 3.0, 0.3)
    lines = []
    front_on = camera.turn > _FROM_THE_FRONT
    for index in range(prop.folds):
        y = low[1] + (high[1] - low[1]) * (index + 1) / (prop.folds + 1)
        if front_on:
            ends = [[high[0], y, low[2] + 0.8], [high[0], y, high[2] - 3.0]]
        else:
            ends = [[low[0] + 0.8, y, high[2]], [high[0] - 3.0, y, high[2]]]
        lines.append(camera.flat(np.array(ends, dtype=np.float64)))
    return Piece(shape, lines)


def _post(low: Vector, high: Vector, camera: Camera) -> Piece:
    """An upright board, such as the frame of a door, with the edge that is nearest to the viewer."""
    edge = np.array([[high[0], y, high[2]] for y in (low[1], high[1])], dtype=np.float64)
    return Piece(_box(low, high, camera), [camera.flat(edge)])


def _roll(low: Vector, high: Vector, camera: Camera) -> Piece:
    """A rolled towel that lies crosswise, with the spiral at its end."""
    radius = float(high[1] - low[1]) / 2
    axis = high - low
    axis[1] = 0
    length = float(np.linalg.norm(axis))
    axis = axis / length
    front = np.cross(axis, vector(0, 1, 0))
    up = vector(0, 1, 0)
    low_end = vector(low[0], low[1] + radius, low[2])
    ends = [low_end, low_end + axis * length]
    sizes = np.array([radius, radius, radius])
    shape = Solid([[ring(end, front, up, sizes) for end in ends]]).outline(camera)
    near = max(ends, key=lambda end: float(end @ camera.towards))
    angles = np.linspace(0, 3.2 * np.pi, 26)
    radii = radius * (0.85 - 0.65 * angles / angles[-1])
    spiral = near + np.outer(radii * np.cos(angles), front) + np.outer(radii * np.sin(angles), up)
    return Piece(smoothed(shape, 0.5), [camera.flat(spiral)])


def _table(low: Vector, high: Vector, camera: Camera) -> list[Piece]:
    found = _legs(low, high, float(high[1]) - _BOARD, camera)
    top = vector(low[0], high[1] - _BOARD, low[2])
    return [*found, Piece(_box(top, high, camera), [])]


def _chair(prop: Prop, low: Vector, high: Vector, camera: Camera) -> list[Piece]:
    """A chair, the furthest piece first."""
    legs = _legs(low, vector(high[0], SEAT, high[2]), SEAT - _BOARD, camera)
    board = Piece(_box(vector(low[0], SEAT - _BOARD, low[2]), vector(high[0], SEAT, high[2]), camera), [])
    axis = 2 if prop.back == "left" else 0
    at = high[0] - _POST if prop.back == "ahead" else low[axis]
    across = 2 - axis

    def upright(begin: float, end: float, heights: tuple[float, float], inset: float = 0.0) -> BaseGeometry:
        """A piece of the back, from one place to another across it."""
        one, other = low.copy(), high.copy()
        one[axis], other[axis] = at + inset, at + _POST - inset
        one[across], other[across] = begin, end
        one[1], other[1] = heights
        return _box(one, other, camera)

    first, last = (
        Piece(upright(begin, begin + _POST, (SEAT, high[1])), [], shade=shade)
        for begin, shade in (
            (low[across], axis == 0 and camera.turn <= _FROM_THE_FRONT),
            (high[across] - _POST, False),
        )
    )
    rails = [
        Piece(upright(low[across], high[across], (y, y + 6), 0.4), []) for y in (high[1] - 20, high[1] - 7)
    ]
    if axis == 2:
        return [*legs[:2], first, *rails, last, *legs[2:], board]
    return [*legs, first, board, *rails, last]


def _legs(low: Vector, high: Vector, top: float, camera: Camera) -> list[Piece]:
    """Four legs, the two furthest first."""
    places = [(x, z) for x in (low[0], high[0] - _POST) for z in (low[2], high[2] - _POST)]
    axis = 0 if camera.turn > _FROM_THE_FRONT else 1
    return [
        Piece(
            _box(vector(x, 0, z), vector(x + _POST, top, z + _POST), camera),
            [],
            shade=(x, z)[axis] == (low[0], low[2])[axis],
        )
        for x, z in sorted(places, key=lambda place: place[axis])
    ]
