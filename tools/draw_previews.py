"""Draws the pictures of link previews and the icons that need pixels.

python tools/draw_previews.py          draw those that are missing or were made from other drawings
python tools/draw_previews.py --all    draw all of them
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checks.site import check_site
from preview.chromium import chromium_path
from preview.pictures import (
    FAVICON,
    favicon_in,
    finding_of,
    findings,
    header_color,
    needed_pictures,
    stretches_without_drawing,
)
from preview.rasterize import NoBrowserError, rasterized, write_png

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 if every picture matches its drawings, 1 if there is something left to fix.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--docs", default="docs", type=Path, metavar="DIR", help="docs folder")
    parser.add_argument("--all", action="store_true", help="also draw pictures that are up to date")
    options = parser.parse_args(arguments)
    docs: Path = options.docs
    report = check_site(docs)
    try:
        (docs / FAVICON).write_text(favicon_in(header_color(docs), docs), encoding="utf-8", newline="\n")
        pictures = needed_pictures(docs, report)
        chosen = [picture for picture in pictures if options.all or finding_of(docs, picture) is not None]
        if chosen:
            for picture, png in rasterized(chosen, chromium_path()):
                print(f"wrote {write_png(docs, picture, png)} ({len(png) / 1024:.1f} KB)")
    except (OSError, ValueError, NoBrowserError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"drew {len(chosen)} of {len(pictures)} pictures")
    for name in stretches_without_drawing(report):
        print(f"{name}: the starting version has no drawing, so link previews show the site's picture")
    found = findings(docs, pictures)
    for finding in found:
        print(finding, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
