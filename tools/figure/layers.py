"""Stacks the parts of a figure, the furthest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from figure.camera import Camera
from figure.features import ear_shapes, face_region, features, finger_lines, sole_line, toe_lines
from figure.flesh import CUFF, SLEEVE, Flesh
from figure.muscles import Band, fibers, highlighted, muscle_solid
from figure.outline import arrow_shape, reduction, seam, smoothed
from figure.pose_file import PoseError
from figure.props import strap_line
from figure.skeleton import SIDES, find_joints

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from figure.directions import Vector
    from figure.pose_file import Muscle, Picture, Side, Version
    from figure.skeleton import Skeleton
    from figure.solid import Solid

_SIDE_VIEW = 45
_FACES_VIEWER = 0.45
_FROM_BEHIND = -0.7  # a face that points further away from the viewer is not seen
_INSET = 0.55
_STRAP = "#f6efe2"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line inside a figure: its projected points, its width in cm and its color."""

    points: Vector
    width: float
    color: str = "line"


@dataclass(frozen=True, slots=True)
class Layer:
    """One part of a figure.

    Attributes:
        name: the part's name, for the checks.
        shape: its projected outline, in cm.
        color: its fill: a color, or the name of a variable of the style sheet.
        outlined: whether its whole outline is drawn.
        strokes: the lines on it and, if its outline is only drawn in part, the parts that are drawn.
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


def layered(
    version: Version, picture: Picture, muscles: dict[str, Band], skeleton: Skeleton | None = None
) -> Figure:
    """Make the layers of one picture.

    Args:
        version: the version that the picture belongs to.
        picture: what is drawn.
        muscles: the muscles that can be highlighted, by name.
        skeleton: the joints, if they differ from those of the picture.

    Raises:
        PoseError: a hand or foot cannot reach its place, or the order names an unknown part.
    """
    flesh = Flesh(version.body, skeleton or find_joints(picture), shod=version.pose.shoes)
    return painted(flesh, Camera(version.pose.view.turn, version.pose.view.tilt), picture, muscles)


def painted(flesh: Flesh, camera: Camera, picture: Picture, muscles: dict[str, Band]) -> Figure:
    """Make the layers of a body in a pose.

    Args:
        flesh: the body.
        camera: where it is seen from.
        picture: what is drawn of it: its order, highlights and arrows.
        muscles: the muscles that can be highlighted, by name.

    Raises:
        PoseError: the order names an unknown part.
    """
    painter = _Painter(picture, muscles, flesh, camera)
    order = picture.order or (_SIDE_ORDER if camera.turn < _SIDE_VIEW else _FRONT_ORDER)
    layers = [layer for word in order for layer in painter.paint(word)]
    if picture.arrows:
        left, low, right, high = shapely.total_bounds(
            np.array([layer.shape for layer in layers], dtype=object)
        )
        size = reduction(right - left, high - low)
        arrows = [arrow_shape(camera.flat(np.array(ends)), max(1.0, size)) for ends in picture.arrows]
        layers.append(Layer("arrow", shapely.union_all(arrows), "arrow"))
    return Figure(layers, flesh, camera)


_SIDE_ORDER = ["left arm", "left leg", "head", "trunk", "hips+right leg", "muscles", "right arm"]
_FRONT_ORDER = ["trunk", "head", "hips+right leg+left leg", "muscles", "right arm", "left arm"]


def _sided(word: str) -> tuple[Side | None, str]:
    """Split a word such as `right thigh` into side and part; the side is None for a word without one."""
    side, _, part = word.partition(" ")
    return next((known_side for known_side in SIDES if known_side == side), None), part


class _Painter:
    def __init__(self, picture: Picture, muscles: dict[str, Band], flesh: Flesh, camera: Camera) -> None:
        self.body, self.picture = flesh.body, picture
        self.muscles, self.flesh, self.camera = muscles, flesh, camera
        self.colors = flesh.body.colors
        self.done: dict[str, BaseGeometry] = {}

    def paint(self, word: str) -> list[Layer]:
        """Return the layers for one word of the order."""
        whole = {"head": self._head, "trunk": self._trunk, "muscles": self._muscles, "strap": self._strap}
        if word in whole:
            return whole[word]()
        side, part = _sided(word)
        if side is not None and part == "arm":
            return self._arm(side)
        if side is not None and part == "foot":
            return self._foot(side)
        return self._legs(word)

    def _far(self, side: Side) -> bool:
        return side == "left" and abs(self.camera.turn) < _SIDE_VIEW and self.camera.tilt < _SIDE_VIEW

    def _is_far(self, word: str) -> bool:
        side, _ = _sided(word)
        return side is not None and self._far(side)

    def _color(self, name: str, *, far: bool) -> str:
        return str(getattr(self.colors, f"{name}_far" if far else name))

    def _keep(self, name: str, shape: BaseGeometry, color: str, strokes: list[Stroke] | None = None) -> Layer:
        self.done[name] = shape
        return Layer(name, shape, color, strokes=strokes or [])

    # Head and trunk ----------------------------------------------------------------------------------

    def _head(self) -> list[Layer]:
        flesh, camera = self.flesh, self.camera
        neck = smoothed(flesh.neck().outline(camera), 0.5)
        head = smoothed(flesh.head().outline(camera), 1.8, 0.3)
        hair = smoothed(flesh.hair().outline(camera), 1.0, 0.3)
        if flesh.skeleton.head_frame[1] @ camera.towards > _FROM_BEHIND:
            hair = hair.difference(face_region(flesh, camera))
        strokes = [Stroke(line, 0.6) for line in features(flesh, camera)]
        return [
            self._keep("neck", neck, self.colors.skin),
            self._keep("head", head, self.colors.skin),
            # The lines of the face are drawn after the hair, which reaches to the ears.
            self._keep("hair", smoothed(hair, 0.3, 0.6), self.colors.hair, strokes),
            *(Layer("ear", ear, self.colors.skin) for ear in ear_shapes(flesh, camera)),
        ]

    def _trunk(self) -> list[Layer]:
        shirt = smoothed(self.flesh.shirt().outline(self.camera), 5)
        return [self._keep("trunk", shirt, self.colors.shirt)]

    # Limbs -------------------------------------------------------------------------------------

    def _arm(self, side: Side) -> list[Layer]:
        flesh, camera, far = self.flesh, self.camera, self._far(side)
        skin = smoothed((flesh.arm(side) + flesh.hand(side)).outline(camera), 0.45, 0.25)
        lines = [Stroke(line, 0.5) for line in finger_lines(flesh, side, camera)]
        bare = self._keep(f"{side} arm", skin, self._color("skin", far=far), lines)
        cloth = smoothed(flesh.sleeve(side).outline(camera), 0.7)
        layers = [
            bare,
            self._grown(
                f"{side} sleeve",
                cloth,
                self._color("shirt", far=far),
                "trunk",
                flesh.skeleton.arms[side].root,
            ),
        ]
        stations = flesh.stations("arm", side)
        opening = flesh.station_at(stations, SLEEVE).along
        return layers[::-1] if opening @ camera.towards > _FACES_VIEWER else layers

    def _grown(self, name: str, shape: BaseGeometry, color: str, parent: str, joint: Vector) -> Layer:
        """Return a part that grows out of one drawn before in the same color."""
        before = self.done.get(parent)
        self.done[name] = shape
        if before is None or self._far("left" if name.startswith("left") else "right"):
            return Layer(name, shape, color)
        radius = 1.35 * float(self.body.upper_arm[0][3] if "sleeve" in name else self.body.shank[0][3])
        lines = seam(shape, before, self.camera.flat(joint), radius)
        return Layer(
            name, shape, color, outlined=False, strokes=[Stroke(line, 0.75, "seam") for line in lines]
        )

    def _foot(self, side: Side) -> list[Layer]:
        flesh, camera, far = self.flesh, self.camera, self._far(side)
        if self.flesh.shod:
            shoe = smoothed(flesh.shoe(side).outline(camera), 1.5)
            sole = [Stroke(sole_line(flesh, side, camera), 0.5)]
            ankle = smoothed(flesh.shin(side, bare=True).outline(camera), 0.5)
            return [
                self._keep(f"{side} ankle", ankle, self._color("skin", far=far)),
                self._keep(f"{side} foot", shoe, self._color("shoes", far=far), sole),
            ]
        foot = smoothed((flesh.foot(side) + flesh.shin(side, bare=True)).outline(camera), 0.6, 0.25)
        lines = [Stroke(line, 0.5) for line in toe_lines(flesh, side, camera)]
        return [self._keep(f"{side} foot", foot, self._color("skin", far=far), lines)]

    def _legs(self, words: str) -> list[Layer]:
        """Return parts of the legs in one outline, for words such as `hips+right leg`."""
        parts: list[str] = []
        for word in words.split("+"):
            side, part = _sided(word)
            parts += [f"{side} thigh", f"{side} shin", f"{side} foot"] if part == "leg" else [word]
        cloth = [solid for part in parts for solid in self._cloth(part)]
        under, over = self._bare_feet(parts)
        if not cloth:
            return under + over
        outline = shapely.union_all([solid.outline(self.camera) for solid in cloth])
        shape = smoothed(outline, 2.5, 0.5)
        color = self._color("leggings", far=all(self._is_far(part) for part in parts))
        side, part = _sided(words)
        if side is not None and part == "shin":
            thigh = next((name for name in self.done if f"{side} thigh" in name), "")
            knee = self.flesh.skeleton.legs[side].joint
            return [*under, self._grown(words, shape, color, thigh, knee), *over]
        return [*under, self._keep("+".join(parts), shape, color), *over]

    def _cloth(self, word: str) -> list[Solid]:
        side, part = _sided(word)
        if word == "hips":
            return [self.flesh.pelvis(), self.flesh.bottom("right"), self.flesh.bottom("left")]
        if side is not None and part == "thigh":
            return [self.flesh.thigh(side)]
        if side is not None and part == "shin":
            return [self.flesh.shin(side, bare=False)]
        if side is not None and part == "foot":
            return []
        message = f"'order' names '{word}', which is not a part of a figure"
        raise PoseError(message)

    def _bare_feet(self, parts: list[str]) -> tuple[list[Layer], list[Layer]]:
        """Return the feet under the leggings, and those that point at the viewer and are drawn over them."""
        under: list[Layer] = []
        over: list[Layer] = []
        for word in parts:
            side, part = _sided(word)
            if side is None or part != "foot":
                continue
            opening = self.flesh.station_at(self.flesh.stations("leg", side), 1 + CUFF).along
            faces = opening @ self.camera.towards > _FACES_VIEWER
            (over if faces and not self.flesh.shod else under).extend(self._foot(side))
        return under, over

    # Muscles and strap -------------------------------------------------------------------------

    def _muscles(self) -> list[Layer]:
        return [layer for muscle in self.picture.muscles for layer in self._muscle(muscle)]

    def _muscle(self, muscle: Muscle) -> list[Layer]:
        band, side = highlighted(self.muscles, muscle), muscle.side
        solid = muscle_solid(band, self.flesh, side)
        inside = shapely.union_all(
            [shape for part, shape in self.done.items() if self._carries(part, band, side)]
        )
        shape = solid.outline(self.camera).buffer(3).buffer(-3).intersection(inside.buffer(-_INSET))
        strokes = []
        for line in fibers(band, self.flesh, side, self.camera):
            kept = shapely.LineString(line).intersection(shape.buffer(-0.8))
            longest = max(shapely.get_parts(kept), key=lambda part: part.length, default=None)
            if longest is not None and longest.length > 3:
                strokes.append(Stroke(np.array(longest.coords), 0.5, "fiber"))
        return [Layer(f"{side} muscle {muscle.name}", smoothed(shape, 0.5, 0.5), "muscle", strokes=strokes)]

    def _carries(self, part: str, band: Band, side: Side) -> bool:
        thigh = f"{side} thigh" in part
        return part == "trunk" or part.startswith("hips") if band.on != "thigh" else thigh

    def _strap(self) -> list[Layer]:
        if self.picture.strap is None:
            return []
        flat = self.camera.flat(strap_line(self.picture.strap, self.flesh))
        shape = shapely.LineString(flat).buffer(1.1, cap_style="flat")
        return [Layer("strap", shape, _STRAP)]
