"""Finds fields that are not indented far enough, so that they are beside the group that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args, get_origin

from contract.diagnostics import FieldFinding
from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading.plain_yaml import Path


def indent_slips(
    fields: Mapping[str, object], model: type[BaseModel], path: Path = ()
) -> Iterator[FieldFinding]:
    """Find the fields that belong to the group above them.

    Args:
        fields: the fields as they were read.
        model: the fields that belong there.
        path: the path of the group that contains them.
    """
    known = {name: _inside(field.annotation) for name, field in model.model_fields.items()}
    yield from _beside(fields, known, path)
    for name, value in fields.items():
        inner = known.get(name)
        if inner is None:
            continue
        kind, within = inner
        if kind is list and isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield from indent_slips(item, within, (*path, name, index))
        elif kind is dict and isinstance(value, dict):
            yield from _beside(
                value, dict.fromkeys(set(value) - set(within.model_fields), (None, within)), (*path, name)
            )
        elif kind is None and isinstance(value, dict):
            yield from indent_slips(value, within, (*path, name))


def _beside(
    fields: Mapping[str, object], groups: Mapping[str, tuple[type | None, type[BaseModel]] | None], path: Path
) -> Iterator[FieldFinding]:
    """Find runs of fields that are beside a group, but belong inside it."""
    group = ""
    lost: list[str] = []
    for name, value in [*fields.items(), ("", None)]:
        if name and name not in groups and group and _belongs(name, value, groups[group]):
            lost.append(name)
            continue
        if lost:
            yield _slip(path, group, lost)
            lost = []
        # A group that is empty, or that has only some of its fields below it.
        group = name if groups.get(name) and (value is None or isinstance(value, dict)) else ""


def _slip(path: Path, group: str, lost: list[str]) -> FieldFinding:
    words = (
        " and ".join(f"'{one}'" for one in lost) if len(lost) < 3 else f"'{lost[0]}' and the fields after it"
    )
    belongs, line = ("belongs", "line") if len(lost) == 1 else ("belong", "lines")
    message = f"{words} {belongs} to '{group}' above, and must be indented below it"
    fix = f"begin the {line} 2 spaces further to the right than '{group}'"
    explains = tuple((*path, one) for one in (group, *lost))
    return FieldFinding((*path, lost[0]), "unreadable-front-matter", message, fix, explains)


def _belongs(name: str, value: object, group: tuple[type | None, type[BaseModel]] | None) -> bool:
    if group is None:
        return False
    kind, within = group
    if kind is dict:
        return isinstance(value, dict) and bool(value) and set(value) <= set(within.model_fields)
    return name in within.model_fields


def _inside(annotation: object) -> tuple[type | None, type[BaseModel]] | None:
    """Return the model of the groups in a field, and whether it has one (None), a list or a dict of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return None, annotation
    origin = get_origin(annotation)
    for part in get_args(annotation):
        if (found := _inside(part)) is not None:
            return (origin, found[1]) if origin in {list, dict} else found
    return None
