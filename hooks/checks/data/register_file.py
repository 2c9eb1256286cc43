"""Reads a file of docs/_data, with a diagnostic for each entry that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from contract.diagnostics import Diagnostic, Finding
from contract.field_values import Fields
from pydantic import ValidationError
from reading.field_messages import explain_errors
from reading.plain_yaml import PlainYamlError, Tree, read_plain_yaml
from reading.text_file import NOT_TEXT, decode, read_bytes

from checks.damaged_text import damaged_characters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Entry = TypeVar("Entry", bound=Fields)

_SEE_TOP = "see the comment at the top of the file"


class DataFile:
    """A data file; whatever is wrong with it is added to the diagnostics.

    Attributes:
        name: its path below the docs folder.
        exists: whether there is such a file; a site need not have an optional one.
        text: what it contains; '' if it cannot be read.
    """

    def __init__(self, docs: Path, name: str, found: list[Diagnostic], *, optional: bool = False) -> None:
        self.name, self.text = name, ""
        self.exists = (docs / name).is_file()
        self._found = found
        self._tree = self._read(docs / name) if self.exists or not optional else None

    def report(self, line: int, message: str, fix: str) -> None:
        """Add a diagnostic for what cannot be used."""
        self._found.append(Diagnostic(self.name, line, "unreadable-register", message, fix))

    def add(self, findings: Iterable[Finding]) -> None:
        """Add findings in this file."""
        self._found += (Diagnostic(self.name, *finding) for finding in findings)

    def line_of(self, *path: str | int) -> int:
        """Return the line of a part of the file."""
        return self._tree.line_of(path) if self._tree else 1

    def entries(self) -> dict[str, object] | None:
        """Return the entries 'name: value', or None if there are none."""
        if self._tree is None or isinstance(self._tree.value, dict):
            return self._tree.value if self._tree else None  # type: ignore[return-value]
        self.report(1, "the file has no entries of the form 'name: value'", _SEE_TOP)
        return None

    def keyed(self, model: type[Entry], stand_in: Callable[[str], Entry]) -> dict[str, Entry] | None:
        """Return the entries by key, or None if there are none.

        Args:
            model: the fields of an entry.
            stand_in: makes an entry for a key whose own is wrong, so that pages that name the key are not
                reported as well.
        """
        entries = self.entries()
        if entries is None:
            return None
        return {key: self._entry(key, value, model) or stand_in(key) for key, value in entries.items()}

    def listed(self, model: type[Entry]) -> Iterator[tuple[int, Entry]]:
        """Yield the entries of a list, each with its line."""
        if self._tree is None:
            return
        if not isinstance(self._tree.value, list):
            self.report(1, "the file is not a list", _SEE_TOP)
            return
        for index, value in enumerate(self._tree.value):
            if (entry := self._entry(index, value, model)) is not None:
                yield self.line_of(index), entry

    def whole(self, model: type[Entry]) -> Entry | None:
        """Return the fields of a file that is one entry."""
        return self._entry(None, self._tree.value, model) if self._tree else None

    def _entry(self, key: str | int | None, value: object, model: type[Entry]) -> Entry | None:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            findings = explain_errors(error, model)
        for path, _, message, fix, _ in findings:
            if key is None:
                self.report(self.line_of(*path), message, fix)
                continue
            shown = f"'{key}'" if isinstance(key, str) else str(key + 1)
            line = self.line_of(key, *path)
            if path:
                self.report(line, f"entry {shown}: {message}", fix)
            else:  # it is no group of fields
                self.report(line, f"entry {shown}: it must have fields, 'name: value'", _SEE_TOP)
        return None

    def _read(self, file: Path) -> Tree | None:
        content = read_bytes(file)
        if content is None:
            self.report(1, "the file is missing or cannot be opened", "restore the file")
            return None
        text = decode(content)
        if text is None:
            self.report(1, *NOT_TEXT)
            return None
        self.text = text
        self.add(damaged_characters(text.split("\n")))
        try:
            return read_plain_yaml(text)
        except PlainYamlError as error:
            self.report(error.finding.line, error.finding.message, error.finding.help)
            return None
