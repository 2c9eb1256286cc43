"""The links of a page's text to other pages of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from page_contract.source_page import SourcePage

# In the line, or below the text where only a name stands in it.
_LINK = re.compile(r"(?:(?<!\\)\]\(|^ {0,3}\[[^\]]+\]:[ \t]+)<?([^()\s:<>#?]+\.md)(?=[)#?>\s]|$)")
_CODE = re.compile(r"`[^`]*`")


def page_links(page: SourcePage) -> Iterator[tuple[int, str]]:
    """Give the line and the target of each link to a Markdown file, as it is written, without its section."""
    for line in page.lines:
        if line.where == "text" and ".md" in line.text:
            for target in _LINK.findall(_CODE.sub("", line.text)):
                yield line.number, target
