"""The objects beside or below a person: mat, blanket, cushion, rolled towel, chair, table, wall and strap."""

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

_BOARD = 3.0  # thickness of a seat or table top, in cm
_POST = 3.2


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
    if prop.kind == "table":
        return _table(low, high, camera)
    return _chair(low, high, camera)


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
    shape = smoothed(hull(*balls).outline(camera), 3.0, 0.3)
    lines = []
    front_on = camera.turn > 45
    for index in range(prop.folds):
        y = low[1] + (high[1] - low[1]) * (index + 1) / (prop.folds + 1)
        if front_on:
            ends = [[high[0], y, low[2] + 0.8], [high[0], y, high[2] - 3.0]]
        else:
            ends = [[low[0] + 0.8, y, high[2]], [high[0] - 3.0, y, high[2]]]
        lines.append(camera.flat(np.array(ends, dtype=np.float64)))
    return Piece(shape, lines)


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


def _chair(low: Vector, high: Vector, camera: Camera) -> list[Piece]:
    """A chair with its back at the lowest X and the seat at 45 cm."""
    seat = 45.0
    found = _legs(low, vector(high[0], seat, high[2]), seat - _BOARD, camera)
    board = Piece(_box(vector(low[0], seat - _BOARD, low[2]), vector(high[0], seat, high[2]), camera), [])
    far_post, near_post = (
        Piece(
            _box(vector(low[0], seat, z), vector(low[0] + _POST, high[1], z + _POST), camera), [], shade=shade
        )
        for z, shade in ((low[2], True), (high[2] - _POST, False))
    )
    rails = [
        Piece(_box(vector(low[0] + 0.4, y, low[2]), vector(low[0] + 2.6, y + 6, high[2]), camera), [])
        for y in (high[1] - 20, high[1] - 7)
    ]
    return [*found, far_post, board, *rails, near_post]


def _legs(low: Vector, high: Vector, top: float, camera: Camera) -> list[Piece]:
    places = [(x, z) for z in (low[2], high[2] - _POST) for x in (low[0], high[0] - _POST)]
    return [
        Piece(_box(vector(x, 0, z), vector(x + _POST, top, z + _POST), camera), [], shade=z == low[2])
        for x, z in places
    ]
