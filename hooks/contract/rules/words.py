"""Rules about how hard a text is to read."""

from __future__ import annotations

from contract.rules.rule import Rule

WORDS: tuple[Rule, ...] = (
    Rule(
        "P301",
        "hard-to-read",
        "The reading level (school grade) of the page's text is above the limit for this kind of page.",
        "People in pain read less well than they usually do.",
    ),
    Rule(
        "P302",
        "long-sentence",
        "A sentence has more words than the limit for this kind of page.",
        "Readers must keep a step in mind while they move.",
    ),
    Rule(
        "P303",
        "long-list",
        "A list has more items than the limit for this kind of page.",
        "Nobody can keep 10 points in mind; in groups with headings of their own they are easy to find.",
    ),
    Rule(
        "P304",
        "word-to-avoid",
        "A page for patients uses a word that docs/_data/words.yml says to avoid. The word is allowed "
        "in parentheses.",
        "Each thing has one name on all pages, and it is the name that people use.",
    ),
)
