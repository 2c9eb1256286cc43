"""A rule: a defect that the check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A defect that the check finds.

    Attributes:
        code: permanent short form of the name.
        name: the defect, in words joined by hyphens.
        what: what the rule finds.
        why: what the defect costs readers or editors.
        notice: True if a finding is only reported and does not fail the check.
    """

    code: str
    name: str
    what: str
    why: str
    notice: bool = False
