"""The scan for links sees what the renderer makes of them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import markdown
import pytest
from reading.page_links import page_links
from reading.source_page import read_page

DOCS = Path(__file__).parents[2] / "docs"
_RENDERED = re.compile(r'<(?:a [^>]*?href|img [^>]*?src)="([^"]*)"')

NOTATIONS = {
    "plain": "See [a](x.md).",
    "title": "See [a](x.md \"A title\") and [b](y.md 'One (more)').",
    "bracket in a title": 'See [a](x.md "A smile :)") here.',
    "angle brackets": "See [a](<x y.md>) and [b](<z.md> 'Title').",
    "brackets in the address": "See [a](https://example.org/a_(b)) and [b](https://example.org/(a(b))).",
    "spaces around": "See [a]( x.md ).",
    "space in the address": "See [a](x y.md).",
    "over two lines": "See [a\nb](x.md\n'Title') and\nmore.",
    "nested": "See [![alt](x.png)](y.md).",
    "image": "![alt](x.png 'Title')",
    "brackets in the words": "See [a [b] c](x.md).",
    "escaped": "See \\[a](x.md), [a\\](y.md) and [b](z\\_z.md).",
    "code": "See `[a](x.md)`, ``[b](`y.md)`` and [`c`](z.md).",
    "code over two lines": "See `[a](x.md)\n[b](y.md)` here.",
    "empty": "See [a]() and [b](#).",
    "reference": "See [a][1], [1][] and ![c][2].\n\n[1]: x.md 'Title'\n[2]: <y.png>",
    "list": "- [a](x.md)\n\n    [b](y.md)\n\n1. ![c](z.png)",
    "indented code": "Words.\n\n    [a](x.md)\n\nMore [b](y.md).",
    "admonition": '!!! danger "Now"\n\n    See [a](x.md).\n\n    And [b](y.md).',
    "table": "| a | b |\n| --- | --- |\n| [a](x.md) | [b](y.md) |",
    "quotation": "> See [a](x.md).",
    "no bracket before": "See a](x.md).",
    "two beside each other": "[a](x.md)[b](y.md)",
    "not closed": "See [a](x.md and no more.",
}


def scanned(text: str) -> set[str]:
    return {link.target for link in page_links(read_page("index.md", text, front_matter_expected=False))}


def rendered(text: str) -> set[str]:
    html = markdown.markdown(text, extensions=["admonition", "tables", "attr_list", "pymdownx.superfences"])
    return {unescape(target) for target in _RENDERED.findall(html)}


@pytest.mark.parametrize("text", NOTATIONS.values(), ids=NOTATIONS)
def test_every_notation(text: str) -> None:
    assert scanned(text) == rendered(text)


@pytest.mark.parametrize("file", sorted(DOCS.rglob("*.md")), ids=lambda file: file.stem)
def test_every_page(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text
    assert scanned(body) == rendered(body)


def test_lines_are_those_of_the_file() -> None:
    page = read_page("index.md", "---\ntitle: A\n---\n\nSee\n[a](x.md) and\n![b\nc](y.png).\n")
    assert list(page_links(page)) == [(6, "x.md", False), (8, "y.png", True)]


@pytest.mark.parametrize("text", ["[" * 50_000, "[a](" * 20_000, "](" * 30_000, "[a](((" * 10_000])
def test_it_ends_on_a_page_of_brackets(text: str) -> None:
    list(page_links(read_page("index.md", text, front_matter_expected=False)))
