"""Interpolates between the start and the stretch: the joints of a person on the way from one to the other.

Joints are interpolated, never outlines. So every picture on the way is drawn like the two that a page shows:
bones keep their lengths, and what rests on the floor in both stays on it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from figure.directions import Vector, square_to, turned, unit, vector
from figure.layers import layered
from figure.pose_file import PoseError
from figure.skeleton import (
    HIP_OUT,
    SHOULDER_AT,
    SIDES,
    Kind,
    Limb,
    Skeleton,
    bent_limb,
    find_arm,
    find_joints,
    find_leg,
    spine_line,
)

if TYPE_CHECKING:
    from figure.layers import Figure
    from figure.muscles import Band
    from figure.pose_file import Picture, Side, Version, Via

IN_BETWEENS = 9


def shares() -> list[float]:
    """Return how far along the move each picture is, from 0 to 1, closer together at both ends."""
    times = np.arange(1, IN_BETWEENS + 1) / (IN_BETWEENS + 1)
    return [float(time / 2 + time**2 * (3 - 2 * time) / 2) for time in times]


def in_between(version: Version, muscles: dict[str, Band], share: float) -> Figure:
    """Return a picture between the start (0) and the stretch (1), without highlight and arrows.

    Raises:
        PoseError: a hand or foot cannot reach its place there; the message names the file.
    """
    try:
        way = Way(version)
        return layered(version, way.picture(share), muscles, way.skeleton(share))
    except PoseError as error:
        message = f"docs/_data/poses/{version.name}.yml: {share:.0%} on the way to 'stretch', {error}"
        raise PoseError(message) from error


class Way:
    """The way of a version from its start to its stretch, through the places listed in its file.

    Raises:
        PoseError: the start, the stretch or a place on the way cannot be reached.
    """

    def __init__(self, version: Version) -> None:
        pose = version.pose
        self.start, self.stretch = pose.start, pose.stretch
        lifted = {rest for via in pose.via for rest in via.lifts}
        self._resting = [rest for rest in pose.start.rests if rest in set(pose.stretch.rests) - lifted]
        start, stretch = find_joints(pose.start), find_joints(pose.stretch)
        self._places = [(0.0, start), (1.0, stretch)]
        vias = sorted(pose.via, key=lambda via: via.at)
        self._places[1:1] = [(via.at, self._at_via(via, start, stretch)) for via in vias]

    def picture(self, share: float) -> Picture:
        """Return what is drawn there: no highlight or arrow, and at rest only what rests in both pictures."""
        nearest = self.start if share < 0.5 else self.stretch
        return nearest.model_copy(update={"muscles": [], "arrows": [], "rests": self._resting})

    def skeleton(self, share: float) -> Skeleton:
        """Return the joints there.

        Raises:
            PoseError: a foot that rests cannot be reached from the hips.
        """
        for (low, one), (high, other) in pairwise(self._places):
            if share <= high:
                return self._between(one, other, (share - low) / (high - low))
        message = f"{share} is not between 0 and 1"
        raise ValueError(message)

    def _at_via(self, via: Via, start: Skeleton, stretch: Skeleton) -> Skeleton:
        hips = None if via.hips is None else vector(*via.hips, 0)
        found = self._between(start, stretch, via.at, hips)
        for side in SIDES:
            if (leg := via.leg_of(side)) is not None:
                found.legs[side], found.heel_lifts[side] = find_leg(found.hips, leg, side)
            if (arm := via.arm_of(side)) is not None:
                found.arms[side], found.curls[side] = find_arm(found.spine(SHOULDER_AT), arm, side), arm.curl
        return found

    def _between(self, one: Skeleton, other: Skeleton, share: float, hips: Vector | None = None) -> Skeleton:
        def lean(place: Vector | float) -> Vector:
            return mixed(one.lean(place), other.lean(place), share)

        hips = mixed(one.hips, other.hips, share) if hips is None else hips
        places, line = spine_line(hips, lean)
        head = [_number(*both, share) for both in zip(_head(one), _head(other), strict=True)]
        found = Skeleton(hips, lean, head[0], head[1], {}, {}, {}, {}, places, line)
        for side in SIDES:
            legs, arms = (one.legs[side], other.legs[side]), (one.arms[side], other.arms[side])
            hip = hips + vector(0, 0, HIP_OUT if side == "right" else -HIP_OUT)
            off = mixed(arms[0].root - one.spine(SHOULDER_AT), arms[1].root - other.spine(SHOULDER_AT), share)
            leg = _slid if f"{side} foot" in self._resting else _swung
            found.legs[side] = leg("leg", side, legs, share, hip)
            found.arms[side] = _slid("arm", side, arms, share, found.spine(SHOULDER_AT) + off)
            found.curls[side] = _number(one.curls[side], other.curls[side], share)
            found.heel_lifts[side] = _number(one.heel_lifts[side], other.heel_lifts[side], share)
        return found


def mixed(one: Vector, other: Vector, share: float) -> Vector:
    """Interpolate between two numbers or points."""
    return np.asarray(one * (1 - share) + other * share)


def turned_towards(one: Vector, other: Vector, share: float) -> Vector:
    """Interpolate between two directions, or between two frames of directions (one in each row).

    A frame turns about a single axis, so that it never shrinks or shears on the way.
    """
    if one.ndim == 1:
        axis = np.cross(one, other)
        angle = np.degrees(np.arctan2(float(np.linalg.norm(axis)), float(one @ other)))
        return unit(turned(one, unit(axis), float(angle) * share))
    turn = other.T @ one
    angle = np.degrees(np.arccos(np.clip((np.trace(turn) - 1) / 2, -1, 1)))
    axis = vector(turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1])
    return np.array([turned(row, unit(axis), float(angle) * share) for row in one])


def _head(skeleton: Skeleton) -> tuple[float, float]:
    return skeleton.head_lean, skeleton.head_turn


def _number(one: float, other: float, share: float) -> float:
    return one * (1 - share) + other * share


def _swung(kind: Kind, side: Side, both: tuple[Limb, Limb], share: float, root: Vector) -> Limb:
    """Interpolate between two limbs in the air: the end swings about the root, held as its last bone is."""
    one, other = both
    pole = turned_towards(one.bend, other.bend, share)
    far = _number(_length(one), _length(other), share)
    end = root + far * turned_towards(unit(one.end - one.root), unit(other.end - other.root), share)
    joint = bent_limb(kind, side, (root, end), pole, (pole, pole)).joint
    held = turned_towards(_hold(one), _hold(other), share) @ _axes(unit(end - joint), pole)
    return bent_limb(kind, side, (root, end), pole, (held[0], held[1]))


def _slid(kind: Kind, side: Side, both: tuple[Limb, Limb], share: float, root: Vector) -> Limb:
    """Interpolate between two limbs whose end moves in a straight line."""
    one, other = both
    end = mixed(one.end, other.end, share)
    # The straight line of a hand that slides along the body may be out of the arm's reach.
    longest, far = max(_length(one), _length(other)), float(np.linalg.norm(end - root))
    if kind == "arm" and far > longest:
        end = root + (end - root) * longest / far
    held = turned_towards(_frame(one), _frame(other), share)
    pole = turned_towards(one.bend, other.bend, share)
    return bent_limb(kind, side, (root, end), pole, (held[0], held[1]))


def _length(limb: Limb) -> float:
    return float(np.linalg.norm(limb.end - limb.root))


def _frame(limb: Limb) -> Vector:
    return np.array([limb.along, limb.top, np.cross(limb.along, limb.top)])


def _hold(limb: Limb) -> Vector:
    """Return the orientation of a hand or foot relative to the bone before it."""
    return np.asarray(_frame(limb) @ _axes(unit(limb.end - limb.joint), limb.bend).T)


def _axes(along: Vector, pole: Vector) -> Vector:
    front = square_to(pole, along)
    return np.array([along, front, np.cross(along, front)])
