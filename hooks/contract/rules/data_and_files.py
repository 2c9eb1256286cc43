"""Rules about files, characters and data."""

from __future__ import annotations

from contract.rules.rule import Rule

DATA_AND_FILES: tuple[Rule, ...] = (
    Rule(
        "P401",
        "unclassified-page",
        "A Markdown file that matches no kind of page, or whose name cannot be part of an address.",
        "A page that nothing checks could be published with anything in it.",
    ),
    Rule(
        "P402",
        "no-pages",
        "The folder contains no pages.",
        "A check of nothing must not look like a check that passed.",
    ),
    Rule(
        "P403",
        "unreadable-file",
        "The file is not UTF-8 text, or is far too large.",
        "Neither the check nor readers could read it.",
    ),
    Rule(
        "P404",
        "invisible-character",
        "The text has an invisible character, or one that changes the direction of writing.",
        "Readers would not see what the check has read.",
    ),
    Rule(
        "P405",
        "unreadable-register",
        "A data file in docs/_data cannot be read, or an entry is incomplete.",
        "Pages take facts from it.",
    ),
    Rule(
        "P406",
        "missing-shared-text",
        "A text that is shared by all pages is missing.",
        "The emergency signs come from docs/_partials; without the file, no page would show them.",
    ),
    Rule(
        "P407",
        "broken-shared-link",
        "A link to a page that does not exist, in a text that is inserted into many pages.",
        "All of these pages would lose their link to the emergency signs at once.",
    ),
    Rule(
        "P408",
        "unused-source",
        "docs/_data/sources.yml lists a source that no page cites.",
        "A list of sources that nobody uses makes the site look better supported than it is.",
        notice=True,
    ),
    Rule(
        "P409",
        "misleading-code",
        "A code in docs/_data/diagnosis-codes.yml points to no page, to a page that is not about a "
        "condition, such as a stretch, or, if it is urgent, to any page other than the one on getting "
        "help.",
        "A record system opens the page without anybody looking at it first: people with an emergency "
        "must not land on a stretch, and a code does not say who must not do one.",
    ),
    Rule(
        "P410",
        "typed-number",
        "A telephone number, or a link that dials one, is typed into a page; the only place for "
        "numbers is docs/_data/emergency-numbers.yml.",
        "A number that is typed in many places gets corrected in only some of them, and then a "
        "patient dials the wrong one.",
    ),
    Rule(
        "P411",
        "damaged-character",
        "A character that was damaged when a file was saved or pasted, such as 'â€™' for an apostrophe.",
        "Readers see it, and a search does not find the word.",
    ),
    Rule(
        "P412",
        "lookalike-character",
        "A letter or digit that looks like another one, such as a ligature or a letter of another alphabet.",
        "A search does not find the word, and a screen reader spells it out.",
    ),
    Rule(
        "P413",
        "unlisted-file",
        "A file in the docs folder that is not a page and not of a type that is allowed in "
        "its place, is hidden, is a link to a folder or out of the docs folder, or is a "
        "drawing that runs a script or loads something.",
        "MkDocs publishes every file it finds there: a copy with a name that somebody could guess, a "
        "list of patients, a page with a script.",
    ),
)
