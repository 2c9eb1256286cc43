"""A page or a section is shared: copied, shared, sent, printed, or taken from the list of all pages."""

from __future__ import annotations

import csv
import itertools
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from checks.page import path_rule
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Visitor
    from tests.site.conftest import Pages

SITE = "https://stretches.example/numb-leg/"
KINDS = {"exercise", "routine", "condition"}
SMALLEST_TARGET = 44
# What the page asks of the browser is recorded but not done.
NOTE = """() => {
  window.noted = []
  Object.defineProperty(navigator, "clipboard", {value: {writeText: async text => void noted.push(text)}})
  navigator.share = async given => void noted.push(given)
  window.print = () => noted.push("printed")
}"""


@pytest.fixture
def tab(visitor: Callable[..., Visitor], hosted_address: str) -> Visitor:
    tab = visitor(hosted_address, 360, 740, locale="en-GB")
    if not hasattr(tab.page, "notes"):
        tab.page.add_init_script(f"({NOTE})()")
        tab.page.notes = True  # type: ignore[attr-defined]
    tab.page.set_viewport_size({"width": 360, "height": 740})
    return tab


def told(page: Page) -> str:
    page.wait_for_function("document.querySelector('.status-message').textContent")
    return page.get_by_role("status").filter(has_text=re.compile(".")).last.inner_text()


def paths(pages: Pages) -> list[str]:
    return [path for path in pages.paths if pages.page_type(path).name in KINDS]


def test_every_such_page_has_all_ways_large_enough(tab: Visitor, hosted_pages: Pages) -> None:
    for path in paths(hosted_pages):
        page = tab.visit(hosted_pages.address(path))
        ways = page.locator(".give-page").locator("a, button")
        times = 1 if hosted_pages.page_type(path).name == "condition" else 2
        names = [way.inner_text().strip() for way in ways.all()]
        assert names == ["Copy link", "Share", "Email", "Print"] * times
        links = page.locator("article .section-link")
        assert links.count() == page.locator("article :is(h2, h3)[id]:not(.visually-hidden)").count() > 5
        for target in [*ways.all(), *links.all()]:
            if not target.is_visible():
                continue  # the row beside the drawing is for wide screens, and some are folded
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= SMALLEST_TARGET - 0.5


def test_each_way_does_and_says_it(tab: Visitor) -> None:
    tab.page.set_viewport_size({"width": 1280, "height": 800})  # where both rows are seen
    page = tab.visit("stretches/cobra/?from=x#stop-if")
    address = f"{SITE}stretches/cobra/"
    for name in ("Send or print this page", "Send or print this page, at its end"):
        ways = page.get_by_role("region", name=name, exact=True)
        page.evaluate("() => { noted.length = 0 }")
        ways.get_by_role("button", name="Copy link").press("Enter")
        page.wait_for_function("noted.length === 1")
        assert told(page) == f"Link to this page copied: {address}"
        ways.get_by_role("button", name="Share").press("Enter")
        page.wait_for_function("document.querySelector('.status-message').textContent.includes('shared')")
        ways.get_by_role("button", name="Print").press("Enter")
        page.wait_for_function("noted.length === 3")
        assert told(page).startswith("The print dialog is opening.")
        assert page.evaluate("noted") == [address, {"title": "Cobra stretch", "url": address}, "printed"]
        mail = urlsplit(ways.get_by_role("link", name="Email").get_attribute("href") or "")
        assert mail.scheme == "mailto"
        assert parse_qs(mail.query) == {"subject": ["Cobra stretch"], "body": [f"Cobra stretch\n\n{address}"]}


def test_a_section_is_linked_to_by_the_keyboard(tab: Visitor) -> None:
    page = tab.visit("sciatica/")
    link = page.get_by_role("link", name="Link to “What can help”")
    link.press("Enter")
    assert told(page) == f"Link to “What can help” copied: {SITE}sciatica/#what-can-help"
    assert page.url.endswith("/sciatica/#what-can-help")
    assert page.get_by_role("heading", name="What can help", exact=True).count() == 1


def test_who_comes_to_a_section_sees_its_page(tab: Visitor) -> None:
    page = tab.visit("stretches/cobra/#stop-if")
    shown = "getComputedStyle(document.querySelector('[data-heading=stop-if]'), '::before').content"
    assert page.evaluate(shown) == "attr(data-page)" or page.evaluate(shown) == '"Cobra stretch"'
    top = page.locator("#stop-if").bounding_box()
    assert top is not None
    assert top["y"] > 24  # its page's name has room above it
    tab.visit("stretches/cobra/")
    assert page.evaluate(shown) == "none"


def test_where_nothing_can_be_copied_the_address_is_told(tab: Visitor) -> None:
    page = tab.visit("stretches/cat/")
    page.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error('no') } }")
    page.evaluate("() => { document.execCommand = () => false }")
    button = page.get_by_role("button", name="Copy link").locator("visible=true").first
    button.click()
    message = "This browser cannot copy a link for you. Copy the address of this page by hand: "
    assert told(page) == f"{message}{SITE}stretches/cat/"
    # It stays while somebody selects it, and disappears on the next tap elsewhere.
    page.locator(".status-message__address").click()
    assert page.evaluate("getSelection().toString()") == f"{SITE}stretches/cat/"
    page.evaluate(
        "() => { const wait = setTimeout; window.waits = []; "
        "window.setTimeout = (then, time) => { waits.push(time); return wait(then, time) } }"
    )
    button.click()
    assert told(page) == f"{message}{SITE}stretches/cat/"
    assert page.evaluate("waits") == []  # no timer will remove it
    page.locator("h1").click()
    assert page.locator(".status-message").inner_text() == ""


def test_a_link_to_the_print_opens_it_once(tab: Visitor) -> None:
    page = tab.visit("stretches/cat/?print")
    page.wait_for_function("noted.length === 1")
    assert page.evaluate("noted") == ["printed"]
    assert "?" not in page.url


def test_without_scripts_only_what_works_is_there(
    visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    page = visitor(hosted_address, java_script_enabled=False).visit("stretches/cobra/")
    ways = [way for way in page.locator(".give-page").locator("a, button").all() if way.is_visible()]
    assert [way.inner_text().strip() for way in ways] == ["Email"]


def test_every_page_prints_its_code_and_address(tab: Visitor, hosted_pages: Pages) -> None:
    for path in ("sciatica.md", "get-help.md"):
        page = tab.visit(hosted_pages.address(path))
        page.emulate_media(media="print")
        assert page.locator(".qr-code").is_visible()
        assert f"stretches.example/numb-leg/{hosted_pages.address(path)}".strip("/") in page.inner_text(
            ".sheet-foot"
        )
        listed = page.locator(".paper-links li").all_inner_texts()
        assert len(listed) == len(set(listed)) > 5
        numbers = [int(each.strip(" []")) for each in page.locator(".link-number").all_inner_texts()]
        assert sorted(set(numbers)) == list(range(1, len(listed) + 1))
        assert (
            page.locator("header, .site-nav, footer, .give-page, .emergency-bar, .section-link").evaluate_all(
                "parts => parts.filter(part => part.checkVisibility()).length"
            )
            == 0
        )
        page.emulate_media(media="null")


def test_the_list_for_clinicians_has_every_page(hosted_site: Path, tab: Visitor, hosted_pages: Pages) -> None:
    with (hosted_site / "clinicians" / "hand-outs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # Pages that the list of pages leaves out are not handed out either.
    given = [path for path in hosted_pages.paths if (rule := path_rule(path)) and rule.in_navigation]
    expected = {SITE + hosted_pages.address(path).lstrip("/") for path in given}
    assert {row["address"] for row in rows} == expected
    for row in rows:
        assert (hosted_site / row["qr_svg"].removeprefix(SITE)).read_bytes().startswith(b"<?xml")
        picture = hosted_site / row["qr_png"].removeprefix(SITE)
        (code,) = zxingcpp.read_barcodes(Image.open(picture))
        assert code.text == row["address"]
    page = tab.visit("clinicians/")
    listed = page.locator(".hand-out")
    assert listed.count() == len(rows)
    assert listed.locator(".hand-out__page code").all_inner_texts() == [row["address"] for row in rows]
    kinds = [kind for kind, _ in itertools.groupby(row["kind"] for row in rows)]
    assert kinds[:2] == ["exercise", "routine"]
    assert len(kinds) == len(set(kinds)), "each kind stands together"
    page.get_by_text("All addresses as a table").click()
    pasted = page.locator(".hand-outs__all tbody tr").all_inner_texts()
    assert pasted == [f"{row['title']}\t{row['address']}" for row in rows]
    page.get_by_role("button", name="Copy the link to “Cobra stretch”", exact=True).click()
    assert told(page) == f"Link to “Cobra stretch” copied: {SITE}stretches/cobra/"
    cobra = listed.filter(has_text="Cobra stretch")
    cobra.get_by_text("Its sections").click()
    cobra.get_by_role("button", name="Copy the link to “Cobra stretch: Stop if”").click()
    assert told(page) == f"Link to “Cobra stretch: Stop if” copied: {SITE}stretches/cobra/#stop-if"
    for name in ("SVG", "PNG"):
        link = page.get_by_role("link", name=f"QR code of “Cobra stretch” as {name}")
        assert page.request.get(link.evaluate("link => link.href")).ok


def test_without_the_sites_address_a_page_can_still_be_given(
    visitor: Callable[..., Visitor], address: str, built_site: Path
) -> None:
    tab = visitor(address, 360, 740, locale="en-GB")
    page = tab.visit("stretches/cobra/")
    href = page.get_by_role("link", name="Email").first.get_attribute("href") or ""
    assert parse_qs(urlsplit(href).query)["body"] == [f"Cobra stretch\n\n{address}stretches/cobra/"]
    assert not (built_site / "clinicians" / "qr").exists()
    assert "/stretches/cobra/" in (built_site / "clinicians" / "hand-outs.csv").read_text(encoding="utf-8")
