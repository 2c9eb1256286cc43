"""Reads docs/_data/caution-groups.yml: the groups of people for whom each stretch has a caution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.cautions import PatientGroup

from checks.citations import key_findings
from checks.data.data_texts import plain_text_findings
from checks.data.emergency_numbers import typed_numbers
from checks.data.register_file import DataFile

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from contract.diagnostics import Diagnostic
    from reading.words import Words

    from checks.data.emergency_numbers import EmergencyNumbers

CAUTION_GROUPS = "_data/caution-groups.yml"


def read_caution_groups(
    docs: Path,
    words: Words,
    numbers: EmergencyNumbers,
    sources: Collection[str] | None,
    found: list[Diagnostic],
) -> tuple[dict[str, PatientGroup] | None, dict[str, int]]:
    """Return the groups by key, or None where the file cannot be read, and the line of each."""
    file = DataFile(docs, CAUTION_GROUPS, found)
    file.add(typed_numbers(file.text, numbers))
    groups = file.keyed(
        PatientGroup, lambda key: PatientGroup.model_construct(short=key, full=key, sources=[])
    )
    texts: dict[int, str] = {}
    for key, group in (groups or {}).items():
        for source in group.sources:
            file.add(key_findings(file.line_of(key, "sources"), source, None, sources))
        for name, text in (("short", group.short), ("full", group.full)):
            line = file.line_of(key, name)
            texts[line] = f"{texts[line]}. {text}" if line in texts else text
    file.add(plain_text_findings(texts, words))
    return groups, {key: file.line_of(key) for key in groups or ()}
