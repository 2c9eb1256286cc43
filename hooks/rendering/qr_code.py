"""QR codes, to be printed: a phone that looks at the paper opens the page."""

from __future__ import annotations

import functools
import io

import segno
from markupsafe import Markup

# Segno would try all eight patterns for the best one by the standard's points, which takes three times as
# long. Every reader reads each of them.
_PATTERN = 2
_QUIET_ZONE = 4  # modules of white around it, which readers need
_PIXELS = 10  # of a module in a picture, enough for a code of 6 cm on a printer with 150 dots an inch


@functools.lru_cache(maxsize=256)
def _code(address: str) -> segno.QRCode:
    """Make the code; its level of error correction is M, so that it can be read with 15 % of it spoiled."""
    return segno.make_qr(address, error="m", boost_error=False, mask=_PATTERN)


def qr_code(address: str) -> Markup:
    """Draw the code of an address as SVG to be set into a page; a style sheet gives it its size."""
    svg: str = _code(address).svg_inline(
        border=_QUIET_ZONE, omitsize=True, svgclass="qr-code", lineclass=None
    )
    return Markup(svg)  # noqa: S704  (segno draws it, and the address is not in it)


def qr_svg(address: str) -> bytes:
    """Draw the code of an address as an SVG file, with a white ground, for any size of paper."""
    return _saved(address, "svg", light="#fff", xmldecl=True)


def qr_png(address: str) -> bytes:
    """Draw the code of an address as a black and white PNG file."""
    return _saved(address, "png")


def _saved(address: str, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    _code(address).save(file, kind=kind, border=_QUIET_ZONE, scale=_PIXELS, **options)
    return file.getvalue()
