from __future__ import annotations

import pytest
from rendering.tables import set_tables

OURS = '<table class="facts-table">'


def table(columns: int, opening: str = "<table>") -> str:
    head = "".join(f"<th>{number}</th>" for number in range(columns))
    return f"{opening}<thead><tr>{head}</tr></thead><tbody><tr><th>a</th><td>b</td></tr></tbody></table>"


@pytest.mark.parametrize(("columns", "boxed"), [(1, False), (3, False), (4, True), (9, True)])
def test_only_a_wide_table_gets_a_box_that_the_keyboard_reaches(columns: int, *, boxed: bool) -> None:
    html = set_tables(f"<p>before</p>{table(columns)}<p>after</p>")
    assert ('<div class="wide-table"' in html) == boxed
    assert ('tabindex="0"' in html) == boxed
    assert html.count(table(columns, OURS)) == 1


def test_a_table_with_a_class_of_its_own_is_left_alone() -> None:
    html = table(9, '<table class="caution-matrix">')
    assert set_tables(html) == html


def test_each_of_several_tables_is_looked_at() -> None:
    html = set_tables(table(5) + table(2) + table(6))
    assert html.count("<div") == 2
    assert html.count(OURS) == 3
