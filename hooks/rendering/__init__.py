"""Rendering: what markers and templates show, from front matter and data files."""
