"""Finds fields that are not aligned with the fields around them."""

from __future__ import annotations

import re
from typing import NamedTuple

from contract.diagnostics import Finding

FIELD = re.compile(r"(?P<lead> *(?:- +)*)(?P<name>[A-Za-z_][\w-]*):(?P<space>[ \t]+|$)(?P<value>.*)")
BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?")


class Open(NamedTuple):
    """What later lines may be aligned with: a field (its name and value) or the '-' of a list."""

    column: int
    name: str
    value: str


def unreadable(line: int, message: str, fix: str) -> Finding:
    """Return a finding in YAML; the message is the second half of a sentence."""
    return Finding(line, "unreadable-front-matter", message, fix)


def wrong_indent(line: str, number: int, open_groups: list[Open]) -> Finding | None:
    """Find a field that is not aligned with those around it; record the line in `open_groups`."""
    field, item = FIELD.fullmatch(line), line.lstrip(" ").startswith("- ")
    column = len(line) - len(line.lstrip(" "))
    above = open_groups[-1] if open_groups else None
    slip = None
    if field and not item and above is not None:
        slip = _beside(Open(column, field["name"], field["value"]), above, open_groups, number)
    # A list may begin as far to the left as its own name, which then stays open.
    while open_groups and (
        open_groups[-1].column > column
        or (open_groups[-1].column == column and (not item or open_groups[-1].name == "-"))
    ):
        open_groups.pop()
    if item:
        open_groups.append(Open(column, "-", ""))
    if field:
        value = re.sub(r"^#.*", "", field["value"].strip())
        open_groups.append(Open(len(field["lead"]), field["name"], value))
    return slip


def _beside(here: Open, above: Open, open_groups: list[Open], number: int) -> Finding | None:  # noqa: PLR0911  (one for each mistake)
    if here.column > above.column:
        if not above.value or above.name == "-":
            return None
        reason = f"'{here.name}' is indented further than '{above.name}' above it"
        return unreadable(number, reason, f"begin both lines with {_spaces(above.column)}")
    if above.column and not above.value and here.column <= above.column and above.name != "-":
        reason = f"there is nothing below '{above.name}'"
        return unreadable(
            number, reason, f"if '{here.name}' belongs to it, begin the line with {above.column + 2} spaces"
        )
    beside = [one for one in open_groups if one.column == here.column]
    less = [one for one in open_groups if one.column < here.column][-1:]
    if above.name == "-" and beside and less:
        reason = f"'{here.name}' is inside the list above it, but is not one of its entries"
        return unreadable(number, reason, f"begin the line with {_spaces(less[0].column)}")
    if beside and all(one.name == "-" for one in beside):
        reason = f"'{here.name}' is not indented as far as '{above.name}' above it"
        return unreadable(number, reason, f"begin the line with {_spaces(above.column)}")
    if beside:
        return None
    more = [one for one in open_groups if one.column > here.column][:1]
    places = [f"{_spaces(one.column)} (below '{one.name}')" for one in [*more, *less] if one.name != "-"]
    reason = f"'{here.name}' is not aligned with any line above it"
    return unreadable(number, reason, f"begin the line with {' or '.join(places)}")


def _spaces(count: int) -> str:
    return {0: "no spaces", 1: "1 space"}.get(count, f"{count} spaces")
