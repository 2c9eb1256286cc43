"""Common mistakes of people who do not know YAML, each with its line and the fix as they would type it.

`explain_slip` is for text that the YAML reader rejected, `silent_slips` for text that it read differently
than it was meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from reading.yaml_indent import BLOCK, FIELD, Open, unreadable, wrong_indent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contract.diagnostics import Finding

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING, _CLOSING = "“”„«‹‘‚’", "“”»›’‘"
_ITEM = re.compile(r"(?P<lead> *(?:- +)*- +)(?P<value>\S.*)")
_NO_SPACE_AFTER_COLON = re.compile(r"(?P<lead> *(?:- +)*)(?P<name>[a-z_][\w-]*):(?P<value>[^\s/].*)")
_NO_SPACE_AFTER_HYPHEN = re.compile(r"(?P<lead> *)-(?P<value>[^\W\d].*)")
_NO_SPACE_IN_BRACES = re.compile(r"[{,]\s*(?P<name>[a-z_]+):(?P<value>[^\s/,}][^,}]*)")
_SINGLE_QUOTED = re.compile(r"'(?:[^']|'')*'[ \t]*(?:#.*)?")
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"[ \t]*(?:#.*)?')
# Characters that look like a space, but are not one in YAML.
_ODD_SPACES = "\u00a0\u2007\u202f\u3000"
_LETTER_BEFORE_AND_AFTER = re.compile(r"'[^',\]}]*\w'\w")
_MAY_BE_SILENT = re.compile(
    r"[^\S\n]#"  # a comment after a value, and any other comment
    rf"|[{_OPENING}{_CLOSING}]"
    r"|^[ ]*-[^\W\d]"
    r"|^(?P<indent> *)- [^\n]*\n(?P=indent) +-"
    r"|^[ ]+[a-z_]+:[^\s/]"
    r"|[{,] *[a-z_]+:[^\s/]",
    re.MULTILINE,
)


def quoted(value: str) -> str:
    """Return the value in the kind of YAML quotes that it does not contain itself."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def explain_slip(text: str, line: int) -> Finding | None:
    """Find the mistake that made the YAML reader stop.

    Args:
        text: the text that was read.
        line: the line at which the reader stopped; the mistake is there or above.

    Returns:
        The first mistake, or None if the lines look right.
    """
    open_groups: list[Open] = []
    for number, written in _outside_blocks(text.split("\n")):
        if number > line:
            break
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        slip = _slip_in(written, number) or wrong_indent(written, number, open_groups)
        if slip is not None:
            return slip
    return None


def silent_slips(text: str) -> Iterator[Finding]:
    """Find what the YAML reader silently takes for something other than what was meant."""
    if not _MAY_BE_SILENT.search(text):
        return
    lines = text.split("\n")
    found: dict[int, Finding] = {}
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent) and not event.style and event.value:
            for slip in _silent_slips_of(event, lines):
                found.setdefault(slip.line, slip)
    yield from found.values()


def _silent_slips_of(event: yaml.ScalarEvent, lines: list[str]) -> Iterator[Finding]:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return
    value, first, last = event.value, start.line, end.line
    rest = lines[last][end.column :]
    if re.match(r"[ \t]+#", rest) and re.search(r"[^\W\d_]", value) and value not in {"true", "false"}:
        reason = "the words after '#' would be ignored"
        whole = f"{value}{rest}".strip()
        fix = (
            "write a comment on a line of its own; if the words belong to the text, put all of it in quotes: "
        )
        yield unreadable(last + 1, reason, fix + _shortened(quoted(whole)))
    if value[0] in _OPENING and value[-1] in _CLOSING + '"' and _curly_quotes(value) == 2:
        yield _curly(lines[first], first + 1)
    for index in range(first, last + 1):
        written = lines[index] if index > first else lines[index][start.column :]
        if (index > first or value.startswith("-")) and (slip := _no_space_after_hyphen(written, index + 1)):
            yield slip
        elif index > first and written.lstrip().startswith("- "):
            reason = "the entry is indented further than the one above it, and would be read as part of it"
            yield unreadable(index + 1, reason, "indent every '- ' of a list equally far")
        elif (index > first or first == last) and (slip := _no_space_after_colon(written.strip(), index + 1)):
            yield slip


def _outside_blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers, except for the text below '>' or '|', where anything is allowed."""
    block: int | None = None
    for number, line in enumerate(lines, start=1):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None:
            if not line.strip() or indent > block:
                continue
            block = None
        field = FIELD.fullmatch(line)
        if field and BLOCK.fullmatch(field["value"]):
            block = len(field["lead"])
        yield number, line


def _slip_in(line: str, number: int) -> Finding | None:
    if re.match(rf" *[{_ODD_SPACES}]", line):
        return unreadable(
            number,
            "the line begins with an unusual space character",
            "delete it, and indent with ordinary spaces",
        )
    if bullet := re.match(r" *[*•·–—+] +(\w.*)", line):
        return unreadable(
            number, "an entry of a list must begin with '- '", f"write '{_shortened('- ' + bullet[1])}'"
        )
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return unreadable(number, "the line begins with a tab", "delete it, and indent with spaces")
    if odd := re.match(rf" *(?:- +)*[a-z_][\w-]*:([{_ODD_SPACES}])", line):
        name = line.strip().partition(":")[0]
        fix = f"delete it, and type an ordinary space after '{name}:'"
        return unreadable(
            number, f"there is an unusual space character (U+{ord(odd[1]):04X}) after the colon", fix
        )
    if slip := _no_space_after_hyphen(line, number) or _no_space_after_colon(line.strip(), number):
        return slip
    field = FIELD.fullmatch(line) or _ITEM.fullmatch(line)
    return _slip_in_value(line, number, field["value"].strip()) if field and field["value"].strip() else None


def _slip_in_value(line: str, number: int, value: str) -> Finding | None:  # noqa: PLR0911  (one for each kind)
    first = value[0]
    if first in _OPENING:
        return _curly(line, number)
    if first == "'":
        return _slip_in_single_quotes(line, number, value)
    if first == '"':
        return _slip_in_double_quotes(line, number, value)
    if first in "[{":
        return _slip_in_brackets(line, number, value)
    if BLOCK.fullmatch(value) or first == "#":
        return None
    fix = f"put the value in quotes: {_as_typed(line, value, value)}"
    if value.startswith("- ") and (field := FIELD.fullmatch(line)):
        fix = f"write each entry on a line of its own below '{field['name']}:', such as '{_shortened(value)}'"
        return unreadable(number, "the first entry of a list is on the same line as the field's name", fix)
    if re.search(r":(?:\s|$)", value):
        return unreadable(number, "the value has a colon in it", fix)
    if first in "@%`*&!>|" or value.startswith(("- ", "? ")):
        return unreadable(number, f"a value without quotes cannot begin with '{first}'", fix)
    return None


def _slip_in_single_quotes(line: str, number: int, value: str) -> Finding | None:
    if _SINGLE_QUOTED.fullmatch(value):
        return None
    if len(value) > 1 and value.endswith("'"):
        fix = f"put the value in double quotes: {_as_typed(line, value, value[1:-1])}"
        return unreadable(number, "the value begins with an apostrophe, so the next apostrophe ends it", fix)
    return _not_closed(line, number, value)


def _slip_in_double_quotes(line: str, number: int, value: str) -> Finding | None:
    if _DOUBLE_QUOTED.fullmatch(value) or "\\" in value:
        return None
    if value[-1] in _CLOSING:
        return _curly(line, number)
    if value.count('"') == 1:
        return _not_closed(line, number, value)
    text = value[1:-1] if value.endswith('"') and value.count('"') > 2 else value
    fix = f"put all of it in single quotes: {_as_typed(line, value, text)}"
    return unreadable(number, "the second '\"' ends the value, but there is text after it", fix)


def _slip_in_brackets(line: str, number: int, value: str) -> Finding | None:
    if _LETTER_BEFORE_AND_AFTER.search(value):
        fix = 'put the words in double quotes, such as "Cobbler\'s pose"'
        return unreadable(
            number, "some words begin with an apostrophe, so the next apostrophe ends them", fix
        )
    if value[0] == "[" and "]" in value[:-1] and not value.endswith("]"):
        fix = f"put all of it in quotes: {_as_typed(line, value, value)}"
        return unreadable(number, "there is text after the ']'", fix)
    return None


def _no_space_after_hyphen(line: str, number: int) -> Finding | None:
    if not (found := _NO_SPACE_AFTER_HYPHEN.fullmatch(line)):
        return None
    return unreadable(
        number, "there is no space after the hyphen", f"write '{_shortened('- ' + found['value'].strip())}'"
    )


def _no_space_after_colon(line: str, number: int) -> Finding | None:
    found = _NO_SPACE_AFTER_COLON.fullmatch(line)
    if found is None and line.partition(": ")[2].startswith("{"):
        found = _NO_SPACE_IN_BRACES.search(line)
    if found is None:
        return None
    fix = f"write '{_shortened(found['name'] + ': ' + found['value'].strip())}'"
    return unreadable(number, f"there is no space after '{found['name']}:'", fix)


def _curly(line: str, number: int) -> Finding:
    field = FIELD.fullmatch(line) or _ITEM.fullmatch(line)
    value = field["value"].strip() if field else line.strip()
    fix = f"type straight ones: {_as_typed(line, value, value.strip(_OPENING + _CLOSING + chr(34)))}"
    if value[0] in "[{":
        fix = "type straight ones, or leave them out"
    return unreadable(number, "the value is in curly quotation marks", fix)


def _not_closed(line: str, number: int, value: str) -> Finding:
    fix = f"write it at the end as well: {_as_typed(line, value, value[1:])}"
    return unreadable(number, "the quotation mark here is not closed", fix)


def _as_typed(line: str, value: str, text: str) -> str:
    """Return the line without its indentation, with the text in quotes in place of the value."""
    return _shortened(f"{line[: line.index(value)].strip()} {quoted(text)}")


def _curly_quotes(value: str) -> int:
    # An apostrophe inside a word does not count.
    return len(re.findall(rf"(?<!\w)[{_OPENING}{_CLOSING}\"]|[{_OPENING}{_CLOSING}\"](?!\w)", value))


def _shortened(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"
