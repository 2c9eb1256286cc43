"""Rules about addresses, which are kept for ever."""

from __future__ import annotations

from contract.rules.rule import Rule

ADDRESSES: tuple[Rule, ...] = (
    Rule(
        "P501",
        "lost-address",
        "A page or a section that was published is not there any more, and nothing leads on from it.",
        "It stands on paper, in record systems and in messages, and is opened years later.",
    ),
    Rule(
        "P502",
        "unrecorded-address",
        "A page has addresses that docs/_data/permalinks.yml does not hold yet. It is told when nothing else "
        "is wrong with the page.",
        "What is not recorded is not missed when it gets lost. An address is kept for ever once it is "
        "recorded, so that a name should be right by then.",
    ),
    Rule(
        "P503",
        "changed-id",
        "A page has another id than it always had, or one that was given to another page.",
        "An id means one stretch for ever.",
    ),
    Rule(
        "P504",
        "shortened-record",
        "docs/_data/permalinks.yml lacks a line that it has on the main branch.",
        "The record of addresses only grows; without the line, an address could get lost without a word.",
    ),
    # P505 was unknown-history, which is a line of the report now.
)
