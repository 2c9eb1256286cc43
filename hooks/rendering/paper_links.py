"""Lists the addresses of a page's links for printing, where nobody can follow them: each once, at the end.

The list is part of the page, and a style sheet shows it on paper only.
"""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

_LINK = re.compile(r'(<a\s(?:[^>]*?\s)?href="([^"#][^"]*)"[^>]*>)(.*?)</a>', re.DOTALL)
# Parts without numbers: tables, which have little room, and the list of handouts, which shows the addresses.
_WITH_ADDRESSES = re.compile(r"(<table\b.*?</table>|<!--addresses-->.*?<!--/addresses-->)", re.DOTALL)
# Stands in for the site's address if that is not known.
_UNKNOWN = "https://site.invalid"


def with_paper_links(html: str, page_url: str, canonical_url: str | None) -> str:
    """Number the links of a text, and list their addresses below it.

    Args:
        html: the page's text with all markers filled.
        page_url: the page's address below the site's.
        canonical_url: its full address; without it, pages of this site are listed by their paths alone.
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
    """Return an address as people would type it."""
    return address.removeprefix(_UNKNOWN).removeprefix("https://").removeprefix("http://")
