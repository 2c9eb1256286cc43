"""Draws the figures from the poses in docs/_data/poses.

python tools/draw_figures.py [NAME …]          draw all figures and the nerve, or the figures of some poses
python tools/draw_figures.py --sheet FILE      draw them all on one page, for a reviewer
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from figure.anatomy_checks import findings, findings_on_the_way
from figure.contact_sheet import contact_sheet
from figure.drawing import FIGURES, figures, write_figures
from figure.joint_angles import read_joint_ranges
from figure.muscles import read_muscles
from figure.nerve_path import write_nerve
from figure.pose_file import PoseError, read_versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figure.pose_file import Version


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 if there is no finding, 1 if a file needs fixing; a figure with findings is drawn, to be looked at.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="a file in docs/_data/poses, without .yml")
    parser.add_argument("--docs", default="docs", type=Path, metavar="DIR", help="docs folder")
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="write a page that shows all figures")
    options = parser.parse_args(arguments)
    try:
        if options.sheet is not None:
            return _show_all(options.docs, options.sheet)
        versions = _chosen(read_versions(options.docs), options.names)
        muscles, ranges = read_muscles(options.docs), read_joint_ranges(options.docs)
        paths = write_figures(options.docs, versions, muscles)
        if not options.names:
            paths.append(write_nerve(options.docs))
        found = [
            finding for one in versions for finding in findings(figures(one, muscles), one, muscles, ranges)
        ]
        found += [finding for one in versions for finding in findings_on_the_way(one, ranges)]
    except PoseError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"drew {len(paths)} figures in {options.docs / FIGURES}")
    for finding in found:
        print(finding, file=sys.stderr)
    return 1 if found else 0


def _show_all(docs: Path, sheet: Path) -> int:
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text(contact_sheet(docs), encoding="utf-8")
    print(f"wrote {sheet}: open it in a browser")
    return 0


def _chosen(versions: list[Version], names: list[str]) -> list[Version]:
    known = [version.name for version in versions]
    for name in names:
        if name not in known:
            message = f"there is no pose '{name}'; choose one of {', '.join(known)}"
            raise PoseError(message)
    return [version for version in versions if not names or version.name in names]


if __name__ == "__main__":
    sys.exit(main())
