"""Reads YAML as editors write it, remembers every line number, and refuses the rest of the language.

Tags, anchors, aliases and keys used twice are refused: they can run code elsewhere, blow a few lines up to
gigabytes, or lose a field without a word. Works on the event stream, so that nothing is built before it
has been looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]
Value = object

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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


class Tree(NamedTuple):
    """A value and the line on which each part of it begins, 1-based, by its path."""

    value: Value
    lines: dict[Path, int]

    def line_of(self, path: Path) -> int:
        """The line of a part, or of the nearest part around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_plain_yaml(text: str) -> Tree:
    """Read one YAML document.

    Args:
        text: the document, without front matter fences.

    Returns:
        The value with its line numbers.

    Raises:
        NotPlainYaml: for anything that is not plain YAML, with the line.
    """
    if len(text) > _MAX_CHARACTERS:
        raise NotPlainYaml(1, f"it is longer than {_MAX_CHARACTERS:,} characters")
    reader = _Reader(text)
    try:
        return reader.read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise NotPlainYaml(line, f"it is not YAML ({error.problem or error.context})") from error
    except yaml.YAMLError as error:
        raise NotPlainYaml(1, f"it is not YAML ({str(error).splitlines()[0]})") from error
    except UnicodeError as error:
        raise NotPlainYaml(1, "it has a character that YAML does not allow") from error


class _Reader:
    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._resolver = yaml.resolver.Resolver()  # type: ignore[no-untyped-call]
        self._constructor = yaml.constructor.SafeConstructor()
        self._lines: dict[Path, int] = {}

    def read(self) -> Tree:
        next(self._events)  # start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Tree(None, {(): 1})
        value = self._value(next(self._events), ())
        next(self._events)  # end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise NotPlainYaml(_line(after), "a second document begins here")
        return Tree(value, self._lines)

    def _value(self, event: yaml.Event, path: Path) -> Value:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            raise NotPlainYaml(line, f"'*{event.anchor}' is an alias; write the value out")
        if getattr(event, "anchor", None) is not None:
            raise NotPlainYaml(line, f"'&{event.anchor}' is an anchor; write the value out where it is needed")  # type: ignore[attr-defined]
        if getattr(event, "tag", None) is not None:
            raise NotPlainYaml(line, "a value begins with '!'; put it in quotes if it is text")
        if len(path) > _MAX_DEPTH:
            raise NotPlainYaml(line, f"it is nested more than {_MAX_DEPTH} levels deep")
        self._lines.setdefault(path, line)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101  (the only event left)
        return self._scalar(event)

    def _mapping(self, path: Path) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise NotPlainYaml(line, "a field's name must be a word")
            key = event.value
            if event.anchor is not None or event.tag is not None or (event.implicit[0] and key == "<<"):
                raise NotPlainYaml(line, f"'{key}' uses an anchor, a tag or a merge; write it out")
            if key in mapping:
                raise NotPlainYaml(line, f"'{key}' stands here a second time")
            self._lines[(*path, key)] = line
            mapping[key] = self._value(next(self._events), (*path, key))
        return mapping

    def _sequence(self, path: Path) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _scalar(self, event: yaml.ScalarEvent) -> Value:
        tag = self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
        node = yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark)
        try:
            return self._constructor.construct_object(node)  # type: ignore[no-untyped-call]
        except (ValueError, OverflowError, KeyError, IndexError) as error:
            shown = event.value if len(event.value) <= 40 else event.value[:40] + "…"  # noqa: PLR2004
            raise NotPlainYaml(_line(event), f"'{shown}' is not a date or number; put text in quotes") from error


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1
