"""Replaces each marker of a page by Markdown."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from page_contract.front_matter_fields import Exercise, Guide, Routine, Sourced
from page_contract.source_page import read_page
from page_filling.wording import dose_in_words, list_in_words, start_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from page_contract.check import CheckedPage, Report
    from page_contract.front_matter_fields import Caution, FrontMatter, SourceUse

_NOT_SHOWN = '!!! failure "Not shown"\n\n    The facts for this place are missing or wrong. The check says where.\n'

_LEVELS = (
    ("do not", "**Do not do this stretch if:**"),
    ("ask first", "**Ask a doctor or a physical therapist (physiotherapist) first if:**"),
    ("change", "**Do it like this if:**"),
)


def fill_markers(markdown: str, page: CheckedPage, report: Report) -> str:
    """Replace every marker line of a page's text.

    Args:
        markdown: the text without front matter.
        page: the page as it was checked.
        report: all pages and registers, for facts that stand elsewhere.

    Returns:
        The text, each marker replaced by Markdown; a marker whose facts are missing or wrong by a box that
        says so, which only a preview can show because the check stops every build.
    """
    lines = []
    for line in read_page(page.source.path, markdown, front_matter_expected=False).lines:
        if line.marker is None:
            lines.append(line.raw)
        else:
            lines.append(_filled(line.marker, page, report))
    return "\n".join(lines) + "\n"


def _filled(name: str, page: CheckedPage, report: Report) -> str:
    if name in report.registers.partials:
        return _relative_links(report.registers.partials[name], page.source.path)
    filler = FILLERS.get(name)
    if filler is None or page.front_matter is None:
        return _NOT_SHOWN
    try:
        return "\n".join(filler(page.front_matter, page.source.path, report)) + "\n"
    except _FactsMissing:
        return _NOT_SHOWN


class _FactsMissing(Exception):
    """A fact that a marker shows is missing or wrong; the check has reported it."""


def _relative_links(text: str, path: str) -> str:
    """Turn links from the docs folder (`/get-help.md`) into links from the page."""
    folder = posixpath.dirname(path)
    return re.sub(r"\]\(/([^)\s]+)\)", lambda found: f"]({posixpath.relpath(found[1], folder or '.')})", text)


def _dose(page: FrontMatter, path: str, report: Report) -> Iterator[str]:
    if isinstance(page, Routine):
        times = "once" if page.rounds.high == 1 else f"{page.rounds} times"
        yield f"Go through the stretches {times}, in this order:"
        yield ""
        for number, (_, exercise) in enumerate(_stretches_of(page, report), start=1):
            start = start_version(exercise)
            yield f"{number}. **{exercise.title}** ({_lower(start.name)})"
            yield from _doses(exercise, start.first_week, start.dose)
        return
    exercise = _exercise(page)
    for version in exercise.versions:
        yield f"- **{version.name}**" + (" (start with this one)" if version.start_here else "")
        yield from _doses(exercise, version.first_week, version.dose)


def _doses(exercise: Exercise, first_week: object, dose: object) -> Iterator[str]:
    if first_week == dose:
        yield f"    - {_upper(dose_in_words(dose, exercise.sides))}."  # type: ignore[arg-type]
        return
    yield f"    - First week: {dose_in_words(first_week, exercise.sides)}."  # type: ignore[arg-type]
    yield f"    - After that: {dose_in_words(dose, exercise.sides)}."  # type: ignore[arg-type]


def _cautions(page: FrontMatter, path: str, report: Report) -> Iterator[str]:
    if isinstance(page, Routine):
        for name, exercise in _stretches_of(page, report):
            link = posixpath.relpath(f"stretches/{name}.md", posixpath.dirname(path) or ".")
            yield f"For the [{_lower(exercise.title)}]({link}#check-first):"
            yield ""
            yield from _caution_list(exercise.cautions, report)
        return
    yield from _caution_list(_exercise(page).cautions, report)


def _caution_list(cautions: dict[str, Caution], report: Report) -> Iterator[str]:
    groups = report.registers.caution_groups or {}
    for level, lead in _LEVELS:
        shown = [
            (groups.get(group, group), caution.advice)
            for group, caution in cautions.items()
            if caution.level == level or (level == "change" and caution.level == "fine" and caution.advice)
        ]
        if not shown:
            continue
        yield lead
        yield ""
        for who, advice in shown:
            yield f"- {who}. {advice}"
        yield ""


def _move_on(page: FrontMatter, path: str, report: Report) -> Iterator[str]:
    yield _exercise(page).progression.move_on


def _move_back(page: FrontMatter, path: str, report: Report) -> Iterator[str]:
    yield _exercise(page).progression.move_back


def _routine_stretches(page: FrontMatter, path: str, report: Report) -> Iterator[str]:
    if not isinstance(page, Routine):
        raise _FactsMissing
    for number, (name, exercise) in enumerate(_stretches_of(page, report), start=1):
        link = posixpath.relpath(f"stretches/{name}.md", posixpath.dirname(path) or ".")
        start = start_version(exercise)
        yield f"{number}. [{exercise.title}]({link}). {exercise.summary} Start with this version: {_lower(start.name)}."


def _sources(page: FrontMatter, path: str, report: Report) -> Iterator[str]:
    if not isinstance(page, Sourced | Guide):
        raise _FactsMissing
    yield "What each source supports on this page:"
    yield ""
    for use in page.sources:
        yield _source(use, report)


def _source(use: SourceUse, report: Report) -> str:
    source = (report.registers.sources or {}).get(use.key)
    if source is None:
        raise _FactsMissing
    title = f"[{source.title}]({source.url})" if source.url else source.title
    year = f", {source.year}" if source.year else ""
    copy = " (read in a copy)" if source.read == "copy" else ""
    return f"- {source.by.rstrip('.')}. {title}{year}{copy}. Supports: {_lower(use.supports)}"


def _all_stretches(page: FrontMatter, path: str, report: Report) -> Iterator[str]:
    for other in report.pages.values():
        if isinstance(other.front_matter, Exercise):
            exercise = other.front_matter
            link = posixpath.relpath(other.source.path, posixpath.dirname(path) or ".")
            areas = list_in_words(exercise.areas)
            yield f"- [{exercise.title}]({link}). {exercise.summary} For: {areas}. Start: {exercise.position[0]}."


def _all_routines(page: FrontMatter, path: str, report: Report) -> Iterator[str]:
    for other in report.pages.values():
        if isinstance(other.front_matter, Routine):
            link = posixpath.relpath(other.source.path, posixpath.dirname(path) or ".")
            yield f"- [{other.front_matter.title}]({link}). {other.front_matter.summary}"


def _exercise(page: FrontMatter) -> Exercise:
    if not isinstance(page, Exercise):
        raise _FactsMissing
    return page


def _stretches_of(routine: Routine, report: Report) -> Iterator[tuple[str, Exercise]]:
    for name in routine.stretches:
        page = report.pages.get(f"stretches/{name}.md")
        if page is None or not isinstance(page.front_matter, Exercise):
            raise _FactsMissing
        yield name, page.front_matter


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _lower(text: str) -> str:
    """Begin with a small letter, unless the first word is a name in capitals."""
    return text if text[:2].isupper() else text[0].lower() + text[1:]


FILLERS: dict[str, Callable[[FrontMatter, str, Report], Iterator[str]]] = {
    "all-routines": _all_routines,
    "all-stretches": _all_stretches,
    "cautions": _cautions,
    "dose": _dose,
    "move-back": _move_back,
    "move-on": _move_on,
    "sources": _sources,
    "stretches": _routine_stretches,
}
