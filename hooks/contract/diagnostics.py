"""Diagnostics: one for each problem that the check finds, shown as a line of text or a GitHub annotation."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from contract.rules import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable


class Finding(NamedTuple):
    """A problem on a page whose path the caller knows: line, name of the rule, what is wrong, help."""

    line: int
    rule: str
    message: str
    help: str


class FieldFinding(NamedTuple):
    """A problem in a field: its path, name of the rule, what is wrong, help, and which paths it explains."""

    path: tuple[str | int, ...]
    rule: str
    message: str
    help: str
    explains: tuple[tuple[str | int, ...], ...] = ()


def shortened(text: str, most: int = 60) -> str:
    """Return a quotation of at most `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a suggestion and what else to do: the nearest match need not be the right one."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean '{near[0]}'? If not, {otherwise}" if near else otherwise


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem at one place.

    Attributes:
        path: the file, relative to the docs folder, with forward slashes; empty for the folder itself.
        line: 1-based line in the file as the editor sees it.
        rule: name of the rule that is broken.
        message: what is wrong.
        help: how to fix it.
    """

    path: str
    line: int
    rule: str
    message: str
    help: str

    @property
    def code(self) -> str:
        """The permanent code of the rule."""
        return BY_NAME[self.rule].code

    @property
    def is_notice(self) -> bool:
        """Whether it is only reported and does not fail the check."""
        return BY_NAME[self.rule].notice

    def as_text(self, folder: str = "") -> str:
        """Return the diagnostic as one line, with `folder` before the path; a notice is marked as one."""
        path = _join(folder, self.path)
        place = f"{path}:{self.line}" if self.path else path or "."
        notice = "notice: " if self.is_notice else ""
        return _printable(f"{place}: {notice}{self.rule} ({self.code}): {self.message}; {self.help}")

    def as_github(self, folder: str = "") -> str:
        """Return the diagnostic as a workflow command, which GitHub shows beside the line."""
        level = "notice" if self.is_notice else "error"
        place = f"file={_escape_property(_printable(_join(folder, self.path)))},line={self.line},"
        title = _escape_property(f"{self.rule} ({self.code})")
        text = _escape_data(_printable(f"{self.message}; {self.help}"))
        return f"::{level} {place if self.path else ''}title={title}::{text}"


def _join(folder: str, path: str) -> str:
    return "/".join(part for part in (folder, path) if part)


def _printable(text: str) -> str:
    """Escape what cannot be seen or printed (a no-break space, half a character of a file name)."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
