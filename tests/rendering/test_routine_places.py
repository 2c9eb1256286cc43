from __future__ import annotations

from pathlib import Path

from checks.site import check_site
from rendering.routine_stretches import places_in_routines

SITE = check_site(Path(__file__).parents[2] / "docs")


def test_each_stretch_of_a_routine_knows_its_neighbors() -> None:
    (first,) = places_in_routines("stretches/cobra.md", SITE)
    assert first["routine"] == {"title": "Cat and cobra", "address": "../../routines/cat-and-cobra/"}
    assert (first["number"], first["of"], first["previous"]) == (1, 2, None)
    assert first["next"] == {"title": "Cat stretch", "address": "../cat/"}
    (last,) = places_in_routines("stretches/cat.md", SITE)
    assert (last["number"], last["next"]) == (2, None)
    assert last["previous"] == {"title": "Cobra stretch", "address": "../cobra/"}


def test_a_stretch_without_a_routine_has_no_place() -> None:
    assert places_in_routines("stretches/butterfly.md", SITE) == []
