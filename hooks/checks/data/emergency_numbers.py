"""The telephone numbers of docs/_data/emergency-numbers.yml, and checks of the texts that use them."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from contract.diagnostics import Diagnostic, Finding
from contract.field_values import Fields, Text
from pydantic import Field
from reading.plain_yaml import PlainYamlError, read_plain_yaml, texts_in

from checks.data.register_file import DataFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reading.source_page import SourcePage


EMERGENCY_NUMBERS = "_data/emergency-numbers.yml"
GET_HELP = "get-help.md"

# Emergency numbers of other countries, which an editor may type from memory.
_KNOWN_ELSEWHERE = ("000", "111", "112", "119", "911", "988", "995", "999")
_PLACEHOLDER = re.compile(r"\{\{[ \t]*number[ \t]+(?P<key>[^{}\s]+)[ \t]*\}\}")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TEL_LINK = re.compile(r"\btel:(?P<number>[^\s)>\]\"']*)", re.IGNORECASE)
# Not part of a longer number, a date, a ratio or a word.
_ALONE = r"(?<![\w.,:/+-])(?:{})(?![\w/%°-]|[.,:]\d)"
# What may follow a telephone number; a count is followed by what it counts: "112 people", "111 of 300".
_ENDS = re.compile(
    r"[*_)\]\"'”’]*(?:\s*\([^()]*\))?[*_)\]\"'”’]*(?:\s*$|[.,;:!?|]|\s+(?:and|as|at|because|but|by|first|for|from|if|"
    r"immediately|in|instead|is|now|on|or|right|so|straight|then|to|today|unless|when|with)\b(?!\s+\d))",
    re.MULTILINE,
)
# In lowercase. The word's first letter comes first, because Python then quickly skips to the next one.
_CALL = re.compile(
    r"(?:c(?<!\wc)all|d(?<!\wd)ial|r(?<!\wr)ing|p(?<!\wp)hone|t(?<!\wt)elephone|t(?<!\wt)ext)(?:s|ing)?\b"
    r"(?:\s+(?:the|your|local|emergency|on|at|number))*\s*:?\s*[*\[\"“]*(?P<number>\d{2,6})(?![\w/%°-]|[.,:]\d)",
)
# Names, keys and other fields that tell nobody to call.
_NOT_ADVICE = frozenset({"author", "clinical_review", "figure", "id", "key", "sections"})


class EmergencyNumber(Fields):
    """A telephone number that pages show."""

    place: Text = Field(description="Where the number works.")
    number: Annotated[str, Field(pattern=r"^\+?[0-9](?:[ -]?[0-9]){1,18}$")] = Field(
        description="The number as it is dialed, in quotes.",
    )
    what_for: Text = Field(description="What it is for.")

    @property
    def address(self) -> str:
        """The `tel:` address that dials it."""
        return f"tel:{re.sub('[ -]', '', self.number)}"


@dataclass(frozen=True)
class EmergencyNumbers:
    """The telephone numbers by key, in the order of the file.

    Attributes:
        by_key: each number.
        lines: the line of each in the file.
        is_known: False where the file cannot be read; no number can be reported as unknown then.
    """

    by_key: Mapping[str, EmergencyNumber] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    is_known: bool = True

    def in_page(self, text: str) -> str:
        """Return the text of a page or a shared text with Markdown links in place of its placeholders.

        The front matter gets the plain numbers, because its fields are shown as they are. The number of lines
        stays the same. A placeholder with an unknown key is kept.
        """
        if "{{" not in text:
            return text
        found = _FRONT_MATTER.match(text)
        end = found.end() if found else 0
        return self.in_field(text[:end]) + self._replaced(text[end:], "[{number}]({address})")

    def in_field(self, text: str) -> str:
        """Return a plain text with the numbers in place of their placeholders."""
        return self._replaced(text, "{number}")

    def _replaced(self, text: str, form: str) -> str:
        def number(found: re.Match[str]) -> str:
            entry = self.by_key.get(found["key"])
            return form.format(number=entry.number, address=entry.address) if entry else found[0]

        return _PLACEHOLDER.sub(number, text)

    def findings(self, line: int, text: str) -> Iterator[Finding]:
        """Find numbers and links in a line that were typed by hand, and placeholders with an unknown key."""
        for found in _PLACEHOLDER.finditer(text):
            if found["key"] not in self.by_key and self.is_known:
                message = f"there is no number '{found['key'][:40]}' in docs/{EMERGENCY_NUMBERS}"
                known = ", ".join(self.by_key)
                fix = f"use one of these keys: {known}" if known else "add the number there"
                yield Finding(line, "unknown-marker", message, fix)
        linked = set()
        for found in _TEL_LINK.finditer(text):
            linked.add(re.sub(r"[^\d+]", "", found["number"]))
            message = f"the link to 'tel:{found['number'][:40]}' was typed by hand"
            yield Finding(line, "typed-number", message, self._help_for(found["number"]))
        for _, number in sorted(set(self._typed(text))):
            if re.sub(r"\D", "", number) not in linked:
                message = f"the telephone number '{number}' was typed by hand"
                fix = f"{self._help_for(number)}; if it is a count, write what it counts directly after it"
                yield Finding(line, "typed-number", message, fix)

    def _typed(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the telephone numbers in a text, with their positions."""
        matches = [
            (found.start("number"), found["number"])
            for found in _CALL.finditer(text.replace("İ", "I").lower())
        ]
        # Looking for each number is faster than one pattern of all.
        if any(number in text for number in self._forms):
            matches += ((found.start(), found[0]) for found in self._pattern.finditer(text))
        return (match for match in matches if _ENDS.match(text, match[0] + len(match[1])))

    def page_findings(self, page: SourcePage, text: str) -> Iterator[Finding]:
        """Find the same on a whole page.

        Args:
            page: the page as it was read, with its placeholders replaced.
            text: the file as it was written.
        """
        if not any(self.findings(1, text)):
            return
        if page.front_matter:
            # In the fields of `page` the placeholders are replaced; only the file shows what was typed.
            written = "\n".join(text.split("\n")[1 : page.front_matter_end - 1])
            with contextlib.suppress(PlainYamlError):
                tree = read_plain_yaml(written, first_line=2)
                for path, value in texts_in(tree.value, _NOT_ADVICE):
                    yield from self.findings(tree.line_of(path), value)
        lines = text.split("\n")
        for line in page.lines:
            if line.where == "text":
                yield from self.findings(line.number, lines[line.number - 1])

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        numbers = {*_KNOWN_ELSEWHERE, *(entry.number for entry in self.by_key.values() if entry.number)}
        # Some people write 9-1-1.
        return tuple(sign.join(number) for number in sorted(numbers) for sign in ("", "-", " ", "."))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_ALONE.format("|".join(map(re.escape, self._forms))))

    def _help_for(self, typed: str) -> str:
        digits = re.sub(r"\D", "", typed)
        keys = [
            f"'{{{{ number {key} }}}}'"
            for key, one in self.by_key.items()
            if re.sub(r"\D", "", one.number) == digits
        ]
        if keys:
            return f"write {' or '.join(keys)}"
        return (
            f"add it to docs/{EMERGENCY_NUMBERS}, and write '{{{{ number KEY }}}}' with the key of its entry"
        )


def read_emergency_numbers(docs: Path, found: list[Diagnostic]) -> EmergencyNumbers:
    """Read the numbers; a site whose texts have none needs no file."""
    file = DataFile(docs, EMERGENCY_NUMBERS, found, optional=True)
    by_key = file.keyed(
        EmergencyNumber, lambda key: EmergencyNumber.model_construct(place=key, number="0", what_for="")
    )
    if by_key is None:
        return EmergencyNumbers(is_known=not file.exists)
    return EmergencyNumbers(by_key, {key: file.line_of(key) for key in by_key})


def typed_numbers(text: str, numbers: EmergencyNumbers) -> Iterator[Finding]:
    """Find numbers that were typed by hand into a data file."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("#"):
            yield from numbers.findings(number, line)


def hidden_numbers(numbers: EmergencyNumbers, shown: frozenset[str]) -> Iterator[Diagnostic]:
    """Find numbers that the page on getting help does not show."""
    for key, number in numbers.by_key.items():
        if key not in shown:
            message = f"{GET_HELP} does not show the number '{key}'"
            fix = f"add '{{{{ number {key} }}}}' there, under the numbers to call for {number.place}"
            yield Diagnostic(EMERGENCY_NUMBERS, numbers.lines[key], "missing-marker", message, fix)


def number_keys(text: str) -> frozenset[str]:
    """Return the keys of the numbers in a text."""
    return frozenset(_PLACEHOLDER.findall(text))


def without_numbers(text: str) -> str:
    """Return a text without the placeholders of numbers."""
    return _PLACEHOLDER.sub("", text)
