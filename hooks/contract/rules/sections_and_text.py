"""Rules about sections, text and links."""

from __future__ import annotations

from contract.rules.rule import Rule

SECTIONS_AND_TEXT: tuple[Rule, ...] = (
    Rule(
        "P201",
        "missing-section",
        "A section that this kind of page requires is missing, or its heading is not worded exactly "
        "as required.",
        "Each section keeps readers safe or helps them do the stretch; CONTRACT.md says what each is for.",
    ),
    Rule(
        "P202",
        "unknown-section",
        "A level-2 heading that is not one of the sections of this kind of page.",
        "Every stretch is described in the same order, so that readers find the same thing in the "
        "same place. Level-3 headings can be chosen freely.",
    ),
    Rule(
        "P203",
        "doubled-section",
        "The page has the same section twice.",
        "Readers find only one of the two, and a link goes to the first.",
    ),
    Rule(
        "P204",
        "section-out-of-order",
        "The sections are not in the required order.",
        "On every page, what to check must come before the first step.",
    ),
    Rule(
        "P205",
        "empty-section",
        "A section or a whole page has no text.",
        "An empty 'Stop if' tells readers that there is nothing to stop for.",
    ),
    Rule(
        "P206",
        "unfinished-text",
        "TODO or another placeholder for text that is still to be written.",
        "Unfinished health advice does harm.",
    ),
    Rule(
        "P207",
        "missing-steps",
        "The section has no numbered list of at least 3 steps.",
        "Steps with one action each can be followed from the floor; a paragraph cannot.",
    ),
    Rule(
        "P208",
        "missing-list",
        "The section has no list.",
        "Readers go through signs and checks one by one.",
    ),
    Rule(
        "P209",
        "missing-emergency-line",
        "The section does not show the emergency signs.",
        "Numbness can be an emergency that a stretch makes worse; readers must see the signs before "
        "the first step.",
    ),
    Rule(
        "P210",
        "missing-marker",
        "A marker that the section or the page needs is missing, so its content would not be shown.",
        "Doses, cautions and sources are written in the front matter; without the marker nobody sees them.",
    ),
    Rule(
        "P211",
        "unknown-marker",
        "A marker that does not exist, cannot be filled on this kind of page, or is not on a line of "
        "its own.",
        "Readers would see it as it is typed, braces and all.",
    ),
    Rule(
        "P212",
        "hidden-heading",
        "A heading that readers would not see, or that the check cannot be sure to read as a browser "
        "shows it.",
        "The check can vouch only for headings that it can read: those with two hashes at the left "
        "margin, outside code, comments, lists, tabs and HTML.",
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
        "The text contains HTML.",
        "HTML can hide headings and text from the check, and does not adapt to phones, print and "
        "screen readers.",
    ),
    Rule(
        "P215",
        "changed-anchor",
        "A section has an id that is not allowed.",
        "Links to sections are permanent and the same on every page.",
    ),
    Rule(
        "P216",
        "leads-to-a-stretch",
        "The page of a retired stretch links to another stretch.",
        "Readers were given that one stretch for a reason; only a clinician can say which other one "
        "is right for them.",
    ),
    Rule(
        "P217",
        "broken-link",
        "A link to a page or a file that does not exist.",
        "Readers who follow it are lost, and the addresses of a page are recorded only once nothing "
        "is wrong with it.",
    ),
    Rule(
        "P218",
        "broken-anchor",
        "A link to a section that the page does not have.",
        "Readers land at the top of the page and do not find what they came for.",
    ),
    Rule(
        "P219",
        "link-by-address",
        "A link is written as an address of the published site (`/stretches/`, `cobra/`, "
        "`cobra.html`, or with the host's name) instead of as the page's file.",
        "Such a link breaks when the page is renamed, or when the site moves to another folder or "
        "host. A link to the file is checked, and the build turns it into the address.",
    ),
    Rule(
        "P220",
        "changed-structure",
        "A list, a step, a box, a table, a link or a text is rendered differently from the way it is "
        "written.",
        "Readers miss a list that runs on as a sentence, a lost step or a warning outside its box.",
    ),
    Rule(
        "P221",
        "broken-callout",
        "A box ('!!!') of a kind that does not exist, without text, or with lines that are not indented by 4 "
        "spaces.",
        "The warning would appear outside the box, or the box would be empty.",
    ),
    Rule(
        "P222",
        "leftover-markdown",
        "Markdown syntax that readers would see as text, such as '**' or '[cobra][cobra]'.",
        "A link that does not work leads nobody to help, and stray characters among the words make "
        "them hard to read.",
    ),
    Rule(
        "P223",
        "unused-definition",
        "A line such as '[Warning]: Stop', which Markdown takes for the address of a link that does "
        "not exist.",
        "Readers do not see the line.",
    ),
    Rule(
        "P224",
        "uneven-table",
        "A row of a table has more or fewer cells than the first one.",
        "Extra cells are lost, and a value under the wrong heading is a wrong value.",
    ),
    Rule(
        "P225",
        "unusable-link",
        "A link to anything other than a page, a web address, a telephone number or an e-mail address.",
        "Nothing happens when readers tap it, or it starts a program.",
    ),
    Rule(
        "P226",
        "wordless-link",
        "A link without text.",
        "Nobody sees it, and a screen reader reads out its address.",
    ),
    Rule(
        "P227",
        "image-without-words",
        "An image without a description for people who cannot see it.",
        "A screen reader says nothing, or reads out the file name.",
    ),
    Rule(
        "P228",
        "foreign-image",
        "An image that is loaded from another host, or that is embedded in the page.",
        "The other host learns who reads the page, and the image disappears when it is removed there.",
    ),
    Rule(
        "P229",
        "unsuitable-image",
        "An image in a format that browsers may not show, an image that is too large, or a file that "
        "is not an image.",
        "On a slow connection, a large image keeps readers from the steps.",
    ),
    Rule(
        "P230",
        "misnumbered-list",
        "The number of a step is not the one that readers see.",
        "'Go back to step 4' would send readers to another step.",
    ),
    Rule(
        "P231",
        "accidental-code",
        "Text that is indented by 4 spaces or more and does not belong to a list or a box.",
        "It would be shown as code, in small letters, and would run off the screen.",
    ),
    Rule(
        "P232",
        "unnamed-item",
        "An item of the shared emergency signs or of the shared 'ask first' list does not begin with a short "
        "name in bold, or the name is too long.",
        "Pages show these names before the first step, and the full words only on a tap. An item without a "
        "name would not be seen.",
    ),
    Rule(
        "P233",
        "unclear-preparation",
        "A section does not begin with 'Before you start', or that list is longer than 3 items of 8 words.",
        "Nobody gets up again from the floor to fetch a towel, and what is needed must be seen at a glance.",
    ),
    Rule(
        "P234",
        "unreadable-mark",
        "A source mark that is not written `<!-- source: key, other-key -->`, or is not behind the end of a "
        "sentence, a list item or a table row.",
        "Nobody sees that the mark has no effect.",
    ),
)
