"""QR codes for printed pages: a phone that scans one opens the page."""

from __future__ import annotations

import functools
import io

import segno
from markupsafe import Markup

# Segno would score all eight mask patterns to find the best one, which takes three times as long. Scanners
# can read any of them.
_PATTERN = 2
_QUIET_ZONE = 4  # modules of white around it, which scanners need
_PIXELS = 10  # of a module in a picture, enough for a code of 6 cm on a printer with 150 dots an inch


@functools.lru_cache(maxsize=256)
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
    return _saved(address, "svg", light="#fff", xmldecl=True)


def qr_png(address: str) -> bytes:
    """Return the code of an address as a black and white PNG file."""
    return _saved(address, "png")


def _saved(address: str, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    _code(address).save(file, kind=kind, border=_QUIET_ZONE, scale=_PIXELS, **options)
    return file.getvalue()
