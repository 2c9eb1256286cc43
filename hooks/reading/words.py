"""Finds the words that docs/_data/words.yml says to avoid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from contract.diagnostics import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
_CODE = re.compile(r"`[^`]*`")
_BRACKETS = re.compile(r"(?<!\])\([^()]*\)")


@dataclass(frozen=True)
class Words:
    """The word to use for each word to avoid, in lowercase."""

    instead_of: Mapping[str, str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches every word to avoid, the longest first; a phrase may continue on the next line."""
        avoided = sorted(self.instead_of, key=len, reverse=True)
        words = (r"\s+".join(map(re.escape, word.split())) for word in avoided)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(words) or '(?!)'})(?![\w-])")

    def findings(self, line: int, text: str) -> Iterator[Finding]:
        """Find the words to avoid in a text that readers see; they are allowed in parentheses.

        Args:
            line: the line on which the text begins.
            text: one or more lines.
        """
        if not self.pattern.search(text.casefold()):
            return
        plain = text
        for hidden, kept in ((_CODE, " "), (_LINK_TARGET, "]"), (_BRACKETS, " ")):
            plain = hidden.sub(lambda found, kept=kept: kept + "\n" * found[0].count("\n"), plain)  # type: ignore[misc]
        folded = plain.casefold()
        for found in self.pattern.finditer(folded):
            # Case folding makes some letters longer, and then the positions differ.
            word = plain[found.start() : found.end()] if len(plain) == len(folded) else found[0]
            yield Finding(
                line + folded.count("\n", 0, found.start()),
                "word-to-avoid",
                f"'{' '.join(word.split())}' is a word to avoid here",
                f"write '{self.instead_of[' '.join(found[0].split())]}'; the list is docs/_data/words.yml",
            )
