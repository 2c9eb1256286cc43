"""Checks that every link and image of the pages and shared texts has a target."""

from __future__ import annotations

import difflib
import posixpath
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from contract.diagnostics import Diagnostic
from contract.markers import TEMPLATE_ANCHORS
from contract.page_types import PARTIAL
from reading.permalinks import anchors, kept_headings, page_address, redirect_sections

from checks.named_pages import is_page, where_now
from checks.site_files import BUILT_FILES, is_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from reading.page_links import Link

    from checks.page import CheckedPage

_FROM_THE_FILE = "write the path relative to this page's file, such as '../get-help.md'"
_FROM_THE_TOP = "write the path from the docs folder, such as '/get-help.md'"

# For how many wrong names of a site a similar name is looked up, which is slow.
_MOST_GUESSES = 100

Finding = tuple[str, str, str]
"""The rule that a link breaks, the message, and the help."""


@dataclass(frozen=True)
class LinkTargets:
    """The possible targets of links.

    Attributes:
        pages: every page that could be read, by its path.
        unread: the paths of pages that could not be read, which another rule reports.
        files: the other files that are published, as paths below the docs folder.
        unclear: the paths of pages whose headings cannot be read, which another rule reports.
        site_url: the site's address, or '' where it is not known.
    """

    pages: Mapping[str, CheckedPage]
    unread: frozenset[str]
    files: frozenset[str]
    unclear: frozenset[str]
    site_url: str = ""

    def has_page(self, path: str) -> bool:
        """Return whether the site has such a page."""
        return is_page(path, self.pages, self.unread)

    def has_file(self, path: str) -> bool:
        """Return whether the site has such a file, from the docs folder or made by the build."""
        return path in self.files or any(
            path.count("/") == pattern.count("/") and fnmatchcase(path, pattern) for pattern in BUILT_FILES
        )

    @cached_property
    def page_paths(self) -> list[str]:
        """The path of every published page, in order."""
        return [path for path, page in self.pages.items() if page.page_type is not PARTIAL]

    @cached_property
    def all_paths(self) -> frozenset[str]:
        """The path of every published page and file."""
        return self.files | frozenset(self.page_paths)

    @cached_property
    def _guesses(self) -> Iterator[int]:
        return iter(range(_MOST_GUESSES))

    def nearest(self, wrong: str, known: Iterable[str], cutoff: float = 0.6) -> list[str]:
        """Return the most similar name, if any; none after the first `_MOST_GUESSES` lookups."""
        if next(self._guesses, None) is None:
            return []
        return difflib.get_close_matches(wrong, sorted(known), n=1, cutoff=cutoff)

    @cached_property
    def _anchors(self) -> dict[str, frozenset[str]]:
        return {}

    def anchors_of(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a page, or None where they are not known."""
        page = self.pages.get(path)
        if page is None or path in self.unclear:
            return None
        if path not in self._anchors:
            self._anchors[path] = frozenset(
                {
                    *anchors(page.source.headings),
                    *redirect_sections(page.source),
                    *kept_headings(page.source, page.page_type),
                    *TEMPLATE_ANCHORS,
                }
            )
        return self._anchors[path]


def broken_links(targets: LinkTargets) -> Iterator[Diagnostic]:
    """Find links to pages, sections and files that do not exist, and links written as web addresses."""
    known: dict[tuple[str, str, bool], Finding | None] = {}
    for path, page in targets.pages.items():
        for link in page.links:
            # On a large site, most links are the same on all pages of a folder.
            is_alike = ".md" in link.target and not link.target.startswith(("#", "?"))
            here = posixpath.dirname(path) if is_alike else path
            key = (here, link.target, link.is_picture)
            if key not in known:
                known[key] = _finding(link, path, targets)
            if (finding := known[key]) is not None:
                yield Diagnostic(path, link.line, *finding)


def _finding(link: Link, path: str, targets: LinkTargets) -> Finding | None:
    target = link.target
    if not target or target == "#":
        return "broken-link", "the link has no target", "write its target, or delete the link"
    try:
        parts = urlsplit(target)
    except ValueError:
        message = f"the link to '{target}' is not a valid address"
        return "broken-link", message, "copy the address from your browser again"
    if parts.scheme or parts.netloc:
        return _of_host(target, parts, path, targets)
    if targets.pages[path].page_type is PARTIAL:
        return _in_shared_text(link, parts, targets)
    return _on_page(link, parts, path, targets)


def _of_host(target: str, parts: SplitResult, path: str, targets: LinkTargets) -> Finding | None:
    """Find a link to this site that includes the host name."""
    own = urlsplit(targets.site_url)
    folder = own.path.rstrip("/") + "/"
    if (
        not own.netloc
        or parts.netloc.lower() != own.netloc.lower()
        or not f"{parts.path}/".startswith(folder)
    ):
        return None
    meant = _page_at(parts.path[len(folder) :], targets)
    if targets.pages[path].page_type is PARTIAL:
        message = f"the link to '{target}' uses the site's own web address"
        return "link-by-address", message, f"write '/{meant or 'get-help.md'}'"
    return _by_address(target, meant, parts, path)


def _on_page(link: Link, parts: SplitResult, path: str, targets: LinkTargets) -> Finding | None:
    written = unquote(parts.path)
    if not written:
        return _lost_anchor(link.target, path, parts.fragment, targets)
    if written.startswith(("/", "\\")):
        return _by_address(link.target, _page_at(written, targets), parts, path)
    leads_to = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
    if link.is_picture:
        return _as_picture(link.target, leads_to, path, targets)
    if targets.has_page(leads_to):
        return _lost_anchor(link.target, leads_to, parts.fragment, targets)
    return None if targets.has_file(leads_to) else _without_file(link.target, leads_to, path, targets)


def _as_picture(target: str, leads_to: str, path: str, targets: LinkTargets) -> Finding | None:
    if targets.has_page(leads_to):
        return "missing-picture", f"'{target}' is a page, not an image", "delete the '!' before the link"
    if targets.has_file(leads_to):
        return None
    fix = (
        _near(leads_to, targets.files, path, targets)
        or "write the path of the image relative to this page's file"
    )
    return "missing-picture", f"there is no image '{leads_to}'", fix


def _without_file(target: str, leads_to: str, path: str, targets: LinkTargets) -> Finding:
    """Return the finding for a link to a page or a file that does not exist."""
    message = f"the link to '{target}' leads to no page"
    if now := where_now(leads_to, targets.pages):
        return "broken-link", message, now
    parts = urlsplit(target)
    written = unquote(parts.path)
    if not is_markdown(leads_to):
        seen = posixpath.join(page_address(path), written)
        meant = _page_at(leads_to, targets) or _page_at(posixpath.normpath(seen), targets)
        if meant or written.endswith((".html", ".htm", "/")):
            return _by_address(target, meant, parts, path)
        message = f"the link to '{target}' leads to no file"
        if "@" in written and "/" not in written:
            return "broken-link", message, f"for an email address, write 'mailto:{target}'"
        if written.startswith("www."):
            return "broken-link", message, f"for another site, write 'https://{target}'"
    near = _near(leads_to, targets.all_paths, path, targets)
    return "broken-link", message, near or _FROM_THE_FILE


def _in_shared_text(link: Link, parts: SplitResult, targets: LinkTargets) -> Finding | None:
    """Check a link of a shared text, which is relative to the docs folder because many pages include it."""
    if link.is_picture:
        return "broken-shared-link", "a shared text cannot have an image", "put the image on the page itself"
    leads_to = posixpath.normpath(unquote(parts.path).lstrip("/")) if parts.path else ""
    if parts.path.startswith("/") and targets.has_page(leads_to):
        return _lost_anchor(link.target, leads_to, parts.fragment, targets)
    message = f"the link to '{link.target}' leads to no page"
    if now := where_now(leads_to, targets.pages, "/"):
        return "broken-shared-link", message, now
    near = [meant] if (meant := _page_at(leads_to, targets)) and leads_to else []
    near = near or targets.nearest(leads_to, targets.page_paths)
    fix = f"did you mean '/{near[0]}'? If not, {_FROM_THE_TOP}" if near else _FROM_THE_TOP
    return "broken-shared-link", message, fix


def _lost_anchor(target: str, leads_to: str, anchor: str, targets: LinkTargets) -> Finding | None:
    known = targets.anchors_of(leads_to)
    if not anchor or known is None or anchor in known or unquote(anchor) in known:
        return None
    near = targets.nearest(anchor, known)
    fix = "write the anchor of one of its headings: the words in lowercase, joined by hyphens"
    fix = f"did you mean '#{near[0]}'? If not, {fix}" if near else fix
    return "broken-anchor", f"the link to '{target}' leads to no section of {leads_to}", fix


def _by_address(target: str, meant: str, parts: SplitResult, path: str) -> Finding:
    message = f"the link to '{target}' is an address of the published site, not the path of a file"
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    query = f"?{parts.query}" if parts.query else ""
    fix = f"write '{_seen_from(path, meant)}{query}{anchor}'" if meant else _FROM_THE_FILE
    return "link-by-address", message, fix


def _page_at(address: str, targets: LinkTargets) -> str:
    """Return the page at an address of the site, however the address is written; '' for none."""
    place = posixpath.normpath(unquote(address).replace("\\", "/")).strip("/")
    place = place.removesuffix("index.html").removesuffix(".html").removesuffix(".htm").strip("/")
    here = place.removesuffix(".md")
    guesses = (f"{here}.md", f"{here}/index.md") if here not in {"", "."} else ("index.md",)
    return next((guess for guess in guesses if targets.has_page(guess)), "")


def _near(leads_to: str, known: AbstractSet[str], path: str, targets: LinkTargets) -> str:
    """Return a suggestion: a file with the same name in another folder, or a similar path; '' for none."""
    name = posixpath.basename(leads_to).casefold()
    near = [each for each in known if posixpath.basename(each).casefold() == name][:_MOST_GUESSES]
    near.sort()
    near = near or targets.nearest(leads_to, known, 0.7)
    return f"did you mean '{_seen_from(path, near[0])}'? If not, {_FROM_THE_FILE}" if near else ""


def _seen_from(path: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(path) or ".")
