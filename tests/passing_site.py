"""The small site on which the check finds nothing, whatever the contract asks of a page today."""

from __future__ import annotations

import atexit
import datetime as dt
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checks.page import path_rule
from checks.site import check_site
from contract.page_types import PARTIAL
from contract.section import Shape
from reading.permalinks import PERMALINKS, Permalinks, record_with

if TYPE_CHECKING:
    from contract.page_types import PageType
    from contract.section import Section

HERE = Path(__file__).parent / "checks" / "passing"
TODAY = dt.date(2026, 11, 22)
_TEXTS = {
    Shape.FREE: "Keep a wall beside you.",
    Shape.LIST: "- Keep a wall beside you.\n- Keep a chair beside you.",
    Shape.STEPS: "1. Stand beside a wall.\n2. Hold on to it.\n3. Let go of it.",
}


@cache
def passing_site() -> Path:
    """Return a copy of the site that tests may read and must not change."""
    folder = Path(tempfile.mkdtemp(prefix="passing-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return write_passing_site(folder / "docs")


def write_passing_site(docs: Path) -> Path:
    """Write the site into a folder that is not there yet, and return it.

    A section that the contract has and a page lacks is added with a text of its own, so that no fixture has
    to know of it.
    """
    shutil.copytree(HERE, docs)
    for path in docs.rglob("*.md"):
        rule = path_rule(path.relative_to(docs).as_posix())
        if rule is not None:
            text = path.read_text(encoding="utf-8")
            path.write_text(completed(text, rule.page_type), encoding="utf-8", newline="\n")
    record_addresses(docs)
    return docs


def completed(page: str, page_type: PageType) -> str:
    """Return the text of a page with every section of its kind."""
    for place, section in enumerate(page_type.sections):
        if re.search(rf"^## {re.escape(section.title)}\b", page, re.MULTILINE):
            continue
        begins = (page.find(f"\n## {later.title}\n") for later in page_type.sections[place + 1 :])
        at = next((start + 1 for start in begins if start >= 0), len(page))
        page = page[:at] + _written(section) + page[at:]
        if section.sourced:
            page = re.sub(r"(\n    sections: \[[^\]]*)", rf"\1, {section.anchor}", page, count=1)
    return page


def _written(section: Section) -> str:
    first = [f"### {section.begins_with}", _TEXTS[Shape.LIST], "Then go on."] if section.begins_with else []
    parts = [f"## {section.title}", *first, *(f"{{{{ {name} }}}}" for name in section.markers)]
    return "\n\n".join([*parts, _TEXTS[section.shape]]) + "\n\n"


def record_addresses(docs: Path) -> None:
    """Record the addresses of the pages as they are now, as `make links` does."""
    report = check_site(docs, TODAY)
    pages = [page.source for page in report.pages.values() if page.page_type is not PARTIAL]
    text = record_with(report.registers.permalinks or Permalinks(), pages)
    (docs / PERMALINKS).write_text(text, encoding="utf-8", newline="\n")
