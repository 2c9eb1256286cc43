"""All-or-nothing publishing.

The new site is built in a hidden folder beside the published one and replaces it in one step, once it is
known to be complete. This package never imports MkDocs; `hooks/publish_site.py` connects the two.
"""
