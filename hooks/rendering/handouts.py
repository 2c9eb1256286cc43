"""The handouts for patients: every page with its address, its QR code to download and its print sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checks.page import path_rule
from contract.fields import Exercise
from contract.page_types import PARTIAL
from reading.permalinks import anchors, page_address

from rendering.addresses import address_between, address_of_file

if TYPE_CHECKING:
    from checks.site import Report

# Below the site's address, beside the page that lists them.
FOLDER = "clinicians"
TABLE = f"{FOLDER}/hand-outs.csv"
# The order in which a clinician looks for them.
KINDS = ("exercise", "routine", "condition", "guide")


class Handout(NamedTuple):
    """A page that can be given to a patient.

    Attributes:
        path: its file below the docs folder.
        title: its title.
        kind: its kind of page.
        address: its address below the site's, without a leading slash.
        summary: what it is for.
        code: the address of its QR code below the site's, without `.svg` or `.png`.
        sections: the heading and the anchor of each section that its kind of page always has, and of each
            version of a stretch, in the order of the page.
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


def handouts(report: Report) -> list[Handout]:
    """Return every page of the navigation, sorted by kind (stretches first) and then by address."""
    found = []
    for path, page in report.pages.items():
        rule, facts = path_rule(path), page.front_matter
        if rule is None or facts is None or page.page_type is PARTIAL or not rule.in_navigation:
            continue
        address = page_address(path).removeprefix("/")
        versions = [version.name for version in facts.versions] if isinstance(facts, Exercise) else []
        handout = Handout(
            path=path,
            title=facts.title,
            kind=page.page_type.name,
            address=address,
            summary=facts.summary,
            code=code_place(address),
            sections=tuple(
                (heading.text, anchor)
                for heading, anchor in zip(page.source.headings, anchors(page.source.headings), strict=True)
                if (heading.level == 2 and page.page_type.sections) or heading.text in versions
            ),
            reviewed=facts.reviewed.isoformat(),
            next_review=facts.next_review.isoformat(),
        )
        found.append(handout)
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.address))


def handout_list(path: str, report: Report) -> dict[str, object]:
    """Return the pages by their kind, with addresses as seen from the page with this path."""
    listed = handouts(report)
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


def code_place(address: str) -> str:
    """Return the address of the QR code for an address, without its extension."""
    return f"{FOLDER}/qr/{address.strip('/').replace('/', '-') or 'home'}"
