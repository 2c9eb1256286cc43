"""MkDocs hook: writes the QR code of every page and the table of all pages, to give pages to patients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files
from page_contract.current_report import current_report
from page_filling.hand_outs import TABLE, as_csv, hand_outs
from page_filling.qr_code import qr_png, qr_svg

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the files. A code needs the site's address; without it there is the table alone."""
    listed = hand_outs(current_report())
    site_url = config.site_url or ""
    files.append(File.generated(config, TABLE, content=as_csv(listed, site_url)))
    for each in listed if site_url else ():
        address = site_url + each.address
        files.append(File.generated(config, f"{each.code}.svg", content=qr_svg(address)))
        files.append(File.generated(config, f"{each.code}.png", content=qr_png(address)))
    return files
