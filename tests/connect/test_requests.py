"""Every request of a record system lands where a clinician wants it, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.connect.requests import CAUSES, HELP, REQUESTS, SCIATICA, TO_HELP, TYPICAL, asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page, Request

    from tests.conftest import Visitor
    from tests.connect.requests import Landing

PATIENCE = 5_000


class Trail:
    """The requests that a tab has made: the pages, and what each request said of where it came from."""

    def __init__(self, page: Page) -> None:
        self.pages: list[str] = []
        self.told: list[str] = []
        page.on("request", self._see)

    def _see(self, request: Request) -> None:
        if request.is_navigation_request():
            self.pages.append(request.url)
        else:
            self.told.append(f"{request.url} {request.headers.get('referer', '')}")


@pytest.fixture(params=["at the top", "in a folder"])
def home(request: pytest.FixtureRequest, address: str, hosted_address: str) -> str:
    return address if request.param == "at the top" else hosted_address


@pytest.fixture
def tab(visitor: Callable[..., Visitor], home: str) -> Visitor:
    return visitor(home)


def arrives(tab: Visitor, landing: Landing) -> None:
    """Wait until the tab shows what the request leads to."""
    page = tab.page
    if landing.page:
        page.wait_for_url(tab.home + landing.page, timeout=PATIENCE)
    elif landing.search:
        page.wait_for_url(tab.home, timeout=PATIENCE)
        query = f'"{landing.search}"'
        expect(page.locator(".md-search__input")).to_have_value(query, timeout=PATIENCE)
        assert page.evaluate("history.state") == {"privateSearch": query}
    else:
        page.wait_for_url(re.compile(re.escape(f"{tab.home}connect/") + "#?$"), timeout=PATIENCE)
        page.evaluate("new Promise(done => setTimeout(done, 50))")  # it would be on its way elsewhere by then
        assert page.url.rstrip("#") == f"{tab.home}connect/"
        links = page.locator(".connect-choice a").evaluate_all("links => links.map(link => link.href)")
        assert links == [tab.home + each for each in landing.choice]
        expect(page.get_by_role("link", name="I was told I have sciatica")).to_be_visible()
    expect(page.locator("h1#top")).to_be_attached()


# What the page would do with each request.
DECIDED = """async requests => {
  const script = new URL("../assets/javascripts/connect-request.js", location.href)
  const {decide, readRequest, searchAddress} = await import(script)
  const data = JSON.parse(document.querySelector("#request-data").textContent)
  const whole = address => new URL(address, location.href).href
  return requests.map(request => {
    const {page, pages, search} = decide(readRequest(request), data)
    const target = page ?? (search && searchAddress(search, data))
    return [target ? whole(target) : "", (pages ?? []).map(whole)]
  })
}"""


@pytest.mark.parametrize("sign", ["?", "#"])
def test_every_request_is_decided(sign: str, tab: Visitor) -> None:
    page = tab.visit("connect/")
    decided = page.evaluate(DECIDED, [sign + request for request in REQUESTS])
    for (request, landing), (target, choice) in zip(REQUESTS.items(), decided, strict=True):
        search = quote(f'"{landing.search}"', safe="~()*!.'") if landing.search else ""
        expected = f"#q={search}" if search else landing.page
        assert target == (tab.home + expected if expected else ""), request
        assert choice == [tab.home + each for each in landing.choice], request


@pytest.mark.parametrize("sign", ["?", "#"])
def test_a_request_lands(sign: str, tab: Visitor, address: str) -> None:
    """Every sixth, and fewer with the other sign and in the other place."""
    trail = Trail(tab.page)
    every = 6 if (sign == "?") == (tab.home == address) else 18
    for request, landing in list(REQUESTS.items())[::every]:
        if "/connect/" in tab.page.url:
            tab.page.goto("about:blank")  # where the page is open already, it shows what it was asked before
        trail.pages.clear()
        tab.visit(f"connect/{sign}{request}")
        arrives(tab, landing)
        assert tab.errors == [], request
        assert tab.foreign == [], request
        assert not any(re.search("/(stretches|routines)/", each) for each in trail.pages), request
        if landing == TO_HELP:
            assert trail.pages[-1] == tab.home + HELP
    assert not any("mainSearch" in each or "diagnos" in each.lower() for each in trail.told)


def test_a_request_without_scripts_gets_the_list(visitor: Callable[..., Visitor], home: str) -> None:
    tab = visitor(home, java_script_enabled=False)
    for request in list(REQUESTS)[::8]:
        page = tab.visit(f"connect/?{request}")
        assert page.locator("h1#top").inner_text() == "Find the page for a diagnosis"
        shown = page.locator("article a:not(.section-link)").locator("visible=true")
        links = shown.evaluate_all("links => links.map(link => link.href)")
        assert links[0] == home + HELP
        assert {home + SCIATICA, home + CAUSES} <= set(links)
    rows = page.locator(".diagnosis-codes td:first-child").all_inner_texts()
    assert {"M54.31", "R20.2", "G83.4", "23056005"} <= set(rows)


# What becomes of the request -------------------------------------------------------------------


@pytest.fixture
def slow(visitor: Callable[..., Visitor], hosted_address: str) -> Iterator[Visitor]:
    """A tab in which the script that leads on never arrives."""
    tab = visitor(hosted_address, 400)
    tab.page.route("**/connect.js", lambda route: route.abort())
    yield tab
    tab.page.unroute_all()


@pytest.mark.parametrize("sign", ["?", "#"])
def test_the_request_is_taken_out_of_the_address_before_anything_is_read(sign: str, slow: Visitor) -> None:
    slow.visit("about/")
    page = slow.visit(f"connect/{sign}{TYPICAL}")
    assert page.url == f"{slow.home}connect/"
    assert page.evaluate("document.scripts[0].src").endswith("/take-request.js")
    first = "document.querySelector('script, link, img, style').src"
    assert page.evaluate(first).endswith("/take-request.js")


def test_a_window_can_be_asked_again(tab: Visitor) -> None:
    page = tab.visit("connect/#" + asked("Z99"))
    expect(page.locator(".connect-choice")).not_to_be_empty()
    page.evaluate("request => { location.hash = request }", asked("G83.4"))
    arrives(tab, TO_HELP)


def test_a_choice_stays_for_who_comes_back(tab: Visitor) -> None:
    request = f"{asked('M54.31', index='1')}&{asked('R20.2', index='2')}"
    page = tab.visit(f"connect/?{request}")
    links = page.locator(".connect-choice a")
    expect(links).to_have_count(2)
    page.reload()
    expect(links).to_have_count(2)
    links.first.click()
    page.wait_for_url(tab.home + SCIATICA)
    page.go_back()
    expect(links).to_have_count(2)
    assert page.url == f"{tab.home}connect/"


def test_a_request_is_answered_also_after_a_tap_while_it_loads(
    visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    tab = visitor(hosted_address, 405)
    page = tab.page
    waiting: list[Any] = []
    page.route("**/connect.js", lambda route: waiting.append(route))  # noqa: PLW0108  (it looks at its arguments)
    page.goto(f"{tab.home}connect/?{asked('G83.4')}", wait_until="commit")
    page.locator("#all-codes").wait_for(state="attached")
    page.evaluate("location.hash = 'all-codes'")
    for route in waiting:
        route.continue_()
    arrives(tab, TO_HELP)
    page.unroute_all()


def test_clinicians_can_try_and_copy_requests(tab: Visitor) -> None:
    page = tab.visit("clinicians/programmers/")
    found = page.locator(".connect-examples a").evaluate_all("links => links.map(link => link.href)")
    copied = page.locator(".connect-examples button").evaluate_all(
        "ways => ways.map(way => way.dataset.copy)"
    )
    assert [each.partition("connect/")[2] for each in copied] == [
        each.partition("connect/")[2] for each in found
    ]
    assert len(found) == 6
    for address in found:
        sign, request = address[len(f"{tab.home}connect/")], address[len(f"{tab.home}connect/?") :]
        assert sign in "?#"
        page.goto(address)
        arrives(tab, REQUESTS[request])


def test_an_anchor_stays(tab: Visitor) -> None:
    page = tab.visit("connect/?x=1#all-codes")
    assert page.url == f"{tab.home}connect/#all-codes"


def test_no_request_says_where_it_came_from(visitor: Callable[..., Visitor], hosted_address: str) -> None:
    tab = visitor(hosted_address, 401)
    trail = Trail(tab.page)
    tab.visit(f"connect/?{TYPICAL}&{asked('R20.2', index='3')}")
    assert len(trail.told) > 5
    assert [each for each in trail.told if not each.endswith(" ")] == []
    tab.page.locator(".connect-choice a").first.click()
    tab.page.wait_for_url(tab.home + SCIATICA)
    assert tab.page.evaluate("document.referrer") == ""


def test_the_way_back_does_not_lead_through_the_request(
    visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    tab = visitor(hosted_address, 402)
    tab.visit("about/")
    tab.visit(f"connect/?{TYPICAL}")
    tab.page.wait_for_url(tab.home + SCIATICA)
    tab.page.go_back()
    assert tab.page.url == f"{tab.home}about/"


# The search that a name is handed to -----------------------------------------------------------


def test_a_name_that_is_searched_for_never_stands_in_an_address(
    visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    tab = visitor(hosted_address, 403)
    trail = Trail(tab.page)
    page = tab.visit("connect/#" + asked("X99", name="cobblers pose"))
    first = page.locator(".md-search-result__item a").first
    expect(first).to_contain_text("Butterfly stretch")
    expect(page.locator(".search-announced")).to_contain_text("page")  # by then it has written the address
    assert page.url == tab.home
    first.click()
    page.wait_for_url("**/stretches/butterfly/")
    page.go_back()
    expect(first).to_contain_text("Butterfly stretch")
    assert page.url == tab.home
    page.reload()
    expect(first).to_contain_text("Butterfly stretch")
    expect(page.locator(".search-emergency a")).to_be_visible()
    expect(page.locator(".md-search-result__meta")).to_contain_text("came with the link")
    field = page.locator(".md-search__input")
    field.press("Escape")
    expect(page.locator(".md-search-result__list")).not_to_be_visible()
    assert page.evaluate("history.state") is None
    # Opened again it is a search like any other, without these words.
    page.get_by_role("button", name="Search").click()
    expect(field).to_be_visible()
    expect(field).to_have_value("")
    page.evaluate("new Promise(done => setTimeout(done, 800))")
    assert page.url == tab.home
    expect(page.locator(".search-emergency a")).not_to_be_visible()
    field.press("Escape")
    assert not any("cobblers" in each for each in [*trail.pages, *trail.told])
    page.reload()
    expect(page.locator(".md-search-result__list")).not_to_be_visible()


@pytest.mark.parametrize("sign", ["?", "#"])
def test_urgent_words_bring_help_first(sign: str, tab: Visitor) -> None:
    page = tab.visit(f"{sign}q=cannot%20pee")
    first = page.locator(".md-search-result__item").first
    expect(first.locator(".search-urgent")).to_be_visible()
    assert first.locator("a").first.get_attribute("href").startswith(tab.home + HELP)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("Cerebral infarction", "infection"),
        ("Paraplegia, unspecified", "meralgia"),
        ("Type 2 diabetes", "hyper"),
    ],
)
def test_a_diagnosis_does_not_become_another_one(name: str, never: str, tab: Visitor) -> None:
    page = tab.visit("connect/#" + asked("X99", name=name))
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert never not in page.locator(".md-search-result__meta").inner_text()


def test_a_fragment_that_comes_later_is_searched_for_too(
    visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    tab = visitor(hosted_address, 404)
    page = tab.visit("#q=lunge")
    first = page.locator(".md-search-result__item a").first
    expect(first).to_contain_text("Lunge")
    page.evaluate("location.hash = 'q=butterfly'")
    expect(first).to_contain_text("Butterfly stretch")
    assert page.url == tab.home
