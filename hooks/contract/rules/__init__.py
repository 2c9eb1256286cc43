"""The rules: what can be wrong with a page and why that matters, each with a name and a code.

A rule is named after the defect. A code never changes its meaning and is never reused for another rule.
"""

from __future__ import annotations

from contract.rules.addresses import ADDRESSES
from contract.rules.data_and_files import DATA_AND_FILES
from contract.rules.front_matter import FRONT_MATTER
from contract.rules.rule import Rule
from contract.rules.sections_and_text import SECTIONS_AND_TEXT
from contract.rules.words import WORDS

RULES: tuple[Rule, ...] = (*FRONT_MATTER, *SECTIONS_AND_TEXT, *WORDS, *DATA_AND_FILES, *ADDRESSES)

BY_NAME = {rule.name: rule for rule in RULES}

__all__ = ["BY_NAME", "RULES", "Rule"]
