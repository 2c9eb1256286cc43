"""Draws the stretches from numbers: a pose and a body become a small SVG. Never imports MkDocs."""
