from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely
from figure.drawing import FIGURES, MOVES, drawn, drawn_move
from figure.nerve_path import NAME
from figure.pose_file import PICTURES
from figure.svg import VARIABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from figure.directions import Vector
    from figure.layers import Figure
    from figure.muscles import Band
    from figure.pose_file import Body, Version

MOST_BYTES = 6 * 1024
STAGE = (328, 200)  # pixels: into this a page on a phone fits every drawing
MOST_BYTES_OF_A_MOVE = 12 * 1024  # as it is sent, packed
# Steps of a move that are drawn again; all of them would take as long as the rest of these tests.
SAMPLE = (3, 8)
# Units of a quarter of a centimeter; another numpy or GEOS may round the last digit elsewhere.
MOST_OFF = 2
SVG = "{http://www.w3.org/2000/svg}"


def committed(docs: Path, version: Version) -> dict[str, str]:
    names = [f"{version.name}-{picture}.svg" for picture in PICTURES]
    return {name: (docs / FIGURES / name).read_text(encoding="utf-8") for name in names}


# Redrawing -------------------------------------------------------------------------------------


def test_the_committed_drawing_is_the_one_that_the_pose_gives(
    version: Version, docs: Path, figures_of: Callable[[str], dict[str, Figure]]
) -> None:
    for name, text in drawn(version, figures_of(version.name)).items():
        difference = unlike(committed(docs, version)[name], text)
        assert difference is None, f"{name}: {difference}; run 'make figures'"


def test_no_drawing_is_left_over(docs: Path, all_versions: dict[str, Version]) -> None:
    expected = {f"{name}-{picture}.svg" for name in all_versions for picture in PICTURES}
    expected.add(f"{NAME}.svg")
    expected |= {f"moves/{name}.svg" for name, version in all_versions.items() if version.pose.moves}
    found = (path for path in (docs / FIGURES).rglob("*") if path.is_file())
    assert {path.relative_to(docs / FIGURES).as_posix() for path in found} == expected


def test_the_committed_move_is_the_one_that_the_pose_gives(
    moving: Version, docs: Path, figures_of: Callable[[str], dict[str, Figure]], all_muscles: dict[str, Band]
) -> None:
    kept = (docs / MOVES / f"{moving.name}.svg").read_text(encoding="utf-8")
    anew = drawn_move(moving, figures_of(moving.name), all_muscles, SAMPLE)
    scene, *kept_steps = parts_of(kept)
    anew_scene, *anew_steps = parts_of(anew)
    assert len(kept_steps) == len(anew_steps)
    pairs = [(scene, anew_scene), *((kept_steps[step], anew_steps[step]) for step in SAMPLE)]
    for one, other in pairs:
        difference = unlike(one, other)
        assert difference is None, f"{moving.name}: {difference}; run 'make figures'"


def parts_of(move: str) -> list[str]:
    """What stands round the steps of a move, and then what each of them draws; the first is the start."""
    step = re.compile(r'(?<=<g id=)"[a-z-]+-\d+">(.*?)(?=</g></g></g>)')
    return [step.sub("", move), *step.findall(move)]


def unlike(one: str, other: str) -> str | None:
    """What differs between two drawings, apart from the last digit of a coordinate."""
    if re.sub(r' d="[^"]*"', "", one) != re.sub(r' d="[^"]*"', "", other):
        return "something other than a path differs"
    for before, after in zip(paths(one), paths(other), strict=True):
        # Measured to the nearest place of the other line, because it may be cut into curves elsewhere.
        far = shapely.hausdorff_distance(lines_of(before), lines_of(after))
        if far > MOST_OFF:
            return f"a path has moved by {far:.0f} units"
    return None


def paths(svg: str) -> list[str]:
    return re.findall(r' d="([^"]*)"', svg)


def lines_of(path: str) -> shapely.MultiLineString:
    """A path as lines of short pieces, each of its outlines closed where it is."""
    lines: list[list[Vector]] = []
    for command, text in re.findall(r"([Mclz])([^Mclz]*)", path):
        numbers = np.array([float(number) for number in re.findall(r"-?\d+", text)])
        if command == "M":
            lines.append([numbers])
        elif command == "l":
            for step in numbers.reshape(-1, 2):
                lines[-1].append(lines[-1][-1] + step)
        elif command == "c":
            for one, two, end in numbers.reshape(-1, 3, 2):
                t = np.linspace(0, 1, 30)[1:, None]
                curve = 3 * t * (1 - t) ** 2 * one + 3 * t**2 * (1 - t) * two + t**3 * end
                lines[-1].extend(lines[-1][-1] + curve)
        else:
            lines[-1].append(lines[-1][0])
    return shapely.MultiLineString(lines)


def test_a_moved_path_is_noticed(docs: Path, all_versions: dict[str, Version]) -> None:
    text = next(iter(committed(docs, all_versions["cat-hands-and-knees"]).values()))
    start = re.search(r'd="M(\d+) (\d+)c', text)
    assert start is not None
    x, y = int(start[1]), int(start[2])
    assert unlike(text, text.replace(start[0], f'd="M{x + 9} {y}c', 1)) is not None
    assert unlike(text, text.replace(start[0], f'd="M{x + 1} {y}c', 1)) is None


# What every drawing must be ---------------------------------------------------------------------


def test_a_drawing_is_small_safe_to_inline_and_told_in_words(version: Version, docs: Path) -> None:
    for name, text in committed(docs, version).items():
        assert findings(name.removesuffix(".svg"), text) == []


def findings(name: str, text: str) -> list[str]:
    """What is wrong with a drawing that a page takes in."""
    found = []
    size = len(text.encode())
    if size > MOST_BYTES:
        found.append(f"it has {size} bytes")
    root = ET.fromstring(text)  # noqa: S314  (our own file)
    elements = list(root.iter())
    ids = [element.get("id", "") for element in elements if element.get("id")]
    if len(ids) != len(set(ids)) or not all(one == name or one.startswith(f"{name}-") for one in ids):
        found.append(f"its ids are {ids}")
    for part in ("title", "desc"):
        told = root.find(SVG + part)
        if told is None or not told.text or told.get("id") not in root.get("aria-labelledby", "").split():
            found.append(f"no {part} that is named by aria-labelledby")
    if root.get("role") != "img":
        found.append("its role is not img")
    for element in elements:
        if element.tag.removeprefix(SVG) in {"style", "script", "foreignObject", "image", "a"}:
            found.append(f"it has a {element.tag.removeprefix(SVG)}")
        found += [
            f"attribute {key}"
            for key in element.attrib
            if key == "style" or key.startswith("on") or key.endswith("}href")
        ]
        refers = element.get("href")
        if refers is not None and refers.removeprefix("#") not in ids:
            found.append(f"it refers to {refers}")
    return found


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('role="img"', "", "its role is not img"),
        ("<title", "<style>a{}</style><title", "it has a style"),
        ("<title ", '<title style="x" ', "attribute style"),
        ('-d">', '-t">', "its ids"),
        ("</svg>", "<!--" + 6000 * "x" + "--></svg>", "bytes"),
        ("<use href=", "<use href='#other' class=", "it refers to #other"),
    ],
)
def test_a_flaw_is_noticed(
    before: str, after: str, told: str, docs: Path, all_versions: dict[str, Version]
) -> None:
    name, text = next(iter(committed(docs, all_versions["cat-hands-and-knees"]).items()))
    assert any(
        told in finding for finding in findings(name.removesuffix(".svg"), text.replace(before, after))
    )


def test_both_pictures_of_a_version_have_one_frame(version: Version, docs: Path) -> None:
    boxes = {re.search(r'viewBox="([^"]*)"', text)[1] for text in committed(docs, version).values()}  # type: ignore[index]
    assert len(boxes) == 1


def test_outlines_are_equally_thick_where_pages_show_them(version: Version, docs: Path) -> None:
    for name, text in committed(docs, version).items():
        box = re.search(r'viewBox="0 0 (\d+) (\d+)"', text)
        outline = re.search(r'stroke="var\(--figure-line[^"]*" stroke-width="([\d.]+)"', text)
        assert box is not None
        assert outline is not None
        shown = min(STAGE[0] / int(box[1]), STAGE[1] / int(box[2]))
        assert float(outline[1]) * shown == pytest.approx(2.8, abs=0.06), name


def test_a_move_is_small_stays_in_its_frame_and_is_told_by_the_drawings(moving: Version, docs: Path) -> None:
    text = (docs / MOVES / f"{moving.name}.svg").read_text(encoding="utf-8")
    assert len(gzip.compress(text.encode())) <= MOST_BYTES_OF_A_MOVE
    assert flaws_of_a_move(moving.name, text) == []
    box = shapely.total_bounds(np.array([lines_of(path) for path in paths(text)], dtype=object))
    frame = re.search(r'viewBox="0 0 (\d+) (\d+)"', text)
    assert frame is not None
    assert frame[0] in committed(docs, moving)[f"{moving.name}-start.svg"]
    assert box[0] >= 0 <= box[1], "a person leaves the picture; make the mat longer"
    assert box[2] <= int(frame[1]), "a person leaves the picture; make the mat longer"
    assert box[3] <= int(frame[2])


def flaws_of_a_move(name: str, text: str) -> list[str]:
    """What is wrong with a move that a page takes in beside the two drawings."""
    root = ET.fromstring(text)  # noqa: S314  (our own file)
    steps = root.findall(f"{SVG}g/{SVG}g")
    drawings = {f"{name}-start", f"{name}-stretch"}
    ids = [element.get("id", "") for element in root.iter() if element.get("id")]
    refers = {element.get("href", "") for element in root.iter(f"{SVG}use")}
    found = []
    if root.get("aria-hidden") != "true" or root.get("role") or root.find(f"{SVG}title") is not None:
        found.append("it is read out beside the drawings")
    if [step.get("display") for step in steps] != [None, *["none"] * (len(steps) - 1)]:
        found.append("it does not show its first step alone")
    if len(ids) != len(set(ids)) or drawings & set(ids) or not all(one.startswith(f"{name}-") for one in ids):
        found.append(f"its ids are {ids}")
    if refers != {f"#{one}" for one in {*ids, *drawings}}:
        found.append(f"it refers to {refers}")
    if {element.tag.removeprefix(SVG) for element in root.iter()} - {"svg", "g", "defs", "path", "use"}:
        found.append("it has more than shapes")
    return found


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('aria-hidden="true"', 'role="img"', "read out"),
        ('display="none"', "", "its first step alone"),
        ('id="lunge-chair-1"', 'id="lunge-chair-start"', "its ids"),
        ('href="#lunge-chair-stretch"', 'href="#other"', "it refers to"),
        ("</svg>", "<script/></svg>", "more than shapes"),
    ],
)
def test_a_flaw_of_a_move_is_noticed(before: str, after: str, told: str, docs: Path) -> None:
    text = (docs / MOVES / "lunge-chair.svg").read_text(encoding="utf-8")
    assert before in text
    assert any(told in finding for finding in flaws_of_a_move("lunge-chair", text.replace(before, after, 1)))


# Colors ----------------------------------------------------------------------------------------


def luminance(color: str) -> float:
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast by WCAG 2; it depends on luminance alone, so it holds in gray print as well."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_outlines_stand_out_on_light_pages_on_dark_ones_and_from_what_they_surround(
    docs: Path, all_versions: dict[str, Version]
) -> None:
    css = (docs / "assets/stylesheets/figure.css").read_text(encoding="utf-8")
    dark = re.search(r"prefers-color-scheme: dark\) \{\s*\.figure \{([^}]*)\}", css)
    assert dark is not None
    halo = re.search(r"--figure-halo: (#\w+)", dark[1])
    floor = re.search(r"--figure-floor: (#\w+)", dark[1])
    assert halo is not None
    assert floor is not None
    assert contrast(VARIABLES["line"], "#ffffff") >= 3
    assert contrast(VARIABLES["line"], VARIABLES["floor"]) >= 3
    assert contrast(halo[1], dark_background(docs)) >= 3
    assert contrast(halo[1], floor[1]) >= 3
    assert contrast(VARIABLES["line"], halo[1]) >= 3
    for body in {version.pose.body: version.body for version in all_versions.values()}.values():
        assert too_faint(body) == []


def dark_background(docs: Path) -> str:
    """What is behind the drawings on a dark page."""
    tokens = (docs / "assets/stylesheets/tokens.css").read_text(encoding="utf-8")
    found = re.search(r"--stage: (#\w+)", tokens.partition("prefers-color-scheme: dark")[2])
    assert found is not None
    return found[1]


def too_faint(body: Body) -> list[str]:
    near = {name: color for name, color in body.colors.model_dump().items() if not name.endswith("_far")}
    # Hair has no line inside it, and meets the page only through the halo.
    found = [
        name for name, color in near.items() if name != "hair" and contrast(VARIABLES["line"], color) < 3
    ]
    return found + [
        f"muscle on {name}" for name in ("shirt", "leggings") if contrast(VARIABLES["muscle"], near[name]) < 3
    ]


def test_the_style_sheet_and_the_drawings_name_the_same_colors(docs: Path) -> None:
    css = (docs / "assets/stylesheets/figure.css").read_text(encoding="utf-8")
    light = re.search(r"\.figure \{([^}]*)\}", css)
    assert light is not None
    named = dict(re.findall(r"--figure-(\w+): (#\w+)", light[1]))
    assert named == VARIABLES


def test_words_are_for_patients(version: Version, docs: Path, all_muscles: dict[str, Band]) -> None:
    from checks.data.registers import read_registers  # noqa: PLC0415

    words = read_registers(docs).words
    del all_muscles
    for picture in (version.pose.start, version.pose.stretch):
        for text in (picture.caption, picture.alt):
            assert list(words.findings(1, text)) == []
            assert max(len(sentence.split()) for sentence in re.split(r"[.!?](?:\s|$)", text)) <= 20
