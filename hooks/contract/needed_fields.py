"""Which fields of the front matter an editor must write, because nothing else says what belongs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.fields import Exercise, FrontMatter, Progression

if TYPE_CHECKING:
    from pydantic import BaseModel

# Fields with defaults in docs/_data/page-defaults.yml and caution-groups.yml.
_OF_EVERY_PAGE = frozenset({"author", "clinical_review"})
_OF_AN_EXERCISE = frozenset({"cautions", "which_leg", "progression"})


def is_needed(model: type[BaseModel], name: str) -> bool:
    """Return whether an editor must write a field, because there is no default for it."""
    if issubclass(model, FrontMatter) and name in _OF_EVERY_PAGE:
        return False
    if issubclass(model, Exercise) and name in _OF_AN_EXERCISE:
        return False
    # `progression` gets a default for each half, so a page may state only one of them.
    return model.model_fields[name].is_required() and model is not Progression
