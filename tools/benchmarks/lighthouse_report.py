"""Reads a Lighthouse report: scores, times, what was loaded, and which audits cost points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Layout shift has no unit; the others are in milliseconds.
METRICS = {
    "FCP": "first-contentful-paint",
    "LCP": "largest-contentful-paint",
    "TBT": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
}
KINDS = ("page", "styles", "scripts", "search", "pictures", "other")
KIND_OF_RESOURCE = {
    "Document": "page",
    "Stylesheet": "styles",
    "Script": "scripts",
    "Image": "pictures",
}
# An audit can list hundreds of places.
PLACES_SHOWN = 3
LONGEST_PLACE = 110


@dataclass(frozen=True, slots=True)
class Request:
    """A file that the first view of a page loads.

    Attributes:
        path: on the host, without the query.
        kind: one of `KINDS`.
    """

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed audit.

    Attributes:
        category: one of `CATEGORIES`.
        identifier: Lighthouse's name of the audit.
        title: Lighthouse's title for it, with the measured value.
        points: what it deducts from the category's score, of 100. Most performance audits deduct nothing:
            they explain why one of the five times is long.
        savings: milliseconds that a fix may save, by the metric's short name.
        places: the first elements or files that fail it.
    """

    category: str
    identifier: str
    title: str
    points: float
    savings: Mapping[str, float]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageReport:
    """One run on one page.

    Attributes:
        scores: of 100, by category.
        metrics: by the keys of `METRICS`.
        requests: what the first view loads, in order.
        findings: the audits that cost points or time, the most costly first.
        speed: of the processor, in points of Lighthouse's own benchmark.
    """

    scores: Mapping[str, float]
    metrics: Mapping[str, float]
    requests: tuple[Request, ...]
    findings: tuple[Finding, ...]
    speed: float


def page_report(lighthouse: Mapping[str, Any]) -> PageReport:
    """Read Lighthouse's JSON.

    Raises:
        ValueError: Lighthouse could not load or score the page; the message says why.
    """
    if error := lighthouse.get("runtimeError"):
        raise ValueError(error["message"])
    audits, categories = lighthouse["audits"], lighthouse["categories"]
    for name in CATEGORIES:
        if categories[name]["score"] is None:
            message = next(audit["errorMessage"] for audit in audits.values() if "errorMessage" in audit)
            raise ValueError(message)
    requests = audits["network-requests"]["details"]["items"]
    return PageReport(
        scores={name: 100 * categories[name]["score"] for name in CATEGORIES},
        metrics={short: audits[name]["numericValue"] for short, name in METRICS.items()},
        # Images that a style sheet embeds as data: URLs are listed too.
        requests=tuple(_request(item) for item in requests if item["url"].startswith("http")),
        findings=tuple(sorted(_findings(categories, audits), key=_cost, reverse=True)),
        speed=lighthouse["environment"]["benchmarkIndex"],
    )


def _request(item: Mapping[str, Any]) -> Request:
    path = urlsplit(item["url"]).path
    if "/search" in path:
        return Request(path, "search")
    if path.endswith(".png"):  # the site's icon, which Lighthouse does not count as an image
        return Request(path, "pictures")
    return Request(path, KIND_OF_RESOURCE.get(item.get("resourceType", ""), "other"))


def _cost(finding: Finding) -> tuple[float, float]:
    return finding.points, max(finding.savings.values(), default=0)


def _findings(categories: Mapping[str, Any], audits: Mapping[str, Any]) -> Iterator[Finding]:
    for category in CATEGORIES:
        references = categories[category]["auditRefs"]
        weights = sum(reference["weight"] for reference in references if _is_judged(audits[reference["id"]]))
        for reference in references:
            audit = audits[reference["id"]]
            if not _is_judged(audit) or audit["score"] == 1:
                continue
            points = 100 * reference["weight"] * (1 - audit["score"]) / weights
            savings = {name: value for name, value in audit.get("metricSavings", {}).items() if value}
            if points or savings:
                title = " · ".join(filter(None, (audit["title"], audit.get("displayValue"))))
                places = tuple(dict.fromkeys(_places(audit.get("details", {}))))[:PLACES_SHOWN]
                yield Finding(
                    category, audit["id"], title.replace("\N{NO-BREAK SPACE}", " "), points, savings, places
                )


def _is_judged(audit: Mapping[str, Any]) -> bool:
    return audit["score"] is not None


def _places(details: Mapping[str, Any]) -> Iterator[str]:
    """Yield the elements and files of an audit's table, or of the tables in its list."""
    items = details.get("items", [])
    for item in items if isinstance(items, list) else []:
        node = item.get("node") or (item if item.get("type") == "node" else {})
        place = node.get("snippet") or item.get("url") or (item.get("source") or {}).get("url")
        if isinstance(place, str):
            yield _shortened(place)
        yield from _places(item.get("value") if isinstance(item.get("value"), dict) else item)


def _shortened(place: str) -> str:
    if place.startswith("http"):
        place = urlsplit(place).path
    place = " ".join(place.split())
    return place if len(place) <= LONGEST_PLACE else f"{place[:LONGEST_PLACE]}…"
