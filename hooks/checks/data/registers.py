"""Reads the facts that several pages share: docs/_data/*.yml and docs/_partials/*.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal

from contract.cautions import OWN_ADVICE
from contract.field_values import Date, Fields, Key, Name, Text
from pydantic import BeforeValidator, ConfigDict, Field
from reading.permalinks import read_permalinks
from reading.source_page import read_lines
from reading.text_file import read_text
from reading.words import Words

from checks.data.caution_groups import CAUTION_GROUPS, read_caution_groups
from checks.data.data_texts import plain_text_findings, signs_of_markdown
from checks.data.diagnosis_codes import DiagnosisCode, read_diagnosis_codes
from checks.data.emergency_numbers import GET_HELP, EmergencyNumbers, read_emergency_numbers, typed_numbers
from checks.data.page_defaults import PageDefaults, read_page_defaults
from checks.data.register_file import DataFile
from checks.data.sentences import read_sentences

if TYPE_CHECKING:
    from pathlib import Path

    from contract.cautions import PatientGroup
    from contract.diagnostics import Diagnostic
    from reading.permalinks import Permalinks

SOURCES = "_data/sources.yml"
CAUTION_FILTERS = "_data/caution-filters.yml"
SEARCH_SYMPTOMS = "_data/search-symptoms.yml"
SEARCH_SYNONYMS = "_data/search-synonyms.yml"
SOURCE_MAP = "_data/source-map.yml"
CORRECTIONS = "_data/corrections.yml"
WORDS = "_data/words.yml"
POSES = "_data/poses"
FIGURES = "assets/figures"
PREVIEWS = "assets/previews"
MOVES = f"{FIGURES}/moves"


def _read_checked(value: object) -> object:
    if value is None:  # an empty field does not mean 'not yet'
        message = "write the day of the comparison, such as 2026-11-22, or: not yet"
        raise ValueError(message)
    return None if value == "not yet" else value


class Source(Fields):
    """An entry of sources.yml."""

    by: Text = Field(description="The organization or the authors.")
    title: Text = Field(description="Its title.")
    year: Annotated[int, Field(ge=1900, le=2100)] | None = Field(
        description="Year of publication or of the last change; null if the source states none.",
    )
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = Field(
        description="Address of the original, never of a copy; null if there is none.",
    )
    read: Literal["original", "copy"] = Field(
        description="`original` if a stored extract of the source itself was read, `copy` if it was "
        "somebody else's reproduction.",
    )
    checked: Annotated[Date | None, BeforeValidator(_read_checked)] = Field(
        description="The day our pages were last compared with it, or `not yet`.",
    )


class MappedFact(Fields):
    """Where the pages state a fact of the original text."""

    id: Annotated[str, Field(pattern=r"^F[0-9]{2}$")] = Field(description="The fact's number.")
    page: Text = Field(description="The page, as a path below docs/.")
    anchor: str = Field(description="The section's anchor; '' for the text before the first heading.")
    words: Text = Field(description="The words of that section that state the fact.")


class Correction(Fields):
    """What was changed in the original text, and why."""

    id: Key = Field(description="A name for it, in lowercase letters and hyphens.")
    facts: list[Annotated[str, Field(pattern=r"^F[0-9]{2}$")]] = Field(
        description="The facts of the source map that it concerns; [] if it concerns the whole text.",
    )
    pages: Annotated[list[Text], Field(min_length=1)] = Field(
        description="The pages that show the correction, as paths below docs/.",
    )
    says: Text = Field(description="What the text says, in words that follow 'The text says that'.")
    change: Text = Field(description="What we say instead, and why: 'We …, because …'.")


class AvoidedWords(Fields):
    """A word to use, and the words to avoid in favor of it."""

    use: Text = Field(description="The word to use.")
    avoid: Annotated[list[Text], Field(min_length=1)] = Field(
        description="The words to avoid, each in all its forms.",
    )


class Symptoms(Fields):
    """What people type when they search for a page without knowing its name."""

    page: Text = Field(description="The page that answers it, as a path below docs/.")
    urgent: bool = Field(
        default=False,
        description="true if the page must come first, marked as urgent, whatever else is typed.",
    )
    phrases: Annotated[list[Name], Field(min_length=1)] = Field(
        description="What people type, each phrase as short as possible.",
    )


class Synonyms(Fields):
    """Words that the search treats as the same."""

    word: Name = Field(description="The word that our pages use.")
    same: Annotated[list[Name], Field(min_length=1)] = Field(
        description="The words that are found as if `word` had been typed."
    )


class FigureText(Fields):
    """The words of a drawing."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    caption: Text = Field(description="The text below the drawing.")
    alt: Text = Field(description="A description of the drawing, for readers who cannot see it.")


class FigureTexts(Fields):
    """The texts of a pose file; its numbers are for the drawing."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    page: Text = Field(description="The page that shows it, as a path below docs/.")
    start: FigureText = Field(description="The start of the stretch.")
    stretch: FigureText = Field(description="The stretch itself.")


@dataclass(frozen=True, slots=True)
class Figure:
    """The two drawings of a version.

    Attributes:
        start, stretch: their texts.
        start_svg, stretch_svg: the drawings, to be inlined in a page.
        move: the animation from one to the other, as a path below docs/; '' without one.
    """

    start: FigureText
    stretch: FigureText
    start_svg: str
    stretch_svg: str
    move: str = ""


@dataclass(slots=True)
class Registers:
    """Everything that pages share. What cannot be read is missing here and has a diagnostic.

    Attributes:
        sources: the sources by key, or None where they cannot be read.
        caution_groups: the groups of people by key, or None where they cannot be read.
        page_defaults: the defaults for the front matter of pages.
        caution_filters: the words of the filters in the list of stretches, by group of people.
        symptoms: what people type when they do not know the name of a page.
        synonyms: the words that the search treats as the same.
        codes: the diagnosis codes for which record systems open a page.
        source_map: where the pages state each fact of the original text, or None without a map.
        corrections: what was changed in the original text.
        words: the words to avoid on pages for patients.
        numbers: the telephone numbers that pages show.
        sentences: the sentences that templates show, as Markdown, by name.
        figures: the drawings by name.
        pose_pages: the page of each pose file, and the line that names it.
        previews: the names of the images for link previews.
        permalinks: the published addresses, or None without a record.
        lines: the line of an entry, by file and key or id.
        partials: the shared texts by file name without `.md`, without source marks.
        diagnostics: what is wrong with the data files themselves.
    """

    sources: dict[str, Source] | None = None
    caution_groups: dict[str, PatientGroup] | None = None
    page_defaults: PageDefaults = field(default_factory=PageDefaults)
    caution_filters: dict[str, str] = field(default_factory=dict)
    symptoms: list[Symptoms] = field(default_factory=list)
    synonyms: list[Synonyms] = field(default_factory=list)
    codes: list[DiagnosisCode] = field(default_factory=list)
    source_map: list[MappedFact] | None = None
    corrections: list[Correction] = field(default_factory=list)
    words: Words = field(default_factory=lambda: Words({}))
    numbers: EmergencyNumbers = field(default_factory=EmergencyNumbers)
    sentences: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    pose_pages: dict[str, tuple[int, str]] = field(default_factory=dict)
    previews: frozenset[str] = frozenset()
    permalinks: Permalinks | None = None
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    partials: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_registers(docs: Path) -> Registers:
    """Read all shared facts below the docs folder; never raises."""
    registers = Registers()
    registers.numbers = read_emergency_numbers(docs, registers.diagnostics)
    # The words come first, because the texts of the other files are checked against them.
    for read in (
        _read_words,
        _read_sources,
        _read_search_words,
        _read_source_map,
        _read_corrections,
        _read_figures,
        _read_previews,
        _read_partials,
    ):
        read(docs, registers)
    registers.caution_groups, lines = read_caution_groups(
        docs, registers.words, registers.numbers, registers.sources, registers.diagnostics
    )
    registers.lines.update({(CAUTION_GROUPS, key): line for key, line in lines.items()})
    _read_caution_filters(docs, registers)
    registers.sentences = read_sentences(
        docs, registers.words, registers.numbers, registers.diagnostics, registers.lines
    )
    registers.page_defaults = read_page_defaults(
        docs, registers.caution_groups or {}, registers.words, registers.diagnostics
    )
    sources = None if registers.sources is None else registers.sources.keys()
    registers.codes = read_diagnosis_codes(docs, sources, registers.lines, registers.diagnostics)
    registers.permalinks = read_permalinks(docs, registers.diagnostics)
    return registers


def _read_words(docs: Path, registers: Registers) -> None:
    file = DataFile(docs, WORDS, registers.diagnostics)
    instead_of: dict[str, str] = {}
    entries = list(file.listed(AvoidedWords))
    for line, entry in entries:
        for word in map(str.casefold, entry.avoid):
            if word in instead_of:
                file.report(line, f"duplicate word '{word}'", "delete one of the two")
            instead_of.setdefault(word, entry.use)
    registers.words = Words(instead_of)
    for line, entry in entries:
        if any(registers.words.findings(line, entry.use)):
            message = f"this entry says to use '{entry.use}', and another entry says to avoid it"
            file.report(line, message, "change one of the two entries")


def _read_sources(docs: Path, registers: Registers) -> None:
    def stand_in(key: str) -> Source:
        return Source.model_construct(by=key, title=key, year=None, url=None, read="copy", checked=None)

    file = DataFile(docs, SOURCES, registers.diagnostics)
    registers.sources = file.keyed(Source, stand_in)
    for key, source in (registers.sources or {}).items():
        line = registers.lines[SOURCES, key] = file.line_of(key)
        file.add(signs_of_markdown(line, f"{source.by}\n{source.title}"))
        if key == OWN_ADVICE:
            file.report(line, f"the key '{key}' is reserved for advice of our own", "choose another key")


def _read_caution_filters(docs: Path, registers: Registers) -> None:
    """Read the filters of the list of stretches; a site may have none."""
    file = DataFile(docs, CAUTION_FILTERS, registers.diagnostics, optional=True)
    file.add(typed_numbers(file.text, registers.numbers))
    texts = {file.line_of(group): str(text) for group, text in (file.entries() or {}).items()}
    file.add(plain_text_findings(texts, registers.words))
    groups = registers.caution_groups
    for group, text in (file.entries() or {}).items():
        if not isinstance(text, str):
            fix = "write in a few words what readers look for, in quotes"
            file.report(file.line_of(group), f"'{group}' is not a text", fix)
        if groups is None or group in groups:
            registers.caution_filters[group] = str(text)
        else:
            message = f"there is no group of people '{group}' in {CAUTION_GROUPS}"
            file.report(file.line_of(group), message, "write the key of a group")


def _read_search_words(docs: Path, registers: Registers) -> None:
    """Read the search words that are on no page; a site may have none."""
    symptoms = DataFile(docs, SEARCH_SYMPTOMS, registers.diagnostics, optional=True)
    synonyms = DataFile(docs, SEARCH_SYNONYMS, registers.diagnostics, optional=True)
    for file in (symptoms, synonyms):
        file.add(typed_numbers(file.text, registers.numbers))
    for line, entry in symptoms.listed(Symptoms):
        registers.lines.setdefault((SEARCH_SYMPTOMS, entry.page), line)
        registers.symptoms.append(entry)
    # People who search for an emergency number find the page on getting help.
    numbers = list(dict.fromkeys(entry.number for entry in registers.numbers.by_key.values() if entry.number))
    if numbers and (docs / GET_HELP).is_file():
        registers.symptoms.append(Symptoms(page=GET_HELP, urgent=True, phrases=numbers))
    stands_for: dict[str, str] = {}
    for line, group in synonyms.listed(Synonyms):
        registers.synonyms.append(group)
        for word in map(str.casefold, group.same):
            other = stands_for.get(word) or registers.words.instead_of.get(word)
            stands_for[word] = group.word
            if other is not None:
                message = f"'{word}' is already listed as another word for '{other}'"
                synonyms.report(line, message, "delete one of the two")


def _read_source_map(docs: Path, registers: Registers) -> None:
    """Read where the pages state the facts of the original text; a site may have no such text."""
    file = DataFile(docs, SOURCE_MAP, registers.diagnostics, optional=True)
    if file.exists:
        facts = list(file.listed(MappedFact))
        registers.source_map = [fact for _, fact in facts]
        registers.lines.update({(SOURCE_MAP, fact.id): line for line, fact in facts})


def _read_corrections(docs: Path, registers: Registers) -> None:
    """Read what was changed in the original text."""
    file = DataFile(docs, CORRECTIONS, registers.diagnostics, optional=True)
    file.add(typed_numbers(file.text, registers.numbers))
    known = {fact.id for fact in registers.source_map or ()}
    map_is_whole = not any(problem.path == SOURCE_MAP for problem in registers.diagnostics)
    for line, correction in file.listed(Correction):
        if (CORRECTIONS, correction.id) in registers.lines:
            file.report(line, f"duplicate id '{correction.id}'", "use a different id for each entry")
        registers.corrections.append(correction)
        registers.lines[CORRECTIONS, correction.id] = line
        for text in (correction.says, correction.change):
            file.add(plain_text_findings({line: text}, registers.words))
        for fact in correction.facts:
            if map_is_whole and fact not in known:
                message = f"'{correction.id}' names a fact '{fact}' that {SOURCE_MAP} does not have"
                file.report(line, message, "write the number of a fact, such as F01")


def _read_figures(docs: Path, registers: Registers) -> None:
    """Read the texts of every pose file that has drawings; the drawing tool checks the rest."""
    for pose in sorted((docs / POSES).glob("*.yml")):
        file = DataFile(docs, f"{POSES}/{pose.name}", registers.diagnostics)
        texts = file.whole(FigureTexts)
        if texts is None:
            continue
        registers.pose_pages[file.name] = (file.line_of("page"), texts.page)
        for part, words in (("start", texts.start), ("stretch", texts.stretch)):
            for key, text in (("caption", words.caption), ("alt", words.alt)):
                line = file.line_of(part, key)
                file.add(registers.numbers.findings(line, text))
                file.add(plain_text_findings({line: text}, registers.words))
        start, stretch = (
            read_text(docs / FIGURES / f"{pose.stem}-{part}.svg") for part in ("start", "stretch")
        )
        if start and stretch:
            move = f"{MOVES}/{pose.stem}.svg"
            is_animated = (docs / move).is_file()
            registers.figures[pose.stem] = Figure(
                texts.start, texts.stretch, start, stretch, move if is_animated else ""
            )


def _read_previews(docs: Path, registers: Registers) -> None:
    registers.previews = frozenset(file.stem for file in (docs / PREVIEWS).glob("*.png"))


def _read_partials(docs: Path, registers: Registers) -> None:
    for file in sorted((docs / "_partials").glob("*.md")):
        if (text := read_text(file)) is not None:
            lines = read_lines(registers.numbers.in_page(text), 0)
            registers.partials[file.stem] = "\n".join([*(line.raw for line in lines), ""])
