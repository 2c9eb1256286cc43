"""The markers: what the build can set into a page, and which kinds of page have the facts for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marker:
    """A line `{{ name }}` in a page, which the build replaces.

    Attributes:
        name: what stands between the braces.
        shows: what the reader sees there.
        page_types: the kinds of page that have the facts for it; empty for all.
        searched: whether the page is found by its words. What stands on every page would lead a search for
            it to every page.
        sourced_at: for a text that is the same on every page, the page that lists its sources.
    """

    name: str
    shows: str
    page_types: tuple[str, ...] = ()
    searched: bool = True
    sourced_at: str = ""


MARKERS: tuple[Marker, ...] = (
    Marker(
        "emergency",
        "the short list of emergency signs and the link to the page on getting help",
        searched=False,
        sourced_at="get-help.md",
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
    ),
    Marker(
        "which-stretch",
        "which stretch may suit a leg, by what makes it worse",
        searched=False,
        sourced_at="sciatica.md",
    ),
    Marker(
        "cautions", "who should not do it, who should ask first and what to change", ("exercise", "routine")
    ),
    Marker("dose", "how long and how often, for each version", ("exercise", "routine"), searched=False),
    Marker("start-picture", "the drawing of the start, beside the text", ("exercise",), searched=False),
    Marker("stretch-picture", "the drawing of the stretch, beside the steps", ("exercise",), searched=False),
    Marker("move-on", "when to go to a harder version, with drawings", ("exercise",), searched=False),
    Marker(
        "move-back",
        "when to go to an easier version, with drawings",
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
        "what was changed in the text that the site is based on: on this page, or on a guide the whole table",
        searched=False,
    ),
    Marker(
        "caution-matrix", "every stretch and every group of people in one table", ("guide",), searched=False
    ),
    Marker(
        "hand-outs",
        "every page with its address, QR code and printed sheet, to give to patients",
        ("guide",),
        searched=False,
    ),
    Marker(
        "diagnosis-codes",
        "every code of a diagnosis that a record system may open a page by",
        ("guide",),
        searched=False,
    ),
    Marker(
        "connect-examples",
        "requests that a record system may send, to try and to copy",
        ("guide",),
        searched=False,
    ),
    Marker("all-stretches", "every stretch with its drawing and link", ("guide",), searched=False),
    Marker("all-routines", "every routine with its summary and link", ("guide",)),
)

# What a source names that stands behind the text above the first section.
TOP = "top"

# What the templates of every page set in and a link may lead to, beside the page's own sections.
TEMPLATE_ANCHORS = (TOP, "give-page")

# The markers that stand for a file of docs/_partials.
SHARED_TEXTS: tuple[str, ...] = tuple(marker.name for marker in MARKERS if marker.sourced_at)
