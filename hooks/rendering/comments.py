"""Keeps notes for editors out of what is published."""

from __future__ import annotations

import re

# A comment as browsers read it. In code, Markdown renders '&lt;!--', which does not match.
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)


def without_comments(html: str) -> str:
    """Return HTML without its comments."""
    return _COMMENT.sub("", html) if "<!--" in html else html
