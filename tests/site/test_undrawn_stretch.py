"""What editors do to a site: a whole stretch without a drawing goes in, and a page is reviewed today.

The tests of the pages are run again, on a copy of the project with both.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from outputs.command_line import main as check_pages

from tests.conftest import PROJECT, ProjectCopy, copy_sources

if TYPE_CHECKING:
    from pathlib import Path

PASSING = PROJECT / "tests" / "checks" / "passing"
# The tests that look at this page or at a list that contains it.
CHOSEN = (
    "heel-slide or test_built_site or the_real_pages or without_scripts_every_card "
    "or the_list_for_clinicians or one_sheet or a_name_finds_its_page or every_picture_is_made "
    "or every_stretch_has_a_picture"
)
FILES = [
    "tests/site",
    "tests/smoke",
    "tests/tools/preview",
    "tests/rendering",
    "tests/outputs/structured_data",
    "tests/checks/test_required_sections.py",
]
LEFT_OUT = shutil.ignore_patterns("__pycache__", "test_undrawn_stretch.py")


def add_stretch(docs: Path) -> None:
    """Add the stretch that the tests of the rules pass, without its drawings, and record its addresses."""
    _, front, body = (PASSING / "stretches" / "heel-slide.md").read_text(encoding="utf-8").split("---\n", 2)
    facts = yaml.safe_load(front)
    facts["id"] = "hsl"
    for version in facts["versions"]:
        version.pop("figure", None)
    groups = yaml.safe_load((docs / "_data" / "caution-groups.yml").read_text(encoding="utf-8"))
    facts["cautions"] = {
        group: {"level": "ask first", "advice": "Ask a doctor or physical therapist."} for group in groups
    }
    front = yaml.safe_dump(facts, sort_keys=False, allow_unicode=True, width=1000)
    (docs / "stretches" / "heel-slide.md").write_text(f"---\n{front}---\n{body}", encoding="utf-8")
    sources = yaml.safe_load((PASSING / "_data" / "sources.yml").read_text(encoding="utf-8"))
    used = {use["key"]: sources[use["key"]] for use in facts["sources"]}
    with (docs / "_data" / "sources.yml").open("a", encoding="utf-8") as register:
        register.write("\n" + yaml.safe_dump(used, sort_keys=False))
    assert check_pages(["links", str(docs)]) == 0


def review_today(page: Path) -> None:
    """Set the date of a page's review to today."""
    today = dt.datetime.now().astimezone().date()
    text, count = re.subn(r"(?m)^reviewed: .*", f"reviewed: {today}", page.read_text(encoding="utf-8"))
    assert count == 1
    page.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    """Return a copy of the project with its tests, edited."""
    project = copy_sources(tmp_path_factory.mktemp("edited") / "project")
    for name in ("tests", "tools"):
        shutil.copytree(PROJECT / name, project.root / name, ignore=LEFT_OUT)
    shutil.copy(PROJECT / "pyproject.toml", project.root)
    add_stretch(project.docs)
    review_today(project.docs / "stretches" / "butterfly.md")
    return project


def run_tests(project: ProjectCopy, *arguments: str) -> tuple[int, str]:
    """Run tests in a copy of the project, as a run of their own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    options = ("-q", "-p", "no:cacheprovider", f"--basetemp={project.root.parent / 'temporary'}")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *arguments],
        cwd=project.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_the_tests_of_the_pages_pass(edited: ProjectCopy) -> None:
    status, said = run_tests(edited, *FILES, "-k", CHOSEN)
    assert status == 0, said


def test_no_picture_is_drawn_for_it(edited: ProjectCopy) -> None:
    command = [sys.executable, str(PROJECT / "tools" / "draw_previews.py"), "--docs", str(edited.docs)]
    environment = os.environ | {"PYTHONPATH": f"{PROJECT / 'hooks'}:{PROJECT / 'tools'}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("drew 0 of ")
    assert (
        "heel-slide: the starting version has no drawing, so link previews show the site's picture"
        in done.stdout
    )
