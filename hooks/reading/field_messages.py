"""Turns pydantic's errors into sentences that editors understand."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from contract.annotations import choices_in, model_in
from contract.diagnostics import FieldFinding, shortened

from reading.yaml_slips import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails


_Place = tuple[str | int, ...]

# Characters that people use as bullets of a list; one in the middle of a line has spaces around it.
_BULLET = re.compile(r"(?:^|(?<=\s))[-–—•*·](?:\s+|$)")
_LIKENESS = 0.6
_LONGEST_WORD = 60
_MOST_GUESSES = 100


def explain_errors(error: ValidationError, model: type[BaseModel] | None) -> Iterator[FieldFinding]:
    """Explain every error of a validation, in the order of the fields."""
    details = error.errors(include_url=False)
    missing = {detail["loc"] for detail in details if detail["type"] == "missing"}
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    meant = dict(_misspelled(unknown, missing))
    for detail in details:
        if detail["type"] == "missing" and detail["loc"] in meant.values():
            continue  # reported once, as a misspelled field
        if detail["type"] == "default_factory_not_called":
            continue  # the field that it depends on is wrong, and has an error of its own
        if detail["loc"][:1] == ("cautions",) and detail["loc"][-1] == "[key]":
            continue  # no such group of people: another rule reports it
        path = tuple(part for part in detail["loc"] if part != "[key]")
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        if detail["type"] == "missing":
            yield _missing(path, where, model)
        elif detail["type"] == "extra_forbidden":
            yield _unknown(path, where, model, meant.get(detail["loc"]))
        else:
            fix = _as_typed(path, detail, model) or _what_belongs_here(path, model)
            yield FieldFinding(path, "invalid-field", f"'{where}' {_wrong(detail)}", fix)


def _what_belongs_here(path: _Place, model: type[BaseModel] | None) -> str:
    description = _description(path, model)
    return f"what belongs here: {description}" if description else "look at the same field on another page"


def _as_typed(path: _Place, detail: ErrorDetails, model: type[BaseModel] | None) -> str:
    """Return how to type a value correctly, or an empty string if that is not clear."""
    value, name = detail["input"], path[-1] if path else ""
    if detail["type"] == "list_type" and isinstance(value, str):
        return _list_as_typed(str(name), value, _choices(path, model))
    if detail["type"] == "list_type" and isinstance(value, dict) and value:
        return f"write '- ' in front of '{next(iter(value))}', and indent the rest of it by 2 more spaces"
    within = _model_at(path, model)
    is_entry = within is not None and "level" in within.model_fields and path[-2:-1] == ("cautions",)
    if is_entry and not isinstance(value, dict):
        if value is None:
            return "write 'level:' below it, indented; if you delete it instead, these people must ask first"
        return f"write '{name}: {{level: {value}}}', with ', advice: …' after the level unless it is fine"
    if detail["type"] == "string_type" and isinstance(value, dict) and len(value) == 1:
        ((before, after),) = value.items()
        lead = "- " if isinstance(name, int) else f"{name}: "
        return f"a colon makes it a field; put all of it in quotes: {lead}{quoted(f'{before}: {after}')}"
    return ""


def _list_as_typed(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value.casefold() in {"none", "nothing", "no"}:
        return f"write '{name}: []' for an empty list"
    entries = [entry.strip() for entry in _BULLET.split(value) if entry.strip()]
    if len(entries) == 1:
        entries = [entry.strip() for entry in entries[0].split(",")]
    if choices and not set(entries) <= set(choices):
        return f"write one or more of these in square brackets: {', '.join(choices)}"
    if all(re.fullmatch(r"[\w ()'/-]+", entry) for entry in entries):
        return f"write '{name}: [{', '.join(entries)}]'"
    return ""


def _choices(path: _Place, model: type[BaseModel] | None) -> tuple[str, ...]:
    """Return the values that a field allows, or an empty tuple if it allows any text."""
    around = _model_at(path[:-1], model)
    field = around.model_fields.get(str(path[-1])) if around and path else None
    return choices_in(field.annotation) if field else ()


def _missing(path: tuple[str | int, ...], where: str, model: type[BaseModel] | None) -> FieldFinding:
    description = _description(path, model)
    return FieldFinding(
        path,
        "missing-field",
        f"no field '{where}'",
        f"add '{path[-1]}:'" + (f" ({description})" if description else ""),
    )


def _misspelled(unknown: list[_Place], missing: set[_Place]) -> Iterator[tuple[_Place, _Place]]:
    """Pair each unknown field with the missing one beside it that it was most likely meant to be."""
    left = set(missing)
    for place in unknown[:_MOST_GUESSES]:
        beside = {str(other[-1]): other for other in left if other[:-1] == place[:-1]}
        for name in difflib.get_close_matches(str(place[-1]), sorted(beside), n=1, cutoff=_LIKENESS):
            left.remove(beside[name])
            yield place, beside[name]


def _unknown(
    path: _Place,
    where: str,
    model: type[BaseModel] | None,
    meant: _Place | None,
) -> FieldFinding:
    around = _model_at(path[:-1], model)
    known = list(around.model_fields) if around else []
    near = difflib.get_close_matches(str(path[-1])[:_LONGEST_WORD], known, n=1, cutoff=_LIKENESS)
    near = [str(meant[-1])] if meant else near
    fix = f"did you mean '{near[0]}'?" if near else "delete it"
    if " " in str(path[-1]):
        fix = "inside braces, a comma ends the text; put the whole text in quotes"
    elif not near and known:
        fix = f"the fields here are {', '.join(known)}"
    return FieldFinding(path, "unknown-field", f"'{where}' is not a field here", fix)


def _wrong(detail: ErrorDetails) -> str:  # noqa: PLR0911  (one sentence for each kind of error)
    kind = detail["type"]
    context = detail.get("ctx", {})
    value = detail["input"]
    if value is None:
        return "is empty"
    if kind == "value_error" and isinstance(value, (dict, list)):
        return f"is not complete: {context['error']}"
    if kind == "string_pattern_mismatch" and context["pattern"] in _PATTERNS:
        return f"cannot be {_shown(value)}: write {_PATTERNS[context['pattern']]}"
    if kind in {"too_short", "too_long"}:
        number = context["min_length" if kind == "too_short" else "max_length"]
        bound = "least" if kind == "too_short" else "most"
        return f"needs at {bound} {number} {'entry' if number == 1 else 'entries'}"
    if kind == "value_error":
        return f"cannot be {_shown(value)}: {context['error']}"
    if kind == "literal_error":
        return f"cannot be {_shown(value)}: write {_alternatives(str(context['expected']), value)}"
    if kind in _PLAIN:
        return _PLAIN[kind].format(
            shown=_shown(value),
            in_quotes="" if isinstance(value, dict | list) else "; put it in quotes",
            **context,
        )
    return f"cannot be {_shown(value)}"


# The patterns that a text may have to match, in words.
_PATTERNS = {
    r"^[a-z][a-z0-9-]*$": "lowercase letters, digits and hyphens, beginning with a letter",
    r"^[a-z]{2,3}$": "two or three lowercase letters",
    r"^[a-z0-9_][a-z0-9_-]*$": "an anchor in lowercase letters, digits, hyphens and underscores, without '#'",
    r"^[a-z0-9-]+(/[a-z0-9-]+)*$": "a path without '.md' or slashes at its ends, such as stretches/cat",
    r"^https?://\S+$": "an address that begins with https://",
    r"^F[0-9]{2}$": "a capital F and two digits",
    r"^/(?:[a-z0-9-]+/)*$": "an address within the site, with a slash at both ends, such as /sciatica/",
    r"^[a-z]+(?: [a-z]+)*$": "lowercase words without accents, with one space between them",
}

_PLAIN = {
    "string_type": "must be text, not {shown}{in_quotes}",
    "bool_type": "must be true or false, not {shown}",
    "int_type": "must be a whole number, not {shown}",
    "list_type": "must be a list: entries in square brackets, or each on a line of its own after '- '",
    "dict_type": "must contain fields of its own, not {shown}",
    "model_type": "must contain fields of its own, not {shown}",
    "string_too_long": "is longer than {max_length} characters",
    "string_too_short": "is empty or too short: the shortest allowed length is {min_length}",
    "string_pattern_mismatch": "cannot be {shown}: it must look like {pattern}",
    "greater_than_equal": "cannot be {shown}: it must be at least {ge}",
    "less_than_equal": "cannot be {shown}: it must be at most {le}",
}


def _shown(value: object) -> str:
    if isinstance(value, (dict, list)):
        return "a list" if isinstance(value, list) else "a group of fields"
    if isinstance(value, bool):
        return f"'{str(value).lower()}' (yes, no, on and off count as true and false)"
    return f"'{shortened(str(value))}'"


def _alternatives(expected: str, value: object) -> str:
    words = [word.strip("'") for word in expected.replace(" or ", ", ").split("', '")]
    words = [word.strip(" '") for word in words]
    near = [word for word in words if str(value).casefold() in word]
    near = near or difflib.get_close_matches(str(value), words, n=1, cutoff=0.6)
    meant = " or ".join(f"'{word}'" for word in near[:2])
    return f"{expected}" + (f" (did you mean {meant}?)" if near else "")


def _description(path: tuple[str | int, ...], model: type[BaseModel] | None) -> str:
    around = _model_at(path[:-1], model)
    name = path[-1] if path else None
    if around is None or not isinstance(name, str):
        around, name = _model_at(path[:-2], model), path[-2] if len(path) > 1 else None
    if around is None or not isinstance(name, str) or name not in around.model_fields:
        return ""
    field = around.model_fields[name]
    example = f", for example '{field.examples[0]}'" if field.examples else ""
    description = (field.description or "").rstrip(".")
    return description[:1].lower() + description[1:] + example


def _model_at(path: tuple[str | int, ...], model: type[BaseModel] | None) -> type[BaseModel] | None:
    """Return the group of fields at a path; lists, mappings and optional values are looked through."""
    for part in path:
        if model is None:
            return None
        if isinstance(part, str) and part in model.model_fields:
            model = model_in(model.model_fields[part].annotation)
        # a list's index or a mapping's key leads to the model that was already found
    return model
