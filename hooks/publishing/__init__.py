"""Publishing that is all or nothing.

The new site is built in a hidden folder beside the published one and takes its place in one step, once it
is known to be whole. This package never imports MkDocs; `hooks/publish_site.py` gives it to MkDocs.
"""
