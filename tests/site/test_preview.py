"""A real preview: whatever an editor writes, it keeps running, and the page says what is wrong."""

from __future__ import annotations

import contextlib
import html
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import ProjectCopy

PATIENCE = 60  # seconds until a preview that does not answer counts as dead
COBRA = "docs/stretches/cobra.md"
# A preview has an address of its own, and works whatever is set.
SETTINGS = {"SITE_URL": "https://localhost:8000/", "CONTACT": "call us"}
BOX = "This page cannot be published yet"


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, project: ProjectCopy, *arguments: str) -> None:
        """Start it on a free port, with its messages in a file."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.home = f"http://127.0.0.1:{port}/"
        self._log = project.root / "serve.log"
        # A killed preview leaves its folder behind; here it is inside one that is deleted.
        (project.root / "tmp").mkdir(exist_ok=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                project.command("serve", "--dev-addr", f"127.0.0.1:{port}", *arguments),
                cwd=project.root,
                env=project.environment(TMPDIR=str(project.root / "tmp"), **SETTINGS),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        """Everything it has logged."""
        return self._log.read_text(encoding="utf-8")

    def get(self, path: str) -> str | None:
        """Return a page, or None if there is none or no answer yet."""
        try:
            with urllib.request.urlopen(self.home + path, timeout=PATIENCE) as answer:  # noqa: S310  (our own address)
                text: str = answer.read().decode("utf-8")
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return None
        except OSError:
            return None
        return html.unescape(text)

    def wait_for(self, path: str, condition: Callable[[str], bool]) -> str:
        """Return a page as soon as it meets a condition."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self._process.poll() is None, f"the preview has ended:\n{self.said}"
            text = self.get(path)
            if text is not None and condition(text):
                return text
            time.sleep(0.1)
        pytest.fail(f"the preview never showed it at '{path}':\n{self.said}")

    def wait_for_words(self, path: str, words: str) -> str:
        """Return a page as soon as it has these words."""
        return self.wait_for(path, lambda text: words in text)

    def stop(self) -> None:
        """Stop it, by force if necessary."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=10)
                return


@pytest.fixture
def preview(project_copy: ProjectCopy) -> Iterator[Callable[..., Preview]]:
    """Return a function that starts a preview of the copy, which is always stopped afterwards."""
    running: list[Preview] = []
    published = project_copy.published()

    def start(*arguments: str) -> Preview:
        running.append(Preview(project_copy, *arguments))
        return running[-1]

    yield start
    for one in running:
        one.stop()
    assert project_copy.published() == published, "a preview changed the published site"
    assert not list(project_copy.root.glob(".site.next"))


def _shows_box(text: str) -> bool:
    return BOX in text


def _shows_no_box(text: str) -> bool:
    return BOX not in text


# Edits: each does one and returns the page that it is on and what its box says. -----------------------


def lose_a_section(project: ProjectCopy) -> tuple[str, str]:
    path = project.root / COBRA
    before, _, rest = path.read_text(encoding="utf-8").partition("## Stop if\n")
    kept = before + "## Where" + rest.partition("## Where")[2]
    path.write_text(kept, encoding="utf-8")
    line = kept.split("\n").index("## Where this comes from") + 1
    return "stretches/cobra/", f"stretches/cobra.md:{line}: missing-section (P201)"


def break_the_front_matter(project: ProjectCopy) -> tuple[str, str]:
    page = project.docs / "stretches" / "lunge.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("\ntitle: ", "\ntitle: A: ", 1), encoding="utf-8")
    line = text[: text.index("\ntitle: ")].count("\n") + 2
    return "stretches/lunge/", f"stretches/lunge.md:{line}: unreadable-front-matter (P102)"


def save_as_utf_16(project: ProjectCopy) -> tuple[str, str]:
    page = project.docs / "stretches" / "butterfly.md"
    page.write_text(page.read_text(encoding="utf-8"), encoding="utf-16")
    return "stretches/butterfly/", "stretches/butterfly.md:1: unreadable-file (P403)"


def add_an_unclassified_page(project: ProjectCopy) -> tuple[str, str]:
    shutil.copy(project.docs / "about.md", project.docs / "news.md")
    return "news/", "news.md:1: unclassified-page (P401)"


def misspell_a_field(project: ProjectCopy) -> tuple[str, str]:
    line = project.change("docs/stretches/seated-v.md", "start_here: true", "start_hree: true", first=True)
    return "stretches/seated-v/", f"stretches/seated-v.md:{line}: unknown-field (P104)"


def link_to_nothing(project: ProjectCopy) -> tuple[str, str]:
    line = project.change("docs/about.md", "\n## ", "\nSee [yoga](yoga.md).\n\n## ", first=True) + 1
    return "about/", f"about.md:{line}: broken-link (P217)"


def link_to_no_section(project: ProjectCopy) -> tuple[str, str]:
    line = project.change("docs/causes.md", "\n## ", "\nSee [this](about.md#this).\n\n## ", first=True) + 1
    return "causes/", f"causes.md:{line}: broken-anchor (P218)"


def break_the_sources(project: ProjectCopy) -> tuple[str, str]:
    project.change("docs/_data/sources.yml", "\ngirft-pc:\n", "\ngirft-pc: [\n")
    return "stretches/cat/", "_data/sources.yml:"


def lose_the_emergency_signs(project: ProjectCopy) -> tuple[str, str]:
    (project.docs / "_partials" / "emergency.md").unlink()
    return "stretches/cat/", "_partials/emergency.md:1: missing-shared-text (P406)"


OF_A_PAGE = (
    lose_a_section,
    break_the_front_matter,
    save_as_utf_16,
    add_an_unclassified_page,
    misspell_a_field,
    link_to_nothing,
    link_to_no_section,
)
OF_ALL_PAGES = (break_the_sources, lose_the_emergency_signs)


def _mend(project: ProjectCopy, good: ProjectCopy) -> None:
    """Restore the pages."""
    for path in sorted(project.docs.rglob("*")):
        if path.is_file() and not (good.docs / path.relative_to(project.docs)).exists():
            path.unlink()
    for path in sorted(good.docs.rglob("*")):
        mended = project.docs / path.relative_to(good.docs)
        if path.is_file() and (not mended.exists() or mended.read_bytes() != path.read_bytes()):
            mended.write_bytes(path.read_bytes())


def test_boxes_come_and_go_while_it_runs(
    preview: Callable[..., Preview], project_copy: ProjectCopy, built_project: ProjectCopy
) -> None:
    running = preview()
    assert _shows_no_box(running.wait_for_words("stretches/cobra/", "Cobra stretch"))
    assert "CONTACT is 'call us'" in running.said
    assert "SITE_URL is" not in running.said
    for edits in (OF_A_PAGE, OF_ALL_PAGES):
        for path, message in [edit(project_copy) for edit in edits]:
            running.wait_for_words(path, message)
            assert f"docs/{message}" in running.said
        # Findings in data files are shown on all pages.
        assert _shows_box(running.get("stretches/cat/") or "") == (edits == OF_ALL_PAGES)
        _mend(project_copy, built_project)
        for path in ("stretches/butterfly/", "stretches/cobra/", "stretches/cat/"):
            assert "cannot be read as text" not in running.wait_for(path, _shows_no_box)
    assert "Traceback" not in running.said


@pytest.mark.parametrize("options", [(), ("--clean",)], ids=["serve", "serve --clean"])
def test_a_preview_starts_whatever_is_wrong(
    options: tuple[str, ...], preview: Callable[..., Preview], project_copy: ProjectCopy
) -> None:
    shown = [edit(project_copy) for edit in (*OF_A_PAGE, *OF_ALL_PAGES)]
    running = preview(*options)
    for path, message in shown:
        assert message in running.wait_for(path, _shows_box)
    assert ">yoga</a>" in running.wait_for_words("about/", "yoga")
    assert "Traceback" not in running.said
