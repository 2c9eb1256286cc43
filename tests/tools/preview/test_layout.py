from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from preview.layout import Drawing, filling, on_color, on_white, read_drawing


class Box(NamedTuple):
    """Where a drawing lies, in pixels."""

    left: float
    top: float
    width: float
    height: float


def drawing(width: float, height: float) -> Drawing:
    return read_drawing(f'<svg class="figure" viewBox="0 0 {width} {height}" width="9" height="9"><g/></svg>')


def boxes(picture: str) -> list[Box]:
    places = re.findall(r'<svg x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"', picture)
    return [Box(*map(float, place)) for place in places]


def test_people_who_sit_stand_side_by_side() -> None:
    one, other = boxes(on_white([drawing(500, 450), drawing(500, 450)], 1200, 630))
    assert one.top == other.top
    assert one.left + one.width < other.left


def test_people_who_lie_come_out_one_above_the_other() -> None:
    one, other = boxes(on_white([drawing(840, 270), drawing(840, 270)], 1200, 630))
    assert one.left == other.left
    assert one.top + one.height < other.top


def test_all_of_a_row_have_one_scale_and_one_floor() -> None:
    sizes = [(530, 450), (610, 700), (630, 430)]
    found = boxes(on_white([drawing(*size) for size in sizes], 1200, 630))
    assert len({round(box.top + box.height) for box in found}) == 1
    scale = found[0].height / sizes[0][1]
    for box, (width, height) in zip(found, sizes, strict=True):
        assert (box.width, box.height) == pytest.approx((width * scale, height * scale), abs=0.2)


@pytest.mark.parametrize("size", [(2000, 100), (100, 2000), (500, 500), (30, 20)])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 7])
def test_everything_stays_inside_the_margins(size: tuple[float, float], count: int) -> None:
    found = boxes(on_white([drawing(*size)] * count, 1200, 630))
    assert len(found) == count
    for box in found:
        assert box.left >= 55.9
        assert box.top >= 55.9
        assert box.left + box.width <= 1144.1
        assert box.top + box.height <= 574.1


def test_a_square_fills_its_picture_or_its_share() -> None:
    assert boxes(filling(drawing(24, 24), 32)) == [Box(0, 0, 32, 32)]
    assert boxes(on_color(drawing(24, 24), 180, 0.8, "#00796b")) == [Box(18, 18, 144, 144)]


def test_the_picture_is_an_svg_and_keeps_the_drawing() -> None:
    picture = ET.fromstring(on_white([drawing(50, 50)], 1200, 630))  # noqa: S314  (our own text)
    inner = picture[1]
    assert (picture.get("width"), picture.get("height")) == ("1200", "630")
    assert (inner.get("class"), inner.get("viewBox")) == ("figure", "0 0 50 50")


def test_a_drawing_without_a_size_is_told() -> None:
    with pytest.raises(ValueError, match="no viewBox"):
        read_drawing("<svg><path/></svg>")
