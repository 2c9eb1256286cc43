"""All nodes of a page, as the text of its one script element."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from contract.fields import Condition, Exercise, Routine
from rendering.code_table import codes_of

from outputs.structured_data.page_node import page_node
from outputs.structured_data.subject_nodes import condition_node, exercise_node, routine_node

if TYPE_CHECKING:
    from checks.page import CheckedPage
    from checks.site import Report

    from outputs.site import Place, Site

    Node = dict[str, object]

# Characters that have a meaning in HTML, or that end a line in old JavaScript.
_NOT_IN_A_SCRIPT = "<>&\u2028\u2029"


def graph(page: CheckedPage, place: Place, site: Site, report: Report) -> Node | None:
    """Describe a page and what it is about; None if its front matter is missing or wrong."""
    facts = page.front_matter
    if facts is None:
        return None
    node = page_node(facts, place, site, report)
    subject = _subject(page, place, report)
    if subject is None:
        return {"@context": "https://schema.org", **node}
    node["mainEntity"] = {"@id": subject["@id"]}
    return {"@context": "https://schema.org", "@graph": [node, subject]}


def as_script_text(data: Node) -> str:
    """Return data as JSON that is safe in a script element, whatever its texts contain."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in _NOT_IN_A_SCRIPT:
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _subject(page: CheckedPage, place: Place, report: Report) -> Node | None:
    """Describe what the page is about; None for a guide, because no type fits its subject."""
    facts = page.front_matter
    if isinstance(facts, Exercise):
        return exercise_node(page, facts, place, report)
    if isinstance(facts, Routine):
        return routine_node(page, facts, place, report)
    if isinstance(facts, Condition):
        # Codes of other problems may also open the page.
        return condition_node(facts, place, [code for code in codes_of(place.path, report) if code.same])
    return None
