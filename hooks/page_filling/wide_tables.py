"""Puts tables that are wider than a phone into boxes that scroll by themselves, also with the keyboard."""

from __future__ import annotations

import re

# A table with more columns does not fit on a phone of 320 px.
_MOST_COLUMNS = 3
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def box_wide_tables(html: str) -> str:
    """Box the wide tables of a page's text; tables that bring a class of their own are left alone."""
    return _TABLE.sub(lambda table: _boxed(table[0]), html)


def _boxed(table: str) -> str:
    if len(re.findall(r"<th\b", table.partition("</tr>")[0])) <= _MOST_COLUMNS:
        return table
    name = "Wide table, scrolls sideways"
    return f'<div class="wide-table" role="group" aria-label="{name}" tabindex="0">{table}</div>'
