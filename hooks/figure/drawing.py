"""Draws all pictures of a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from figure.camera import Camera
from figure.layers import Figure, Layer, Stroke, layered
from figure.pose_file import PICTURES, PoseError
from figure.props import mat_shape, pieces
from figure.svg import Frame, written

if TYPE_CHECKING:
    from pathlib import Path

    from figure.muscles import Band
    from figure.pose_file import Version

FIGURES = "assets/figures"
_TITLES = {"start": "start", "stretch": "the stretch"}


def figures(version: Version, muscles: dict[str, Band]) -> dict[str, Figure]:
    """The figures of a version, by the name of the picture.

    Raises:
        PoseError: one of them cannot be drawn; the message names the file and the picture.
    """
    found = {}
    for name in PICTURES:
        try:
            found[name] = layered(version, version.pose.picture(name), muscles)
        except PoseError as error:
            message = f"docs/_data/poses/{version.name}.yml: in '{name}', {error}"
            raise PoseError(message) from error
    return found


def drawn(version: Version, muscles: dict[str, Band]) -> dict[str, str]:
    """The SVG of each picture of a version, by file name.

    Raises:
        PoseError: one of them cannot be drawn.
    """
    camera = Camera(version.pose.view.turn, version.pose.view.tilt)
    pictures = figures(version, muscles)
    mat = Layer("mat", mat_shape(version.pose.mat, camera), "floor")
    props = prop_layers(version, camera)
    shapes = [mat.shape, *(layer.shape for layers in props.values() for layer in layers)]
    shapes += [layer.shape for figure in pictures.values() for layer in figure.layers]
    frame = Frame(shapely.total_bounds(np.array(shapes, dtype=object)).tolist())
    found = {}
    for name, figure in pictures.items():
        picture = version.pose.picture(name)
        file = f"{version.name}-{name}"
        shown = [prop for prop in props if prop not in picture.without]
        walls = [layer for prop in shown if version.pose.props[prop].kind == "wall" for layer in props[prop]]
        behind = [layer for prop in shown if version.pose.props[prop].kind != "wall" for layer in props[prop]]
        words = (f"{version.pose.version}: {_TITLES[name]}", picture.alt)
        found[f"{file}.svg"] = written(file, words, [*walls, mat], [*behind, *figure.layers], frame)
    return found


def prop_layers(version: Version, camera: Camera) -> dict[str, list[Layer]]:
    """The layers of each prop of a version."""
    found = {}
    for name, prop in version.pose.props.items():
        color = "wall" if prop.kind == "wall" else prop.color
        found[name] = [
            Layer(
                name,
                piece.shape,
                _shaded(color) if piece.shade else color,
                strokes=[Stroke(line, 0.5) for line in piece.lines],
            )
            for piece in pieces(prop, camera)
        ]
    return found


def write_figures(docs: Path, versions: list[Version], muscles: dict[str, Band]) -> list[Path]:
    """Draw every version, and write what has changed.

    Raises:
        PoseError: one of them cannot be drawn.
    """
    folder = docs / FIGURES
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for version in versions:
        for name, text in drawn(version, muscles).items():
            path = folder / name
            path.write_text(text, encoding="utf-8", newline="\n")
            paths.append(path)
    return paths


def _shaded(color: str) -> str:
    return "#" + "".join(f"{round(int(color[at : at + 2], 16) * 0.75):02x}" for at in (1, 3, 5))
