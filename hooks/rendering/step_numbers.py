"""Numbers the steps of a page as one list, even if a line of text comes between two lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.section import Shape
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from contract.page_types import PageType


def with_step_numbers(html: str, page_type: PageType) -> str:
    """Continue the numbers of the first list of the steps in every later list of that section."""
    section = next((section for section in page_type.sections if section.shape is Shape.STEPS), None)
    begin = html.find(f'<h2 id="{section.anchor}"') if section is not None else -1
    if begin < 0:
        return html
    end = html.find("<h2", begin + 1)
    end = len(html) if end < 0 else end
    if html.count("<ol", begin, end) < 2:
        return html
    body = LexborHTMLParser(html[begin:end]).body
    steps = 0
    for node in body.iter() if body is not None else ():
        if node.tag == "ol":
            if steps:
                node.attrs["start"] = str(steps + 1)
            steps += sum(child.tag == "li" for child in node.iter())
    inner = "".join(node.html or "" for node in body.iter(include_text=True)) if body is not None else ""
    return html[:begin] + inner + html[end:]
