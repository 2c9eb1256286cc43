"""Rules about how hard a text is to read."""

from __future__ import annotations

from contract.rules.rule import Rule

WORDS: tuple[Rule, ...] = (
    Rule(
        "P301",
        "hard-to-read",
        "The school grade of the page's text is above the limit for this kind of page.",
        "People in pain read less well than they can.",
    ),
    Rule(
        "P302",
        "long-sentence",
        "A sentence has more words than the limit for this kind of page.",
        "A step must be held in mind while moving.",
    ),
    Rule(
        "P303",
        "long-list",
        "A list has more items than the limit for this kind of page.",
        "Nobody keeps 10 points in mind; in groups with a heading of their own they can be found.",
    ),
    Rule(
        "P304",
        "word-to-avoid",
        "A page for patients has a word that docs/_data/words.yml asks to avoid. In brackets it may stand.",
        "One thing has one name on all pages, and the name is the one that people use.",
    ),
)
