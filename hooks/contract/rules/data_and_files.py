"""Rules about files, characters and data."""

from __future__ import annotations

from contract.rules.rule import Rule

DATA_AND_FILES: tuple[Rule, ...] = (
    Rule(
        "P401",
        "unclassified-page",
        "A Markdown file that belongs to no kind of page, or whose name could not be an address.",
        "A page that nothing checks could be published with anything in it.",
    ),
    Rule(
        "P402",
        "no-pages",
        "The folder holds no pages.",
        "A check of nothing must not look like a check that passed.",
    ),
    Rule(
        "P403",
        "unreadable-file",
        "The file is not text in UTF-8, or is far too large.",
        "Nobody could read it.",
    ),
    Rule(
        "P404",
        "invisible-character",
        "The text has a character that cannot be seen or that changes the direction of writing.",
        "What the reader sees would not be what the check has read.",
    ),
    Rule(
        "P405",
        "unreadable-register",
        "A file of shared facts in docs/_data cannot be read, or an entry is incomplete.",
        "Pages are filled from it.",
    ),
    Rule(
        "P406",
        "missing-shared-text",
        "A text that is the same on all pages is not there.",
        "The emergency signs come from docs/_partials; without the file no page would show them.",
    ),
    Rule(
        "P407",
        "broken-shared-link",
        "A link in a text that is set into many pages leads to no page.",
        "The way from every page to the emergency signs would be lost at once.",
    ),
    Rule(
        "P408",
        "unused-source",
        "The register has a source that no page names.",
        "A list of sources that nobody uses makes the site look better founded than it is.",
        notice=True,
    ),
    Rule(
        "P409",
        "misleading-code",
        "A code in docs/_data/diagnosis-codes.yml leads to no page, to one that is not on a condition, such "
        "as a stretch, or, where it is urgent, to any other page than the one on getting help.",
        "A record system opens the page with nobody looking: who has an emergency must not meet a stretch, "
        "and a code does not tell who must not do one.",
    ),
    Rule(
        "P410",
        "typed-number",
        "A telephone number, or a link that dials one, was typed by hand; the numbers have one place, "
        "docs/_data/emergency-numbers.yml.",
        "A number that is typed in many places is corrected in some of them only, and then a patient dials "
        "the wrong one.",
    ),
    Rule(
        "P411",
        "damaged-character",
        "A character that was damaged when a file was saved or pasted, such as 'â€™' for an apostrophe.",
        "Readers see it, and search does not find the word.",
    ),
    Rule(
        "P412",
        "lookalike-character",
        "A letter or digit that looks like another one, such as a ligature or a letter of another alphabet.",
        "Search does not find the word, and a screen reader spells it.",
    ),
    Rule(
        "P413",
        "unlisted-file",
        "A file below the docs folder that is no page and of no kind that is listed for its place, is "
        "hidden, leads out of the folder, or is a drawing that does more than being looked at.",
        "MkDocs publishes every file it finds there: a copy with a name somebody could guess, a list of "
        "patients, a page with a script.",
    ),
)
