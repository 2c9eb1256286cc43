"""Real builds that would publish something other than what was checked, and what builds leave out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import ProjectCopy

COBRA = "docs/stretches/cobra.md"
LAST_HOOK = "  - hooks/publish_site.py\n"
# Runs after all other hooks of the project.
CHANGE_ADDRESSES = """\
from pathlib import Path
from mkdocs.plugins import event_priority
@event_priority(-5000)
def on_post_build(config):
    folder = Path(config.site_dir, "stretches")
    (folder / "cobra").rename(folder / "cobra-stretch")
def on_post_page(output, page, **_):
    return output.replace('id="stop-if"', 'id="stop"') if "butterfly" in page.url else output
"""


def offline_plugin(project: ProjectCopy) -> tuple[str, ...]:
    """The plugin sets `use_directory_urls: false`."""
    project.change("mkdocs.yml", "plugins:\n  - search\n", "plugins:\n  - search\n  - offline\n")
    return ("(built as /about.html)",)


def hook_that_moves_a_page_and_changes_an_anchor(project: ProjectCopy) -> tuple[str, ...]:
    (project.root / "other.py").write_text(CHANGE_ADDRESSES)
    project.change("mkdocs.yml", LAST_HOOK, f"{LAST_HOOK}  - other.py\n")
    return (
        "2 addresses of docs/_data/permalinks.yml would end with this build: ",
        " /stretches/cobra/",
        "/stretches/butterfly/#stop-if",
    )


def other_anchors(project: ProjectCopy) -> tuple[str, ...]:
    project.change(
        "mkdocs.yml",
        "      permalink: false",
        "      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}\n"
        "      permalink: false",
    )
    return ("the heading 'Check first' would get the anchor '#Check-first' instead of '#check-first'",)


def files_that_are_not_for_readers(project: ProjectCopy) -> tuple[str, ...]:
    project.change("mkdocs.yml", "exclude_docs: |\n  _data/\n  _partials/\n", "")
    return ("docs/_data/sources.yml:1: unlisted-file (P413): MkDocs would publish this file",)


def page_with_a_foreign_script(project: ProjectCopy) -> tuple[str, ...]:
    (project.docs / "old.html").write_text('<script src="https://example.org/x.js"></script>')
    return ("docs/old.html:1: unlisted-file (P413)",)


@pytest.mark.parametrize(
    "fault",
    [
        offline_plugin,
        hook_that_moves_a_page_and_changes_an_anchor,
        other_anchors,
        files_that_are_not_for_readers,
        page_with_a_foreign_script,
    ],
    ids=lambda fault: fault.__name__,
)
def test_it_is_refused(fault: Callable[[ProjectCopy], tuple[str, ...]], project_copy: ProjectCopy) -> None:
    before = project_copy.published()
    says = fault(project_copy)
    finished = project_copy.run("build")
    assert finished.returncode == 1
    assert [words for words in says if words not in finished.stdout] == [], finished.stdout
    assert "Traceback" not in finished.stdout
    assert "The published site is as it was." in finished.stdout
    assert project_copy.published() == before


def test_what_is_right_is_published(project_copy: ProjectCopy) -> None:
    """Notes for editors are left out; links to what the build adds work."""
    notes = "<!-- a note: ask\nDr. Secret -->\n\nThe cobra <!-- Secret too --> is a"
    links = "See [the data](../exercises.json), [the top](#top) and [the title](cat.md#give-page)."
    project_copy.change(COBRA, "The cobra is a", f"{links}\n\n{notes}")
    with (project_copy.docs / "_partials" / "leg-symptoms.md").open("a", encoding="utf-8") as text:
        text.write(
            "\n<!-- Secret -->\n\nSee [the cat][cat].\n\n[cat]: /stretches/cat.md?print#stop-if 'Cat'\n"
        )
    old = os.umask(0o077)
    try:
        finished = project_copy.run("build", SITE_URL="https://stretches.example/")
    finally:
        os.umask(old)
    assert finished.returncode == 0, finished.stdout
    for file in project_copy.site.rglob("*"):
        assert file.stat().st_mode & 0o777 == (0o755 if file.is_dir() else 0o644), file
        if file.is_file() and file.suffix in {".html", ".json", ".csv", ".xml"}:
            assert "Secret" not in file.read_text(encoding="utf-8"), file
    page = (project_copy.site / "stretches" / "lunge" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<a href="\.\./\.\./stretches/cat/\?print#stop-if" title="Cat">', page)


def test_links_by_the_published_address_are_refused(project_copy: ProjectCopy) -> None:
    """They work today, but break when the site moves."""
    text = "The cobra is a [yoga](https://stretches.example/leg/stretches/cat/#stop-if) stretch."
    line = project_copy.change(COBRA, "The cobra is a yoga stretch.", text)
    check = [sys.executable, "hooks/check_pages.py"]
    for address, says in (
        ("https://stretches.example/leg/", f"{COBRA}:{line}: link-by-address (P219): the link to "),
        ("https://other.example/", "no problems"),
    ):
        finished = subprocess.run(
            check,
            cwd=project_copy.root,
            env=project_copy.environment(SITE_URL=address),
            text=True,
            capture_output=True,
            check=False,
        )
        assert says in finished.stdout
        assert ("write 'cat.md#stop-if'" in finished.stdout) == ("no problems" not in says)
