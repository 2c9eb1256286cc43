"""Boxes about an emergency all look the same."""

from __future__ import annotations

from reading.markdown_settings import render
from rendering.emergency_cards import with_emergency_cards


def test_only_a_box_about_danger_becomes_an_emergency_card() -> None:
    html = with_emergency_cards(
        render('!!! danger "Call now"\n\n    - 911\n\n!!! tip "Rest"\n\n    Lie down.\n')
    )
    assert '<div class="care-card care-card--emergency"><p class="care-card__title">Call now</p>' in html
    assert "danger" not in html
    assert '<div class="admonition tip">' in html
