"""A source mark names sources, and leaves no trace in what is read or rendered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.source_marks import SourceMark, take_marks
from reading.source_page import read_page

WORDS = st.sampled_from(
    [
        "One.",
        "two",
        "(three)",
        "**four.**",
        "| five",
        "- six",
        "1. seven",
        "<!-- a note -->",
        "`eight`",
        "nine.  ",
    ]
)
MARKS = st.sampled_from(
    [" <!-- source: nhs -->", " <!--source:nhs,mayo-flex-->", "\t<!-- source:  nhs ,mayo-flex  -->"]
)


@pytest.mark.parametrize(
    ("line", "without", "marks"),
    [
        ("One. <!-- source: nhs -->", "One.", [(4, ("nhs",))]),
        (
            "One. <!-- source: nhs --> Two. <!-- source: a-1, b -->",
            "One. Two.",
            [(4, ("nhs",)), (9, ("a-1", "b"))],
        ),
        ("One.<!-- source: nhs -->Two.", "One. Two.", [(4, ("nhs",))]),
        ("| one | two <!-- source: nhs --> |", "| one | two |", [(11, ("nhs",))]),
        ("One. <!-- source: a --> <!-- source: b -->", "One.", [(4, ("a",)), (4, ("b",))]),
        ("One. <!-- a note --> <!-- source: a -->", "One. <!-- a note -->", [(20, ("a",))]),
        ("One. <!-- sources a -->", "One. <!-- sources a -->", []),
        ("One. <!-- source: a", "One. <!-- source: a", []),
        ("One. <!-- source: A -->", "One. <!-- source: A -->", []),
    ],
)
def test_marks_of_a_line(line: str, without: str, marks: list[tuple[int, tuple[str, ...]]]) -> None:
    assert take_marks(line) == (without, tuple(SourceMark(*mark) for mark in marks))


@given(st.lists(st.tuples(WORDS, st.none() | MARKS, st.sampled_from([" ", "\n", "\n\n"])), max_size=12))
def test_a_page_is_read_as_if_it_had_no_marks(parts: list[tuple[str, str | None, str]]) -> None:
    marked = read_page("a.md", "".join(f"{words}{mark or ''}{gap}" for words, mark, gap in parts))
    plain = read_page(
        "a.md", "".join(f"{words.rstrip() if mark else words}{gap}" for words, mark, gap in parts)
    )
    assert [line[:5] for line in marked.lines] == [line[:5] for line in plain.lines]
    assert (marked.headings, marked.findings) == (plain.headings, plain.findings)
    assert sum(len(line.marks) for line in marked.lines) == sum(mark is not None for _, mark, _ in parts)


def test_a_mark_in_code_or_in_a_comment_is_none() -> None:
    mark = "<!-- source: nhs -->"
    text = f"```\nOne. {mark}\n```\n\n<!-- Two.\nThree. {mark}\nFour. {mark}\n"
    page = read_page("a.md", text, front_matter_expected=False)
    assert [line.number for line in page.lines if line.marks] == [7]
    assert page.lines[1].raw == f"One. {mark}"
