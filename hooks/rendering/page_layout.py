"""Arranges the rendered text of a page: its sections, what is folded, and the components that show them.

Markers that are filled later are still comments here, so the only headings of a page are the author's.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from checks.page import path_rule
from contract.fields import Exercise, Routine
from contract.section import Printed, Section, Shape, anchor_of
from markupsafe import Markup

from rendering.check_card import check_rows, emergency_signs
from rendering.pictures import are_wide, pictures_of
from rendering.routine_stretches import stretches_of
from rendering.sentences import sentences_for
from rendering.shared_texts import shared_text_as_html
from rendering.versions import version_part
from rendering.wording import dose_line, start_version

if TYPE_CHECKING:
    import jinja2
    from checks.page import CheckedPage
    from checks.site import Report

_SECTION = re.compile(r'<h2 id="(?P<anchor>[^"]+)"[^>]*>.*?</h2>', re.DOTALL)
_PART = re.compile(r'<h3 id="(?P<anchor>[^"]+)"[^>]*>(?P<words>.*?)</h3>', re.DOTALL)
_READY = re.compile(r"\s*(?P<heading><h3[^>]*>.*?</h3>)\s*(?P<list><ul>.*?</ul>)", re.DOTALL)
_STEPS = re.compile(r"<ol(?=[ >])")
_ITEM = re.compile(
    r"<li>\s*(?:<p>)?<strong>(?P<name>.*?)</strong>\s*(?P<rest>.*?)(?:</p>\s*)?</li>", re.DOTALL
)
_LIST = re.compile(r"<ul>.*?</ul>", re.DOTALL)
_START = "<!-- {{ start-picture }} -->"
_SIGNS = "<!-- {{ emergency }} -->"
# A list that begins with nothing but a link offers ways to other pages.
_LINKS = re.compile(r"<ul>(?=\s*<li>\s*<a [^>]*>[^<]*</a>\s*</li>)")
_TAG = re.compile(r"<[^>]*>")
_PRINTED = {
    Printed.NOTHING: " page-section--not-printed",
    Printed.WHOLE: "",
    Printed.FIRST_PART: " page-section--first-part-printed",
}


class _Part(NamedTuple):
    """A level-3 heading and what follows it up to the next one."""

    anchor: str
    words: str
    heading: str
    body: str


class PageLayout:
    """Arranges one page.

    Args:
        page: the page as it was checked.
        report: all pages and data files.
        templates: see `fill.marker_templates`.
    """

    def __init__(self, page: CheckedPage, report: Report, templates: jinja2.Environment) -> None:
        """Take the page and what it needs."""
        self._page = page
        self._report = report
        self._templates = templates
        self._sentence = sentences_for(page.source.path, report)
        rule = path_rule(page.source.path)
        self._care_cards = dict(rule.care_cards) if rule else {}
        self._sections = {section.anchor: section for section in page.page_type.sections}

    def arranged(self, html: str) -> str:
        """Return the page's text with its sections, folds and components.

        Args:
            html: the text as it was rendered, with a comment for each marker that is not filled yet.
        """
        starts = list(_SECTION.finditer(html))
        introduction = html[: starts[0].start()] if starts else html
        takes = next((section for section in self._sections.values() if section.takes_introduction), None)
        parts = []
        for at, found in enumerate(starts):
            end = starts[at + 1].start() if at + 1 < len(starts) else len(html)
            section = self._sections.get(found["anchor"])
            body = self._body(html[found.end() : end], section)
            if at == 0 and section is None:
                body = _LINKS.sub('<ul class="ways">', body, count=1)
            if takes is not None and section is takes and _TAG.sub("", introduction).strip():
                body += self._details(takes.takes_introduction, introduction)
                introduction = ""
            parts.append(self._wrapped(found[0], body, section))
        return self._with_signs(introduction) + "".join(parts)

    # Sections --------------------------------------------------------------------------------------

    def _wrapped(self, heading: str, body: str, section: Section | None) -> str:
        classes = "page-section"
        if self._page.page_type.one_sheet:
            classes += _PRINTED[section.printed if section else Printed.NOTHING]
        level = self._care_cards.get(unescape(_TAG.sub("", heading)))
        if level:
            classes += f" care-card care-card--{level}"
        if section is not None and section.component:
            body = f'<div class="{section.component}">{body}</div>'
        return f'<div class="{classes}">{heading}{body}</div>'

    def _body(self, html: str, section: Section | None) -> str:
        """Return what is below the heading of a section."""
        if section is None:
            return self._with_signs(html)
        ready, html = self._ready(html, section)
        lead, parts = _parts(html)
        lead, parts = _rule_first(lead, parts)
        folded = [part for part in parts if _is_folded(part, section)]
        shown = "".join(part.heading + part.body for part in parts if part not in folded)
        if "cautions" in section.markers:
            return self._check_first(lead, shown, folded)
        if section.shape is Shape.STEPS:
            lead = self._steps(lead)
        elif "start-picture" in section.markers:
            lead = _STEPS.sub('<ol class="steps steps--position"', lead)
        is_card = self._page.page_type.name == "condition"
        return ready + self._with_signs(lead, also=is_card) + shown + "".join(map(self._fold, folded))

    def _ready(self, html: str, section: Section) -> tuple[str, str]:
        """Put what to have ready beside the picture of the start; return this and the rest of the section."""
        picture = _START if _START in html else ""
        html = html.replace(_START, "")
        ready = _READY.match(html) if section.begins_with else None
        if ready is None and not picture:
            return "", html
        beside = f'<div class="ready__list">{_hidden(ready["heading"])}{ready["list"]}</div>' if ready else ""
        wide = " ready--wide" if self._start_is_wide() else ""
        return f'<div class="ready{wide}">{picture}{beside}</div>', html[ready.end() if ready else 0 :]

    def _start_is_wide(self) -> bool:
        """Return whether the drawing of the start, such as of somebody lying down, needs the whole width."""
        facts = self._page.front_matter
        return isinstance(facts, Exercise) and are_wide(pictures_of(start_version(facts), self._report)[:1])

    def _steps(self, html: str) -> str:
        """Add when to stop above the steps, and how often to do them and with which leg below."""
        stop = self._rendered("partials/stop-line.html")
        facts = self._page.front_matter
        below = ""
        if isinstance(facts, Exercise | Routine):
            dose = dose_line(facts, first_week=True) if isinstance(facts, Exercise) else ""
            below = self._rendered("partials/steps-dose.html", dose=dose, which_leg=facts.which_leg)
        return stop + _STEPS.sub('<ol class="steps"', html) + below

    def _check_first(self, lead: str, shown: str, folded: list[_Part]) -> str:
        """Return the check card; everything in full is folded below it."""
        facts = self._page.front_matter
        exercises = []
        if isinstance(facts, Exercise):
            exercises = [facts]
        elif isinstance(facts, Routine):
            exercises = [exercise for _, exercise in stretches_of(facts, self._report)]
        full = (_SIGNS if _SIGNS in lead else "") + "".join(part.heading + part.body for part in folded)
        card = self._rendered(
            "partials/check-card.html",
            signs=emergency_signs(self._report.registers),
            rows=check_rows(exercises, self._report.registers),
            is_routine=isinstance(facts, Routine),
            full=Markup(full),  # noqa: S704  (the page's own text)
        )
        return lead.replace(_SIGNS, "") + card + shown

    # Folds -----------------------------------------------------------------------------------------

    def _fold(self, part: _Part) -> str:
        facts = self._page.front_matter
        body = part.body
        if self._page.page_type.one_sheet:
            body = _STEPS.sub('<ol class="steps"', body)
        if isinstance(facts, Exercise):
            version = next((each for each in facts.versions if each.name == part.words), None)
            if version is not None and version is not start_version(facts):
                shown = version_part(version, facts, self._page.source.path, self._report)
                body = self._rendered("partials/version-part.html", **shown) + body
        return self._details(part.words, _hidden(part.heading) + body)

    def _details(self, label: str, body: str) -> str:
        return self._rendered("partials/details.html", label=label, body=Markup(self._with_signs(body)))  # noqa: S704

    # Shared texts ----------------------------------------------------------------------------------

    def _with_signs(self, html: str, *, also: bool = False) -> str:
        """Show the emergency signs as a card, and the ways to choose a stretch as folds.

        Args:
            html: a part of the page.
            also: whether what follows the signs belongs into their card.
        """
        before, signs, after = html.partition(_SIGNS)
        if signs:
            card = self._rendered(
                "partials/emergency-card.html",
                signs=emergency_signs(self._report.registers),
                full=Markup(_SIGNS),  # noqa: S704  (filled in later)
                also=Markup(after.strip()) if also else "",  # noqa: S704  (the page's own text)
            )
            html = before + card + ("" if also else after)
        return (
            html.replace("<!-- {{ which-stretch }} -->", self._directions())
            if "which-stretch" in html
            else html
        )

    def _directions(self) -> str:
        """Return the text on which stretch to try with a fold for each of its lines."""
        text = self._report.registers.partials.get("which-stretch", "")
        html = shared_text_as_html(text, self._page.source.path)

        def folds(found: re.Match[str]) -> str:
            items = _ITEM.finditer(found[0])
            return "".join(
                self._details(unescape(_TAG.sub("", item["name"])).rstrip("."), f"<p>{item['rest']}</p>")
                for item in items
            )

        return _LIST.sub(lambda found: folds(found) if _ITEM.search(found[0]) else found[0], html)

    def _rendered(self, template: str, **facts: object) -> str:
        return self._templates.get_template(template).render(facts, sentence=self._sentence)


def _parts(html: str) -> tuple[str, list[_Part]]:
    """Split a section at its level-3 headings."""
    starts = list(_PART.finditer(html))
    if not starts:
        return html, []
    ends = [*(found.start() for found in starts[1:]), len(html)]
    return html[: starts[0].start()], [
        _Part(found["anchor"], unescape(_TAG.sub("", found["words"])), found[0], html[found.end() : end])
        for found, end in zip(starts, ends, strict=True)
    ]


def _rule_first(lead: str, parts: list[_Part]) -> tuple[str, list[_Part]]:
    """Take the rule for changing to another version, wherever it is written, to the top of its section."""
    for marker in ("<!-- {{ move-on }} -->", "<!-- {{ move-back }} -->"):
        if any(marker in part.body for part in parts):
            lead += marker
            parts = [part._replace(body=part.body.replace(marker, "")) for part in parts]
    return lead, parts


def _is_folded(part: _Part, section: Section) -> bool:
    if section.folded == "rest":
        return True
    return part.words in section.folded or part.anchor in set(map(anchor_of, section.folded))


def _hidden(heading: str) -> str:
    """Return a heading that only screen readers and links find, because a summary shows its words."""
    return heading.replace("<h3 ", '<h3 class="visually-hidden" ', 1)
