"""What the build sets into a page: the facts behind its markers and at its head and foot.

The functions here are pure: they take checked pages and give plain words, and templates in `overrides/` say
how those look. Nothing here knows MkDocs; `hooks/fill_pages.py` gives the results to it.
"""
