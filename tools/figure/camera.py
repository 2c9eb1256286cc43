"""Projects points in space without perspective, so that a ball is seen as a disc."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figure.directions import Vector, vector


@dataclass(frozen=True, slots=True)
class Camera:
    """The direction from which the person is seen.

    Attributes:
        turn: 0 for the person's right side, 90 for the front, in degrees.
        tilt: how far from above, in degrees.
    """

    turn: float
    tilt: float

    def flat(self, points: Vector) -> Vector:
        """Return the projected points, in cm to the right and up."""
        turn, tilt = np.radians(self.turn), np.radians(self.tilt)
        x, y, z = points[..., 0], points[..., 1], points[..., 2]
        near = x * np.sin(turn) + z * np.cos(turn)
        across = x * np.cos(turn) - z * np.sin(turn)
        return np.stack([across, y * np.cos(tilt) - near * np.sin(tilt)], axis=-1)

    @property
    def towards(self) -> Vector:
        """The direction from the person to the viewer."""
        turn, tilt = np.radians(self.turn), np.radians(self.tilt)
        return vector(np.sin(turn) * np.cos(tilt), np.sin(tilt), np.cos(turn) * np.cos(tilt))
