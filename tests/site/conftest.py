"""Reads built pages as readers get them, and parametrizes tests by page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from checks.page import path_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.page_types import PageType

    from tests.conftest import Visitor

DOCS = Path(__file__).parents[2] / "docs"
PAGE_PATHS = sorted(
    path.relative_to(DOCS).as_posix()
    for path in DOCS.rglob("*.md")
    if not path.relative_to(DOCS).parts[0].startswith("_")
)


def _type_of(path: str) -> PageType:
    rule = path_rule(path)
    assert rule is not None, f"{path} is of no kind"
    return rule.page_type


# The first page of each kind, and those with a template or lists of their own.
KINDS = [
    path
    for index, path in enumerate(PAGE_PATHS)
    if _type_of(path) not in map(_type_of, PAGE_PATHS[:index]) or path.endswith(("index.md", "connect.md"))
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `page_path` or another of these names for each such page."""
    chosen = {
        "page_path": PAGE_PATHS,
        "kind_path": KINDS,
        "contract_path": [path for path in PAGE_PATHS if _type_of(path).sections],
        "exercise_path": [path for path in PAGE_PATHS if _type_of(path).name == "exercise"],
    }
    for name, paths in chosen.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, paths)


# What a reader gets -----------------------------------------------------------------------------

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_INLINE = frozenset(
    ["a", "abbr", "b", "code", "del", "em", "i", "ins", "small", "span", "strong", "sub", "sup", "time"]
)
_UNSEEN = frozenset({"head", "script", "style", "template", "noscript", "svg"})


def folded(text: str) -> str:
    """Collapse every run of white space into one space."""
    return " ".join(text.split())


@dataclass
class BuiltSection:
    """The part of a page below a level-2 heading, or between the title and the first one.

    Attributes:
        title: the heading's words; empty for the part above the first.
        anchor: the heading's id.
        text: everything a reader sees below the heading, level-3 headings included.
        prose: the same without headings.
        links: where its links lead, as written.
    """

    title: str = ""
    anchor: str = ""
    text: str = ""
    prose: str = ""
    links: list[str] = field(default_factory=list)


@dataclass
class BuiltPage:
    """A built page.

    Attributes:
        html: the file's content.
        ids: the ids of all elements.
        references: element, attribute and value of everything that names another file.
        sections: the article's sections in order, the part above the first heading first.
        record: what the foot of the page shows.
        record_dates: the dates of the foot, for machines.
    """

    html: str
    ids: set[str] = field(default_factory=set)
    references: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    sections: list[BuiltSection] = field(default_factory=list)
    record: str = ""
    record_dates: list[str] = field(default_factory=list)

    def section(self, anchor: str) -> BuiltSection:
        """Return the section with an anchor; '' for the part above the first heading."""
        found = [section for section in self.sections if section.anchor == anchor]
        assert len(found) == 1, f"{len(found)} sections have the anchor '{anchor}'"
        return found[0]


class _Reader(HTMLParser):
    """Fills a `BuiltPage`."""

    def __init__(self, page: BuiltPage) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self._open: list[tuple[str, str]] = []  # element and its special role

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.page.ids.add(given["id"])
        for name in ("href", "src", "srcset", "data", "poster", "action"):
            if name in given:
                self.page.references.append((tag, given, given[name]))
        special = self._special(tag, given)
        if special in {"title", "page title"}:
            self.page.sections.append(BuiltSection(anchor=given.get("id", "") if tag == "h2" else ""))
        if tag == "a" and "href" in given and self._in_section() and special != "unseen":
            self.page.sections[-1].links.append(given["href"])
        if tag == "time" and self._is_in("record"):
            self.page.record_dates.append(given.get("datetime", ""))
        if tag not in _VOID:
            self._open.append((tag, special))
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in (name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if self._is_in("unseen") or self._is_in("page title"):
            return
        if self._is_in("record"):
            self.page.record += data
        elif self._in_section():
            section = self.page.sections[-1]
            if self._is_in("title"):
                section.title += data
                return
            section.text += data
            if not self._is_in("heading"):
                section.prose += data

    def _special(self, tag: str, given: dict[str, str]) -> str:
        """Return the special role of an element for readers."""
        classes = given.get("class", "").split()
        if (
            tag in _UNSEEN
            or "hidden" in given
            or given.get("aria-hidden") == "true"
            or {"section-link", "on-paper", "routine-steps", "give-page"} & set(classes)
        ):
            return "unseen"
        if tag == "article":
            return "article"
        if "page-record" in classes:
            return "record"
        if re.fullmatch("h[1-6]", tag) and self._is_in("article"):
            return {"h1": "page title", "h2": "title"}.get(tag, "heading")
        return ""

    def _is_in(self, special: str) -> bool:
        return any(found == special for _, found in self._open)

    def _in_section(self) -> bool:
        return bool(self.page.sections) and self._is_in("article") and not self._is_in("record")

    def _space(self, tag: str) -> None:
        if tag not in _INLINE and not self._is_in("title"):
            self.handle_data(" ")


def read_built_page(html: str) -> BuiltPage:
    """Read a built page."""
    page = BuiltPage(html)
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    page.record = folded(page.record)
    for section in page.sections:
        section.title, section.text, section.prose = map(folded, (section.title, section.text, section.prose))
    return page


class Pages:
    """The pages of a docs folder together with what was built from them."""

    def __init__(self, docs: Path, site: Path) -> None:
        """Take both folders."""
        self.docs = docs
        self.site = site
        self._read: dict[Path, BuiltPage] = {}
        self._facts: dict[str, dict[str, Any]] = {}

    def address(self, path: str) -> str:
        """Return a page's path below the site's address: `stretches/cat/` for `stretches/cat.md`."""
        return re.sub(r"(?:(?<=/)|^)index$", "", path.removesuffix(".md")).removesuffix("/") + "/"

    def built(self, path: str) -> BuiltPage:
        """Return a page as it was built."""
        return self.file(self.site / self.address(path).lstrip("/") / "index.html")

    def file(self, html: Path) -> BuiltPage:
        """Return a file of the site as a page."""
        if html not in self._read:
            self._read[html] = read_built_page(html.read_text(encoding="utf-8"))
        return self._read[html]

    def facts(self, path: str) -> dict[str, Any]:
        """Return a page's front matter with its defaults, read without the project's own reader."""
        if path not in self._facts:
            block = (self.docs / path).read_text(encoding="utf-8").split("---\n")[1]
            facts = yaml.safe_load(block)
            assert isinstance(facts, dict)
            self._facts[path] = self._completed(facts)
        return self._facts[path]

    def figure(self, path: str) -> str | None:
        """Return the name of the drawings of a stretch's starting version, if it has any."""
        start = next(version for version in self.facts(path)["versions"] if version.get("start_here"))
        figure: str | None = start.get("figure")
        return figure

    def _completed(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the facts of a page, including those with defaults."""
        shared = self.data("page-defaults.yml")
        following = facts["reviewed"].replace(year=facts["reviewed"].year + 1)
        completed = {
            "description": facts["summary"],
            "search_words": [],
            "next_review": following,
            "author": shared["author"],
            "clinical_review": shared["clinical_review"],
            **facts,
        }
        if "versions" in facts:
            completed = {"also_called": [], "muscles": [], **completed}
            completed["which_leg"] = facts.get("which_leg", shared["which_leg"][facts["sides"]])
            completed["progression"] = shared["progression"] | facts.get("progression", {})
            asked = {group: {"level": "ask first"} for group in self.data("caution-groups.yml")}
            completed["cautions"] = asked | facts.get("cautions", {})
            only_one = len(facts["versions"]) == 1
            completed["versions"] = [
                {"start_here": only_one, "dose": one["first_week"], **one} for one in facts["versions"]
            ]
        return completed

    def page_type(self, path: str) -> PageType:
        """Return a page's kind."""
        return _type_of(path)

    def data(self, name: str) -> Any:
        """Return the content of a data file."""
        return yaml.safe_load((self.docs / "_data" / name).read_text(encoding="utf-8"))

    @property
    def paths(self) -> list[str]:
        """Every page, as a path below the docs folder."""
        return PAGE_PATHS

    @property
    def all_built(self) -> list[Path]:
        """Every HTML file of the site."""
        return sorted(self.site.rglob("*.html"))


@pytest.fixture(scope="session")
def pages(built_site: Path) -> Pages:
    """Return the pages as they were built without any setting."""
    return Pages(built_site.parent / "docs", built_site)


@pytest.fixture(scope="session")
def hosted_pages(hosted_site: Path) -> Pages:
    """Return the pages as they were built with every setting."""
    return Pages(hosted_site.parent / "docs", hosted_site)


# The search ------------------------------------------------------------------------------------

# Types each query into the search box and waits until the list has been rewritten and no longer changes.
TYPE_AND_READ = """async queries => {
  const field = document.querySelector(".md-search__input")
  const list = document.querySelector(".md-search-result__list")
  const found = []
  for (const query of queries) {
    const settled = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no answer to "${query}"`)), 20000)
      let rest
      const observer = new MutationObserver(() => {
        clearTimeout(rest)
        rest = setTimeout(() => { clearTimeout(late); observer.disconnect(); resolve() }, 15)
      })
      observer.observe(list, {childList: true, subtree: true})
    })
    if (field.value !== query) {
      field.value = query
      field.dispatchEvent(new KeyboardEvent("keyup"))
      await settled
    }
    found.push({
      query,
      status: document.querySelector(".md-search-result__meta").textContent,
      pages: [...list.children].map(entry => entry.querySelector("a").href),
      urgent: [...list.children].map(entry => Boolean(entry.querySelector(".search-urgent"))),
      text: [...list.children].map(entry => entry.innerText),
    })
  }
  return found
}"""


@dataclass
class Answer:
    """The results for a query.

    Attributes:
        query: what was typed.
        status: the line above the list.
        pages: the pages in their order, as addresses below the site's root.
        urgent: for each page whether it is marked as urgent.
        text: what can be read of each page's entry.
    """

    query: str
    status: str
    pages: list[str]
    urgent: list[bool]
    text: list[str]

    @property
    def found_nothing(self) -> bool:
        """Whether the list says that no page has the words."""
        return self.status.startswith("Nothing found")


@dataclass
class SearchBox:
    """The search box of the site, in a real browser."""

    tab: Visitor

    def ask(self, *queries: str) -> list[Answer]:
        """Type each query, and read the list."""
        found = self.tab.page.evaluate(TYPE_AND_READ, list(queries))
        for each in found:
            each["pages"] = [page.removeprefix(self.tab.home).split("#")[0] or "./" for page in each["pages"]]
        return [Answer(**each) for each in found]


@pytest.fixture
def search_box(visitor: Callable[..., Visitor], hosted_address: str) -> SearchBox:
    """Open the search on the home page of the site below a folder of a host, and wait until it answers."""
    tab = visitor(hosted_address, 1280, 900)
    page = tab.visit("/")
    page.locator(".md-search__input").click()
    page.keyboard.type("lunge")
    page.locator(".md-search-result__item").first.wait_for()
    return SearchBox(tab)
