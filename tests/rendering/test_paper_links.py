"""On paper each address stands once, at the end, unless it stands beside its link already."""

from __future__ import annotations

from rendering.paper_links import with_paper_links

PAGE = "https://stretches.example/numb-leg/sciatica/"


def listed(html: str) -> list[str]:
    done = with_paper_links(html, "sciatica/", PAGE)
    return [item.split("</li>")[0] for item in done.split("<li>")[1:]]


def test_each_address_is_listed_once_and_numbered() -> None:
    html = '<a href="../causes/">a</a> <a class="x" href="https://b.example/?a&amp;b">b</a>'
    html += '<a href="../causes/">c</a>'
    done = with_paper_links(html, "sciatica/", PAGE)
    assert [part.split("]")[0] for part in done.split(" [")[1:]] == ["1", "2", "1"]
    assert listed(html) == ["stretches.example/numb-leg/causes/", "b.example/?a&amp;b"]


def test_links_whose_address_stands_beside_them_have_no_number() -> None:
    table = '<table><tr><td><a href="https://a.example/">a</a></td></tr></table>'
    addresses = '<!--addresses--><a href="https://b.example/">b</a> b.example<!--/addresses-->'
    assert listed(f'{table}<a href="https://c.example/">c</a>{addresses}') == ["c.example/"]


def test_what_nobody_can_type_is_left_alone() -> None:
    html = '<a href="#stop-if">a</a> <a href="tel:911">b</a> <a href="mailto:x@example.org">c</a>'
    assert with_paper_links(html, "sciatica/", PAGE) == html
