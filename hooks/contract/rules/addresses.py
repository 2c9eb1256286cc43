"""Rules about addresses, which are kept forever."""

from __future__ import annotations

from contract.rules.rule import Rule

ADDRESSES: tuple[Rule, ...] = (
    Rule(
        "P501",
        "lost-address",
        "A published page or section no longer exists, and nothing redirects readers from its address.",
        "The address is printed on paper, stored in record systems and sent in messages, and is "
        "opened years later.",
    ),
    Rule(
        "P502",
        "unrecorded-address",
        "A page has addresses that are not in docs/_data/permalinks.yml yet. This is reported only "
        "when nothing else is wrong with the page.",
        "An address that is not recorded is not missed when it gets lost. Once it is recorded it is "
        "kept forever, so the name should be right by then.",
    ),
    Rule(
        "P503",
        "changed-id",
        "A page's id is not the one it has always had, or was assigned to another page.",
        "An id means one stretch forever.",
    ),
    Rule(
        "P504",
        "shortened-record",
        "docs/_data/permalinks.yml is missing a line that it has on the main branch.",
        "The record of addresses only ever grows; without the line, an address could get lost unnoticed.",
    ),
    # P505 was unknown-history, which is now a line of the report.
)
