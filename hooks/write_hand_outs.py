"""MkDocs hook: writes the QR code of every page and the table of all pages, to give pages to patients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.current_report import current_report
from mkdocs.structure.files import File, Files
from outputs.handouts import TABLE, as_csv, codes, hand_outs
from rendering.qr_code import qr_png, qr_svg

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the files. A code needs the site's address; without it there is the table alone."""
    report, site_url = current_report(), config.site_url or ""
    files.append(File.generated(config, TABLE, content=as_csv(hand_outs(report), site_url)))
    for place, address in codes(report) if site_url else ():
        files.append(File.generated(config, f"{place}.svg", content=qr_svg(site_url + address)))
        files.append(File.generated(config, f"{place}.png", content=qr_png(site_url + address)))
    return files
