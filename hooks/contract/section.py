"""A section that a kind of page must have: what fills it, what readers unfold, and what is printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal


class Holds(Enum):
    """What fills a section: the author's text, facts that the build inserts, or both."""

    PROSE = "prose"
    DATA = "data"
    BOTH = "both"


class Shape(Enum):
    """The form that a section's prose must have."""

    FREE = "free"
    LIST = "a list"
    STEPS = "a numbered list of at least 3 steps"


class Printed(Enum):
    """What the printed sheet of a page shows of a section."""

    NOTHING = "nothing"
    WHOLE = "whole"
    FIRST_PART = "first part"  # the part above its first level-3 heading


def anchor_of(title: str) -> str:
    """Return the anchor of a heading of the contract, which has only letters and spaces."""
    return title.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Section:
    """A level-2 heading that a kind of page must have.

    Attributes:
        title: the exact heading.
        why: why readers need it; shown to editors.
        holds: whether the author, the build or both fill it.
        markers: what the build must insert here, each written `{{ name }}` on a line of its own.
        shape: the form of the prose.
        sourced: whether a source of the page must support it; facts of front matter and shared texts have
            sources of their own.
        printed: what the print sheet shows of it, on kinds of page that are printed as one sheet.
        id: its anchor if the heading has been reworded since; pages then write it after the heading.
        begins_with: the level-3 heading that it must begin with, above a short list of what to do or to get.
        folded: the level-3 headings whose parts readers unfold, or "rest" for all of them. What a reader must
            see before the first step is never among them.
        component: the component of the style sheets that its text below the heading is shown as, if any.
        takes_introduction: the label under which the text above the first section is folded at the end of
            this one; '' where that text stays at the top.
    """

    title: str
    why: str
    holds: Holds = Holds.PROSE
    markers: tuple[str, ...] = ()
    shape: Shape = Shape.FREE
    sourced: bool = True
    printed: Printed = Printed.NOTHING
    id: str = ""
    begins_with: str = ""
    folded: tuple[str, ...] | Literal["rest"] = ()
    component: str = ""
    takes_introduction: str = ""

    @property
    def anchor(self) -> str:
        """The permanent address of the section within its page."""
        return self.id or anchor_of(self.title)
