"""Real builds that must fail and leave the published site as it was, and builds that must be equal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from outputs.command_line import main

from tests.addresses.conftest import retire

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import ProjectCopy

COBRA = "docs/stretches/cobra.md"
SUPERFENCES = "  - pymdownx.superfences\n"


def _line_of(project: ProjectCopy, name: str, line: str) -> int:
    return (project.root / name).read_text(encoding="utf-8").split("\n").index(line) + 1


# What an editor can do wrong: each function does it and returns the beginning of the message. --------


def lose_a_section(project: ProjectCopy) -> str:
    path = project.root / COBRA
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"## Stop if\n.*?(?=## Where)", "", text, flags=re.DOTALL), encoding="utf-8")
    line = _line_of(project, COBRA, "## Where this comes from")
    return f"{COBRA}:{line}: missing-section (P201): section 'Stop if' is missing"


def break_the_front_matter(project: ProjectCopy) -> str:
    page = "docs/stretches/lunge.md"
    text = (project.root / page).read_text(encoding="utf-8")
    (project.root / page).write_text(re.sub("(?m)^title: ", "title: A: ", text, count=1), encoding="utf-8")
    line = text[: text.index("\ntitle: ")].count("\n") + 2
    return f"{page}:{line}: unreadable-front-matter (P102)"


def begin_with_a_warning(project: ProjectCopy) -> str:
    page = project.docs / "stretches" / "cat.md"
    body = page.read_text(encoding="utf-8").split("---\n", 2)[2]
    page.write_text(f"Warning: stop if you feel chest pain\n{body}", encoding="utf-8")
    message = "missing-front-matter (P101): the page does not begin with '---'; the line 'Warning: stop"
    return f"docs/stretches/cat.md:1: {message}"


def save_as_utf_16(project: ProjectCopy) -> str:
    page = project.docs / "stretches" / "butterfly.md"
    page.write_text(page.read_text(encoding="utf-8"), encoding="utf-16")
    return "docs/stretches/butterfly.md:1: unreadable-file (P403)"


def add_an_unclassified_page(project: ProjectCopy) -> str:
    shutil.copy(project.docs / "about.md", project.docs / "news.md")
    return "docs/news.md:1: unclassified-page (P401)"


def add_an_unclassified_folder(project: ProjectCopy) -> str:
    (project.docs / "stretches" / "more").mkdir()
    shutil.copy(project.docs / "about.md", project.docs / "stretches" / "more" / "cobra.md")
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


def misspell_a_field(project: ProjectCopy) -> str:
    line = project.change("docs/index.md", "\nsearch_words:\n", "\nserch_words:\n") + 1
    return f"docs/index.md:{line}: unknown-field (P104)"


def break_a_link(project: ProjectCopy) -> str:
    line = project.change("docs/about.md", "\n## ", "\nSee [yoga](yoga.md).\n\n## ", first=True) + 1
    return f"docs/about.md:{line}: broken-link (P217): the link to 'yoga.md' leads to no page"


def break_a_link_to_a_section(project: ProjectCopy) -> str:
    line = project.change("docs/about.md", "\n## ", "\nSee [this](causes.md#this).\n\n## ", first=True) + 1
    return f"docs/about.md:{line}: broken-anchor (P218): the link to 'causes.md#this' leads to no section"


def include_a_file(project: ProjectCopy) -> str:
    page, name = project.docs / "stretches" / "toe-touch.md", "docs/stretches/toe-touch.md"
    project.change("mkdocs.yml", SUPERFENCES, f"{SUPERFENCES}  - pymdownx.snippets\n")
    (project.root / "more.txt").write_text("## Read this too\n\nMore.\n", encoding="utf-8")
    with page.open("a", encoding="utf-8") as text:
        text.write('\n--8<-- "more.txt"\n')
    line = _line_of(project, name, '--8<-- "more.txt"')
    return f"{name}:{line}: leftover-markdown (P222)"


# What only the build sees: what readers get is not what was checked --------------------------------


def take_a_heading_out(project: ProjectCopy) -> str:
    critic = "  - pymdownx.critic:\n      mode: accept\n"
    project.change("mkdocs.yml", SUPERFENCES, SUPERFENCES + critic)
    project.change(COBRA, "### Straighter arms\n", "{--\n\n### Straighter arms\n\n--}\n")
    line = _line_of(project, COBRA, "### Straighter arms")
    told = "readers get 'Common mistakes' where 'Straighter arms' was checked"
    return f"{COBRA}:{line}: hidden-heading (P212): {told}"


def lead_from_a_retired_stretch_to_another(project: ProjectCopy) -> str:
    retire(project)
    project.change(
        "docs/retired/lunge.md", "Ask the person", "Or try [this](../%73tretches/cat.md). Ask the person"
    )
    assert main(["links", str(project.docs)]) == 0
    return "docs/retired/lunge.md:1: leads-to-a-stretch (P216): readers get a link to"


def shift_all_headings(project: ProjectCopy) -> str:
    project.change("mkdocs.yml", "  - toc:\n", "  - toc:\n      baselevel: 2\n")
    return f"{COBRA}:{_line_of(project, COBRA, '## Check first')}: hidden-heading (P212)"


def leave_a_page_out(project: ProjectCopy) -> str:
    project.change("mkdocs.yml", "  _partials/\n", "  _partials/\n  sciatica.md\n")
    return "docs/sciatica.md:1: lost-address (P501): the page was checked, and MkDocs would not publish it"


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
    retire(project)
    assert main(["links", str(project.docs)]) == 0
    with (project.docs / "_partials" / "leg-symptoms.md").open("a", encoding="utf-8") as text:
        text.write("\nTry [the cat](/stretches/cat.md).\n")
    return "retired/lunge.md: readers get a link to '../../stretches/cat/'"


EDITS = (
    lose_a_section,
    break_the_front_matter,
    begin_with_a_warning,
    save_as_utf_16,
    add_an_unclassified_page,
    add_an_unclassified_folder,
    break_the_sources,
    lose_the_emergency_signs,
    misspell_a_caution,
    misspell_a_field,
    break_a_link,
    break_a_link_to_a_section,
    include_a_file,
)
RENDERED = (lead_from_a_retired_stretch_to_another, take_a_heading_out)
MACHINERY = (list_a_hook_that_raises, break_a_template, lead_from_a_shared_text_to_a_stretch)


def _refused(project: ProjectCopy, *arguments: str, **settings: str) -> str:
    """Build, make sure that the build fails and publishes nothing, and return its messages."""
    before = project.published()
    assert len(before) > 30
    finished = project.run("build", *arguments, **settings)
    assert finished.returncode == 1, finished.stdout
    assert project.published() == before
    assert not list(project.root.glob(".site.next"))
    return finished.stdout


def test_all_problems_of_all_pages_are_reported_at_once(project_copy: ProjectCopy) -> None:
    """Also with `strict: false`, because a missing section is not a matter of style."""
    project_copy.change("mkdocs.yml", "strict: true", "strict: false")
    messages = [edit(project_copy) for edit in EDITS]
    on_a_pull_request = _refused(project_copy, GITHUB_ACTIONS="true")
    at_home = _refused(project_copy, "--strict")
    for said in (on_a_pull_request, at_home):
        assert [message for message in messages if message not in said] == []
        assert re.search(r"problems in \d+ files", said)
        assert "Traceback" not in said
        assert "The published site is as it was." in said
    place = re.match(r"(.*?):(\d+): ", messages[0])
    assert place
    annotation = f"::error file={place[1]},line={place[2]},title=missing-section (P201)::"
    assert annotation in on_a_pull_request
    assert annotation not in at_home


@pytest.mark.parametrize(
    "faults", [RENDERED, (shift_all_headings,), (leave_a_page_out,)], ids=lambda faults: faults[0].__name__
)
def test_what_readers_would_get_is_what_was_checked(
    faults: tuple[Callable[[ProjectCopy], str], ...], project_copy: ProjectCopy
) -> None:
    messages = [fault(project_copy) for fault in faults]
    said = _refused(project_copy)
    assert [message for message in messages if message not in said] == []
    assert "Traceback" not in said
    assert "The published site is as it was." in said


@pytest.mark.parametrize("fault", MACHINERY, ids=lambda fault: fault.__name__)
def test_a_fault_of_the_machinery_publishes_nothing(
    fault: Callable[[ProjectCopy], str], project_copy: ProjectCopy
) -> None:
    assert fault(project_copy) in _refused(project_copy)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (
            {"SITE_URL": "https://x.org/?a=1"},
            "SITE_URL is 'https://x.org/?a=1': write https://, the host and",
        ),
        ({"CONTACT": "call us"}, "CONTACT is 'call us': write an e-mail address"),
    ],
)
def test_a_setting_that_would_be_wrong_everywhere_is_refused(
    settings: dict[str, str], says: str, project_copy: ProjectCopy
) -> None:
    said = _refused(project_copy, **settings)
    assert says in said
    assert "Traceback" not in said


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
    (project_copy.root / "clock").mkdir()
    (project_copy.root / "clock" / "sitecustomize.py").write_text(OTHER_DAY, encoding="utf-8")
    later = project_copy.run("build", PYTHONPATH=str(project_copy.root / "clock"), TZ="Pacific/Auckland")
    assert later.returncode == 0, later.stdout
    assert "review-overdue (P110)" in later.stdout, "the build does not believe that it is another day"
    assert project_copy.published() == published


def test_another_folder_gives_the_same_bytes(project_copy: ProjectCopy, built_project: ProjectCopy) -> None:
    shutil.rmtree(project_copy.site)
    # File systems list files in different orders.
    for file in sorted(project_copy.docs.rglob("*.md"), reverse=True):
        text = file.read_bytes()
        file.unlink()
        file.write_bytes(text)
    finished = project_copy.run("build")
    assert finished.returncode == 0, finished.stdout
    assert project_copy.published() == built_project.published()
