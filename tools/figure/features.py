"""The small lines that make a figure recognizable: closed eyes, mouth, ears, fingers and toes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Polygon

from figure.directions import Vector, unit

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from figure.camera import Camera
    from figure.flesh import Flesh
    from figure.pose_file import Side

# From the nape around the ear to the middle of the forehead, in the frame of the head.
_HAIRLINES = {
    "bun": (
        (-4.6, -9.0, 4.0),
        (-3.6, -6.4, 6.5),
        (-2.6, -4.0, 7.6),
        (-0.8, -2.0, 8.0),
        (1.6, -2.6, 8.0),
        (2.6, 0.2, 7.8),
        (4.0, 2.6, 7.0),
        (6.2, 4.8, 5.4),
        (7.6, 6.9, 3.0),
        (7.8, 8.0, 0.0),
    ),
    "short": (
        (-5.6, -8.0, 3.4),
        (-5.0, -4.6, 6.2),
        (-2.8, -2.6, 7.6),
        (-0.8, -0.8, 8.0),
        (1.0, -2.0, 8.0),
        (2.2, -1.4, 7.9),
        (2.8, 1.0, 7.6),
        (3.8, 3.4, 7.0),
        (5.6, 4.4, 5.4),
        (7.2, 6.2, 3.0),
        (7.4, 7.0, 0.0),
    ),
    "bald": (
        (-5.6, -8.0, 3.4),
        (-5.0, -4.6, 6.2),
        (-2.8, -2.6, 7.6),
        (-0.8, -0.8, 8.0),
        (1.2, -2.0, 8.0),
        (2.2, 0.4, 7.8),
        (0.6, 3.6, 7.6),
        (-2.0, 7.6, 6.4),
        (-1.0, 11.0, 3.0),
        (-0.6, 12.0, 0.0),
    ),
}


def face_region(flesh: Flesh, camera: Camera) -> BaseGeometry:
    """Return the projected region in front of the hairline."""
    inside = camera.flat(np.array([flesh.head_point(11, -2), flesh.head_point(6, -13)]))
    parts = []
    for out in (1, -1):
        line = [flesh.head_point(x, y, z * out) for x, y, z in _HAIRLINES[flesh.body.hair]]
        edge = camera.flat(np.array(line))
        parts += [MultiPoint([one, other, *inside]).convex_hull for one, other in pairwise(edge)]
    return shapely.union_all(parts)


def ear_shapes(flesh: Flesh, camera: Camera) -> list[BaseGeometry]:
    """Return the ears that face the viewer."""
    rim = [(0.9, 0.2), (0.2, 1.7), (-1.3, 1.8), (-2.0, 0.2), (-1.3, -2.0), (-0.2, -3.3), (0.6, -2.6)]
    _, front, top = flesh.skeleton.head_frame
    found: list[BaseGeometry] = []
    for out in (1, -1):
        if np.cross(front, top) @ camera.towards * out > 0.5:
            points = [flesh.head_point(x, y, 7.9 * out) for x, y in [*rim, rim[0]]]
            found.append(Polygon(camera.flat(_arc(points))).buffer(0))
    return found


def features(flesh: Flesh, camera: Camera) -> list[Vector]:
    """Return the closed eyes and the mouth, if they face the viewer."""
    _, front, top = flesh.skeleton.head_frame
    right = np.cross(front, top)
    found = []
    for out in (1, -1):
        eye = [(7.7, 0.4, 1.9), (7.7, -0.35, 3.1), (6.9, 0.3, 4.4)]
        if unit(front + 0.5 * out * right) @ camera.towards > 0.25:
            found.append(camera.flat(_arc([flesh.head_point(x, y, z * out) for x, y, z in eye])))
    side = right @ camera.towards
    if front @ camera.towards > 0.6:
        mouth = [(7.4, -6.0, -2.0), (7.9, -6.6, 0), (7.4, -6.0, 2.0)]
        found.append(camera.flat(_arc([flesh.head_point(*point) for point in mouth])))
    elif abs(side) > 0.3 and front @ camera.towards > -0.3:
        near = float(np.sign(side))
        mouth = [(7.4, -6.6, 0.2), (6.6, -6.7, 1.4), (5.4, -6.1, 2.6)]
        found.append(camera.flat(_arc([flesh.head_point(x, y, z * near) for x, y, z in mouth])))
    return found


def finger_lines(flesh: Flesh, side: Side, camera: Camera) -> list[Vector]:
    """Return the gaps between the fingers, if the back of the hand or the palm is seen."""
    limb = flesh.skeleton.arms[side]
    if abs(limb.top @ camera.towards) < 0.3:
        return []
    toward = limb.top if limb.top @ camera.towards > 0 else -limb.top
    found = []
    fingers = flesh.fingers(side)
    for one, other in pairwise(fingers):
        between = [(a + b) / 2 for a, b in zip(one, other, strict=True)]
        start = between[0] + 0.25 * (between[1] - between[0])
        found.append(camera.flat(np.array([start, between[1], between[2]]) + 0.6 * toward))
    return found


def toe_lines(flesh: Flesh, side: Side, camera: Camera) -> list[Vector]:
    """Return the gaps between the toes seen from above, or the tips of the small toes from the side."""
    limb = flesh.skeleton.legs[side]
    toes = flesh.toes(side)
    facing = limb.top @ camera.towards
    if abs(facing) > 0.3:
        gaps = []
        near = 0.5 * limb.top * np.sign(facing)
        for (root, tip, _), (root2, tip2, _) in pairwise(toes):
            low, high = (root + root2) / 2, (tip + tip2) / 2
            gaps.append(camera.flat(np.array([low + 0.35 * (high - low), high + 0.05 * (high - low)]) + near))
        return gaps
    if limb.across @ camera.towards < 0.3:
        return []
    found = []
    for _, tip, radius in toes[2:]:
        center = camera.flat(tip)
        ahead = camera.flat(tip + limb.along) - center
        up = camera.flat(tip + limb.top) - center
        angles = np.radians(np.linspace(-50, 75, 7))
        found.append(
            center + radius * (np.outer(np.cos(angles), unit(ahead)) + np.outer(np.sin(angles), unit(up)))
        )
    return found


def sole_line(flesh: Flesh, side: Side, camera: Camera) -> Vector:
    """Return the upper edge of the sole of a shoe, on the side that is seen."""
    limb = flesh.skeleton.legs[side]
    near = limb.across * np.sign(limb.across @ camera.towards)
    ball = limb.end + 11.2 * limb.along - 4.9 * limb.top
    tip = (flesh.toes(side)[0][1] - flesh.toes(side)[0][0]) / 5
    points = [
        limb.end - 6.4 * limb.along - 5.0 * limb.top,
        limb.end + 3.0 * limb.along - 5.2 * limb.top + 2.4 * near,
        ball + 0.1 * limb.top + 2.6 * near,
        ball + 6.4 * tip - 0.2 * limb.top,
    ]
    return camera.flat(_arc(points))


def _arc(points: list[Vector]) -> Vector:
    """Return a smooth line through points (Catmull-Rom)."""
    ends = [2 * points[0] - points[1], *points, 2 * points[-1] - points[-2]]
    found = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        found += [
            b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
            for t in np.linspace(0, 1, 6, endpoint=False)
        ]
    return np.array([*found, points[-1]])
