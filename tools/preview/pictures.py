"""Lists the pictures that the site needs, and finds those that do not match the current drawings."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from checks.data.registers import PREVIEWS
from contract.fields import Exercise
from rendering.link_preview import HEIGHT, SITE_PICTURE, WIDTH, in_site_row, start_figure

from preview.layout import filling, on_color, on_white, read_drawing
from preview.png import PngError, read_png

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.site import Report

ICONS = "assets/icons"
FAVICON = f"{ICONS}/favicon.svg"
TOKENS = "assets/stylesheets/tokens.css"
_HEADER_COLOR = re.compile(r"--header: (#[0-9a-f]{6});")
_BACKGROUND = re.compile(r'(<rect\b[^>]*\bfill=")#[0-9a-f]{6}')
# Pixels. Phones round the corners of the touch icon and show it at this size or smaller.
_FAVICON_SIZE = 32
_TOUCH_ICON_SIZE = 180
_TOUCH_ICON_SHARE = 0.84
# The keyword in a PNG for the digest of what it was made from.
DIGEST = "Drawing digest"


@dataclass(frozen=True, slots=True)
class Picture:
    """A bitmap that is to be drawn.

    Attributes:
        path: relative to the docs folder.
        svg: what is drawn.
        width, height: in pixels.
        is_clear: whether parts of it are transparent.
    """

    path: str
    svg: str
    width: int
    height: int
    is_clear: bool = False

    @property
    def digest(self) -> str:
        """The digest of what is drawn, including the layout."""
        return hashlib.sha256(self.svg.encode()).hexdigest()


def header_color(docs: Path) -> str:
    """Return the color of the site's header, such as `#00534a`, as tokens.css sets it.

    Raises:
        OSError: the style sheet cannot be read.
        ValueError: it does not set the color.
    """
    found = _HEADER_COLOR.search((docs / TOKENS).read_text(encoding="utf-8"))
    if found is None:
        message = f"{docs / TOKENS}: no line '--header: #…;'"
        raise ValueError(message)
    return found[1]


def favicon_in(color: str, docs: Path) -> str:
    """Return the SVG of the favicon with its background in a color.

    Raises:
        OSError: it cannot be read.
    """
    svg = (docs / FAVICON).read_text(encoding="utf-8")
    return _BACKGROUND.sub(rf"\g<1>{color}", svg, count=1)


def needed_pictures(docs: Path, report: Report) -> list[Picture]:
    """Return every picture of the site: link previews of each drawn stretch and of the site, and the icons.

    Args:
        docs: the docs folder.
        report: the pages and the drawings.

    Raises:
        OSError: the favicon's SVG cannot be read.
        ValueError: a drawing does not state its size.
    """
    return [*_previews(report), *_icons(docs)]


def stretches_without_drawing(report: Report) -> list[str]:
    """Return the names of the stretches without a picture, because their starting version has no drawing."""
    return sorted(name for name, exercise in _exercises(report) if start_figure(exercise, report) is None)


def findings(docs: Path, pictures: list[Picture]) -> list[str]:
    """Return one line for each picture that is missing, made from another drawing, or left over.

    Args:
        docs: the docs folder.
        pictures: what the site needs.
    """
    found = [finding for picture in pictures if (finding := finding_of(docs, picture)) is not None]
    needed = {picture.path for picture in pictures}
    for folder in (PREVIEWS, ICONS):
        files = sorted((docs / folder).glob("*.png"))
        found += [
            f"{docs / folder / file.name}: this picture is not used any more; delete it"
            for file in files
            if f"{folder}/{file.name}" not in needed
        ]
    return found


def finding_of(docs: Path, picture: Picture) -> str | None:
    """Return why a picture has to be drawn, or None if it is up to date."""
    file = docs / picture.path
    try:
        png = read_png(file.read_bytes())
    except FileNotFoundError:
        return f"{file}: it is not drawn yet; run 'make previews'"
    except (OSError, PngError) as error:
        return f"{file}: it cannot be read ({error}); run 'make previews'"
    if png.texts.get(DIGEST) != picture.digest:
        return f"{file}: it was made from another drawing; run 'make previews'"
    return None


def _previews(report: Report) -> Iterator[Picture]:
    row = [start_figure(exercise, report) for exercise in in_site_row(report)]
    if drawings := [read_drawing(figure.stretch_svg) for figure in row if figure is not None]:
        yield _preview(SITE_PICTURE, on_white(drawings, WIDTH, HEIGHT))
    for name, exercise in _exercises(report):
        figure = start_figure(exercise, report)
        if figure is not None:
            both = [read_drawing(figure.start_svg), read_drawing(figure.stretch_svg)]
            yield _preview(name, on_white(both, WIDTH, HEIGHT))


def _preview(name: str, svg: str) -> Picture:
    return Picture(f"{PREVIEWS}/{name}.png", svg, WIDTH, HEIGHT)


def _icons(docs: Path) -> Iterator[Picture]:
    color = header_color(docs)
    icon = read_drawing(favicon_in(color, docs))
    small, large = _FAVICON_SIZE, _TOUCH_ICON_SIZE
    yield Picture(f"{ICONS}/favicon.png", filling(icon, small), small, small, is_clear=True)
    yield Picture(f"{ICONS}/touch-icon.png", on_color(icon, large, _TOUCH_ICON_SHARE, color), large, large)


def _exercises(report: Report) -> Iterator[tuple[str, Exercise]]:
    for path, page in report.pages.items():
        if isinstance(page.front_matter, Exercise):
            yield PurePosixPath(path).stem, page.front_matter
