"""Rules about sections, text and links."""

from __future__ import annotations

from contract.rules.rule import Rule

SECTIONS_AND_TEXT: tuple[Rule, ...] = (
    Rule(
        "P201",
        "missing-section",
        "A section that this kind of page needs is not there, or its heading is not written as it must be.",
        "Each section keeps a reader safe or able to do the stretch; CONTRACT.md says what each is for.",
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
)
