"""Draws the way of the sciatic nerve on a person seen from behind, with labels.

Pages show it as an image, which cannot use their style sheet. So its colors for a dark screen are in it.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Annotated

import numpy as np
import shapely
from pydantic import Field

from figure.camera import Camera
from figure.drawing import FIGURES
from figure.flesh import Flesh
from figure.layers import Layer, Stroke, painted
from figure.pose_file import (
    BODIES,
    Color,
    Name,
    Numbers,
    Picture,
    Point,
    PoseError,
    View,
    read_bodies,
    tree,
    validated,
)
from figure.skeleton import find_joints
from figure.svg import UNITS, Frame, written

if TYPE_CHECKING:
    from pathlib import Path

    from figure.directions import Vector

NERVE = "_data/nerve-path.yml"
NAME = "nerve-path"
_HALF_WIDTH = 1.3  # of the nerve, in cm
_TEXT = 8.5  # cm: height of the letters of a label
_GAP = 1.5  # cm: between a line and its label
_DOT = 1.5
# The panel, the letters and the lines, on a light and on a dark screen; the rest is as in figure.css.
_LIGHT = {"stage": "#e4f0ed", "ink": "#14242a"}
_DARK = {"stage": "#203037", "ink": "#e8eff0", "halo": "#d5e0e4"}


class Label(Numbers):
    """A label with a line to a place of the nerve."""

    text: Annotated[str, Field(min_length=2, max_length=20)] = Field(description="Its words.")
    at: Point = Field(description="Where its line ends.")
    height: float = Field(description="How high it is above the floor.")


class NervePath(Numbers):
    """The drawing of the way of the nerve."""

    title: str = Field(description="Its title.")
    body: Name = Field(description="Who is drawn: a name in docs/_data/bodies.yml.")
    view: View = Field(description="Where the person is seen from.")
    person: Picture = Field(description="The position of the person, and the drawing in words.")
    color: Color = Field(description="The color of the nerve.")
    nerve: Annotated[list[Point], Field(min_length=2)] = Field(description="Points along the nerve.")
    lines: list[Annotated[list[Point], Field(min_length=2)]] = Field(description="Thin lines on the clothes.")
    labels: Annotated[list[Label], Field(min_length=1)] = Field(description="What is along its way.")
    labels_from: float = Field(description="How far to the right of the person's middle the labels begin.")
    right_edge: float = Field(description="How far to the right the drawing reaches.")


def drawn_nerve(docs: Path) -> str:
    """Return the SVG of the way of the nerve.

    Raises:
        PoseError: its file is wrong, or the person cannot be drawn.
    """
    file = docs / NERVE
    read = tree(file)
    drawing = validated(file, read, NervePath, read.value, ())
    body = read_bodies(docs / BODIES).get(drawing.body)
    if body is None:
        message = f"{file}: there is no body '{drawing.body}'"
        raise PoseError(message)
    camera = Camera(drawing.view.turn, drawing.view.tilt)
    flesh = Flesh(body, find_joints(drawing.person))
    person = painted(flesh, camera, drawing.person, {}).layers
    line = _smooth(camera.flat(np.array(drawing.nerve)))
    strokes = [Stroke(_smooth(camera.flat(np.array(points))), 0.5) for points in drawing.lines]
    folds = Layer("folds", shapely.LineString(line).buffer(0.8), drawing.color, strokes=strokes)
    nerve = Layer("nerve", shapely.LineString(line).buffer(_HALF_WIDTH), drawing.color)
    left, low, _, high = shapely.total_bounds(np.array([layer.shape for layer in person], dtype=object))
    frame = Frame([left, low, drawing.right_edge, high], margin=5)
    words = (drawing.title, drawing.person.alt)
    bare = written(NAME, words, [], [*person, folds, nerve], frame)
    start, end = bare.removesuffix("</svg>\n").split("</desc>")
    return f"{start}</desc>{_panel(frame)}{end}{_labels(drawing, camera, frame)}</svg>\n"


def write_nerve(docs: Path) -> Path:
    """Draw the way of the nerve and return its file.

    Raises:
        PoseError: it cannot be drawn.
    """
    path = docs / FIGURES / f"{NAME}.svg"
    path.write_text(drawn_nerve(docs), encoding="utf-8", newline="\n")
    return path


def _smooth(points: Vector) -> Vector:
    """Return a smooth line near points (Chaikin's corner cutting)."""
    for _ in range(4):
        near, far = 0.75 * points[:-1] + 0.25 * points[1:], 0.25 * points[:-1] + 0.75 * points[1:]
        between = np.stack([near, far], axis=1).reshape(-1, 2)
        points = np.vstack([points[:1], between, points[-1:]])
    return points


def _panel(frame: Frame) -> str:
    """Return the panel behind everything, and the colors for a dark screen."""
    dark = ";".join(f"--figure-{name}:{color}" for name, color in _DARK.items())
    width, height = frame.size
    return (
        f"<style>@media screen and (prefers-color-scheme:dark){{svg{{{dark}}}}}</style>"
        f'<rect width="{width}" height="{height}" rx="{6 * UNITS}" fill="{_paint("stage")}"/>'
    )


def _labels(drawing: NervePath, camera: Camera, frame: Frame) -> str:
    lines, dots, texts = "", "", ""
    for label in drawing.labels:
        x, y = frame.units(camera.flat(np.array(label.at)))
        end, height = frame.units(np.array([drawing.labels_from, label.height]))
        lines += f"M{x} {y}L{end} {height}"
        dots += f'<circle cx="{x}" cy="{y}" r="{_DOT * UNITS:g}"/>'
        below = round(height + 0.34 * _TEXT * UNITS)
        texts += f'<text x="{end + round(_GAP * UNITS)}" y="{below}">{html.escape(label.text)}</text>'
    ink = _paint("ink")
    return (
        f'<path fill="none" stroke="{_paint("stage")}" stroke-width="{frame.stroke(1.4)}" d="{lines}"/>'
        f'<path fill="none" stroke="{ink}" stroke-width="{frame.stroke(0.6)}" d="{lines}"/>'
        f'<g fill="{ink}" font-family="Arial,sans-serif" font-size="{_TEXT * UNITS:g}">{dots}{texts}</g>'
    )


def _paint(name: str) -> str:
    return f"var(--figure-{name},{_LIGHT[name]})"
