"""Opens a file of docs/_data and gives its entries, with a diagnostic for each one that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from contract.diagnostics import Diagnostic
from contract.fields import Fields
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
    """Give the entries of a register that is a list, each with its line."""
    tree = tree_of(docs, name, found)
    if tree is None:
        return
    if not isinstance(tree.value, list):
        found.append(broken(name, 1, "it is not a list", _SEE_TOP))
        return
    for index, value in enumerate(tree.value):
        try:
            yield tree.line_of((index,)), model.model_validate(value)
        except ValidationError as error:
            found.extend(complaints(name, tree, index, error, model))


def tree_of(docs: Path, name: str, found: list[Diagnostic]) -> Tree | None:
    """Give the content of a file, or None and a diagnostic."""
    content = read_bytes(docs / name)
    if content is None:
        found.append(broken(name, 1, "the file is not there or cannot be opened", "bring the file back"))
        return None
    text = decode(content)
    if text is None:
        found.append(broken(name, 1, *NOT_TEXT))
        return None
    found += (Diagnostic(name, *finding) for finding in damaged_characters(text.split("\n")))
    try:
        return read_plain_yaml(text)
    except PlainYamlError as error:
        found.append(broken(name, error.line, error.reason, error.help))
        return None


def entries_of(name: str, tree: Tree | None, found: list[Diagnostic]) -> dict[str, object] | None:
    """Give the entries 'name: value' of a file, or None and a diagnostic."""
    if tree is None:
        return None
    if isinstance(tree.value, dict):
        return tree.value
    found.append(broken(name, 1, "it holds no entries 'name: value'", _SEE_TOP))
    return None


def complaints(
    name: str,
    tree: Tree,
    entry: str | int | None,
    error: ValidationError,
    model: type[Fields],
) -> Iterator[Diagnostic]:
    """Say what is wrong with an entry, or with the whole file where `entry` is None, each with its line."""
    if entry is None:
        for complaint in explain_errors(error, model):
            yield broken(name, tree.line_of(complaint.path), complaint.message, complaint.help)
        return
    shown = f"'{entry}'" if isinstance(entry, str) else str(entry + 1)
    for complaint in explain_errors(error, model):
        line = tree.line_of((entry, *complaint.path))
        # A whole entry of the wrong kind has no field that could be named.
        message = complaint.message if complaint.path else "it must hold fields of its own"
        yield broken(name, line, f"entry {shown}: {message}", complaint.help if complaint.path else _SEE_TOP)


def words_to_avoid(name: str, line: int, text: str, words: Words) -> Iterator[Diagnostic]:
    """Find words that words.yml has another one for, and signs of Markdown, which are shown as they are."""
    for finding in words.findings(line, text):
        yield Diagnostic(name, *finding)
    yield from signs_of_markdown(name, line, text)


def signs_of_markdown(name: str, line: int, text: str) -> Iterator[Diagnostic]:
    """Find a sign of Markdown in a text that readers see as it is."""
    if found := sign_in_field(text):
        message, fix = f"readers would see '{found[:40]}'", "take it out; the texts of this file are plain"
        yield Diagnostic(name, line, "leftover-markdown", message, fix)


def broken(name: str, line: int, reason: str, fix: str) -> Diagnostic:
    """Say why a file or an entry of it cannot be used."""
    return Diagnostic(name, line, "unreadable-register", reason, fix)
