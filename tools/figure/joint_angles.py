"""Measures the joints of a drawn person as a physical therapist would, in degrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from figure.directions import Vector, unit, vector
from figure.pose_file import Numbers, Pair, entries, tree, validated
from figure.skeleton import SHOULDER_AT, SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from figure.skeleton import Skeleton

RANGES = "_data/joint-ranges.yml"
# Degrees: with the knee bent further than this, the thigh can turn out and move further to the side.
_BENT_KNEE = 90


class JointRange(Numbers):
    """The range of motion of a joint, and its source."""

    range: Pair = Field(description="Lowest and highest angle.")
    source: Annotated[str, Field(min_length=10)] = Field(description="Where the numbers come from.")
    checked: Literal["original", "copy", "not yet"] = Field(description="How the numbers were compared.")


def read_joint_ranges(docs: Path) -> dict[str, JointRange]:
    """Read the range of motion of each joint.

    Raises:
        PoseError: the file is wrong.
    """
    file = docs / RANGES
    read = tree(file)
    return {
        name: validated(file, read, JointRange, value, (name,)) for name, value in entries(file, read).items()
    }


def joint_angles(skeleton: Skeleton) -> Iterator[tuple[str, str, float]]:
    """Yield each joint: the name of its range, the joint's name, and its angle in degrees.

    Flexion is measured in the sagittal plane, abduction as the angle out of that plane; both are relative to
    the pelvis for a hip and to the upper trunk for a shoulder.
    """
    trunk = float(skeleton.lean(SHOULDER_AT)[0])
    yield "trunk_flexion", "trunk", trunk - float(skeleton.lean(0)[0])
    yield "neck_flexion", "neck", skeleton.head_lean - trunk
    for side in SIDES:
        out = 1 if side == "right" else -1
        leg, arm = skeleton.legs[side], skeleton.arms[side]
        thigh, shank = unit(leg.joint - leg.root), unit(leg.end - leg.joint)
        flexion, abduction = _swing(thigh, skeleton.up(0), skeleton.front(0), out)
        knee = _bend(thigh, shank)
        bent = "_bent" if knee > _BENT_KNEE else ""
        yield "hip_flexion", f"{side} hip", flexion
        yield f"hip_abduction{bent}", f"{side} hip", abduction
        yield "knee_flexion", f"{side} knee", knee
        yield (
            "ankle_plantar_flexion",
            f"{side} ankle",
            float(np.degrees(np.arcsin(np.clip(leg.along @ shank, -1, 1)))),
        )
        upper, fore = unit(arm.joint - arm.root), unit(arm.end - arm.joint)
        flexion, abduction = _swing(upper, skeleton.up(SHOULDER_AT), skeleton.front(SHOULDER_AT), out)
        yield "shoulder_flexion", f"{side} shoulder", flexion
        yield "shoulder_abduction", f"{side} shoulder", abduction
        yield "elbow_flexion", f"{side} elbow", _bend(upper, fore)


def _swing(bone: Vector, up: Vector, front: Vector, out: int) -> tuple[float, float]:
    flexion = np.degrees(np.arctan2(bone @ front, -(bone @ up)))
    abduction = np.degrees(np.arcsin(np.clip(bone @ vector(0, 0, out), -1, 1)))
    return float(flexion), float(abduction)


def _bend(one: Vector, other: Vector) -> float:
    return float(np.degrees(np.arccos(np.clip(one @ other, -1, 1))))
