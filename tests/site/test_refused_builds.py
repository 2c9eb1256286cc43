"""Real builds that must fail and leave the published site as it was, and builds that must be equal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.addresses.conftest import retire

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import ProjectCopy

COBRA = "docs/stretches/cobra.md"
LUNGE = "docs/stretches/lunge.md"


def _heading_line(project: ProjectCopy, name: str, heading: str) -> int:
    return (project.root / name).read_text(encoding="utf-8").split("\n").index(heading) + 1


# What an editor can do wrong: each function does it and returns the beginning of the message. --------


def lose_a_section(project: ProjectCopy) -> str:
    path = project.root / COBRA
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"## Stop if\n.*?(?=## Where)", "", text, flags=re.DOTALL), encoding="utf-8")
    line = _heading_line(project, COBRA, "## Where this comes from")
    return f"{COBRA}:{line}: missing-section (P201): section 'Stop if' is missing"


def break_the_front_matter(project: ProjectCopy) -> str:
    line = project.change(COBRA, "title: Cobra stretch", "title: Cobra: a stretch")
    return f"{COBRA}:{line}: unreadable-front-matter (P102)"


def begin_with_a_warning(project: ProjectCopy) -> str:
    path = project.root / COBRA
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    path.write_text(f"Warning: stop if you feel chest pain\n{body}", encoding="utf-8")
    return (
        f"{COBRA}:1: missing-front-matter (P101): the page does not begin with '---'; the line 'Warning: stop"
    )


def save_as_utf_16(project: ProjectCopy) -> str:
    path = project.root / COBRA
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")
    return f"{COBRA}:1: unreadable-file (P403)"


def add_an_unclassified_page(project: ProjectCopy) -> str:
    shutil.copy(project.docs / "about.md", project.docs / "news.md")
    return "docs/news.md:1: unclassified-page (P401)"


def add_an_unclassified_folder(project: ProjectCopy) -> str:
    (project.docs / "stretches" / "more").mkdir()
    shutil.copy(project.root / COBRA, project.docs / "stretches" / "more" / "cobra.md")
    return "docs/stretches/more/cobra.md:1: unclassified-page (P401)"


def break_the_sources(project: ProjectCopy) -> str:
    line = project.change("docs/_data/sources.yml", "\ngirft-pc:\n", "\ngirft-pc: [\n")
    assert line > 1
    return "docs/_data/sources.yml:"


def lose_the_emergency_signs(project: ProjectCopy) -> str:
    (project.docs / "_partials" / "emergency.md").unlink()
    return "docs/_partials/emergency.md:1: missing-shared-text (P406)"


def misspell_a_caution(project: ProjectCopy) -> str:
    line = project.change(COBRA, "  pregnant:\n    level: do not\n", "  pregnnat:\n    level: do not\n")
    return f"{COBRA}:{line}: unknown-caution (P118)"


def break_a_link(project: ProjectCopy) -> str:
    line = project.change(COBRA, "The cobra is a yoga stretch.", "The cobra is a [yoga](yoga.md) stretch.")
    return f"{COBRA}:{line}: broken-link (P217): the link to 'yoga.md' leads to no page"


def break_a_link_to_a_section(project: ProjectCopy) -> str:
    line = project.change(
        COBRA, "The cobra is a yoga stretch.", "The cobra is a [yoga](cat.md#yoga) stretch."
    )
    return f"{COBRA}:{line}: broken-anchor (P218): the link to 'cat.md#yoga' leads to no section"


# Headings that readers get are not the ones that were checked ------------------------------------


def include_a_file(project: ProjectCopy) -> str:
    project.change(
        "mkdocs.yml", "  - pymdownx.superfences\n", "  - pymdownx.superfences\n  - pymdownx.snippets\n"
    )
    (project.root / "more.txt").write_text("## Read this too\n\nMore.\n", encoding="utf-8")
    with (project.root / COBRA).open("a", encoding="utf-8") as page:
        page.write('\n--8<-- "more.txt"\n')
    return f"{COBRA}:{_last_line(project, COBRA)}: leftover-markdown (P222)"


def take_a_heading_out(project: ProjectCopy) -> str:
    project.change(
        "mkdocs.yml",
        "  - pymdownx.superfences\n",
        "  - pymdownx.superfences\n  - pymdownx.critic:\n      mode: accept\n",
    )
    project.change(COBRA, "### Straighter arms\n", "{--\n\n### Straighter arms\n\n--}\n")
    line = _heading_line(project, COBRA, "### Straighter arms")
    told = "readers get 'Common mistakes' where 'Straighter arms' was checked"
    return f"{COBRA}:{line}: hidden-heading (P212): {told}"


def shift_all_headings(project: ProjectCopy) -> str:
    project.change("mkdocs.yml", "  - toc:\n", "  - toc:\n      baselevel: 2\n")
    line = _heading_line(project, COBRA, "## Check first")
    return f"{COBRA}:{line}: hidden-heading (P212)"


def lead_from_a_retired_stretch_to_another(project: ProjectCopy) -> str:
    retire(project)
    project.change(
        "docs/retired/lunge.md", "Ask the person", "Or try [this](../%73tretches/cat.md). Ask the person"
    )
    keep = [sys.executable, "hooks/check_pages.py", "links"]
    done = subprocess.run(
        keep, cwd=project.root, env=project.environment(), check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    return "docs/retired/lunge.md:1: leads-to-a-stretch (P216): readers get a link to"


def leave_a_page_out(project: ProjectCopy) -> str:
    project.change("mkdocs.yml", "  _partials/\n", "  _partials/\n  sciatica.md\n")
    return "docs/sciatica.md:1: lost-address (P501): the page was checked, and MkDocs would not publish it"


def _last_line(project: ProjectCopy, name: str) -> int:
    return (project.root / name).read_text(encoding="utf-8").count("\n")


# What else can go wrong --------------------------------------------------------------------------


def list_a_hook_that_raises(project: ProjectCopy) -> str:
    (project.root / "other.py").write_text("def on_post_page(output, **_): raise ValueError('planted')\n")
    project.change("mkdocs.yml", "  - hooks/publish_site.py\n", "  - hooks/publish_site.py\n  - other.py\n")
    return "ValueError: planted"


def break_a_template(project: ProjectCopy) -> str:
    (project.root / "overrides" / "exercise.html").write_text(
        '{% extends "main.html" %}\n{% block lead %}{{ gone( }}\n'
    )
    return "jinja2.exceptions.TemplateSyntaxError"


def lead_from_a_shared_text_to_a_stretch(project: ProjectCopy) -> str:
    lead_from_a_retired_stretch_to_another(project)
    project.change("docs/retired/lunge.md", "Or try [this](../%73tretches/cat.md). ", "")
    with (project.docs / "_partials" / "leg-symptoms.md").open("a", encoding="utf-8") as text:
        text.write("\nTry [the cat](/stretches/cat.md).\n")
    return "retired/lunge.md: readers get a link to '../../stretches/cat/'"


CONTRACT = (
    lose_a_section,
    break_the_front_matter,
    begin_with_a_warning,
    save_as_utf_16,
    add_an_unclassified_page,
    add_an_unclassified_folder,
    break_the_sources,
    lose_the_emergency_signs,
    misspell_a_caution,
    break_a_link,
    break_a_link_to_a_section,
    include_a_file,
    take_a_heading_out,
    shift_all_headings,
    lead_from_a_retired_stretch_to_another,
    leave_a_page_out,
)
MACHINERY = (list_a_hook_that_raises, break_a_template, lead_from_a_shared_text_to_a_stretch)


def _refused(project: ProjectCopy, *arguments: str) -> str:
    """Build, make sure that the build fails and publishes nothing, and return its messages."""
    before = project.published()
    assert len(before) > 30
    finished = project.run("build", *arguments)
    assert finished.returncode == 1, finished.stdout
    assert project.published() == before
    assert not list(project.root.glob(".site.next"))
    return finished.stdout


@pytest.mark.parametrize("fault", CONTRACT, ids=lambda fault: fault.__name__)
def test_a_page_that_breaks_the_contract_is_not_published(
    fault: Callable[[ProjectCopy], str], project_copy: ProjectCopy
) -> None:
    """This also applies with `strict: false`, because a missing section is not a matter of style."""
    project_copy.change("mkdocs.yml", "strict: true", "strict: false")
    message = fault(project_copy)
    said = _refused(project_copy)
    assert message in said
    assert "Traceback" not in said
    assert "The published site is as it was." in said


@pytest.mark.parametrize(
    "address",
    ["https://x.org/ ", "ftp://x.org/", "https://x.org/?a=1", "https://x.org/a//", "https://x.org/#a"],
)
def test_an_address_that_would_be_wrong_everywhere_is_refused(
    address: str, project_copy: ProjectCopy
) -> None:
    before = project_copy.published()
    finished = project_copy.run("build", SITE_URL=address)
    assert finished.returncode == 1
    assert f"SITE_URL is '{address}" in finished.stdout
    assert "': write https://, the host and the folder" in finished.stdout
    assert project_copy.published() == before


def test_strict_builds_fail_as_well(project_copy: ProjectCopy) -> None:
    message = lose_a_section(project_copy)
    said = _refused(project_copy)
    assert message in said
    assert "Traceback" not in said


@pytest.mark.parametrize("fault", MACHINERY, ids=lambda fault: fault.__name__)
def test_a_fault_of_the_machinery_publishes_nothing(
    fault: Callable[[ProjectCopy], str], project_copy: ProjectCopy
) -> None:
    assert fault(project_copy) in _refused(project_copy)


def test_all_problems_of_all_pages_are_told_at_once(project_copy: ProjectCopy) -> None:
    messages = [lose_a_section(project_copy), add_an_unclassified_page(project_copy)]
    (project_copy.root / LUNGE).write_bytes((project_copy.root / LUNGE).read_text().encode("utf-16"))
    messages.append(f"{LUNGE}:1: unreadable-file (P403)")
    line = project_copy.change("docs/causes.md", "## In short\n", "## In sort\n")
    messages.append(f"docs/causes.md:{line}: missing-section (P201): section 'In short' is missing")
    line = project_copy.change("docs/index.md", "\nsearch_words:\n", "\nserch_words:\n") + 1
    messages.append(f"docs/index.md:{line}: unknown-field (P104)")
    said = _refused(project_copy)
    assert [message for message in messages if message not in said] == []
    assert re.search(r"problems in [5-9] files", said)
    assert "Traceback" not in said


def test_the_file_and_the_line_stand_on_the_pull_request(project_copy: ProjectCopy) -> None:
    place = re.match(r"(.*?):(\d+): ", lose_a_section(project_copy))
    assert place
    finished = project_copy.run("build", GITHUB_ACTIONS="true")
    assert finished.returncode == 1
    assert f"::error file={place[1]},line={place[2]},title=missing-section (P201)::" in finished.stdout


# Equal builds ----------------------------------------------------------------------------------

# Python runs this first, so that the clock shows a different day.
OTHER_DAY = """
import datetime, time
real, real_time = datetime.datetime, time.time
class Shifted(real):
    @classmethod
    def now(cls, tz=None):
        return real.now(tz) + datetime.timedelta(days=2000)
    utcnow = today = now
datetime.datetime = Shifted
time.time = lambda: real_time() + 2000 * 86400
"""


def _commit(project: ProjectCopy) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@stretches.example", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "-A", "docs"), (*identity, "commit", "-q", "-m", "Pages")):
        environment = os.environ | {"GIT_COMMITTER_DATE": "2026-11-22T12:00:00Z"}
        subprocess.run(["git", *arguments], cwd=project.root, env=environment, check=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_one_commit_gives_the_same_bytes_on_every_day(project_copy: ProjectCopy) -> None:
    _commit(project_copy)
    first = project_copy.run("build")
    assert first.returncode == 0, first.stdout
    published = project_copy.published()
    assert len(published) > 30
    again = project_copy.run("build")
    assert again.returncode == 0, again.stdout
    assert project_copy.published() == published
    (project_copy.root / "clock").mkdir()
    (project_copy.root / "clock" / "sitecustomize.py").write_text(OTHER_DAY, encoding="utf-8")
    later = project_copy.run("build", PYTHONPATH=str(project_copy.root / "clock"), TZ="Pacific/Auckland")
    assert later.returncode == 0, later.stdout
    assert "review-overdue (P110)" in later.stdout, "the build does not believe that it is another day"
    assert project_copy.published() == published


def test_another_folder_gives_the_same_bytes(project_copy: ProjectCopy, built_project: ProjectCopy) -> None:
    shutil.rmtree(project_copy.site)
    finished = project_copy.run("build")
    assert finished.returncode == 0, finished.stdout
    assert project_copy.published() == built_project.published()
