"""Finds the pages of a routine's stretches, and a stretch's neighbors in its routines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contract.fields import Exercise, Routine

from rendering.addresses import address_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.site import Report


def stretches_of(routine: Routine, report: Report) -> Iterator[tuple[str, Exercise]]:
    """Yield the stretches of a routine in order, with their names, without missing or wrong pages."""
    for name in routine.stretches:
        page = report.pages.get(f"stretches/{name}.md")
        if page is not None and isinstance(page.front_matter, Exercise):
            yield name, page.front_matter


def places_in_routines(path: str, report: Report) -> list[dict[str, Any]]:
    """Return the place of a stretch in each routine that includes it: its number, and its neighbors."""
    return [
        {
            "routine": {"title": routine.title, "address": address_between(path, other)},
            "number": at + 1,
            "of": len(names),
            "previous": _link(names, at - 1, path, report),
            "next": _link(names, at + 1, path, report),
        }
        for other, page in report.pages.items()
        if isinstance(routine := page.front_matter, Routine)
        for names in [[f"stretches/{name}.md" for name, _ in stretches_of(routine, report)]]
        for at, name in enumerate(names)
        if name == path
    ]


def _link(names: list[str], at: int, path: str, report: Report) -> dict[str, str] | None:
    """Return the link to one of the stretches; None before the first and after the last."""
    if not 0 <= at < len(names) or (facts := report.pages[names[at]].front_matter) is None:
        return None
    return {"title": facts.title, "address": address_between(path, names[at])}
