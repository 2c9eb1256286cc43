"""The rules: what can be wrong with a page, under which name and code, and why it matters.

A rule is named by the defect. The code never changes its meaning and is never used again for another rule.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A defect that the check finds.

    Attributes:
        code: permanent short form.
        name: the defect, in words joined by hyphens.
        what: what the rule finds.
        why: what a reader or an editor loses by it.
        notice: True where it is told but stops nothing.
    """

    code: str
    name: str
    what: str
    why: str
    notice: bool = False


RULES: tuple[Rule, ...] = (
    # Front matter
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
    # P113 was a group of people without an answer, which now means that the group must ask first.
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
    # Sections
    Rule(
        "P201",
        "missing-section",
        "A section that this kind of page needs is not there, or its heading is not written as it must be.",
        "Each section keeps a reader safe or able to do the stretch; CONTRIBUTING.md says what each is for.",
    ),
    Rule(
        "P202",
        "unknown-section",
        "A level-2 heading that this kind of page does not have.",
        "Every stretch is told in the same order, so that a reader finds the same thing in the same place. "
        "Headings of level 3 are free.",
    ),
    Rule(
        "P203",
        "doubled-section",
        "The same section stands on the page twice.",
        "A reader finds one of the two, and a link leads to the first.",
    ),
    Rule(
        "P204",
        "section-out-of-order",
        "The sections are not in their order.",
        "What to check comes before the first step; that must be so on every page.",
    ),
    Rule(
        "P205",
        "empty-section",
        "A section or a whole page has nothing to read.",
        "An empty 'Stop if' says that there is nothing to stop for.",
    ),
    Rule(
        "P206",
        "unfinished-text",
        "TODO or other words that stand for text still to be written.",
        "Half a page about a body does harm.",
    ),
    Rule(
        "P207",
        "missing-steps",
        "The section has no numbered list of at least 3 steps.",
        "One action a step can be followed from the floor; a paragraph cannot.",
    ),
    Rule(
        "P208",
        "missing-list",
        "The section has no list.",
        "Signs and checks are looked for one by one.",
    ),
    Rule(
        "P209",
        "missing-emergency-line",
        "The section does not show the emergency signs.",
        "Numbness can be an emergency that a stretch makes worse; a reader must see the signs before the "
        "first step.",
    ),
    Rule(
        "P210",
        "missing-marker",
        "A marker that the section or the page needs is not there, so its facts would not be shown.",
        "Doses, cautions and sources stand in the front matter; without the marker nobody sees them.",
    ),
    Rule(
        "P211",
        "unknown-marker",
        "A marker that does not exist, cannot be filled on this kind of page, or does not stand on a line "
        "of its own.",
        "It would be printed as it stands, braces and all.",
    ),
    Rule(
        "P212",
        "hidden-heading",
        "A heading that readers would not see, or that the check cannot see as readers do.",
        "The check vouches for what it can read: headings with two hashes at the left margin, outside code, "
        "comments, lists, tabs and HTML.",
    ),
    Rule(
        "P213",
        "title-in-text",
        "The text has a level-1 heading.",
        "The page's title comes from its front matter; a second one confuses screen readers.",
    ),
    Rule(
        "P214",
        "raw-html",
        "The text has HTML in it.",
        "HTML can hide headings and text from the check, and does not adapt to phones, paper and screen "
        "readers.",
    ),
    Rule(
        "P215",
        "changed-anchor",
        "A section has an id that it may not have.",
        "Links to sections are permanent and the same on every page.",
    ),
    Rule(
        "P216",
        "leads-to-a-stretch",
        "The page of a stretch that is not shown any more has a link to another stretch.",
        "Somebody was given that one stretch for a reason; which other one is right, a clinician must say.",
    ),
    Rule(
        "P217",
        "broken-link",
        "A link leads to a page or a file that is not there.",
        "Readers who follow it are lost, and the addresses of a page are only recorded once all is right.",
    ),
    Rule(
        "P218",
        "broken-anchor",
        "A link leads to a section that the page does not have.",
        "Readers land at the top of the page and do not find what they were sent for.",
    ),
    Rule(
        "P219",
        "link-by-address",
        "A link is written as an address of the finished site (`/stretches/`, `cobra/`, `cobra.html`, or "
        "with the host's name) and not as the page's file.",
        "Such a link ends when the page gets another name, or when the site moves to another folder or host. "
        "A link to the file is checked, and the build makes the address.",
    ),
    Rule(
        "P220",
        "changed-structure",
        "A list, a step, a box, a table, a link or a text comes out other than it is written.",
        "A list that runs on as a sentence, a lost step or a warning outside its box is not read.",
    ),
    Rule(
        "P221",
        "broken-callout",
        "A box ('!!!') of a kind that does not exist, without text, or with lines that are not indented by 4 "
        "spaces.",
        "The warning would stand outside the box, or the box would stand there empty.",
    ),
    Rule(
        "P222",
        "leftover-markdown",
        "Signs of Markdown that readers would see, such as '**' or '[cobra][cobra]'.",
        "A link that is none leads nobody to help, and signs among the words make them hard to read.",
    ),
    Rule(
        "P223",
        "unused-definition",
        "A line such as '[Warning]: Stop', which is taken for the address of a link that is not there.",
        "The line is not shown.",
    ),
    Rule(
        "P224",
        "uneven-table",
        "A row of a table has more or fewer cells than the first one.",
        "What is too much is lost, and a value under the wrong heading is a wrong value.",
    ),
    Rule(
        "P225",
        "unusable-link",
        "A link to anything but a page, a web address, a telephone number or an e-mail address.",
        "Nothing happens when it is tapped, or a program starts.",
    ),
    Rule(
        "P226",
        "wordless-link",
        "A link without words.",
        "Nobody sees it, and a screen reader reads its address.",
    ),
    Rule(
        "P227",
        "image-without-words",
        "An image without words for those who cannot see it.",
        "A screen reader says nothing, or the file's name.",
    ),
    Rule(
        "P228",
        "foreign-image",
        "An image that comes from another host, or that is written into the page.",
        "The other host learns who reads the page, and the image is gone when it is gone there.",
    ),
    Rule(
        "P229",
        "unsuitable-image",
        "An image of a kind that browsers may not show, one that is too large, or a file that is none.",
        "On a weak connection a large image keeps the steps from being read.",
    ),
    Rule(
        "P230",
        "misnumbered-list",
        "The number of a step is not the one that readers get.",
        "'Go back to step 4' would lead to another step.",
    ),
    Rule(
        "P231",
        "accidental-code",
        "Text that is indented by 4 spaces or more and belongs to no list and no box.",
        "It would be shown in small letters, and would run out of the screen.",
    ),
    # Reading
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
    # Files
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
        "P419",
        "unlisted-file",
        "A file below the docs folder that is no page and of no kind that is listed for its place, is "
        "hidden, leads out of the folder, or is a drawing that does more than being looked at.",
        "MkDocs publishes every file it finds there: a copy with a name somebody could guess, a list of "
        "patients, a page with a script.",
    ),
    # Addresses
    Rule(
        "P501",
        "lost-address",
        "A page or a section that was published is not there any more, and nothing leads on from it.",
        "It stands on paper, in record systems and in messages, and is opened years later.",
    ),
    Rule(
        "P502",
        "unrecorded-address",
        "A page has addresses that docs/_data/permalinks.yml does not hold yet. It is told when nothing else "
        "is wrong with the page.",
        "What is not recorded is not missed when it gets lost. An address is kept for ever once it is "
        "recorded, so that a name should be right by then.",
    ),
    Rule(
        "P503",
        "changed-id",
        "A page has another id than it always had, or one that was given to another page.",
        "An id means one stretch for ever.",
    ),
    Rule(
        "P504",
        "shortened-record",
        "docs/_data/permalinks.yml lacks a line that it has on the main branch.",
        "The record of addresses only grows; without the line, an address could get lost without a word.",
    ),
    # P505 was unknown-history, which is a line of the report now.
)

BY_NAME = {rule.name: rule for rule in RULES}
