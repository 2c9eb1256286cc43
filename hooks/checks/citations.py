"""Checks the sources of single claims: of sentences, cautions and doses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contract.cautions import OWN_ADVICE
from contract.diagnostics import Finding, did_you_mean
from contract.field_values import KEY
from contract.markers import TOP

from checks.passages import NUMBER
from checks.reading_level import split_sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from contract.page_types import PageType
    from reading.plain_yaml import Path
    from reading.source_page import SourcePage

    from checks.passages import Passage

_UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|times?|repeats?|repetitions?|reps?"
    r"|sets?|rounds?|breaths?|degrees?|percent|inch(?:es)?|centimeters?|cm|pounds?)"
)
_CLAIMED_NUMBER = re.compile(
    rf"(?<![\w.,-])(?:{NUMBER}(?:[ -](?:to|or|and)[ -]{NUMBER})?"
    rf"(?:[ -](?:(?:more|full|whole|slow|deep|other|extra) )?{_UNIT}(?!\w)|[ ]?%)"
    rf"|{NUMBER} (?:in|of|out of) (?:every )?{NUMBER}(?![\w-])"
    rf"|(?:over|under|aged?|older than|younger than) \d\d(?![\w%]))",
    re.IGNORECASE,
)
_LONGEST_QUOTED = 50


class _Cited(NamedTuple):
    """A claim in the front matter.

    Attributes:
        path: where it is.
        name: what to call it in a message.
        shown_by: the marker that shows it.
        keys: the keys of its sources.
        needs_source: whether it claims anything.
    """

    path: Path
    name: str
    shown_by: str
    keys: tuple[str, ...]
    needs_source: bool


def cited_in(
    page: SourcePage, page_type: PageType, passages: Sequence[Passage]
) -> dict[str, tuple[str, ...]]:
    """Return the anchors of the sections in which each source is cited, from top to bottom, by its key.

    The key `editors` has the sections with advice of our own.
    """
    shown_in = {marker: section.anchor for section in page_type.sections for marker in section.markers}
    found = [(key, shown_in.get(claim.shown_by, TOP)) for claim in _in_fields(page) for key in claim.keys]
    found += [(key, passage.section) for passage in passages for key in passage.keys]
    for use in _uses(page):
        sections = use.get("sections")
        found += [(str(use.get("key")), str(each)) for each in sections] if isinstance(sections, list) else []
    order = [TOP, *(heading.anchor for heading in page.headings)]
    pairs = set(found)
    return {
        key: tuple(anchor for anchor in order if (key, anchor) in pairs)
        for key in dict.fromkeys(key for key, _ in found)
    }


def citation_findings(
    page: SourcePage, page_type: PageType, passages: Sequence[Passage], register: Collection[str] | None
) -> Iterator[Finding]:
    """Find claims without a source, and claims with a source that the page or the register does not have.

    Args:
        page: the page.
        page_type: its page type.
        passages: its text, see `passages_of`.
        register: the keys of all sources; None if they cannot be read.
    """
    claims = list(_in_fields(page))
    listed = _listed(page, register)
    found: list[Finding] = []
    for claim in claims:
        for key in claim.keys:
            # The line is looked up only for a finding.
            found += (
                slip._replace(line=page.line_of(claim.path))
                for slip in key_findings(1, key, listed, register)
            )
    for index, use in page.groups("sources"):
        place = ("sources", index, "key")
        if use.get("key") == OWN_ADVICE:
            message = f"'{OWN_ADVICE}' means advice of our own; it is not a source"
            fix = "delete it here; the page says so by itself where a mark, a caution or a version names it"
            found.append(Finding(page.line_of(place), "unknown-source", message, fix))
        for slip in key_findings(1, str(use.get("key")), None, register):
            found.append(slip._replace(line=page.line_of(place)))
    for passage in passages:
        for key in passage.keys:
            found += key_findings(passage.line, key, listed, register)
    yield from dict.fromkeys(found)
    yield from _uncited(page, passages)
    yield from _too_many(page, page_type.most_sources)
    if page_type.claims_need_sources:
        yield from _unsourced_fields(page, claims)
        yield from _unsourced_numbers(passages)


def claimed_number(sentence: str) -> str:
    """Return the first number of a sentence that can be right or wrong, such as `2 weeks`; '' without one.

    Other numbers claim nothing: 'step 4', 'the first 2 stretches', 'L5', 'call 911'.
    """
    found = _CLAIMED_NUMBER.search(sentence)
    return found[0] if found else ""


def key_findings(
    line: int, key: str, listed: set[str] | None, register: Collection[str] | None
) -> Iterator[Finding]:
    """Find out whether a claim names a source that exists, or `editors`.

    Args:
        line: the line of the claim.
        key: the source that it names.
        listed: the keys of the page's sources; None for a text that may name any source of the register.
        register: the keys of all sources; None if they cannot be read.
    """
    if key == OWN_ADVICE or not KEY.fullmatch(key):
        return  # an invalid key is reported as an invalid field
    if register is not None and key not in register:
        message = f"there is no source '{key}' in _data/sources.yml"
        known = [*(listed or ()), *register]
        fix = did_you_mean(key, known, "add the source there first")
        yield Finding(line, "unknown-source", message, fix)
    elif listed is not None and key not in listed:
        message = f"'{key}' is not among the page's sources"
        fix = f"add '- key: {key}' to 'sources:' in the front matter"
        yield Finding(line, "unlisted-source", message, did_you_mean(key, listed, fix))


def _uncited(page: SourcePage, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Find sources of a page that nothing on it cites."""
    cited = {key for passage in passages for key in passage.keys}
    cited |= {key for claim in _in_fields(page) for key in claim.keys}
    for index, use in enumerate(_uses(page)):
        key = use.get("key")
        if isinstance(key, str) and KEY.fullmatch(key) and key not in cited and not use.get("sections"):
            yield Finding(
                page.line_of(("sources", index)),
                "uncited-source",
                f"nothing on the page cites '{key}'",
                f"write '<!-- source: {key} -->' behind the sentence that it supports, or delete it here",
            )


def _too_many(page: SourcePage, most: int) -> Iterator[Finding]:
    count = len(_uses(page))
    if most and count > most:
        message = f"the page lists {count} sources"
        fix = f"keep the {most} strongest; one good source can support several claims"
        yield Finding(page.line_of(("sources",)), "too-many-sources", message, fix)


def _unsourced_fields(page: SourcePage, claims: Sequence[_Cited]) -> Iterator[Finding]:
    for claim in claims:
        if claim.needs_source and not claim.keys:
            fix = "add 'sources: [key]' to it, with the key of the source that says so"
            yield Finding(page.line_of(claim.path), "unsourced-claim", f"{claim.name} has no source", fix)


def _unsourced_numbers(passages: Sequence[Passage]) -> Iterator[Finding]:
    for passage in passages:
        for _, sentence in () if passage.keys else split_sentences(passage.text):
            if number := claimed_number(sentence):
                message = f"'{number}' in '{_beginning(sentence)}' has no source"
                fix = "write '<!-- source: key -->' behind it, with the key of the source that says so"
                yield Finding(passage.line, "unsourced-claim", message, fix)


def _in_fields(page: SourcePage) -> Iterator[_Cited]:
    """Yield the cautions and versions of a page's front matter."""
    cautions = page.fields.get("cautions")
    for group, caution in cautions.items() if isinstance(cautions, dict) else ():
        if isinstance(caution, dict):
            says_more = isinstance(caution.get("advice"), str)
            name = f"the caution for '{group}'"
            yield _Cited(("cautions", str(group)), name, "cautions", _keys(caution), says_more)
    for index, entry in enumerate(_dicts(page.fields.get("also_ask_first"))):
        name = f"the caution for '{entry.get('short')}'"
        yield _Cited(("also_ask_first", index), name, "cautions", _keys(entry), needs_source=True)
    for index, version in enumerate(_dicts(page.fields.get("versions"))):
        name = f"the dose of '{version.get('name')}'"
        yield _Cited(("versions", index), name, "dose", _keys(version), needs_source=True)


def _listed(page: SourcePage, register: Collection[str] | None) -> set[str] | None:
    """Return the keys of the page's sources; None for a shared text, or if there is a slip in one of them."""
    if page.front_matter is None:
        return None
    uses = page.fields.get("sources", [])
    keys = (
        [use.get("key") if isinstance(use, dict) else None for use in uses]
        if isinstance(uses, list)
        else [None]
    )
    known = [key for key in keys if isinstance(key, str) and (register is None or key in register)]
    return set(known) if len(known) == len(keys) else None


def _uses(page: SourcePage) -> list[dict[str, object]]:
    return _dicts(page.fields.get("sources"))


def _dicts(entries: object) -> list[dict[str, object]]:
    return [each for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []


def _keys(entry: dict[str, object]) -> tuple[str, ...]:
    keys = entry.get("sources")
    return tuple(key for key in keys if isinstance(key, str)) if isinstance(keys, list) else ()


def _beginning(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST_QUOTED else f"{sentence[: _LONGEST_QUOTED - 1].rstrip()}…"
