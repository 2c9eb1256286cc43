"""Under which level a caution is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from page_contract.front_matter_fields import Caution

# The levels that readers are told of, the strictest first.
LEVELS = ("do not", "ask first", "change")


def shown_level(caution: Caution) -> str:
    """Give the level that readers see: what is fine with advice is to be done as the advice says."""
    return "change" if caution.level == "fine" and caution.advice else caution.level
