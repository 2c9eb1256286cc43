"""What editors do to a site: a whole stretch without a drawing is added, and a page is reviewed today."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import yaml
from outputs.command_line import main as check_pages

from tests.conftest import PROJECT, ProjectCopy, copy_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.conftest import Visitor

PASSING = PROJECT / "tests" / "checks" / "passing"
ADDRESS = "stretches/heel-slide/"


def add_stretch(docs: Path) -> None:
    """Add the stretch that the tests of the rules pass, without its drawings, and record its addresses."""
    _, front, body = (PASSING / "stretches" / "heel-slide.md").read_text(encoding="utf-8").split("---\n", 2)
    facts = yaml.safe_load(front)
    facts["id"] = "hsl"
    for version in facts["versions"]:
        version.pop("figure", None)
    del facts["cautions"]  # so that everybody is asked to ask first
    front = yaml.safe_dump(facts, sort_keys=False, allow_unicode=True, width=1000)
    (docs / "stretches" / "heel-slide.md").write_text(f"---\n{front}---\n{body}", encoding="utf-8")
    sources = yaml.safe_load((PASSING / "_data" / "sources.yml").read_text(encoding="utf-8"))
    used = {use["key"]: sources[use["key"]] for use in facts["sources"]}
    with (docs / "_data" / "sources.yml").open("a", encoding="utf-8") as register:
        register.write("\n" + yaml.safe_dump(used, sort_keys=False))
    assert check_pages(["links", str(docs)]) == 0


def review_today(page: Path) -> None:
    """Set the date of a page's review to today."""
    today = dt.datetime.now().astimezone().date()
    text, count = re.subn(r"(?m)^reviewed: .*", f"reviewed: {today}", page.read_text(encoding="utf-8"))
    assert count == 1
    page.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    """Return a copy of the project with both, and its site."""
    project = copy_sources(tmp_path_factory.mktemp("edited") / "project")
    add_stretch(project.docs)
    review_today(project.docs / "stretches" / "butterfly.md")
    finished = project.run("build", "--strict", SITE_URL="https://stretches.example/")
    assert finished.returncode == 0, finished.stdout
    return project


def test_the_site_is_whole(edited: ProjectCopy) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/smoke"],
        cwd=PROJECT,
        env=edited.environment(SMOKE_SITE=str(edited.site)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_readers_get_its_page_without_pictures(
    edited: ProjectCopy,
    visitor: Callable[..., Visitor],
    serving: Callable[[Path, str], AbstractContextManager[str]],
) -> None:
    title = "Heel slide"
    with serving(edited.site, "") as address:
        tab = visitor(address, 720, 1000, locale="en-CA")
        page = tab.visit(ADDRESS)
        assert page.locator("h1").inner_text() == title
        assert "First week: " in page.locator(".dose-line").first.inner_text()
        assert page.locator("article svg.figure, article img").count() == 0
        assert len(pypdfium2.PdfDocument(page.pdf(format="A4"))) == 1
        for listed in ("stretches/", "clinicians/"):
            page = tab.visit(listed)
            assert page.locator("article a[href*='heel-slide']").count() >= 1
        page = tab.visit("?q=heel%20slide")
        page.locator(".md-search-result__item a").first.wait_for()
        assert page.locator(".md-search-result__item a").first.get_attribute("href") == address + ADDRESS
        assert tab.errors == []
    html = (edited.site / ADDRESS / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'property="og:image" content="([^"]*)"', html) == [
        "https://stretches.example/assets/previews/index.png"
    ]


def test_no_picture_is_drawn_for_it(edited: ProjectCopy) -> None:
    command = [sys.executable, str(PROJECT / "tools" / "draw_previews.py"), "--docs", str(edited.docs)]
    environment = os.environ | {"PYTHONPATH": f"{PROJECT / 'hooks'}:{PROJECT / 'tools'}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("drew 0 of ")
    assert (
        "heel-slide: the starting version has no drawing, so link previews show the site's picture"
        in done.stdout
    )
