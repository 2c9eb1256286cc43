"""Reads a file of docs/_data, with a diagnostic for each entry that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from contract.diagnostics import Diagnostic
from contract.field_values import Fields
from pydantic import ValidationError
from reading.field_messages import explain_errors
from reading.plain_yaml import PlainYamlError, Tree, read_plain_yaml
from reading.text_file import NOT_TEXT, decode, read_bytes

from checks.damaged_text import damaged_characters
from checks.leftover_markdown import sign_in_field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reading.words import Words

Entry = TypeVar("Entry", bound=Fields)

_SEE_TOP = "see the comment at the top of the file"


def listed(
    docs: Path,
    name: str,
    model: type[Entry],
    found: list[Diagnostic],
) -> Iterator[tuple[int, Entry]]:
    """Yield the entries of a data file that is a list, each with its line."""
    tree = tree_of(docs, name, found)
    if tree is None:
        return
    if not isinstance(tree.value, list):
        found.append(broken(name, 1, "the file is not a list", _SEE_TOP))
        return
    for index, value in enumerate(tree.value):
        try:
            yield tree.line_of((index,)), model.model_validate(value)
        except ValidationError as error:
            found.extend(entry_diagnostics(name, tree, index, error, model))


def tree_of(docs: Path, name: str, found: list[Diagnostic]) -> Tree | None:
    """Return the content of a file, or None after adding a diagnostic."""
    content = read_bytes(docs / name)
    if content is None:
        found.append(broken(name, 1, "the file is missing or cannot be opened", "restore the file"))
        return None
    text = decode(content)
    if text is None:
        found.append(broken(name, 1, *NOT_TEXT))
        return None
    found += (Diagnostic(name, *finding) for finding in damaged_characters(text.split("\n")))
    try:
        return read_plain_yaml(text)
    except PlainYamlError as error:
        found.append(broken(name, error.finding.line, error.finding.message, error.finding.help))
        return None


def entries_of(name: str, tree: Tree | None, found: list[Diagnostic]) -> dict[str, object] | None:
    """Return the entries 'name: value' of a file, or None after adding a diagnostic."""
    if tree is None:
        return None
    if isinstance(tree.value, dict):
        return tree.value
    found.append(broken(name, 1, "the file has no entries of the form 'name: value'", _SEE_TOP))
    return None


def entry_diagnostics(
    name: str,
    tree: Tree,
    entry: str | int | None,
    error: ValidationError,
    model: type[Fields],
) -> Iterator[Diagnostic]:
    """Yield what is wrong with an entry, or with the whole file where `entry` is None, each with its line."""
    if entry is None:
        for finding in explain_errors(error, model):
            yield broken(name, tree.line_of(finding.path), finding.message, finding.help)
        return
    shown = f"'{entry}'" if isinstance(entry, str) else str(entry + 1)
    for finding in explain_errors(error, model):
        line = tree.line_of((entry, *finding.path))
        # An entry that is not a mapping has no field to name.
        message = finding.message if finding.path else "it must have fields, 'name: value'"
        yield broken(name, line, f"entry {shown}: {message}", finding.help if finding.path else _SEE_TOP)


def words_to_avoid(name: str, line: int, text: str, words: Words) -> Iterator[Diagnostic]:
    """Find words that words.yml says to avoid, and Markdown, which would be shown as is."""
    for finding in words.findings(line, text):
        yield Diagnostic(name, *finding)
    yield from signs_of_markdown(name, line, text)


def signs_of_markdown(name: str, line: int, text: str) -> Iterator[Diagnostic]:
    """Find Markdown in a text that readers see as is."""
    if found := sign_in_field(text):
        message, fix = (
            f"readers would see '{found[:40]}'",
            "delete it; this file holds plain text, not Markdown",
        )
        yield Diagnostic(name, line, "leftover-markdown", message, fix)


def broken(name: str, line: int, reason: str, fix: str) -> Diagnostic:
    """Return a diagnostic for a file or an entry that cannot be used."""
    return Diagnostic(name, line, "unreadable-register", reason, fix)
