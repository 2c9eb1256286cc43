"""Puts a body on a skeleton: the solids of the trunk, limbs, head, hands, feet and clothes.

All lengths are in cm. Points of the head, a hand or a foot are in its own frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from figure.directions import Vector, square_to, turned, unit, vector
from figure.profile import Curve
from figure.solid import Ball, Ring, Shape, Solid, hull, ring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figure.pose_file import Body, Side
    from figure.skeleton import Limb, Skeleton

WAIST = 8.0  # where the leggings end and the shirt begins, in cm above the hip joints
COLLAR = 48.5
CUFF = 0.86  # fraction of the shank that the leggings cover
SLEEVE = 0.58  # fraction of the upper arm that the sleeve covers
CLOTH = 0.6  # distance between skin and clothes, in cm
_STATIONS = 16
_TRUNK_SQUARE = 2.5


@dataclass(frozen=True, slots=True)
class Station:
    """A place along a limb (0 to 2 along its two bones), with its point in space and the frame there."""

    place: float
    center: Vector
    along: Vector
    front: Vector
    aside: Vector
    sizes: Vector


class Flesh:
    """A body in a pose."""

    def __init__(self, body: Body, skeleton: Skeleton, *, shod: bool = False) -> None:
        self.body = body
        self.shod = shod
        self.skeleton = skeleton
        self._trunk = Curve(body.trunk)
        self._stations: dict[tuple[str, Side], list[Station]] = {}
        self._bones = {
            "leg": (Curve(body.thigh), Curve(body.shank)),
            "arm": (Curve(body.upper_arm), Curve(body.forearm)),
        }

    # Limbs -------------------------------------------------------------------------------------

    def stations(self, kind: str, side: Side) -> list[Station]:
        """Return the places along an arm or leg with a known cross-section; the joint is rounded."""
        if (kind, side) not in self._stations:
            self._stations[kind, side] = self._found_stations(kind, side)
        return self._stations[kind, side]

    def _found_stations(self, kind: str, side: Side) -> list[Station]:
        limb = self._limb(kind, side)
        one, two = unit(limb.joint - limb.root), unit(limb.end - limb.joint)
        lengths = np.linalg.norm(limb.joint - limb.root), np.linalg.norm(limb.end - limb.joint)
        bend = float(np.degrees(np.arccos(np.clip(one @ two, -1, 1))))
        rounding = max(1.2, (9.0 if kind == "leg" else 6.0) * (1 - bend / 150))
        # The front of a leg is where the knee points; the front of an arm is opposite the elbow.
        facing = limb.bend if kind == "leg" else -limb.bend
        normal = unit(np.cross(unit(limb.end - limb.root), facing))
        found = []
        for place in np.concatenate(
            [np.linspace(0, 1, _STATIONS, endpoint=False), np.linspace(1, 2, _STATIONS)]
        ):
            bone, share = (0, place) if place <= 1 else (1, place - 1)
            length = lengths[bone]
            near = (1 - share if bone == 0 else share) * length
            straight = limb.root + one * share * length if bone == 0 else limb.joint + two * share * length
            center, along = straight, (one, two)[bone]
            if near < rounding:
                t = (rounding - near if bone == 0 else rounding + near) / (2 * rounding)
                a, c = limb.joint - rounding * one, limb.joint + rounding * two
                center = (1 - t) ** 2 * a + 2 * t * (1 - t) * limb.joint + t**2 * c
                along = unit((1 - t) * one + t * two)
            front = unit(np.cross(normal, along))
            if float(front @ facing) < 0 and bend < 90:
                front = -front
            sizes = self._bones[kind][bone](share)
            found.append(Station(float(place), center, along, front, np.cross(along, front), sizes))
        return found

    def along_limb(
        self, kind: str, side: Side, between: tuple[float, float], cloth: float = 0.0
    ) -> list[Shape]:
        """Return the cross-sections of a limb between two places (0 root, 1 joint, 2 end)."""
        low, high = between
        stations = self.stations(kind, side)
        places = [station.place for station in stations]
        chosen = sorted({low, high, *(place for place in places if low < place < high)})
        return [self._ring_at(stations, place, cloth) for place in chosen]

    def _limb(self, kind: str, side: Side) -> Limb:
        return (self.skeleton.legs if kind == "leg" else self.skeleton.arms)[side]

    def station_at(self, stations: Sequence[Station], place: float) -> Station:
        """Return the cross-section at any place, interpolated between the two nearest stations."""
        after = next(
            (index for index, found in enumerate(stations) if found.place >= place), len(stations) - 1
        )
        if after == 0 or stations[after].place == place:
            return stations[after]
        one, two = stations[after - 1], stations[after]
        share = (place - one.place) / (two.place - one.place)

        def mixed(a: Vector, b: Vector) -> Vector:
            return a + (b - a) * share

        return Station(
            place,
            mixed(one.center, two.center),
            unit(mixed(one.along, two.along)),
            unit(mixed(one.front, two.front)),
            unit(mixed(one.aside, two.aside)),
            mixed(one.sizes, two.sizes),
        )

    def _ring_at(self, stations: Sequence[Station], place: float, cloth: float) -> Ring:
        found = self.station_at(stations, place)
        return ring(found.center, found.front, found.aside, found.sizes + cloth)

    def thigh(self, side: Side) -> Solid:
        """A thigh in leggings, with the hip."""
        limb = self.skeleton.legs[side]
        rings = self.along_limb("leg", side, (0.06, 1.0))
        size = float(self.body.thigh[0][3])
        knee = Ball(limb.joint, float(self.body.shank[0][3]) * 0.9)
        return Solid([[Ball(limb.root, size * 0.98), *rings]]) + Solid([[knee]])

    def shin(self, side: Side, *, bare: bool) -> Solid:
        """The covered or the bare part of a shank."""
        if bare:
            return Solid([self.along_limb("leg", side, (1 + CUFF - 0.08, 2.0), -0.1)])
        return Solid([self.along_limb("leg", side, (1.0, 1 + CUFF), 0.35)])

    def arm(self, side: Side) -> Solid:
        """The bare part of an arm, without the hand."""
        return Solid([self.along_limb("arm", side, (SLEEVE - 0.2, 2.0))])

    def sleeve(self, side: Side) -> Solid:
        """The sleeve with the shoulder."""
        limb = self.skeleton.arms[side]
        size = float(self.body.upper_arm[0][3]) + CLOTH
        return Solid([[Ball(limb.root, size), *self.along_limb("arm", side, (0.1, SLEEVE), CLOTH + 0.3)]])

    # Trunk -------------------------------------------------------------------------------------

    def trunk_ring(self, place: float, cloth: float = 0.0) -> Ring:
        """Return the cross-section of the trunk at a place in cm above the hip joints."""
        spine = self.skeleton
        sizes = self._trunk(place) + cloth
        return ring(spine.spine(place), spine.front(place), vector(0, 0, 1), sizes, _TRUNK_SQUARE)

    def trunk_sizes(self, place: float) -> Vector:
        """Return how far the trunk extends there to the front, to the back and to each side, in cm."""
        return self._trunk(place)

    def shirt(self) -> Solid:
        """The shirt without its sleeves."""
        rings: list[Shape] = [self.trunk_ring(place, CLOTH) for place in np.linspace(WAIST, 44, 22)]
        collar = self._neck_ball(COLLAR, self.body.neck + 1.2)
        shoulders = Solid()
        for side, limb in self.skeleton.arms.items():
            out = 1 if side == "right" else -1
            inner = self.skeleton.spine(46.5) + vector(0, 0, 7.0 * out) - 0.6 * self.skeleton.front(46)
            size = float(self.body.upper_arm[0][3])
            shoulders += Solid([[collar, Ball(inner, 4.4), Ball(limb.root, size - 0.2)]])
            shoulders += Solid([[Ball(self.skeleton.spine(40), 6.5), Ball(limb.root, size - 0.2)]])
        return Solid([[*rings, collar]]) + shoulders

    def pelvis(self) -> Solid:
        """The pelvis in leggings, without the thighs."""
        rings: list[Shape] = [self.trunk_ring(place, 0.25) for place in np.linspace(-5, WAIST + 0.6, 9)]
        return Solid([rings])

    def bottom(self, side: Side) -> Solid:
        """One half of the bottom, from the pelvis to the thigh."""
        spine, limb = self.skeleton, self.skeleton.legs[side]
        size = self.body.bottom
        back = limb.root - 2.4 * spine.front(-2) - 1.0 * spine.up(-2)
        thigh = unit(limb.joint - limb.root)
        station = self.station_at(self.stations("leg", side), 0.24)
        low = limb.root + 10 * thigh - station.front * (station.sizes[1] - size * 0.84)
        return hull(Ball(back, size), Ball(limb.root, size), Ball(low, size * 0.84))

    def _neck_ball(self, place: float, radius: float) -> Ball:
        behind = np.interp(place, [45, 57], [1.6, 0])
        return Ball(self.skeleton.spine(place) - behind * self.skeleton.front(place), radius)

    # Head --------------------------------------------------------------------------------------

    def head_point(self, x: float, y: float, z: float = 0.0) -> Vector:
        """Return a point of the head, given in cm in front of its middle, above it and to its right."""
        middle, front, top = self.skeleton.head_frame
        return middle + 0.985 * (x * front + y * top + z * np.cross(front, top))

    def _head_balls(self, *balls: tuple[float, float, float, float]) -> list[Shape]:
        sides = (1, -1)
        return [
            Ball(self.head_point(x, y, z * out), radius * 0.985)
            for x, y, z, radius in balls
            for out in (sides if z else (1,))
        ]

    def neck(self) -> Solid:
        """The neck, down into the collar."""
        neck: list[Shape] = [self._neck_ball(place, self.body.neck) for place in (47, 50, 54, 57)]
        return Solid([neck + self._head_balls((-2.2, -3.4, 0, self.body.neck))])

    def head(self) -> Solid:
        """The head without hair and neck."""
        skull = [(-3.0, 2.7, 0.9, 7.4), (1.7, 3.0, 0.8, 7.2)]
        face, chin, jaw = (3.4, -2.2, 2.6, 4.8), (4.8, -8.7, 1.7, 2.7), (0.6, -5.2, 3.1, 3.7)
        return (
            hull(*self._head_balls(*skull, face))
            + hull(*self._head_balls(face, chin, jaw))
            + hull(*self._head_balls(skull[1], jaw, face))
            + hull(*self._head_balls((6.6, 1.2, 0, 1.4), (9.5, -2.3, 0, 0.85), (6.9, -3.7, 0, 1.2)))
        )

    def hair(self) -> Solid:
        """The hair, before the face is cut out."""
        thick = -0.5 if self.body.hair == "bald" else 0.0
        cap = [(-3.3, 3.0, 1.0, 8.0 + thick), (1.8, 3.6, 0.9, 7.4 + thick)]
        low = -4.6 if self.body.hair == "bun" else -3.4
        hair = hull(*self._head_balls(*cap))
        hair += hull(*self._head_balls((-3.3, 2.4, 0.8, 7.9 + thick), (-4.8, low, 2.0, 3.6)))
        if self.body.hair == "bun":
            hair += hull(*self._head_balls((-10.8, 6.4, 0, 4.0), (-9.8, 5.4, 0, 4.2)))
        return hair

    # Hands and feet ----------------------------------------------------------------------------

    def fingers(self, side: Side) -> list[list[Vector]]:
        """Return the knuckle, middle joint and tip of each finger, index finger first."""
        limb, curl = self.skeleton.arms[side], self.skeleton.curls[side]
        fan = (5.0, 1.0, -3.0, -8.0)
        found = []
        for index, length in enumerate((7.0, 7.8, 7.2, 5.8)):
            knuckle = limb.end + (8.6, 8.9, 8.5, 7.8)[index] * limb.along
            knuckle = knuckle + (2.7, 0.95, -0.8, -2.45)[index] * limb.across
            along = turned(limb.along, limb.top, _signed(fan[index], limb))
            points = [knuckle]
            for share in (0.5, 0.5):
                along = _bent(along, limb.top, curl, limb)
                points.append(points[-1] + share * length * along)
            found.append(points)
        return found

    def palm(self, side: Side) -> Solid:
        """A hand without fingers and thumb."""
        limb = self.skeleton.arms[side]

        def at(along: float, across: float) -> Vector:
            return limb.end + along * limb.along + across * limb.across

        fingers_end = hull(Ball(at(0.5, 0), 2.35), Ball(at(8, 2.3), 1.5), Ball(at(7.4, -2.2), 1.4))
        return fingers_end + hull(Ball(at(1.5, 1.2), 2.2), Ball(at(1.5, -1.2), 2.2), Ball(at(7.8, 0), 1.7))

    def hand(self, side: Side) -> Solid:
        """A hand: palm, four fingers and the thumb."""
        limb = self.skeleton.arms[side]

        def at(along: float, across: float, top: float = 0.0) -> Vector:
            return limb.end + along * limb.along + across * limb.across + top * limb.top

        hand = self.palm(side)
        for index, (knuckle, middle, tip) in enumerate(self.fingers(side)):
            slim = 0.92 if index == 3 else 1.0
            hand += Solid([[Ball(knuckle, 1.3 * slim), Ball(middle, 1.1 * slim), Ball(tip, 0.9 * slim)]])
        hand += Solid(
            [[Ball(at(2.0, 1.4), 1.9), Ball(at(5.0, 3.7, -0.6), 1.45), Ball(at(8.2, 5.0, -1.0), 1.1)]]
        )
        return hand

    def toes(self, side: Side) -> list[tuple[Vector, Vector, float]]:
        """Return the root, tip and radius of each toe, big toe first."""
        limb = self.skeleton.legs[side]
        flat = self._toe_direction(side)
        up = square_to(limb.top, flat)
        ball = limb.end + 11.2 * limb.along - 4.9 * limb.top
        found = []
        for across, ahead, long, radius in (
            (-2.6, 0.6, 5.0, 1.35),
            (-0.75, 1.2, 3.9, 0.95),
            (0.8, 0.6, 3.6, 0.9),
            (2.2, -0.4, 3.4, 0.85),
            (3.4, -1.6, 3.2, 0.85),
        ):
            root = ball + ahead * flat + across * limb.across + (radius - 2.0) * up
            found.append((root, root + long * flat, radius))
        return found

    def _toe_direction(self, side: Side) -> Vector:
        """Return the direction of the toes, which stay on the floor when the heel is lifted."""
        limb, lift = self.skeleton.legs[side], self.skeleton.heel_lifts[side]
        return turned(limb.along, unit(np.cross(limb.top, limb.along)), -lift) if lift else limb.along

    def foot(self, side: Side) -> Solid:
        """A bare foot."""
        limb = self.skeleton.legs[side]

        def at(forward: float, up: float, across: float) -> Vector:
            return limb.end + forward * limb.along + up * limb.top + across * limb.across

        heel, ankle = Ball(at(-3.9, -3.9, 0), 3.0), Ball(at(0, 0, 0), 3.4)
        middle, outer = Ball(at(4.6, -2.9, -0.6), 3.0), Ball(at(4.6, -3.9, 0.8), 2.9)
        big, small = Ball(at(11.2, -4.9, -2.3), 2.0), Ball(at(9.6, -5.2, 2.6), 1.7)
        foot = hull(heel, ankle, middle) + hull(middle, outer, big, small) + hull(heel, middle, outer)
        for root, tip, radius in self.toes(side):
            foot += Solid([[Ball(root, radius * 1.05), Ball(tip, radius)]])
        toes = [Ball(root, radius) for root, _, radius in self.toes(side)]
        return foot + hull(big, small, *toes)

    def shoe(self, side: Side) -> Solid:
        """A shoe: a slightly larger foot, with round ends and a flat sole."""
        limb = self.skeleton.legs[side]
        flat = self._toe_direction(side)
        up = square_to(limb.top, flat)

        def at(forward: float, up: float, across: float) -> Vector:
            return limb.end + forward * limb.along + up * limb.top + across * limb.across

        ball = limb.end + 11.2 * limb.along - 4.9 * limb.top
        toe, tip = (
            Ball(ball + 5.0 * flat - 0.2 * up - 1.2 * limb.across, 2.0),
            Ball(ball + 4.2 * flat - 0.4 * up + limb.across, 1.7),
        )
        heel, counter = Ball(at(-4.2, -4.7, 0), 2.5), Ball(at(-3.4, -1.5, 0), 2.6)
        throat, middle = Ball(at(1.2, -1.0, 0), 3.2), Ball(at(5.0, -3.4, 0), 3.4)
        big, small = Ball(at(11.2, -4.8, -2.0), 2.3), Ball(at(10.0, -5.0, 2.2), 2.1)
        return (
            hull(heel, counter, throat, middle) + hull(middle, heel, big, small) + hull(big, small, toe, tip)
        )


def _signed(degrees: float, limb: Limb) -> float:
    """Return the angle that turns towards the thumb about the back of the hand, for either hand."""
    return degrees if float(np.cross(limb.top, limb.along) @ limb.across) > 0 else -degrees


def _bent(along: Vector, top: Vector, degrees: float, limb: Limb) -> Vector:
    """Return the direction of a finger bent towards the palm."""
    axis = limb.across
    towards_palm = turned(along, axis, degrees)
    other = turned(along, axis, -degrees)
    return towards_palm if float(towards_palm @ top) < float(other @ top) else other
