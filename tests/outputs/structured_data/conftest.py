"""Reads the data that built pages give to machines."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import SETTINGS
from tests.outputs.structured_data.claims import BuiltData
from tests.outputs.structured_data.shown_page import ShownPage, read_shown_page

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[3] / "docs"


def _built_from(path: Path) -> str:
    """Return `stretches/cat/index.html` for the page that is built from `stretches/cat.md`."""
    folder = path.parent if path.stem == "index" else path.with_suffix("")
    return (folder.relative_to(DOCS) / "index.html").as_posix()


PAGES = sorted(
    _built_from(path) for path in DOCS.rglob("*.md") if not path.relative_to(DOCS).parts[0].startswith("_")
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `page_file` for each page."""
    if "page_file" in metafunc.fixturenames:
        metafunc.parametrize("page_file", PAGES)


@dataclass
class Data:
    """The data in the pages of a built site.

    Attributes:
        site: its folder.
        home: its address; one made up where the site was built without.
    """

    site: Path
    home: str
    _read: dict[Path, ShownPage] = field(default_factory=dict)

    def of(self, page_file: str) -> Any:
        """Return the data of a page."""
        html = (self.site / page_file).read_text(encoding="utf-8")
        head = html.partition("</head>")[0]
        scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        assert len(scripts) == 1
        assert scripts[0] in head
        return json.loads(scripts[0])

    def built(self, page_file: str) -> BuiltData:
        """Return what the data of a page are compared with."""
        address = self.home + page_file.removesuffix("index.html")
        return BuiltData(address, self.shown(self.site / page_file), self.site, self.home, self.shown)

    def shown(self, file: Path) -> ShownPage:
        """Return a page as somebody sees it."""
        if file not in self._read:
            self._read[file] = read_shown_page(file.read_text(encoding="utf-8"))
        return self._read[file]


@pytest.fixture(scope="session")
def hosted_data(hosted_site: Path) -> Data:
    """Return the data of the site that was built with its address."""
    return Data(hosted_site, SETTINGS["SITE_URL"])


@pytest.fixture(scope="session")
def plain_data(built_site: Path) -> Data:
    """Return the data of the site that was built without its address."""
    return Data(built_site, "file:///copy/")


def strings(value: Any) -> Iterator[str]:
    """Give every string of some data."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)
