"""The markers: what the build can insert into a page, and which kinds of page have the facts for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marker:
    """A line `{{ name }}` in a page, which the build replaces.

    Attributes:
        name: the text between the braces.
        shows: what readers see in its place.
        page_types: the kinds of page that have the facts for it; empty for all.
        searched: whether its text goes into the search index. A search for text that is on every page
            would find every page.
        sourced_at: for a text that is the same on every page, the page that lists its sources.
        longest_name: for a shared list that is shown in short first, the most characters of the bold name
            with which each item begins; 0 for other texts.
    """

    name: str
    shows: str
    page_types: tuple[str, ...] = ()
    searched: bool = True
    sourced_at: str = ""
    longest_name: int = 0


MARKERS: tuple[Marker, ...] = (
    Marker(
        "emergency",
        "the short list of emergency signs and the link to the page on getting help",
        searched=False,
        sourced_at="get-help.md",
        longest_name=34,
    ),
    Marker(
        "leg-symptoms",
        "what to do when leg symptoms move up, move down or stay worse",
        searched=False,
        sourced_at="get-help.md",
    ),
    Marker(
        "how-long-to-try",
        "when a stretch may begin to help, and when to stop trying",
        searched=False,
        sourced_at="sciatica.md",
    ),
    Marker(
        "ask-first",
        "who must ask a doctor or physical therapist before any stretch",
        searched=False,
        sourced_at="get-help.md",
        longest_name=40,
    ),
    Marker(
        "which-stretch",
        "which stretch may suit, depending on what makes the leg worse",
        searched=False,
        sourced_at="sciatica.md",
    ),
    Marker(
        "cautions", "who should not do it, who should ask first and what to change", ("exercise", "routine")
    ),
    Marker("dose", "how long and how often, for each version", ("exercise", "routine"), searched=False),
    Marker(
        "start-picture",
        "the drawing of the starting position, beside the text",
        ("exercise",),
        searched=False,
    ),
    Marker("stretch-picture", "the drawing of the stretch, beside the steps", ("exercise",), searched=False),
    Marker("move-on", "when to move on to a harder version, with drawings", ("exercise",), searched=False),
    Marker(
        "move-back",
        "when to move back to an easier version, with drawings",
        ("exercise",),
        searched=False,
    ),
    Marker(
        "stretches",
        "the stretches of the routine, in order, with drawings, steps and links",
        ("routine",),
        searched=False,
    ),
    Marker(
        "sources",
        "what each source supports",
        ("exercise", "routine", "retired", "condition", "guide"),
        searched=False,
    ),
    Marker(
        "corrections",
        "the corrections to the text that the site is based on: those on this page, or on a guide the "
        "whole table",
        searched=False,
    ),
    Marker(
        "caution-matrix", "every stretch and every group of people in one table", ("guide",), searched=False
    ),
    Marker(
        "handouts",
        "every page with its address, QR code and print sheet, to hand out to patients",
        ("guide",),
        searched=False,
    ),
    Marker(
        "diagnosis-codes",
        "every diagnosis code by which a record system may open a page",
        ("guide",),
        searched=False,
    ),
    Marker(
        "connect-examples",
        "example requests from a record system, to try out and to copy",
        ("guide",),
        searched=False,
    ),
    Marker("all-stretches", "every stretch with its drawing and link", ("guide",), searched=False),
    Marker("all-routines", "every routine with its summary and link", ("guide",)),
)

# How a source refers to the text above the first section.
TOP = "top"

# The anchors that the templates add to every page; links may use them like those of the page's sections.
TEMPLATE_ANCHORS = (TOP, "give-page")

# The markers that insert a file of docs/_partials.
SHARED_TEXTS: tuple[str, ...] = tuple(marker.name for marker in MARKERS if marker.sourced_at)
