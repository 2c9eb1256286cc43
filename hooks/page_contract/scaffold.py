"""Writes a new page from the same data that the check reads. Its TODOs keep it from being published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from page_contract.explain import allowed_values, page_types
from page_contract.front_matter_fields import Range
from page_contract.page_names import is_page_name, why_no_page_name
from page_contract.page_types import PATHS, Holds, PageType, Section, Shape
from page_contract.permalinks import moved_addresses
from page_contract.source_page import read_page
from page_contract.text_file import read_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pydantic.fields import FieldInfo


class CannotWriteError(Exception):
    """The page cannot be written; the message says why and what to do."""


def write_new_page(docs: Path, kind_and_name: str, today: dt.date, caution_groups: Mapping[str, str]) -> Path:
    """Write a page with every field and section of its kind, to be filled in.

    Args:
        docs: the docs folder.
        kind_and_name: for example `exercise/heel-slide`.
        today: the day that is written into its dates.
        caution_groups: the groups of people that an exercise answers for.

    Returns:
        The new file.

    Raises:
        CannotWriteError: for an unknown kind, an impossible name, or a page that is already there.
    """
    kind_name, _, name = kind_and_name.partition("/")
    kinds = {kind.name: kind for kind in page_types()}
    kind = kinds.get(kind_name)
    if kind is None or kind.front_matter is None:
        known = ", ".join(k.name for k in kinds.values() if k.front_matter is not None)
        message = f"there is no kind of page '{kind_name}'; there are: {known}"
        raise CannotWriteError(message)
    if not is_page_name(name):
        raise CannotWriteError("; ".join(why_no_page_name(name)))
    path = docs / _path_for(kind, name)
    if path.exists():
        message = f"{path} is already there"
        raise CannotWriteError(message)
    if moved_to := _moved_to(docs, _path_for(kind, name)):
        message = f"{moved_to} had this name before, and its old address leads there; choose another name"
        raise CannotWriteError(message)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(new_page(kind, name, today, caution_groups), encoding="utf-8", newline="\n")
    return path


def _moved_to(docs: Path, path: str) -> Path | None:
    """Find the page that took the place of the one at a path."""
    old = f"/{path.removesuffix('.md')}/"
    for file in sorted(docs.rglob("*.md")):
        text = read_text(file)
        page = read_page(file.relative_to(docs).as_posix(), text) if text else None
        if page is not None and old in moved_addresses(page):
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
        f"a page of the kind '{kind.name}' needs a line of its own first: "
        f'PathRule("{name}.md", …) in PATHS in hooks/page_contract/page_types.py'
    )
    raise CannotWriteError(message)


def new_page(kind: PageType, name: str, today: dt.date, caution_groups: Mapping[str, str]) -> str:
    """Give the text of a new page."""
    assert kind.front_matter is not None  # noqa: S101  (the caller looked)
    fixed = {
        "title": f'"TODO {name.replace("-", " ").capitalize()}"',
        "written": str(today),
        "reviewed": str(today),
        "next_review": str(_a_year_after(today)),
        "clinical_review": "none yet",
        "author": "The contributors to this site",
        "start_here": "true",
        "sections": "[todo]",
    }
    lines = ["---", *_fields(kind.front_matter, "", fixed, caution_groups), "---", "", "TODO", ""]
    rule = next((rule for rule in PATHS if rule.pattern in _own_patterns(name)), None)
    for marker in rule.markers if rule and rule.page_type is kind else ():
        lines += [f"{{{{ {marker} }}}}", ""]
    for title in rule.headings if rule and rule.page_type is kind else ():
        lines += [f"## {title}", "", "TODO", ""]
    for section in kind.sections:
        lines += [
            f"## {section.title}{f' {{ #{section.id} }}' if section.id else ''}",
            "",
            *_section(section),
        ]
    return "\n".join(lines)


def _own_patterns(name: str) -> tuple[str, str]:
    """The patterns of a page that has a rule of its own."""
    return f"{name}.md", f"{name}/index.md"


def _section(section: Section) -> Iterator[str]:
    yield from (line for name in section.markers if name == "emergency" for line in (f"{{{{ {name} }}}}", ""))
    if section.holds is not Holds.DATA:
        yield f"<!-- {section.why} -->"
        yield ""
        if section.shape is Shape.STEPS:
            yield from (f"{number}. TODO" for number in (1, 2, 3))
        elif section.shape is Shape.LIST:
            yield "- TODO"
        else:
            yield "TODO"
        yield ""
    yield from (line for name in section.markers if name != "emergency" for line in (f"{{{{ {name} }}}}", ""))


def _fields(
    model: type[BaseModel],
    indent: str,
    fixed: Mapping[str, str],
    caution_groups: Mapping[str, str],
) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if not field.is_required() and name not in fixed:
            yield f"{indent}# {name}: only where it is needed. {field.description}"
            continue
        if field.description:
            yield f"{indent}# {field.description}{allowed_values(field.annotation)}"
        inner = _inner_model(field.annotation)
        if name in fixed:
            yield f"{indent}{name}: {fixed[name]}"
        elif name == "cautions" and inner is not None:
            yield f"{indent}{name}:"
            for group, who in caution_groups.items():
                yield f"{indent}  # if {who}"
                yield f"{indent}  {group}:"
                yield f"{indent}    level: ask first  # TODO: do not, ask first, change or fine"
                yield f"{indent}    advice: TODO"
        elif inner is not None:
            yield f"{indent}{name}:"
            item = get_origin(field.annotation) is list
            lines = list(
                _fields(
                    inner,
                    indent + ("    " if item else "  "),
                    {**fixed, "date": fixed["written"]},
                    caution_groups,
                )
            )
            if item:
                first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
                lines[first] = f"{indent}  - {lines[first].lstrip()}"
            yield from lines
        else:
            yield f"{indent}{name}: {_blank(field)}"


# A value has to be of the right kind, or the first thing an editor sees is a list of wrong values.
_TO_BE_CHOSEN = "  # TODO"


def _blank(field: FieldInfo) -> str:  # noqa: PLR0911  (one value for each kind of field)
    """A value of the right kind that says it is still to be written."""
    annotation = field.annotation
    if annotation is Range or Range in get_args(annotation):
        return f"1{_TO_BE_CHOSEN}"
    if get_origin(annotation) is Literal:
        return f"{get_args(annotation)[0]}{_TO_BE_CHOSEN}"
    if get_origin(annotation) is list:
        inner = get_args(annotation)[0]
        choices = _literal(inner)
        if choices:
            return f"[{choices[0]}]{_TO_BE_CHOSEN}"
        fewest = max((getattr(part, "min_length", 1) for part in field.metadata), default=1)
        return f"[{', '.join(['todo' if _is_key(inner) else 'TODO'] * fewest)}]"
    if field.default is not PydanticUndefined and field.default is not None:
        return str(field.default)
    if any("a-z" in str(part) for part in field.metadata):
        return f"xx{_TO_BE_CHOSEN}" if field.examples and len(str(field.examples[0])) <= 3 else "todo"
    return "TODO (the comment above says what to write)"


def _literal(annotation: object) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    for part in get_args(annotation):
        if found := _literal(part):
            return found
    return ()


def _is_key(annotation: object) -> bool:
    return "a-z" in str(annotation)


def _inner_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if (found := _inner_model(part)) is not None:
            return found
    return None


def _a_year_after(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
