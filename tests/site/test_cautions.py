"""The warnings of a stretch are the same on its page, on its routine and in the table for clinicians."""

from __future__ import annotations

import html as html_text
import re
from typing import TYPE_CHECKING, Any

from tests.site.conftest import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.site.conftest import Pages

LEADS = {
    "do not": "Do not do this stretch if:",
    "ask first": "Ask a doctor or physical therapist (physiotherapist) first if:",
    "change": "Change it this way if:",
}


def words(html: str) -> str:
    return folded(html_text.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?strong>", "", html))))


def shown_level(caution: dict[str, Any]) -> str:
    """A stretch that is fine with a condition is to be done as the advice says."""
    return "change" if caution["level"] == "fine" and caution.get("advice") else caution["level"]


def table_rows(pages: Pages) -> list[list[str]]:
    html = pages.built("stretches/index.md").html
    table = re.search(r'<table class="caution-matrix">.*?</table>', html, re.DOTALL)
    assert table
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", table[0], re.DOTALL)
    ]


def levels_on_the_page(path: str, pages: Pages) -> Iterator[tuple[str, str]]:
    """Return the items under each lead of a page's 'Check first'."""
    html = pages.built(path).html
    for lead, items in re.findall(
        r'<p class="caution-level[^"]*"><strong>(.*?)</strong></p>\s*<ul class="caution-list">(.*?)</ul>',
        html,
        re.DOTALL,
    ):
        level = next(level for level, expected in LEADS.items() if words(lead) == expected)
        for item in re.findall(r"<li>(.*?)</li>", items, re.DOTALL):
            yield level, words(item)


def test_page_and_table_agree(exercise_path: str, pages: Pages) -> None:
    rows = table_rows(pages)
    column = rows[0].index(pages.facts(exercise_path)["title"])
    on_the_page = {item: level for level, item in levels_on_the_page(exercise_path, pages)}
    assert on_the_page
    shorts = {group["full"]: group["short"] for group in pages.data("caution-groups.yml").values()}
    assert [row[0] for row in rows[1:]] == list(shorts)
    for row in rows[1:]:
        level, _, advice = row[column].partition(": ")
        short = shorts[row[0]]
        told = f"{short}: {row[0]}. {advice}" if advice else f"{short}: {row[0]}"
        if level == "fine":
            assert told not in on_the_page
        else:
            assert on_the_page[told] == level, row[0]


def test_the_table_shows_what_the_page_states(exercise_path: str, pages: Pages) -> None:
    rows = table_rows(pages)
    column = rows[0].index(pages.facts(exercise_path)["title"])
    groups = {key: group["full"] for key, group in pages.data("caution-groups.yml").items()}
    cautions = pages.facts(exercise_path)["cautions"]
    assert {group: next(row[column] for row in rows if row[0] == who) for group, who in groups.items()} == {
        group: folded(": ".join(filter(None, [shown_level(caution), caution.get("advice")])))
        for group, caution in cautions.items()
    }


def test_every_level_is_told_by_words(pages: Pages) -> None:
    levels = {cell.partition(":")[0] for row in table_rows(pages)[1:] for cell in row[1:]}
    assert levels == {"do not", "ask first", "change", "fine"}
