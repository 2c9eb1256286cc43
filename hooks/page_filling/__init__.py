"""Fills the markers of a page from its front matter and from the facts that pages share.

Every function here is pure: it takes a checked page and gives Markdown or plain values, and knows nothing of
MkDocs. `hooks/fill_pages.py` gives the results to MkDocs.
"""
