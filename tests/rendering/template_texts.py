"""Reads the words that a template itself shows, as opposed to those that it is given."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Elements inside a sentence: what stands before, in and after them is read as one.
_INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "time", "u"]
)
_UNSEEN = frozenset({"script", "style", "svg", "template"})
# Attributes that a browser or a screen reader shows, or that a script may show.
_SHOWN = re.compile(
    r"aria-(?!controls$|current$|expanded$|hidden$|labelledby$|live$)|data-|(?:alt|content|label|placeholder|title|value)$"
)
_ORDER = re.compile(r"\b(?:ask|call|do not|don['’]t|must|never|should|stop)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>?")
_GIVEN = "\ufffc"  # stands for what the template is given
# Comments and regular expressions are passed over.
_SCRIPT = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?P<string>(?:\\.|[^"\\\n])*)"|`(?P<template>(?:\\.|[^`\\])*)`"""
    r"""|(?<=[(,=:\[!&|?{};\s])/(?![*/\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*""",
    re.DOTALL,
)
_ENVIRONMENT = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True)


def texts_of(template: str) -> Iterator[str]:
    """Yield every run of words of a template that somebody may read as one, without what is filled in.

    A run goes on through inline elements, expressions and the branches of an `if`, so that a sentence
    is seen whole however it is put together. Strings in expressions, such as `{{ "Stop" if pain }}`, and
    attributes that are shown count as well.
    """
    reader = _Reader()
    reader.feed("".join(_flat(_ENVIRONMENT.parse(template))))
    reader.close()
    reader.end_run()
    for text in reader.texts:
        if re.search(r"[^\W\d_]", text.replace(_GIVEN, "")):
            yield " ".join(text.split())


def is_more_than_a_label(text: str) -> bool:
    """Whether a run of words says something, and does not just name what stands beside it.

    A label is "You need", "Print", "Last reviewed". More than that are

    - more than 6 words,
    - 2 words or more that end like a sentence, such as "Stop now.",
    - 3 words or more with one that gives orders, such as "Do not stretch today".
    """
    words = [
        word for word in re.split(r"[\s/–—]+", text.replace(_GIVEN, " ")) if re.search(r"[^\W\d_]", word)
    ]
    ends = re.search(r"[^\W\d_][\"'”’)\]]*[.!?](?:[\"'”’)\]]*(?:\s|$))", text)
    is_order = len(words) >= 3 and _ORDER.search(text) is not None
    return len(words) > 6 or is_order or (len(words) >= 2 and ends is not None)


def texts_of_script(script: str) -> Iterator[str]:
    """Yield the strings of a script, without what is filled in."""
    for found in _SCRIPT.finditer(script):
        text = found["string"] or found["template"]
        if text:
            yield " ".join(re.sub(r"\$\{[^{}]*\}", _GIVEN, text).split())


def texts_of_module(code: str) -> Iterator[str]:
    """Yield the strings of a Python module but docstrings."""
    tree = ast.parse(code)
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else _GIVEN for part in node.values]
            yield " ".join("".join(map(str, parts)).split())
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and not isinstance(parents[node], ast.Expr | ast.JoinedStr)
        ):
            yield " ".join(node.value.split())


# What is shown of a node within the text around it; what is asked, compared or named is not.
_WITHIN: dict[type[nodes.Node], Callable[[Any], list[nodes.Node | None]]] = {
    nodes.Compare: lambda _: [],
    nodes.CondExpr: lambda node: [node.expr1, node.expr2],
    nodes.Extends: lambda _: [],
    nodes.Filter: lambda node: [node.node],
    nodes.Getitem: lambda node: [node.node],
    nodes.If: lambda node: [*node.body, *node.elif_, *node.else_],
    nodes.Include: lambda _: [],
    nodes.Test: lambda _: [],
}
# What may be shown elsewhere, each by itself.
_APART: dict[type[nodes.Node], Callable[[Any], list[nodes.Node]]] = {
    nodes.Assign: lambda node: [node.node],
    # The first word of `sentence("check-first")` is a name.
    nodes.Call: lambda node: [
        *(() if isinstance(node.node, nodes.Name) and node.node.name == "sentence" else node.args),
        *node.kwargs,
    ],
    nodes.Dict: lambda node: [pair.value for pair in node.items],
    nodes.Filter: lambda node: [*node.args, *node.kwargs],
    nodes.List: lambda node: list(node.items),
    nodes.Tuple: lambda node: list(node.items),
}


def _flat(node: nodes.Node) -> Iterator[str]:
    """Yield a template as HTML: its own text, its strings, and a sign for what it is given."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
        return
    if isinstance(node, nodes.Const):
        yield f" {_TAG.sub(' ', node.value)} " if isinstance(node.value, str) else ""
        return
    kind = type(node)
    within = _WITHIN[kind](node) if kind in _WITHIN else [] if kind in _APART else [*node.iter_child_nodes()]
    for child in filter(None, within):
        yield from _flat(child)
        yield _GIVEN if kind is nodes.Output and not isinstance(child, nodes.TemplateData) else ""
    for part in _APART[kind](node) if kind in _APART else ():
        yield "<p>"
        yield from _flat(part)
        yield "</p>"


class _Reader(HTMLParser):
    """Collects the texts of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._run = ""
        self._unseen = 0

    def end_run(self) -> None:
        """Take what was read as a text of its own."""
        self.texts.append(self._run)
        self._run = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and _SHOWN.match(name):
                self.texts.append(value)
        self._unseen += tag in _UNSEEN
        if tag not in _INLINE:
            self.end_run()

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag not in _INLINE:
            self.end_run()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._run += data
