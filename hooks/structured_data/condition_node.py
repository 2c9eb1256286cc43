"""The node of a health problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from page_contract.diagnosis_codes import SYSTEMS
from page_contract.markers import TOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from page_contract.diagnosis_codes import DiagnosisCode
    from page_contract.front_matter_fields import Condition

    from structured_data.place import Place

    Node = dict[str, object]


def condition_node(condition: Condition, place: Place, codes: Sequence[DiagnosisCode]) -> Node:
    """Describe a health problem.

    Args:
        condition: the page's front matter.
        place: where the page is published.
        codes: its codes.
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
