"""QR codes, to be printed: a phone that looks at the paper opens the page."""

from __future__ import annotations

import segno
from markupsafe import Markup

# Segno would try all eight patterns for the best one by the standard's points, which takes three times as
# long. Every reader reads each of them.
_PATTERN = 2


def qr_code(address: str) -> Markup:
    """Draw the code of an address as SVG, with its quiet zone of 4 modules; a style sheet gives it its size.

    The level of error correction is M: it can be read with 15 % of it spoiled.
    """
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=_PATTERN)
    svg: str = code.svg_inline(border=4, omitsize=True, svgclass="qr-code", lineclass=None)
    return Markup(svg)  # noqa: S704  (segno draws it, and the address is not in it)
