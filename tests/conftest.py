"""Fixtures for tests of the whole site: real builds, copies to break, a web server, a browser."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from playwright.sync_api import sync_playwright
from preview.chromium import chromium_path

from tests.passing_site import passing_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PROJECT = Path(__file__).parents[1]
SOURCES = ("mkdocs.yml", "docs", "overrides", "hooks")
# What an operator may set; the address has a folder, because a site of a project on a code host has one too.
SETTINGS = {
    "SITE_URL": "https://stretches.example/numb-leg/",
    "REPO_URL": "https://github.com/example/numb-leg",
    "CONTACT": "help@stretches.example",
}
SUB_PATH = "/numb-leg"
ROOM = 2_000_000_000  # bytes
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A page that requests something from another host gets an error, even if there is a network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


# Builds ----------------------------------------------------------------------------------------


def _environment(folder: Path, settings: dict[str, str]) -> dict[str, str]:
    """Return an environment without settings, repository or date from outside the project."""
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
    }
    for name in (*SETTINGS, "SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "PYTHONPATH"):
        environment.pop(name, None)
    return environment | settings


@dataclass(frozen=True)
class ProjectCopy:
    """A throwaway copy of the project.

    Attributes:
        root: the folder with `mkdocs.yml`.
    """

    root: Path

    @property
    def docs(self) -> Path:
        """The folder of the pages."""
        return self.root / "docs"

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return self.root / "site"

    def published(self) -> dict[str, str]:
        """Return the names of all published files with a digest of each."""
        return {
            path.relative_to(self.site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.site.rglob("*"))
            if path.is_file()
        }

    def change(self, name: str, old: str, new: str, *, first: bool = False) -> int:
        """Replace the only or the first occurrence of a text, and return the line where it began."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1 or (first and old in text), (
            f"{old!r} occurs {text.count(old)} times in {name}"
        )
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def command(self, *arguments: str) -> list[str]:
        """Return a command line that runs MkDocs."""
        return [sys.executable, "-m", "mkdocs", *arguments]

    def environment(self, **settings: str) -> dict[str, str]:
        """Return an environment with only these settings."""
        return _environment(self.root, settings)

    def run(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run MkDocs to its end, with its messages and errors together in stdout."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment(**settings),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=120,
        )


def copy_sources(root: Path) -> ProjectCopy:
    """Copy what a build reads into a new folder."""
    root.mkdir(parents=True)
    for name in SOURCES:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(PROJECT / name, root / name)
    return ProjectCopy(root)


def _built_once(tmp_path_factory: pytest.TempPathFactory, name: str, settings: dict[str, str]) -> ProjectCopy:
    """Copy and build the project, once for all workers of this run."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    project = ProjectCopy(shared / name)
    with FileLock(shared / f"{name}.lock"):
        if not project.root.exists():
            copy_sources(project.root)
            finished = project.run("build", **settings)
            (shared / f"{name}.log").write_text(finished.stdout, encoding="utf-8")
    log = (shared / f"{name}.log").read_text(encoding="utf-8")
    assert project.site.is_dir(), f"the project cannot be built:\n{log}"
    return project


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that regenerates the reports of the fixtures."""
    parser.addoption(
        "--update-reports", action="store_true", help="write the reports of tests/checks/failing"
    )


def pytest_configure() -> None:
    """Keep temporary folders in memory where there is room, because the tests copy many small files."""
    memory = Path("/dev/shm")  # noqa: S108  (pytest makes a folder of this user's in it)
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a copy of a small docs folder without findings, for a test to change."""
    return Path(shutil.copytree(passing_site(), tmp_path / "docs"))


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    """Return a copy of the project with its site, built without any setting. Do not change it."""
    return _built_once(tmp_path_factory, "built", {})


@pytest.fixture(scope="session")
def built_site(built_project: ProjectCopy) -> Path:
    """Return the folder of the site that was built without any setting."""
    return built_project.site


@pytest.fixture(scope="session")
def hosted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site that was built with every setting an operator may give."""
    return _built_once(tmp_path_factory, "hosted", SETTINGS).site


@pytest.fixture
def project_copy(built_project: ProjectCopy, tmp_path: Path) -> ProjectCopy:
    """Return a copy of the project to break, with a published site."""
    shutil.copytree(built_project.root, tmp_path / "project")
    return ProjectCopy(tmp_path / "project")


# Web server ------------------------------------------------------------------------------------


@contextmanager
def _serving(site: Path, sub_path: str) -> Iterator[str]:
    """Serve a folder below a path on a free port of this machine; yield the address of its home page."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]

        def translate_path(self, path: str) -> str:
            inside = path.startswith(f"{sub_path}/")
            return super().translate_path(path[len(sub_path) :] if inside else "/not-there")

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  (its name in the library)
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{sub_path}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def serving() -> Callable[[Path, str], AbstractContextManager[str]]:
    """Return a context manager that serves a folder below a path and yields its address."""
    return _serving


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Return the address of the site built without settings, served at the top of a host."""
    with _serving(built_site, "") as address:
        yield address


@pytest.fixture(scope="session")
def hosted_address(hosted_site: Path) -> Iterator[str]:
    """Return the address of the site built with settings, served below a folder of a host."""
    with _serving(hosted_site, SUB_PATH) as address:
        yield address


# Browser ---------------------------------------------------------------------------------------


@dataclass
class Visitor:
    """A browser tab that records what goes wrong in it.

    Attributes:
        page: the tab.
        home: the address of the site; everything else is foreign.
        errors: errors in the console, and uncaught exceptions.
        foreign: requests to other sites.
    """

    page: Page
    home: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin to record."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._see)

    def visit(self, path: str) -> Page:
        """Discard what was recorded, and open a page of the site, such as `/causes/`."""
        self.errors.clear()
        self.foreign.clear()
        self.page.goto(self.home + path.lstrip("/"), wait_until="load")
        return self.page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.foreign.append(request.url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium: the one set in CHROMIUM, or the first on the path."""
    found = chromium_path()
    if not found:
        pytest.fail("no Chromium found: install it, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Return a function that returns a tab for an address and context options; equal calls share a tab."""
    visitors: dict[str, Visitor] = {}

    def give(home: str, width: int = 360, height: int = 740, **options: object) -> Visitor:
        key = repr((home, width, height, sorted(options.items())))
        if key not in visitors:
            size = {"width": width, "height": height}
            context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
            visitors[key] = Visitor(context.new_page(), home)
        return visitors[key]

    yield give
    for one in visitors.values():
        one.page.context.close()
