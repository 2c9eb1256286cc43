"""Collects what the site knows about every stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.data.registers import FIGURES
from contract.markers import TOP
from rendering.caution_levels import names_of, shown_level
from rendering.shared_texts import shared_text_as_html
from rendering.stretch_list import exercises_of
from rendering.text_license import TEXT_LICENSE, TEXT_LICENSE_ADDRESS
from rendering.wording import clinical_review_in_words, dose_in_words, sides_of

from outputs.open_data import file_format as data
from outputs.open_data.section_texts import section_texts
from outputs.site import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.site import Report
    from contract.field_values import Range
    from contract.fields import Dose, Exercise, FrontMatter, Version

    from outputs.site import Site

EXERCISES = "exercises.json"
SCHEMA = "exercises.schema.json"
# Both files are in the folder of the home page, so addresses relative to it are right for them as well.
_HERE = "index.md"
# The page and the section that say what the site cannot do, see PATHS in page_types.py.
NOTICE_PAGE, _NOTICE = "about.md", "what-it-cannot-do"


def exercises_file(site: Site, report: Report, contents: Mapping[str, str]) -> data.ExercisesFile | None:
    """Return the whole file.

    Args:
        site: the site.
        report: all pages and data files.
        contents: the text of each page as it was rendered, by path below the docs folder.

    Returns:
        The file, or None if a text that must precede all stretches is missing. A stretch whose front matter
        is missing or wrong is left out. Both can happen only in a preview.
    """
    notice = {section.anchor: section.text for section in section_texts(contents.get(NOTICE_PAGE, ""))}
    emergency = section_texts(shared_text_as_html(report.registers.partials.get("emergency", ""), _HERE))
    if not notice.get(_NOTICE) or not emergency[0].text:
        return None
    here = Place(_HERE, site.address)
    exercises = [
        _exercise(path, exercise, here, report, contents[path])
        for path, exercise in exercises_of(report)
        if path in contents and report.pages[path].steps
    ]
    return data.ExercisesFile.model_validate(
        {
            "$schema": here.of_file(SCHEMA),
            "format_version": data.FORMAT_VERSION,
            "site": data.SiteData(name=site.name, address=here.of_page(_HERE)),
            "language": site.language,
            "license": data.License(
                name=TEXT_LICENSE, address=TEXT_LICENSE_ADDRESS, covers="the texts and the drawings"
            ),
            "notice": notice[_NOTICE],
            "emergency": data.Emergency(text=emergency[0].text, address=here.of_page("get-help.md")),
            "exercises": sorted(exercises, key=lambda exercise: exercise.id),
        }
    )


def _exercise(path: str, exercise: Exercise, here: Place, report: Report, content: str) -> data.ExerciseData:
    return data.ExerciseData(
        id=exercise.id,
        name=exercise.title,
        also_called=exercise.also_called,
        summary=exercise.summary,
        address=here.of_page(path),
        review=_review(exercise),
        cautions=list(_cautions(exercise, report)),
        areas=exercise.areas,
        muscles=exercise.muscles,
        positions=exercise.position,
        equipment=exercise.equipment,
        sides=exercise.sides,
        which_leg=exercise.which_leg,
        versions=[_version(version, exercise, here, report) for version in exercise.versions],
        progression=data.ProgressionData(**exercise.progression.model_dump()),
        steps=list(report.pages[path].steps),
        sections=[
            data.SectionData(
                anchor=section.anchor,
                title=section.title or exercise.title,
                address=here.of_page(f"{path}#{section.anchor}"),
                text=section.text,
            )
            for section in section_texts(content)
            if section.text or section.anchor != TOP
        ],
        sources=list(_sources(exercise, path, report)),
    )


def _review(page: FrontMatter) -> data.ReviewData:
    review = page.clinical_review
    return data.ReviewData(
        clinical_review_in_words=clinical_review_in_words(review),
        clinical_review=data.ClinicalReviewData(**review.model_dump()) if review else None,
        author=page.author,
        written=page.written,
        reviewed=page.reviewed,
        next_review=page.next_review,
        changes=[data.ChangeData(**change.model_dump()) for change in page.history],
    )


def _cautions(exercise: Exercise, report: Report) -> Iterator[data.CautionData]:
    groups = report.registers.caution_groups or {}
    for group, caution in exercise.cautions.items():
        yield data.CautionData(
            group=group, who=names_of(group, groups)[1], level=shown_level(caution), advice=caution.advice
        )
    for other in exercise.also_ask_first:
        yield data.CautionData(group=None, who=other.full, level="ask first", advice=None)


def _version(version: Version, exercise: Exercise, here: Place, report: Report) -> data.VersionData:
    sides = sides_of(version, exercise)
    figure = report.registers.figures.get(version.figure or "")
    words = {"start": figure.start, "stretch": figure.stretch} if figure else {}
    return data.VersionData(
        name=version.name,
        start_here=version.start_here,
        sides=sides,
        first_week=_dose(version.first_week, sides),
        dose=_dose(version.dose, sides),
        pictures=[
            data.Picture(
                shows=part,
                address=here.of_file(f"{FIGURES}/{version.figure}-{part}.svg"),
                caption=text.caption,
                alt=text.alt,
            )
            for part, text in words.items()
        ],
    )


def _dose(dose: Dose, sides: str) -> data.DoseData:
    return data.DoseData(
        in_words=dose_in_words(dose, sides),
        hold_seconds=_amount(dose.hold_seconds) if dose.hold_seconds else None,
        repeats=_amount(dose.repeats),
        sets=_amount(dose.sets),
        times_a_day=_amount(dose.times_a_day),
        days_a_week=_amount(dose.days_a_week),
    )


def _amount(number: Range) -> data.Amount:
    return data.Amount(low=number.low, high=number.high)


def _sources(exercise: Exercise, path: str, report: Report) -> Iterator[data.Citation]:
    register = report.registers.sources or {}
    cited_in = report.pages[path].cited_in
    for use in exercise.sources:
        if (source := register.get(use.key)) is not None:
            yield data.Citation(
                by=source.by,
                title=source.title,
                year=source.year,
                address=source.url,
                read=source.read,
                supports=use.supports,
                sections=list(cited_in.get(use.key, ())),
            )
