"""Which files may lie beside the pages."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from checks.site import check_site
from checks.site_files import DATA_GUIDE, read_docs_files
from checks.svg_content import active_content

DOCS = Path(__file__).parents[2] / "docs"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'

DRAWINGS = {
    "plain": '<g id="a"><path d="M0 0" fill="url(#b)"/></g><use href="#a"/><use xlink:href="#a"/>',
    "style": "<style>path { fill: url('#b') }</style>",
    "picture in it": '<image href="data:image/png;base64,AAAA"/>',
}
ACTIVE = {
    "script": "<script>alert(1)</script>",
    "script of another namespace": '<s:script xmlns:s="http://www.w3.org/2000/svg"/>',
    "handler": '<path d="M0 0" onload="alert(1)"/>',
    "link with a script": '<a href="java&#115;cript:alert(1)"><path d="M0 0"/></a>',
    "picture from elsewhere": '<image xlink:href="https://example.org/a.png"/>',
    "drawing from elsewhere": '<use href="other.svg#a"/>',
    "style from elsewhere": "<style>@import 'https://example.org/a.css'</style>",
    "fill from elsewhere": '<path d="M0 0" fill="url(https://example.org/a.svg#b)"/>',
    "HTML": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>',
    "link that changes": '<set attributeName="xlink:href" to="javascript:alert(1)"/>',
    "not closed": "<g>",
}


def refused(docs: Path) -> dict[str, str]:
    return {finding.path: finding.message for finding in read_docs_files(docs).diagnostics}


def test_the_real_folder_is_accepted() -> None:
    found = read_docs_files(DOCS)
    assert found.diagnostics == []
    markdown = {file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.md")}
    assert markdown - {DATA_GUIDE} == set(found.pages)
    assert {file.relative_to(DOCS).as_posix() for file in (DOCS / "assets").rglob("*") if file.is_file()} == (
        found.published
    )


@pytest.mark.parametrize("inside", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_accepted(inside: str) -> None:
    assert active_content(SVG.format(inside).encode()) == ""


@pytest.mark.parametrize("inside", ACTIVE.values(), ids=ACTIVE)
def test_a_drawing_that_does_more_is_not(inside: str) -> None:
    assert active_content(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "before", ['<?xml-stylesheet href="https://example.org/a.css"?>', '<!DOCTYPE svg [<!ENTITY a "b">]>']
)
def test_what_stands_before_a_drawing_counts(before: str) -> None:
    assert active_content(before.encode() + SVG.format("").encode())


def test_links_out_of_the_folder_are_refused(docs: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (tmp_path / "more").mkdir()
    for name, target in (
        ("assets/secret.png", tmp_path / "secret.png"),
        ("assets/more", tmp_path / "more"),
        ("stretches/secret.md", tmp_path / "secret.png"),
        ("assets/again", docs / "stretches"),
    ):
        (docs / name).symlink_to(target)
    (docs / "assets" / "same.svg").symlink_to("figures/heel-slide-start.svg")
    os.mkfifo(docs / "assets" / "pipe.png")
    assert refused(docs) == {
        "assets/secret.png": "this is a link to a file outside the docs folder",
        "assets/more": "this is a link to a file outside the docs folder",
        "stretches/secret.md": "this is a link to a file outside the docs folder",
        "assets/again": "this is a link to a folder",
        "assets/pipe.png": "the file cannot be opened",
    }


def test_what_programs_leave_behind_while_somebody_works_is_passed_over(docs: Path) -> None:
    (docs / "stretches" / ".heel-slide.md.swp").write_bytes(b"b0VIM")
    (docs / "stretches" / ".#heel-slide.md").symlink_to("editor@host.1234")
    (docs / ".DS_Store").write_bytes(b"Bud1")
    (docs / ".secret").mkdir()
    assert list(refused(docs)) == [".secret"]


def test_a_folder_with_an_improper_name_is_named(docs: Path) -> None:
    (docs / "stretches").rename(docs / "Stretches")
    told = [
        finding
        for finding in check_site(docs, dt.date(2026, 11, 22)).diagnostics
        if "Stretches" in finding.path
    ]
    assert {finding.message for finding in told} == {"'Stretches' cannot be a page's name"}


def test_today_is_the_latest_date_on_earth(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return dt.datetime(2026, 11, 27, 10, 30, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(dt, "datetime", Clock)
    page = docs / "causes.md"
    text = page.read_text(encoding="utf-8")
    dates = {}
    for day in ("2026-11-28", "2026-11-29"):
        page.write_text(text.replace("reviewed: 2026-11-01", f"reviewed: {day}"), encoding="utf-8")
        dates[day] = [finding.rule for finding in check_site(docs).problems]
    assert dates == {"2026-11-28": [], "2026-11-29": ["impossible-date"]}
