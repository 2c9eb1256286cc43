"""The site's style sheets are kept apart and served as one file."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import yaml
from outputs.style_sheet import compact_css

if TYPE_CHECKING:
    from tests.conftest import ProjectCopy
    from tests.site.conftest import Pages


MOST_BYTES = 8_000  # gzip, of all pages together


def sheets(pages: Pages) -> list[str]:
    text = (pages.docs.parent / "mkdocs.yml").read_text(encoding="utf-8")
    found: list[str] = yaml.safe_load(re.sub(r"!ENV \[[^]]*\]", "''", text))["extra_css"]
    return found


def test_one_file_holds_every_sheet_in_order(pages: Pages) -> None:
    served = (pages.site / "assets/stylesheets/site.css").read_text(encoding="utf-8")
    at = 0
    for name in sheets(pages):
        text = compact_css((pages.docs / name).read_text(encoding="utf-8")).strip()
        assert text in served[at:], name
        at = served.index(text, at) + len(text)
        assert not (pages.site / name).exists()


def test_compact_text_says_the_same() -> None:
    css = """
    /* A note; with {signs}. */
    .a > .b:is(.c, .d)::before {
      content: "\\a0 / ; { } : x";
      margin: calc(-1 * var(--x)) 0;
    }
    @media screen and (min-width: 60em) { .a :hover { color: red; } }
    """
    assert compact_css(css) == (
        '.a > .b:is(.c,.d)::before{content:"\\a0 / ; { } : x";margin:calc(-1 * var(--x)) 0}'
        "@media screen and (min-width:60em){.a :hover{color:red}}\n"
    )


def test_the_pages_own_styles_are_small(pages: Pages) -> None:
    served = (pages.site / "assets/stylesheets/site.css").read_bytes()
    assert len(gzip.compress(served)) <= MOST_BYTES


def test_every_sheet_is_named_in_the_settings(pages: Pages) -> None:
    names = {path.relative_to(pages.docs).as_posix() for path in pages.docs.glob("assets/stylesheets/*.css")}
    assert set(sheets(pages)) == names


def test_a_page_asks_for_the_one_file_and_the_themes(page_path: str, pages: Pages) -> None:
    asked = [
        href
        for tag, attributes, href in pages.built(page_path).references
        if tag == "link" and attributes.get("rel") == "stylesheet"
    ]
    assert len(asked) == 2
    assert asked[-1].endswith("assets/stylesheets/site.css")


def test_a_sheet_that_is_not_there_is_told(project_copy: ProjectCopy) -> None:
    before = project_copy.published()
    project_copy.change("mkdocs.yml", "stylesheets/cautions.css", "stylesheets/caution.css")
    finished = project_copy.run("build")
    assert finished.returncode == 1
    assert "'assets/stylesheets/caution.css', which is not in docs/; correct its name" in finished.stdout
    assert "Traceback" not in finished.stdout
    assert project_copy.published() == before
