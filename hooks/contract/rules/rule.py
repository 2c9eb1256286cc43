"""A rule: a defect that the check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A defect that the check finds.

    Attributes:
        code: permanent short form.
        name: the defect, in words joined by hyphens.
        what: what the rule finds.
        why: what a reader or an editor loses by it.
        notice: True where it is told but stops nothing.
    """

    code: str
    name: str
    what: str
    why: str
    notice: bool = False
