"""The fields that say who must not do a stretch, who must ask first and who must change it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from contract.field_values import Fields, Key, Text, without, worded

# Stands where the key of a source may stand, for advice that is the editors' own.
OWN_ADVICE = "editors"

SourceKeys = Annotated[
    list[Key],
    Field(
        description="The keys of the page's sources that support it; `editors` for advice of our own.",
        examples=["[mayo-flex]"],
    ),
]


_IF = re.compile(r"\bif\b", re.IGNORECASE)


def _read_short_name(name: str) -> str:
    if name[0].isupper():
        message = "begin with a small letter, because it is shown in a list of such names"
        raise ValueError(message)
    if _IF.search(name):
        message = "leave out 'if'; a few words name who it is, such as: sore neck"
        raise ValueError(message)
    return name


def read_ask_first(value: object) -> object:
    """Refuse an entry of `also_ask_first` without a short name.

    Raises:
        ValueError: It is a plain text.
    """
    if isinstance(value, str):
        message = f"it needs a short name: write '- short: a few words', and below it 'full: {value}'"
        raise ValueError(message)  # noqa: TRY004  (pydantic reports no other error)
    return value


class Caution(Fields):
    """What one group of people must know before this stretch."""

    level: Literal["do not", "ask first", "change", "fine"] = Field(
        description="`do not`, `ask first`, `change` (do it another way) or `fine`.",
    )
    advice: Text | None = Field(
        default=None,
        description="What to do instead, or why: one or two plain sentences. Required for `do not` and "
        "`change`.",
    )
    sources: SourceKeys = Field(default=[])

    @model_validator(mode="after")
    def _advice_where_needed(self) -> Caution:
        if self.level in {"do not", "change"} and self.advice is None:
            message = f"level '{self.level}' needs an 'advice': say in plain words what to do or why"
            raise ValueError(message)
        return self


class PatientGroup(Fields):
    """People for whom a stretch may be wrong."""

    short: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=2, max_length=40),
        without("<>"),
        worded(),
        AfterValidator(_read_short_name),
    ] = Field(
        description="A name of at most 40 characters, without 'if' and without a capital at the start.",
        examples=["weak bones (osteoporosis)"],
    )
    full: Text = Field(
        description="Who it is, in words that can follow 'if'.",
        examples=["you have weak bones (osteoporosis)"],
    )
    sources: SourceKeys = Field(default=[])


class AlsoAskFirst(PatientGroup):
    """People who must ask first before this stretch and are in no group of caution-groups.yml."""
