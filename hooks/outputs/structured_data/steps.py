"""The sections and steps of a stretch or a routine, in the order of the page: cautions before steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.section import Shape

if TYPE_CHECKING:
    from checks.page import CheckedPage

    from outputs.site import Place

    Node = dict[str, object]


def sections_with_steps(page: CheckedPage, place: Place) -> list[Node]:
    """Describe the sections of a page up to its steps, and the steps themselves.

    The steps alone would leave out who must not do them, and how to get into position.
    """
    nodes: list[Node] = []
    for number, section in enumerate(page.page_type.sections, 1):
        address = place.of_section(section.anchor)
        node: Node = {"@type": "HowToSection", "position": number, "name": section.title, "url": address}
        nodes.append(node)
        if section.shape is Shape.STEPS:
            node["itemListElement"] = [
                {"@type": "HowToStep", "position": step, "text": text, "url": address}
                for step, text in enumerate(page.steps, 1)
            ]
            return nodes
    return nodes
