"""Which picture a page gets, also where its own is not there yet."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from checks.site import check_site
from rendering.link_preview import SITE_ROW, preview_of
from rendering.page_facts import page_facts

if TYPE_CHECKING:
    from pathlib import Path

    from checks.site import Report

COBRA = "stretches/cobra.md"
OWN = "assets/previews/cobra.png"
SITE = "assets/previews/index.png"


def path_of(page: str, report: Report) -> str | None:
    found = preview_of(report.pages[page], report)
    return found["path"] if found else None


def with_previews(report: Report, *names: str) -> Report:
    registers = dataclasses.replace(report.registers, previews=frozenset(names))
    return dataclasses.replace(report, registers=registers)


def test_a_stretch_has_its_own_picture_in_the_words_of_its_drawing(report: Report) -> None:
    preview = preview_of(report.pages[COBRA], report)
    assert preview is not None
    assert preview["path"] == OWN
    assert preview["alt"] == report.registers.figures["cobra-elbows"].stretch.alt


def test_every_other_page_has_the_picture_of_the_site(report: Report) -> None:
    for page in ("index.md", "stretches/index.md", "routines/cat-and-cobra.md", "sciatica.md", "about.md"):
        assert path_of(page, report) == SITE


def test_the_words_of_the_sites_picture_name_what_it_shows(report: Report) -> None:
    preview = preview_of(report.pages["index.md"], report)
    assert preview is not None
    assert preview["alt"] == "Drawings of people doing stretches: butterfly stretch, lunge and cat stretch."
    assert len(SITE_ROW) == 3


def test_a_stretch_without_a_picture_has_that_of_the_site(report: Report) -> None:
    assert path_of(COBRA, with_previews(report, "index", "cat")) == SITE


def test_a_site_without_pictures_has_none(report: Report) -> None:
    without = with_previews(report)
    assert path_of(COBRA, without) is None
    facts = page_facts(without.pages[COBRA], without)
    assert facts is not None
    assert facts["preview"] is None


def test_a_stretch_that_is_not_drawn_has_that_of_the_site(copied: Path) -> None:
    page = copied / COBRA
    page.write_text(page.read_text(encoding="utf-8").replace("    figure: cobra-elbows\n", ""), "utf-8")
    assert path_of(COBRA, check_site(copied)) == SITE


def test_a_stretch_of_the_row_whose_page_is_missing_is_not_named(copied: Path) -> None:
    (copied / "stretches" / "lunge.md").unlink()
    report = check_site(copied)
    preview = preview_of(report.pages["index.md"], report)
    assert preview is not None
    assert preview["alt"] == "Drawings of people doing stretches: butterfly stretch and cat stretch."
