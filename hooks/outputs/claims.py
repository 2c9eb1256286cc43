"""Lists every sentence of every page with its sources, for people who check the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checks.data.data_texts import as_page
from checks.data.emergency_numbers import EMERGENCY_NUMBERS, GET_HELP
from checks.data.registers import CAUTION_FILTERS, CAUTION_GROUPS
from checks.data.sentences import SENTENCES, SHOWN
from checks.reading_level import sentences_of
from contract.fields import Exercise, Routine
from contract.markers import MARKERS, TOP
from contract.page_types import PARTIAL
from reading.source_page import read_page
from reading.text_file import read_text
from rendering.caution_levels import cautions_in_words
from rendering.routine_stretches import stretches_of
from rendering.wording import dose_in_words, sides_of, start_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checks.data.registers import Registers
    from checks.page import CheckedPage
    from checks.reading_level import Sentence
    from checks.site import Report
    from reading.source_page import SourcePage


class Claim(NamedTuple):
    """A sentence that readers see.

    Attributes:
        page: the page's path below the docs folder, or that of a data file.
        section: the anchor of its section; `top` above the first one. In a data file, the name of the entry.
        sentence: the sentence without Markdown.
        sources: the keys of the sources that the page names for this section; for a text that is the same on
            many pages, the page that lists its sources.
    """

    page: str
    section: str
    sentence: str
    sources: tuple[str, ...]


def claims(docs: Path, report: Report) -> Iterator[Claim]:
    """Yield the sentences of all pages and then of the data files, each from top to bottom.

    Args:
        docs: the docs folder.
        report: the result of checking this folder.
    """
    for path, checked in report.pages.items():
        text = read_text(docs / path)
        if text is None:
            continue
        text = report.registers.numbers.in_page(text)
        source = read_page(path, text, front_matter_expected=checked.page_type.front_matter is not None)
        if checked.page_type is PARTIAL:
            yield from _of_shared_text(source)
            continue
        found = [*_of_fields(checked, report), *_of_text(source)]
        order = [TOP, *(heading.anchor for heading in source.headings)]
        # Readers see a fact in the section that shows it, not where the file has it.
        for anchors, sentence in sorted(found, key=lambda one: order.index(one[0][0])):
            keys = [str(use.get("key")) for use in checked.source_uses if _names(use, anchors)]
            yield Claim(path, anchors[0], sentence, tuple(keys))
    yield from _of_data_files(report.registers)


def _names(use: dict[str, object], anchors: tuple[str, ...]) -> bool:
    named = use.get("sections")
    return isinstance(named, list) and any(anchor in named for anchor in anchors)


def _of_shared_text(source: SourcePage) -> Iterator[Claim]:
    name = source.path.removeprefix("_partials/").removesuffix(".md")
    listed = tuple(marker.sourced_at for marker in MARKERS if marker.name == name and marker.sourced_at)
    for sentence in sentences_of(source):
        yield Claim(source.path, TOP, _one_line(sentence.text), listed)


def _of_data_files(registers: Registers) -> Iterator[Claim]:
    """Yield the texts of data files: telephone numbers, sentences of templates, groups of people."""
    for key, number in registers.numbers.by_key.items():
        yield Claim(
            EMERGENCY_NUMBERS, key, f"{number.place}: {number.number} ({number.what_for})", (GET_HELP,)
        )
    for file, texts in (
        (SENTENCES, registers.sentences),
        (CAUTION_GROUPS, {key: group.full for key, group in (registers.caution_groups or {}).items()}),
        (CAUTION_FILTERS, registers.caution_filters),
    ):
        by_line = {registers.lines[file, name]: name for name in texts}
        page = as_page(file, {line: texts[name] for line, name in by_line.items()})
        for sentence in sentences_of(page):
            name = by_line[sentence.line(page)]
            shown = SHOWN.get(name) if file == SENTENCES else None
            yield Claim(
                file,
                name,
                _one_line(sentence.text),
                (shown.sourced_at,) if shown and shown.sourced_at else (),
            )


def _of_text(source: SourcePage) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the sentences of the text, each with the anchors of its section and subsection."""
    for sentence in sentences_of(source):
        if isinstance(sentence.place, int):
            yield _anchors_above(source, sentence), _one_line(sentence.text)


def _anchors_above(source: SourcePage, sentence: Sentence) -> tuple[str, ...]:
    above = [heading for heading in source.headings if heading.line < sentence.line(source)]
    section = next((heading for heading in reversed(above) if heading.level == 2), None)
    if section is None:
        return (TOP,)
    below = [heading.anchor for heading in above if heading.level > 2 and heading.line > section.line]
    return (section.anchor, *below[-1:])


def _of_fields(checked: CheckedPage, report: Report) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the facts that the page's template and markers show, as sentences."""
    facts = checked.front_matter
    if facts is None:
        return
    yield (TOP,), facts.summary
    shown_in = {marker: s.anchor for s in checked.page_type.sections for marker in s.markers}
    for correction in report.registers.corrections:
        if checked.source.path in correction.pages:
            anchors = (shown_in.get("sources", TOP),)
            yield anchors, f"The text says that {correction.says}. {correction.change}"
    if isinstance(facts, Exercise):
        yield (TOP,), facts.which_leg
        yield from _of_exercise(facts, "", shown_in, report)
        yield (shown_in["move-back"],), facts.progression.move_back
        yield (shown_in["move-on"],), facts.progression.move_on
        for figure in (report.registers.figures.get(version.figure or "") for version in facts.versions):
            for text in (figure.start, figure.stretch) if figure else ():
                yield (TOP,), text.caption
                yield (TOP,), text.alt
    elif isinstance(facts, Routine):
        yield (TOP,), facts.start_with
        yield (TOP,), facts.which_leg
        for name, exercise in stretches_of(facts, report):
            yield from _of_exercise(exercise, f"{exercise.title}: ", shown_in, report)
            for step in report.pages[f"stretches/{name}.md"].steps:
                yield (shown_in["stretches"],), f"{exercise.title}: {step}"


def _of_exercise(
    exercise: Exercise, prefix: str, shown_in: dict[str, str], report: Report
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the cautions and doses of a stretch; within a routine, only the dose of the starting version."""
    for caution in cautions_in_words(exercise, report.registers.caution_groups or {}):
        yield (shown_in["cautions"],), f"{prefix}{caution}"
    for version in [start_version(exercise)] if prefix else exercise.versions:
        sides = sides_of(version, exercise)
        first_week, later = dose_in_words(version.first_week, sides), dose_in_words(version.dose, sides)
        dose = f"{version.name}: first week {first_week}; after that {later}."
        yield (shown_in["dose"],), f"{prefix}{dose}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
