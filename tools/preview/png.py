"""Reads the metadata of a PNG, and makes a PNG smaller; Pillow handles the pixels."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOR_TYPES_WITH_ALPHA = frozenset({4, 6})
# Enough for flat colors and their antialiased edges; more would only make a link preview larger.
_MOST_COLORS = 96


class PngError(ValueError):
    """A file is not a PNG, or is truncated."""


@dataclass(frozen=True, slots=True)
class PngFacts:
    """The metadata of a PNG.

    Attributes:
        width, height: in pixels.
        is_opaque: whether no pixel is transparent.
        texts: its text entries by keyword.
    """

    width: int
    height: int
    is_opaque: bool
    texts: dict[str, str] = field(default_factory=dict)


def read_png(content: bytes) -> PngFacts:
    """Read the metadata of a PNG, without its pixels.

    Raises:
        PngError: it is not a PNG.
    """
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR":
        message = "it does not begin as a PNG does"
        raise PngError(message)
    width, height, _, color_type = struct.unpack(">IIBB", chunks[0][1][:10])
    texts = {}
    for kind, data in chunks:
        if kind == b"tEXt":
            keyword, _, text = data.decode("latin-1").partition("\0")
            texts[keyword] = text
    sees_through = color_type in _COLOR_TYPES_WITH_ALPHA or any(kind == b"tRNS" for kind, _ in chunks)
    return PngFacts(width, height, not sees_through, texts)


def small_png(content: bytes, texts: Mapping[str, str], *, is_clear: bool) -> bytes:
    """Make a PNG smaller, center what it shows, and add text entries.

    Args:
        content: a PNG; an opaque one has the color of its background in its corners.
        texts: the text entries to add, by keyword.
        is_clear: whether it is transparent; it then keeps all its colors.
    """
    info = PngInfo()
    for keyword, text in texts.items():
        info.add_text(keyword, text)
    with Image.open(io.BytesIO(content)) as opened:
        image = opened.convert("RGBA" if is_clear else "RGB")
    if not is_clear:
        image = _centered(image).quantize(_MOST_COLORS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True, pnginfo=info)
    return written.getvalue()


def _centered(image: Image.Image) -> Image.Image:
    """Center what is drawn; a drawing may have more space above the person than below."""
    background = Image.new(image.mode, image.size, image.getpixel((0, 0)))
    box = ImageChops.difference(image, background).getbbox()
    if box is not None:
        left, top, right, bottom = box
        place = ((image.width - right + left) // 2, (image.height - bottom + top) // 2)
        background.paste(image.crop(box), place)
    return background


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not content.startswith(_SIGNATURE):
        message = "it does not begin as a PNG does"
        raise PngError(message)
    at, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        if at + 12 > len(content):
            message = "it ends too early"
            raise PngError(message)
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        yield kind, content[at + 8 : at + 8 + length]
        at += 12 + length
