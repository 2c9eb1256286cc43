"""Searches in the reader's own words, typed into the real search box in a real browser."""

from __future__ import annotations

import itertools
import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Visitor
    from tests.site.conftest import Pages, SearchBox

QUERIES = Path(__file__).parents[1] / "search_queries.tsv"
LEAST_FIRST, LEAST_OF_THREE = 0.95, 0.99


def queries() -> Iterator[tuple[str, set[str]]]:
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            query, pages = line.split("\t")
            yield query, set(pages.split())


def symptoms(pages: Pages, *, urgent: bool) -> Iterator[tuple[str, str]]:
    for entry in pages.data("search-symptoms.yml"):
        if entry.get("urgent", False) == urgent:
            for phrase in entry["phrases"]:
                yield phrase, pages.address(entry["page"]).lstrip("/")


# What is found ---------------------------------------------------------------------------------


def test_what_people_type_finds_the_right_page(search_box: SearchBox, hosted_pages: Pages) -> None:
    right = dict(queries())
    assert len(right) >= 200
    built = {hosted_pages.address(path).lstrip("/") or "./" for path in hosted_pages.paths}
    assert set.union(*right.values()) <= built, "the list of queries names pages that are not there"
    found = search_box.ask(*right)
    first = [answer for answer in found if answer.pages[0] in right[answer.query]]
    of_three = [answer for answer in found if right[answer.query] & set(answer.pages[:3])]
    nothing = [answer.query for answer in found if answer.found_nothing]
    missed = [
        f"{answer.query}: {answer.pages[:3]} ({answer.status})" for answer in found if answer not in first
    ]
    rates = f"first {len(first) / len(found):.1%}, in the first three {len(of_three) / len(found):.1%}"
    print(f"{len(found)} queries: {rates}, nothing found {len(nothing)}", *missed, sep="\n")
    assert len(first) >= LEAST_FIRST * len(found), missed
    assert len(of_three) >= LEAST_OF_THREE * len(found), missed
    assert nothing == []


def test_an_emergency_comes_first_and_is_marked(search_box: SearchBox, hosted_pages: Pages) -> None:
    phrases = list(dict(symptoms(hosted_pages, urgent=True)))
    around = ("{}", "help i have {} since today", "suddenly {}")
    for answer in search_box.ask(*(words.format(one) for words in around for one in phrases)):
        assert answer.pages[0] == "get-help/", answer
        assert answer.urgent[0], answer
        assert not any(answer.urgent[1:]), answer


NO_EMERGENCY = """
    numb leg / leg / str / stro / stretch / st / brea / both / numb thigh / cobra / pain / standing / feve
    hamstring injury / difficulty walking / trouble standing on one leg / foot falls asleep and goes numb
    leg fell asleep and is numb / whole body stretch one side / lose weight / breathing / weak ankle
"""


def test_what_is_no_emergency_is_not_marked(search_box: SearchBox) -> None:
    queries = [each.strip() for each in re.split(r"[/\n]", NO_EMERGENCY) if each.strip()]
    assert [answer for answer in search_box.ask(*queries) if any(answer.urgent)] == []


def test_a_symptom_finds_its_page(search_box: SearchBox, hosted_pages: Pages) -> None:
    phrases: dict[str, set[str]] = {}
    for phrase, page in symptoms(hosted_pages, urgent=False):
        phrases.setdefault(phrase, set()).add(page)
    for answer in search_box.ask(*phrases):
        assert phrases[answer.query] & set(answer.pages[:3]), answer


def test_a_name_finds_its_page_first(search_box: SearchBox, hosted_pages: Pages) -> None:
    names: dict[str, str] = {}
    for path in hosted_pages.paths:
        facts = hosted_pages.facts(path)
        address = hosted_pages.address(path).lstrip("/") or "./"
        names |= dict.fromkeys([facts["title"], *facts.get("also_called", [])], address)
    found = search_box.ask(*names)
    assert [answer for answer in found if answer.pages[0] != names[answer.query]] == []


def test_half_a_word_is_enough(search_box: SearchBox) -> None:
    for word, page in {
        "hamstring": "routines/hamstring-stretches/",
        "sciatica": "sciatica/",
        "butterfly": "stretches/butterfly/",
        "straddle": "stretches/seated-v/",
    }.items():
        starts = [word[:length] for length in range(3, len(word) + 1)]
        for answer in search_box.ask(*starts):
            assert page in answer.pages[:3], answer
            assert "Showing results for" not in answer.status, answer


def test_words_run_together_or_split_are_mended(search_box: SearchBox) -> None:
    meant = {"cob ra": "cobra", "butter fly": "butterfly", "toetouch": "toe touch", "catcow": "cat cow"}
    for answer in search_box.ask(*meant):
        assert answer.status.endswith(f"Showing results for “{meant[answer.query]}”."), answer


def test_words_of_the_site_are_never_corrected(search_box: SearchBox, hosted_pages: Pages) -> None:
    sections = [section for path in hosted_pages.paths for section in hosted_pages.built(path).sections]
    told: set[str] = set()
    for entry in described(hosted_pages)["docs"]:
        told.update(re.findall(r"[a-z]+", re.sub(r"<[^>]*>", " ", entry["text"].lower())))
    words = sorted(word for word in told if len(word) > 2)
    pairs = {
        " ".join(pair)
        for section in sections
        for pair in itertools.pairwise(re.findall(r"[a-z]+", section.text.lower()))
        if told.issuperset(pair)
    }
    some = random.Random(0)  # noqa: S311  (no secret)
    chosen = some.sample(words, min(150, len(words))) + some.sample(sorted(pairs), min(100, len(pairs)))
    assert chosen
    for answer in search_box.ask(*chosen):
        assert "Showing results for" not in answer.status, answer


# What the list shows ---------------------------------------------------------------------------


def test_a_result_tells_what_the_page_is_for_and_leads_to_the_section(
    search_box: SearchBox, hosted_pages: Pages
) -> None:
    (answer,) = search_box.ask("butterfly common mistakes")
    facts = hosted_pages.facts("stretches/butterfly.md")
    assert answer.pages[0] == "stretches/butterfly/"
    assert facts["title"] in answer.text[0]
    assert facts["summary"] in answer.text[0]
    page = search_box.tab.page
    picture = page.locator(".md-search-result__item img").first
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") > 100
    page.locator(".md-search-result__item").first.get_by_role("link", name="Common mistakes").click()
    page.wait_for_url("**/stretches/butterfly/#common-mistakes")
    expect(page.locator("#common-mistakes")).to_be_in_viewport()
    assert search_box.tab.errors == []


def test_it_tells_which_words_it_looked_for_instead(search_box: SearchBox) -> None:
    (answer,) = search_box.ask("hamstrng strech")
    assert re.fullmatch(r"\d+ pages\. Showing results for “hamstring stretch”\.", answer.status)
    (answer,) = search_box.ask("hamstring stretch")
    assert re.fullmatch(r"\d+ pages\.", answer.status)


def test_where_nothing_is_found_it_says_so_kindly(search_box: SearchBox) -> None:
    (answer,) = search_box.ask("qqsciaticaqq")
    assert answer.status.startswith("Nothing found for “qqsciaticaqq”.")
    assert answer.pages == ["get-help/", "stretches/", "causes/"]
    page = search_box.tab.page
    near = page.locator(".md-search-result__meta a")
    assert "sciatica" in near.all_inner_texts()
    near.get_by_text("sciatica", exact=True).click()
    page.wait_for_url("**?q=sciatica")
    expect(page.locator(".md-search-result__item a").first).to_contain_text("Sciatica")


def test_what_has_no_letters_of_ours_is_answered_kindly_too(search_box: SearchBox) -> None:
    for answer in search_box.ask("???", "ишиас", "坐骨神经痛"):
        assert answer.status == f"Nothing found for “{answer.query}”. These pages may help."
        assert answer.pages == ["get-help/", "stretches/", "causes/"]


def test_the_count_is_that_of_the_pages(search_box: SearchBox) -> None:
    (answer,) = search_box.ask("stretch")
    shown, total = map(int, re.findall(r"\d+", answer.status))
    assert answer.status == f"The best {shown} of {total} pages."
    assert len(answer.pages) == shown < total
    (answer,) = search_box.ask("bhujangasana")
    assert answer.status == "1 page."
    assert len(answer.pages) == 1


def test_the_first_look_at_it_says_what_to_type(visitor: Callable[..., Visitor], hosted_address: str) -> None:
    page = visitor(hosted_address, 360, 740, has_touch=True, is_mobile=True).visit("about/")
    page.get_by_role("button", name="Search").click()
    page.locator("html.js").wait_for()
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("^Type what hurts"))


def test_nothing_typed_finds_nothing(search_box: SearchBox) -> None:
    for query in ("lunge", "   "):
        search_box.ask(query)
    expect(search_box.tab.page.locator(".md-search-result__meta")).to_have_text(
        re.compile("^Type what hurts")
    )
    assert search_box.tab.page.locator(".md-search-result__item").count() == 0


def test_no_query_breaks_it(search_box: SearchBox) -> None:
    page = search_box.tab.page
    for query in (
        "<img src=x onerror=window.hacked=1>",
        '"><script>window.hacked=1</script>',
        "lunge +cobra -cat title:butterfly *",
        "__proto__ constructor toString",
        "a" * 5_000,
        "ham " * 400,
        "\u202e\u0000\ud83e\uddb5 numb",
        "%00%F0 &amp; &lt;b&gt;",
    ):
        search_box.ask("lunge", query, "cobra")
        assert page.evaluate("window.hacked") is None, query
        assert page.locator(".md-search-result__item a").first.inner_text().startswith("Cobra stretch")
        assert search_box.tab.errors == [], query


# Ways to it ------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["", "stretches/cobra/"])
def test_an_address_can_ask(start: str, visitor: Callable[..., Visitor], hosted_address: str) -> None:
    tab = visitor(hosted_address, 360, 740, has_touch=True, is_mobile=True)
    page = tab.visit(f"{start}?q=cobblers%20pose")
    first = page.locator(".md-search-result__item a").first
    expect(first).to_contain_text("Butterfly stretch")
    first.click()
    page.wait_for_url("**/stretches/butterfly/")
    assert tab.errors == []
    assert tab.foreign == []


def test_the_keyboard_goes_through_the_list(search_box: SearchBox) -> None:
    page = search_box.tab.page
    search_box.ask("butterfly common mistakes")
    page.locator(".md-search__input").focus()

    def press(key: str) -> str:
        page.keyboard.press(key)
        return str(page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText"))

    assert press("Tab") == "Clear"
    assert press("Tab").startswith("Butterfly stretch")
    assert press("Tab").startswith("Common mistakes")
    assert press("Shift+Tab").startswith("Butterfly stretch")
    assert press("ArrowDown").startswith("Common mistakes")
    assert press("ArrowUp").startswith("Butterfly stretch")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stretches/butterfly/")


def test_enter_opens_the_best_page_also_before_it_is_found(
    visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    page = visitor(hosted_address, 360, 740, has_touch=True, is_mobile=True).visit("causes/")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("cant pee")
    page.keyboard.press("Enter")
    page.wait_for_url("**/get-help/")


def test_enter_does_not_open_what_was_found_for_fewer_letters(search_box: SearchBox) -> None:
    page = search_box.tab.page
    search_box.ask("lunge")
    # The list is still the old one when the key goes down, as on a slow phone.
    page.locator(".md-search__input").evaluate("field => { field.value = 'Cobra \"<b>&amp;' }")
    page.locator(".md-search__input").press("Enter")
    page.wait_for_url("**/stretches/cobra/")


def test_enter_stays_where_nothing_is_found(search_box: SearchBox) -> None:
    page = search_box.tab.page
    search_box.ask("qqsciaticaqq")
    page.locator(".md-search__input").press("Enter")
    expect(page.locator(".md-search-result__meta a").first).to_be_visible()
    assert "/get-help/" not in page.url


def test_an_empty_field_empties_the_list(search_box: SearchBox) -> None:
    page = search_box.tab.page
    search_box.ask("cobra")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("^Type what hurts"))
    expect(page.locator(".md-search__input")).to_be_focused()


def test_what_was_found_is_announced_once(search_box: SearchBox) -> None:
    page = search_box.tab.page
    announced = page.locator("#site-search [role=status]")
    page.evaluate("""() => {
      window.heard = []
      new MutationObserver(() => heard.push(document.querySelector("#site-search [role=status]").textContent))
        .observe(document.querySelector("#site-search [role=status]"), {childList: true})
    }""")
    field = page.locator(".md-search__input")
    field.fill("")
    field.press_sequentially("both legs weak", delay=40)
    expect(announced).to_have_text(re.compile(r"^Urgent: Get help now\. .*\d+ pages\.$"))
    assert len(page.evaluate("heard")) == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_a_section_of_the_open_page_is_gone_to(
    width: int, visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    phone = {"has_touch": True, "is_mobile": True} if width == 360 else {}
    tab = visitor(hosted_address, width, 740, **phone)
    page = tab.visit("get-help/?q=cannot%20pee")
    page.locator(".md-search-result__item a", has_text="Your bladder").click()
    expect(page.locator("#your-bladder-bottom-or-private-parts-have-changed")).to_be_in_viewport()
    assert "?q=" not in page.url


def test_a_search_can_be_copied_from_the_address_and_come_back_to(search_box: SearchBox) -> None:
    page = search_box.tab.page
    search_box.ask("prone press-up")
    page.wait_for_url("**/?q=prone+press-up")
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_url("**/stretches/cobra/")
    page.go_back()
    expect(page.locator(".md-search__input")).to_have_value("prone press-up")
    expect(page.locator(".md-search-result__item a").first).to_contain_text("Cobra stretch")
    page.keyboard.press("Escape")
    expect(page).to_have_url(search_box.tab.home)


def test_it_works_without_a_network_once_it_is_loaded(
    visitor: Callable[..., Visitor], hosted_address: str
) -> None:
    tab = visitor(hosted_address, 1280, 900, locale="en-GB")  # a tab of its own, to be taken off the network
    page = tab.visit("stretches/cobra/")
    page.locator(".md-search__input").fill("lunge")
    expect(page.locator(".md-search-result__item a").first).to_contain_text("Lunge")
    page.context.set_offline(True)
    page.keyboard.press("Control+a")
    page.keyboard.type("siatica")
    expect(page.locator(".md-search-result__item a").first).to_contain_text("Sciatica")
    expect(page.locator(".md-search-result__meta")).to_contain_text("Showing results for “sciatica”")


def described(pages: Pages) -> dict[str, Any]:
    """The published index."""
    index: dict[str, Any] = json.loads((pages.site / "search" / "search_index.json").read_text("utf-8"))
    return index


def test_the_index_holds_what_front_matter_says(hosted_pages: Pages) -> None:
    entries = {entry["location"]: entry for entry in described(hosted_pages)["docs"]}
    for path in hosted_pages.paths:
        facts, entry = hosted_pages.facts(path), entries[hosted_pages.address(path).lstrip("/")]
        assert entry["summary"] == facts["summary"]
        assert entry.get("names", []) == facts.get("also_called", [])
        assert entry.get("words", []) == [str(word) for word in facts["search_words"]]
