"""What the annotation of a field says about its values."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the group of fields in an annotation; lists, mappings and optional values are looked through."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := model_in(part)) is not None), None)


def choices_in(annotation: Any) -> tuple[str, ...]:
    """Return the values that a field allows; empty if it allows any text."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for part in get_args(annotation) if (found := choices_in(part))), ())
