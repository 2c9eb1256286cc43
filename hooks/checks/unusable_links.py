"""Checks each link or image by itself: its address, its text, and the file of the image."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from contract.diagnostics import Finding

from checks.site_files import MOST_BYTES_OF_AN_IMAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reading.block_structure import Link

_SCHEME = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):")
# Browsers ignore these characters in an address.
_PASSED_OVER = re.compile(r"[\t\r\n]|^[\x00-\x20]+|[\x00-\x20]+$")
_WEB = re.compile(r"https?://[^\s/?#.][^\s/?#]*", re.IGNORECASE)
_TELEPHONE = re.compile(r"tel:\+?[0-9][0-9-]*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@,]+@[^\s@,]+", re.IGNORECASE)
_KINDS = {"http": _WEB, "https": _WEB, "tel": _TELEPHONE, "mailto": _MAIL}
_KNOWN = "https://…, http://…, mailto:name@example.org or the path of a page, such as '../get-help.md'"

_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".avif": (b"ftypavif", b"ftypavis", b"ftypmif1"),
    ".jpeg": (b"\xff\xd8\xff",),
    ".jpg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG",),
    ".svg": (b"<",),
    ".webp": (b"WEBP",),
}
_FILE_NAME = re.compile(r"\S+\.[A-Za-z0-9]{2,5}|(?:IMG|DSC|image|photo|picture)[-_ ]?\d*", re.IGNORECASE)


def link_findings(links: Sequence[Link], path: str, docs: Path) -> Iterator[Finding]:
    """Find links and images that readers cannot use."""
    for link in links:
        if link.is_image:
            yield from _image_findings(link, path, docs)
            continue
        if not link.words.strip():
            message = f"the link to '{link.address[:60]}' has no text"
            yield Finding(
                link.line, "wordless-link", message, "write what readers will find there: '[words](page.md)'"
            )
        if urlsplit(link.address).path.lower().endswith(tuple(_BEGINNINGS)) and "://" not in link.address:
            message = f"the link '{link.words.strip()[:40]}' opens an image file"
            fix = f"begin it with '!' to show the image: '![what it shows]({link.address[:60]})'"
            yield Finding(link.line, "unusable-link", message, fix)
        if reason := _unusable(link.address):
            message = f"the link '{link.words.strip()[:40]}' {reason}"
            yield Finding(link.line, "unusable-link", message, f"write {_KNOWN}")


def _unusable(address: str) -> str:
    """Return why an address does not work, in words; '' where it does."""
    plain = _PASSED_OVER.sub("", address)
    if not plain:
        return "has no address"
    if plain.replace("\\", "/").startswith("//"):
        return f"has a web address without 'https:' ('{plain[:40]}')"
    if plain.lower().startswith("www."):
        return f"needs 'https://' before '{plain[:40]}'"
    scheme = _SCHEME.match(plain)
    if scheme is None:
        return ""
    kind = _KINDS.get(scheme["scheme"].lower())
    if kind is None:
        return f"has an address that begins with '{scheme[0][:40]}', which is not allowed"
    return "" if kind.match(unquote(plain)) else f"has an incomplete address ('{plain[:40]}')"


def _image_findings(image: Link, path: str, docs: Path) -> Iterator[Finding]:
    address = _PASSED_OVER.sub("", image.address)
    words = image.words.strip()
    if not words or _FILE_NAME.fullmatch(words):
        message = f"the image '{address[:60]}' has no description for readers who cannot see it"
        yield Finding(image.line, "image-without-words", message, "write '![what it shows](file.svg)'")
    if address.replace("\\", "/").startswith("//") or _SCHEME.match(address):
        message = f"the image '{address[:60]}' is not part of this site"
        fix = "put the file into docs/assets/ and write its path, such as '../assets/file.svg'"
        yield Finding(image.line, "foreign-image", message, fix)
        return
    yield from _file_findings(image.line, unquote(urlsplit(address).path), path, docs)


def _file_findings(line: int, name: str, path: str, docs: Path) -> Iterator[Finding]:
    ending = posixpath.splitext(name)[1].lower()
    if ending == ".md":
        return  # another rule reports a page used as an image
    if ending not in _BEGINNINGS:
        message = (
            f"the image '{name[:60]}' has a format that not every browser shows, or that may be animated"
        )
        kinds = ", ".join(kind[1:] for kind in _BEGINNINGS)
        yield Finding(line, "unsuitable-image", message, f"save it in one of these formats: {kinds}")
        return
    place = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), name)).lstrip("/")
    file = docs / place
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            beginning = opened.read(64)
    except OSError:
        return  # another rule reports a missing image
    if size > MOST_BYTES_OF_AN_IMAGE:
        message = f"the image '{name[:60]}' is {size / 1000:,.0f} KB large"
        yield Finding(
            line,
            "unsuitable-image",
            message,
            f"reduce it to at most {MOST_BYTES_OF_AN_IMAGE // 1000} KB: make it smaller, or save it as webp",
        )
    if not any(sign in beginning for sign in _BEGINNINGS[ending]):
        message = f"the contents of the file '{name[:60]}' do not match its ending"
        yield Finding(line, "unsuitable-image", message, "open it in an image editor and save it again")
