"""A tiny MkDocs project that lists the real hook, and ways to build it and to look at what is published."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

HOOK = Path(__file__).parents[2] / "hooks" / "publish_site.py"

PAGES = {
    "index.md": "# Home\n\nThis is version {version}. [Next](one.md)\n",
    "one.md": "# One\n\nThis is version {version}.\n\n{extra}\n",
    "two/index.md": "# Two\n\nThis is version {version}.\n",
    "two/three.md": "# Three\n\nThis is version {version}.\n",
}
TEMPLATE = "<title>{{ page.title }}</title>{{ page.content }}"


class Project:
    """One project in a folder of its own."""

    def __init__(self, root: Path) -> None:
        """Take an existing folder; `create` fills an empty one."""
        self.root = root
        self.site = root / "site"

    def create(self) -> Project:
        """Write the configuration, the theme and version 1 of the pages."""
        (self.root / "theme").mkdir(parents=True)
        (self.root / "theme" / "main.html").write_text(TEMPLATE)
        (self.root / "theme" / "style.css").write_text("p { color: black }")
        self.configure()
        self.write_pages(1)
        return self

    def configure(self, *more_hooks: str) -> None:
        """List the real hook, followed by more of them."""
        hooks = "".join(f"\n  - {hook}" for hook in (HOOK, *more_hooks))
        (self.root / "mkdocs.yml").write_text(
            "site_name: Tiny\nsite_url: https://example.org/\nplugins: [search]\n"
            "theme: {name: null, custom_dir: theme}\n"
            "validation: {links: {anchors: warn}}\n"
            f"hooks:{hooks}\n",
        )

    def add_hook(self, source: str) -> None:
        """Write another hook and list it after the real one."""
        (self.root / "other_hook.py").write_text(textwrap.dedent(source))
        self.configure("other_hook.py")

    def write_pages(self, version: int, extra: str = "") -> None:
        """Write all pages anew; `extra` goes into one of them."""
        for name, text in PAGES.items():
            page = self.root / "docs" / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text.format(version=f"v{version:04}", extra=extra))

    def command(self, *arguments: str) -> list[str]:
        """Return the command line of MkDocs."""
        return [sys.executable, "-m", "mkdocs", *arguments]

    def environment(self, **more: str) -> dict[str, str]:
        """Return an environment in which no outer repository and no outer date is seen."""
        environment = os.environ | {
            "NO_MKDOCS_2_WARNING": "1",
            "GIT_CEILING_DIRECTORIES": str(self.root.parent),
        }
        environment.pop("SOURCE_DATE_EPOCH", None)
        return environment | more

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run MkDocs to its end, with its messages and errors together in stdout."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment(**more),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=60,
        )

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """Start MkDocs, with its messages and errors together in stdout."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment(**more),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def copy_to(self, root: Path) -> Project:
        """Return a copy of the whole project, the published site included."""
        shutil.copytree(self.root, root, symlinks=True)
        return Project(root)

    def tree(self) -> dict[str, str]:
        """Return what is published: names with a digest of each file."""
        return tree_of(self.site)

    def versions(self) -> set[str]:
        """Return the versions found in the published files. More than one means a mixed site."""
        text = b"".join(path.read_bytes() for path in self.site.rglob("*") if path.is_file())
        return {found.decode() for found in re.findall(rb"v[0-9]{4}", text)}

    def left_overs(self) -> set[str]:
        """Return the hidden names beside the site, but for the lock file, which stays."""
        return {path.name for path in self.site.parent.glob(".*.*") if path.suffix in {".next", ".old"}}


def tree_of(folder: Path) -> dict[str, str]:
    """Return the names below a folder with a digest of each file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """Return a project whose first version is published, and what that build said. Do not change it."""
    project = Project(tmp_path_factory.mktemp("first") / "project").create()
    finished = project.run("build", "--strict")
    assert finished.returncode == 0, finished.stdout
    return project, finished.stdout


@pytest.fixture
def project(first_build: tuple[Project, str], tmp_path: Path) -> Project:
    """Return a project of one's own: version 1 published, version 2 written."""
    copy = first_build[0].copy_to(tmp_path / "project")
    copy.write_pages(2)
    return copy
