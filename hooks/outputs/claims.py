"""Lists each claim with each of its sources, so that one person can check one pair at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checks.data.caution_groups import CAUTION_GROUPS
from contract.cautions import OWN_ADVICE
from contract.fields import Exercise
from rendering.caution_levels import caution_in_words, names_of, shown_level
from rendering.wording import dose_in_words, sides_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.page import CheckedPage
    from checks.site import Report
    from contract.cautions import PatientGroup
    from contract.fields import Version

_OWN_ADVICE = "Our own advice, to be on the safe side"


class Claim(NamedTuple):
    """A claim and one of its sources.

    Attributes:
        page: the page's path below the docs folder, or that of a data file.
        line: the line where the claim begins.
        claim: the sentences without Markdown; a caution with its condition; a version with its dose.
        key: the source's key in sources.yml, or `editors` for advice of our own.
        title: its title.
        address: its address; '' without one.
    """

    page: str
    line: int
    claim: str
    key: str
    title: str
    address: str


def claims(report: Report) -> Iterator[Claim]:
    """Yield the claims of all pages and then of the groups of people, each from top to bottom.

    A sentence that names no source is no claim; the check finds those that need one.
    """
    for path, checked in report.pages.items():
        found = [*_of_fields(checked, report.registers.caution_groups or {})]
        found += [(passage.line, passage.text, passage.keys) for passage in checked.cited]
        yield from _pairs(path, found, report)
    groups = [
        (report.registers.lines[CAUTION_GROUPS, name], _asks_first(group), tuple(group.sources))
        for name, group in (report.registers.caution_groups or {}).items()
    ]
    yield from _pairs(CAUTION_GROUPS, groups, report)


def _pairs(path: str, found: list[tuple[int, str, tuple[str, ...]]], report: Report) -> Iterator[Claim]:
    register = report.registers.sources or {}
    for line, text, keys in sorted(found):
        for key in dict.fromkeys(keys):
            source = register.get(key)  # the check reports a key that is not there
            title, address = (source.title, source.url or "") if source else ("", "")
            if key == OWN_ADVICE:
                title = _OWN_ADVICE
            yield Claim(path, line, text, key, title, address)


def _of_fields(
    checked: CheckedPage, groups: dict[str, PatientGroup]
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    exercise, tree = checked.front_matter, checked.source.front_matter
    if not isinstance(exercise, Exercise) or tree is None:
        return
    for group, caution in exercise.cautions.items():
        words = caution_in_words(names_of(group, groups)[1], shown_level(caution), caution.advice)
        yield tree.line_of(("cautions", group)), words, tuple(caution.sources)
    for index, other in enumerate(exercise.also_ask_first):
        yield tree.line_of(("also_ask_first", index)), _asks_first(other), tuple(other.sources)
    for index, version in enumerate(exercise.versions):
        yield tree.line_of(("versions", index)), _dose(version, exercise), tuple(version.sources)


def _asks_first(group: PatientGroup) -> str:
    return caution_in_words(group.full, "ask first", None)


def _dose(version: Version, exercise: Exercise) -> str:
    sides = sides_of(version, exercise)
    first_week, later = dose_in_words(version.first_week, sides), dose_in_words(version.dose, sides)
    if first_week == later:
        return f"{version.name}: {later}."
    return f"{version.name}: first week {first_week}; after that {later}."
