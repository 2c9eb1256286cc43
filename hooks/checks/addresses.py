"""Checks that every published address still works and that no id has changed its meaning."""

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
    page_address,
    page_id,
    promises,
    redirect_from,
    redirect_sections,
)

from checks.page import path_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from contract.page_types import PageType

    from checks.page import CheckedPage


def address_problems(
    pages: Mapping[str, CheckedPage],
    unreadable: frozenset[str],
    unclear: frozenset[str],
    record: Permalinks,
) -> Iterator[Diagnostic]:
    """Find published addresses that no longer work, redirects that are not allowed, and changed ids.

    Args:
        pages: every page that could be read, by its path.
        unreadable: the addresses of pages that cannot be read, which another rule reports.
        unclear: the paths of pages whose headings cannot be read, which another rule reports.
        record: what was published.
    """
    shown = [page for page in pages.values() if page.page_type is not PARTIAL]
    answers = {page_address(page.source.path): page for page in shown}
    reported = set(unreadable)
    moves: dict[str, CheckedPage] = {}
    for page in shown:
        yield from _redirected_sections(page, record)
        for index, address in enumerate(redirect_from(page.source)):
            message, fix = _why_not_from(page, address, answers, moves, record)
            if message:
                reported.add(address)
                yield _finding(page, ("redirect_from", index), message, fix)
            else:
                moves[address] = page
    answers |= moves
    yield from _lost_pages(answers, reported, record)
    yield from _lost_sections(answers, unclear, record)
    yield from _changed_ids(shown, answers, record)


def unrecorded_addresses(page: CheckedPage, record: Permalinks) -> Iterator[Diagnostic]:
    """Find the addresses and the id of a page that are not recorded yet."""
    path = page.source.path
    missing = [address for address in promises(page.source) if address not in record.addresses]
    identifier = page_id(page.source)
    if identifier and page_address(path) not in record.ids:
        missing.append(f"id {identifier}")
    if missing:
        count = "an address" if len(missing) == 1 else f"{len(missing)} addresses"
        message = f"{PERMALINKS} lacks {count} of this page: {missing[0]}"
        message += f" to {missing[-1]}" if len(missing) > 1 else ""
        fix = "when the file name and the headings are final, run 'make links'"
        yield Diagnostic(path, 1, "unrecorded-address", message, fix)


def _redirected_sections(page: CheckedPage, record: Permalinks) -> Iterator[Diagnostic]:
    path, own = page.source.path, page_address(page.source.path)
    moved = redirect_sections(page.source)
    here = set(anchors(page.source.headings)) if moved else set()
    former = [own, *redirect_from(page.source)]
    for old, new in moved.items():
        field = ("redirect_sections", old)
        if old in here:
            yield _finding(page, field, f"the page still has the section '#{old}'", "delete the line")
        elif not any(f"{address}#{old}" in record.addresses for address in former):
            message = f"{own} was never published with a section '#{old}'"
            yield _finding(page, field, message, f"write the old anchor as it is in {PERMALINKS}")
        if new not in here:
            fix = "write the anchor of the section that replaces it"
            yield _finding(page, field, f"{path} has no section '#{new}'", fix)


def _why_not_from(
    page: CheckedPage,
    address: str,
    answers: Mapping[str, CheckedPage],
    moves: Mapping[str, CheckedPage],
    record: Permalinks,
) -> tuple[str, str]:
    """Return why an address cannot redirect to a page, and the help; two empty strings if it can."""
    if (there := answers.get(address)) is page:
        return "this is the page's own address", "delete it"
    if there is not None:
        return f"{there.source.path} still has this address", "delete that page, or delete this line"
    if (other := moves.get(address)) is not None:
        again = "" if other is page else f"{other.source.path} names {address} in its 'redirect_from' too"
        return again or f"duplicate address {address}", "delete one of the two"
    if address not in record.addresses:
        return f"no page was ever published at {address}", f"write the old path as it is in {PERMALINKS}"
    return _why_not_led(page, address, record.ids.get(address, ("",))[0])


def _why_not_led(page: CheckedPage, address: str, given: str) -> tuple[str, str]:
    """Return why an address, published with the id `given`, may not redirect to this page, and the help."""
    keep = f"keep a page docs/retired/{address.split('/')[-2]}.md that explains why it was retired"
    if given and given != page_id(page.source):
        message = f"{address} was published with the id '{given}' and may not redirect to another id"
        return message, f"{keep}, with 'id: {given}'"
    if not _may_lead(address, page):
        message = f"{address} may not redirect to a page of the type '{page.page_type.name}'"
        return message, f"restore the page, or {keep}" if given else "restore the page"
    return "", ""


def _may_lead(address: str, page: CheckedPage) -> bool:
    """Return whether an address may redirect to this page, given the page type it was published with.

    A stretch was chosen for somebody, with its cautions: only its own old addresses redirect to it.
    """
    kind = _kind_at(address)
    if kind is RETIRED:
        return page.page_type is RETIRED
    if kind in {EXERCISE, ROUTINE}:
        return page.page_type in {kind, RETIRED}
    return page.page_type not in {EXERCISE, ROUTINE}


def _lost_pages(
    answers: Mapping[str, CheckedPage], reported: AbstractSet[str], record: Permalinks
) -> Iterator[Diagnostic]:
    by_id = {page_id(page.source): page.source.path for page in answers.values()}
    for address, line in record.addresses.items():
        if "#" in address or address in answers or address in reported:
            continue
        name, move = record.ids.get(address, ("",))[0], f"write 'redirect_from: [{address.strip('/')}]'"
        if name and name in by_id:
            fix = f"{move} in {by_id[name]}, which has the same id"
        elif name:
            fix = (
                f"restore the page; if it was renamed, {move} in the new file; if it was retired, "
                "keep a page that explains why (make new KIND=retired)"
            )
        else:
            fix = f"restore the page, or {move} in the page that replaces it"
        message = f"{address} was published, and no page has this address now"
        yield Diagnostic(PERMALINKS, line, "lost-address", message, fix)


def _lost_sections(
    answers: Mapping[str, CheckedPage], unclear: frozenset[str], record: Permalinks
) -> Iterator[Diagnostic]:
    known: dict[str, set[str]] = {}
    for address in record.addresses:
        base, hash_sign, anchor = address.partition("#")
        page = answers.get(base)
        # The sections of a retired stretch are gone with it; the page that explains it keeps its own.
        is_gone = page is not None and page.page_type is RETIRED and base != page_address(page.source.path)
        if not hash_sign or page is None or is_gone:
            continue
        if page.source.front_matter is None or page.source.path in unclear:
            continue
        path = page.source.path
        if path not in known:
            known[path] = {
                *anchors(page.source.headings),
                *redirect_sections(page.source),
                *kept_headings(page.source, page.page_type),
            }
        if anchor not in known[path]:
            message = f"{address} was published, and the page no longer has a section '#{anchor}'"
            fix = (
                f"add '{{ #{anchor} }}' after the heading that replaces it, or add 'redirect_sections:' and "
                f"'{anchor}: new-section' to the front matter"
            )
            yield Diagnostic(path, _line_of_successor(page, anchor, record), "lost-address", message, fix)


def _line_of_successor(page: CheckedPage, anchor: str, record: Permalinks) -> int:
    """Return the line of the heading that most likely replaces a section; 1 where no heading is new."""
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
        is_there = page is not None and page_address(page.source.path) == address
        if page is not None and is_there and page_id(page.source) not in {"", name}:
            message = f"this page was published with the id '{name}'"
            yield _finding(page, ("id",), message, f"restore 'id: {name}'", "changed-id")
    addresses: dict[str, list[str]] = {}
    for address, (name, _) in record.ids.items():
        addresses.setdefault(name, []).append(address)
    for page in shown:
        given = addresses.get(page_id(page.source), [])
        if page.page_type is not RETIRED and (retired := next(filter(_is_retired, given), "")):
            message = f"the id '{page_id(page.source)}' belongs to {retired}, which was retired"
            yield _finding(page, ("id",), message, "choose an id that was never used", "changed-id")
            continue
        owners = [answers.get(address) for address in given]
        # An id that two pages share is reported as a duplicate.
        if not given or any(
            owner is not None and page_id(owner.source) == page_id(page.source) for owner in owners
        ):
            continue
        message = f"the id '{page_id(page.source)}' was published for {given[0]}"
        fix = "choose an id that was never used"
        if None in owners:
            paths = ", ".join(address.strip("/") for address in given if address not in answers)
            fix = f"if it is the same page, write 'redirect_from: [{paths}]'; if not, {fix}"
        yield _finding(page, ("id",), message, fix, "changed-id")


def _is_retired(address: str) -> bool:
    return _kind_at(address) is RETIRED


def _kind_at(address: str) -> PageType | None:
    rule = path_rule(f"{address.strip('/')}.md")
    return rule.page_type if rule else None


def _finding(
    page: CheckedPage, field: tuple[str | int, ...], message: str, fix: str, rule: str = "wrong-move"
) -> Diagnostic:
    return Diagnostic(page.source.path, page.source.line_of(field), rule, message, fix)


def addresses_to_answer(pages: Mapping[str, CheckedPage], record: Permalinks | None) -> Iterator[str]:
    """Yield every address that a build must serve: all recorded pages, and the sections of the current ones.

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
