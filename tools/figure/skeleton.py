"""Finds the joints of a pose: the spine from its lean, arms and legs from where hands and feet are.

A hand or foot is exactly at its given place. If it cannot reach the place, that is an error; it is never
moved silently.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from figure.directions import Vector, square_to, turned, unit, vector
from figure.pose_file import PoseError
from figure.profile import Curve

if TYPE_CHECKING:
    from figure.pose_file import Arm, Leg, Picture, Side

# Lengths of bones in cm, for a person 168 cm tall.
THIGH, SHANK = 42.5, 41.5
UPPER_ARM, FOREARM = 30.0, 25.0
HIP_OUT = 8.8
SHOULDER_OUT, SHOULDER_AT = 16.5, 44.0
SPINE_END = 57.5
# From the ankle to the ball of the foot: forward and down.
BALL = (11.2, 4.9)
BALL_HEIGHT = 2.0
SIDES: tuple[Side, Side] = ("right", "left")

Kind = Literal["leg", "arm"]
BONES: dict[Kind, tuple[float, float]] = {"leg": (THIGH, SHANK), "arm": (UPPER_ARM, FOREARM)}
# How far the spine leans forward, in degrees, at places given in cm above the hip joints.
Lean = Callable[[Vector | float], Vector]


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg.

    Attributes:
        root: shoulder or hip.
        joint: elbow or knee.
        end: wrist or ankle.
        bend: the direction in which the joint points, perpendicular to the line from root to end.
        along: from heel to toes, or from wrist to fingers.
        top: top of the foot, or back of the hand.
        across: away from the middle of the body for a foot, towards the thumb for a hand.
    """

    root: Vector
    joint: Vector
    end: Vector
    bend: Vector
    along: Vector
    top: Vector
    across: Vector


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Every joint of a pose."""

    hips: Vector
    lean: Lean
    head_lean: float
    head_turn: float
    legs: dict[Side, Limb]
    arms: dict[Side, Limb]
    curls: dict[Side, float]
    heel_lifts: dict[Side, float]
    _places: Vector
    _line: Vector

    def spine(self, place: float) -> Vector:
        """Return the point of the spine at a place in cm above the hip joints."""
        return np.array([np.interp(place, self._places, self._line[:, axis]) for axis in range(3)])

    def up(self, place: float) -> Vector:
        """Return the direction along the spine there."""
        lean = np.radians(float(self.lean(place)[0]))
        return vector(np.sin(lean), np.cos(lean), 0)

    def front(self, place: float) -> Vector:
        """Return the direction in which the trunk faces there."""
        lean = np.radians(float(self.lean(place)[0]))
        return vector(np.cos(lean), -np.sin(lean), 0)

    @property
    def head_frame(self) -> tuple[Vector, Vector, Vector]:
        """The middle of the head, and the directions of its front and top."""
        lean = np.radians(self.head_lean)
        top, front = vector(np.sin(lean), np.cos(lean), 0), vector(np.cos(lean), -np.sin(lean), 0)
        middle = self.spine(SPINE_END) + 8.4 * top + 2.4 * front
        return middle, turned(front, top, -self.head_turn), top


def find_joints(picture: Picture) -> Skeleton:
    """Find every joint of a picture.

    Raises:
        PoseError: a hand or foot is further away than the limb is long.
    """
    lean, hips = Curve(picture.spine), vector(*picture.hips, 0)
    places, line = spine_line(hips, lean)
    shoulders = np.array([np.interp(SHOULDER_AT, places, line[:, axis]) for axis in range(3)])
    legs: dict[Side, Limb] = {}
    arms: dict[Side, Limb] = {}
    lifts: dict[Side, float] = {}
    curls: dict[Side, float] = {}
    for side in SIDES:
        arm = picture.arm_of(side)
        legs[side], lifts[side] = find_leg(hips, picture.leg_of(side), side)
        arms[side] = find_arm(shoulders, arm, side)
        curls[side] = arm.curl
    return Skeleton(hips, lean, picture.head, picture.head_turn, legs, arms, curls, lifts, places, line)


def spine_line(hips: Vector, lean: Lean) -> tuple[Vector, Vector]:
    """Return the spine above the given hips: places in cm above the hip joints, and a point for each."""
    places = np.linspace(-12, 60, 361)
    angles = np.radians(lean(places)[:, 0])
    steps = np.stack([np.sin(angles), np.cos(angles), np.zeros_like(angles)], axis=1) * (
        places[1] - places[0]
    )
    line = np.cumsum(steps, axis=0) - steps / 2
    start = np.array([np.interp(0, places, line[:, axis]) for axis in range(3)])
    return places, line + (hips - start)


def _sided(point: list[float], out: int) -> Vector:
    return vector(point[0], point[1], point[2] * out)


def find_leg(hips: Vector, leg: Leg, side: Side) -> tuple[Limb, float]:
    """Return a leg, and how far its heel is lifted, in degrees.

    Raises:
        PoseError: the foot is further away than the leg is long.
    """
    out = 1 if side == "right" else -1
    along = unit(_sided(leg.toes, out))
    top = square_to(_sided(leg.top, out), along)
    lift = 0.0
    if leg.ball is not None:
        x, z, lift = leg.ball
        level = unit(along * vector(1, 0, 1))
        axis = unit(np.cross(vector(0, 1, 0), level))  # the heel goes up, the toes stay
        along, top = turned(level, axis, lift), turned(vector(0, 1, 0), axis, lift)
        ankle = vector(x, BALL_HEIGHT, z * out) - BALL[0] * along + BALL[1] * top
    else:
        ankle = _sided(leg.ankle or [], out)
    hip = hips + vector(0, 0, HIP_OUT * out)
    return bent_limb("leg", side, (hip, ankle), _sided(leg.knee, out), (along, top)), lift


def find_arm(shoulders: Vector, arm: Arm, side: Side) -> Limb:
    """Return an arm, given the point of the spine between the shoulders.

    Raises:
        PoseError: the hand is further away than the arm is long.
    """
    out = 1 if side == "right" else -1
    shoulder = shoulders + vector(0, 0, SHOULDER_OUT * out) + _sided(arm.shoulder, out)
    if arm.plant is not None:
        length = arm.plant.reach * (UPPER_ARM + FOREARM)
        down, aside = arm.plant.height - shoulder[1], arm.plant.out * out - shoulder[2]
        level = length**2 - down**2 - aside**2
        if level < 0:
            off = (down**2 + aside**2) ** 0.5 - length
            message = (
                f"the {side} hand is {off:.1f} cm too far from the shoulder; "
                "raise its 'height', bring 'out' nearer to the shoulder or make 'reach' larger"
            )
            raise PoseError(message)
        wrist = shoulder + vector((-1 if arm.plant.behind else 1) * level**0.5, down, aside)
    else:
        wrist = _sided(arm.wrist or [], out)
    along = unit(_sided(arm.fingers, out))
    top = square_to(_sided(arm.back, out), along)
    return bent_limb("arm", side, (shoulder, wrist), _sided(arm.elbow, out), (along, top))


def bent_limb(
    kind: Kind, side: Side, ends: tuple[Vector, Vector], pole: Vector, frame: tuple[Vector, Vector]
) -> Limb:
    """Return an arm or a leg between two places.

    Args:
        kind: arm or leg.
        side: the side of the body.
        ends: the shoulder and the wrist, or the hip and the ankle.
        pole: the direction in which the elbow or knee points.
        frame: the directions along the hand or foot and of its top, perpendicular to each other.

    Raises:
        PoseError: the ends are further apart than the limb is long.
    """
    out = 1 if side == "right" else -1
    (root, end), (along, top) = ends, frame
    what = "foot" if kind == "leg" else "hand"
    joint, bend = _two_bones(root, end, BONES[kind], pole, f"{side} {what}")
    # The thumb of a right hand that hangs with its back outward points forward.
    across = np.cross(along, top) * (out if kind == "leg" else -out)
    return Limb(root, joint, end, bend, along, top, across)


def _two_bones(
    root: Vector, end: Vector, lengths: tuple[float, float], pole: Vector, what: str
) -> tuple[Vector, Vector]:
    """Return the joint between two bones, and the direction in which it points."""
    one, two = lengths
    distance = float(np.linalg.norm(end - root))
    if not abs(one - two) < distance <= one + two:
        wrong = "far away" if distance > one else "near"
        off = distance - one - two if distance > one else abs(one - two) - distance
        message = f"the {what} is {off:.1f} cm too {wrong}; move it, the hips or the spine"
        raise PoseError(message)
    along = (end - root) / distance
    bend = square_to(pole, along)
    reach = (one**2 - two**2 + distance**2) / (2 * distance)
    return root + reach * along + max(0.0, one**2 - reach**2) ** 0.5 * bend, bend
