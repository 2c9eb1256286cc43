"""Writes a new page from the same data that the check reads. Its TODOs keep it from being published."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_origin

from contract.annotations import model_in
from contract.explain import allowed_values, page_types
from contract.fields import SourceUse
from contract.needed_fields import is_needed
from contract.page_names import is_page_name, why_no_page_name
from contract.page_types import PATHS, PageType
from contract.section import Holds, Section, Shape
from reading.permalinks import redirect_from
from reading.source_page import read_page
from reading.text_file import read_text

from outputs.new_ids import propose_id, used_ids

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from checks.data.registers import Registers
    from contract.cautions import PatientGroup
    from pydantic import BaseModel


class CannotWriteError(Exception):
    """The page cannot be written; the message says why and what to do."""


def write_new_page(docs: Path, kind_and_name: str, today: dt.date, registers: Registers) -> Path:
    """Write a page with the sections of its kind and every field that must be filled in.

    Args:
        docs: the docs folder.
        kind_and_name: for example `exercise/heel-slide`.
        today: the day that is written into its dates.
        registers: the data files, for the groups of people in cautions and the ids that are taken.

    Returns:
        The new file.

    Raises:
        CannotWriteError: The kind is unknown, the name is not allowed, or the page already exists.
    """
    kind_name, _, name = kind_and_name.partition("/")
    kinds = {kind.name: kind for kind in page_types()}
    kind = kinds.get(kind_name)
    if kind is None or kind.front_matter is None:
        known = ", ".join(k.name for k in kinds.values() if k.front_matter is not None)
        message = f"there is no kind of page '{kind_name}'; choose one of: {known}"
        raise CannotWriteError(message)
    if not is_page_name(name):
        raise CannotWriteError("; ".join(why_no_page_name(name)))
    path = docs / _path_for(kind, name)
    if path.exists():
        message = f"{path} already exists"
        raise CannotWriteError(message)
    if moved_to := _moved_to(docs, _path_for(kind, name)):
        message = f"{moved_to} had this name before, and its old address redirects there; choose another name"
        raise CannotWriteError(message)
    path.parent.mkdir(parents=True, exist_ok=True)
    page_id = propose_id(name, used_ids(docs, registers.permalinks))
    text = new_page(kind, name, today, registers.caution_groups or {}, page_id)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _moved_to(docs: Path, path: str) -> Path | None:
    """Return the page that was moved away from a path, or None."""
    old = f"/{path.removesuffix('.md')}/"
    for file in sorted(docs.rglob("*.md")):
        text = read_text(file)
        page = read_page(file.relative_to(docs).as_posix(), text) if text else None
        if page is not None and old in redirect_from(page):
            return file
    return None


def _path_for(kind: PageType, name: str) -> str:
    for rule in PATHS:
        if rule.page_type is kind and rule.pattern in _own_patterns(name):
            return rule.pattern
    for rule in PATHS:
        if rule.page_type is kind and "*" in rule.pattern:
            return rule.pattern.replace("*", name)
    message = (
        f"a page of the kind '{kind.name}' first needs a line of its own: "
        f'PathRule("{name}.md", …) in PATHS in hooks/contract/page_types.py'
    )
    raise CannotWriteError(message)


def new_page(
    kind: PageType,
    name: str,
    today: dt.date,
    caution_groups: Mapping[str, PatientGroup],
    page_id: str = "TODO",
) -> str:
    """Return the text of a new page.

    Args:
        kind: the kind of page.
        name: the page's name in its address.
        today: the day that is written into its dates.
        caution_groups: the groups of people in an exercise's cautions.
        page_id: an id that no page has or ever had.
    """
    assert kind.front_matter is not None  # noqa: S101  (the caller checked)
    filled = {
        "title": f"TODO {name.replace('-', ' ').capitalize()}",
        "written": str(today),
        "reviewed": str(today),
        "id": page_id,
    }
    lines = ["---", *_fields(kind, filled), *_hints(kind, caution_groups), "---", ""]
    lines += ["<!-- TODO what this page is about, in 1 to 3 sentences -->", ""]
    rule = next((rule for rule in PATHS if rule.pattern in _own_patterns(name)), None)
    for marker in rule.markers if rule and rule.page_type is kind else ():
        lines += [f"{{{{ {marker} }}}}", ""]
    for title in rule.headings if rule and rule.page_type is kind else ():
        lines += [f"## {title}", "", "<!-- TODO -->", ""]
    for section in kind.sections:
        anchor = f" {{ #{section.id} }}" if section.id else ""
        lines += [f"## {section.title}{anchor}", "", *_section(section)]
    return "\n".join(lines)


def _own_patterns(name: str) -> tuple[str, str]:
    """Return the patterns that a path rule for this page alone may have."""
    return f"{name}.md", f"{name}/index.md"


def _section(section: Section) -> Iterator[str]:
    """Yield the markers of a section, and between them the comment that says what to write."""
    if section.begins_with:
        yield from (
            f"### {section.begins_with}",
            "",
            "- TODO what to do or to get first, in 1 to 3 such lines",
            "",
        )
        if section.shape is Shape.STEPS:  # without text between them, the steps would go on with that list
            yield from ("Then begin:", "")
    above = [name for name in section.markers if name == "emergency" or name.endswith("-picture")]
    for name in above:
        yield from (f"{{{{ {name} }}}}", "")
    if section.holds is not Holds.DATA:
        shape = "" if section.shape is Shape.FREE else f"{section.shape.value}. "
        yield from (f"<!-- TODO {shape}{section.why} -->", "")
    for name in section.markers:
        if name not in above:
            yield from (f"{{{{ {name} }}}}", "")


def _fields(kind: PageType, filled: Mapping[str, str]) -> Iterator[str]:
    """Yield the required fields, each below a comment that says what belongs there."""
    assert kind.front_matter is not None  # noqa: S101  (the caller checked)
    for name, field in kind.front_matter.model_fields.items():
        if not is_needed(kind.front_matter, name):
            continue
        inner = model_in(field.annotation)
        if name not in filled or name == "title":
            yield f"# {field.description}{allowed_values(field.annotation)}"
        if name in filled:
            yield f"{name}: {filled[name]}"
        elif inner is not None:
            yield from _first_entry(name, inner, kind)
        else:
            yield f"{name}: {'[TODO]' if get_origin(field.annotation) is list else 'TODO'}"


def _first_entry(name: str, model: type[BaseModel], kind: PageType) -> Iterator[str]:
    """Yield the first entry of a list of groups of fields, such as `versions`."""
    yield f"{name}:"
    indent = "  - "
    for inner_name, field in model.model_fields.items():
        if not is_needed(model, inner_name) and inner_name != "sources":
            continue
        dose = model_in(field.annotation)
        value = "[TODO]" if get_origin(field.annotation) is list else "TODO"
        if dose is not None:
            parts = [part for part in dose.model_fields if is_needed(dose, part) or part == "hold_seconds"]
            value = f"{{{', '.join(f'{part}: TODO' for part in parts)}}}"
            yield "    # Whole numbers, or ranges such as 2 to 4. Leave out hold_seconds if nothing is held."
        elif model is SourceUse:
            titles = [section.title for section in kind.sections if section.sourced]
            yield "    # Write '<!-- source: key -->' behind each sentence that the source supports."
            yield f"    # Each of these sections needs a source: {', '.join(titles)}."
        yield f"{indent}{inner_name}: {value}"
        indent = "    "


def _hints(kind: PageType, caution_groups: Mapping[str, PatientGroup]) -> Iterator[str]:
    """Yield comments on what may be added."""
    assert kind.front_matter is not None  # noqa: S101  (the caller checked)
    if "cautions" in kind.front_matter.model_fields:
        yield "# The page tells all of these people to ask first. List those who need another answer:"
        yield f"# {', '.join(caution_groups)}."
        yield "# cautions:"
        yield f"#   {next(iter(caution_groups), 'pregnant')}:"
        yield "#     level: do not"
        yield "#     advice: Why not, or what to do instead."
    others = [name for name in kind.front_matter.model_fields if not is_needed(kind.front_matter, name)]
    yield f"# Optional fields, see CONTRIBUTING.md: {', '.join(others)}."
