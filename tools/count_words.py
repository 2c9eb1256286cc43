"""Counts the words of each page: on the screen, folded, and before the first step.

python tools/count_words.py SITE_DIR     the words of a built site, as a table separated by tabs
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import ViewportSize, sync_playwright
from preview.chromium import chromium_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A phone, because some texts are only shown on a wide screen.
SCREEN = ViewportSize(width=360, height=740)
# The text of the page ends where its sources begin. What is below, such as the dates, is not counted either.
COUNT = """() => {
  const text = document.querySelector("article") ?? document.querySelector("main");
  if (!text) return null;
  const sources = document.getElementById("where-this-comes-from");
  const heading = document.getElementById("how-to-do-it");
  const follows = Node.DOCUMENT_POSITION_FOLLOWING;
  const isBefore = (node, other) => other && node.compareDocumentPosition(other) & follows;
  const step = heading && [...text.querySelectorAll("ol > li")].find(item => isBefore(heading, item));
  const count = end => {
    let words = 0;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (end && !isBefore(node, end)) break;
      if (parent.closest("script, style, svg, .visually-hidden")) continue;
      if (!parent.checkVisibility({ visibilityProperty: true })) continue;
      words += (node.data.match(/[\\p{L}\\p{N}][\\p{L}\\p{N}'’.-]*/gu) ?? []).length;
    }
    return words;
  };
  const shown = count(sources), before = step ? count(step) : null;
  for (const fold of text.querySelectorAll("details")) fold.open = true;
  return [shown, count(sources) - shown, before];
}"""


class Words(NamedTuple):
    """How many words a page has, without its sources.

    Attributes:
        address: the page, below the site's address.
        shown: those that are on the screen when the page opens.
        folded: those that appear once everything is unfolded.
        before_steps: those on the screen before the first step of "How to do it"; None without steps.
    """

    address: str
    shown: int
    folded: int
    before_steps: int | None


def counted(site: Path, browser: str | None) -> Iterator[Words]:
    """Yield the words of every page of a built site, sorted by address.

    Args:
        site: the folder with the built site.
        browser: the path of Chromium; None for the one that Playwright installed.
    """
    files = sorted(
        file for file in site.rglob("index.html") if 'http-equiv="refresh"' not in file.read_text("utf-8")
    )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser)
        page = chromium.new_page(viewport=SCREEN)
        for file in files:
            page.goto(file.resolve().as_uri())
            words = page.evaluate(COUNT)
            if words is not None:
                address = file.parent.relative_to(site).as_posix()
                yield Words("/" if address == "." else f"/{address}/", *words)
        chromium.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0, or 1 if the folder holds no pages.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("site", type=Path, metavar="SITE_DIR", help="folder with the built site")
    pages = list(counted(parser.parse_args(arguments).site, chromium_path()))
    if not pages:
        print("there is no page in this folder", file=sys.stderr)
        return 1
    print("page", "on the screen", "folded", "before step 1", sep="\t")
    for words in pages:
        before = "" if words.before_steps is None else words.before_steps
        print(words.address, words.shown, words.folded, before, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
