"""The files that the docs folder may hold besides pages, as data, and the check that refuses all others.

MkDocs publishes every file that it finds there.
"""

from __future__ import annotations

import fnmatch
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from contract.diagnostics import Diagnostic
from reading.text_file import read_bytes

from checks.svg_content import active_content

if TYPE_CHECKING:
    from collections.abc import Iterator

# The endings that MkDocs takes for pages (mkdocs.utils.markdown_extensions).
MARKDOWN_ENDINGS = frozenset({".markdown", ".mdown", ".mkdn", ".mkd", ".md"})


@dataclass(frozen=True, slots=True)
class FileRule:
    """A kind of file that the docs folder may hold.

    Attributes:
        folder: where it may be, at any depth.
        endings: the allowed file name endings, in lowercase.
        published: whether it is published as it is.
    """

    folder: str
    endings: tuple[str, ...]
    published: bool = True


# The first rule whose folder holds a file decides. Markdown files are pages; `page_types.PATHS` has those.
FILES: tuple[FileRule, ...] = (
    FileRule("assets/javascripts", (".js",)),
    FileRule("assets/stylesheets", (".css",)),
    FileRule("assets", (".avif", ".jpeg", ".jpg", ".png", ".svg", ".webp")),
    FileRule("_data", (".yml",), published=False),
)

# Files that the build adds and pages may link to: paths below the site's folder, `*` for one name.
BUILT_FILES: tuple[str, ...] = (
    "exercises.json",
    "exercises.schema.json",
    "clinicians/hand-outs.csv",
    "connect/index.json",
    "connect/*/*.json",
    "sitemap.xml",
)

# Temporary files of editors and the system: hidden, so that MkDocs never publishes them.
NOT_LOOKED_AT: tuple[str, ...] = (".DS_Store", ".*.sw?", ".#*")
# What editors read about the data files; the folder is not published.
DATA_GUIDE = "_data/README.md"


# Most bytes of an image; pages are opened in pain, on slow connections.
MOST_BYTES_OF_AN_IMAGE = 300_000

_A_COPY = "replace the link with a copy of the file, or delete it"


@dataclass(slots=True)
class DocsFiles:
    """The files below a docs folder.

    Attributes:
        pages: every Markdown file that MkDocs would find, as a path below the folder.
        published: every other file that is published.
        diagnostics: what is wrong with files that are not pages.
    """

    pages: list[str] = field(default_factory=list)
    published: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_docs_files(docs: Path) -> DocsFiles:
    """List the files below a docs folder, and find those that are not allowed there."""
    found = DocsFiles()
    root = os.path.realpath(docs)
    for path, entry in _entries(docs, ""):
        if path == DATA_GUIDE or any(fnmatch.fnmatchcase(entry.name, pattern) for pattern in NOT_LOOKED_AT):
            continue
        if reason := _why_not_here(path, entry, root):
            found.diagnostics.append(Diagnostic(path, 1, "unlisted-file", *reason))
        elif is_markdown(path):
            found.pages.append(path)
        elif (rule := file_rule(path)) is not None and rule.published:
            found.published.add(path)
    found.pages.sort()
    return found


def is_markdown(path: str) -> bool:
    """Return whether MkDocs takes a file for a page."""
    return path[max(path.rfind("."), 0) :].lower() in MARKDOWN_ENDINGS


def file_rule(path: str) -> FileRule | None:
    """Return the rule that allows a file below the docs folder, or None without one."""
    for rule in FILES:
        if path.startswith(f"{rule.folder}/"):
            return rule if path.endswith(rule.endings) else None
    return None


def _entries(folder: Path, below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every file and every link below a folder; what hidden folders hold is never published."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return  # the folder cannot be opened; MkDocs skips it too
    for entry in entries:
        path = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _entries(Path(entry.path), f"{path}/")
        else:
            yield path, entry


def _why_not_here(path: str, entry: os.DirEntry[str], root: str) -> tuple[str, str] | None:
    """Return what is wrong with a file and how to fix it; None where it is allowed."""
    file = Path(entry.path)
    if entry.name.startswith("."):
        return (
            "this is a hidden file, which is not allowed here",
            "move it out of the docs folder, or delete it",
        )
    if entry.is_symlink() and not os.path.realpath(file).startswith(root + os.sep):
        return "this is a link to a file outside the docs folder", _A_COPY
    if entry.is_symlink() and file.is_dir():
        return "this is a link to a folder", "replace the link with a copy of the folder, or delete it"
    return None if is_markdown(path) else _why_not_published(path, file)


def _why_not_published(path: str, file: Path) -> tuple[str, str] | None:
    if not file.is_file():
        return "the file cannot be opened", "delete it"
    if file_rule(path) is None:
        return "this kind of file is not allowed in this folder", _where_to(path)
    size = file.stat().st_size
    if path.startswith("assets/") and not path.endswith((".js", ".css")) and size > MOST_BYTES_OF_AN_IMAGE:
        fix = f"save it with at most {MOST_BYTES_OF_AN_IMAGE // 1000} KB, for example smaller or as webp"
        return f"the image has {size / 1000:,.0f} KB", fix
    if path.endswith(".svg") and (active := active_content(read_bytes(file) or b"")):
        message = f"the drawing contains {active}"
        return (
            message,
            "save it again as a plain drawing, without scripts and without files from other places",
        )
    return None


def _where_to(path: str) -> str:
    """Return the help for a file that is not allowed where it is."""
    name = path.rpartition("/")[2]
    places = [f"{rule.folder}/" for rule in FILES if name.lower().endswith(rule.endings)]
    if places:
        name = name[: name.rindex(".")] + name[name.rindex(".") :].lower()
        return f"move it to '{places[0]}{name}' or out of the docs folder"
    return "move it out of the docs folder, or delete it"
