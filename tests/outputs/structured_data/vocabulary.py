"""Holds nodes to the vocabulary of schema.org: known types, known properties, values of the right kind."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

VOCABULARY = Path(__file__).parent / "schema-org.tsv"
_NAMESPACE = "https://schema.org/"
_ADDRESS = re.compile(r"(?:https?://|\.{0,2}/|#)\S*|\.|[a-z0-9-]+(?:/\S*)?")
_DURATION = re.compile(r"P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?")


@dataclass
class Vocabulary:
    """What the file of facts says.

    Attributes:
        parents: the types right above each type.
        domains: the types that have a property.
        ranges: what a property may hold.
        members: the enumerations that a value belongs to.
    """

    parents: dict[str, list[str]] = field(default_factory=dict)
    domains: dict[str, set[str]] = field(default_factory=dict)
    ranges: dict[str, set[str]] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)

    def and_above(self, name: str) -> set[str]:
        """Give a type and all above it."""
        return {name}.union(*(self.and_above(parent) for parent in self.parents.get(name, ())))


def read_vocabulary() -> Vocabulary:
    """Read the file of facts."""
    found = Vocabulary()
    for line in VOCABULARY.read_text(encoding="utf-8").splitlines():
        kind, *parts = line.split("\t")
        if kind == "type":
            found.parents[parts[0]] = parts[1].split() if len(parts) > 1 else []
        elif kind == "property":
            found.domains[parts[0]], found.ranges[parts[0]] = set(parts[1].split()), set(parts[2].split())
        elif kind == "member":
            found.members[parts[0]] = set(parts[1].split())
    return found


def complaints(data: Any, vocabulary: Vocabulary) -> list[str]:
    """Say what is wrong with the data of a page, each fault once."""
    if data.get("@context") != "https://schema.org":
        return ["the data are not in the context of schema.org"]
    nodes = data["@graph"] if "@graph" in data else [{k: v for k, v in data.items() if k != "@context"}]
    named = {node["@id"]: types_of(node) for node in _all_nodes(nodes) if "@type" in node and "@id" in node}
    return [told for node in nodes for told in _of_node(node, vocabulary, named)]


def types_of(node: dict[str, Any]) -> list[str]:
    """Give the types of a node."""
    given = node.get("@type", [])
    return given if isinstance(given, list) else [given]


def _all_nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _all_nodes(inner)


def _of_node(node: dict[str, Any], vocabulary: Vocabulary, named: dict[str, list[str]]) -> Iterator[str]:
    types = types_of(node)
    yield from (f"there is no type {name}" for name in types if name not in vocabulary.parents)
    above = set().union(*map(vocabulary.and_above, types)) if types else set()
    for name, given in node.items():
        if name.startswith("@"):
            continue
        if name not in vocabulary.domains:
            yield f"there is no property {name}"
        elif not vocabulary.domains[name] & above:
            yield f"{' and '.join(types)} has no property {name}"
        else:
            for value in given if isinstance(given, list) else [given]:
                if not _fits(value, vocabulary.ranges[name], vocabulary, named):
                    yield f"{name} cannot hold {value!r}"
                if isinstance(value, dict) and "@type" in value:
                    yield from _of_node(value, vocabulary, named)


def _fits(value: Any, ranges: set[str], vocabulary: Vocabulary, named: dict[str, list[str]]) -> bool:
    """Whether a property may hold a value; schema.org takes a whole number for a number."""
    if isinstance(value, dict):
        types = types_of(value) or named.get(value.get("@id", ""), [])
        return any(vocabulary.and_above(name) & ranges for name in types)
    if isinstance(value, str):
        return bool(value.strip()) and _text_fits(value, ranges, vocabulary)
    return type(value) is int and bool(ranges & {"Number", "Integer"})


def _text_fits(value: str, ranges: set[str], vocabulary: Vocabulary) -> bool:
    """Whether a property may hold a text: as such, or as an address, a day, a time or a member of a list."""
    if value.startswith(_NAMESPACE):
        enumerations = vocabulary.members.get(value.removeprefix(_NAMESPACE), set())
        return any(vocabulary.and_above(name) & ranges for name in enumerations)
    return (
        "Text" in ranges
        or ("URL" in ranges and bool(_ADDRESS.fullmatch(value)))
        or ("Duration" in ranges and bool(_DURATION.fullmatch(value)))
        or ("Date" in ranges and _is_date(value))
    )


def _is_date(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
