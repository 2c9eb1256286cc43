"""Addresses within the site."""

from __future__ import annotations

import posixpath


def address_between(page: str, target: str) -> str:
    """The relative address that leads from one page to another, both given below the docs folder.

    Each page is a folder with an index of its own, as MkDocs publishes them: from `stretches/cat.md` to
    `get-help.md` it is `../../get-help/`. An anchor behind the target's path is kept.
    """
    path, hash_sign, anchor = target.partition("#")
    relative = posixpath.relpath(_folder(path) or ".", _folder(page) or ".")
    return ("./" if relative == "." else f"{relative}/") + hash_sign + anchor


def _folder(path: str) -> str:
    stem = path.removesuffix(".md")
    return posixpath.dirname(path) if posixpath.basename(stem) == "index" else stem
