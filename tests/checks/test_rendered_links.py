"""A page of a stretch that is not shown any more leads to no other, however the link is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checks.rendered_page import rendered_links_to_stretches
from checks.site import check_site
from contract.page_types import RETIRED
from reading.block_structure import read_structure

from tests.passing_site import passing_site

SITE = "https://stretches.example/"
PASSING = passing_site()


def found(href: str, *, retired: bool = True) -> bool:
    page = check_site(PASSING).pages["routines/morning.md"]
    page = replace(page, source=replace(page.source, path="retired/morning.md"))
    page = replace(page, page_type=RETIRED) if retired else page
    links = read_structure(f'<p><a class="x" href="{href}">this</a></p>').links
    return bool(list(rendered_links_to_stretches(page, links, SITE)))


@pytest.mark.parametrize(
    "href",
    [
        "../../stretches/cat/",
        "../../stretches/./cat/",
        "../../stretches//cat/#stop-if",
        "../../%73tretches/cat/",
        "../../&#115;tretches/cat",
        "../x/../../routines/morning/",
        "/numb-leg/stretches/cat/",
        "https://stretches.example/stretches/cat/?print",
        "../../stretches/#cat",
    ],
)
def test_it_is_found(href: str) -> None:
    assert found(href)
    assert not found(href, retired=False)


@pytest.mark.parametrize(
    "href",
    [
        "../../get-help/",
        "../../stretches/",
        "#where-to-turn",
        "tel:911",
        "https://www.nhs.uk/stretches/neck/",
        "../../stretches/index.html",
    ],
)
def test_other_links_are_not(href: str) -> None:
    assert not found(href)
