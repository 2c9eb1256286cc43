"""The codes of diagnoses that record systems open a page by: docs/_data/diagnosis-codes.yml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from contract.fields import Fields, Name, Text
from pydantic import Field, StringConstraints

from checks.data.register_file import broken, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from contract.diagnostics import Diagnostic


DIAGNOSIS_CODES = "_data/diagnosis-codes.yml"
# Where every urgent code leads, see PATHS in page_types.py.
GET_HELP = "/get-help/"
# The page that record systems open.
CONNECT = "connect.md"

_CORRECTION = "compare it with the source; a single wrong sign is another diagnosis"


class CodeSystem(NamedTuple):
    """A system of codes.

    Attributes:
        name: what people call it.
        oid: its object identifier, by which HL7's older standards name it.
        other_names: how else record systems name it: by the address that FHIR gives it, and in short; small
            letters, no spaces.
        shape: what a code of it looks like.
        in_words: the same for people.
    """

    name: str
    oid: str
    other_names: tuple[str, ...]
    shape: re.Pattern[str]
    in_words: str


# The object identifiers are those that HL7 has given.
SYSTEMS = {
    "icd10cm": CodeSystem(
        "ICD-10-CM",
        "2.16.840.1.113883.6.90",
        ("http://hl7.org/fhir/sid/icd-10-cm", "icd10cm", "icd-10-cm"),
        re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?"),
        "a capital, a digit and a third sign, then a dot before what follows, such as M54.31",
    ),
    "snomedct": CodeSystem(
        "SNOMED CT",
        "2.16.840.1.113883.6.96",
        ("http://snomed.info/sct", "snomedct", "snomed-ct", "sct"),
        re.compile(r"[1-9][0-9]{5,17}"),
        "6 to 18 digits, the last of which proves the others, such as 23056005",
    ),
}


class DiagnosisCode(Fields):
    """A code, and the page that it opens."""

    system: Literal["icd10cm", "snomedct"] = Field(description="Whose code it is.")
    code: Name = Field(description="The code, as its system writes it; digits alone stand in quotes.")
    title: Text = Field(description="The words that were read for the code.")
    page: Annotated[str, StringConstraints(pattern=r"^/(?:[a-z0-9-]+/)*$", max_length=200)] = Field(
        description="The address of the page it opens, below that of the site, such as `/sciatica/`.",
    )
    urgent: bool = Field(
        default=False,
        description="true where somebody must get help now; it then counts in any system of codes.",
    )
    also_by_name: list[Annotated[str, StringConstraints(pattern=r"^[a-z]+(?: [a-z]+)*$", max_length=80)]] = (
        Field(
            default_factory=list,
            description="Words that are urgent in the name of any diagnosis, whatever its code.",
        )
    )
    same: bool = Field(
        default=False,
        description="true where the code means what the whole page is about.",
    )
    mark: Literal["VERIFIED", "VERIFIED-2"] = Field(
        description="`VERIFIED` where the code was read in a copy of the source itself, `VERIFIED-2` where "
        "somebody else's report of it was.",
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
    """Read the register; a site may have none.

    Args:
        docs: the docs folder.
        sources: the keys of the register of sources; None where it cannot be read, which is told elsewhere.
        lines: gets the line of each code.
        found: gets a diagnostic for each entry that cannot be used.
    """
    codes: list[DiagnosisCode] = []
    for line, entry in listed(docs, DIAGNOSIS_CODES, DiagnosisCode, found) if _is_there(docs) else ():
        for message, fix in _findings(entry, lines):
            found.append(broken(DIAGNOSIS_CODES, line, message, fix))
        # A single word is a key.
        if sources is not None and " " not in entry.source and entry.source not in sources:
            message = f"'{entry.code}' names a source '{entry.source}' that _data/sources.yml does not have"
            found.append(
                broken(DIAGNOSIS_CODES, line, message, "add it there, or say in words where it was read")
            )
        lines.setdefault((DIAGNOSIS_CODES, entry.code), line)
        codes.append(entry)
    return codes


def _is_there(docs: Path) -> bool:
    return (docs / DIAGNOSIS_CODES).is_file()


def _findings(entry: DiagnosisCode, lines: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, str]]:
    """Say what is wrong with an entry by itself, and how to mend it."""
    system = SYSTEMS[entry.system]
    if not system.shape.fullmatch(entry.code):
        yield f"'{entry.code}' is no code of {system.name}", f"write {system.in_words}"
    elif entry.system == "snomedct" and not _proves_itself(entry.code):
        yield f"the last digit of '{entry.code}' does not fit the others", _CORRECTION
    # A code of the one system cannot look like one of the other.
    if (DIAGNOSIS_CODES, entry.code) in lines:
        yield f"'{entry.code}' stands here a second time", "take one of the two out"
    if entry.also_by_name and not entry.urgent:
        yield (
            f"'{entry.code}' has words that are urgent, and is not urgent itself",
            "add 'urgent: true', or take 'also_by_name' out",
        )


# The check digit of SNOMED CT is that of Verhoeff (1969): the digits, each turned by its place, are
# multiplied in the group of the symmetries of a pentagon, and the product must be the neutral one.
_TURN = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _proves_itself(digits: str) -> bool:
    """Whether the check digit fits, which finds a single wrong digit and two neighbors that are swapped."""
    product = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        turned = digit
        for _ in range(place % 8):
            turned = _TURN[turned]
        product = _pentagon(product, turned)
    return product == 0


def _pentagon(one: int, other: int) -> int:
    """Multiply in that group: 0 to 4 are its rotations, 5 to 9 its reflections."""
    turned = one + other if one < 5 else one - other
    return turned % 5 + 5 * ((one < 5) != (other < 5))
