"""Every stretch has its link preview, every device its icon, and each is made from the drawings of today."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from checks.data.registers import FIGURES, PREVIEWS
from checks.site import check_site
from preview.pictures import (
    FAVICON,
    ICONS,
    TOKENS,
    favicon_in,
    findings,
    header_color,
    needed_pictures,
    stretches_without_drawing,
)
from preview.png import read_png
from rendering.link_preview import HEIGHT, SITE_PICTURE, WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checks.site import Report

MOST_BYTES = 100_000
NAMES = ("favicon", "touch-icon")
MARK = re.compile(r'<circle ([^>]*?)(?: fill="[^"]*")?/>.* d="([^"]*)"/></svg>')


def told(docs: Path) -> list[str]:
    return [
        finding.removeprefix(f"{docs}/")
        for finding in findings(docs, needed_pictures(docs, check_site(docs)))
    ]


# The pictures of this site ---------------------------------------------------------------------


def test_every_picture_is_made_from_the_drawings_of_today(docs: Path, report: Report) -> None:
    assert findings(docs, needed_pictures(docs, report)) == []


def test_every_stretch_has_a_picture_of_its_own(docs: Path, report: Report) -> None:
    needed = {picture.path for picture in needed_pictures(docs, report)}
    stretches = {file.stem for file in (docs / "stretches").glob("*.md")} - {"index"}
    missing = {name for name in stretches if f"{PREVIEWS}/{name}.png" not in needed}
    assert missing == set(stretches_without_drawing(report))
    assert f"{PREVIEWS}/{SITE_PICTURE}.png" in needed


def test_a_preview_has_the_size_that_apps_show(docs: Path) -> None:
    files = list((docs / PREVIEWS).iterdir())
    assert files
    for file in files:
        content = file.read_bytes()
        png = read_png(content)
        assert (png.width, png.height) == (WIDTH, HEIGHT) == (1200, 630), file.name
        assert png.is_opaque, file.name
        assert len(content) <= MOST_BYTES, file.name


def test_the_icons_have_the_sizes_that_devices_ask_for(docs: Path) -> None:
    favicon, touch_icon = (read_png((docs / ICONS / f"{name}.png").read_bytes()) for name in NAMES)
    assert (favicon.width, favicon.height, favicon.is_opaque) == (32, 32, False)
    # A phone puts black behind what is clear.
    assert (touch_icon.width, touch_icon.height, touch_icon.is_opaque) == (180, 180, True)


def test_the_icon_and_the_mark_in_the_header_are_one(docs: Path) -> None:
    header = docs.parent / "overrides" / ".icons" / "site" / "lunge.svg"
    icon, mark = (file.read_text(encoding="utf-8") for file in (docs / FAVICON, header))
    found, expected = MARK.search(icon), MARK.search(mark)
    assert found
    assert expected
    assert found.groups() == expected.groups()
    assert "currentColor" in mark


def test_the_icons_have_the_color_of_the_header(docs: Path) -> None:
    assert f'fill="{header_color(docs)}"' in (docs / FAVICON).read_text(encoding="utf-8")


def test_another_color_is_one_change(copied: Path) -> None:
    report = check_site(copied)
    tokens = copied / TOKENS
    text = tokens.read_text(encoding="utf-8").replace(header_color(copied), "#123456", 1)
    tokens.write_text(text, encoding="utf-8")
    assert 'fill="#123456"' in favicon_in(header_color(copied), copied)
    outdated = [finding.rpartition("/")[2] for finding in findings(copied, needed_pictures(copied, report))]
    assert [finding.partition(":")[0] for finding in outdated] == ["favicon.png", "touch-icon.png"]


# What goes wrong -------------------------------------------------------------------------------


def change_a_drawing(docs: Path) -> list[str]:
    file = docs / FIGURES / "cobra-elbows-stretch.svg"
    file.write_text(file.read_text(encoding="utf-8").replace("#694069", "#694068"), encoding="utf-8")
    return ["assets/previews/cobra.png: it was made from another drawing; run 'make previews'"]


def change_a_drawing_of_the_row(docs: Path) -> list[str]:
    file = docs / FIGURES / "cat-hands-and-knees-stretch.svg"
    file.write_text(file.read_text(encoding="utf-8").replace("#ffc43d", "#ffc43c"), encoding="utf-8")
    return [
        "assets/previews/index.png: it was made from another drawing; run 'make previews'",
        "assets/previews/cat.png: it was made from another drawing; run 'make previews'",
    ]


def change_the_icon(docs: Path) -> list[str]:
    file = docs / FAVICON
    file.write_text(file.read_text(encoding="utf-8").replace(' rx="4.5"', ' rx="5"'), encoding="utf-8")
    return [
        f"assets/icons/{name}.png: it was made from another drawing; run 'make previews'" for name in NAMES
    ]


def start_with_another_version(docs: Path) -> list[str]:
    file = docs / "stretches" / "cobra.md"
    text = file.read_text(encoding="utf-8").replace("figure: cobra-elbows", "figure: cobra-straight-arms", 1)
    file.write_text(text, encoding="utf-8")
    return ["assets/previews/cobra.png: it was made from another drawing; run 'make previews'"]


def lose_a_picture(docs: Path) -> list[str]:
    (docs / PREVIEWS / "lunge.png").unlink()
    return ["assets/previews/lunge.png: it is not drawn yet; run 'make previews'"]


def cut_a_picture_off(docs: Path) -> list[str]:
    file = docs / PREVIEWS / "lunge.png"
    file.write_bytes(file.read_bytes()[:900])
    return ["assets/previews/lunge.png: it cannot be read (it ends too early); run 'make previews'"]


def lose_a_page(docs: Path) -> list[str]:
    (docs / "stretches" / "cobra.md").unlink()
    return ["assets/previews/cobra.png: this picture is not used any more; delete it"]


@pytest.mark.parametrize(
    "fault",
    [
        change_a_drawing,
        change_a_drawing_of_the_row,
        change_the_icon,
        start_with_another_version,
        lose_a_picture,
        cut_a_picture_off,
        lose_a_page,
    ],
)
def test_a_picture_that_is_not_of_today_is_told(fault: Callable[[Path], list[str]], copied: Path) -> None:
    expected = fault(copied)
    assert told(copied) == expected


def test_a_stretch_without_a_drawing_needs_no_picture(copied: Path, report: Report) -> None:
    page = copied / "stretches" / "cobra.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("    figure: cobra-elbows\n", ""), encoding="utf-8"
    )
    (copied / PREVIEWS / "cobra.png").unlink()
    changed = check_site(copied)
    assert findings(copied, needed_pictures(copied, changed)) == []
    assert set(stretches_without_drawing(changed)) - set(stretches_without_drawing(report)) == {"cobra"}
