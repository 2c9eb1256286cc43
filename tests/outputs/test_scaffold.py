"""A new page holds all its kind needs, cannot be published as it is, and can once its TODOs are filled in."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import string
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from checks.data.registers import read_registers
from checks.site import check_site
from contract.explain import page_types
from contract.needed_fields import is_needed
from outputs.command_line import main as check_pages
from outputs.new_ids import propose_id, used_ids
from outputs.scaffold import CannotWriteError, new_page, write_new_page
from reading.permalinks import PERMALINKS
from reading.source_page import read_page

if TYPE_CHECKING:
    from contract.page_types import PageType

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 22)

# What can be written into the passing folder, and where.
NEW = {
    "exercise/leg-lift": "stretches/leg-lift.md",
    "routine/evening": "routines/evening.md",
    "retired/heel-drop": "retired/heel-drop.md",
    "condition/sciatica": "sciatica.md",
    "guide/get-help": "get-help.md",
    "guide/stretches": "stretches/index.md",
}
# All fields of a page that an editor must see to, also those that `new` fills in.
MOST_FIELDS = 11


def kind_of(name: str) -> PageType:
    return next(kind for kind in page_types() if kind.name == name.split("/", maxsplit=1)[0])


def write(docs: Path, name: str) -> Path:
    return write_new_page(docs, name, TODAY, read_registers(docs))


def filled_in(text: str) -> str:
    """Do what an editor does: put true words in the place of each TODO."""
    for old, new in {
        "title: TODO ": "title: ",
        "summary: TODO": "summary: A small move that is told in a few plain words.",
        "key: TODO": "key: heel-book",
        "{hold_seconds: TODO, repeats: TODO": "{repeats: 3",
        "times_a_day: TODO, days_a_week: TODO": "times_a_day: 1, days_a_week: 3 to 7",
        "position: [TODO]": "position: [standing]",
        "sides: TODO": "sides: both sides together",
        "redirect_from: [TODO]": "redirect_from: [stretches/heel-drop]",
        "stretches: [TODO]": "stretches: [heel-slide, ankle-circle]",
        "sources: [TODO]": "sources: [heel-book]",
        "[TODO]": "[Plain words]",
    }.items():
        text = text.replace(old, new)
    mark = "<!-- source: heel-book -->" if "heel-book" in text else ""
    text = re.sub("<!-- TODO a numbered list.*", f"1. Stand.\n2. Bend. {mark}\n3. Stand again.", text)
    text = re.sub("- TODO what to do.*", "- Get a chair.", text)
    text = re.sub("<!-- TODO a list.*", f"- It is told here. {mark}", text)
    text = re.sub("<!-- TODO.*", f"It is told here. {mark}", text)
    return text.replace("TODO", "It is told here.")


def test_every_kind_with_fields_is_tried() -> None:
    assert {name.split("/")[0] for name in NEW} == {kind.name for kind in page_types() if kind.front_matter}


@pytest.mark.parametrize("name", NEW)
def test_an_untouched_page_is_unfinished_and_nothing_else(name: str, docs: Path) -> None:
    path = NEW[name]
    assert write(docs, name) == docs / path
    found = check_site(docs, TODAY).diagnostics
    assert {problem.path for problem in found} == {path}
    assert {problem.rule for problem in found} == {"unfinished-text"}, [p.as_text() for p in found]
    todos = [
        n
        for n, line in enumerate((docs / path).read_text(encoding="utf-8").splitlines(), 1)
        if "todo" in line.lower()
    ]
    assert [problem.line for problem in found] == todos


@pytest.mark.parametrize("name", NEW)
def test_a_page_that_is_filled_in_passes(name: str, docs: Path) -> None:
    file = write(docs, name)
    file.write_text(filled_in(file.read_text(encoding="utf-8")), encoding="utf-8")
    if name == "guide/get-help":  # it must show every emergency number
        with file.open("a", encoding="utf-8") as page:
            page.write("\nCall {{ number home }}.\n")
    if name.startswith("retired/"):  # of a stretch that was published
        record = docs / PERMALINKS
        record.write_text(record.read_text(encoding="utf-8") + "- /stretches/heel-drop/\n", encoding="utf-8")
    assert [problem.rule for problem in check_site(docs, TODAY).diagnostics] == ["unrecorded-address"]
    assert check_pages(["links", str(docs)]) == 0
    assert [problem.as_text() for problem in check_site(docs, TODAY).diagnostics] == []


@pytest.mark.parametrize("name", NEW)
def test_needed_fields_and_all_sections_are_in_it(name: str, docs: Path) -> None:
    kind = kind_of(name)
    assert kind.front_matter is not None
    text = new_page(kind, "x", TODAY, read_registers(docs).caution_groups or {})
    page = read_page("x.md", text)
    assert [heading.text for heading in page.headings if heading.level == 2] == [
        section.title for section in kind.sections
    ]
    assert [heading.text for heading in page.headings if heading.level != 2] == [
        section.begins_with for section in kind.sections if section.begins_with
    ]
    needed = {field for field in kind.front_matter.model_fields if is_needed(kind.front_matter, field)}
    assert set(page.fields) == needed
    assert len(needed) <= MOST_FIELDS
    for field, told in kind.front_matter.model_fields.items():
        assert told.description
        assert field in text
        assert told.description in text or field not in needed - {"written", "reviewed", "id"}
    markers = [line.marker for line in page.lines if line.marker]
    assert sorted(markers) == sorted(name for section in kind.sections for name in section.markers)
    for section in kind.sections:
        if section.holds.value != "data":
            assert section.why in text


def test_it_names_the_groups_of_people_who_must_ask_first(docs: Path) -> None:
    text = write(docs, "exercise/leg-lift").read_text(encoding="utf-8")
    assert "# sore-heel, pregnant.\n" in text


@pytest.mark.parametrize("section", ["Check first", "How to do it", "Stop if", "What you should feel"])
def test_a_guiding_line_that_is_left_in_a_section_is_refused(section: str, docs: Path) -> None:
    file = write(docs, "exercise/leg-lift")
    text = filled_in(file.read_text(encoding="utf-8"))
    heading = f"## {section}\n\n"
    assert heading in text
    file.write_text(text.replace(heading, f"{heading}<!-- TODO What to write. -->\n\n"), encoding="utf-8")
    (problem,) = check_site(docs, TODAY).diagnostics
    assert problem.rule == "unfinished-text"
    assert problem.help == "write the text and delete the comment"
    assert problem.line == text[: text.index(heading)].count("\n") + 3


def test_a_guiding_line_that_is_taken_out_leaves_an_empty_section(docs: Path) -> None:
    file = write(docs, "exercise/leg-lift")
    text = filled_in(file.read_text(encoding="utf-8"))
    file.write_text(re.sub("## Stop if\n\n- It is told.*", "## Stop if", text), encoding="utf-8")
    assert [problem.rule for problem in check_site(docs, TODAY).diagnostics] == ["empty-section"]


def test_the_name_of_a_page_that_has_moved_is_not_given_again(docs: Path) -> None:
    page = docs / "stretches" / "heel-slide.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("id: hs\n", "id: hs\nredirect_from: [stretches/old-name]\n"), encoding="utf-8"
    )
    with pytest.raises(CannotWriteError, match="had this name before"):
        write(docs, "exercise/old-name")
    assert not (docs / "stretches" / "old-name.md").exists()


def test_what_is_there_is_never_overwritten(docs: Path) -> None:
    before = (docs / "stretches" / "heel-slide.md").read_bytes()
    with pytest.raises(CannotWriteError, match="already exists"):
        write(docs, "exercise/heel-slide")
    assert (docs / "stretches" / "heel-slide.md").read_bytes() == before


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Heel",
        "heel slide",
        "heel_slide",
        "../heel",
        "a/b",
        "-heel",
        "heel-",
        "heel--slide",
        "heel.md",
        "héel",
        "x\n",
        "..",
    ],
)
def test_names_that_make_no_address_are_refused(name: str, docs: Path) -> None:
    before = sorted(docs.rglob("*"))
    with pytest.raises(CannotWriteError, match="cannot be a page's name"):
        write(docs, f"exercise/{name}")
    assert sorted(docs.rglob("*")) == before


def test_unknown_kinds_are_refused(docs: Path) -> None:
    with pytest.raises(CannotWriteError, match="choose one of: condition, exercise, routine, retired, guide"):
        write(docs, "exercize/heel")
    with pytest.raises(CannotWriteError, match="there is no kind of page 'shared text'"):
        write(docs, "shared text/heel")


def test_a_page_without_a_place_says_what_to_add(docs: Path) -> None:
    with pytest.raises(CannotWriteError, match=r'PathRule\("knee.md"'):
        write(docs, "condition/knee")


@pytest.mark.parametrize(
    ("name", "used", "proposed"),
    [
        ("leg-lift", "", "ll"),
        ("leg-lift", "ll", "le"),
        ("seated-leg-lift", "", "sll"),
        ("bow", "", "bo"),
        ("bow", "bo bw ow", "bow"),
        ("on-it", "oi", "ot"),
        ("90-90", "", "aa"),
    ],
)
def test_the_proposed_id_is_free_and_like_the_name(name: str, used: str, proposed: str) -> None:
    assert propose_id(name, set(used.split())) == proposed


def test_an_id_is_not_proposed_that_a_page_has_or_had(docs: Path) -> None:
    assert "id: ll\n" in write(docs, "exercise/leg-lift").read_text(encoding="utf-8")
    record = docs / PERMALINKS
    record.write_text(record.read_text(encoding="utf-8") + "- lo /stretches/gone/\n", encoding="utf-8")
    assert "id: li\n" in write(docs, "exercise/lo-li").read_text(encoding="utf-8")
    assert used_ids(docs, read_registers(docs).permalinks) >= {"ll", "lo", "hs", "ac"}


def test_no_id_is_proposed_when_all_are_taken() -> None:
    every = {
        "".join(letters) for n in (2, 3) for letters in itertools.product(string.ascii_lowercase, repeat=n)
    }
    with pytest.raises(LookupError):
        propose_id("leg-lift", every)


def test_from_the_command_line(docs: Path) -> None:
    command = [
        sys.executable,
        str(ROOT / "hooks" / "check_pages.py"),
        "new",
        "exercise/leg-lift",
        "--docs",
        str(docs),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert (
        run.stdout
        == f"wrote {docs / 'stretches' / 'leg-lift.md'}: replace every TODO, then run 'make check'\n"
    )
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 2
    assert again.stderr == f"{docs / 'stretches' / 'leg-lift.md'} already exists\n"
