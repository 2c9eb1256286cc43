"""A stretch or a routine on one sheet of paper, printed by the browser and read back."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Visitor
    from tests.site.conftest import Pages

SHEETS = ("A4", "Letter")
POINTS_PER_PIXEL = 0.75
BODY, SMALLEST = 12, 9
QR_MILLIMETERS = 25
# The size of every piece of printed text, with the text.
SIZES = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = []
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim()
    const box = walker.currentNode.parentElement
    if (text && box.checkVisibility({visibilityProperty: true}) && !box.closest("svg"))
      found.push([parseFloat(getComputedStyle(box).fontSize), text])
  }
  return found
}"""


@pytest.fixture
def tab(visitor: Callable[..., Visitor], hosted_address: str) -> Visitor:
    return visitor(hosted_address, 720, 1000, locale="en-CA")  # about as wide as the text on paper


def sheet_paths(pages: Pages) -> list[str]:
    return [path for path in pages.paths if pages.page_type(path).name in {"exercise", "routine"}]


_PRINTED: dict[tuple[str, str], bytes] = {}


def printed(tab: Visitor, address: str, paper: str) -> pypdfium2.PdfDocument:
    """Print a page, once for all tests in this file."""
    if (key := (tab.home + address, paper)) not in _PRINTED:
        _PRINTED[key] = tab.visit(address).pdf(format=paper, prefer_css_page_size=False)
    return pypdfium2.PdfDocument(_PRINTED[key])


def text_of(pdf: pypdfium2.PdfDocument) -> str:
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    return " ".join(unicodedata.normalize("NFKC", text).replace("\ufffe", "-").split())


@pytest.mark.parametrize("paper", SHEETS)
def test_a_stretch_or_a_routine_is_one_sheet(paper: str, tab: Visitor, hosted_pages: Pages) -> None:
    found = {path: len(printed(tab, hosted_pages.address(path), paper)) for path in sheet_paths(hosted_pages)}
    assert found
    assert found == dict.fromkeys(found, 1)


@pytest.mark.parametrize("paper", SHEETS)
def test_the_code_leads_back_to_the_page(paper: str, tab: Visitor, hosted_pages: Pages) -> None:
    for path in sheet_paths(hosted_pages):
        address = hosted_pages.address(path)
        page = printed(tab, address, paper)[0]
        picture = page.render(scale=150 / 72, grayscale=True).to_pil()
        (code,) = zxingcpp.read_barcodes(picture)
        canonical = re.search(r'rel="canonical" href="([^"]+)"', hosted_pages.built(path).html)
        assert canonical is not None
        assert code.text == canonical[1]


def test_the_code_is_large_enough(tab: Visitor, hosted_pages: Pages) -> None:
    page = tab.visit(hosted_pages.address("stretches/lunge.md"))
    page.emulate_media(media="print")
    box = page.locator(".qr-code").bounding_box()
    page.emulate_media(media="null")
    assert page.locator(".qr-code").is_hidden()
    assert box is not None
    assert min(box["width"], box["height"]) >= QR_MILLIMETERS * 96 / 25.4  # CSS pixels, the quiet zone within


def test_a_sheet_has_what_is_needed_to_do_the_stretch(
    exercise_path: str, tab: Visitor, hosted_pages: Pages
) -> None:
    facts = hosted_pages.facts(exercise_path)
    built = hosted_pages.built(exercise_path)
    text = text_of(printed(tab, hosted_pages.address(exercise_path), "A4"))
    places = [
        text.index(words)
        for words in (
            facts["title"],
            facts["summary"],
            "First week:",
            "After that, if your leg is no worse:",
            "Get into position",
            "How to do it",
            "Stop if",
            "Call for help at once",
        )
    ]
    assert places == sorted(places), text
    assert text.count("How to do it") == text.count("Stop if") == 1
    assert "Check off each day you did it Week Mon Tue Wed Thu Fri Sat Sun 1 2 3 4" in text
    groups = hosted_pages.data("caution-groups.yml")
    named = {
        groups[group]["short"]
        for group, one in facts["cautions"].items()
        if one["level"] in {"do not", "ask first"}
    }
    named |= {other["short"] for other in facts.get("also_ask_first", [])}
    assert [name for name in named if name not in text] == []
    assert "The page says more about each." in text
    assert "Reviewed" in text
    for step in re.findall(r"<li>(.*?)</li>", built.html.split('id="how-to-do-it"')[1].split("</ol>")[0]):
        assert " ".join(re.sub(r"<[^>]*>", "", step).split()) in text
    assert "What you should feel" not in text
    assert "Where this comes from" not in text


@pytest.mark.parametrize("width", [690, 720])  # Letter and A4 within their margins, in CSS pixels
def test_the_letters_are_large_enough(width: int, tab: Visitor, hosted_pages: Pages) -> None:
    tab.page.set_viewport_size({"width": width, "height": 1000})
    for path in sheet_paths(hosted_pages):
        page = tab.visit(hosted_pages.address(path))
        page.emulate_media(media="print")
        sizes: list[tuple[float, str]] = page.evaluate(SIZES)
        page.emulate_media(media="null")
        small = [(size, text) for size, text in sizes if size * POINTS_PER_PIXEL < SMALLEST]
        assert small == [], path
        letters = sum(len(text) for _, text in sizes)
        body = sum(len(text) for size, text in sizes if size * POINTS_PER_PIXEL >= BODY - 0.01)
        assert body > letters / 2, path


def test_nothing_is_cut_off(tab: Visitor, hosted_pages: Pages) -> None:
    for path in sheet_paths(hosted_pages):
        for paper in SHEETS:
            page = printed(tab, hosted_pages.address(path), paper)[0]
            width, height = page.get_size()
            letters = page.get_textpage()
            for index in range(letters.count_chars()):
                left, bottom, right, top = letters.get_charbox(index)
                assert left >= 0, (path, paper)
                assert bottom >= 0, (path, paper)
                assert right <= width, (path, paper)
                assert top <= height, (path, paper)


def test_without_an_address_there_is_no_code_and_still_one_sheet(
    visitor: Callable[..., Visitor], address: str, pages: Pages
) -> None:
    tab = visitor(address, 720, 1000)
    pdf = printed(tab, pages.address("stretches/lunge.md"), "Letter")
    assert len(pdf) == 1
    assert not zxingcpp.read_barcodes(pdf[0].render(scale=150 / 72, grayscale=True).to_pil())
