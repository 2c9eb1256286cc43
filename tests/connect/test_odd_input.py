"""Nothing that stands in an address runs, breaks a page or leads anywhere but to a page of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error

from tests.connect.odd_input import PAYLOADS, odd_requests, odd_words
from tests.connect.requests import asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Page

    from tests.conftest import Visitor


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
    some = odd_requests(40, seed=31)
    named = [asked(name=payload) for payload in PAYLOADS] + [asked(payload) for payload in PAYLOADS]
    signs = ("?", "#")
    open_all(
        guarded,
        (f"connect/{signs[number % 2]}{_sendable(text)}" for number, text in enumerate([*some, *named])),
    )


def test_odd_addresses_of_the_search(guarded: Visitor) -> None:
    words = [*odd_words(16, seed=20), *(asked(name=payload).partition("=")[2] for payload in PAYLOADS)]
    signs = ("?q=", "#q=", "?q=lunge#")
    open_all(guarded, (f"{signs[number % 3]}{_sendable(text)}" for number, text in enumerate(words)))


def test_odd_addresses_of_the_list_of_stretches(guarded: Visitor) -> None:
    names = ("position", "area", "with", "suits")
    words = [*odd_words(40, seed=57), *(asked(name=payload).partition("=")[2] for payload in PAYLOADS)]
    open_all(
        guarded,
        (f"stretches/?{names[number % 4]}={_sendable(text)}" for number, text in enumerate(words)),
    )


def _sendable(text: str) -> str:
    """Leave out half pairs, which no program can send to a browser."""
    return text.encode("utf-8", "replace").decode()
