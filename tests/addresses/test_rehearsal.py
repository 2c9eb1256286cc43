"""Every address and QR code of a site still works after pages and sections are renamed, moved or retired."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.addresses.conftest import Rehearsal
    from tests.conftest import Visitor

HOST, SUB_PATH = "https://stretches.example", "/numb-leg"
# The page is not a redirect, and its own text is there.
ARRIVED = "() => document.querySelector('article h1') && !document.title.startsWith('Page not found')"

# Where the browser goes for each of these sections.
TARGETS = """anchors => anchors.map(anchor => {
  location.hash = anchor
  return document.querySelector(":target")?.id
})"""


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def tab(request: pytest.FixtureRequest, visitor: Callable[..., Visitor], plain_address: str) -> Visitor:
    return visitor(plain_address, 800, 900, java_script_enabled=request.param)


@pytest.fixture
def tab_at_nginx(visitor: Callable[..., Visitor], nginx_address: str) -> Visitor:
    return visitor(nginx_address, 800, 900)


def runs_scripts(tab: Visitor) -> bool:
    return bool(tab.page.evaluate("() => document.documentElement.classList.contains('scripts-run')"))


def open_and_arrive(tab: Visitor, address: str) -> Page:
    """Open an address of the site, and follow redirects."""
    page = tab.page
    page.goto("about:blank")  # the same address with another section would not be loaded again
    page.goto(tab.home + address.lstrip("/"), wait_until="commit")
    page.locator("article h1").wait_for()
    page.wait_for_load_state("domcontentloaded")
    assert page.evaluate(ARRIVED), address
    return page


def place(page: Page) -> str:
    """Return where the tab is, relative to the site's address."""
    parts = urlsplit(page.url)
    path = parts.path.removeprefix("/numb-leg")
    query = f"?{parts.query}" if parts.query else ""
    return path + query + (f"#{parts.fragment}" if parts.fragment else "")


def page_addresses(rehearsal: Rehearsal) -> list[str]:
    return [address for address in rehearsal.addresses if "#" not in address]


def test_every_page_arrives_from_nginx(tab_at_nginx: Visitor, rehearsal: Rehearsal) -> None:
    test_every_page_arrives(tab_at_nginx, rehearsal)
    test_a_query_and_a_section_come_along(tab_at_nginx)


def test_every_page_arrives(tab: Visitor, rehearsal: Rehearsal) -> None:
    pages = page_addresses(rehearsal)
    assert len(pages) > 15
    arrived = {address: place(open_and_arrive(tab, address)) for address in pages}
    assert arrived == {address: rehearsal.moved.get(address, address) for address in pages}


def test_every_section_arrives(tab: Visitor, rehearsal: Rehearsal) -> None:
    anchors: dict[str, list[str]] = {}
    for address in rehearsal.addresses:
        path, found, anchor = address.partition("#")
        if found:
            anchors.setdefault(path, []).append(anchor)
    assert sum(map(len, anchors.values())) > 150
    for path, of_page in anchors.items():
        moved = rehearsal.moved.get(path)
        if moved and not runs_scripts(tab):
            continue  # it cannot keep the section; that the page is reached is tested above
        page = open_and_arrive(tab, f"{path}#{of_page[0]}")
        assert place(page) == f"{moved or path}#{of_page[0]}"
        if moved != "/retired/lunge/":
            assert page.evaluate(TARGETS, of_page) == of_page, path


def test_a_query_and_a_section_come_along(tab: Visitor) -> None:
    page = open_and_arrive(tab, "stretches/toe-touch/?from=paper#stop-if")
    if runs_scripts(tab):
        assert place(page) == "/stretches/forward-fold/?from=paper#stop-if"
    else:
        assert place(page).startswith("/stretches/forward-fold/")


def test_back_is_not_caught(tab: Visitor) -> None:
    page = tab.visit("/")
    page.goto(tab.home + "stretches/toe-touch/", wait_until="commit")
    page.locator("article h1").wait_for()
    page.wait_for_load_state()
    if runs_scripts(tab):
        page.go_back()
        assert place(page) == "/"


def test_every_code_arrives(tab: Visitor, rehearsal: Rehearsal) -> None:
    codes = sorted((rehearsal.first / "clinicians" / "qr").glob("*.png"))
    # Only record systems open the first of these; the others are for clinicians themselves.
    kept = {"/connect/", "/clinicians/evidence/", "/clinicians/programmers/"}
    assert len(codes) == len(set(page_addresses(rehearsal)) - kept)
    for file in codes:
        (code,) = zxingcpp.read_barcodes(Image.open(file))
        path = code.text.removeprefix(HOST)
        assert code.text == HOST + path
        assert path in rehearsal.addresses  # each of which was opened above
        if path in rehearsal.moved:
            assert place(open_and_arrive(tab, path)) == rehearsal.moved[path]
        # Another system may link to the picture itself.
        now = rehearsal.second / "clinicians" / "qr" / file.name
        (code,) = zxingcpp.read_barcodes(Image.open(now))
        assert code.text == f"{HOST}{SUB_PATH}{rehearsal.moved.get(path, path)}"
        assert now.with_suffix(".svg").exists()


def test_the_old_place_of_the_site_leads_to_the_new_one(tab_at_nginx: Visitor) -> None:
    # An operator who moves the site sets this up on the server; a plain file server cannot redirect.
    tab, top = tab_at_nginx, tab_at_nginx.home.removesuffix("numb-leg/")
    answer = tab.page.request.get(top + "stretches/cobra/", max_redirects=0)
    assert (answer.status, answer.headers["location"]) == (301, "/numb-leg/stretches/cobra/")
    answer = tab.page.request.get(top + "numb-leg?q=lunge", max_redirects=0)
    assert (answer.status, answer.headers["location"]) == (301, "/numb-leg/?q=lunge")


def test_a_retired_stretch_says_why_and_leads_to_no_other(tab: Visitor) -> None:
    page = open_and_arrive(tab, "stretches/lunge/")
    assert page.locator("h1").inner_text() == "The lunge is not shown any more"
    article = page.locator("article")
    assert article.get_by_text("Call for help now").count() > 0
    hrefs = [link.get_attribute("href") or "" for link in article.locator("a").all()]
    assert not [href for href in hrefs if "stretches/" in href or "routines/" in href]


def test_who_comes_to_its_old_address_is_not_told_that_it_moved(rehearsal: Rehearsal) -> None:
    html = (rehearsal.second / "stretches" / "lunge" / "index.html").read_text(encoding="utf-8")
    assert "<h1>This page is not shown any more</h1>" in html
    html = (rehearsal.second / "stretches" / "toe-touch" / "index.html").read_text(encoding="utf-8")
    assert "<h1>This page has moved</h1>" in html


def test_the_list_of_pages_has_no_retired_page(tab: Visitor) -> None:
    page = open_and_arrive(tab, "stretches/")
    assert page.locator("#site-menu a", has_text="lunge").count() == 0
