"""The muscles that a figure can highlight: schematic bands just below the skin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from figure.directions import Vector, unit, vector
from figure.pose_file import Numbers, Pair, PoseError, entries, tree, validated
from figure.solid import Ball, Shape, Solid

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from figure.camera import Camera
    from figure.flesh import Flesh
    from figure.pose_file import Muscle, Side

MUSCLES = "_data/muscles.yml"
_STATIONS = 21


class Band(Numbers):
    """A muscle as a band along the trunk or a thigh."""

    page_word: str = Field(description="Its name in the front matter of the pages.")
    on: Literal["trunk", "thigh", "hip"] = Field(description="What it lies on; 'hip' connects both.")
    around: float = Field(description="0 at the front, 90 on the outer side, 180 at the back, 270 inside.")
    between: Pair = Field(description="In cm above the hip joints, or as a fraction of the thigh.")
    radius: Annotated[float, Field(gt=0)] = Field(description="Half its width in the middle, in cm.")


def read_muscles(docs: Path) -> dict[str, Band]:
    """Read the muscles that can be highlighted.

    Raises:
        PoseError: the file is wrong.
    """
    file = docs / MUSCLES
    read = tree(file)
    return {name: validated(file, read, Band, value, (name,)) for name, value in entries(file, read).items()}


def band_line(band: Band, flesh: Flesh, side: Side) -> tuple[Vector, Vector]:
    """Return the points along a muscle on the skin, and the outward direction at each."""
    low, high = band.between
    if band.on == "trunk":
        found = [_on_trunk(flesh, place, band.around, side) for place in np.linspace(low, high, _STATIONS)]
    elif band.on == "thigh":
        found = [_on_thigh(flesh, place, band.around, side) for place in np.linspace(low, high, _STATIONS)]
    else:
        found = [_on_trunk(flesh, place, band.around, side) for place in np.linspace(low, 3, 5)]
        found += [_on_thigh(flesh, place, band.around, side) for place in np.linspace(0.16, high, 9)]
        found = _evened(found)
    return np.array([point for point, _ in found]), np.array([out for _, out in found])


def muscle_solid(band: Band, flesh: Flesh, side: Side) -> Solid:
    """Return a muscle in space: balls that touch the skin from inside, thin at both ends."""
    points, outward = band_line(band, flesh, side)
    share = np.linspace(0, 1, len(points))
    radii = band.radius * np.sin(np.pi * (0.86 * share + 0.07)) ** 0.6
    balls: list[Shape] = [
        Ball(point - 0.8 * radius * out, float(radius))
        for point, out, radius in zip(points, outward, radii, strict=True)
    ]
    return Solid([balls])


def fibers(band: Band, flesh: Flesh, side: Side, camera: Camera) -> list[Vector]:
    """Return the projected lines along a muscle."""
    points, outward = band_line(band, flesh, side)
    share = np.linspace(0, 1, len(points))
    radii = band.radius * np.sin(np.pi * (0.86 * share + 0.07)) ** 0.6
    middle = camera.flat(points - 0.8 * radii[:, None] * outward)
    along = np.gradient(middle, axis=0)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    inner = slice(3, -3)
    return [(middle + off * radii[:, None] * normal)[inner] for off in (-0.36, 0.36)]


def highlighted(muscles: Mapping[str, Band], muscle: Muscle) -> Band:
    """Return the band of a muscle that a picture highlights.

    Raises:
        PoseError: there is no such muscle.
    """
    if muscle.name not in muscles:
        message = f"there is no muscle '{muscle.name}'; choose one of {', '.join(muscles)}"
        raise PoseError(message)
    own = {name: getattr(muscle, name) for name in ("around", "between")}
    return muscles[muscle.name].model_copy(
        update={name: value for name, value in own.items() if value is not None}
    )


def _on_trunk(flesh: Flesh, place: float, around: float, side: Side) -> tuple[Vector, Vector]:
    out = 1 if side == "right" else -1
    angle = np.radians(around)
    front, back, half = flesh.trunk_sizes(place)
    spine = flesh.skeleton
    forth, aside = np.cos(angle), np.sin(angle) * out
    middle = spine.spine(place) + spine.front(place) * (front - back) / 2
    point = middle + spine.front(place) * forth * (front + back) / 2 + vector(0, 0, aside * half)
    return point, unit(spine.front(place) * forth * half + vector(0, 0, aside * (front + back) / 2))


def _on_thigh(flesh: Flesh, place: float, around: float, side: Side) -> tuple[Vector, Vector]:
    found = flesh.station_at(flesh.stations("leg", side), place)
    outside = found.aside if found.aside @ _outward(flesh, side) > 0 else -found.aside
    angle = np.radians(around)
    front, back, half = found.sizes
    direction = unit(found.front * np.cos(angle) + outside * np.sin(angle))
    reach = front if np.cos(angle) > 0.7 else back if np.cos(angle) < -0.7 else half
    return found.center + direction * reach, direction


def _outward(flesh: Flesh, side: Side) -> Vector:
    """Return the direction away from the other leg, perpendicular to the thigh and the knee's direction."""
    limb = flesh.skeleton.legs[side]
    out = 1 if side == "right" else -1
    return np.cross(limb.bend, unit(limb.end - limb.root)) * -out


def _evened(found: list[tuple[Vector, Vector]]) -> list[tuple[Vector, Vector]]:
    """Return the same line with evenly spaced points, slightly smoothed."""
    points = np.array([point for point, _ in found])
    outs = np.array([out for _, out in found])
    for _ in range(2):
        points[1:-1] = (points[:-2] + 2 * points[1:-1] + points[2:]) / 4
    lengths = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = np.linspace(0, lengths[-1], _STATIONS)

    def spread(values: Vector) -> Vector:
        return np.stack([np.interp(at, lengths, values[:, axis]) for axis in range(3)], axis=1)

    return list(zip(spread(points), [unit(out) for out in spread(outs)], strict=True))
