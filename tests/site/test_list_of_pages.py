"""The list of pages as the site's templates render it, also for sections other than today's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
OVERRIDES = ROOT / "overrides"
# The templates show sentences of the site's own; here they are of no interest.
HOOK = f"""
import sys
sys.path.append({str(ROOT / "hooks")!r})
from rendering.menu import menu_of
menu = []
def on_nav(nav, *, config, files):
    menu[:] = menu_of(nav.items)
def on_env(env, *, config, files):
    env.globals["sentence"] = lambda name, **_: ""
    env.globals["menu"] = menu
    return env
"""
PAGES = ("index.md", "led/index.md", "led/one.md", "named/two.md", "led/deep/three.md", "led/deep/four.md")


def built(project: Path, names: Sequence[str]) -> Path:
    """Build pages with these names and the site's own templates, and return the folder of the site."""
    for name in names:
        (project / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "docs" / name).write_text(f"# Page {name}\n\n## Part\n\nText.\n", encoding="utf-8")
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    theme = f"{{name: material, custom_dir: '{OVERRIDES}', font: false}}"
    settings = f"site_name: A & B\nsite_url: https://example.org/\ntheme: {theme}\nhooks: [hook.py]\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=project, check=True, env=environment)
    return project / "site"


@pytest.fixture(scope="module")
def list_of_pages(tmp_path_factory: pytest.TempPathFactory) -> str:
    site = built(tmp_path_factory.mktemp("nested"), PAGES)
    html = (site / "led/one/index.html").read_text(encoding="utf-8")
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


# Large sections -------------------------------------------------------------------------------


def pages_of(folder: str, count: int, *, index: bool = True) -> list[str]:
    pages = [f"{folder}/page-{number:02}.md" for number in range(1, count + 1)]
    return [f"{folder}/index.md", *pages] if index else pages


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sections above and at the limit, one inside another, and one without an index."""
    names = ["index.md", *pages_of("forty", 39), *pages_of("large", 60), *pages_of("large/few", 2)]
    names += [*pages_of("large/nested", 50), *pages_of("unlisted", 45, index=False)]
    return built(tmp_path_factory.mktemp("large"), names)


def links_of(site: Path, address: str) -> set[str]:
    html = (site / address.lstrip("/") / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<nav class="site-nav" id="site-menu".*?</nav>', html, re.DOTALL)
    assert found
    return {urljoin(address, link) for link in re.findall(r'<a href="([^"#]*)"', found[0])}


@pytest.mark.parametrize(
    ("address", "itself"),
    [
        ("/large/page-01/", {"/large/page-01/"}),
        ("/large/page-60/", {"/large/page-60/"}),
        ("/large/nested/page-25/", {"/large/nested/page-25/"}),
        ("/large/", set()),
        ("/large/nested/", set()),
        ("/large/few/page-01/", set()),
        ("/forty/page-01/", set()),
    ],
)
def test_a_large_section_shows_its_index_its_subsections_and_the_open_page(
    large_site: Path, address: str, itself: set[str]
) -> None:
    always = {"/large/", "/large/few/", "/large/few/page-01/", "/large/few/page-02/", "/large/nested/"}
    assert {link for link in links_of(large_site, address) if link.startswith("/large/")} == always | itself


def test_sections_of_forty_pages_or_without_an_index_are_whole(large_site: Path) -> None:
    links = links_of(large_site, "/large/page-37/")
    assert len([link for link in links if link.startswith("/forty/")]) == 40
    assert len([link for link in links if link.startswith("/unlisted/")]) == 45


def test_the_sitemap_holds_every_page(large_site: Path) -> None:
    assert (large_site / "sitemap.xml").read_text(encoding="utf-8").count("<loc>") == 201
