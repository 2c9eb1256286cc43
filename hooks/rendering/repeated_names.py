"""Leaves out short names that only repeat others."""

from __future__ import annotations

import re

_IN_BRACKETS = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[\w'-]+")
_SMALL = frozenset(["a", "an", "and", "of", "or", "the", "your"])


def without_repeats(names: list[str], named: list[str]) -> list[str]:
    """Return the names that say more than those before them.

    A name is left out if one name before it has all its words: `recent surgery` after `recent surgery or
    broken bone`, and `new hip (surgery from behind)` after `new hip or knee`, but not after `new hip (surgery
    from the front)`, because words in brackets say which of several is meant.

    Args:
        names: the names in their order.
        named: names that stand further up.
    """
    kept: list[str] = []
    for name in names:
        if not any(_covers(other, name) for other in (*named, *kept)):
            kept.append(name)
    return kept


def _covers(other: str, name: str) -> bool:
    bare = _IN_BRACKETS.sub("", name)
    return _words(name if "(" in other else bare) <= _words(other)


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold())) - _SMALL
