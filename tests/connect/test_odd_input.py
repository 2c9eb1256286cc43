"""Nothing that stands in an address runs, breaks a page or leads anywhere but to a page of the site."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error

from tests.connect.odd_input import PAYLOADS, odd_requests, odd_words
from tests.connect.requests import CAUSES, HELP, SCIATICA, asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Page

    from tests.conftest import Visitor

# Reads requests without opening them, with the functions of the page.
READ = """async ([module, requests]) => {
  const {decide, readRequest, searchAddress} = await import(module)
  const data = JSON.parse(document.querySelector("#request-data").textContent)
  const site = new URL("..", document.baseURI).href
  return JSON.parse(requests).map(text => {
    const before = performance.now()
    const request = readRequest(text)
    const answer = decide(request, data)
    const search = answer.search && new URL(searchAddress(answer.search, data), document.baseURI)
    return {
      kinds: Object.keys(answer),
      pages: [...(answer.pages ?? []), ...(answer.page ? [answer.page] : [])],
      length: answer.search === undefined ? 0 : [...answer.search].length,
      staysHere: !search || (search.origin + search.pathname === site && search.search === ""),
      comesBack:
        !search ||
        new URLSearchParams(search.hash.slice(1)).get("q") === `"${answer.search.replaceAll('"', "")}"`,
      criteria: request.criteria.length,
      areTexts: request.criteria.every(each => Object.values(each).every(value => typeof value === "string")),
      polluted: Object.keys(Object.prototype).length + ("xqzv" in window),
      time: performance.now() - before,
    }
  })
}"""


@dataclass
class Reader:
    """Reads requests with the functions that the page itself uses."""

    tab: Visitor

    def read(self, *texts: str) -> list[dict[str, Any]]:
        module = f"{self.tab.home}assets/javascripts/connect-request.js"
        # As ASCII, so that a half of a pair arrives as such.
        found: list[dict[str, Any]] = self.tab.page.evaluate(READ, [module, json.dumps(texts)])
        return found


@pytest.fixture
def reader(visitor: Callable[..., Visitor], hosted_address: str) -> Reader:
    tab = visitor(hosted_address, 500)
    tab.visit("connect/")
    return Reader(tab)


# The functions alone ---------------------------------------------------------------------------


def test_10000_odd_requests_are_read(reader: Reader) -> None:
    requests = odd_requests(10_000, seed=54)
    assert sum(request.is_urgent for request in requests) > 500
    answers = reader.read(*(request.text for request in requests))
    counts = dict.fromkeys(("", "page", "pages", "search"), 0)
    for request, answer in zip(requests, answers, strict=True):
        kind = ",".join(answer["kinds"])
        counts[kind] += 1
        assert set(answer["pages"]) <= {f"../{page}" for page in (SCIATICA, CAUSES, HELP)}, request
        assert kind != "pages" or len(set(answer["pages"])) > 1, request
        assert (answer["length"] > 0) == (kind == "search"), request
        assert answer["length"] <= 120, request
        assert answer["staysHere"], request
        assert answer["comesBack"], request
        assert answer["criteria"] <= 50, request
        assert answer["areTexts"], request
        assert not answer["polluted"], request
        if request.is_urgent:
            assert answer["pages"] == [f"../{HELP}"], request
    assert min(counts.values()) > 100, counts
    assert sum(answer["time"] for answer in answers) < 10_000  # milliseconds


def test_a_request_without_end_is_cut_off(reader: Reader) -> None:
    one = asked("M54.31", name="Sciatica")
    many = "&".join(asked("M54.31", index=str(index)) for index in range(51))
    again = "&".join([asked("M54.31")] * 51)
    answers = reader.read(
        "x=1&" * 500_000, f"{one}&x={'a' * 3_000_000}", many, again, f"{asked('G83.4')}&{many}"
    )
    assert [answer["kinds"] for answer in answers] == [[], [], [], [], ["page"]]
    assert answers[4]["pages"] == [f"../{HELP}"]
    assert all(answer["time"] < 1_000 for answer in answers)
    (whole,) = reader.read("&".join(asked("M54.31", index=str(index)) for index in range(50)))
    assert whole["pages"] == [f"../{SCIATICA}"]


def test_a_long_name_is_cut_off_between_signs(reader: Reader) -> None:
    long, urgent = reader.read(
        asked(name="\U0001f9b5" * 50 + "a" * 500), asked(name="a" * 500 + " cauda equina")
    )
    assert long["length"] == 120
    assert long["comesBack"]
    assert urgent["pages"] == [f"../{HELP}"]


# In the browser --------------------------------------------------------------------------------


@pytest.fixture
def guarded(visitor: Callable[..., Visitor], hosted_address: str) -> Iterator[Visitor]:
    """A tab in which a dialog counts as an error."""
    tab = visitor(hosted_address, 501)

    def refuse(dialog: Any) -> None:
        tab.errors.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    tab.page.on("dialog", refuse)
    yield tab
    tab.page.remove_listener("dialog", refuse)


# Waits until the page is there, and until the search has answered where something is searched for.
SETTLED = """() => new Promise(done => {
  const late = performance.now() + 250
  const isBusy = () =>
    document.querySelector("#__search").checked &&
    document.querySelector(".md-search__input").value.trim() &&
    !document.querySelector(".md-search-result__list").children.length &&
    performance.now() < late
  const look = () => {
    if (document.readyState !== "complete" || isBusy()) setTimeout(look, 10)
    else requestAnimationFrame(() => done())
  }
  look()
})"""
# Nothing has run, and the page is whole.
IS_WHOLE = """() => {
  const count = selector => document.querySelectorAll(selector).length
  return [window.xqzv, count("h1#top"), count("main"), count("[onerror], [onload], [onfocus], iframe")]
}"""


def settled(page: Page) -> Any:
    """Look at a page once it leads nowhere else."""
    for _ in range(5):
        try:
            page.wait_for_load_state()
            page.evaluate(SETTLED)
            return page.evaluate(IS_WHOLE)
        except Error as error:
            if "navigation" not in error.message:
                raise
    return None


def open_all(tab: Visitor, addresses: Iterable[str]) -> None:
    for address in addresses:
        page = tab.visit(address)
        assert settled(page) == [None, 1, 1, 0], address
        assert page.url.startswith(tab.home), address
        assert tab.errors == [], address
        assert tab.foreign == [], address


def test_odd_addresses_of_the_page_for_record_systems(guarded: Visitor) -> None:
    some = [request.text for request in odd_requests(84, seed=31)]
    named = [asked(name=payload) for payload in PAYLOADS] + [asked(payload) for payload in PAYLOADS]
    signs = ("?", "#")
    open_all(
        guarded,
        (f"connect/{signs[number % 2]}{_sendable(text)}" for number, text in enumerate([*some, *named])),
    )


def test_odd_addresses_of_the_search(guarded: Visitor) -> None:
    words = [*odd_words(32, seed=20), *(asked(name=payload).partition("=")[2] for payload in PAYLOADS)]
    signs = ("?q=", "#q=", "?q=lunge#")
    open_all(guarded, (f"{signs[number % 3]}{_sendable(text)}" for number, text in enumerate(words)))


def test_odd_addresses_of_the_list_of_stretches(guarded: Visitor) -> None:
    names = ("position", "area", "with", "suits")
    words = [*odd_words(112, seed=57), *(asked(name=payload).partition("=")[2] for payload in PAYLOADS)]
    open_all(
        guarded,
        (f"stretches/?{names[number % 4]}={_sendable(text)}" for number, text in enumerate(words)),
    )


def _sendable(text: str) -> str:
    """Leave out half pairs, which no program can send to a browser."""
    return text.encode("utf-8", "replace").decode()
