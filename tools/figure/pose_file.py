"""Reads the files that figures are drawn from: docs/_data/poses/NAME.yml and docs/_data/bodies.yml.

Lengths are in centimeters and angles in degrees. X points where the person faces when standing, Y points up.
The third number of a point is the distance outward from the middle of the body, to the person's right on the
right side and to the left on the left side, so that one entry `arm:` or `leg:` is enough for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from reading.field_messages import explain_errors
from reading.plain_yaml import PlainYamlError, Tree, read_plain_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

POSES = "_data/poses"
BODIES = "_data/bodies.yml"
PICTURES = ("start", "stretch")

# Captions, highlights and arrows belong to one picture; the position carries over from start to stretch.
_OF_ONE_PICTURE = frozenset({"caption", "alt", "muscles", "arrows"})

_ORDER = (
    "What is drawn, from the back to the front: head, trunk, muscles, strap, hips, and right or left arm, "
    "leg, thigh, shin or foot; a '+' joins parts of the legs in one outline."
)
# What can rest on the floor or a prop: one for the body, one for each side.
BODY_PARTS = frozenset({"seat", "back", "front", "head"})
SIDED_PARTS = frozenset({"foot", "hand", "palm", "knee", "calf", "forearm"})

_RESTING = sorted(BODY_PARTS | {f"right or left {part}" for part in SIDED_PARTS})

Side = Literal["right", "left"]
Pair = Annotated[list[float], Field(min_length=2, max_length=2)]
Point = Annotated[list[float], Field(min_length=3, max_length=3)]
Color = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Sentence = Annotated[str, Field(min_length=10, max_length=300)]
Name = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]

Model = TypeVar("Model", bound="Numbers")


class PoseError(Exception):
    """A figure cannot be drawn from its file; the message names the file, the reason and the fix."""


class Numbers(BaseModel):
    """Base class of every group of fields: an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


# Poses -----------------------------------------------------------------------------------------


class Leg(Numbers):
    """Where a foot is, and where the knee and the foot point."""

    ankle: Point | None = Field(default=None, description="Where the ankle is.")
    ball: Point | None = Field(
        default=None,
        description="For a lifted heel: X and out of the ball of the foot, and the lift in degrees.",
    )
    knee: Point = Field(description="The direction in which the knee points.")
    toes: Point = Field(default=[1, 0, 0.12], description="The direction from heel to toes.")
    top: Point = Field(default=[0, 1, 0], description="The direction of the top of the foot.")

    @model_validator(mode="after")
    def _one_target(self) -> Leg:
        if (self.ankle is None) == (self.ball is None):
            message = "give either 'ankle' or 'ball'"
            raise ValueError(message)
        return self


class Plant(Numbers):
    """A wrist in front of (or behind) the shoulder, with the arm extended to a fraction of its length."""

    height: float = Field(description="Height of the wrist.")
    out: float = Field(description="How far out from the middle the wrist is.")
    reach: float = Field(gt=0, lt=1, description="Distance from shoulder to wrist as a fraction of the arm.")
    behind: bool = Field(default=False, description="true for a hand behind the shoulder.")


class Arm(Numbers):
    """Where a hand is, and where the elbow and the hand point."""

    wrist: Point | None = Field(default=None, description="Where the wrist is.")
    plant: Plant | None = Field(default=None, description="A wrist that follows the shoulder.")
    elbow: Point = Field(description="The direction in which the elbow points.")
    fingers: Point = Field(description="The direction from the wrist to the fingers.")
    back: Point = Field(description="The direction of the back of the hand.")
    curl: float = Field(default=8, ge=-20, le=90, description="How far each finger joint is bent.")
    shoulder: Point = Field(default=[0, 0, 0], description="How far the shoulder is moved from its place.")

    @model_validator(mode="after")
    def _one_target(self) -> Arm:
        if (self.wrist is None) == (self.plant is None):
            message = "give either 'wrist' or 'plant'"
            raise ValueError(message)
        return self


class Muscle(Numbers):
    """A muscle to highlight."""

    name: str = Field(description="Its name in docs/_data/muscles.yml.")
    side: Side = Field(default="right", description="Which side of the body.")
    around: float | None = Field(
        default=None,
        description="Where around the limb the visible part is, if it differs from docs/_data/muscles.yml.",
    )
    between: Pair | None = Field(
        default=None, description="From where to where along it, if it differs from docs/_data/muscles.yml."
    )


class Strap(Numbers):
    """A strap that one hand holds behind the thigh of the same side."""

    side: Side = Field(description="Which side of the body.")
    thigh: float = Field(gt=0, lt=1, description="Where it crosses the thigh, from hip (0) to knee (1).")


class Picture(Numbers):
    """One picture of a version. Fields that the stretch leaves out are as in the start."""

    caption: Sentence = Field(description="One plain sentence under the picture.")
    alt: Sentence = Field(description="The drawing in words.")
    hips: Pair = Field(description="X and Y of the middle between the hip joints.")
    spine: Annotated[list[Pair], Field(min_length=2)] = Field(
        description="How far the spine leans forward (0 upright) at places in cm above the hip joints.",
    )
    head: float = Field(description="How far the head leans forward.")
    head_turn: float = Field(
        default=0, ge=-80, le=80, description="How far the face is turned to the right, in degrees."
    )
    leg: Leg | None = Field(default=None, description="Both legs.")
    right_leg: Leg | None = Field(default=None, description="The right leg, where it differs.")
    left_leg: Leg | None = Field(default=None, description="The left leg, where it differs.")
    arm: Arm | None = Field(default=None, description="Both arms.")
    right_arm: Arm | None = Field(default=None, description="The right arm, where it differs.")
    left_arm: Arm | None = Field(default=None, description="The left arm, where it differs.")
    muscles: list[Muscle] = Field(default=[], description="The muscles to highlight.")
    order: list[str] | None = Field(default=None, description=_ORDER)
    strap: Strap | None = Field(default=None, description="A strap behind a thigh.")
    arrows: list[Annotated[list[Point], Field(min_length=2, max_length=2)]] = Field(
        default=[],
        description="Arrows that show the movement, each from a point to a point (X, Y, to the right).",
    )
    without: list[str] = Field(default=[], description="Props that this picture leaves out.")
    rests: Annotated[list[str], Field(min_length=1)] = Field(
        description="What touches the floor or a prop, such as 'right foot' or 'left hand on chair'.",
    )

    @model_validator(mode="after")
    def _both_sides(self) -> Picture:
        for side in ("right", "left"):
            for limb in ("leg", "arm"):
                if getattr(self, limb) is None and getattr(self, f"{side}_{limb}") is None:
                    message = f"give '{limb}' or '{side}_{limb}'"
                    raise ValueError(message)
        return self

    def leg_of(self, side: Side) -> Leg:
        """The leg of one side."""
        leg = (self.right_leg if side == "right" else self.left_leg) or self.leg
        if leg is None:
            raise AssertionError
        return leg

    def arm_of(self, side: Side) -> Arm:
        """The arm of one side."""
        arm = (self.right_arm if side == "right" else self.left_arm) or self.arm
        if arm is None:
            raise AssertionError
        return arm


class View(Numbers):
    """Where the person is seen from."""

    turn: float = Field(ge=-90, le=180, description="0 from the side, 90 from the front.")
    tilt: float = Field(ge=0, le=80, description="How far from above.")


class Prop(Numbers):
    """An object beside or below the person."""

    kind: Literal["box", "roll", "chair", "table", "post", "wall"] = Field(description="What it is.")
    low: Point = Field(description="Its lowest corner; the third number is to the person's right.")
    high: Point = Field(description="Its highest corner.")
    back: Literal["behind", "ahead", "left"] = Field(
        default="behind",
        description="Where the back of a chair is: at its lowest X, highest X or lowest third number.",
    )
    soft: float = Field(default=0, ge=0, description="How round its edges are.")
    folds: int = Field(default=0, ge=0, description="How many fold lines it shows.")
    color: Color = Field(default="#c8a06a", description="Its color.")


class Via(Numbers):
    """A place on the way from the start to the stretch, where the direct way would be wrong.

    Fields that it leaves out are as on the direct way.
    """

    at: float = Field(gt=0, lt=1, description="When it is reached, as a fraction of the way.")
    lifts: list[str] = Field(default=[], description="What rests in both pictures, but not here.")
    hips: Pair | None = Field(default=None, description="X and Y of the middle between the hip joints.")
    leg: Leg | None = Field(default=None, description="Both legs.")
    right_leg: Leg | None = Field(default=None, description="The right leg.")
    left_leg: Leg | None = Field(default=None, description="The left leg.")
    arm: Arm | None = Field(default=None, description="Both arms.")
    right_arm: Arm | None = Field(default=None, description="The right arm.")
    left_arm: Arm | None = Field(default=None, description="The left arm.")

    def leg_of(self, side: Side) -> Leg | None:
        """Return the leg of one side, if it is given."""
        return (self.right_leg if side == "right" else self.left_leg) or self.leg

    def arm_of(self, side: Side) -> Arm | None:
        """Return the arm of one side, if it is given."""
        return (self.right_arm if side == "right" else self.left_arm) or self.arm


class Mat(Numbers):
    """The mat on the floor."""

    x: Pair = Field(description="From where to where along X.")
    z: Pair = Field(description="From where to where, to the person's right.")


class Pose(Numbers):
    """One version of a stretch, in its two pictures."""

    page: Annotated[str, Field(pattern=r"^stretches/[a-z-]+\.md$")] = Field(description="Its page.")
    title: Annotated[str, Field(min_length=5, max_length=50)] = Field(
        description="What it shows, such as 'Cobra on the elbows'."
    )
    body: Name = Field(description="Who is drawn: a name in docs/_data/bodies.yml.")
    shoes: bool = Field(default=False, description="true if shoes are worn.")
    view: View = Field(description="Where the person is seen from.")
    mat: Mat = Field(description="The mat on the floor.")
    props: dict[str, Prop] = Field(default={}, description="The objects beside or below the person.")
    start: Picture = Field(description="The start picture.")
    stretch: Picture = Field(description="The stretch picture.")
    moves: bool = Field(default=True, description="false if the move between both cannot be shown.")
    via: list[Via] = Field(default=[], description="Places on the way from the start to the stretch.")

    @model_validator(mode="after")
    def _names_that_are_there(self) -> Pose:
        for picture in (self.start, self.stretch):
            props = list(picture.without)
            for rest in picture.rests:
                part, _, prop = rest.partition(" on ")
                side, _, what = part.partition(" ")
                if part not in BODY_PARTS and not (side in {"right", "left"} and what in SIDED_PARTS):
                    message = f"'{part}' cannot rest on anything; choose one of {', '.join(_RESTING)}"
                    raise ValueError(message)
                props += [prop] if prop else []
            for prop in props:
                if prop not in self.props:
                    message = f"there is no prop '{prop}'; add it to 'props' or correct its name"
                    raise ValueError(message)
        return self

    def picture(self, name: str) -> Picture:
        """The start or the stretch picture."""
        return self.start if name == "start" else self.stretch


# Bodies ----------------------------------------------------------------------------------------

Profile = Annotated[list[Annotated[list[float], Field(min_length=4, max_length=4)]], Field(min_length=2)]


class Palette(Numbers):
    """Colors; those that end in `_far` are for the far limb."""

    skin: Color
    skin_far: Color
    shirt: Color
    shirt_far: Color
    leggings: Color
    leggings_far: Color
    shoes: Color
    shoes_far: Color
    hair: Color


class Body(Numbers):
    """A person to draw. The rows of a profile: a place along a bone, then front, back and half the width."""

    hair: Literal["bun", "short", "bald"] = Field(description="The hair.")
    colors: Palette = Field(description="The colors.")
    trunk: Profile = Field(description="At places in cm above the hip joints.")
    thigh: Profile = Field(description="From hip (0) to knee (1).")
    shank: Profile = Field(description="From knee (0) to ankle (1).")
    upper_arm: Profile = Field(description="From shoulder (0) to elbow (1).")
    forearm: Profile = Field(description="From elbow (0) to wrist (1).")
    bottom: float = Field(description="Radius of the bottom.")
    neck: float = Field(description="Radius of the neck.")


# Reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Version:
    """The content of a pose file: its name, its pose and the body it is drawn with."""

    name: str
    pose: Pose
    body: Body


def read_versions(docs: Path) -> list[Version]:
    """Read every pose below the docs folder, sorted by name.

    Raises:
        PoseError: a file is wrong.
    """
    bodies = read_bodies(docs / BODIES)
    files = sorted((docs / POSES).glob("*.yml"))
    return [_version(file, read_pose(file), bodies) for file in files]


def read_bodies(file: Path) -> dict[str, Body]:
    """Read the people who can be drawn.

    Raises:
        PoseError: the file is wrong.
    """
    read = tree(file)
    return {name: validated(file, read, Body, value, (name,)) for name, value in entries(file, read).items()}


def read_pose(file: Path) -> Pose:
    """Read one pose.

    Raises:
        PoseError: the file is wrong.
    """
    read = tree(file)
    raw = entries(file, read)
    start, stretch = raw.get("start"), raw.get("stretch")
    if isinstance(start, dict) and isinstance(stretch, dict):
        carried = {name: value for name, value in start.items() if name not in _OF_ONE_PICTURE}
        raw = {**raw, "stretch": {**carried, **stretch}}
    return validated(file, read, Pose, raw, ())


def _version(file: Path, pose: Pose, bodies: Mapping[str, Body]) -> Version:
    if pose.body not in bodies:
        message = f"{file}: there is no body '{pose.body}'; choose one of {', '.join(bodies)}"
        raise PoseError(message)
    return Version(file.stem, pose, bodies[pose.body])


def tree(file: Path) -> Tree:
    """Read a file of numbers.

    Raises:
        PoseError: it cannot be read.
    """
    try:
        return read_plain_yaml(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file}: it cannot be read ({error})"
        raise PoseError(message) from error
    except PlainYamlError as error:
        message = f"{file}:{error.finding.line}: {error.finding.message}; {error.finding.help}"
        raise PoseError(message) from error


def entries(file: Path, read: Tree) -> dict[str, object]:
    """Return the entries of a file, by name.

    Raises:
        PoseError: it has none.
    """
    if not isinstance(read.value, dict):
        message = f"{file}: it has no entries of the form 'name: value'; see the other files in its folder"
        raise PoseError(message)
    return read.value


def validated(
    file: Path, read: Tree, model: type[Model], value: object, place: tuple[str | int, ...]
) -> Model:
    """Return one entry of a file, validated.

    Raises:
        PoseError: it is wrong; the message has a line for each finding.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        messages = [
            f"{file}:{read.line_of((*place, *complaint.path))}: {complaint.message}; {complaint.help}"
            for complaint in explain_errors(error, model)
        ]
        raise PoseError("\n".join(messages)) from error
