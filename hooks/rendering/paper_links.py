"""Writes the addresses of a page's links out for paper, where nobody can follow them: each once, at the end.

Everything stands in the page, and a style sheet shows it on paper only.
"""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

_LINK = re.compile(r'(<a\s(?:[^>]*?\s)?href="([^"#][^"]*)"[^>]*>)(.*?)</a>', re.DOTALL)
# Tables have little room, and their addresses where links matter; the list of pages to give has them as well.
_WITH_ADDRESSES = re.compile(r"(<table\b.*?</table>|<!--addresses-->.*?<!--/addresses-->)", re.DOTALL)
# Resolves what leads to another page of a site whose own address is not known.
_UNKNOWN = "https://site.invalid"


def with_paper_links(html: str, page_url: str, canonical_url: str | None) -> str:
    """Number the links of a text, and list their addresses below it.

    Args:
        html: the page's text with everything set in.
        page_url: where the page lies below the site's address.
        canonical_url: its whole address; without it a page of this site is given by its path alone.
    """
    numbers: dict[str, int] = {}
    base = canonical_url or f"{_UNKNOWN}/{page_url}"

    def number(found: re.Match[str]) -> str:
        opening, href, words = found.groups()
        address = urljoin(base, unescape(href))
        if urlsplit(address).scheme not in {"http", "https"}:
            return found[0]
        at = numbers.setdefault(_shown(address), len(numbers) + 1)
        return f'{opening}{words}</a><span class="on-paper link-number"> [{at}]</span>'

    parts = _WITH_ADDRESSES.split(html)
    numbered = "".join(part if _WITH_ADDRESSES.fullmatch(part) else _LINK.sub(number, part) for part in parts)
    if not numbers:
        return html
    items = "".join(f"<li>{escape(address)}</li>" for address in numbers)
    return (
        f'{numbered}<section class="on-paper paper-links" aria-label="Addresses of the links">'
        f"<p><strong>Addresses</strong></p><ol>{items}</ol></section>"
    )


def _shown(address: str) -> str:
    """An address as somebody would type it."""
    return address.removeprefix(_UNKNOWN).removeprefix("https://").removeprefix("http://")
