"""Smooth curves through a few numbers that never overshoot (monotone cubic, Fritsch and Carlson 1980)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figure.directions import Vector


class Curve:
    """A curve through rows `[place, value, …]`, constant before the first and after the last."""

    def __init__(self, rows: Sequence[Sequence[float]]) -> None:
        table = np.array(rows, dtype=np.float64)
        self._at, self._values = table[:, 0], table[:, 1:]
        self._slopes = _slopes(self._at, self._values)

    def __call__(self, at: Vector | float) -> Vector:
        """Return the values at one place, or a row of them for each of several places."""
        place = np.clip(np.asarray(at, dtype=np.float64), self._at[0], self._at[-1])
        index = np.clip(np.searchsorted(self._at, place, side="right") - 1, 0, len(self._at) - 2)
        step = (self._at[index + 1] - self._at[index])[..., None]
        t = (place - self._at[index])[..., None] / step
        low, high = self._values[index], self._values[index + 1]
        rise = step * (self._slopes[index] * t * (1 - t) ** 2 - self._slopes[index + 1] * t**2 * (1 - t))
        return np.asarray(low * (1 + 2 * t) * (1 - t) ** 2 + high * t**2 * (3 - 2 * t) + rise)


def _slopes(at: Vector, values: Vector) -> Vector:
    steps = np.diff(at)[:, None]
    chords = np.diff(values, axis=0) / steps
    slopes = np.zeros_like(values)
    if len(at) == 2:
        slopes[:] = chords[0]
        return slopes
    one, two = 2 * steps[1:] + steps[:-1], steps[1:] + 2 * steps[:-1]
    same = chords[:-1] * chords[1:] > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        inner = (one + two) / (one / chords[:-1] + two / chords[1:])
    slopes[1:-1] = np.where(same, inner, 0)
    return slopes
