"""Finds what is wrong with a drawn pose: limbs in the air, joints bent too far, hidden highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from figure.camera import Camera
from figure.flesh import Flesh
from figure.joint_angles import joint_angles
from figure.layers import Figure
from figure.motion import Way, shares
from figure.muscles import highlighted, muscle_solid
from figure.outline import smoothed
from figure.props import SEAT
from figure.solid import Ball, Solid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from figure.directions import Vector
    from figure.joint_angles import JointRange
    from figure.muscles import Band
    from figure.pose_file import Picture, Prop, Side, Version

CONTACT = 1.0  # cm: how far a part may be from the floor or prop that it rests on
# Soft parts give way under the weight of the body.
_GIVES_WAY = {"seat": 2.5, "back": 2.5, "front": 2.5, "head": 2.5}
_VISIBLE = 0.4  # fraction of a highlight that must be visible
_SUNK = 1.0
_BESIDE = 4.0  # cm: how far beyond the edge of a prop a part may rest


def findings(
    picture_of: Mapping[str, Figure],
    version: Version,
    muscles: Mapping[str, Band],
    ranges: Mapping[str, JointRange],
) -> Iterator[str]:
    """Return everything that is wrong with the figures of a version, which are given by picture name."""
    for name, figure in picture_of.items():
        picture = version.pose.picture(name)
        found = [*loose_contacts(version, picture, figure), *sunk_parts(figure)]
        found += [*overbent_joints(figure, ranges), *lost_highlights(picture, figure, muscles)]
        for finding in found:
            yield f"docs/_data/poses/{version.name}.yml: in '{name}', {finding}"


def findings_on_the_way(version: Version, ranges: Mapping[str, JointRange]) -> Iterator[str]:
    """Return what is wrong with the person on the way from the start of a version to its stretch."""
    if not version.pose.moves:
        return
    way, camera = Way(version), Camera(version.pose.view.turn, version.pose.view.tilt)
    for share in shares():
        picture = way.picture(share)
        figure = Figure([], Flesh(version.body, way.skeleton(share), shod=version.pose.shoes), camera)
        found = [*loose_contacts(version, picture, figure), *sunk_parts(figure)]
        for finding in [*found, *overbent_joints(figure, ranges)]:
            yield f"docs/_data/poses/{version.name}.yml: {share:.0%} on the way to 'stretch', {finding}"


def lowest_point(flesh: Flesh, part: str) -> Vector:
    """Return the lowest point of a part that can rest on something."""
    return _part(flesh, part).lowest


def loose_contacts(version: Version, picture: Picture, figure: Figure) -> Iterator[str]:
    """Find parts that should rest on the floor or a prop and do not."""
    for rest in picture.rests:
        part, _, prop = rest.partition(" on ")
        point = lowest_point(figure.flesh, part)
        if prop and not _is_over(version.pose.props[prop], point):
            yield f"the {part} is beside the {prop}"
            continue
        off = min((float(point[1]) - height for height in _heights_of(version, prop)), key=abs)
        if not -_GIVES_WAY.get(part, CONTACT) <= off <= CONTACT:
            where = "above" if off > 0 else "below"
            yield f"the {part} is {abs(off):.1f} cm {where} the {prop or 'floor'}"


def sunk_parts(figure: Figure) -> Iterator[str]:
    """Find parts that are below the floor."""
    for part in _PARTS:
        low = float(lowest_point(figure.flesh, part)[1])
        if low < -_GIVES_WAY.get(part, _SUNK):
            yield f"the {part} is {-low:.1f} cm below the floor"


def overbent_joints(figure: Figure, ranges: Mapping[str, JointRange]) -> Iterator[str]:
    """Find joints that are bent further than people can bend them."""
    for name, place, angle in joint_angles(figure.flesh.skeleton):
        low, high = ranges[name].range
        if not low <= angle <= high:
            yield f"{place}: {name} is {angle:.0f} degrees, outside {low:g} to {high:g}"


def lost_highlights(picture: Picture, figure: Figure, muscles: Mapping[str, Band]) -> Iterator[str]:
    """Find highlights that miss their muscle or are hidden by other parts."""
    for muscle in picture.muscles:
        name = f"{muscle.side} muscle {muscle.name}"
        index = next((at for at, layer in enumerate(figure.layers) if layer.name == name), None)
        if index is None:
            yield f"the {name} is not drawn; add 'muscles' to 'order'"
            continue
        drawn = figure.layers[index].shape
        band = highlighted(muscles, muscle)
        place = muscle_solid(band, figure.flesh, muscle.side).outline(figure.camera)
        if drawn.is_empty or drawn.difference(place.buffer(0.6)).area > 0.1 * drawn.area:
            yield f"the {name} does not lie on the {muscle.name}"
            continue
        if band.on == "thigh":
            thigh = smoothed(figure.flesh.thigh(muscle.side).outline(figure.camera), 1)
            if drawn.difference(thigh.buffer(0.5)).area > 0.1 * drawn.area:
                yield f"the {name} is not on the thigh"
        over = shapely.union_all([layer.shape for layer in figure.layers[index + 1 :]])
        seen = drawn.difference(over).area / place.area
        if seen < _VISIBLE:
            yield f"only {seen:.0%} of the {name} is visible"


def _heights_of(version: Version, prop: str) -> list[float]:
    """Return the heights at which something can rest on a prop, or on the floor if none is named."""
    if not prop:
        return [0.0]
    found = version.pose.props[prop]
    return [found.high[1], SEAT] if found.kind == "chair" else [found.high[1]]


def _is_over(prop: Prop, point: Vector) -> bool:
    """Return whether a point is above a prop, seen from the top."""
    sides = [sorted((prop.low[axis], prop.high[axis])) for axis in (0, 2)]
    return all(
        low - _BESIDE <= at <= high + _BESIDE for (low, high), at in zip(sides, point[::2], strict=True)
    )


def _part(flesh: Flesh, part: str) -> Solid:
    side, _, what = part.partition(" ")
    which: Side = "right" if side == "right" else "left"
    if part in _WHOLE:
        return _WHOLE[part](flesh)
    return _SIDED[what](flesh, which)


_WHOLE: dict[str, Callable[[Flesh], Solid]] = {
    "seat": lambda flesh: flesh.bottom("right") + flesh.bottom("left"),
    "back": lambda flesh: Solid([[flesh.trunk_ring(place) for place in (0, 10, 20, 30, 40)]]),
    "front": lambda flesh: (
        Solid([[flesh.trunk_ring(place) for place in (-2, 0, 3, 6)]]) + flesh.thigh("right")
    ),
    "head": lambda flesh: flesh.head(),
}
_SIDED: dict[str, Callable[[Flesh, Side], Solid]] = {
    "foot": lambda flesh, side: flesh.shoe(side) if flesh.shod else flesh.foot(side),
    "hand": lambda flesh, side: flesh.hand(side),
    "palm": lambda flesh, side: flesh.palm(side),
    "knee": lambda flesh, side: Solid([flesh.along_limb("leg", side, (0.85, 1.2))]),
    "calf": lambda flesh, side: Solid([flesh.along_limb("leg", side, (1.0, 1.35))]),
    "forearm": lambda flesh, side: Solid([[Ball(flesh.skeleton.arms[side].joint, 3.6)]]),
}
_PARTS = (
    "seat",
    "head",
    *(f"{side} {part}" for side in ("right", "left") for part in ("foot", "hand", "knee", "forearm")),
)
