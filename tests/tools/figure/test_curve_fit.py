from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from figure.curve_fit import fit_line, fit_ring

if TYPE_CHECKING:
    from figure.directions import Vector


def along(curves: list[Vector]) -> Vector:
    t = np.linspace(0, 1, 20)[:, None]
    parts = [
        (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d
        for a, b, c, d in curves
    ]
    return np.concatenate(parts)


def test_a_circle_becomes_a_few_curves_that_stay_close() -> None:
    angles = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    curves = fit_ring(10 * np.stack([np.cos(angles), np.sin(angles)], axis=1))
    assert len(curves) <= 6
    assert np.abs(np.linalg.norm(along(curves), axis=1) - 10).max() < 0.2


def test_curves_join_and_close() -> None:
    angles = np.linspace(0, 2 * np.pi, 300, endpoint=False)
    radius = 8 + 2 * np.cos(3 * angles)
    curves = fit_ring(radius[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1))
    for one, other in zip(curves, [*curves[1:], curves[0]], strict=True):
        assert one[3] == pytest.approx(other[0])


def test_a_corner_stays_sharp() -> None:
    square = np.array([[0, 0], [20, 0], [20, 20], [0, 20]], dtype=np.float64)
    found = along(fit_ring(square))
    for corner in square:
        assert np.linalg.norm(found - corner, axis=1).min() < 0.3


def test_a_line_keeps_its_ends() -> None:
    line = np.array([[0, 0], [3, 2], [6, 2], [9, 0]], dtype=np.float64)
    curves = fit_line(line)
    assert curves[0][0] == pytest.approx(line[0])
    assert curves[-1][3] == pytest.approx(line[-1])
