"""Explains the rules, the kinds of page and the whole contract to editors, from the data alone."""

from __future__ import annotations

import difflib
import textwrap
from typing import TYPE_CHECKING

from contract.annotations import choices_in, model_in
from contract.markers import MARKERS
from contract.needed_fields import is_needed
from contract.page_types import PATHS
from contract.rules import RULES
from contract.section import Holds, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from contract.page_types import PageType
    from contract.section import Section

_HEAD = """\
# The page contract

What every page must contain, and the rules that the check enforces. `make contract` generates this file
from `hooks/contract/`; make changes there.
"""


def explain_rule(word: str) -> str | None:
    """Return an explanation of the rule with this code or name, or None if there is no such rule."""
    for rule in RULES:
        if word.strip().casefold() in {rule.code.casefold(), rule.name}:
            return "\n\n".join(
                [f"{rule.name} ({rule.code})", *map(_wrapped, (rule.what, f"Why: {rule.why}"))]
            )
    return None


def nearest_rules(word: str) -> list[str]:
    """Return the rule names and codes that are most similar to a word."""
    known = [rule.name for rule in RULES] + [rule.code for rule in RULES]
    return difflib.get_close_matches(word.casefold(), known, n=3, cutoff=0.4)


def contract_as_markdown() -> str:
    """Return the whole contract as a Markdown document."""
    return "\n".join([_HEAD, *_kinds(), *_markers(), *_rules()]).rstrip("\n") + "\n"


def page_types() -> list[PageType]:
    """Return every kind of page in the order of `PATHS`, those with fixed sections first."""
    kinds = dict.fromkeys(rule.page_type for rule in PATHS)
    return sorted(kinds, key=lambda kind: not kind.sections)


def _kinds() -> Iterator[str]:
    for kind in page_types():
        yield f"## {kind.name.capitalize()}"
        yield ""
        paths = ", ".join(f"`docs/{rule.pattern}`" for rule in PATHS if rule.page_type is kind)
        yield f"Files: {paths}."
        yield ""
        for rule in (rule for rule in PATHS if rule.page_type is kind and (rule.headings or rule.markers)):
            kept = [f"'{title}'" for title in rule.headings] + [f"`{{{{ {n} }}}}`" for n in rule.markers]
            yield f"`docs/{rule.pattern}` must keep {', '.join(kept)}, because other pages rely on it."
            yield ""
        if kind.sections:
            yield from _header("Section", "What it contains", "On the print sheet", "Why")
            for section in kind.sections:
                printed = section.printed.value if kind.one_sheet else "whole"
                yield f"| {section.title} | {_content(section)} | {printed} | {section.why} |"
            yield ""
        if kind.front_matter is not None:
            yield from _header("Field", "Required", "What to write")
            yield from _fields(kind.front_matter, "")
            yield ""
    for limits in dict.fromkeys(rule.reading for rule in PATHS):
        patterns = ", ".join(f"`{rule.pattern}`" for rule in PATHS if rule.reading == limits)
        yield (
            f"Reading limits for {patterns}: school grade {limits.grade:g}, "
            f"{limits.sentence_words} words in a sentence, {limits.step_words} in a sentence of a step, "
            f"{limits.list_items} items in a list"
            + ("; avoid the words in `docs/_data/words.yml`." if limits.plain_words else ".")
        )
        yield ""


def _header(*columns: str) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"| {' | '.join(['---'] * len(columns))} |"


def _content(section: Section) -> str:
    parts = []
    if section.holds is not Holds.DATA:
        parts.append("your text" if section.shape is Shape.FREE else f"your text, with {section.shape.value}")
    parts += [f"`{{{{ {name} }}}}`" for name in section.markers]
    return ", ".join(parts) + ("" if section.sourced else " (needs no source of its own)")


def _fields(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        needed = "yes" if is_needed(model, name) else "no"
        example = f" Example: `{field.examples[0]}`." if field.examples else ""
        allowed = allowed_values(field.annotation)
        yield f"| `{prefix}{name}` | {needed} | {field.description}{allowed}{example} |"
        inner = model_in(field.annotation)
        if inner is not None:
            yield from _fields(inner, f"{prefix}{name}.")


def allowed_values(annotation: object) -> str:
    """Return a sentence that lists the values a field may have, or an empty string if any value may do."""
    choices = () if model_in(annotation) else choices_in(annotation)
    return f" One of: {', '.join(choices)}." if choices else ""


def _markers() -> Iterator[str]:
    yield "## Markers"
    yield ""
    yield "Write a marker on a line of its own, at the left margin. The build replaces it with what it shows."
    yield ""
    yield from _header("Marker", "Shows", "Kinds of page")
    for marker in MARKERS:
        on = ", ".join(marker.page_types) or "all"
        yield f"| `{{{{ {marker.name} }}}}` | {marker.shows} | {on} |"
    yield ""


def _rules() -> Iterator[str]:
    yield "## Rules"
    yield ""
    yield from _header("Code", "Rule", "What it finds")
    for rule in RULES:
        yield f"| {rule.code} | {rule.name} | {'(notice only) ' if rule.notice else ''}{rule.what} |"
    yield ""


def _wrapped(text: str) -> str:
    return textwrap.fill(text, width=88)
