"""Reads YAML as editors write it, remembers every line number, and refuses the rest of the language.

Tags, anchors, aliases and keys used twice are refused: they can run code elsewhere, blow a few lines up to
gigabytes, or lose a field without a word. Works on the event stream, so that nothing is built before it
has been looked at.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]
Value = object

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAY_BE_MORE_THAN_TEXT = frozenset({"", *yaml.SafeLoader.yaml_implicit_resolvers} - {None})
_RESOLVER = yaml.resolver.Resolver()
_MAX_DEPTH = 12
_MAX_CHARACTERS = 200_000


class NotPlainYaml(Exception):
    """The text is not YAML as this project reads it.

    Attributes:
        line: 1-based line in the text.
        reason: what is wrong, as the second half of a sentence.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class Tree:
    """A value, and the line on which each part of it begins.

    Attributes:
        value: what was read.
    """

    def __init__(self, value: Value, text: str, first_line: int = 1) -> None:
        self.value = value
        self._text = text
        self._first_line = first_line

    @cached_property
    def lines(self) -> dict[Path, int]:
        """The line of each part by its path. Found on demand: most files have nothing to complain of."""
        lines: dict[Path, int] = {}
        _Reader(self._text, lines).read()
        return {path: line + self._first_line - 1 for path, line in lines.items()}

    def line_of(self, path: Path) -> int:
        """The line of a part, or of the nearest part around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self._first_line)


def read_plain_yaml(text: str, first_line: int = 1) -> Tree:
    """Read one YAML document.

    Args:
        text: the document, without front matter fences.
        first_line: the line of the file on which the document begins.

    Returns:
        The value with its line numbers.

    Raises:
        NotPlainYaml: for anything that is not plain YAML, with the line, counted from the document's first.
    """
    if len(text) > _MAX_CHARACTERS:
        raise NotPlainYaml(1, f"it is longer than {_MAX_CHARACTERS:,} characters")
    try:
        return Tree(_Reader(text).read(), text, first_line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise NotPlainYaml(line, f"it is not YAML ({error.problem or error.context})") from error
    except yaml.YAMLError as error:
        raise NotPlainYaml(1, f"it is not YAML ({str(error).splitlines()[0]})") from error
    except UnicodeError as error:
        raise NotPlainYaml(1, "it has a character that YAML does not allow") from error


class _Reader:
    """Builds a value from the events of one document; fills `lines` as well when it is given."""

    def __init__(self, text: str, lines: dict[Path, int] | None = None) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._lines = lines

    def read(self) -> Value:
        next(self._events)  # start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), (), 0)
        next(self._events)  # end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise NotPlainYaml(_line(after), "a second document begins here")
        return value

    def _value(self, event: yaml.Event, path: Path, depth: int) -> Value:
        kind = type(event)
        if kind is yaml.AliasEvent:
            raise NotPlainYaml(_line(event), f"'*{event.anchor}' is an alias; write the value out")  # type: ignore[attr-defined]
        if event.anchor is not None:  # type: ignore[attr-defined]
            name = event.anchor  # type: ignore[attr-defined]
            raise NotPlainYaml(_line(event), f"'&{name}' is an anchor; write the value out where it is needed")
        if event.tag is not None:  # type: ignore[attr-defined]
            raise NotPlainYaml(_line(event), "a value begins with '!'; put it in quotes if it is text")
        if self._lines is not None:
            self._lines.setdefault(path, _line(event))
        if kind is yaml.ScalarEvent:
            return _scalar(event)  # type: ignore[arg-type]
        if depth > _MAX_DEPTH:
            raise NotPlainYaml(_line(event), f"it is nested more than {_MAX_DEPTH} levels deep")
        if kind is yaml.MappingStartEvent:
            return self._mapping(path, depth + 1)
        return self._sequence(path, depth + 1)

    def _mapping(self, path: Path, depth: int) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        for event in self._events:
            if type(event) is yaml.MappingEndEvent:
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise NotPlainYaml(_line(event), "a field's name must be a word")
            key = event.value
            if event.anchor is not None or event.tag is not None or (event.implicit[0] and key == "<<"):
                raise NotPlainYaml(_line(event), f"'{key}' uses an anchor, a tag or a merge; write it out")
            if key in mapping:
                raise NotPlainYaml(_line(event), f"'{key}' stands here a second time")
            inner: Path = ()
            if self._lines is not None:
                inner = (*path, key)
                self._lines[inner] = _line(event)
            mapping[key] = self._value(next(self._events), inner, depth)
        return mapping

    def _sequence(self, path: Path, depth: int) -> list[Value]:
        items: list[Value] = []
        for event in self._events:
            if type(event) is yaml.SequenceEndEvent:
                break
            inner = (*path, len(items)) if self._lines is not None else ()
            items.append(self._value(event, inner, depth))
        return items


def _scalar(event: yaml.ScalarEvent) -> Value:
    value = event.value
    if not event.implicit[0] or value[:1] not in _MAY_BE_MORE_THAN_TEXT:
        return value  # in quotes, or beginning as no number, date, true, false or null does
    tag = _RESOLVER.resolve(yaml.ScalarNode, value, event.implicit)  # type: ignore[no-untyped-call]
    if tag == "tag:yaml.org,2002:str":
        return value
    node = yaml.ScalarNode(tag, value)
    try:
        return yaml.constructor.SafeConstructor().construct_object(node)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError, KeyError, IndexError) as error:
        shown = value if len(value) <= 40 else value[:40] + "…"  # noqa: PLR2004
        raise NotPlainYaml(_line(event), f"'{shown}' is not a date or number; put text in quotes") from error


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1
