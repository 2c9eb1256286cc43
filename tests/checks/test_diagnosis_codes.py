"""The register of diagnosis codes: what the check digit finds, and that the site's leads nobody astray."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from checks.data.diagnosis_codes import DIAGNOSIS_CODES, GET_HELP, DiagnosisCode, read_diagnosis_codes
from checks.site import check_site
from hypothesis import assume, given
from hypothesis import strategies as st

DOCS = Path(__file__).parents[2] / "docs"
ENTRY = '- {{ system: snomedct, code: "{}", title: A, page: /causes/, mark: VERIFIED, source: a list }}\n'
# Read in public lists of SNOMED CT.
KNOWN = ["23056005", "307177001", "128196005", "91019004", "44077006", "102603008", "279039007"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    (folder / "_data").mkdir()
    return folder


@pytest.fixture(scope="session")
def codes() -> list[DiagnosisCode]:
    return check_site(DOCS).registers.codes


def is_accepted(code: str, folder: Path) -> bool:
    (folder / DIAGNOSIS_CODES).write_text(ENTRY.format(code), encoding="utf-8")
    found: list[object] = []
    assert len(read_diagnosis_codes(folder, None, {}, found)) == 1  # type: ignore[arg-type]
    return not found


@pytest.mark.parametrize("code", KNOWN)
def test_a_code_proves_itself(code: str, folder: Path) -> None:
    assert is_accepted(code, folder)


@given(code=st.sampled_from(KNOWN), place=st.integers(0, 8), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_found(code: str, place: int, digit: str, folder: Path) -> None:
    wrong = code[:place] + digit + code[place + 1 :]
    assume(place < len(code) and wrong != code)
    assert not is_accepted(wrong, folder)


@given(code=st.sampled_from(KNOWN), place=st.integers(0, 7))
def test_two_swapped_digits_are_found(code: str, place: int, folder: Path) -> None:
    wrong = code[:place] + code[place : place + 2][::-1] + code[place + 2 :]
    assume(wrong != code)
    assert not is_accepted(wrong, folder)


def test_the_codes_of_an_emergency_lead_to_help(codes: list[DiagnosisCode]) -> None:
    assert {entry.code: entry.page for entry in codes if entry.urgent} == {"G83.4": GET_HELP}
    assert "cauda equina" in {words for entry in codes for words in entry.also_by_name}


def test_no_code_leads_to_a_stretch(codes: list[DiagnosisCode]) -> None:
    assert len(codes) >= 37
    assert {entry.page for entry in codes} == {"/get-help/", "/sciatica/", "/causes/"}


def test_every_entry_has_a_line_of_its_own(codes: list[DiagnosisCode]) -> None:
    """So that the mark stands beside its code, and a difference of two versions can be read."""
    lines = (DOCS / DIAGNOSIS_CODES).read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line.startswith("- ")]
    assert len(entries) == len(codes)
    assert all(" mark: VERIFIED" in line and line.endswith(" }") for line in entries)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("urgent: true, also_by_name: [cauda equina], ", ""),
        ("also_by_name: [cauda equina], ", ""),
        ("G83.4,", "G83.5,"),
    ],
)
def test_the_page_for_record_systems_knows_the_emergency(old: str, new: str, tmp_path: Path) -> None:
    docs = Path(shutil.copytree(DOCS, tmp_path / "docs", ignore=shutil.ignore_patterns("*.svg", "*.png")))
    register = docs / DIAGNOSIS_CODES
    text = register.read_text(encoding="utf-8")
    assert text.count(old) == 1
    register.write_text(text.replace(old, new), encoding="utf-8")
    told = [found.message for found in check_site(docs).problems if found.rule == "misleading-code"]
    assert "G83.4 is not listed as urgent with 'also_by_name: [cauda equina]'" in told
    register.unlink()
    told = [found.message for found in check_site(docs).problems if found.rule == "misleading-code"]
    assert "G83.4 is not listed as urgent with 'also_by_name: [cauda equina]'" in told
