"""What must hold for every built site, whatever its pages say: `make smoke` runs this before it goes out.

It reads the built folder, and the record of addresses beside it. `SMOKE_SITE` names the folder; without it,
the tests build the site themselves, once without settings and once with all of them.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

# A link of these kinds makes a browser ask for something without a click.
LOADED_LINKS = {"apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload"} | {
    "preconnect",
    "prefetch",
    "preload",
    "prerender",
    "shortcut",
    "stylesheet",
}
LOADED_FROM_CSS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//")


class Page(HTMLParser):
    """A built page: its ids, and everything in it that names another file."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.ids: set[str] = set()
        self.titles = re.findall(r"<title>\s*(.*?)\s*</title>", html, re.DOTALL)
        self.headings = re.findall(r"<h1\b[^>]*>\s*(.*?)\s*</h1>", html, re.DOTALL)
        self.links: list[str] = []  # what a reader may follow
        self.loaded: list[str] = []  # what a browser asks for by itself
        self.links_in_text: list[str] = []
        self._in_article = False
        self.feed(html)
        self.close()

    @property
    def leads_on(self) -> bool:
        """Whether it only leads on from an address that a page has moved away from."""
        return 'http-equiv="refresh"' in self.html

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_article |= tag == "article"
        if "id" in given:
            self.ids.add(given["id"])
        if tag in {"a", "area"} and "href" in given:
            self.links.append(given["href"])
            if self._in_article:
                self.links_in_text.append(given["href"])
        elif tag == "link" and LOADED_LINKS & set(given.get("rel", "").split()):
            self.loaded.append(given.get("href", ""))
        elif tag not in {"link", "a", "area", "base"}:
            self.loaded += [given[name] for name in ("src", "href", "data", "poster") if name in given]
            self.loaded += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]

    def handle_endtag(self, tag: str) -> None:
        self._in_article &= tag != "article"


class Site:
    """A built site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = {
            "/" + file.relative_to(folder).as_posix().removesuffix("index.html"): Page(
                file.read_text(encoding="utf-8")
            )
            for file in sorted(folder.rglob("*.html"))
        }
        # Only the page for wrong addresses names others from the top of the host.
        canonical = re.search(r'<link rel="canonical" href="([^"]+)"', self.pages["/"].html)
        self.top = urlsplit(canonical[1]).path if canonical else "/"

    @cached_property
    def recorded(self) -> list[str]:
        """Every address that was ever published."""
        record = self.folder.parent / "docs" / "_data" / "permalinks.yml"
        addresses: list[str] = yaml.safe_load(record.read_text(encoding="utf-8"))["addresses"]
        return addresses

    def target(self, page: str, reference: str) -> tuple[str, str]:
        """The address that a reference on a page leads to, below that of the site, and the anchor."""
        parts = urlsplit(urljoin(self.top + page.lstrip("/"), reference))
        path = unquote(parts.path)
        return ("/" + path.removeprefix(self.top) if path.startswith(self.top) else path), parts.fragment

    def has(self, address: str) -> bool:
        return address in self.pages or (self.folder / address.lstrip("/")).is_file()

    def dead_links(self) -> Iterator[str]:
        for address, page in self.pages.items():
            for reference in (*page.links, *page.loaded):
                if not is_foreign(reference):
                    path, anchor = self.target(address, reference)
                    # A request of a record system that stays in the browser is no anchor.
                    is_anchor = anchor and "=" not in anchor
                    if not self.has(path):
                        yield f"{address}: {reference} (no such file)"
                    elif is_anchor and unquote(anchor) not in self.pages[path].ids:
                        yield f"{address}: {reference} (no such place on the page)"


def is_foreign(reference: str) -> bool:
    parts = urlsplit(reference)
    return bool(parts.scheme or parts.netloc)


NAMED = os.environ.get("SMOKE_SITE")


@pytest.fixture(scope="session", params=[NAMED] if NAMED else ["built_site", "hosted_site"])
def site(request: pytest.FixtureRequest) -> Site:
    return Site(Path(NAMED).resolve() if NAMED else request.getfixturevalue(request.param))


def test_every_recorded_address_is_there(site: Site) -> None:
    assert "/" in site.recorded
    missing = []
    for recorded in site.recorded:
        address, _, anchor = recorded.partition("#")
        page = site.pages.get(address)
        if page is None or (anchor and not page.leads_on and anchor not in page.ids):
            missing.append(recorded)
    assert missing == []


def test_every_page_has_one_title_and_one_heading(site: Site) -> None:
    wrong = [
        address
        for address, page in site.pages.items()
        if not (len(page.titles) == len(page.headings) == 1 and all([*page.titles, *page.headings]))
    ]
    assert wrong == []


def test_every_page_links_to_the_emergency_signs_in_its_text(site: Site) -> None:
    without = [
        address
        for address, page in site.pages.items()
        if not page.leads_on
        and address != "/get-help/"
        and all(site.target(address, link)[0] != "/get-help/" for link in page.links_in_text)
    ]
    assert without == []


def test_every_link_leads_to_a_page_and_a_place_on_it(site: Site) -> None:
    assert list(site.dead_links()) == []
    assert all(page.links for page in site.pages.values())


def test_nothing_is_loaded_from_another_host(site: Site) -> None:
    foreign = [
        f"{address}: {reference}"
        for address, page in site.pages.items()
        for reference in page.loaded
        if is_foreign(reference) and not reference.startswith("data:")
    ]
    foreign += [address for address, page in site.pages.items() if LOADED_FROM_CSS.search(page.html)]
    for file in site.folder.rglob("*.css"):
        if LOADED_FROM_CSS.search(file.read_text(encoding="utf-8")):
            foreign.append(file.name)
    assert foreign == []


def test_the_search_index_can_be_read_and_leads_to_pages(site: Site) -> None:
    index = json.loads((site.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert index["docs"]
    for entry in index["docs"]:
        address, _, anchor = f"/{entry['location']}".partition("#")
        assert address in site.pages
        assert not anchor or anchor in site.pages[address].ids
        assert entry["title"]


def test_the_site_map_can_be_read_and_leads_to_pages(site: Site) -> None:
    text = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    for address in re.findall(r"<loc>(.*?)</loc>", text):
        assert site.target("/", urlsplit(address).path)[0] in site.pages
    assert gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()).decode() == text
