"""Reads YAML as editors write it, with the line number of every part, and rejects the rest of the language.

Tags, anchors, aliases and duplicate keys are rejected: they can run code in other programs, expand a few
lines to gigabytes, or silently lose a field. The reader works on the event stream, so that nothing is built
before it has been checked.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import yaml

from reading.yaml_indent import unreadable
from reading.yaml_slips import explain_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Container

Path = tuple[str | int, ...]
Value = object

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAY_BE_MORE_THAN_TEXT = frozenset({"", *yaml.SafeLoader.yaml_implicit_resolvers} - {None})
# 010 is eight in YAML, and 3:5 is 185.
_PLAIN_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RESOLVER = yaml.resolver.Resolver()
_MAX_DEPTH = 12
_MAX_CHARACTERS = 200_000
_MAX_DIGITS = 40
_IN_QUOTES = "put the value in quotes if it is text"
_WRITE_OUT = "write the value out, or put it in quotes if it is text"

# Common mistakes: the message of the YAML reader, what is wrong in our words, and how to fix it.
_SLIPS = (
    (
        "mapping values are not allowed",
        "this line has a second ': ', or is indented too far",
        "put a value with a colon in quotes",
    ),
    ("expected ',' or ']'", "the '[' here is not closed", "write ']' at the end of the list"),
    (
        "expected ',' or '}'",
        "the '{' here is not closed",
        "write '}' at the end of the group, and put text with a colon or a comma in quotes",
    ),
    (
        "while scanning a quoted scalar",
        "the quotation mark here is not closed",
        "write the same mark at the end of the value",
    ),
    ("while scanning an alias", "a value begins with '*'", _IN_QUOTES),
    ("while scanning an anchor", "a value begins with '&'", _IN_QUOTES),
    (
        "cannot start any token",
        "there is a tab, or a character such as '@', '%' or '`', at the beginning",
        "indent with spaces, and put a value that begins with such a character in quotes",
    ),
    ("found a tab character", "there is a tab at the beginning", "indent with spaces"),
    (
        "expected ':'",
        "there is no ': ' after the field's name",
        "write 'name: value'; if this line continues the text above, begin it with 2 spaces",
    ),
    ("expected key", "the line does not fit the ones around it", "indent it as far as they are"),
    (
        "expected '-' indicator",
        "the line does not fit the list above it",
        "begin each entry with '- ', all indented equally far",
    ),
    ("unknown escape character", "there is a backslash in double quotes", "use single quotes"),
)


class PlainYamlError(Exception):
    """The text is not YAML as this project reads it.

    Attributes:
        finding: what is wrong, with the 1-based line in the text.
    """

    def __init__(self, line: int, message: str, fix: str) -> None:
        super().__init__(f"line {line}: {message}; {fix}")
        self.finding = unreadable(line, message, fix)


class Tree:
    """A value with the line on which each part of it begins.

    Attributes:
        value: what was read.
    """

    def __init__(self, value: Value, text: str, first_line: int = 1) -> None:
        self.value = value
        self._text = text
        self._first_line = first_line

    @cached_property
    def lines(self) -> dict[Path, int]:
        """The line of each part, by its path; computed on demand, because most files have no mistakes."""
        lines: dict[Path, int] = {}
        _Reader(self._text, lines).read()
        return {path: line + self._first_line - 1 for path, line in lines.items()}

    def line_of(self, path: Path) -> int:
        """Return the line of a part, or of the nearest part around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self._first_line)


def read_plain_yaml(text: str, first_line: int = 1) -> Tree:
    """Read one YAML document.

    Args:
        text: the document, without the lines of hyphens around front matter.
        first_line: the line of the file on which the document begins.

    Returns:
        The value with its line numbers.

    Raises:
        PlainYamlError: for anything that is not plain YAML; its line is counted from the document's first.
    """
    if len(text) > _MAX_CHARACTERS:
        raise PlainYamlError(1, f"it is longer than {_MAX_CHARACTERS:,} characters", "make it shorter")
    if unprintable := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, unprintable.start()) + 1
        raise PlainYamlError(
            line, "it has a character that cannot be printed", "delete it and type the words around it again"
        )
    try:
        return Tree(_Reader(text, None, first_line).read(), text, first_line)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise PlainYamlError(1, "it is not YAML", "compare it with another file of its kind") from error


def texts_in(value: Value, left_out: Container[str], path: Path = ()) -> list[tuple[Path, str]]:
    """Return every text in a value, with its path, except what the keys of `left_out` hold."""
    if isinstance(value, str):
        return [(path, value)]
    found: list[tuple[Path, str]] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in left_out:
                continue
            if isinstance(inner, str):
                found.append(((*path, key), inner))
            else:
                found += texts_in(inner, left_out, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += texts_in(inner, left_out, (*path, index))
    return found


def _explained(error: yaml.MarkedYAMLError, text: str) -> PlainYamlError:
    problem = f"{error.context} {error.problem}"
    mark = error.problem_mark or error.context_mark
    if mark and (found := explain_slip(text, mark.line + 1)):
        return PlainYamlError(found.line, found.message, found.help)
    slip = next((slip for slip in _SLIPS if slip[0] in problem), None)
    if slip is None:
        return PlainYamlError(mark.line + 1 if mark else 1, f"it is not YAML ({error.problem})", _IN_QUOTES)
    if slip[1].endswith(("is not closed", "after the field's name")):  # reported where it begins
        mark = error.context_mark or mark
    return PlainYamlError(mark.line + 1 if mark else 1, slip[1], slip[2])


class _Reader:
    """Builds a value from the events of one document; also fills `lines` if it is given."""

    def __init__(self, text: str, lines: dict[Path, int] | None = None, first_line: int = 1) -> None:
        self._text = text
        self._first_line = first_line
        # Called for every event; twice as fast as iterating over `yaml.parse`.
        self._next: Callable[[], yaml.Event] = _LOADER(text).get_event
        self._lines = lines

    def read(self) -> Value:
        self._next()  # start of the stream
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        value = self._value(self._next(), (), 0)
        self._next()  # end of the document
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise PlainYamlError(
                _line(after), "a second document begins here", "delete the line of hyphens above it"
            )
        return value

    def _value(self, event: yaml.Event, path: Path, depth: int) -> Value:
        kind = type(event)
        if kind is yaml.AliasEvent:
            raise PlainYamlError(_line(event), f"'*{event.anchor}' is an alias", _WRITE_OUT)  # type: ignore[attr-defined]
        if event.anchor is not None:  # type: ignore[attr-defined]
            name = event.anchor  # type: ignore[attr-defined]
            raise PlainYamlError(_line(event), f"'&{name}' is an anchor", _WRITE_OUT)
        if event.tag is not None:  # type: ignore[attr-defined]
            raise PlainYamlError(_line(event), "a value begins with '!'", _IN_QUOTES)
        if self._lines is not None:
            self._lines.setdefault(path, _line(event))
        if kind is yaml.ScalarEvent:
            return _scalar(event)  # type: ignore[arg-type]
        if depth > _MAX_DEPTH:
            fix = "use fewer levels, as other files of its kind do"
            raise PlainYamlError(_line(event), f"it is nested more than {_MAX_DEPTH} levels deep", fix)
        if kind is yaml.MappingStartEvent:
            return self._mapping(path, depth + 1)
        return self._sequence(path, depth + 1)

    def _mapping(self, path: Path, depth: int) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            if not isinstance(event, yaml.ScalarEvent):
                raise PlainYamlError(_line(event), "a field's name must be a word", "write 'name: value'")
            key = event.value
            if event.anchor is not None or event.tag is not None or (event.implicit[0] and key == "<<"):
                raise PlainYamlError(
                    _line(event), f"'{key}' uses an anchor, a tag or a merge", "write it out"
                )
            if key in mapping:
                raise PlainYamlError(
                    _line(event),
                    f"'{key}' is a duplicate{self._first_line_of(event)}",
                    "delete one of the two",
                )
            inner: Path = ()
            if self._lines is not None:
                inner = (*path, key)
                self._lines[inner] = _line(event)
            mapping[key] = self._value(self._next(), inner, depth)
        return mapping

    def _first_line_of(self, key: yaml.ScalarEvent) -> str:
        """Return words that say where the first key is, if it is found above at the same indentation."""
        lines = self._text.split("\n")
        if key.start_mark is None:
            return ""
        written = " " * key.start_mark.column + f"{key.value}:"
        for number in range(key.start_mark.line, 0, -1):
            if lines[number - 1].replace("- ", "  ").startswith(written):
                return f" of the one in line {number + self._first_line - 1}"
        return ""

    def _sequence(self, path: Path, depth: int) -> list[Value]:
        items: list[Value] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            inner = (*path, len(items)) if self._lines is not None else ()
            items.append(self._value(event, inner, depth))
        return items


def _scalar(event: yaml.ScalarEvent) -> Value:
    value = event.value
    if not event.implicit[0] or value[:1] not in _MAY_BE_MORE_THAN_TEXT:
        return value  # in quotes, or does not begin like a number, date, true, false or null
    tag = _RESOLVER.resolve(yaml.ScalarNode, value, event.implicit)  # type: ignore[no-untyped-call]
    if tag == "tag:yaml.org,2002:str":
        return value
    if tag.endswith((":value", ":merge")):  # a lone '=' or '<<' is text
        return value
    if tag.endswith((":int", ":float")) and len(value) > _MAX_DIGITS:
        raise PlainYamlError(_line(event), f"a number has more than {_MAX_DIGITS} digits", _IN_QUOTES)
    if tag.endswith(":int") and not _PLAIN_NUMBER.fullmatch(value):
        raise PlainYamlError(_line(event), f"'{value}' would be read as another number", _IN_QUOTES)
    node = yaml.ScalarNode(tag, value)
    try:
        return yaml.constructor.SafeConstructor().construct_object(node)
    except (ValueError, OverflowError, KeyError, IndexError) as error:
        if _DAY.fullmatch(value):
            fix = "write a date that exists, as year-month-day"
            raise PlainYamlError(_line(event), f"the date {value} does not exist", fix) from error
        fix = f"write a date such as 2026-11-22, or {_IN_QUOTES}"
        raise PlainYamlError(
            _line(event), f"'{value[:_MAX_DIGITS]}' is not a date or a number", fix
        ) from error


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1
