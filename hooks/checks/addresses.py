"""Holds the pages to the addresses that were published, and to the ids that were given."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic
from contract.page_types import EXERCISE, PARTIAL, RETIRED, ROUTINE
from reading.permalinks import (
    PERMALINKS,
    Permalinks,
    anchors,
    kept_headings,
    moved_from,
    moved_sections,
    page_address,
    page_id,
    promises,
)

from checks.page import path_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from checks.page import CheckedPage


def address_problems(
    pages: Mapping[str, CheckedPage],
    unreadable: frozenset[str],
    unclear: frozenset[str],
    record: Permalinks,
) -> Iterator[Diagnostic]:
    """Find addresses that lead nowhere any more, moves that cannot be, and ids that mean something else.

    Args:
        pages: every page that could be read, by its path.
        unreadable: the addresses of pages that are there and cannot be read, which is told elsewhere.
        unclear: the paths of pages whose headings cannot be read, which is told elsewhere.
        record: what was published.
    """
    shown = [page for page in pages.values() if page.page_type is not PARTIAL]
    answers = {page_address(page.source.path): page for page in shown}
    told = set(unreadable)
    moves: dict[str, CheckedPage] = {}
    for page in shown:
        yield from _moved_sections(page, record)
        for index, address in enumerate(moved_from(page.source)):
            message, fix = _why_not_from(page, address, answers, moves, record)
            if message:
                told.add(address)
                yield _finding(page, ("moved_from", index), message, fix)
            else:
                moves[address] = page
    answers |= moves
    yield from _lost_pages(answers, told, record)
    yield from _lost_sections(answers, unclear, record)
    yield from _changed_ids(shown, answers, record)


def unrecorded_addresses(page: CheckedPage, record: Permalinks) -> Iterator[Diagnostic]:
    """Find what a page would publish and the record does not hold."""
    path = page.source.path
    missing = [address for address in promises(page.source) if address not in record.addresses]
    identifier = page_id(page.source)
    if identifier and page_address(path) not in record.ids:
        missing.append(f"id {identifier}")
    if missing:
        count = "an address" if len(missing) == 1 else f"{len(missing)} addresses"
        message = f"{PERMALINKS} does not have {count} of this page yet: {missing[0]}"
        message += f" to {missing[-1]}" if len(missing) > 1 else ""
        fix = "when its name and headings are as they shall stay, run 'make links'"
        yield Diagnostic(path, 1, "unrecorded-address", message, fix)


def _moved_sections(page: CheckedPage, record: Permalinks) -> Iterator[Diagnostic]:
    path, own = page.source.path, page_address(page.source.path)
    moved = moved_sections(page.source)
    here = set(anchors(page.source.headings)) if moved else set()
    former = [own, *moved_from(page.source)]
    for old, new in moved.items():
        if old in here:
            yield _finding(
                page, ("moved_sections", old), f"the section '#{old}' is still here", "take the line out"
            )
        elif not any(f"{address}#{old}" in record.addresses for address in former):
            message = f"no section '#{old}' was ever published at {own}"
            yield _finding(
                page, ("moved_sections", old), message, f"write the old anchor as it stands in {PERMALINKS}"
            )
        if new not in here:
            message, fix = (
                f"{path} has no section '#{new}'",
                "write the anchor of the section that tells it now",
            )
            yield _finding(page, ("moved_sections", old), message, fix)


def _why_not_from(
    page: CheckedPage,
    address: str,
    answers: Mapping[str, CheckedPage],
    moves: Mapping[str, CheckedPage],
    record: Permalinks,
) -> tuple[str, str]:
    """Say why a page cannot have taken the place of an address, and how to mend it; nothing if it can."""
    if (there := answers.get(address)) is page:
        return "this is the page's own address", "take it out"
    if there is not None:
        return f"{there.source.path} is still there", "take one of the two away"
    if (other := moves.get(address)) is not None:
        again = "" if other is page else f"{other.source.path} took the place of {address} as well"
        return again or f"{address} stands here a second time", "take one of the two out"
    if address not in record.addresses:
        return f"no page was ever published at {address}", f"write the old path as it stands in {PERMALINKS}"
    return _why_not_led(page, address, record.ids.get(address, ("",))[0])


def _why_not_led(page: CheckedPage, address: str, given: str) -> tuple[str, str]:
    """Say why who was given an address, and the id that stood there, may not come to this page instead."""
    keep = f"keep a page docs/retired/{address.split('/')[-2]}.md that says why"
    if given and given != page_id(page.source):
        message = f"{address} is the page of '{given}' and may not lead to another"
        return message, f"{keep}, with 'id: {given}'"
    if not _may_lead(address, page):
        message = f"{address} may not lead to a page of the kind '{page.page_type.name}'"
        return message, f"bring the page back, or {keep}" if given else "bring the page back"
    return "", ""


def _may_lead(address: str, page: CheckedPage) -> bool:
    """Whether the kind of page that stood at an address may lead to this page.

    A stretch was chosen for somebody, with its cautions: nothing else leads to it, nor it to another stretch.
    """
    stood = path_rule(f"{address.strip('/')}.md")
    kind = stood.page_type if stood else None
    if kind is RETIRED:
        return page.page_type is RETIRED
    if kind in {EXERCISE, ROUTINE}:
        return page.page_type in {kind, RETIRED}
    return page.page_type not in {EXERCISE, ROUTINE}


def _lost_pages(
    answers: Mapping[str, CheckedPage], told: AbstractSet[str], record: Permalinks
) -> Iterator[Diagnostic]:
    by_id = {page_id(page.source): page.source.path for page in answers.values()}
    for address, line in record.addresses.items():
        if "#" in address or address in answers or address in told:
            continue
        name, move = record.ids.get(address, ("",))[0], f"write 'moved_from: [{address.strip('/')}]'"
        if name and name in by_id:
            fix = f"{move} in {by_id[name]}, which has its id"
        elif name:
            fix = (
                f"bring the page back; where it has another name now, {move} there; where it is given up, "
                "keep a page that says why (make new KIND=retired)"
            )
        else:
            fix = f"bring the page back, or {move} on the page that took its place"
        message = f"{address} was published, and now nothing is there"
        yield Diagnostic(PERMALINKS, line, "lost-address", message, fix)


def _lost_sections(
    answers: Mapping[str, CheckedPage], unclear: frozenset[str], record: Permalinks
) -> Iterator[Diagnostic]:
    known: dict[str, set[str]] = {}
    for address in record.addresses:
        base, hash_sign, anchor = address.partition("#")
        page = answers.get(base)
        # The sections of a stretch that is not shown any more are gone with it; its own it must keep.
        is_gone = page is not None and page.page_type is RETIRED and base != page_address(page.source.path)
        if not hash_sign or page is None or is_gone:
            continue
        if page.source.front_matter is None or page.source.path in unclear:
            continue
        path = page.source.path
        if path not in known:
            known[path] = {
                *anchors(page.source.headings),
                *moved_sections(page.source),
                *kept_headings(page.source, page.page_type),
            }
        if anchor not in known[path]:
            message = f"{address} was published, and the page has no section '#{anchor}' any more"
            fix = (
                f"write '{{ #{anchor} }}' behind the heading that took its place, or 'moved_sections:' and "
                f"'{anchor}: new-section' in the front matter"
            )
            yield Diagnostic(path, _line_of_successor(page, anchor, record), "lost-address", message, fix)


def _line_of_successor(page: CheckedPage, anchor: str, record: Permalinks) -> int:
    """Return the line of the heading that most likely took the place of a section; 1 where none is new."""
    own = page_address(page.source.path)
    headings = page.source.headings
    new = {
        name: heading.line
        for heading, name in zip(headings, anchors(headings), strict=True)
        if f"{own}#{name}" not in record.addresses
    }
    near = difflib.get_close_matches(anchor, new, n=1, cutoff=0.0)
    return new[near[0]] if near else 1


def _changed_ids(
    shown: list[CheckedPage], answers: Mapping[str, CheckedPage], record: Permalinks
) -> Iterator[Diagnostic]:
    for address, (name, _) in record.ids.items():
        page = answers.get(address)
        if (
            page is not None
            and page_address(page.source.path) == address
            and page_id(page.source) not in {"", name}
        ):
            message = f"this page was published with the id '{name}'"
            yield _finding(page, ("id",), message, f"write 'id: {name}' again", "changed-id")
    addresses: dict[str, list[str]] = {}
    for address, (name, _) in record.ids.items():
        addresses.setdefault(name, []).append(address)
    for page in shown:
        given = addresses.get(page_id(page.source), [])
        if page.page_type is not RETIRED and (retired := next(filter(_is_retired, given), "")):
            message = f"the id '{page_id(page.source)}' belongs to {retired}, which is not shown any more"
            yield _finding(page, ("id",), message, "give this page an id that was never used", "changed-id")
            continue
        owners = [answers.get(address) for address in given]
        # Where another page has it as well, that it stands twice is told already.
        if not given or any(
            owner is not None and page_id(owner.source) == page_id(page.source) for owner in owners
        ):
            continue
        message = f"the id '{page_id(page.source)}' was given to {given[0]}"
        fix = "give this page an id that was never used"
        if None in owners:
            paths = ", ".join(address.strip("/") for address in given if address not in answers)
            fix = f"if it is the same page, write 'moved_from: [{paths}]'; if not, {fix}"
        yield _finding(page, ("id",), message, fix, "changed-id")


def _is_retired(address: str) -> bool:
    rule = path_rule(f"{address.strip('/')}.md")
    return rule is not None and rule.page_type is RETIRED


def _finding(
    page: CheckedPage, field: tuple[str | int, ...], message: str, fix: str, rule: str = "wrong-move"
) -> Diagnostic:
    tree = page.source.front_matter
    return Diagnostic(page.source.path, tree.line_of(field) if tree else 1, rule, message, fix)


def addresses_to_answer(pages: Mapping[str, CheckedPage], record: Permalinks | None) -> Iterator[str]:
    """Yield every address that a build must answer: all recorded pages, and the sections of those shown.

    The sections of a page that has moved are found through its redirect.
    """
    shown = [page for page in pages.values() if page.page_type is not PARTIAL]
    own = {page_address(page.source.path) for page in shown}
    for address in record.addresses if record else ():
        base, _, anchor = address.partition("#")
        if not anchor or base in own:
            yield address
    for page in shown:
        yield from promises(page.source)
