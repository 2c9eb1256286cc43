"""Every name and phrase with a slip in it, typed into the real search box in a real browser."""

from __future__ import annotations

import random
import re
import string
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.site.conftest import Pages, SearchBox

WORD = re.compile(r"[a-z]{5,}")


def phrases(pages: Pages) -> Iterator[tuple[str, str]]:
    """Yield every other name and lay phrase, with the page that it belongs to."""
    for path in pages.paths:
        facts = pages.facts(path)
        for phrase in [*facts.get("also_called", []), *facts["search_words"]]:
            yield str(phrase), pages.address(path).lstrip("/") or "./"
    for entry in pages.data("search-symptoms.yml"):
        for phrase in entry["phrases"]:
            yield phrase, pages.address(entry["page"]).lstrip("/")


def slipped(word: str, chance: random.Random) -> str:
    """Return the word with one letter wrong, missing, doubled or swapped with the next."""
    at = chance.randrange(len(word))
    letter = chance.choice(string.ascii_lowercase.replace(word[at], ""))
    return chance.choice(
        [
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        ]
    )


def with_a_slip(phrase: str, known: set[str], chance: random.Random) -> str | None:
    """Return the phrase with a slip in one word of five letters or more that makes it an unknown word."""
    words = WORD.findall(phrase.lower())
    chance.shuffle(words)
    for word in words:
        for _ in range(20):
            wrong = slipped(word, chance)
            if wrong not in known:
                return phrase.lower().replace(word, wrong, 1)
    return None


@pytest.fixture(scope="module")
def known(hosted_pages: Pages) -> set[str]:
    """Every word of the index."""
    index = (hosted_pages.site / "search" / "search_index.json").read_text(encoding="utf-8")
    return set(re.findall(r"[a-z]+", index.lower()))


def test_one_slip_does_not_lose_the_page(known: set[str], search_box: SearchBox, hosted_pages: Pages) -> None:
    chance = random.Random(0)  # noqa: S311  (no secret)
    right: dict[str, set[str]] = {}
    for phrase, page in phrases(hosted_pages):
        if (query := with_a_slip(phrase, known, chance)) is not None:
            right.setdefault(query, set()).add(page)
    assert right
    found = search_box.ask(*right)
    lost = [
        f"{answer.query} ({answer.status}): {answer.pages[:3]}, not {right[answer.query]}"
        for answer in found
        if not right[answer.query] & set(answer.pages[:3])
    ]
    assert lost == []
