"""Checks the front matter of a page."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import TYPE_CHECKING

from contract.diagnostics import Finding, did_you_mean
from contract.field_values import KEY
from contract.fields import a_year_after
from contract.markers import TOP
from contract.needed_fields import is_needed
from contract.page_types import EXERCISE
from pydantic import ValidationError
from reading.field_messages import explain_errors
from reading.indent_slips import indent_slips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from contract.fields import FrontMatter
    from contract.page_types import PageType
    from reading.plain_yaml import Path
    from reading.source_page import SourcePage

    from checks.data.page_defaults import PageDefaults
    from checks.data.registers import Figure, Registers


def validate(
    page: SourcePage, page_type: PageType, defaults: PageDefaults
) -> tuple[FrontMatter | None, list[Finding]]:
    """Fill in the defaults and validate the fields against those of the page type.

    Returns:
        The fields as a model, or None where they are not valid, and the findings.
    """
    if page.front_matter is None or page_type.front_matter is None:
        return None, []
    model = page_type.front_matter
    try:
        return model.model_validate(defaults.complete(page.fields, model)), []
    except ValidationError as error:
        slips = list(indent_slips(page.fields, model))
        explained = [path for slip in slips for path in slip.explains]
        wrong = [
            found
            for found in explain_errors(error, model)
            if not any(found.path[: len(path)] == path for path in explained)
            # A field with a default is missing only if the defaults cannot be read, which is reported there.
            and (found.rule != "missing-field" or len(found.path) > 1 or is_needed(model, str(found.path[0])))
        ]
        return None, [_finding(page, *found[:4]) for found in (*slips, *wrong)]


def impossible_dates(page: SourcePage, today: dt.date) -> Iterator[Finding]:
    """Find dates that are in the future or in an impossible order."""
    written, reviewed, following = (_date(page.fields, n) for n in ("written", "reviewed", "next_review"))
    done = "write the day it was done"
    future: list[tuple[Path, dt.date | None, str, str]] = [
        ((name,), date, f"'{name}' is {date}, which is in the future", done)
        for name, date in (("written", written), ("reviewed", reviewed))
    ]
    review = _date(page.fields.get("clinical_review"), "date")
    message = f"the date of the clinician's review ({review}) is in the future"
    future.append((("clinical_review", "date"), review, message, done))
    for index, change in page.groups("changes"):
        message = f"the date of this change ({change.get('date')}) is in the future"
        place = ("changes", index, "date")
        future.append((place, _date(change, "date"), message, "write the day it was made"))
    for path, date, message, fix in future:
        if date and date > today:
            yield _finding(page, path, "impossible-date", message, fix)
    if written and reviewed and reviewed < written <= today:
        message = f"'reviewed' ({reviewed}) is before 'written' ({written})"
        fix = "write a day no earlier than 'written'"
        yield _finding(page, ("reviewed",), "impossible-date", message, fix)
    if reviewed and following and following <= reviewed:
        message = f"'next_review' ({following}) is not after 'reviewed' ({reviewed})"
        fix = "write the day by which the page must be reviewed again"
        yield _finding(page, ("next_review",), "impossible-date", message, fix)


def overdue_review(page: SourcePage, today: dt.date) -> Iterator[Finding]:
    """Find a page whose next review is overdue."""
    set_date, reviewed = _date(page.fields, "next_review"), _date(page.fields, "reviewed")
    following = set_date or (a_year_after(reviewed) if reviewed else None)
    if following and following < today:
        dates = "'reviewed' and 'next_review'" if set_date else "'reviewed'"
        fix = f"check the page against its sources, then set {dates}"
        field = "next_review" if set_date else "reviewed"
        yield _finding(page, (field,), "review-overdue", f"the review was due on {following}", fix)


def section_sources(
    page: SourcePage, page_type: PageType, cited_in: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    """Find sections that a source names and the page lacks, and sections that need a source and have none."""
    uses = page.fields.get("sources")
    if not isinstance(uses, list) or not page.headings:
        return
    if any(_is_unfinished(use) for use in uses):
        return  # reported as such; which sections have a source is not known yet
    # A missing required section is reported by another rule.
    needed = [section.anchor for section in page_type.sections]
    anchors = list(dict.fromkeys([TOP, *needed, *(heading.anchor for heading in page.headings)]))
    sourced = {anchor for anchors_of_key in cited_in.values() for anchor in anchors_of_key}
    for index, use in enumerate(uses):
        named = use.get("sections") if isinstance(use, dict) else None
        for number, anchor in enumerate(named if isinstance(named, list) else []):
            if not isinstance(anchor, str):
                continue
            sourced.add(anchor)
            if anchor not in anchors:
                place, message = (
                    ("sources", index, "sections", number),
                    f"the page has no section '#{anchor}'",
                )
                fix = did_you_mean(anchor, anchors, "write the anchor of a heading: lowercase, with hyphens")
                yield _finding(page, place, "unknown-anchor", message, fix)
    lines = {heading.text: heading.line for heading in page.headings if heading.level == 2}
    for section in page_type.sections:
        if section.sourced and section.title in lines and section.anchor not in sourced:
            message = f"section '{section.title}' has no source"
            fix = "write '<!-- source: key -->' behind a sentence that a source supports"
            yield Finding(lines[section.title], "unsourced-section", message, fix)


def _is_unfinished(use: object) -> bool:
    if not isinstance(use, dict):
        return True
    sections = use.get("sections", [])
    return not isinstance(sections, list) or "TODO" in {
        str(each).upper() for each in (use.get("key"), *sections)
    }


def missing_pictures(page: SourcePage, figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Find versions whose drawings do not exist."""
    for index, version in page.groups("versions"):
        name = version.get("figure")
        if isinstance(name, str) and KEY.fullmatch(name) and name not in figures:
            message = f"there are no drawings named '{name}'"
            fix = did_you_mean(name, figures, f"create _data/poses/{name}.yml and run 'make figures'")
            yield _finding(page, ("versions", index, "figure"), "missing-picture", message, fix)


def unknown_stretches(
    page: SourcePage, stretches: set[str], where_now: Callable[[str], str]
) -> Iterator[Finding]:
    """Find stretches of a routine that have no page.

    Args:
        page: the page of the routine.
        stretches: the names of the stretches that have a page.
        where_now: returns how to refer to a page that moved, by its old path; '' for any other page.
    """
    for index, name in enumerate(page.listed("stretches")):
        if isinstance(name, str) and KEY.fullmatch(name) and name not in stretches:
            path = f"stretches/{name}.md"
            otherwise = "write the name of an existing stretch, or add one ('make new')"
            fix = where_now(path) or did_you_mean(name, stretches, otherwise)
            yield _finding(page, ("stretches", index), "unknown-stretch", f"there is no page {path}", fix)


def unknown_cautions(page: SourcePage, page_type: PageType, registers: Registers) -> Iterator[Finding]:
    """Find cautions for groups of people that do not exist; a group without a caution must ask first."""
    groups = registers.caution_groups
    cautions = page.fields.get("cautions")
    if groups is None or page_type is not EXERCISE or not isinstance(cautions, dict):
        return
    missing = [group for group in groups if group not in cautions]
    for group in cautions:
        if group in groups or not isinstance(cautions[group], dict):
            continue  # a caution without fields is reported by another rule
        near = difflib.get_close_matches(group, missing, n=1, cutoff=0.6)
        if near:
            missing.remove(near[0])
        fix = f"did you mean '{near[0]}'?" if near else f"the groups are: {', '.join(groups)}"
        message = f"there is no group of people '{group}' in _data/caution-groups.yml"
        yield _finding(page, ("cautions", group), "unknown-caution", message, fix)


def unclear_start(page: SourcePage) -> Iterator[Finding]:
    """Find exercises without exactly one version to start with."""
    marks = [version.get("start_here", False) for _, version in page.groups("versions")]
    starts = marks.count(True)
    if len(page.listed("versions")) > 1 and starts != 1 and all(isinstance(mark, bool) for mark in marks):
        count = f"{starts} versions are" if starts else "no version is"
        fix = "set 'start_here: true' in exactly one version"
        yield _finding(page, ("versions",), "unclear-start", f"{count} marked as the one to start with", fix)


def repeated_values(pages: list[SourcePage]) -> Iterator[tuple[str, Finding]]:
    """Find ids, titles and names that two pages share.

    Yields:
        The path of the later page and the finding.
    """
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for page in pages:
        title = page.fields.get("title")
        if isinstance(title, str) and (first := names.setdefault(_folded(title), page.path)) != page.path:
            message, fix = f"{first} has the title '{title}' too", "choose a different title"
            yield page.path, _finding(page, ("title",), "repeated-name", message, fix)
        identifier = page.fields.get("id")
        if isinstance(identifier, str) and (first := ids.setdefault(identifier, page.path)) != page.path:
            message, fix = f"{first} has the id '{identifier}' too", "choose an id that no other page has"
            yield page.path, _finding(page, ("id",), "repeated-id", message, fix)
    for page in pages:  # only now are all titles known
        yield from ((page.path, finding) for finding in _repeated_names(page, names))


def _repeated_names(page: SourcePage, names: dict[str, str]) -> Iterator[Finding]:
    here: set[str] = set()
    for index, name in enumerate(page.listed("also_called")):
        if not isinstance(name, str):
            continue
        folded = _folded(name)
        first = names.setdefault(folded, page.path)
        if first != page.path:
            message = f"'{name}' is also a name of {first}"
            fix = "keep it only on the page that readers mean by it"
            yield _finding(page, ("also_called", index), "repeated-name", message, fix)
        elif folded in here:
            message, fix = f"duplicate name '{name}'", "delete it"
            yield _finding(page, ("also_called", index), "repeated-name", message, fix)
        here.add(folded)


def _finding(page: SourcePage, path: Path, rule: str, message: str, fix: str) -> Finding:
    return Finding(page.line_of(path), rule, message, fix)


def _date(fields: object, name: str) -> dt.date | None:
    value = fields.get(name) if isinstance(fields, dict) else None
    return value if type(value) is dt.date else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("’", "'").split())
