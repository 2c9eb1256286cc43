"""Keeps the report of the current build, so that the hook files share one reading of the docs folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.site import Report

_current: list[Report] = []


def remember_report(report: Report) -> None:
    """Keep the report for the other hooks; it replaces the previous one."""
    _current[:] = [report]


def current_report() -> Report:
    """Return the report of this build.

    Raises:
        LookupError: when no check has run; `hooks/check_pages.py` must come first under `hooks:`.
    """
    if not _current:
        message = "the pages were not checked: list hooks/check_pages.py first under 'hooks:' in mkdocs.yml"
        raise LookupError(message)
    return _current[0]
