"""The diagnosis codes for which record systems open a page: docs/_data/diagnosis-codes.yml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from contract.field_values import Fields, Name, Text
from pydantic import Field, StringConstraints

from checks.data.register_file import DataFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from contract.diagnostics import Diagnostic


DIAGNOSIS_CODES = "_data/diagnosis-codes.yml"
# The page that every urgent code opens, see PATHS in page_types.py.
GET_HELP = "/get-help/"
# The page that record systems open.
CONNECT = "connect.md"

_CORRECTION = "compare it with the source; with one wrong digit it is another diagnosis"


class CodeSystem(NamedTuple):
    """A system of codes.

    Attributes:
        name: what people call it.
        oid: its object identifier, which HL7's older standards use.
        other_names: what else record systems call it: its FHIR address and short names, in lowercase and
            without spaces.
        shape: the pattern of its codes.
        in_words: the same in words.
    """

    name: str
    oid: str
    other_names: tuple[str, ...]
    shape: re.Pattern[str]
    in_words: str


# The object identifiers are those that HL7 lists.
SYSTEMS = {
    "icd10cm": CodeSystem(
        "ICD-10-CM",
        "2.16.840.1.113883.6.90",
        ("http://hl7.org/fhir/sid/icd-10-cm", "icd10cm", "icd-10-cm"),
        re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?"),
        "a capital letter, a digit, a digit or capital letter, then a dot before the rest, such as M54.31",
    ),
    "snomedct": CodeSystem(
        "SNOMED CT",
        "2.16.840.1.113883.6.96",
        ("http://snomed.info/sct", "snomedct", "snomed-ct", "sct"),
        re.compile(r"[1-9][0-9]{5,17}"),
        "6 to 18 digits, the last of which is a check digit, such as 23056005",
    ),
}


class DiagnosisCode(Fields):
    """A code, and the page that it opens."""

    system: Literal["icd10cm", "snomedct"] = Field(description="The code system.")
    code: Name = Field(description="The code, as its system writes it; in quotes if it is all digits.")
    title: Text = Field(description="The name of the diagnosis, as the source has it.")
    page: Annotated[str, StringConstraints(pattern=r"^/(?:[a-z0-9-]+/)*$", max_length=200)] = Field(
        description="The address of the page that it opens, within the site, such as `/sciatica/`.",
    )
    urgent: bool = Field(
        default=False,
        description="true if the patient must get help now; it then counts in every code system.",
    )
    also_by_name: list[Annotated[str, StringConstraints(pattern=r"^[a-z]+(?: [a-z]+)*$", max_length=80)]] = (
        Field(
            default_factory=list,
            description="Words that make any diagnosis urgent whose name contains them, whatever its code.",
        )
    )
    same: bool = Field(
        default=False,
        description="true if the code means exactly what the page is about.",
    )
    mark: Literal["VERIFIED", "VERIFIED-2"] = Field(
        description="`VERIFIED` if the code was read in a copy of the source itself, `VERIFIED-2` if it was "
        "read in somebody else's report of it.",
    )
    source: Text = Field(
        description="Where it was read: a key of docs/_data/sources.yml, or a few words.",
        examples=["cms-access"],
    )


def read_diagnosis_codes(
    docs: Path,
    sources: AbstractSet[str] | None,
    lines: dict[tuple[str, str], int],
    found: list[Diagnostic],
) -> list[DiagnosisCode]:
    """Read the codes; a site may have none."""
    codes: list[DiagnosisCode] = []
    file = DataFile(docs, DIAGNOSIS_CODES, found, optional=True)
    for line, entry in file.listed(DiagnosisCode):
        for message, fix in _findings(entry, lines):
            file.report(line, message, fix)
        # A single word is a key.
        if sources is not None and " " not in entry.source and entry.source not in sources:
            message = f"'{entry.code}' names a source '{entry.source}' that _data/sources.yml does not have"
            file.report(line, message, "add it there, or say in a few words where the code was read")
        lines.setdefault((DIAGNOSIS_CODES, entry.code), line)
        codes.append(entry)
    return codes


def _findings(entry: DiagnosisCode, lines: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an entry by itself, and how to fix it."""
    system = SYSTEMS[entry.system]
    if not system.shape.fullmatch(entry.code):
        yield f"'{entry.code}' is not a code of {system.name}", f"write {system.in_words}"
    elif entry.system == "snomedct" and not _has_valid_check_digit(entry.code):
        yield f"the check digit of '{entry.code}' (the last one) does not match the other digits", _CORRECTION
    # No code has the shape of both systems.
    if (DIAGNOSIS_CODES, entry.code) in lines:
        yield f"duplicate code '{entry.code}'", "delete one of the two entries"
    if entry.also_by_name and not entry.urgent:
        yield (
            f"'{entry.code}' has 'also_by_name', but is not urgent",
            "add 'urgent: true', or delete 'also_by_name'",
        )


# SNOMED CT uses the check digit of Verhoeff (1969): the digits, each permuted according to its place, are
# multiplied in the dihedral group D5, and the product must be the identity.
_PERMUTATION = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _has_valid_check_digit(digits: str) -> bool:
    """Return whether the check digit is right; it detects a wrong digit and two swapped neighbors."""
    product = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        permuted = digit
        for _ in range(place % 8):
            permuted = _PERMUTATION[permuted]
        product = _pentagon(product, permuted)
    return product == 0


def _pentagon(one: int, other: int) -> int:
    """Return the product in D5: 0 to 4 are the rotations of a pentagon, 5 to 9 its reflections."""
    turned = one + other if one < 5 else one - other
    return turned % 5 + 5 * ((one < 5) != (other < 5))
