from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from figure.anatomy_checks import findings_on_the_way
from figure.directions import unit, vector
from figure.joint_angles import joint_angles
from figure.motion import Way, in_between, shares, turned_towards
from figure.pose_file import Pose, PoseError, Version
from figure.skeleton import BONES, SIDES, find_joints

if TYPE_CHECKING:
    from figure.joint_angles import JointRange
    from figure.muscles import Band
    from figure.skeleton import Limb, Skeleton

# How far a joint may bend beyond its angles in the start and the stretch, in degrees, on a straight way.
MOST_BENT_BEYOND = 4
# How far an elbow, knee, hand or foot may go from one picture to the next, in cm.
LONGEST_STEP = 18


def changed(version: Version, **changes: Any) -> Version:
    """The version with other fields in its file."""
    pose = version.pose.model_dump(exclude_none=True) | changes
    return Version(version.name, Pose.model_validate(pose), version.body)


def limbs(skeleton: Skeleton) -> dict[str, Limb]:
    legs = {f"{side} leg": skeleton.legs[side] for side in SIDES}
    return legs | {f"{side} arm": skeleton.arms[side] for side in SIDES}


def angles(skeleton: Skeleton) -> dict[str, float]:
    return {f"{name.removesuffix('_bent')} {place}": angle for name, place, angle in joint_angles(skeleton)}


# Every version ---------------------------------------------------------------------------------


def test_the_way_begins_at_the_start_and_ends_at_the_stretch(moving: Version) -> None:
    way = Way(moving)
    for share, picture in ((0.0, moving.pose.start), (1.0, moving.pose.stretch)):
        found, expected = way.skeleton(share), find_joints(picture)
        assert angles(found) == pytest.approx(angles(expected), abs=1e-4)
        assert found.head_lean == expected.head_lean
        assert found.spine(57) == pytest.approx(expected.spine(57))
        for name, limb in limbs(found).items():
            for part in ("root", "joint", "end", "bend", "along", "top", "across"):
                wanted = getattr(limbs(expected)[name], part)
                assert getattr(limb, part) == pytest.approx(wanted, abs=1e-6), (name, part)


def test_on_the_way_nothing_is_in_the_floor_or_the_air_and_no_joint_is_bent_too_far(
    version: Version, joint_ranges: dict[str, JointRange]
) -> None:
    assert list(findings_on_the_way(version, joint_ranges)) == []


def test_bones_keep_their_lengths(moving: Version) -> None:
    way = Way(moving)
    for share in shares():
        for name, limb in limbs(way.skeleton(share)).items():
            lengths = np.linalg.norm(limb.joint - limb.root), np.linalg.norm(limb.end - limb.joint)
            assert lengths == pytest.approx(BONES["leg" if "leg" in name else "arm"])


def test_a_joint_bends_only_from_one_picture_to_the_other(all_versions: dict[str, Version]) -> None:
    for version in all_versions.values():
        if version.pose.via or not version.pose.moves:
            continue
        way = Way(version)
        ends = angles(way.skeleton(0)), angles(way.skeleton(1))
        for share in shares():
            for name, angle in angles(way.skeleton(share)).items():
                low, high = sorted(end[name] for end in ends)
                assert low - MOST_BENT_BEYOND <= angle <= high + MOST_BENT_BEYOND, (version.name, name, share)


def test_no_limb_jumps(moving: Version) -> None:
    way = Way(moving)
    skeletons = [way.skeleton(share) for share in (0.0, *shares(), 1.0)]
    for before, after in pairwise(skeletons):
        for name, limb in limbs(after).items():
            for part in ("joint", "end"):
                step = getattr(limb, part) - getattr(limbs(before)[name], part)
                assert np.linalg.norm(step) < LONGEST_STEP, (name, part)


def test_a_prop_that_comes_or_goes_is_not_moved_past(moving: Version) -> None:
    assert moving.pose.start.without == moving.pose.stretch.without


# One by one ------------------------------------------------------------------------------------


def test_pictures_lie_closer_where_a_move_begins_and_ends() -> None:
    steps = np.diff([0, *shares(), 1])
    assert (steps > 0).all()
    assert steps[0] < steps[len(steps) // 2] > steps[-1]


@pytest.mark.parametrize("name", ["cat-hands-and-knees", "cat-table", "lunge-chair"])
def test_hands_that_carry_stay_where_they_are(name: str, all_versions: dict[str, Version]) -> None:
    way = Way(all_versions[name])
    for side in SIDES:
        places = [way.skeleton(share).arms[side].end for share in (0.0, *shares(), 1.0)]
        assert np.ptp(places, axis=0).max() < 0.5


def test_a_step_is_put_down_behind_and_not_dragged(all_versions: dict[str, Version]) -> None:
    way = Way(all_versions["lunge-chair"])
    lifted = way.skeleton(0.45).legs["right"]
    assert lifted.end[1] > way.skeleton(0).legs["right"].end[1] + 8
    standing = [way.skeleton(share).legs["left"].end for share in (0.0, *shares(), 1.0)]
    assert np.ptp(standing, axis=0).max() < 0.5


def test_the_thigh_goes_up_before_the_knee_is_straightened(all_versions: dict[str, Version]) -> None:
    way = Way(all_versions["toe-touch-strap"])
    half = angles(way.skeleton(0.5))
    assert 80 <= half["hip_flexion right hip"] <= 95
    assert 75 <= half["knee_flexion right knee"] <= 100


def test_an_in_between_shows_no_highlight_and_no_arrow(
    all_versions: dict[str, Version], all_muscles: dict[str, Band]
) -> None:
    names = [layer.name for layer in in_between(all_versions["cobra-elbows"], all_muscles, 0.9).layers]
    assert "head" in names
    assert not [name for name in names if "muscle" in name or "arrow" in name]


def test_a_place_on_the_way_that_cannot_be_reached_is_told(
    all_versions: dict[str, Version], all_muscles: dict[str, Band]
) -> None:
    far = [{"at": 0.5, "right_leg": {"ankle": [-90, 20, 9], "knee": [1, 0, 0]}}]
    broken = changed(all_versions["lunge-chair"], via=far)
    with pytest.raises(
        PoseError, match=r"lunge-chair.yml: 25% on the way to 'stretch', the right foot is .* too"
    ):
        in_between(broken, all_muscles, 0.25)


def test_a_foot_that_is_dragged_through_the_floor_is_told(
    all_versions: dict[str, Version], joint_ranges: dict[str, JointRange]
) -> None:
    low = [{"at": 0.5, "right_leg": {"ankle": [-20, 5, 9], "knee": [1, 0, 0]}, "lifts": ["right foot"]}]
    broken = changed(all_versions["lunge-chair"], via=low)
    assert any("right foot is" in found for found in findings_on_the_way(broken, joint_ranges))


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_a_frame_is_turned_without_shear(share: float) -> None:
    one = np.eye(3)
    other = np.array([vector(0, 1, 0), vector(-1, 0, 0), vector(0, 0, 1)])
    found = turned_towards(one, other, share)
    assert found @ found.T == pytest.approx(np.eye(3))
    angle = np.radians(90 * share)
    assert found[0] == pytest.approx(vector(np.cos(angle), np.sin(angle), 0))
    assert turned_towards(one[0], other[0], share) == pytest.approx(found[0])


def test_opposite_directions_meet_no_zero() -> None:
    found = turned_towards(vector(1, 0, 0), unit(vector(-1, 1e-3, 0)), 0.5)
    assert np.linalg.norm(found) == pytest.approx(1)
