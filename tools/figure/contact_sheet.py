"""One page with all figures in light, dark and gray, all steps of the moves and the nerve, for a reviewer."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from figure.drawing import FIGURES, MOVES
from figure.nerve_path import NAME as NERVE_NAME
from figure.pose_file import PICTURES, PoseError, read_versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STYLE_SHEET = "assets/stylesheets/figure.css"
_LOOKS = {
    "Light": 'class="look"',
    "Dark": 'class="look dark"',
    "Gray": 'class="look gray"',
}
_DARK_SCREEN = "@media screen and (prefers-color-scheme: dark)"
_STEP = re.compile(r'<g(?: display="none")?>(?=<use )')
_STYLE = """
body { font: 16px/1.4 sans-serif; margin: 1rem; }
.look { padding: 0.5rem; display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; }
.look figure { margin: 0; max-width: 24rem; }
.look figcaption { font-size: 0.8rem; }
.dark { background: #192025; color: #e4eaec; }
.gray { filter: grayscale(1); }
"""


def contact_sheet(docs: Path) -> str:
    """Return the page, as HTML that needs no other file.

    Raises:
        PoseError: a pose file is wrong, or the pose is not drawn yet.
    """
    looks = []
    for look, attributes in _LOOKS.items():
        shown = []
        for version in read_versions(docs):
            for name in PICTURES:
                file = docs / FIGURES / f"{version.name}-{name}.svg"
                if not file.is_file():
                    message = f"{file}: it is not drawn yet; run 'make figures' first"
                    raise PoseError(message)
                # Ids must differ between the looks, because all are in one page.
                svg = file.read_text(encoding="utf-8").replace(file.stem, f"{file.stem}-{look.lower()}")
                caption = html.escape(version.pose.picture(name).caption)
                shown.append(f"<figure>{svg}<figcaption><b>{file.stem}</b> {caption}</figcaption></figure>")
        looks.append(f"<h2>{look}</h2><div {attributes}>{''.join(shown)}</div>")
    steps = "".join(
        f"<figure>{step}<figcaption><b>{file.stem}</b> {number}</figcaption></figure>"
        for file in sorted((docs / MOVES).glob("*.svg"))
        for number, step in enumerate(_steps(file))
    )
    looks.append(f"<h2>Moves</h2><div {_LOOKS['Light']}>{steps}</div>")
    nerve = quote((docs / FIGURES / f"{NERVE_NAME}.svg").read_text(encoding="utf-8"))
    looks.append(f'<h2>Nerve</h2><img alt="" src="data:image/svg+xml,{nerve}">')
    # The styles for a dark screen apply here to the dark part of the page, on any screen.
    css = (docs / STYLE_SHEET).read_text(encoding="utf-8").replace(_DARK_SCREEN, ".dark")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>All figures</title>'
        f"<style>{_STYLE}{css}</style>{''.join(looks)}</html>\n"
    )


def _steps(file: Path) -> Iterator[str]:
    """Each step of a move as a drawing of its own; the first and the last refer to the light ones."""
    scene, *steps = _STEP.split(file.read_text(encoding="utf-8").removesuffix("</g></svg>\n"))
    for step in steps:
        yield f"{scene}<g>{step}</g></svg>".replace('-start"', '-start-light"').replace(
            '-stretch"', '-stretch-light"'
        )
