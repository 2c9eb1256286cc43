"""The reading level of known texts, counted by hand."""

from __future__ import annotations

import pytest
from checks.reading_level import Sentence, reading_findings, school_grade, sentences_of
from contract.page_types import FOR_PATIENTS, FOR_PROFESSIONALS, ReadingLimits
from reading.source_page import SourcePage, read_page


def page(text: str) -> SourcePage:
    return read_page("x.md", text, front_matter_expected=text.startswith("---"))


def sentences(text: str) -> list[Sentence]:
    return list(sentences_of(page(text)))


def words(text: str) -> list[int]:
    """The number of words of each sentence."""
    return [len(sentence.words) for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        # 6 words, 1 sentence, 6 syllables
        ("The cat sat on the mat.", 0.39 * 6 / 1 + 11.8 * 6 / 6 - 15.59),
        # 9 words, 2 sentences, 10 syllables (mild-ly)
        ("Lie on your back. Bend one knee mildly, then.", 0.39 * 9 / 2 + 11.8 * 10 / 9 - 15.59),
        # 5 words, 1 sentence, 10 syllables: phys-i-cal ther-a-py can help peo-ple
        ("Physical therapy can help people.", 0.39 * 5 / 1 + 11.8 * 10 / 5 - 15.59),
    ],
)
def test_the_formula(text: str, grade: float) -> None:
    counted = [sentence.text for sentence in sentences(text)]
    assert school_grade(counted, fewest=1) == pytest.approx(grade)


def test_a_short_text_has_no_grade() -> None:
    assert school_grade(["word " * 49]) is None
    assert school_grade(["word " * 50]) is not None


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Sit down. Stand up!  Do you?\n", [2, 2, 2]),
        ("- your knee hurts\n- your foot goes numb\n", [3, 4]),
        ("1. Sit down.\n2. Stand up now. Then sit.\n", [2, 3, 2]),
        ("- one item\n  that goes on\n", [5]),
        # "e.g." and "i.e." count as two words each; what matters is that no sentence ends there
        ("See e.g. the Duke page by Dr. Smith, i.e. No. 5.\n", [13]),
        ("It is 3.5 inches or 2 to 4 steps.\n", [10]),
        ("Read [the whole page](https://example.org/a-b-c.html#d) now.\n", [5]),
        ("See https://example.org/some/long/address for more.\n", [3]),
        ("A well-known stretch isn't new.\n", [5]),
        ("This line\nis wrapped\nin three.\n", [6]),
        ("**Stop.** It hurts.\n", [1, 2]),
        ('He said "stop." Then he left.\n', [3, 3]),
        ("## A heading is not counted\n\nThis is.\n", [2]),
        ("```\nCode is not counted.\n```\n\nThis is.\n", [2]),
        ("<!-- Nor is a comment. -->\n\nThis is.\n", [2]),
        ("<!--\nNor is\na comment.\n-->\n\nThis is.\n", [2]),
        ("{{ emergency }}\n\nThis is.\n", [2]),
        ("| Nor | a | table |\n| --- | --- | --- |\n\nThis is.\n", [2]),
        ('!!! danger "Nor a box\'s head"\n\n    This in it is.\n', [4]),
        ("", []),
        ("...\n\n---\n\n***\n", []),
    ],
)
def test_sentences_and_words(text: str, counts: list[int]) -> None:
    assert words(text) == counts


def test_lines_of_sentences_in_a_wrapped_paragraph() -> None:
    found = sentences(
        "One is here. Two begins\nand ends there. Three\nis last.\n\nFour.\n\n"
        "- Five.\n- Six\n  goes on. Seven.\n"
    )
    assert [(sentence.words[0], sentence.place) for sentence in found] == [
        ("One", 1),
        ("Two", 1),
        ("Three", 2),
        ("Four", 5),
        ("Five", 7),
        ("Six", 8),
        ("Seven", 9),
    ]


def test_lines_of_many_sentences_in_one_paragraph() -> None:
    found = sentences("A one. B\ntwo. C\nthree. D\nfour. E five.\nF six.\n")
    assert [sentence.place for sentence in found] == [1, 1, 2, 3, 4, 5]


def test_the_front_matter_shown_as_sentences_counts() -> None:
    text = (
        "---\ntitle: Not a sentence\nsummary: A small move.\n"
        "cautions:\n  a:\n    advice: Sit tall. Do not lean.\n"
        "progression:\n  move_on: Go on.\n  move_back: >-\n    Go back\n    now.\n"
        "author: Nobody at all\n---\n\nText.\n"
    )
    found = {" ".join(sentence.words): sentence.line(page(text)) for sentence in sentences(text)}
    assert found == {
        "A small move": 3,
        "Sit tall": 6,
        "Do not lean": 6,
        "Go on": 8,
        "Go back now": 9,
        "Text": 15,
    }


def test_a_step_has_a_limit_of_its_own() -> None:
    limits = ReadingLimits(grade=99, sentence_words=5, step_words=3, list_items=7, plain_words=False)
    text = (
        "one two three four five\n\n1. one two three\n2. one two three four\n\n"
        "- one two three four five six\n"
    )
    findings = list(reading_findings(page(text), limits))
    assert [(finding.line, finding.rule) for finding in findings] == [
        (4, "long-sentence"),
        (6, "long-sentence"),
    ]
    assert findings[0].help == "the limit in a step is 3 here; split it into two sentences"
    assert findings[1].help == "the limit in text is 5 here; split it into two sentences"


def test_a_long_sentence_is_found_however_it_is_wrapped() -> None:
    for gap in (" ", "\n", "  ", "\n  ", ", "):
        (finding,) = reading_findings(page(gap.join(["word"] * 26) + ".\n"), FOR_PATIENTS)
        assert (finding.line, finding.rule) == (1, "long-sentence")
        assert "26 words" in finding.message


def test_a_hard_page_names_its_hardest_line() -> None:
    text = (
        "The dog ran to the old man. " * 6
        + "\n\nRehabilitation necessitates individualized evaluation.\n" * 3
    )
    (finding,) = [
        finding for finding in reading_findings(page(text), FOR_PATIENTS) if finding.rule == "hard-to-read"
    ]
    assert finding.line == 3
    assert "the limit is 6 here" in finding.help
    assert not [
        finding
        for finding in reading_findings(page(text), FOR_PROFESSIONALS)
        if finding.rule == "long-sentence"
    ]
