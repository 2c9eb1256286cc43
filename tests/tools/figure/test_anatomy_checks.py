from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from figure.anatomy_checks import loose_contacts, lost_highlights, overbent_joints, sunk_parts
from figure.joint_angles import joint_angles
from figure.layers import layered
from figure.pose_file import Picture, PoseError, Version

if TYPE_CHECKING:
    from pathlib import Path

    from figure.joint_angles import JointRange
    from figure.muscles import Band


def front_matter(docs: Path, version: Version) -> dict[str, Any]:
    text = (docs / version.pose.page).read_text(encoding="utf-8")
    fields: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return fields


def test_what_should_rest_on_something_does(drawn: Any) -> None:
    assert list(loose_contacts(drawn.version, drawn.picture, drawn.figure)) == []


def test_nothing_is_below_the_floor(drawn: Any) -> None:
    assert list(sunk_parts(drawn.figure)) == []


def test_no_joint_is_bent_further_than_people_can(drawn: Any, joint_ranges: dict[str, JointRange]) -> None:
    assert list(overbent_joints(drawn.figure, joint_ranges)) == []


def test_every_highlight_lies_on_its_muscle_and_is_seen(drawn: Any, all_muscles: dict[str, Band]) -> None:
    assert list(lost_highlights(drawn.picture, drawn.figure, all_muscles)) == []


def test_only_the_stretch_shows_muscles_and_the_page_names_them(
    version: Version, docs: Path, all_muscles: dict[str, Band]
) -> None:
    named = " ".join(front_matter(docs, version)["muscles"])
    assert version.pose.start.muscles == []
    assert version.pose.stretch.muscles
    for muscle in version.pose.stretch.muscles:
        assert all_muscles[muscle.name].page_word in named


def test_one_version_of_the_page_has_the_drawing(version: Version, docs: Path) -> None:
    figures = [entry.get("figure") for entry in front_matter(docs, version)["versions"]]
    assert figures.count(version.name) == 1


@pytest.mark.parametrize("name", ["cat-hands-and-knees"])
def test_hands_of_the_cat_are_under_the_shoulders(
    name: str, all_versions: dict[str, Version], all_muscles: dict[str, Band]
) -> None:
    for picture in (all_versions[name].pose.start, all_versions[name].pose.stretch):
        figure = layered(all_versions[name], picture, all_muscles)
        for arm in figure.flesh.skeleton.arms.values():
            assert abs(arm.end[0] - arm.root[0]) < 14


@pytest.mark.parametrize(
    ("name", "joint", "low", "high"),
    [
        ("lunge-chair", "knee_flexion right knee", 0, 20),  # "keep that leg straight"
        ("lunge-chair", "knee_flexion left knee", 20, 60),  # "bend your front knee a little"
        ("lunge-active", "knee_flexion right knee", 0, 20),
        ("seated-v-lean", "knee_flexion right knee", 0, 15),  # "let your legs get straight"
        ("seated-v-cushion", "hip_abduction left hip", 25, 45),  # "do not go wider than a right angle"
        ("toe-touch-strap", "hip_flexion right hip", 75, 95),  # "until it points to the ceiling"
        ("cobra-elbows", "elbow_flexion right elbow", 80, 100),  # "your elbows under your shoulders"
        ("toe-touch-wall", "knee_flexion right knee", 10, 30),  # "straighten the raised knee slowly"
        ("toe-touch-chair", "knee_flexion left knee", 70, 100),  # "with one knee bent and the foot flat"
        ("toe-touch-chair", "trunk_flexion trunk", -5, 15),  # "keep your back straight"
        ("toe-touch-seat", "trunk_flexion trunk", -5, 15),  # "with a long back"
        ("butterfly-chair", "hip_abduction left hip", 25, 45),  # "let your knees drift apart"
        ("butterfly-lying", "hip_abduction_bent left hip", 40, 60),  # "rest each knee on a cushion"
        ("cat-lying", "hip_flexion right hip", 95, 125),  # "draw that knee toward your chest"
        ("cat-lying", "hip_flexion left hip", 30, 60),  # "then do the other one"
        ("cat-sitting-back", "knee_flexion right knee", 130, 150),  # "sit your hips back toward your heels"
        ("cobra-standing", "trunk_flexion trunk", -25, -5),  # "bend backward slowly"
        ("cobra-flat", "trunk_flexion trunk", -5, 5),  # "just lie flat"
        ("cobra-press-ups", "hip_flexion right hip", -20, 5),  # "only as high as your hips stay on the floor"
        ("cobra-press-ups", "elbow_flexion right elbow", 40, 100),
        ("lunge-sitting", "hip_flexion right hip", -10, 15),  # "so that the knee drops toward the floor"
        ("lunge-kneeling", "hip_flexion right hip", -30, -15),  # "glide your hips forward"
        ("lunge-kneeling", "ankle_plantar_flexion left ankle", -15, 10),  # "with the knee over the ankle"
        ("seated-v-chair", "hip_abduction left hip", 25, 45),  # "move your legs wide"
        ("seated-v-one-leg", "knee_flexion left knee", 120, 150),  # "bend the other knee"
        ("seated-v-one-leg", "knee_flexion right knee", 0, 30),
        ("seated-v-tall", "knee_flexion right knee", 0, 20),  # "let your legs get straight"
        ("seated-v-tall", "hip_abduction left hip", 25, 45),
        ("cobra-straight-arms", "hip_flexion right hip", -20, 5),  # "keep your hips down"
    ],
)
def test_the_stretch_is_what_the_page_says(
    name: str,
    joint: str,
    low: float,
    high: float,
    all_versions: dict[str, Version],
    all_muscles: dict[str, Band],
) -> None:
    version = all_versions[name]
    figure = layered(version, version.pose.stretch, all_muscles)
    angles = {f"{kind} {place}": angle for kind, place, angle in joint_angles(figure.flesh.skeleton)}
    assert low <= angles[joint] <= high


def changed(version: Version, **changes: Any) -> Version:
    """The version with another start picture."""
    start = version.pose.start.model_dump() | changes
    pose = version.pose.model_copy(update={"start": Picture.model_validate(start)})
    return Version(version.name, pose, version.body)


class TestPlantedFaults:
    """Each check finds the fault it is there for."""

    def test_a_person_in_the_air(
        self, all_versions: dict[str, Version], all_muscles: dict[str, Band]
    ) -> None:
        version = all_versions["cat-hands-and-knees"]
        start = version.pose.start
        leg = start.leg_of("right").model_dump() | {"ankle": [-41.3, 8.8, 9.5]}
        arm = start.arm_of("right").model_dump()
        arm["plant"]["height"] += 4
        broken = changed(version, hips=[0, 51.5], leg=leg, arm=arm)
        figure = layered(broken, broken.pose.start, all_muscles)
        assert "the right foot is 4.2 cm above the floor" in list(
            loose_contacts(broken, broken.pose.start, figure)
        )

    def test_a_foot_in_the_floor(
        self, all_versions: dict[str, Version], all_muscles: dict[str, Band]
    ) -> None:
        version = all_versions["lunge-chair"]
        broken = changed(version, hips=[-1, 86.8], leg={"ankle": [-3, 3, 8.8], "knee": [1, 0, 0.1]})
        figure = layered(broken, broken.pose.start, all_muscles)
        assert any("right foot" in found and "below the floor" in found for found in sunk_parts(figure))

    def test_a_hand_beside_the_chair(
        self, all_versions: dict[str, Version], all_muscles: dict[str, Band]
    ) -> None:
        version = all_versions["lunge-chair"]
        arm = version.pose.start.arm_of("right").model_dump() | {"wrist": [20, 91, 12]}
        broken = changed(version, arm=arm)
        figure = layered(broken, broken.pose.start, all_muscles)
        assert "the right palm is beside the chair" in list(loose_contacts(broken, broken.pose.start, figure))

    def test_a_spine_bent_too_far(
        self,
        all_versions: dict[str, Version],
        all_muscles: dict[str, Band],
        joint_ranges: dict[str, JointRange],
    ) -> None:
        version = all_versions["lunge-chair"]
        arm = {"wrist": [30, 80, 12], "elbow": [0, -1, 0], "fingers": [0, -1, 0], "back": [1, 0, 0]}
        broken = changed(version, spine=[[0, -40], [44, 70]], arm=arm)
        figure = layered(broken, broken.pose.start, all_muscles)
        assert any(
            found.startswith("trunk: trunk_flexion is 110") for found in overbent_joints(figure, joint_ranges)
        )

    def test_a_hidden_highlight(self, all_versions: dict[str, Version], all_muscles: dict[str, Band]) -> None:
        version = all_versions["toe-touch-strap"]
        order = [
            "head",
            "trunk",
            "right thigh",
            "muscles",
            "hips+right leg+left leg",
            "right arm",
            "left arm",
        ]
        broken = changed(version, muscles=[{"name": "hamstrings", "side": "right"}], order=order)
        figure = layered(broken, broken.pose.start, all_muscles)
        found = list(lost_highlights(broken.pose.start, figure, all_muscles))
        assert len(found) == 1
        assert "of the right muscle hamstrings is visible" in found[0]

    def test_a_highlight_that_the_order_forgets(
        self, all_versions: dict[str, Version], all_muscles: dict[str, Band]
    ) -> None:
        version = all_versions["toe-touch-strap"]
        broken = changed(
            version,
            muscles=[{"name": "hamstrings", "side": "right"}],
            order=["trunk", "hips+right leg+left leg"],
        )
        figure = layered(broken, broken.pose.start, all_muscles)
        assert "add 'muscles' to 'order'" in next(lost_highlights(broken.pose.start, figure, all_muscles))

    @pytest.mark.parametrize(
        ("limb", "value", "told"),
        [
            ("leg", {"ankle": [40, 7, 8.8], "knee": [1, 0, 0]}, "the right foot is 9.3 cm too far away"),
            (
                "arm",
                {"wrist": [70, 90, 12], "elbow": [-1, 0, 0], "fingers": [1, 0, 0], "back": [0, 1, 0]},
                "the right hand is",
            ),
        ],
    )
    def test_a_reach_is_never_shortened_in_silence(
        self,
        limb: str,
        value: dict[str, Any],
        told: str,
        all_versions: dict[str, Version],
        all_muscles: dict[str, Band],
    ) -> None:
        broken = changed(all_versions["lunge-chair"], **{limb: value})
        with pytest.raises(PoseError, match=told):
            layered(broken, broken.pose.start, all_muscles)


def test_a_person_who_stands_straight_measures_as_straight(
    all_versions: dict[str, Version], all_muscles: dict[str, Band]
) -> None:
    version = all_versions["lunge-chair"]
    figure = layered(version, version.pose.start, all_muscles)
    angles = {(name, place): angle for name, place, angle in joint_angles(figure.flesh.skeleton)}
    assert angles["hip_flexion", "right hip"] == pytest.approx(0, abs=6)
    assert angles["knee_flexion", "right knee"] == pytest.approx(0, abs=8)
    assert angles["ankle_plantar_flexion", "right ankle"] == pytest.approx(0, abs=10)
    assert angles["hip_abduction", "left hip"] == pytest.approx(0, abs=3)
