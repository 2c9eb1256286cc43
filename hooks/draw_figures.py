"""Draws the figures from the poses in docs/_data/poses.

python hooks/draw_figures.py [NAME …]          draw all figures, or those of some poses
python hooks/draw_figures.py --sheet FILE      draw them all on one page, for a reviewer
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from figure.contact_sheet import contact_sheet
from figure.drawing import FIGURES, write_figures
from figure.muscles import read_muscles
from figure.pose_file import PoseError, read_versions

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 when all is drawn, 1 when a file must be mended first.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="a file in docs/_data/poses, without .yml")
    parser.add_argument("--docs", default="docs", type=Path, metavar="DIR", help="docs folder")
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="write a page that shows all figures")
    options = parser.parse_args(arguments)
    if options.sheet is not None:
        options.sheet.parent.mkdir(parents=True, exist_ok=True)
        options.sheet.write_text(contact_sheet(options.docs), encoding="utf-8")
        print(f"wrote {options.sheet}: open it in a browser")
        return 0
    try:
        versions = [
            version
            for version in read_versions(options.docs)
            if not options.names or version.name in options.names
        ]
        paths = write_figures(options.docs, versions, read_muscles(options.docs))
    except PoseError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"drew {len(paths)} figures in {options.docs / FIGURES}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
