"""Adds a class to the tables of a page, and wraps wide ones in a box that the keyboard can scroll.

Material changes tables without a class: its style sheet cuts them off, and its script, which is loaded for
the search, wraps them in boxes that the keyboard cannot reach.
"""

from __future__ import annotations

import re

# A table with more columns does not fit on a phone of 320 px.
_MOST_COLUMNS = 3
_TABLE = re.compile(r"<table>(.*?</table>)", re.DOTALL)


def set_tables(html: str) -> str:
    """Wrap the tables of a page's text; those that have a class of their own are left alone."""
    return _TABLE.sub(lambda table: _set(table[1]), html)


def _set(rows: str) -> str:
    table = f'<table class="facts-table">{rows}'
    if len(re.findall(r"<th\b", rows.partition("</tr>")[0])) <= _MOST_COLUMNS:
        return table
    return f'<div class="wide-table" role="group" aria-label="Wide table" tabindex="0">{table}</div>'
