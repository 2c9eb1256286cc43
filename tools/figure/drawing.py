"""Draws all pictures of a version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from figure.camera import Camera
from figure.curve_fit import TOLERANCE
from figure.layers import Figure, Layer, Stroke, layered
from figure.motion import in_between, shares
from figure.pose_file import PICTURES, PoseError
from figure.props import mat_shape, pieces
from figure.svg import Frame, written, written_move

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from figure.muscles import Band
    from figure.pose_file import Version

FIGURES = "assets/figures"
MOVES = f"{FIGURES}/moves"
COARSE = 0.45  # cm: a picture that is shown for a fifth of a second needs fewer curves
_TITLES = {"start": "start", "stretch": "the stretch"}


def figures(version: Version, muscles: dict[str, Band]) -> dict[str, Figure]:
    """Return the figures of a version, by picture name.

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


def drawn(version: Version, pictures: dict[str, Figure]) -> dict[str, str]:
    """Return the SVG of each figure of a version, by file name."""
    scene = scene_of(version)
    frame = frame_of(scene, pictures)
    found = {}
    for name, figure in pictures.items():
        picture = version.pose.picture(name)
        file = f"{version.name}-{name}"
        back, props = scene.without(picture.without)
        words = (f"{version.pose.title}: {_TITLES[name]}", picture.alt)
        found[f"{file}.svg"] = written(file, words, back, [*props, *figure.layers], frame)
    return found


def drawn_move(
    version: Version, pictures: dict[str, Figure], muscles: dict[str, Band], chosen: Collection[int] = ()
) -> str:
    """Return the SVG of the move of a version from its start to its stretch.

    Args:
        version: the version.
        pictures: the figures of its start and its stretch.
        muscles: the muscles that can be highlighted, by name.
        chosen: the numbers of the steps to draw, from 1; the others stay empty. If empty, all are drawn.

    Raises:
        PoseError: one of the steps cannot be drawn.
    """
    scene = scene_of(version)
    frame = frame_of(scene, pictures, COARSE)
    steps = [
        in_between(version, muscles, share).layers if not chosen or number in chosen else []
        for number, share in enumerate(shares(), 1)
    ]
    return written_move(version.name, scene.without([]), steps, frame)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is around the person and does not move.

    Attributes:
        mat: the mat on the floor.
        props: the layers of each prop, by its name.
        walls: which of the props are walls.
    """

    mat: Layer
    props: dict[str, list[Layer]]
    walls: frozenset[str]

    def without(self, hidden: list[str]) -> tuple[list[Layer], list[Layer]]:
        """Return the background, which has no halo, and the props before it, except for the hidden ones."""
        shown = [name for name in self.props if name not in hidden]
        walls = [layer for name in shown if name in self.walls for layer in self.props[name]]
        return [*walls, self.mat], [
            layer for name in shown if name not in self.walls for layer in self.props[name]
        ]


def scene_of(version: Version) -> Scene:
    """Return the scene of a version."""
    camera = Camera(version.pose.view.turn, version.pose.view.tilt)
    mat = Layer("mat", mat_shape(version.pose.mat, camera), "floor")
    walls = frozenset(name for name, prop in version.pose.props.items() if prop.kind == "wall")
    return Scene(mat, prop_layers(version, camera), walls)


def frame_of(scene: Scene, pictures: dict[str, Figure], tolerance: float = TOLERANCE) -> Frame:
    """Return the frame of a version, which contains the scene, the start and the stretch."""
    shapes = [scene.mat.shape, *(layer.shape for layers in scene.props.values() for layer in layers)]
    shapes += [layer.shape for figure in pictures.values() for layer in figure.layers]
    return Frame(shapely.total_bounds(np.array(shapes, dtype=object)).tolist(), tolerance=tolerance)


def prop_layers(version: Version, camera: Camera) -> dict[str, list[Layer]]:
    """Return the layers of each prop of a version."""
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
    """Draw every version and its move, and write what has changed.

    Raises:
        PoseError: one of them cannot be drawn.
    """
    (docs / MOVES).mkdir(parents=True, exist_ok=True)
    paths = []
    for version in versions:
        pictures = figures(version, muscles)
        texts = {f"{FIGURES}/{name}": text for name, text in drawn(version, pictures).items()}
        if version.pose.moves:
            texts[f"{MOVES}/{version.name}.svg"] = drawn_move(version, pictures, muscles)
        for name, text in texts.items():
            path = docs / name
            path.write_text(text, encoding="utf-8", newline="\n")
            paths.append(path)
    return paths


def _shaded(color: str) -> str:
    return "#" + "".join(f"{round(int(color[at : at + 2], 16) * 0.75):02x}" for at in (1, 3, 5))
