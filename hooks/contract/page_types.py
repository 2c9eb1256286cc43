"""The contract: which kinds of page there are, where their files are and what each must contain.

This file is data. To meet a request such as "every exercise needs a line on balance", add a `Section`
below; the check, the scaffold, the help for editors and the tests all read it from here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from contract.fields import Condition, Exercise, FrontMatter, Guide, Retired, Routine
from contract.section import Holds, Printed, Section, Shape

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How hard to read a page's text may be.

    Attributes:
        grade: highest Flesch-Kincaid school grade of the whole page.
        sentence_words: most words in one sentence.
        step_words: most words in one sentence of a numbered step.
        list_items: most items in one list.
        plain_words: whether the page must avoid the words in docs/_data/words.yml.
    """

    grade: float
    sentence_words: int
    step_words: int
    list_items: int
    plain_words: bool


@dataclass(frozen=True, slots=True)
class PageType:
    """A kind of page.

    Attributes:
        name: what an editor calls it; also the first half of `new KIND/NAME`.
        front_matter: the fields it needs, or None for a text that is inserted into other pages.
        sections: the level-2 headings it needs, in order.
        free_sections: whether it may have level-2 headings of its own.
        one_sheet: whether it is printed as one sheet with what readers need to do it; other pages are
            printed whole.
        claims_need_sources: whether every caution, dose and number needs a source of its own.
        most_sources: the most sources that a page may list; 0 for no limit.
    """

    name: str
    front_matter: type[FrontMatter] | None
    sections: tuple[Section, ...] = ()
    free_sections: bool = False
    one_sheet: bool = False
    claims_need_sources: bool = False
    most_sources: int = 0

    def __reduce__(self) -> tuple[Callable[[str], PageType], tuple[str]]:
        """Unpickle to the same object, so that kinds that come from other processes compare with `is`."""
        return _page_type, (self.name,)


@dataclass(frozen=True, slots=True)
class PathRule:
    """Which pages are of a kind.

    Attributes:
        pattern: a path relative to the docs folder; `*` matches any one name.
        page_type: the kind.
        reading: how hard to read the text may be.
        headings: level-2 headings that a page with free sections must keep, because other pages link to them.
        markers: what the build must insert somewhere on a page with free sections.
        in_navigation: whether it is listed in the navigation; the search finds it in any case.
        in_header: the words of its link in the header of a wide screen; '' where it has none.
        care_cards: level-2 headings whose sections are shown as care cards, with the level of each.
    """

    pattern: str
    page_type: PageType
    reading: ReadingLimits
    headings: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    in_navigation: bool = True
    in_header: str = ""
    care_cards: tuple[tuple[str, Literal["emergency", "urgent", "non-urgent"]], ...] = ()


# Reading ---------------------------------------------------------------------------------------

FOR_PATIENTS = ReadingLimits(grade=6.0, sentence_words=25, step_words=20, list_items=7, plain_words=True)
FOR_PROFESSIONALS = ReadingLimits(
    grade=12.0, sentence_words=35, step_words=25, list_items=12, plain_words=False
)

BEFORE_YOU_START = "Before you start"

# Sections of several kinds -----------------------------------------------------------------------

HOW_LONG_AND_HOW_OFTEN = Section(
    "How long and how often",
    "Without a dose people do too much on the first day and stop on the third.",
    holds=Holds.DATA,
    markers=("dose", "how-long-to-try"),
    sourced=False,
    printed=Printed.WHOLE,
    folded=("How long to try it",),
)
STOP_IF = Section(
    "Stop if",
    "A person alone on the floor must know when to stop and what to do next.",
    holds=Holds.BOTH,
    markers=("leg-symptoms",),
    shape=Shape.LIST,
    printed=Printed.FIRST_PART,
    folded=("What your leg tells you",),
)
WHERE_THIS_COMES_FROM = Section(
    "Where this comes from",
    "A reader or a clinician must be able to check every claim.",
    holds=Holds.DATA,
    markers=("sources",),
    sourced=False,
)

# Sections of a stretch that versions are described in ---------------------------------------------

HOW_TO_DO_IT = Section(
    "How to do it",
    "Steps with one action each can be followed from the floor, with the page at arm's length.",
    holds=Holds.BOTH,
    markers=("stretch-picture",),
    shape=Shape.STEPS,
    printed=Printed.WHOLE,
)
MAKE_IT_EASIER = Section(
    "Make it easier",
    "A person who cannot do the first version needs an easier one instead of giving up.",
    holds=Holds.BOTH,
    markers=("move-back",),
    folded="rest",
)
MAKE_IT_HARDER = Section(
    "Make it harder",
    "A person who has outgrown a version needs a safe next step.",
    holds=Holds.BOTH,
    markers=("move-on",),
    folded="rest",
)

# A page is as good as its best sources, and nobody checks 30 of them.
MOST_SOURCES = 10

# Kinds -----------------------------------------------------------------------------------------

EXERCISE = PageType(
    name="exercise",
    one_sheet=True,
    front_matter=Exercise,
    claims_need_sources=True,
    most_sources=MOST_SOURCES,
    sections=(
        Section(
            "Check first",
            "A person who should not do this stretch must find out before the first step.",
            holds=Holds.DATA,
            markers=("emergency", "ask-first", "cautions"),
            sourced=False,
            folded=("Who should ask first",),
        ),
        Section(
            "Get into position",
            "A stretch from the wrong position pulls in the wrong place.",
            holds=Holds.BOTH,
            markers=("start-picture",),
            printed=Printed.WHOLE,
            begins_with=BEFORE_YOU_START,
        ),
        HOW_TO_DO_IT,
        STOP_IF,
        Section(
            "What you should feel",
            "Only what people feel tells them a good pull from a warning sign.",
            takes_introduction="About this stretch",
        ),
        HOW_LONG_AND_HOW_OFTEN,
        MAKE_IT_EASIER,
        MAKE_IT_HARDER,
        Section(
            "Common mistakes",
            "The common mistakes are what usually does harm.",
            shape=Shape.LIST,
            component="dont-list",
        ),
        WHERE_THIS_COMES_FROM,
    ),
)

ROUTINE = PageType(
    name="routine",
    one_sheet=True,
    front_matter=Routine,
    claims_need_sources=True,
    most_sources=MOST_SOURCES,
    sections=(
        Section(
            "Check first",
            "A person who should not do one of these stretches must find out before the first step.",
            holds=Holds.DATA,
            markers=("emergency", "ask-first", "cautions"),
            sourced=False,
            folded=("Who should ask first",),
        ),
        Section(
            "The stretches",
            "A routine takes readers through its stretches, each of which has a page of its own.",
            holds=Holds.DATA,
            markers=("stretches",),
            sourced=False,
            printed=Printed.WHOLE,
        ),
        Section(
            "How to do it",
            "Steps with one action each can be followed from the floor, with the page at arm's length.",
            shape=Shape.STEPS,
            printed=Printed.WHOLE,
            begins_with=BEFORE_YOU_START,
        ),
        STOP_IF,
        # The sheet of several stretches has room for their doses, but not for how long to try each.
        replace(
            HOW_LONG_AND_HOW_OFTEN,
            takes_introduction="Why these stretches",
            printed=Printed.FIRST_PART,
        ),
        WHERE_THIS_COMES_FROM,
    ),
)

RETIRED = PageType(
    name="retired",
    front_matter=Retired,
    claims_need_sources=True,
    most_sources=MOST_SOURCES,
    sections=(
        Section(
            "Why it is not shown any more",
            "A person with an old printed sheet needs to know whether the stretch did harm.",
        ),
        Section(
            "Where to turn",
            "A page that only says no leaves readers without help; it must not suggest another stretch.",
            holds=Holds.BOTH,
            markers=("emergency", "leg-symptoms"),
        ),
        WHERE_THIS_COMES_FROM,
    ),
)

CONDITION = PageType(
    name="condition",
    front_matter=Condition,
    claims_need_sources=True,
    most_sources=MOST_SOURCES,
    sections=(
        Section(
            "In short",
            "Many readers stop after the first lines, so these must make sense on their own.",
            component="inset",
        ),
        Section(
            "Get help now if",
            "A person with an emergency must see this before anything else on the page.",
            holds=Holds.BOTH,
            markers=("emergency",),
            shape=Shape.LIST,
        ),
        Section("What it feels like", "People look for what they feel, in their own words.", folded="rest"),
        Section("Why it happens", "A cause is less frightening once people understand it.", folded="rest"),
        Section(
            "What can help",
            "A page that only explains leaves readers no better off than before.",
            folded=("How long to try a stretch",),
        ),
        Section(
            "What we know and do not know",
            "Being honest about the limits saves people false hope and money.",
            folded="rest",
        ),
        WHERE_THIS_COMES_FROM,
    ),
)

GUIDE = PageType(name="guide", front_matter=Guide, free_sections=True)

PARTIAL = PageType(name="shared text", front_matter=None, free_sections=True, claims_need_sources=True)

# Paths: the first pattern that matches decides; a Markdown file that matches none is an error. The
# navigation has the same order. -----------------------------------------------------------------------------

PATHS: tuple[PathRule, ...] = (
    PathRule("index.md", GUIDE, FOR_PATIENTS, markers=("emergency",)),
    PathRule(
        "get-help.md",
        GUIDE,
        FOR_PATIENTS,
        headings=(
            "Call now if",
            "Get help the same day if",
            "See a doctor or physical therapist soon if",
            "If a stretch made it worse",
            "Where this comes from",
        ),
        markers=("sources",),
        care_cards=(
            ("Call now if", "emergency"),
            ("Get help the same day if", "urgent"),
            ("See a doctor or physical therapist soon if", "non-urgent"),
        ),
    ),
    PathRule("causes.md", CONDITION, FOR_PATIENTS, in_header="Why is my leg numb?"),
    PathRule("sciatica.md", CONDITION, FOR_PATIENTS, in_header="Sciatica"),
    PathRule(
        "stretches/index.md",
        GUIDE,
        FOR_PATIENTS,
        headings=("All cautions in one table",),
        markers=("emergency", "which-stretch", "all-stretches", "caution-matrix"),
        in_header="Stretches",
    ),
    PathRule("stretches/*.md", EXERCISE, FOR_PATIENTS),
    PathRule(
        "routines/index.md",
        GUIDE,
        FOR_PATIENTS,
        markers=("emergency", "all-routines"),
        in_header="Routines",
    ),
    PathRule("routines/*.md", ROUTINE, FOR_PATIENTS),
    PathRule("retired/*.md", RETIRED, FOR_PATIENTS, in_navigation=False),
    PathRule(
        "connect.md",
        GUIDE,
        FOR_PATIENTS,
        headings=("All codes",),
        markers=("emergency", "diagnosis-codes"),
        in_navigation=False,
    ),
    PathRule("clinicians.md", GUIDE, FOR_PROFESSIONALS, markers=("handouts",)),
    PathRule("clinicians/*.md", GUIDE, FOR_PROFESSIONALS, in_navigation=False),
    PathRule(
        "about.md",
        GUIDE,
        FOR_PROFESSIONALS,
        headings=("What it cannot do", "Money and privacy", "Report a mistake"),
        markers=("corrections",),
    ),
    PathRule("_partials/*.md", PARTIAL, FOR_PATIENTS),
)


def _page_type(name: str) -> PageType:
    return next(rule.page_type for rule in PATHS if rule.page_type.name == name)


# Words that show that a section is not written yet -----------------------------------------------------

PLACEHOLDERS: tuple[str, ...] = (
    "TODO",
    "TBD",
    "TBC",
    "FIXME",
    "XXX",
    "???",
    "lorem ipsum",
    "coming soon",
    "to be written",
    "to be added",
    "placeholder",
    "your text here",
)
