"""Writes a figure as a small SVG that works by itself and inside a page.

One unit of the drawing is a quarter of a centimeter. Colors that depend on the page's background (outline,
halo, mat, highlight) are CSS variables with a fallback; the person has the same colors everywhere.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import numpy as np

from figure.curve_fit import TOLERANCE, fit_line, fit_ring
from figure.outline import reduction, rings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from figure.directions import Vector
    from figure.layers import Layer

UNITS = 4  # per cm
PIXELS = 2  # per cm
VARIABLES = {
    "line": "#10191f",
    "halo": "#fff",
    "floor": "#cfe0df",
    "wall": "#bccfd2",
    "muscle": "#ffc43d",
    "fiber": "#fff",
    "arrow": "#fff",
}
_OUTLINE = 1.75  # cm; only half of it is visible
_HALO = 4  # cm
_LINES = '<g stroke-linejoin="round" stroke-linecap="round" paint-order="stroke">'
_MOST_CORNERS = 12  # an outline with fewer points has straight edges, such as a board


def paint(color: str) -> str:
    """Return a color as the value of an attribute; names become variables of the style sheet."""
    return f"var(--figure-{color},{VARIABLES[color]})" if color in VARIABLES else color


class Frame:
    """The area of a drawing, in cm, which all pictures of a version share.

    Attributes:
        thickness: how much thicker the lines are drawn than in a drawing of the usual size.
        tolerance: how far a curve may be from the outline that it follows, in cm.
    """

    def __init__(self, bounds: Sequence[float], margin: float = 2.5, tolerance: float = TOLERANCE) -> None:
        self.tolerance = tolerance
        self.left, self.top = bounds[0] - margin, bounds[3] + margin
        self.width, self.height = bounds[2] - bounds[0] + 2 * margin, bounds[3] - bounds[1] + 2 * margin
        self.thickness = reduction(self.width, self.height)

    def stroke(self, width: float) -> str:
        """Return the width of a line for the stylesheet, given in cm as in a drawing of the usual size."""
        return f"{round(width * UNITS * self.thickness, 1):g}"

    def units(self, points: Vector) -> Vector:
        """Return points in whole units, with Y down."""
        return np.rint((points - (self.left, self.top)) * (UNITS, -UNITS)).astype(np.int64)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in units."""
        return round(self.width * UNITS), round(self.height * UNITS)


def closed_path(outlines: Iterable[Vector], frame: Frame) -> str:
    """Return the `d` attribute of closed outlines."""
    return "".join(
        (
            _path(fit_ring(ring, frame.tolerance), frame)
            if len(ring) > _MOST_CORNERS
            else _corners(ring, frame)
        )
        + "z"
        for ring in outlines
    )


def open_path(lines: Iterable[Vector], frame: Frame) -> str:
    """Return the `d` attribute of open lines."""
    return "".join(_path(fit_line(line, frame.tolerance), frame) for line in lines)


def _corners(ring: Vector, frame: Frame) -> str:
    units = frame.units(ring)
    return f"M{units[0][0]} {units[0][1]}" + _numbers(np.diff(units, axis=0).ravel(), "l")


def _path(curves: Sequence[Vector], frame: Frame) -> str:
    here = frame.units(curves[0][0])
    text = f"M{here[0]} {here[1]}"
    command = ""
    for curve in curves:
        one, two, end = frame.units(curve[1:])
        if (end == here).all():
            continue
        off = [*(one - here), *(two - here), *(end - here)]
        if _is_straight(curve):
            text += _numbers(off[4:], "" if command == "l" else "l")
            command = "l"
        else:
            text += _numbers(off, "" if command == "c" else "c")
            command = "c"
        here = end
    return text


def _is_straight(curve: Vector) -> bool:
    chord = curve[3] - curve[0]
    length = float(np.linalg.norm(chord))
    if length == 0:
        return True
    off = (curve[1:3] - curve[0]) @ np.array([-chord[1], chord[0]]) / length
    return bool((np.abs(off) < 0.05).all())


def _numbers(values: Iterable[int], command: str) -> str:
    text = command
    for index, value in enumerate(values):
        text += f"{value}" if value < 0 or (index == 0 and command) else f" {value}"
    return text


def written(name: str, words: tuple[str, str], back: list[Layer], figure: list[Layer], frame: Frame) -> str:
    """Return the SVG of a figure.

    Args:
        name: prefix of every id.
        words: title and description.
        back: the background without a halo, such as the mat.
        figure: the layers of the person and the props, the furthest first.
        frame: the frame that both pictures share.
    """
    title, description = (html.escape(word, quote=False) for word in words)
    parts = [
        f'<svg {_attributes(frame)} role="img" aria-labelledby="{name}-t {name}-d">',
        f'<title id="{name}-t">{title}</title><desc id="{name}-d">{description}</desc>',
        *_bare(back, frame),
        _LINES,
        f'<g stroke="{paint("halo")}" stroke-width="{frame.stroke(_HALO)}"><use href="#{name}"/></g>',
        f'<g stroke="{paint("line")}" stroke-width="{frame.stroke(_OUTLINE)}"><g id="{name}">',
    ]
    parts += [_layer(layer, frame) for layer in figure]
    parts.append("</g></g></g></svg>\n")
    return "".join(parts)


def written_move(
    name: str, scene: tuple[list[Layer], list[Layer]], steps: list[list[Layer]], frame: Frame
) -> str:
    """Return the SVG of a move, for a page that also contains the start and the stretch of the version.

    The first and the last picture are references to those two drawings, which keeps this file small. Only the
    first picture is shown. The two drawings have titles; this one is hidden from assistive technology.

    Args:
        name: name of the version.
        scene: the background without a halo, and the props, which do not move.
        steps: the layers of the person in each picture between the start and the stretch, in order.
        frame: the frame of the start and the stretch.
    """
    back, props = scene
    shared = f"{name}-props"
    parts = [f'<svg {_attributes(frame)} aria-hidden="true">', *_bare(back, frame), _LINES]
    if props:
        parts += [f'<defs><g id="{shared}">', *(_layer(layer, frame) for layer in props), "</g></defs>"]
    drawings = [f'<use href="#{name}-start"/>']
    for layers in steps:
        content = "".join(_layer(layer, frame) for layer in layers)
        drawings.append(f'<use href="#{shared}"/>{content}' if props else content)
    drawings.append(f'<use href="#{name}-stretch"/>')
    halo, outline = frame.stroke(_HALO), frame.stroke(_OUTLINE)
    for index, drawing in enumerate(drawings):
        own, hidden = f"{name}-{index}", ' display="none"' if index else ""
        parts += [
            f'<g{hidden}><use href="#{own}" stroke="{paint("halo")}" stroke-width="{halo}"/>',
            f'<g stroke="{paint("line")}" stroke-width="{outline}"><g id="{own}">{drawing}</g></g></g>',
        ]
    return "".join([*parts, "</g></svg>\n"])


def _attributes(frame: Frame) -> str:
    width, height = frame.size
    scale = PIXELS / UNITS
    return (
        f'xmlns="http://www.w3.org/2000/svg" class="figure" viewBox="0 0 {width} {height}" '
        f'width="{round(width * scale)}" height="{round(height * scale)}"'
    )


def _bare(layers: list[Layer], frame: Frame) -> list[str]:
    return [
        f'<path fill="{paint(layer.color)}" d="{closed_path(rings(layer.shape), frame)}"/>'
        for layer in layers
    ]


def _layer(layer: Layer, frame: Frame) -> str:
    path = closed_path(rings(layer.shape), frame)
    if not path:
        return ""
    bare = "" if layer.outlined else ' stroke="none"'
    text = f'<path fill="{paint(layer.color)}"{bare} d="{path}"/>'
    groups: dict[tuple[float, str], list[Vector]] = {}
    for stroke in layer.strokes:
        groups.setdefault((stroke.width, stroke.color), []).append(stroke.points)
    for (width, color), lines in groups.items():
        own = f' stroke="{paint(color)}"' if color in VARIABLES and color != "line" else ""
        text += f'<path fill="none" stroke-width="{frame.stroke(width)}"{own} d="{open_path(lines, frame)}"/>'
    return text
