"""Checks that no diagnosis code leads a patient astray."""

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

# What /connect/ must know so that nobody in danger meets a stretch instead.
ALWAYS_URGENT = ("icd10cm", "G83.4", "cauda equina")


def misleading_codes(
    codes: list[DiagnosisCode],
    lines: Mapping[tuple[str, str], int],
    pages: Mapping[str, CheckedPage],
    unreadable: AbstractSet[str],
    *,
    is_whole: bool,
) -> Iterator[Diagnostic]:
    """Find codes that lead to no page, or to one that nobody may be led to by a code.

    Args:
        codes: the register.
        lines: the line of each code.
        pages: every page that could be read, by its path.
        unreadable: the addresses of pages that cannot be read, which is told elsewhere.
        is_whole: whether all of the register could be read; where not, that is told elsewhere.
    """
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
        message = f"{code} does not stand here as urgent, with 'also_by_name: [{name}]'"
        fix = f"bring its line back; without it {CONNECT} would lead such a person to a stretch"
        yield Diagnostic(DIAGNOSIS_CODES, 1, "misleading-code", message, fix)
    for entry in codes:
        message = fix = ""
        if not entry.urgent and (why := _why_urgent(entry, urgent)):
            message, fix = f"{entry.code} is not urgent, but {why}", "add 'urgent: true'"
        elif entry.urgent and entry.page != GET_HELP:
            message = f"{entry.code} is urgent and leads to '{entry.page}'"
            fix = f"an urgent code leads to '{GET_HELP}' and nowhere else"
        elif entry.page not in kinds and entry.page not in unreadable:
            message = f"{entry.code} leads to '{entry.page}', which is no page"
            fix = "write the page's address below that of the site, such as '/sciatica/'"
        elif entry.page in kinds and entry.page != GET_HELP and kinds[entry.page] is not CONDITION:
            message = f"{entry.code} leads to '{entry.page}', which is no page on a condition"
            fix = f"a code leads to such a page or to '{GET_HELP}', never to a stretch"
        if message:
            line = lines[DIAGNOSIS_CODES, entry.code]
            yield Diagnostic(DIAGNOSIS_CODES, line, "misleading-code", message, fix)


def _why_urgent(entry: DiagnosisCode, urgent: list[DiagnosisCode]) -> str:
    """Say why a code must be as urgent as another one; nothing if it need not."""
    title = f" {' '.join(re.findall('[a-z]+', entry.title.lower()))} "
    for other in urgent:
        if other.system == entry.system == "icd10cm" and entry.code.startswith(other.code):
            return f"{other.code} above it is"
        for name in other.also_by_name:
            if f" {name} " in title:
                return f"its title has '{name}' in it"
    return ""
