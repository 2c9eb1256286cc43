"""Puts the parts of a figure one over the other, the furthest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from figure.camera import Camera
from figure.features import face_region, features, finger_lines, toe_lines
from figure.flesh import CUFF, SLEEVE, Flesh
from figure.muscles import Band, fibers, known, muscle_solid
from figure.outline import seam, smoothed
from figure.pose_file import PoseError
from figure.props import strap_line
from figure.skeleton import SIDES, find_joints

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from figure.directions import Vector
    from figure.pose_file import Picture, Side, Version

_SIDE_VIEW = 45
_FACES_VIEWER = 0.45
_INSET = 0.55


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line inside a figure: its points as seen, its width in cm and its color."""

    points: Vector
    width: float
    color: str = "line"


@dataclass(frozen=True, slots=True)
class Layer:
    """One part of a figure.

    Attributes:
        name: what it is, for the checks.
        shape: its outline as seen, in cm.
        color: what it is filled with: a color, or a name that the style sheet knows.
        outlined: whether its whole outline is drawn.
        strokes: the lines on it, and the parts of its outline that are drawn where not all of it is.
    """

    name: str
    shape: BaseGeometry
    color: str
    outlined: bool = True
    strokes: list[Stroke] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, ready to be written: its layers and what they were made from."""

    layers: list[Layer]
    flesh: Flesh
    camera: Camera


def layered(version: Version, picture: Picture, muscles: dict[str, Band]) -> Figure:
    """Make the layers of one picture.

    Raises:
        PoseError: a hand or foot cannot get where it should be, or the order names an unknown part.
    """
    flesh = Flesh(version.body, find_joints(picture))
    camera = Camera(version.pose.view.turn, version.pose.view.tilt)
    painter = _Painter(version, picture, muscles, flesh, camera)
    order = picture.order or (_SIDE_ORDER if camera.turn < _SIDE_VIEW else _FRONT_ORDER)
    layers = [layer for token in order for layer in painter.paint(token)]
    return Figure(layers, flesh, camera)


_SIDE_ORDER = ["left arm", "left leg", "head", "trunk", "hips+right leg", "muscles", "right arm"]
_FRONT_ORDER = ["trunk", "head", "hips+right leg+left leg", "muscles", "right arm", "left arm"]


class _Painter:
    def __init__(
        self, version: Version, picture: Picture, muscles: dict[str, Band], flesh: Flesh, camera: Camera
    ) -> None:
        self.pose, self.body, self.picture = version.pose, version.body, picture
        self.muscles, self.flesh, self.camera = muscles, flesh, camera
        self.colors = version.body.colors
        self.done: dict[str, BaseGeometry] = {}

    def paint(self, token: str) -> list[Layer]:
        """The layers of one word of the order."""
        if token == "head":  # noqa: S105  (a part of the body)
            return self._head()
        if token == "trunk":  # noqa: S105
            return [self._keep("trunk", smoothed(self.flesh.shirt().outline(self.camera), 5), self.colors.shirt)]
        if token == "muscles":  # noqa: S105
            return [layer for muscle in self.picture.muscles for layer in self._muscle(muscle.name, muscle.side)]
        if token == "strap":  # noqa: S105
            return self._strap()
        side, _, part = token.partition(" ")
        if part in {"arm", "forearm"} and side in SIDES:
            return self._arm("right" if side == "right" else "left")
        if part == "foot" and side in SIDES:
            return self._foot("right" if side == "right" else "left")
        if part == "muscle" and side in SIDES:
            return [
                layer
                for muscle in self.picture.muscles
                if muscle.side == side
                for layer in self._muscle(muscle.name, muscle.side)
            ]
        return self._legs(token)

    def _far(self, side: Side) -> bool:
        return self.camera.turn < _SIDE_VIEW and side == "left"

    def _color(self, name: str, *, far: bool) -> str:
        return str(getattr(self.colors, f"{name}_far" if far else name))

    def _keep(self, name: str, shape: BaseGeometry, color: str, strokes: list[Stroke] | None = None) -> Layer:
        self.done[name] = shape
        return Layer(name, shape, color, strokes=strokes or [])

    # Head --------------------------------------------------------------------------------------

    def _head(self) -> list[Layer]:
        flesh, camera = self.flesh, self.camera
        head = smoothed(flesh.head().outline(camera), 1.8, 0.3)
        hair = smoothed(flesh.hair().outline(camera), 1.0, 0.3).difference(face_region(flesh, camera))
        strokes = [Stroke(line, 0.6) for line in features(flesh, camera)]
        return [self._keep("head", head, self.colors.skin, strokes), self._keep("hair", smoothed(hair, 0.2, 0.2), self.colors.hair)]

    # Limbs -------------------------------------------------------------------------------------

    def _arm(self, side: Side) -> list[Layer]:
        flesh, camera, far = self.flesh, self.camera, self._far(side)
        skin = smoothed((flesh.arm(side) + flesh.hand(side)).outline(camera), 0.45, 0.25)
        lines = [Stroke(line, 0.5) for line in finger_lines(flesh, side, camera)]
        bare = self._keep(f"{side} arm", skin, self._color("skin", far=far), lines)
        cloth = smoothed(flesh.sleeve(side).outline(camera), 0.7)
        layers = [bare, self._grown(f"{side} sleeve", cloth, self._color("shirt", far=far), "trunk", flesh.skeleton.arms[side].root)]
        stations = flesh.stations("arm", side)
        opening = flesh.station_at(stations, SLEEVE).along
        return layers[::-1] if opening @ camera.towards > _FACES_VIEWER else layers

    def _grown(self, name: str, shape: BaseGeometry, color: str, parent: str, joint: Vector) -> Layer:
        """A part that grows out of one that was drawn before in the same color."""
        before = self.done.get(parent)
        self.done[name] = shape
        if before is None or self._far("left" if name.startswith("left") else "right"):
            return Layer(name, shape, color)
        radius = 1.35 * float(self.body.upper_arm[0][3] if "sleeve" in name else self.body.shank[0][3])
        lines = seam(shape, before, self.camera.flat(joint), radius)
        return Layer(name, shape, color, outlined=False, strokes=[Stroke(line, 0.75, "seam") for line in lines])

    def _foot(self, side: Side) -> list[Layer]:
        flesh, camera, far = self.flesh, self.camera, self._far(side)
        if self.pose.shoes:
            shoe = smoothed(flesh.shoe(side).outline(camera), 1.5)
            return [self._keep(f"{side} foot", shoe, self._color("shoes", far=far))]
        foot = smoothed((flesh.foot(side) + flesh.shin(side, bare=True)).outline(camera), 0.6, 0.25)
        lines = [Stroke(line, 0.5) for line in toe_lines(flesh, side, camera)]
        return [self._keep(f"{side} foot", foot, self._color("skin", far=far), lines)]

    def _legs(self, token: str) -> list[Layer]:
        flesh, camera = self.flesh, self.camera
        parts = []
        for word in token.split("+"):
            side, _, part = word.partition(" ")
            parts += [f"{side} thigh", f"{side} shin", f"{side} foot"] if part == "leg" else [word]
        cloth, under, over = [], [], []
        far = True
        for word in parts:
            side, _, part = word.partition(" ")
            which: Side = "right" if side == "right" else "left"
            far = far and self._far(which) and word != "hips"
            if word == "hips":
                cloth += [flesh.pelvis(), flesh.bottom("right"), flesh.bottom("left")]
            elif part == "thigh":
                cloth.append(flesh.thigh(which))
            elif part == "shin":
                cloth.append(flesh.shin(which, bare=False))
            elif part == "foot":
                opening = flesh.station_at(flesh.stations("leg", which), 1 + CUFF).along
                if self.pose.shoes:
                    ankle = smoothed(flesh.shin(which, bare=True).outline(camera), 0.5)
                    under.append(self._keep(f"{side} ankle", ankle, self._color("skin", far=self._far(which))))
                    under += self._foot(which)
                else:
                    (over if opening @ camera.towards > _FACES_VIEWER else under).extend(self._foot(which))
            else:
                message = f"the order names '{word}', which is no part that is drawn"
                raise PoseError(message)
        if not cloth:
            return under + over
        shape = smoothed(shapely.union_all([solid.outline(camera) for solid in cloth]), 2.5, 0.5)
        color = self._color("leggings", far=far)
        only = parts[0].partition(" ")
        if len(parts) <= 2 and only[2] == "shin":
            which = "right" if only[0] == "right" else "left"
            parent = next((name for name in self.done if f"{which} thigh" in name), "")
            cover = self._grown(token, shape, color, parent, flesh.skeleton.legs[which].joint)
        else:
            cover = self._keep("+".join(parts), shape, color)
        return [*under, cover, *over]

    # Muscles and strap -------------------------------------------------------------------------

    def _muscle(self, name: str, side: Side) -> list[Layer]:
        band = known(self.muscles, name)
        solid = muscle_solid(band, self.flesh, side)
        inside = shapely.union_all([shape for part, shape in self.done.items() if self._carries(part, band, side)])
        shape = solid.outline(self.camera).buffer(3).buffer(-3).intersection(inside.buffer(-_INSET))
        strokes = []
        for line in fibers(band, self.flesh, side, self.camera):
            kept = shapely.LineString(line).intersection(shape.buffer(-0.8))
            longest = max(shapely.get_parts(kept), key=lambda part: part.length, default=None)
            if longest is not None and longest.length > 3:
                strokes.append(Stroke(np.array(longest.coords), 0.5, "fiber"))
        return [Layer(f"{side} muscle {name}", smoothed(shape, 0.5, 0.5), "muscle", strokes=strokes)]

    def _carries(self, part: str, band: Band, side: Side) -> bool:
        thigh = f"{side} thigh" in part
        return part == "trunk" if band.on == "trunk" else thigh or (band.on == "hip" and part == "trunk")

    def _strap(self) -> list[Layer]:
        line = strap_line(self.picture.strap or [], self.flesh)
        flat = self.camera.flat(line)
        shape = shapely.LineString(flat).buffer(1.1, cap_style="flat")
        return [Layer("strap", shape, "#a33b3b")]
