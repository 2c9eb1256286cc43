"""Fits a few cubic curves to a fine outline (least squares, after Schneider, Graphics Gems, 1990)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from figure.directions import Vector, unit

_STEP = 0.35  # cm between the points that are fitted
_CORNER = 46.0  # degrees of turn within two steps
_SMOOTH = 2.0  # standard deviation of the smoothing, in steps
TOLERANCE = 0.35  # cm


def fit_ring(points: Vector, tolerance: float = TOLERANCE) -> list[Vector]:
    """Return the cubic curves around a closed outline, each as four points."""
    ring = _resampled(np.vstack([points, points[:1]]))[:-1]
    if len(ring) < 8:
        return [_straight(one, other) for one, other in zip(ring, np.roll(ring, -1, axis=0), strict=True)]
    corners = _corners(ring)
    ring = _smoothed_ring(ring, corners)
    if len(corners) < 2:
        extremes = {int(ring[:, 0].argmin()), int(ring[:, 0].argmax())}
        extremes |= {int(ring[:, 1].argmin()), int(ring[:, 1].argmax()), *corners}
        pieces = _pieces(ring, sorted(extremes))
        return [curve for piece in pieces for curve in _fitted_piece(piece, tolerance, corners, ring)]
    return [
        curve for piece in _pieces(ring, corners) for curve in _fitted_piece(piece, tolerance, corners, ring)
    ]


def fit_line(points: Vector, tolerance: float = TOLERANCE) -> list[Vector]:
    """Return the cubic curves along an open line, each as four points."""
    line = _resampled(points)
    if len(line) < 3:
        return [_straight(line[0], line[-1])]
    return _fitted(line, unit(line[1] - line[0]), unit(line[-2] - line[-1]), tolerance)


def _resampled(points: Vector) -> Vector:
    lengths = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    count = max(2, round(float(lengths[-1]) / _STEP) + 1)
    at = np.linspace(0, lengths[-1], count)
    return np.stack([np.interp(at, lengths, points[:, axis]) for axis in (0, 1)], axis=1)


def _corners(ring: Vector) -> list[int]:
    before, after = ring - np.roll(ring, 2, axis=0), np.roll(ring, -2, axis=0) - ring
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.abs(np.degrees(np.arctan2(cross, np.sum(before * after, axis=1))))
    around = np.max([np.roll(turn, shift) for shift in (-2, -1, 1, 2)], axis=0)
    return [int(index) for index in np.flatnonzero((turn > _CORNER) & (turn >= around))]


def _smoothed_ring(ring: Vector, corners: list[int]) -> Vector:
    reach = 6
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / _SMOOTH) ** 2)
    smooth = np.zeros_like(ring)
    for shift, weight in zip(range(-reach, reach + 1), weights / weights.sum(), strict=True):
        smooth += weight * np.roll(ring, shift, axis=0)
    if not corners:
        return smooth
    # Near a corner the outline stays as it is.
    index = np.arange(len(ring))
    apart = np.min(
        [np.abs((index - corner + len(ring) // 2) % len(ring) - len(ring) // 2) for corner in corners], axis=0
    )
    share = np.clip(apart / reach, 0, 1)[:, None]
    return np.asarray(ring * (1 - share) + smooth * share)


def _pieces(ring: Vector, breaks: list[int]) -> list[Vector]:
    turned = np.roll(ring, -breaks[0], axis=0)
    places = [place - breaks[0] for place in breaks] + [len(ring)]
    closed = np.vstack([turned, turned[:1]])
    return [closed[one : other + 1] for one, other in pairwise(places)]


def _fitted_piece(piece: Vector, tolerance: float, corners: list[int], ring: Vector) -> list[Vector]:
    if len(piece) < 3:
        return [_straight(piece[0], piece[-1])]
    sharp = {tuple(ring[corner]) for corner in corners}
    first = unit(piece[1] - piece[0]) if tuple(piece[0]) in sharp else _tangent(ring, piece[0])
    last = unit(piece[-2] - piece[-1]) if tuple(piece[-1]) in sharp else -_tangent(ring, piece[-1])
    return _fitted(piece, first, last, tolerance)


def _tangent(ring: Vector, point: Vector) -> Vector:
    index = int(np.argmin(np.sum((ring - point) ** 2, axis=1)))
    return unit(ring[(index + 2) % len(ring)] - ring[index - 2])


def _straight(one: Vector, other: Vector) -> Vector:
    return np.array([one, one + (other - one) / 3, other + (one - other) / 3, other])


def _fitted(points: Vector, first: Vector, last: Vector, tolerance: float) -> list[Vector]:
    if len(points) == 2:
        return [_straight(points[0], points[1])]
    lengths = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = lengths / lengths[-1]
    worst = len(points) // 2
    for _ in range(5):
        curve = _least_squares(points, at, first, last)
        off = np.sum((_on(curve, at) - points) ** 2, axis=1)
        worst = int(off[1:-1].argmax()) + 1
        if off[worst] < tolerance**2:
            return [curve]
        if off[worst] > (8 * tolerance) ** 2:
            break
        at = _closer(curve, points, at)
    middle = unit(points[min(worst + 2, len(points) - 1)] - points[max(worst - 2, 0)])
    return [
        *_fitted(points[: worst + 1], first, -middle, tolerance),
        *_fitted(points[worst:], middle, last, tolerance),
    ]


def _least_squares(points: Vector, at: Vector, first: Vector, last: Vector) -> Vector:
    one, other = points[0], points[-1]
    b1, b2 = 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at)
    ends = np.outer((1 - at) ** 3 + b1, one) + np.outer(b2 + at**3, other)
    left, right = np.outer(b1, first), np.outer(b2, last)
    rest = points - ends
    matrix = np.array(
        [[np.sum(left * left), np.sum(left * right)], [np.sum(left * right), np.sum(right * right)]]
    )
    target = np.array([np.sum(left * rest), np.sum(right * rest)])
    third = float(np.linalg.norm(other - one)) / 3
    alpha = np.array([third, third])
    if abs(np.linalg.det(matrix)) > 1e-9:
        found = np.linalg.solve(matrix, target)
        if (found > 0.05 * third).all() and (found < 9 * third).all():
            alpha = found
    return np.array([one, one + alpha[0] * first, other + alpha[1] * last, other])


def _on(curve: Vector, at: Vector) -> Vector:
    rest = 1 - at
    weights = np.stack([rest**3, 3 * rest**2 * at, 3 * rest * at**2, at**3], axis=1)
    return np.asarray(weights @ curve)


def _closer(curve: Vector, points: Vector, at: Vector) -> Vector:
    """Move each point's parameter by one Newton step towards the nearest point of the curve."""
    d1 = 3 * np.diff(curve, axis=0)
    d2 = 2 * np.diff(d1, axis=0)
    rest = (1 - at)[:, None]
    t = at[:, None]
    off = _on(curve, at) - points
    slope = rest**2 * d1[0] + 2 * rest * t * d1[1] + t**2 * d1[2]
    bend = rest * d2[0] + t * d2[1]
    top, low = np.sum(off * slope, axis=1), np.sum(slope**2 + off * bend, axis=1)
    moved = at - np.where(np.abs(low) > 1e-9, top / np.where(np.abs(low) > 1e-9, low, 1), 0)
    return np.asarray(np.clip(moved, 0, 1))
