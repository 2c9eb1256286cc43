"""Rules about front matter."""

from __future__ import annotations

from contract.rules.rule import Rule

FRONT_MATTER: tuple[Rule, ...] = (
    Rule(
        "P101",
        "missing-front-matter",
        "The page does not begin with front matter: a line '---', the fields, and another line '---'.",
        "Without front matter, MkDocs takes a first line such as 'Warning: stop if …' for a setting "
        "and silently leaves it out of the page. A page that begins with front matter cannot lose its "
        "first line.",
    ),
    Rule(
        "P102",
        "unreadable-front-matter",
        "The front matter is not plain YAML: it has a syntax error, a duplicate key, a tag, an anchor "
        "or an alias, or its closing '---' is missing.",
        "MkDocs would show the whole block to readers as text and ignore all of its fields.",
    ),
    Rule(
        "P103",
        "missing-field",
        "A field that this kind of page requires is missing.",
        "The field is shown on the page, or is used by the search, or keeps the page from going out of date.",
    ),
    Rule(
        "P104",
        "unknown-field",
        "The front matter has a field that does not exist on this kind of page.",
        "A misspelled field is a missing field that nobody notices.",
    ),
    Rule(
        "P105",
        "invalid-field",
        "A field has a value of the wrong type, or one outside its limits.",
        "A hold of 3000 seconds on a patient's page would do harm.",
    ),
    Rule(
        "P106",
        "impossible-date",
        "A date is in the future, or the dates are in an impossible order.",
        "Readers judge a page by its dates.",
    ),
    Rule(
        "P107",
        "unknown-source",
        "A page or a claim cites a source that is not in docs/_data/sources.yml.",
        "Every claim must lead to something that a reader can look up.",
    ),
    Rule(
        "P108",
        "repeated-id",
        "Two pages have the same id.",
        "Links on paper use the id, so it must mean the same page forever.",
    ),
    Rule(
        "P109",
        "repeated-name",
        "A title or an also-called name is used twice: on two pages, or on one.",
        "A search for a name must find exactly one page.",
    ),
    Rule(
        "P110",
        "review-overdue",
        "The date of the next review has passed.",
        "Medical knowledge changes. The page itself shows that a review is due; this notice only "
        "reminds the editors.",
        notice=True,
    ),
    Rule(
        "P111",
        "missing-picture",
        "The front matter or the text names a picture that does not exist.",
        "Readers would see a gap in place of the drawing.",
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
        "The first screen and the print sheet show that version, so there must be exactly one.",
    ),
    Rule(
        "P115",
        "unknown-anchor",
        "A source is assigned to a section that the page does not have.",
        "A clinician who checks a section looks for its sources under that name.",
    ),
    Rule(
        "P116",
        "unsourced-section",
        "A section that needs a source has none.",
        "Nobody can check what nobody can look up.",
    ),
    Rule(
        "P117",
        "wrong-move",
        "The page claims to replace a page or a section that never existed, that still exists, or "
        "that another page claims to replace as well; or a stretch would redirect to another one.",
        "People with an old printed sheet must get what it was about. A stretch that is withdrawn "
        "keeps a page in docs/retired/ that says so.",
    ),
    Rule(
        "P118",
        "unknown-caution",
        "A stretch has an answer for a group of people that is not in docs/_data/caution-groups.yml.",
        "The people concerned would never see the answer.",
    ),
    Rule(
        "P119",
        "version-without-heading",
        "A version of a stretch, other than the one to start with, has no level-3 heading with exactly its "
        "name under 'Make it easier' or 'Make it harder'.",
        "The list of versions leads to that heading, and a clinician gives its address to a patient.",
    ),
    Rule(
        "P120",
        "unlisted-source",
        "A source mark, a caution or a version names a source that is not among the page's `sources`.",
        "Readers look a source up in the list at the end of the page.",
    ),
    Rule(
        "P121",
        "unsourced-claim",
        "A caution with advice, a dose, or a sentence with a number (of seconds, times, weeks, percent …) "
        "names no source of its own, on a stretch, a routine, a page about a condition or in a shared text.",
        "A list of sources at the end does not say which of them says what. With a source at each claim, "
        "anybody can check one claim at a time. Advice of our own names `editors`, and the page says so.",
    ),
    Rule(
        "P122",
        "too-many-sources",
        "A stretch, a routine or a page about a condition lists more than 10 sources.",
        "Nobody checks 30 sources; a few strong ones are worth more than many weak ones.",
    ),
    Rule(
        "P123",
        "uncited-source",
        "A page lists a source that nothing on the page cites.",
        "A list of sources that nobody uses makes the page look better supported than it is.",
    ),
    # P113 was a group of people without an answer; such a group must now ask first.
)
