"""The list of pages as the site's own templates draw it, also for other sections than today's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

OVERRIDES = Path(__file__).parents[2] / "overrides"
PAGES = ("index.md", "led/index.md", "led/one.md", "named/two.md", "led/deep/three.md", "led/deep/four.md")


@pytest.fixture(scope="module")
def list_of_pages(tmp_path_factory: pytest.TempPathFactory) -> str:
    project = tmp_path_factory.mktemp("nested")
    for name in PAGES:
        (project / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "docs" / name).write_text(f"# Page {name}\n\n## Part\n\nText.\n", encoding="utf-8")
    settings = f"site_name: A & B\ntheme: {{name: material, custom_dir: '{OVERRIDES}', font: false}}\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=project, check=True, env=environment)
    html = (project / "site/led/one/index.html").read_text(encoding="utf-8")
    found = re.search(r'<nav class="site-nav" id="site-menu".*?</nav>', html, re.DOTALL)
    assert found
    return found[0]


def test_every_page_is_there_once(list_of_pages: str) -> None:
    links = re.findall(r'<a href="([^"#]*)"', list_of_pages)
    assert sorted(links) == sorted(
        ["../..", "../", "./", "../deep/four/", "../deep/three/", "../../named/two/"]
    )


def test_a_section_without_an_index_page_has_its_name(list_of_pages: str) -> None:
    assert re.findall(r'<span class="site-nav__title">(.*?)</span>', list_of_pages) == ["Deep", "Named"]


def test_the_page_that_is_open_is_marked(list_of_pages: str) -> None:
    assert re.findall(r'<a href="([^"]*)" aria-current="page">', list_of_pages) == ["./"]
