"""Finds the pages of a routine's stretches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from page_contract.front_matter_fields import Exercise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from page_contract.check import Report
    from page_contract.front_matter_fields import Routine


def stretches_of(routine: Routine, report: Report) -> Iterator[tuple[str, Exercise]]:
    """Give the stretches of a routine in order, each by name, without pages that are missing or wrong."""
    for name in routine.stretches:
        page = report.pages.get(f"stretches/{name}.md")
        if page is not None and isinstance(page.front_matter, Exercise):
            yield name, page.front_matter
