"""Checks that every diagnosis code opens a page that is safe for the patient."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic
from contract.page_types import CONDITION
from reading.permalinks import page_address

from checks.data.diagnosis_codes import CONNECT, DIAGNOSIS_CODES, GET_HELP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from checks.data.diagnosis_codes import DiagnosisCode
    from checks.page import CheckedPage

# What /connect/ must know so that nobody in danger is shown a stretch instead.
ALWAYS_URGENT = ("icd10cm", "G83.4", "cauda equina")


def misleading_codes(
    codes: list[DiagnosisCode],
    lines: Mapping[tuple[str, str], int],
    pages: Mapping[str, CheckedPage],
    unreadable: AbstractSet[str],
    *,
    is_whole: bool,
) -> Iterator[Diagnostic]:
    """Find codes that open no page, or one that no code may open."""
    kinds = {page_address(path): page.page_type for path, page in pages.items()}
    urgent = [entry for entry in codes if entry.urgent]
    system, code, name = ALWAYS_URGENT
    if (
        CONNECT in pages
        and is_whole
        and not any(
            (entry.system, entry.code) == (system, code) and name in entry.also_by_name for entry in urgent
        )
    ):
        message = f"{code} is not listed as urgent with 'also_by_name: [{name}]'"
        fix = f"restore its line; without it, {CONNECT} would send such a patient to a stretch"
        yield Diagnostic(DIAGNOSIS_CODES, 1, "misleading-code", message, fix)
    for entry in codes:
        message = fix = ""
        if not entry.urgent and (why := _why_urgent(entry, urgent)):
            message, fix = f"{entry.code} is not urgent, but {why}", "add 'urgent: true'"
        elif entry.urgent and entry.page != GET_HELP:
            message = f"{entry.code} is urgent, but opens '{entry.page}'"
            fix = f"write 'page: {GET_HELP}'; an urgent code may open no other page"
        elif entry.page not in kinds and entry.page not in unreadable:
            message = f"{entry.code} opens '{entry.page}', and there is no such page"
            fix = "write the address of a page within the site, such as '/sciatica/'"
        elif entry.page in kinds and entry.page != GET_HELP and kinds[entry.page] is not CONDITION:
            message = f"{entry.code} opens '{entry.page}', which is not a page about a condition"
            fix = f"write the address of such a page, or '{GET_HELP}'; a code must never open a stretch"
        if message:
            line = lines[DIAGNOSIS_CODES, entry.code]
            yield Diagnostic(DIAGNOSIS_CODES, line, "misleading-code", message, fix)


def _why_urgent(entry: DiagnosisCode, urgent: list[DiagnosisCode]) -> str:
    """Return why a code must be urgent, in words; '' where it need not be."""
    title = f" {' '.join(re.findall('[a-z]+', entry.title.lower()))} "
    for other in urgent:
        if other.system == entry.system == "icd10cm" and entry.code.startswith(other.code):
            return f"its parent code {other.code} is"
        for name in other.also_by_name:
            if f" {name} " in title:
                return f"its title contains '{name}'"
    return ""
