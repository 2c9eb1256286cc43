"""Draws pictures with a browser, which supports all the SVG features that the drawings use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

from preview.pictures import DIGEST
from preview.png import small_png

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from preview.pictures import Picture

# The browser shows nothing but our own pictures, so it can do without the sandbox, which root cannot use.
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--force-color-profile=srgb")


class NoBrowserError(Exception):
    """The browser cannot be started; the message says how to fix that."""


def rasterized(pictures: Sequence[Picture], browser: str | None) -> Iterator[tuple[Picture, bytes]]:
    """Draw pictures one after another.

    Args:
        pictures: what to draw.
        browser: the path of Chromium; None for the one that Playwright installed.

    Yields:
        Each picture with its PNG, which carries the digest of what it was made from.

    Raises:
        NoBrowserError: the browser cannot be started.
    """
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=browser, args=list(_ARGUMENTS))
        except Error as error:
            message = f"Chromium does not start ({error.message.splitlines()[0]}); set CHROMIUM to its path"
            raise NoBrowserError(message) from error
        page = chromium.new_page()
        for picture in pictures:
            page.set_viewport_size({"width": picture.width, "height": picture.height})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{picture.svg}")
            shot = page.screenshot(omit_background=picture.is_clear)
            yield picture, small_png(shot, {DIGEST: picture.digest}, is_clear=picture.is_clear)
        chromium.close()


def write_png(docs: Path, picture: Picture, png: bytes) -> Path:
    """Write a picture below the docs folder, and return its path."""
    file = docs / picture.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(png)
    return file
