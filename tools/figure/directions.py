"""Directions in space: unit vectors, frames and turns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def vector(*numbers: float) -> Vector:
    """Return a vector of these numbers."""
    return np.array(numbers, dtype=np.float64)


def unit(direction: Vector) -> Vector:
    """Return the same direction, with length 1."""
    return direction / max(float(np.linalg.norm(direction)), 1e-9)


def square_to(direction: Vector, axis: Vector) -> Vector:
    """Return the part of a direction that is perpendicular to an axis, with length 1."""
    return unit(direction - float(direction @ axis) * axis)


def turned(direction: Vector, axis: Vector, degrees: float) -> Vector:
    """Return a direction turned about an axis of length 1, by the right-hand rule (Rodrigues)."""
    angle = np.radians(degrees)
    return np.asarray(
        direction * np.cos(angle)
        + np.cross(axis, direction) * np.sin(angle)
        + axis * float(axis @ direction) * (1 - np.cos(angle))
    )


def angle_between(one: Vector, other: Vector) -> float:
    """Return the angle between two directions, in degrees."""
    return float(np.degrees(np.arccos(np.clip(unit(one) @ unit(other), -1, 1))))
