"""What can be given to a patient: every page with its address, its code to download and its printed sheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from checks.page import path_rule
from contract.page_types import PARTIAL
from reading.permalinks import anchors, moved_from, page_address
from rendering.addresses import address_between, address_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.site import Report

# Below the site's address, beside the page that lists them.
FOLDER = "clinicians"
TABLE = f"{FOLDER}/hand-outs.csv"
# The order in which a clinician looks for them.
KINDS = ("exercise", "routine", "condition", "guide")
_FIRST_LINE = ("title", "kind", "address", "summary", "qr_svg", "qr_png", "reviewed", "next_review")


class HandOut(NamedTuple):
    """A page that can be given to somebody.

    Attributes:
        path: its file below the docs folder.
        title: its name.
        kind: its kind of page.
        address: where it lies below the site's address, with no slash in front.
        summary: what it is for.
        code: where its QR code lies below the site's address, without `.svg` or `.png`.
        sections: heading and anchor of each section that its kind of page always has.
        reviewed, next_review: days, as `YYYY-MM-DD`.
    """

    path: str
    title: str
    kind: str
    address: str
    summary: str
    code: str
    sections: tuple[tuple[str, str], ...]
    reviewed: str
    next_review: str


def hand_outs(report: Report) -> list[HandOut]:
    """Give every page that the list of pages names: stretches first, then in the order of their paths."""
    found = []
    for path, page in report.pages.items():
        rule, facts = path_rule(path), page.front_matter
        if rule is None or facts is None or page.page_type is PARTIAL or not rule.in_navigation:
            continue
        address = page_address(path).removeprefix("/")
        hand_out = HandOut(
            path=path,
            title=facts.title,
            kind=page.page_type.name,
            address=address,
            summary=facts.summary,
            code=_code(address),
            sections=tuple(
                (heading.text, anchor)
                for heading, anchor in zip(page.source.headings, anchors(page.source.headings), strict=True)
                if heading.level == 2 and page.page_type.sections
            ),
            reviewed=facts.reviewed.isoformat(),
            next_review=facts.next_review.isoformat(),
        )
        found.append(hand_out)
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.address))


def hand_out_list(path: str, report: Report) -> dict[str, object]:
    """Give the pages by their kind, with addresses as seen from the page with this path."""
    listed = hand_outs(report)
    return {
        "table": address_of_file(path, TABLE),
        "kinds": [
            {
                "name": kind,
                "pages": [
                    {
                        "title": each.title,
                        "address": each.address,
                        "link": address_between(path, each.path),
                        "code": address_of_file(path, each.code),
                        "sections": each.sections,
                    }
                    for each in listed
                    if each.kind == kind
                ],
            }
            for kind in KINDS
        ],
    }


def codes(report: Report) -> Iterator[tuple[str, str]]:
    """Give the place of every QR code, without its ending, and the address below the site's that it holds.

    Somebody may have put the place of a code into another system, so that it stays when its page has moved or
    is not shown any more.
    """
    for each in hand_outs(report):
        yield each.code, each.address
    for path, page in report.pages.items():
        for old in moved_from(page.source) if page.page_type is not PARTIAL else ():
            yield _code(old.strip("/")), page_address(path).removeprefix("/")


def _code(address: str) -> str:
    return f"{FOLDER}/qr/{address.strip('/').replace('/', '-') or 'home'}"


def as_csv(listed: list[HandOut], site_url: str) -> str:
    """Give the list as a table for record systems (CSV as in RFC 4180).

    Args:
        listed: the pages.
        site_url: the site's address with a slash at its end; without it addresses begin with a slash, and
            there are no codes.
    """
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_FIRST_LINE)
    for each in listed:
        codes = [f"{site_url}{each.code}.{kind}" if site_url else "" for kind in ("svg", "png")]
        address = (site_url or "/") + each.address
        table.writerow(
            [each.title, each.kind, address, each.summary, *codes, each.reviewed, each.next_review]
        )
    return text.getvalue()
