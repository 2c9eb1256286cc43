"""Finds what the data of a page say and the page does not show.

Every string and every number is looked for on the page, in the place where a reader finds that kind of fact.
Three things are said in other words on a page, and are translated here: days, amounts of time, and addresses.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin

from tests.outputs.structured_data.vocabulary import types_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.outputs.structured_data.shown_page import ShownPage

# The label under which a reader finds a fact.
LABELS = {
    "alternateName": "Also called",
    "bodyLocation": "Feel a mild pull in",
    "tool": "You need",
    "creditText": "Written by",
}
DAYS = {
    "datePublished": "First written",
    "lastReviewed": "Last reviewed",
    "dateModified": "What changed",
}
# What stands for an address of somebody else, in the words of the page.
IN_WORDS = {
    "https://creativecommons.org/licenses/by/4.0/": "Text and drawings under CC BY 4.0",
    "https://schema.org/Flexibility": "stretch",
}
ORDERS = {"do not": "do not do it", "ask first": "ask first", "change": "do it like this"}
CAUTION = re.compile(r"If (?P<who>.+?): (?P<level>do not|ask first|change)\.(?: (?P<advice>.+))?")


@dataclass(frozen=True)
class BuiltData:
    """The data of a built page, and what they are compared with.

    Attributes:
        address: where the page lies, as its own addresses are resolved.
        page: what it shows.
        site: the folder of the site.
        home: the address of that folder.
        read: gives another page of the site.
    """

    address: str
    page: ShownPage
    site: Path
    home: str
    read: Callable[[Path], ShownPage]


def unshown(data: Any, built: BuiltData) -> list[str]:
    """List what is said and not shown, as `property: value`."""
    nodes = data.get("@graph", [data])
    return [told for node in nodes for told in _of_node(node, None, built)]


def _of_node(node: dict[str, Any], above: dict[str, Any] | None, built: BuiltData) -> Iterator[str]:
    for name, given in node.items():
        if name in {"@type", "@context"}:
            continue
        for value in given if isinstance(given, list) else [given]:
            if isinstance(value, dict) and not _is_amount(value):
                yield from _of_node(value, node, built)
            elif not _is_shown(name, value, node, above, built):
                yield f"{name}: {value}"


def _is_amount(value: Any) -> bool:
    return isinstance(value, dict) and types_of(value) == ["QuantitativeValue"]


def _is_shown(
    name: str, value: Any, node: dict[str, Any], above: dict[str, Any] | None, built: BuiltData
) -> bool:
    page = built.page
    if name == "position":
        return _stands_at(value, node, above, page)
    if (special := _SPECIAL.get(name)) is not None:
        return special(value, node, built)
    if above is None and name in DAYS:
        return any(_in_words(value) in shown for shown in page.facts[DAYS[name]])
    if above is None and name in LABELS:
        return any(value in shown for shown in page.facts.get(LABELS[name], ()))
    words = IN_WORDS.get(value, value) if isinstance(value, str) else None
    return words is not None and words.rstrip(".").casefold() in page.text.casefold()


def _leads_somewhere(value: str, node: dict[str, Any], built: BuiltData) -> bool:
    """Whether an address leads to a page, a section or a picture of the site, or to a linked source."""
    address, anchor = urldefrag(urljoin(built.address, value))
    if not address.startswith(built.home):
        return types_of(node) == ["CreativeWork"] and value in built.page.links
    path = built.site / address.removeprefix(built.home)
    if address.endswith("/"):
        page = built.read(path / "index.html") if (path / "index.html").is_file() else None
        return page is not None and (not anchor or anchor in page.ids)
    return types_of(node) == ["ImageObject"] and path.is_file() and path.read_bytes()[1:4] == b"PNG"


def _in_words(day: str) -> str:
    date = dt.date.fromisoformat(day)
    return f"{date:%B} {date.day}, {date.year}"


def _stands_at(value: int, node: dict[str, Any], above: dict[str, Any] | None, page: ShownPage) -> bool:
    if types_of(node) == ["HowToSection"]:
        anchor = urldefrag(node["url"])[1]
        return page.headings[value - 1] == (anchor, node["name"])
    assert above is not None
    steps = page.steps[urldefrag(above["url"])[1]]
    return steps[value - 1] == node["text"] and len(steps) == len(above["itemListElement"])


def _is_held(value: Any, _node: dict[str, Any], built: BuiltData) -> bool:
    if isinstance(value, dict) and value["unitCode"] != "SEC":
        return False
    low, high = _numbers(int(value.removeprefix("PT").removesuffix("S")) if isinstance(value, str) else value)
    amount = f"{_range(low, high)} second"
    if low % 60 == high % 60 == 0:
        amount = f"{_range(low // 60, high // 60)} minute"
    return any(re.search(rf"hold {amount}s?,", dose) for dose in built.page.doses)


def _is_repeated(value: Any, node: dict[str, Any], built: BuiltData) -> bool:
    """Whether the dose names the repeats; what is done once is not said to be."""
    low, high = _numbers(value)
    # Behind the repeats stands how often a day, which may be a number of times as well.
    how_much = [dose.removesuffix(f", {node['activityFrequency']}") for dose in built.page.doses]
    if high == 1:
        return not any("times" in dose for dose in how_much)
    return any(re.search(rf"(?:, |: |of ){_range(low, high)} times", dose) for dose in how_much)


def _is_as_often(value: str, _node: dict[str, Any], built: BuiltData) -> bool:
    return any(dose.endswith(f", {value}") for dose in built.page.doses)


def _is_added(value: str, _node: dict[str, Any], built: BuiltData) -> bool:
    label, _, told = value.partition(": ")
    if label == "sets":
        return any(f"{told} sets of" in dose for dose in built.page.doses)
    return told.casefold() in built.page.text.casefold()  # under a label of the page's own


def _is_language(value: str, _node: dict[str, Any], built: BuiltData) -> bool:
    return value == built.page.language


def _numbers(value: Any) -> tuple[int, int]:
    return (value["minValue"], value["maxValue"]) if isinstance(value, dict) else (value, value)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _warns(value: str, node: dict[str, Any], built: BuiltData) -> bool:
    """Whether the page warns the same people in the same way."""
    found = CAUTION.fullmatch(value)
    if found is None:
        return False
    who, level, advice = found["who"], found["level"], found["advice"]
    if node["name"] == built.page.title:
        return (f"{who}. {advice}" if advice else who) in built.page.cautions.get(level, ())
    # A routine names each group of people once, with what each stretch means for it.
    order = re.compile(r"([^.:]+)" + re.escape(f": {ORDERS[level]}." + (f" {advice}" if advice else "")))
    items = [item for items in built.page.cautions.values() for item in items if item.startswith(f"{who}. ")]
    return any(
        node["name"].casefold() in stretches.casefold() for item in items for stretches in order.findall(item)
    )


_SPECIAL: dict[str, Callable[[Any, dict[str, Any], BuiltData], bool]] = {
    "@id": _leads_somewhere,
    "url": _leads_somewhere,
    "inLanguage": _is_language,
    "activityDuration": _is_held,
    "activityFrequency": _is_as_often,
    "repetitions": _is_repeated,
    "additionalVariable": _is_added,
    "contraindication": _warns,
}
