"""A new page holds all its kind needs, cannot be published as it is, and can once its TODOs are filled in."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from keep_addresses import main as keep_addresses
from page_contract.check import check_site
from page_contract.explain import page_types
from page_contract.permalinks import PERMALINKS
from page_contract.registers import read_registers
from page_contract.scaffold import CannotWriteError, new_page, write_new_page
from page_contract.source_page import read_page

if TYPE_CHECKING:
    from page_contract.page_types import PageType

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 22)

NOT_YET_SOURCED = {"unknown-anchor", "unsourced-section"}
# What can be written into the passing folder, and what the check says of it besides the TODOs.
NEW = {
    "exercise/leg-lift": ("stretches/leg-lift.md", {"unknown-source", *NOT_YET_SOURCED}),
    "routine/evening": ("routines/evening.md", {"unknown-source", "unknown-stretch", *NOT_YET_SOURCED}),
    "retired/heel-drop": ("retired/heel-drop.md", {"unknown-source", "wrong-move", *NOT_YET_SOURCED}),
    "condition/sciatica": ("sciatica.md", {"unknown-source", *NOT_YET_SOURCED}),
    "guide/get-help": ("get-help.md", set[str]()),
    "guide/stretches": ("stretches/index.md", set[str]()),
}


def kind_of(name: str) -> PageType:
    return next(kind for kind in page_types() if kind.name == name.split("/", maxsplit=1)[0])


def write(docs: Path, name: str) -> Path:
    return write_new_page(docs, name, TODAY, read_registers(docs).caution_groups or {})


def filled_in(text: str) -> str:
    """Do what an editor does: put true words in the place of each TODO."""
    text = re.sub(r"(title: \"?)TODO.*", r"\1A page of its own" + '"', text)
    text = re.sub(
        r"^(summary|description): TODO.*$",
        r"\1: A small move that is told in a few plain words.",
        text,
        flags=re.MULTILINE,
    )
    text = re.sub(r"^(  - key|    key|    - key): .*$", r"\1: heel-book", text, flags=re.MULTILINE)
    anchors = [
        section.anchor for kind in page_types() for section in kind.sections if f"## {section.title}" in text
    ]
    text = text.replace("sections: [todo]", f"sections: [{', '.join(dict.fromkeys(anchors))}]")
    text = text.replace("moved_from: [todo]", "moved_from: [stretches/heel-drop]")
    text = text.replace("[todo, todo]", "[heel-slide, ankle-circle]").replace("id: xx", "id: nn")
    text = re.sub(r"^also_called: .*$", "also_called: [A name of its own]", text, flags=re.MULTILINE)
    text = re.sub(r"TODO \(the comment above says what to write\)", "Plain words.", text)
    text = text.replace("[TODO]", "[Plain words]")
    return text.replace("TODO", "It is told here.")


def test_every_kind_with_fields_is_tried() -> None:
    assert {name.split("/")[0] for name in NEW} == {kind.name for kind in page_types() if kind.front_matter}


@pytest.mark.parametrize("name", NEW)
def test_an_untouched_page_is_unfinished_and_nothing_else(name: str, docs: Path) -> None:
    path, besides = NEW[name]
    assert write(docs, name) == docs / path
    found = check_site(docs, TODAY).diagnostics
    assert {problem.path for problem in found} == {path}
    assert {problem.rule for problem in found} == {"unfinished-text", *besides}, [p.as_text() for p in found]
    todos = [
        n
        for n, line in enumerate((docs / path).read_text(encoding="utf-8").splitlines(), 1)
        if "todo" in line.lower()
    ]
    assert [problem.line for problem in found if problem.rule == "unfinished-text"] == todos


@pytest.mark.parametrize("name", NEW)
def test_a_page_that_is_filled_in_passes(name: str, docs: Path) -> None:
    file = write(docs, name)
    file.write_text(filled_in(file.read_text(encoding="utf-8")), encoding="utf-8")
    if name.startswith("retired/"):  # of a stretch that was published
        record = docs / PERMALINKS
        record.write_text(record.read_text(encoding="utf-8") + "- /stretches/heel-drop/\n", encoding="utf-8")
    assert [problem.rule for problem in check_site(docs, TODAY).diagnostics] == ["unrecorded-address"]
    assert keep_addresses(["record", str(docs)]) == 0
    assert [problem.as_text() for problem in check_site(docs, TODAY).diagnostics] == []


@pytest.mark.parametrize("name", NEW)
def test_every_field_and_section_is_in_it(name: str, docs: Path) -> None:
    kind = kind_of(name)
    assert kind.front_matter is not None
    text = new_page(kind, "x", TODAY, read_registers(docs).caution_groups or {})
    page = read_page("x.md", text)
    assert [heading.text for heading in page.headings] == [section.title for section in kind.sections]
    for field, told in kind.front_matter.model_fields.items():
        assert (field in page.fields) == told.is_required() or field in text
        assert told.description
        assert told.description in text
    markers = [line.marker for line in page.lines if line.marker]
    assert markers == [name for section in kind.sections for name in section.markers]
    for section in kind.sections:
        if section.holds.value != "data":
            assert section.why in text
    if "cautions" in page.fields:
        assert list(page.fields["cautions"]) == ["sore-heel", "pregnant"]  # type: ignore[call-overload]


def test_the_name_of_a_page_that_has_moved_is_not_given_again(docs: Path) -> None:
    page = docs / "stretches" / "heel-slide.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("id: hs\n", "id: hs\nmoved_from: [stretches/old-name]\n"), encoding="utf-8")
    with pytest.raises(CannotWriteError, match="had this name before"):
        write_new_page(docs, "exercise/old-name", dt.date(2026, 11, 22), {})
    assert not (docs / "stretches" / "old-name.md").exists()


def test_what_is_there_is_never_overwritten(docs: Path) -> None:
    before = (docs / "stretches" / "heel-slide.md").read_bytes()
    with pytest.raises(CannotWriteError, match="is already there"):
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
    with pytest.raises(CannotWriteError, match="there are: condition, exercise, routine, retired, guide"):
        write(docs, "exercize/heel")
    with pytest.raises(CannotWriteError, match="there is no kind of page 'shared text'"):
        write(docs, "shared text/heel")


def test_a_page_without_a_place_says_what_to_add(docs: Path) -> None:
    with pytest.raises(CannotWriteError, match=r'PathRule\("knee.md"'):
        write(docs, "condition/knee")


def test_the_year_after_a_leap_day() -> None:
    text = new_page(kind_of("guide"), "x", dt.date(2028, 2, 29), {})
    assert "next_review: 2029-02-28" in text


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
        == f"wrote {docs / 'stretches' / 'leg-lift.md'}: fill in every TODO, then run 'make check'\n"
    )
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 2
    assert again.stderr == f"{docs / 'stretches' / 'leg-lift.md'} is already there\n"
