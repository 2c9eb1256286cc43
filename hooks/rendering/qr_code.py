"""QR codes for printed pages: a phone that scans one opens the page."""

from __future__ import annotations

import functools
import io
import struct
import zlib

import segno
from markupsafe import Markup

# Segno would score all eight mask patterns to find the best one, which takes three times as long. Scanners
# can read any of them.
_PATTERN = 2
_QUIET_ZONE = 4  # modules of white around it, which scanners need
_PIXELS = 10  # of a module in a picture, enough for a code of 6 cm on a printer with 150 dots an inch


@functools.cache  # each page uses its code three times
def _code(address: str) -> segno.QRCode:
    """Return the code, with error correction level M: it can be read even if 15 % of it is damaged."""
    return segno.make_qr(address, error="m", boost_error=False, mask=_PATTERN)


def qr_code(address: str) -> Markup:
    """Return the code of an address as inline SVG; a style sheet sets its size."""
    svg: str = _code(address).svg_inline(
        border=_QUIET_ZONE, omitsize=True, svgclass="qr-code", lineclass=None
    )
    return Markup(svg)  # noqa: S704  (made by segno, and does not contain the address)


def qr_svg(address: str) -> bytes:
    """Return the code of an address as an SVG file with a white background, for any size of paper."""
    file = io.BytesIO()
    _code(address).save(file, kind="svg", border=_QUIET_ZONE, scale=_PIXELS, light="#fff", xmldecl=True)
    return file.getvalue()


def qr_png(address: str) -> bytes:
    """Return the code of an address as a black and white PNG file.

    Segno can write PNG files as well, but takes longer for it than for everything else that it does here.
    """
    white = "1" * _QUIET_ZONE
    modules = [
        f"{white}{''.join('0' if dark else '1' for dark in row)}{white}" for row in _code(address).matrix
    ]
    blank = ["1" * len(modules[0])] * _QUIET_ZONE
    pixels = len(modules[0]) * _PIXELS
    padding = "0" * (-pixels % 8)  # a row ends at a whole byte
    rows = []
    for row in (*blank, *modules, *blank):
        bits = "".join(module * _PIXELS for module in row) + padding
        # The first byte says that the row is not compared with the one above it.
        rows.append((b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")) * _PIXELS)
    header = struct.pack(">IIBBBBB", pixels, pixels, 1, 0, 0, 0, 0)  # 1 bit a pixel, gray
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_png_chunk, chunks))


def _png_chunk(chunk: tuple[bytes, bytes]) -> bytes:
    """Return a part of a PNG file: its length, its name, its content and a checksum."""
    name, content = chunk
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
