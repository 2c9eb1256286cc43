"""The node of a health problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.data.diagnosis_codes import SYSTEMS
from contract.markers import TOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.data.diagnosis_codes import DiagnosisCode
    from contract.fields import Condition

    from outputs.site import Place

    Node = dict[str, object]


def condition_node(condition: Condition, place: Place, codes: Sequence[DiagnosisCode]) -> Node:
    """Describe a health problem.

    Args:
        condition: the page's front matter.
        place: where the page is published.
        codes: its diagnosis codes.
    """
    node: Node = {
        "@type": "MedicalCondition",
        "@id": place.of_section(TOP),
        "name": condition.title,
        "url": place.of_page(place.path),
        "description": condition.summary,
        "alternateName": condition.also_called,
    }
    if codes:
        node["code"] = [
            {"@type": "MedicalCode", "codingSystem": SYSTEMS[code.system].name, "codeValue": code.code}
            for code in codes
        ]
    return node
