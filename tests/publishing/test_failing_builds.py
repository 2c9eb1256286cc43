"""After a build that failed, in whatever way, the published site is the one from before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.publishing.conftest import Project


@dataclass(frozen=True)
class Failure:
    """A way to fail: a hook, a line in a page, arguments; and what is then seen."""

    hook: str = ""
    page: str = ""
    arguments: tuple[str, ...] = ()
    status: int = 1
    says: str = "is the one published before, unchanged"
    traceback: bool = False


def raising(event: str, error: str = "ValueError('planted')") -> str:
    return f"def {event}(*_, **__): raise {error}\n"


LATE = "from mkdocs.plugins import event_priority\n@event_priority(-5000)\n"
WARNING = "import logging\n"
WARN = "def on_post_build(**_): logging.getLogger('mkdocs.plugins.late').warning('planted')\n"
PRESS_CTRL_C = "    import os, signal, time\n    os.kill(os.getpid(), signal.SIGINT)\n    time.sleep(30)\n"

EVENTS = (
    "on_config",
    "on_pre_build",
    "on_env",
    "on_page_markdown",
    "on_post_page",
    "on_post_build",
)

FAILURES = {event: Failure(raising(event), traceback=True) for event in EVENTS} | {
    "pages refused before the build": Failure(
        "from mkdocs.exceptions import PluginError\n" + raising("on_pre_build", "PluginError('planted')")
    ),
    "exception after the last file": Failure(LATE + raising("on_post_build"), traceback=True),
    "exception in another hook's end": Failure(raising("on_shutdown"), says="planted", traceback=True),
    "exception in on_build_error": Failure(
        raising("on_build_error"), page="[gone](gone.md)", arguments=("--strict",), traceback=True
    ),
    "template error": Failure(page="{{ gone() }}", traceback=True),
    "hook that ends the program": Failure(raising("on_env", "SystemExit(3)"), status=3),
    "broken link, strict": Failure(page="[gone](gone.md)", arguments=("--strict",)),
    "broken link, strict and quiet": Failure(
        page="[gone](gone.md)", arguments=("--strict", "-q"), says="link 'gone.md'"
    ),
    "broken link, strict and quiet before the command": Failure(
        page="[gone](gone.md)", arguments=("-q", "build", "--strict"), says="link 'gone.md'"
    ),
    "broken anchor, strict": Failure(page="[gone](index.md#gone)", arguments=("--strict",)),
    "broken anchor, strict and verbose": Failure(
        page="[gone](index.md#gone)", arguments=("--strict", "-v"), says="With -v MkDocs would not check"
    ),
    "warning in a late on_post_build": Failure(WARNING + LATE + WARN, arguments=("--strict",)),
    "late warning, quiet": Failure(WARNING + LATE + WARN, arguments=("--strict", "-q"), says="planted"),
    "Ctrl-C during the build": Failure("def on_page_content(*_, **__):\n" + PRESS_CTRL_C),
    "Ctrl-C after the last file": Failure(LATE + "def on_post_build(**_):\n" + PRESS_CTRL_C),
    "site_dir changed by another hook": Failure(
        "def on_config(config): config.site_dir = config.site_dir + '-other'\n", says="changed site_dir"
    ),
    "folder in use": Failure(
        """
        import errno, sys
        def on_pre_build(**_):
            def refuse(*_): raise OSError(errno.EBUSY, "Device or resource busy")
            sys.modules["publishing.atomic_swap"].exchange = refuse
        """,
        says="is a mount point or in use",
    ),
}


def fail(project: Project, failure: Failure) -> subprocess.CompletedProcess[str]:
    if failure.hook:
        project.add_hook(failure.hook)
    project.write_pages(2, failure.page)
    if "{{" in failure.page:
        (project.root / "theme" / "main.html").write_text(failure.page)
    arguments = failure.arguments
    return project.run(*(arguments if "build" in arguments else ("build", *arguments)))


@pytest.fixture(scope="module")
def failed(
    first_build: tuple[Project, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Project, subprocess.CompletedProcess[str]]]:
    """Run all builds that fail, some at a time; return what came out of one of them."""
    folder = tmp_path_factory.mktemp("failing")
    projects = {name: first_build[0].copy_to(folder / f"{n}") for n, name in enumerate(FAILURES)}
    with ThreadPoolExecutor(4) as pool:
        finished = pool.map(fail, projects.values(), FAILURES.values())
        results = dict(zip(FAILURES, finished, strict=True))
    return lambda name: (projects[name], results[name])


@pytest.mark.parametrize("name", FAILURES)
def test_a_failed_build_leaves_the_published_site_alone(
    name: str,
    first_build: tuple[Project, str],
    failed: Callable[[str], tuple[Project, subprocess.CompletedProcess[str]]],
) -> None:
    project, finished = failed(name)
    assert project.tree() == first_build[0].tree()
    assert finished.returncode == FAILURES[name].status, finished.stdout
    assert FAILURES[name].says in finished.stdout
    assert ("Traceback" in finished.stdout) == FAILURES[name].traceback, finished.stdout
    # A hook whose on_shutdown raises keeps this one from running; the next build sweeps.
    assert project.left_overs() == ({".site.next"} if "another hook's end" in name else set())


def test_a_first_build_that_fails_publishes_nothing(project: Project) -> None:
    project.site.rename(project.root / "elsewhere")
    project.write_pages(2, "[gone](gone.md)")
    finished = project.run("build", "--strict")
    assert finished.returncode == 1
    assert not project.site.exists()
    assert "no site has been published there yet" in finished.stdout


def test_a_file_in_the_way_is_named_before_anything_is_built(project: Project) -> None:
    (project.root / "taken").write_text("mine")
    finished = project.run("build", "-d", "taken")
    assert finished.returncode == 1
    assert f"'{project.root / 'taken'}' is a file" in finished.stdout
    assert "Traceback" not in finished.stdout
    assert (project.root / "taken").read_text() == "mine"
