"""What a machine lacks is said in one line: packages, or a free port for the preview."""

from __future__ import annotations

import importlib.metadata
import re
import socket
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import ProjectCopy

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"

# Run by Python before anything else: these packages cannot be found.
BLOCKER = """
import importlib.machinery, sys

class Finder(importlib.machinery.PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.split(".")[0] in {blocked!r} else super().find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(importlib.machinery.PathFinder)] = Finder
"""


def required(name: str, known: set[str]) -> set[str]:
    """Return a package with everything that it requires."""
    if name in known:
        return known
    known.add(name)
    for line in importlib.metadata.requires(name) or []:
        if "extra ==" not in line:
            needed = re.match(r"[\w.-]+", line)
            assert needed
            try:
                required(needed[0].lower(), known)
            except importlib.metadata.PackageNotFoundError:  # for another system
                known.add(needed[0].lower())
    return known


@pytest.fixture
def needed() -> list[str]:
    """The packages that the hooks need and that mkdocs-material does not bring."""
    lines = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    names = [re.match(r"[\w-]+", line)[0].lower() for line in lines]  # type: ignore[index]
    return sorted(set(names) - required("mkdocs-material", set()))


@pytest.mark.parametrize("command", ["build", "serve"])
def test_missing_packages_are_named_in_one_line(
    command: str, project_copy: ProjectCopy, needed: list[str], tmp_path: Path
) -> None:
    assert needed
    (tmp_path / "blocker").mkdir()
    text = BLOCKER.format(blocked=set(needed))
    (tmp_path / "blocker" / "sitecustomize.py").write_text(text, encoding="utf-8")
    done = project_copy.run(command, PYTHONPATH=str(tmp_path / "blocker"))
    assert done.returncode == 1
    line = done.stdout.strip()
    assert "\n" not in line
    assert line.startswith(f"These packages are not installed: {', '.join(needed)}. Run 'make serve' or")
    assert "'uv run --no-dev mkdocs serve'" in line


@pytest.mark.parametrize("options", [(), ("--clean",)])
def test_a_port_that_is_taken_is_named_in_one_line(
    options: tuple[str, ...], project_copy: ProjectCopy
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = project_copy.run("serve", *options, "--dev-addr", f"127.0.0.1:{port}")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    last = done.stdout.rstrip().split("\n")[-1]
    assert last.startswith(f"The preview cannot use 127.0.0.1:{port} (")
    assert f"'make serve ADDR=127.0.0.1:{port + 1}'" in last
    assert "Checked" not in done.stdout, "nobody should wait for a build first"
