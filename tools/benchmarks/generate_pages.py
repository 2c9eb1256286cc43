"""Write many exercise pages by varying an existing one, to see how a large site behaves.

    python tools/benchmarks/generate_pages.py 1000 --docs large/docs

Every page has an id, a title and names of its own, so it passes the same checks as the page it is made from.
"""

from __future__ import annotations

import argparse
import itertools
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[2]
MODEL = PROJECT / "docs" / "stretches" / "butterfly.md"

# A word for each letter, so that the three letters of an id make a unique name.
ALPHABET = """
    amber birch cedar dune elm fern grove heron ivy juniper kite lake maple
    north oak pine quail river stone tide umber vale willow xenia yarrow zebra
"""
WORDS = {word[0]: word for word in ALPHABET.split()}


def free_ids(taken: set[str]) -> Iterator[str]:
    """Yield the three-letter ids that no page has, in order."""
    for letters in itertools.product(WORDS, repeat=3):
        identifier = "".join(letters)
        if identifier not in taken:
            yield identifier


def vary(model: str, identifier: str) -> str:
    """Make another exercise page from a model page.

    Args:
        model: the complete text of the page on the butterfly stretch.
        identifier: the new page's three-letter id.

    Returns:
        The text with a new id, title, names and search words, and with the new name in its prose.
    """
    name = " ".join(WORDS[letter] for letter in identifier)
    page = re.sub(r"^id: .*$", f"id: {identifier}", model, count=1, flags=re.MULTILINE)
    page = re.sub(r"^title: .*$", f"title: {name.capitalize()} stretch", page, count=1, flags=re.MULTILINE)
    page = _replace_list(page, "also_called", [f"{name.capitalize()} pose"])
    page = _replace_list(page, "search_words", [f"{name} exercise"])
    page = re.sub(r"cobbler's pose", f"{name} pose", page)
    return re.sub(r"butterfly(?! ?'s wings|-)", name, page)


def write_pages(count: int, docs: Path) -> list[Path]:
    """Write exercise pages below a docs folder.

    Args:
        count: how many pages to add.
        docs: the docs folder; existing pages stay, and their ids are not used again.

    Returns:
        The new files.
    """
    folder = docs / "stretches"
    folder.mkdir(parents=True, exist_ok=True)
    model = MODEL.read_text(encoding="utf-8")
    taken = {
        found[1]
        for page in docs.rglob("*.md")
        if (found := re.search(r"^id: ([a-z]+)$", page.read_text(encoding="utf-8"), re.MULTILINE))
    }
    pages = []
    for identifier in itertools.islice(free_ids(taken), count):
        page = folder / ("-".join(WORDS[letter] for letter in identifier) + ".md")
        page.write_text(vary(model, identifier), encoding="utf-8")
        pages.append(page)
    # As for any page, their addresses must be recorded before they can be published.
    keep = [sys.executable, str(PROJECT / "hooks" / "check_pages.py"), "links", str(docs)]
    subprocess.run(keep, check=True, stdout=subprocess.DEVNULL)
    return pages


def _replace_list(page: str, field: str, items: list[str]) -> str:
    lines = "".join(f"  - {item}\n" for item in items)
    return re.sub(rf"^{field}:\n(?:  - .*\n)+", f"{field}:\n{lines}", page, count=1, flags=re.MULTILINE)


def main() -> None:
    """Read the command line and write the pages."""
    parser = argparse.ArgumentParser(description="Write many exercise pages by varying an existing one.")
    parser.add_argument("count", type=int, help="how many pages; at most 17,576")
    parser.add_argument("--docs", type=Path, required=True, help="the docs folder to write them to")
    arguments = parser.parse_args()
    pages = write_pages(arguments.count, arguments.docs)
    print(f"{len(pages)} pages in {arguments.docs / 'stretches'}")


if __name__ == "__main__":
    main()
