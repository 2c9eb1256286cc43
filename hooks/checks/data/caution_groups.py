"""Reads docs/_data/caution-groups.yml: the groups of people for whom each stretch has a caution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.cautions import PatientGroup
from contract.diagnostics import Diagnostic
from pydantic import ValidationError

from checks.citations import key_findings
from checks.data.data_texts import data_text_findings
from checks.data.emergency_numbers import typed_numbers
from checks.data.register_file import entries_of, entry_diagnostics, tree_of, words_to_avoid

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

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
    """Return the groups by key, or None where the file cannot be read, and the line of each.

    Args:
        docs: the docs folder.
        words: the words to avoid.
        numbers: the telephone numbers, which no text may have.
        sources: the keys of all sources, or None where they cannot be read.
        found: receives the diagnostics.
    """
    found.extend(typed_numbers(docs, CAUTION_GROUPS, numbers))
    tree = tree_of(docs, CAUTION_GROUPS, found)
    entries = entries_of(CAUTION_GROUPS, tree, found)
    if tree is None or entries is None:
        return None, {}
    groups: dict[str, PatientGroup] = {}
    lines = {key: tree.line_of((key,)) for key in entries}
    texts: dict[int, str] = {}
    for key, value in entries.items():
        try:
            group = PatientGroup.model_validate(value)
        except ValidationError as error:
            found.extend(entry_diagnostics(CAUTION_GROUPS, tree, key, error, PatientGroup))
            # Keep the key, so that pages with it are not reported as well.
            group = PatientGroup.model_construct(short=key, full=key, sources=[])
        groups[key] = group
        for source in group.sources:
            line = tree.line_of((key, "sources"))
            found.extend(
                Diagnostic(CAUTION_GROUPS, *slip) for slip in key_findings(line, source, None, sources)
            )
        for name in ("short", "full"):
            text, line = getattr(group, name), tree.line_of((key, name))
            found.extend(words_to_avoid(CAUTION_GROUPS, line, text, words))
            texts[line] = f"{texts[line]}. {text}" if line in texts else text
    found.extend(data_text_findings(CAUTION_GROUPS, texts))
    return groups, lines
