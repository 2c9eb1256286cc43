"""Finds Markdown that would be shown as text, because it is not written quite right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contract.diagnostics import Finding, shortened
from reading.block_structure import HELD_BACK
from reading.written_structure import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reading.block_structure import Block, Link
    from reading.lines import Line
    from reading.plain_yaml import Path
    from reading.source_page import SourcePage

_RULE = "leftover-markdown"
IN_FIELD = "delete it; the front matter is plain text, not Markdown"


class _Sign(NamedTuple):
    """A kind of leftover Markdown: the pattern that finds it, and how to write it correctly."""

    pattern: re.Pattern[str]
    help: str


def _sign(pattern: str, fix: str) -> _Sign:
    return _Sign(re.compile(pattern, re.MULTILINE), fix)


_LINK = "write a link as '[words](page.md)'"
_BOX = "write a box as '!!! danger \"Title\"', and indent each line below it by 4 spaces"
_BOLD = "write '**words**', without spaces inside the asterisks"
_FOOTNOTE = "footnotes do not work here: say it in the text, or add a source to the front matter"
_ADDRESS = r"[^()\s]*(?:\.(?:md|html?|svg|png|jpe?g|webp)\b|[/#:])[^()\s]*"
_TYPED_NUMBER = r"^[ \t]*\(?(?:[a-zA-Z]|\d{1,2}|[ivx]{1,4})[.)][ \t]+\S"
_ENTITY = _sign(
    r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});", "type the character itself"
)

# The first match at a place counts.
_INLINE = (
    _sign(rf"\)\[{_ADDRESS}\]", f"{_LINK}: the words in square brackets, the address in parentheses"),
    _sign(rf"\][ \t]+\({_ADDRESS}\)", f"{_LINK}, without a space between ']' and '('"),
    _sign(r"\]\([^)\n]*\)?", f"{_LINK}, with all four brackets and no spaces in the address"),
    _sign(
        r"\][ \t]?\[[^\]\n]*\]", f"{_LINK}; no line '[name]: address' defines the name in the second brackets"
    ),
    _sign(r"\[\^[^\]\s]+\]", _FOOTNOTE),
    _sign(r"\[\[[^\]\n]+\]\]", _LINK),
    _sign(r"!\[[^\]\n]*\]?", "write an image as '![what it shows](../assets/file.svg)'"),
    _sign(rf"(?<!\S)![ \t]*{HELD_BACK}", "write an image as '![what it shows](../assets/file.svg)'"),
    _sign(r"\[TOC\]", "delete it; the table of contents is made from the headings"),
    _sign(r"^[ \t]*\[[ xX]\](?=\s)", "checkboxes do not work here: write a plain list, '- item'"),
    _sign(r"^\[![A-Za-z]+\]", _BOX),
    _sign(r"^[ \t]*(?:!!!|:::|///).*", _BOX),
    _sign(r"^[ \t]*===[!+]?[ \t]+[\"“].*", "tabs do not work here: use level 3 headings"),
    _sign(
        r"^[ \t]*--8<--.*|\{%.*?%\}|\{#.*?#\}",
        "delete it; include a shared text with a marker, '{{ name }}'",
    ),
    _sign(
        r"^\*\[[^\]\n]+\]:.*",
        "abbreviations do not work here: explain the word in the text, in parentheses",
    ),
    _sign(r"\*{2,}|(?<![\w*])\*(?=\w)|(?<=[\w.,!?])\*(?![\w*])", _BOLD),
    _sign(r"(?<![\w_/-])_{1,3}(?=[^\W_])(?!_)|(?<=[^\W_])_{1,3}(?![\w_/-])", "write '**words**' for bold"),
    _sign(
        r"~~|(?<![=\w])==(?=\w)|(?<=\w)==(?![=\w])|\^\^|\+\+(?=\w)|(?<=\w)~(?=\w+~)",
        "remove these characters: only bold and italic text work here",
    ),
    _sign(r"(?<![\w:/]):[a-z][a-z0-9_+-]+:(?![\w/])", "write the word, or type the emoji itself"),
    _sign(
        r"`+|(?<!\w)['‘’´]{3,}", "put a straight backtick on both sides of the code, or ``` alone on a line"
    ),
    _sign(
        r"(?<![\w/.@])(?:https?://|www\.)[^\s<>()]+",
        "readers cannot tap this: write '[words](address)' or '<address>'",
    ),
    _sign(
        r"(?<![\w.@/:])[\w.+-]+@[\w-]+\.[\w.-]*\w",
        "readers cannot tap this: write '<name@example.org>'",
    ),
    _sign(r"(?<![\w/@])[\w./-]+\.md\b(?:#[\w-]+)?", _LINK),
    _sign(
        r"^[ \t]*\|.*\||^[ \t]*:?-{3,}:?[ \t]*\|.*",
        "leave an empty line above a table, and write '| --- | --- |' below its first row",
    ),
    _sign(r"^[ \t]*: (?=\S)", "definition lists do not work here: write '- **term:** what it is'"),
    _sign(
        r"^[ \t]*[•·▪◦‣●○■–—-](?=[^\W\d_])|^[ \t]*[•·▪◦‣●○■][ \t]", "write '- ' before each item of a list"
    ),
    _sign(r"^[ \t]*\d{1,2}[.)](?=[^\W\d_])", "put a space after the number: '1. '"),
    _sign(r"\\(?=[^\w\s])|\\$", "delete the backslash; use it only before a Markdown character"),
    _ENTITY,
)
# Only found across the lines of a paragraph.
_LATER_LINE = (
    _sign(
        r"(?<=[:.!?,;]\n)[ \t]*(?:\d{1,2}[.)]|[-–—+*])[ \t]+\S",
        "leave an empty line above the list, and write '- ' or '1. '",
    ),
    _sign(rf"{_TYPED_NUMBER}.*\n{_TYPED_NUMBER}", "write a list, with '1. ' or '- ' before each item"),
    _sign(r"\A[ \t]*–[ \t]+\S|^[ \t]*[–—].*\n[ \t]*[–—]", "write '- ' before each item of a list"),
    _sign(r"(?<=\n)[ \t]*#{1,6}[^\W\d_]", "leave an empty line above a heading, and write '## Heading'"),
)
_ENTITY_IN_TEXT = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_CODE = re.compile(r"(`+).*?\1")
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+.!|~-]")
# A quick test: a text without any of these has no leftover Markdown.
_SIGNS = re.compile(
    r"[*_`~^+\[\]|\\&•·▪◦‣●○■]|\{[%#]|==|--8|!!|(?:^|\s)!|:[a-z:]|['‘’´]{3}"
    r"|@|\.md\b|://|www\.|///|^[ \t]*(?:[-–—(#:=>]|\w{1,4}[.)])",
    re.MULTILINE,
)
# Front matter is not Markdown, and some of its fields hold addresses.
_IN_FIELDS = tuple(sign for sign in _INLINE if sign.help != _LINK and "tap" not in sign.help)


def leftover_findings(
    blocks: Sequence[Block], links: Sequence[Link], lines: Sequence[Line], texts: Mapping[int, str]
) -> Iterator[Finding]:
    """Find leftover Markdown in a text, each with its line."""
    for block in blocks:
        if block.text and block.kind != "code" and _SIGNS.search(block.text) is not None:
            yield from _in_block(block, texts)
    for link in links:
        yield from _in_link(link, texts)
    for line in lines:
        if "&" in line.raw and line.where == "text":
            for found in _ENTITY_IN_TEXT.finditer(_CODE.sub("", line.raw)):
                yield Finding(line.number, _RULE, f"'{found[0]}' is code for a character", _ENTITY.help)
                break


def _in_block(block: Block, texts: Mapping[int, str]) -> Iterator[Finding]:
    """Find each kind once per block, and one per line."""
    seen: set[int] = set()
    plain = block.plain.replace(MARK, "")
    for sign in (*_INLINE, *_LATER_LINE) if _SIGNS.search(plain) is not None else ():
        for found in sign.pattern.finditer(plain):
            shown = found[0].lstrip()
            line = block.line + plain.count("\n", 0, found.start() + len(found[0]) - len(shown))
            if line not in seen and not _is_escaped(shown, texts.get(line, "")):
                seen.add(line)
                yield _finding(line, shown, sign.help)
                break


def _in_link(link: Link, texts: Mapping[int, str]) -> Iterator[Finding]:
    words = link.words
    if words.startswith("^"):
        yield _finding(link.line, f"[{words}]", _FOOTNOTE)
    elif not link.is_image and "`" not in texts.get(link.line, "") and "/" not in words and "@" not in words:
        found = _first_sign(words)
        if found is not None and not _is_escaped(found, texts.get(link.line, "")):
            yield _finding(link.line, found, "delete it from the text of the link")


def field_findings(page: SourcePage, shown: Sequence[tuple[Path, str]]) -> Iterator[Finding]:
    """Find Markdown in front matter, where it would be shown as is."""
    if not sign_in_field("\n".join(text for _, text in shown)):
        return
    for path, text in shown:
        if found := sign_in_field(text):
            yield _finding(page.line_of(path), found, IN_FIELD)


def sign_in_field(text: str) -> str:
    """Return the first piece of Markdown in a text that is shown as is; '' without any."""
    return (_first_sign(text) or "") if "{{" in text or _SIGNS.search(text) is not None else ""


def _first_sign(text: str) -> str | None:
    if "{{" in text:
        return text[text.index("{{") :]
    for sign in _IN_FIELDS:
        if found := sign.pattern.search(text):
            return found[0]
    return None


def _is_escaped(shown: str, raw: str) -> bool:
    """Return whether all of a match in its line is escaped by backslashes."""
    return "\\" in raw and HELD_BACK not in shown and shown not in _ESCAPED.sub("\0", raw)


def _finding(line: int, shown: str, fix: str) -> Finding:
    words = shortened(" ".join(shown.replace(HELD_BACK, "…").split()), 40)
    return Finding(line, _RULE, f"readers would see '{words}'", fix)
