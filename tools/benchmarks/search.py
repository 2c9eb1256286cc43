"""Compare the search of this site with plain Material's, on the same pages in the same run.

    make search-benchmark
    make search-benchmark ARGS="--pages 250"

First it types the queries of tests/search_queries.tsv on the site as it is: how many have a correct page
first or among the first three, and how many find nothing. Then it uses a site of many pages: the size of the
index, the time until it is ready, and the time from a keystroke to the first result. Compare times from the
same run only, not from different machines or days. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generate_pages import PROJECT, write_pages
from plain_material import build_site, copy_with_markers_filled
from playwright.sync_api import sync_playwright
from static_host import serving

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, Page

QUERIES = PROJECT / "tests" / "search_queries.tsv"
OURS, PLAIN = "this site", "plain Material"
# Typed letter by letter on the large site: names, a symptom, an emergency, a misspelling, several words.
TYPED = (
    "butterfly",
    "amber birch cedar",
    "sciatica",
    "pins and needles",
    "both legs weak",
    "hamstrng strech",
    "inner thigh stretch",
    "strteching the bakc of my thihg whith a towl",
)
# Types a query, waits for the list to change, and returns its pages and the milliseconds to the first of
# them, which are undefined if the list did not change.
ASK = """async query => {
  const field = document.querySelector(".md-search__input")
  const list = document.querySelector(".md-search-result__list")
  if (field.value === query) return {pages: [], ms: 0}
  const start = performance.now()
  const changed = new Promise(resolve => {
    const none = setTimeout(() => resolve(undefined), 3000)
    let rest, first
    new MutationObserver((_, observer) => {
      first ??= list.children.length ? performance.now() : undefined
      clearTimeout(rest)
      rest = setTimeout(() => {
        observer.disconnect()
        clearTimeout(none)
        resolve(first ?? performance.now())
      }, 25)
    }).observe(list, {childList: true})
  })
  field.value = query
  field.dispatchEvent(new KeyboardEvent("keyup"))
  const end = await changed
  const ms = end && end - start
  const nothing = document.querySelector(".md-search-result__meta").textContent.startsWith("Nothing")
  return {pages: nothing ? [] : [...list.children].map(each => each.querySelector("a").href), ms}
}"""


class Site(NamedTuple):
    """A built site.

    Attributes:
        name: what built it.
        folder: its files.
    """

    name: str
    folder: Path

    @property
    def search_index(self) -> bytes:
        """The search index."""
        return (self.folder / "search" / "search_index.json").read_bytes()


def queries() -> Iterable[tuple[str, set[str]]]:
    """Yield each query of the list with the pages that answer it."""
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            query, pages = line.split("\t")
            yield query, {page.removeprefix("./") for page in pages.split()}


def build_both(folder: Path, more_pages: int) -> tuple[Site, Site]:
    """Build the site with this project and with plain Material, with pages added to both."""
    docs, filled = folder / "docs", folder / "docs-filled"
    shutil.copytree(PROJECT / "docs", docs)
    write_pages(more_pages, docs)
    copy_with_markers_filled(docs, filled)
    sites = Site(OURS, folder / "ours"), Site(PLAIN, folder / "plain")
    build_site(docs, sites[0].folder, plain=False)
    build_site(filled, sites[1].folder, plain=True)
    return sites


def opened(browser: Browser, address: str) -> tuple[Page, float]:
    """Open the search of a site; return the page and the milliseconds until the search answers."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    ready = page.evaluate_handle("""() => new Promise(resolve => {
      const start = performance.now()
      new MutationObserver((_, observer) => {
        observer.disconnect()
        resolve({ms: performance.now() - start})
      }).observe(document.querySelector(".md-search-result__list"), {childList: true})
      const field = document.querySelector(".md-search__input")
      field.value = "lunge"
      field.focus()
      field.dispatchEvent(new KeyboardEvent("keyup"))
    })""")
    return page, ready.evaluate("each => each.ms")


def rates(browser: Browser, site: Site) -> str:
    """Return a row of the table: the percentages and the number of queries without a result."""
    with serving(site.folder) as host:
        page, _ = opened(browser, host.address)
        first = of_three = nothing = 0
        for query, right in queries():
            found = page.evaluate(ASK, query)["pages"]
            pages = [each.removeprefix(host.address).split("#")[0].split("?")[0] for each in found]
            first += bool(right & set(pages[:1]))
            of_three += bool(right & set(pages[:3]))
            nothing += not pages
        page.close()
    count = len(list(queries()))
    return f"{first / count:>10.1%} {of_three / count:>14.1%} {nothing:>15}"


def times(browser: Browser, site: Site) -> tuple[float, list[float]]:
    """Return the milliseconds until the search is ready, and from each keystroke to the first result."""
    with serving(site.folder) as host:
        page, ready = opened(browser, host.address)
        starts = [text[:length] for text in TYPED for length in range(1, len(text) + 1)]
        found = [ms for start in starts if (ms := page.evaluate(ASK, start).get("ms"))]
        page.close()
    return ready, found


def measure(chromium: str, pages: int) -> None:
    """Measure both sites, and print each row as soon as it is ready."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        folder = Path(name)
        (folder / "as-it-is").mkdir()
        (folder / "large").mkdir()
        print(f"{len(list(queries()))} queries     first right   in first three   nothing found")
        for site in build_both(folder / "as-it-is", 0):
            print(f"{site.name:<15} {rates(browser, site)}", flush=True)
        print(f"\n{pages:,} more pages   index, KB a page (gzip)    ready after   keystroke to first result")
        for site in build_both(folder / "large", pages):
            ready, found = times(browser, site)
            size, packed = (
                len(data) / pages / 1000 for data in (site.search_index, gzip.compress(site.search_index))
            )
            slow = statistics.quantiles(found, n=20)[-1]
            print(
                f"{site.name:<15} {size:>12.2f} ({packed:.2f}) {ready:>16,.0f} ms"
                f" {statistics.median(found):>8.0f} ms median, {slow:.0f} ms for the slowest twentieth",
                flush=True,
            )
        browser.close()


def main() -> None:
    """Read the command line, and measure."""
    from preview.chromium import chromium_path  # noqa: PLC0415  (plain_material says where it is)

    parser = argparse.ArgumentParser(description="Compare the search of this site with plain Material's.")
    parser.add_argument("--pages", type=int, default=1000, help="how many pages to add; 1,000 by default")
    options = parser.parse_args()
    chromium = chromium_path()
    if not chromium:
        sys.exit("No Chromium found: install it, or set CHROMIUM to its path.")
    measure(chromium, options.pages)


if __name__ == "__main__":
    main()
