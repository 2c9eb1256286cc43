"""The node of a page: what it is, who wrote it and when, and what its sources are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.page import path_rule
from contract.fields import Guide, Sourced
from rendering.text_license import TEXT_LICENSE_ADDRESS

if TYPE_CHECKING:
    from checks.data.registers import Source
    from checks.site import Report
    from contract.fields import FrontMatter

    from outputs.site import Place, Site

    Node = dict[str, object]


def page_node(facts: FrontMatter, place: Place, site: Site, report: Report) -> Node:
    """Describe a page.

    A page that makes claims about health has sources, and is a `MedicalWebPage`; any other is a `WebPage`.
    """
    citations = _citations(facts, report)
    node: Node = {
        "@type": "MedicalWebPage" if citations else "WebPage",
        "@id": place.of_page(place.path),
        "url": place.of_page(place.path),
        "name": facts.title,
        "description": facts.summary,
        "inLanguage": site.language,
        "datePublished": facts.written.isoformat(),
        "dateModified": max(change.date for change in facts.history).isoformat(),
        "lastReviewed": facts.reviewed.isoformat(),
        # Front matter does not say whether the author is a person or a group, as `author` would have to.
        "creditText": facts.author,
        "publisher": {"@type": "Organization", "name": site.name, "url": place.of_page("index.md")},
        "license": TEXT_LICENSE_ADDRESS,
    }
    if (review := facts.clinical_review) is not None:
        node["reviewedBy"] = {"@type": "Person", "name": review.name, "description": review.credentials}
    if citations:
        node["citation"] = citations
        if (rule := path_rule(place.path)) is not None and rule.reading.plain_words:
            node["medicalAudience"] = {"@type": "Patient"}
    return node


def _citations(facts: FrontMatter, report: Report) -> list[Node]:
    register = report.registers.sources or {}
    uses = facts.sources if isinstance(facts, Sourced | Guide) else []
    # A page may name a source twice, for different claims.
    return [_citation(register[key]) for key in dict.fromkeys(use.key for use in uses) if key in register]


def _citation(source: Source) -> Node:
    """Describe a source without its year, which may be that of its last change: no property fits that."""
    node: Node = {"@type": "CreativeWork", "name": source.title, "creditText": source.by}
    return node | {"url": source.url} if source.url else node
