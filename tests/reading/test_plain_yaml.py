"""The reader of plain YAML agrees with PyYAML, knows its lines and rejects the rest of the language."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.plain_yaml import PlainYamlError, read_plain_yaml

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False),
    st.dates(),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=20),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcdefghij_-é", min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=15,
)


@settings(deadline=None, max_examples=300)
@given(value=VALUES, flow=st.sampled_from([None, True, False]), wide=st.booleans())
def test_agrees_with_yaml(value: object, flow: bool | None, wide: bool) -> None:  # noqa: FBT001
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=wide)
    if "&id" in text or any(character in text for character in "\x85\u2028\u2029\ufeff"):
        return
    assert read_plain_yaml(text).value == yaml.safe_load(text)


@pytest.mark.parametrize("number", ["010", "012", "1:30", "0x1f", "0b11", "1_000"])
def test_a_number_that_yaml_reads_as_another_is_rejected(number: str) -> None:
    with pytest.raises(PlainYamlError, match="would be read as another number"):
        read_plain_yaml(f"repeats: {number}")


@pytest.mark.parametrize(
    "text",
    [
        "a: yes",
        "a: ~",
        "a:",
        "a: 1e3",
        "a: .5",
        "a: 2026-11-22",
        "a: +1",
        "a: 'x'",
        "a: |\n  b\n  c",
        "a: >-\n  b\n  c",
        "[1, two]",
        "- - 1",
        "a: {b: [c]}",
        "",
        "# only a comment",
        "just words",
        "--- a",
    ],
)
def test_reads_as_yaml_does(text: str) -> None:
    assert read_plain_yaml(text).value == yaml.safe_load(text)


def test_dates_are_read_as_dates() -> None:
    assert read_plain_yaml("a: 2026-11-22").value == {"a": dt.date(2026, 11, 22)}


def test_every_part_has_its_line() -> None:
    tree = read_plain_yaml(
        "# top\na: 1\nb:\n  - c: 2\n    d: >-\n      long\n      text\n  - [x,\n    y]\ne: {f: 1,\n  g: 2}\n"
    )
    assert tree.lines == {
        (): 2,
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 0, "c"): 4,
        ("b", 0, "d"): 5,
        ("b", 1): 8,
        ("b", 1, 0): 8,
        ("b", 1, 1): 9,
        ("e",): 10,
        ("e", "f"): 10,
        ("e", "g"): 11,
    }
    assert tree.line_of(("b", 0, "missing")) == 4
    assert tree.line_of(("nowhere", 3)) == 2


def test_lines_are_counted_from_the_first_line_of_the_document() -> None:
    tree = read_plain_yaml("a: 1\nb: 2\n", first_line=2)
    assert (tree.line_of(("a",)), tree.line_of(("b",)), tree.line_of(("c",))) == (2, 3, 2)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb: !x 2", 2, "begins with '!'"),
        ("a: !!python/object/apply:os.system [x]", 1, "begins with '!'"),
        ("a: 1\n? !x b\n: 2", 2, "a tag"),
        ("a: &b 1", 1, "'&b' is an anchor"),
        ("a: *b", 1, "'*b' is an alias"),
        ("&b a: 1", 1, "anchor"),
        ("<<: {a: 1}", 1, "a merge"),
        ("a: 1\nb: 2\na: 3", 3, "'a' is a duplicate"),
        ("a:\n  b: 1\n  b: 2", 3, "'b' is a duplicate"),
        ("? [a]\n: 1", 1, "must be a word"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("a: " + "[" * 50, 1, "nested more than"),
        ("a: b: c", 1, "the value has a colon in it"),
        ("x: 1\na: [b\nc: 1", 2, "the '[' here is not closed"),
        ("a: {b\nc: 1", 1, "the '{' here is not closed"),
        ("x: 1\na: 'b\nc: 1", 2, "the quotation mark here is not closed"),
        ("a: 1\n\tb: 1", 2, "a tab"),
        ("a: @b", 1, "cannot begin with '@'"),
        ("a: 1\nb", 2, "no ': '"),
        ("a:\n  - b\n c: 1", 3, "is not aligned with"),
        ('a: "\\q"', 1, "backslash"),
        ("a: 2026-02-30", 1, "the date 2026-02-30 does not exist"),
        ("a: 9" + "9" * 60, 1, "more than 40 digits"),
        ("a: 1\nb: x\x00y", 2, "cannot be printed"),
        ("a: 1\nb: x\x08y", 2, "cannot be printed"),
        ("a: " + "x" * 200_001, 1, "longer than 200,000 characters"),
    ],
)
def test_rejects_with_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(PlainYamlError) as caught:
        read_plain_yaml(text)
    assert caught.value.finding.line == line
    assert reason in caught.value.finding.message
    assert caught.value.finding.help
    assert caught.value.finding.help in str(caught.value)


@settings(deadline=None, max_examples=300)
@given(text=st.one_of(st.text(max_size=80), st.text("[]{}:-,&*!|>'\"%@`#? \n\tab1.", max_size=60)))
def test_nothing_else_is_ever_raised(text: str) -> None:
    line = 1
    try:
        line = read_plain_yaml(text).line_of(())
    except PlainYamlError as error:
        line = error.finding.line
    assert 1 <= line <= len(re.split("[\n\r\x85\u2028\u2029]", text)) + 1
