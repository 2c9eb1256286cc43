"""What `hooks/trim_navigation.py` does to real builds of small and large sites."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest

HOOK = Path(__file__).resolve().parents[2] / "hooks" / "trim_navigation.py"

# `mkdocs serve` loads the configuration and builds once more in the same process after every change.
BUILD_TWICE = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
for _ in range(2):
    build(load_config(sys.argv[1], strict=True))
"""


def write_section(folder: Path, pages: int, *, index: bool = True) -> None:
    """Write a folder of numbered pages, and an index page if it is to have one."""
    folder.mkdir(parents=True)
    if index:
        (folder / "index.md").write_text(f"# All of {folder.name}\n", encoding="utf-8")
    for number in range(1, pages + 1):
        (folder / f"{folder.name}-{number:02}.md").write_text(
            f"# Page {number}\n\n## Part\n", encoding="utf-8"
        )


def build(project: Path, *, trimmed: bool) -> Path:
    """Build the pages of a project, with the hook or without it, and give the folder of the site."""
    site = project / ("with-hook" if trimmed else "without-hook")
    config = project / f"{site.name}.yml"
    config.write_text(
        "site_name: Test\n"
        "site_url: https://example.org/\n"
        "theme:\n"
        "  name: material\n"
        "  features: [navigation.indexes, navigation.tabs, navigation.footer]\n"
        f"docs_dir: docs\n"
        f"site_dir: {site.name}\n" + (f"hooks: ['{HOOK}']\n" if trimmed else ""),
        encoding="utf-8",
    )
    subprocess.run(
        [sys.executable, "-c", BUILD_TWICE, config],
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"},
    )
    return site


def page_html(site: Path, address: str) -> str:
    """Read the page at an address of the site, such as `/large/`."""
    return (site / address.lstrip("/") / "index.html").read_text(encoding="utf-8")


def sidebar(site: Path, address: str) -> set[str]:
    """Give the addresses that the sidebar of a page leads to, other than parts of the page itself."""
    html = page_html(site, address).split('data-md-type="navigation"')[1].split('data-md-type="toc"')[0]
    links = re.findall(r'<a href="([^"#]*)" class="md-nav__link', html)
    return {urljoin(address, link) for link in links}


def neighbors(site: Path, address: str) -> list[str]:
    """Give the addresses of the previous and the next page, as the footer of a page shows them."""
    links = re.findall(r'<a href="([^"]*)" class="md-footer__link', page_html(site, address))
    return [urljoin(address, link) for link in links]


@pytest.fixture(scope="module")
def large_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a site with sections above and at the limit, one inside another, and one without an index."""
    project = tmp_path_factory.mktemp("large-site")
    docs = project / "docs"
    write_section(docs / "forty", 39)
    write_section(docs / "large", 60)
    write_section(docs / "large" / "few", 2)
    write_section(docs / "large" / "nested", 50)
    write_section(docs / "unlisted", 45, index=False)
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def plain(large_project: Path) -> Path:
    """Build the large site as Material alone does."""
    return build(large_project, trimmed=False)


@pytest.fixture(scope="module")
def trimmed(large_project: Path) -> Path:
    """Build the large site with the hook."""
    return build(large_project, trimmed=True)


def in_section(site: Path, address: str, section: str) -> set[str]:
    """Give the sidebar's addresses that lie below a section."""
    return {link for link in sidebar(site, address) if link.startswith(section)}


# What the sidebar of every page holds below the large section, whichever page is read.
ALWAYS = {"/large/", "/large/few/", "/large/few/few-01/", "/large/few/few-02/", "/large/nested/"}


@pytest.mark.parametrize(
    ("address", "itself"),
    [
        ("/large/large-01/", {"/large/large-01/"}),
        ("/large/large-37/", {"/large/large-37/"}),
        ("/large/large-60/", {"/large/large-60/"}),
        ("/large/nested/nested-25/", {"/large/nested/nested-25/"}),
        ("/large/", set()),
        ("/large/nested/", set()),
        ("/large/few/few-01/", set()),
        ("/forty/forty-01/", set()),
    ],
)
def test_large_section_shows_index_subsections_and_the_page_itself(
    trimmed: Path, address: str, itself: set[str]
) -> None:
    assert in_section(trimmed, address, "/large/") == ALWAYS | itself


def test_page_is_marked_as_the_one_being_read(trimmed: Path) -> None:
    html = page_html(trimmed, "/large/large-37/")
    assert '<a href="./" class="md-nav__link md-nav__link--active">' in html
    assert 'for="__toc"' in html


def test_section_of_forty_pages_is_whole(trimmed: Path, plain: Path) -> None:
    found = in_section(trimmed, "/large/large-37/", "/forty/")
    assert len(found) == 40
    assert found == in_section(plain, "/large/large-37/", "/forty/")


def test_section_without_an_index_page_is_whole(trimmed: Path) -> None:
    assert len(in_section(trimmed, "/", "/unlisted/")) == 45


@pytest.mark.parametrize(
    "address",
    ["/large/", "/large/large-01/", "/large/large-37/", "/large/large-60/", "/large/nested/nested-01/"],
)
def test_previous_and_next_page_stay(trimmed: Path, plain: Path, address: str) -> None:
    assert neighbors(plain, address)
    assert neighbors(trimmed, address) == neighbors(plain, address)


@pytest.mark.parametrize("name", ["sitemap.xml", "search/search_index.json"])
def test_sitemap_and_search_hold_every_page(trimmed: Path, plain: Path, name: str) -> None:
    assert (trimmed / name).read_bytes() == (plain / name).read_bytes()


def test_small_site_is_the_same_to_the_byte(tmp_path: Path) -> None:
    write_section(tmp_path / "docs" / "some", 39)
    write_section(tmp_path / "docs" / "others", 5)
    (tmp_path / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")

    def contents(site: Path) -> dict[Path, bytes]:
        return {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}

    assert contents(build(tmp_path, trimmed=True)) == contents(build(tmp_path, trimmed=False))
