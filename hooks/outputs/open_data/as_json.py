"""Turns the file and its schema into JSON whose versions are easy to compare."""

from __future__ import annotations

import json
from typing import Any

from outputs.open_data.file_format import FORMAT_VERSION, ExercisesFile


def file_as_json(file: ExercisesFile) -> str:
    """Return the file as JSON, in the order of the models; the same data always produce the same text."""
    return file.model_dump_json(by_alias=True, indent=2) + "\n"


def schema_as_json(address: str) -> str:
    """Return the JSON Schema (draft 2020-12) of the file."""
    schema = ExercisesFile.model_json_schema(by_alias=True, mode="serialization")
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "version": FORMAT_VERSION,
        **_without_titles(schema),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _without_titles(schema: Any) -> Any:
    """Leave out the titles that pydantic derives from field names; a field named `title` is a dict."""
    if isinstance(schema, dict):
        return {
            key: _without_titles(value)
            for key, value in schema.items()
            if key != "title" or not isinstance(value, str)
        }
    return [_without_titles(value) for value in schema] if isinstance(schema, list) else schema
