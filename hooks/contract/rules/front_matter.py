"""Rules about front matter."""

from __future__ import annotations

from contract.rules.rule import Rule

FRONT_MATTER: tuple[Rule, ...] = (
    Rule(
        "P101",
        "missing-front-matter",
        "The page does not begin with a line of three hyphens, the facts about the page, and three hyphens.",
        "MkDocs takes a first line such as 'Warning: stop if …' for a setting and leaves it out of the page "
        "without a word. A page that begins with front matter cannot lose its first line.",
    ),
    Rule(
        "P102",
        "unreadable-front-matter",
        "The lines between the hyphens are not plain YAML: a slip in the writing, a key used twice, a tag, "
        "an anchor or an alias, or the closing hyphens are missing.",
        "MkDocs would show the whole block to readers as text, and no field of it would count.",
    ),
    Rule(
        "P103",
        "missing-field",
        "A field that this kind of page needs is not there.",
        "The field is shown on the page, or found by search, or keeps the page from going out of date.",
    ),
    Rule(
        "P104",
        "unknown-field",
        "The front matter has a field that this kind of page does not know.",
        "A misspelt field is a missing field that nobody notices.",
    ),
    Rule(
        "P105",
        "invalid-field",
        "A field has the wrong kind of value, or one outside its limits.",
        "A hold of 3000 seconds on a patient's page does harm.",
    ),
    Rule(
        "P106",
        "impossible-date",
        "A date lies in the future, or the dates are in an impossible order.",
        "Readers judge a page by its dates.",
    ),
    Rule(
        "P107",
        "unknown-source",
        "The page names a source that docs/_data/sources.yml does not have.",
        "A claim must lead to something that a reader can look up.",
    ),
    Rule(
        "P108",
        "repeated-id",
        "Two pages have the same id.",
        "Links on paper use the id; it must mean one page for ever.",
    ),
    Rule(
        "P109",
        "repeated-name",
        "A title or an also-called name stands twice: on two pages, or on one.",
        "Somebody who searches for a name must find one page.",
    ),
    Rule(
        "P110",
        "review-overdue",
        "The day of the next review has passed.",
        "What is known changes. The page says by itself that it is due; this only tells the editors.",
        notice=True,
    ),
    Rule(
        "P111",
        "missing-picture",
        "The front matter or the text names a picture that is not there.",
        "A gap where the drawing should be.",
    ),
    Rule(
        "P112",
        "unknown-stretch",
        "A routine names a stretch that has no page.",
        "A routine without one of its stretches cannot be followed.",
    ),
    Rule(
        "P114",
        "unclear-start",
        "No version, or more than one, is marked as the one to start with.",
        "The first screen and the printed sheet show that version; there must be exactly one.",
    ),
    Rule(
        "P115",
        "unknown-anchor",
        "A source is said to stand behind a section that the page does not have.",
        "A clinician who checks a section looks for its sources by that name.",
    ),
    Rule(
        "P116",
        "unsourced-section",
        "No source of the page stands behind a section that needs one.",
        "What nobody can look up, nobody can check.",
    ),
    Rule(
        "P117",
        "wrong-move",
        "The page says that it took the place of a page or a section that was never there, that is still "
        "there, or that another page took the place of as well; or a stretch would lead to another one.",
        "Who comes with an old sheet of paper must get what it was about. A stretch that is given up keeps a "
        "page in docs/retired/ that says so.",
    ),
    Rule(
        "P118",
        "unknown-caution",
        "A stretch answers for a group of people that docs/_data/caution-groups.yml does not have.",
        "The answer would be shown to nobody whom it concerns.",
    ),
    # P113 was a group of people without an answer, which now means that the group must ask first.
)
