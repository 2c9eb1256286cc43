"""What an app shows for a link to a page, and the icons of browsers and phones."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import yaml
from preview.png import read_png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import ProjectCopy
    from tests.site.conftest import Pages

SITE = "https://stretches.example/numb-leg/"
AT_THE_ROOT = "https://stretches.example/"
LARGEST_TITLE = 70
OF_THE_ADDRESS = {"og:url", "og:image", "og:image:type", "og:image:width", "og:image:height", "og:image:alt"}
ALWAYS = {"og:type", "og:site_name", "og:title", "og:description", "twitter:card"}


class _Head(HTMLParser):
    """Collects the metadata for apps in a page's head, and its icons."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.facts: dict[str, list[str]] = {}
        self.icons: list[dict[str, str]] = []
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("property") or given.get("name", "")
        if tag == "meta" and name.startswith(("og:", "twitter:")):
            self.facts.setdefault(name, []).append(given["content"])
        if tag == "link" and given["rel"] in {"icon", "apple-touch-icon"}:
            self.icons.append(given)


def told(html: str) -> dict[str, str]:
    """Return the metadata of a head, in which nothing may occur twice."""
    facts = _Head(html).facts
    assert {name: values for name, values in facts.items() if len(values) != 1} == {}
    return {name: values[0] for name, values in facts.items()}


def folded(text: str) -> str:
    return " ".join(text.split())


def own_alt(pages: Pages, path: str) -> str:
    """Return the text alternative of the drawing of a stretch's starting version."""
    return folded(pages.data(f"poses/{pages.figure(path)}.yml")["stretch"]["alt"])


# Link previews ---------------------------------------------------------------------------------


def test_a_link_shows_what_the_page_is(page_path: str, hosted_pages: Pages) -> None:
    facts = told(hosted_pages.built(page_path).html)
    front_matter = hosted_pages.facts(page_path)
    assert set(facts) == ALWAYS | OF_THE_ADDRESS
    assert facts["og:title"] == folded(front_matter["title"])
    assert facts["og:description"] == folded(front_matter["description"])
    assert facts["og:site_name"] == "Stretches for a numb leg"
    assert facts["og:type"] == ("website" if page_path == "index.md" else "article")
    assert facts["twitter:card"] == "summary_large_image"
    assert len(facts["og:title"]) <= LARGEST_TITLE


def test_its_address_is_that_of_the_page(page_path: str, hosted_pages: Pages) -> None:
    expected = SITE + hosted_pages.address(page_path).lstrip("/")
    assert told(hosted_pages.built(page_path).html)["og:url"] == expected


def test_its_picture_is_there_and_has_the_size_that_is_told(page_path: str, hosted_pages: Pages) -> None:
    facts = told(hosted_pages.built(page_path).html)
    assert facts["og:image"].startswith(f"{SITE}assets/previews/")
    file = hosted_pages.site / facts["og:image"].removeprefix(SITE)
    png = read_png(file.read_bytes())
    assert (facts["og:image:width"], facts["og:image:height"]) == (str(png.width), str(png.height))
    assert facts["og:image:type"] == "image/png"


def test_a_stretch_shows_its_own_drawing(exercise_path: str, hosted_pages: Pages) -> None:
    facts = told(hosted_pages.built(exercise_path).html)
    name = posixpath.basename(exercise_path).removesuffix(".md")
    if hosted_pages.figure(exercise_path) is None:
        assert facts["og:image"] == f"{SITE}assets/previews/index.png"
        return
    assert facts["og:image"] == f"{SITE}assets/previews/{name}.png", (
        f"{name} has no picture; run 'make previews'"
    )
    assert facts["og:image:alt"] == own_alt(hosted_pages, exercise_path)


def test_without_the_sites_address_nothing_is_absolute(page_path: str, pages: Pages) -> None:
    facts = told(pages.built(page_path).html)
    assert set(facts) == ALWAYS
    assert [value for value in facts.values() if "://" in value] == []


def test_a_site_at_the_root_of_a_host(project_copy: ProjectCopy) -> None:
    """At the root, with characters that are special in HTML, and a stretch without a picture."""
    project_copy.change("mkdocs.yml", "site_name: Stretches for a numb leg", 'site_name: A "leg" & <more>')
    project_copy.change("docs/stretches/cobra.md", "title: Cobra stretch", "title: Cobra & elbows")
    pose = "docs/_data/poses/cobra-elbows.yml"
    project_copy.change(pose, "The person is propped up", 'The "person" is propped up')
    (project_copy.docs / "assets" / "previews" / "cat.png").unlink()
    finished = project_copy.run("build", "--strict", SITE_URL=AT_THE_ROOT)
    assert finished.returncode == 0, finished.stdout
    pages = {name: _built(project_copy.site, name) for name in ("cobra", "cat")}
    cobra, cat = told(pages["cobra"]), told(pages["cat"])
    assert cobra["og:url"] == f"{AT_THE_ROOT}stretches/cobra/"
    assert cobra["og:image"] == f"{AT_THE_ROOT}assets/previews/cobra.png"
    assert cobra["og:title"] == "Cobra & elbows"
    assert cobra["og:image:alt"].startswith('The "person" is propped up')
    assert cobra["og:site_name"] == 'A "leg" & <more>'
    assert cat["og:image"] == f"{AT_THE_ROOT}assets/previews/index.png"
    for facts in (cobra, cat):
        assert (project_copy.site / urlsplit(facts["og:image"]).path.lstrip("/")).is_file()


def _built(site: Path, name: str) -> str:
    return (site / "stretches" / name / "index.html").read_text(encoding="utf-8")


# Icons -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["index.html", "stretches/cobra/index.html", "404.html"])
def test_browsers_and_phones_find_their_icons(name: str, pages: Pages, hosted_pages: Pages) -> None:
    for built in (pages, hosted_pages):
        file = built.site / name
        icons = {}
        for icon in _Head(file.read_text(encoding="utf-8")).icons:
            path = re.sub("^(/numb-leg)?/", f"{built.site}/", urlsplit(icon["href"]).path)
            target = (file.parent / path).resolve()
            assert target.is_file(), icon
            icons[icon["rel"], target.name] = icon.get("sizes", "")
        assert icons == {
            ("icon", "favicon.svg"): "",
            ("icon", "favicon.png"): "32x32",
            ("apple-touch-icon", "touch-icon.png"): "",
        }


def test_the_header_shows_the_mark_of_the_site(page_path: str, pages: Pages) -> None:
    mark = (pages.docs.parent / "overrides" / ".icons" / "site" / "lunge.svg").read_text(encoding="utf-8")
    logo = re.search(r'class="site-name".*?>\s*(<svg.*?</svg>)', pages.built(page_path).html, re.DOTALL)
    assert logo
    assert logo[1] == mark.strip()


def test_the_favicon_is_the_one_of_the_configuration(pages: Pages) -> None:
    text = (pages.docs.parent / "mkdocs.yml").read_text(encoding="utf-8")
    theme = yaml.safe_load(re.sub(r"!ENV \[[^]]*\]", "''", text))["theme"]
    assert (pages.docs / theme["favicon"]).is_file()
