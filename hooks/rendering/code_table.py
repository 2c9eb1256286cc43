"""The diagnosis codes, by the page that they open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.data.diagnosis_codes import SYSTEMS
from reading.permalinks import page_address

from rendering.addresses import address_between, pages_by_address

if TYPE_CHECKING:
    from checks.data.diagnosis_codes import DiagnosisCode
    from checks.site import Report


def codes_of(path: str, report: Report) -> list[DiagnosisCode]:
    """Return the codes that open a page, in the order of the data file."""
    address = page_address(path)
    return [code for code in report.registers.codes if code.page == address]


def codes_by_system(path: str, report: Report) -> dict[str, list[DiagnosisCode]]:
    """Return the codes that open a page, by the name of their system."""
    found: dict[str, list[DiagnosisCode]] = {}
    for entry in codes_of(path, report):
        found.setdefault(SYSTEMS[entry.system].name, []).append(entry)
    return found


def code_table(path: str, report: Report) -> dict[str, object]:
    """Return all codes, grouped by the page that they open, for a table on the page with this path."""
    pages = pages_by_address(report)
    opened = dict.fromkeys(code.page for code in report.registers.codes if code.page in pages)
    return {
        "groups": [
            {
                "title": facts.title,
                "address": address_between(path, other),
                "system": system,
                "codes": [{"code": code.code, "title": code.title} for code in codes],
            }
            for other, facts in (pages[address] for address in opened)
            for system, codes in codes_by_system(other, report).items()
        ],
    }
