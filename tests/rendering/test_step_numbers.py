"""The numbers of the steps go on where a line of text stands between two lists, and so do the data."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from contract.page_types import EXERCISE, GUIDE
from rendering.step_numbers import with_step_numbers

if TYPE_CHECKING:
    from tests.conftest import ProjectCopy

STEPS = '<h2 id="how-to-do-it">How to do it</h2>'
FIRST = "<ol>\n<li>Sit.</li>\n<li>Stand.</li>\n</ol>"
MORE = "\n<p>To come down again:</p>\n<ol>\n<li>Bend.</li>\n</ol>"
END = '\n<h2 id="stop-if">Stop if</h2>\n<ol>\n<li>No.</li>\n</ol>'


def test_a_later_list_goes_on() -> None:
    found = with_step_numbers(f"<ol><li>Before.</li></ol>{STEPS}{FIRST}{MORE}{END}", EXERCISE)
    assert found == f"<ol><li>Before.</li></ol>{STEPS}{FIRST}{MORE}{END}".replace(
        "again:</p>\n<ol>", 'again:</p>\n<ol start="3">'
    )


def test_one_list_and_other_pages_stay_as_they_are() -> None:
    assert with_step_numbers(f"{STEPS}{FIRST}<br />{END}", EXERCISE) == f"{STEPS}{FIRST}<br />{END}"
    assert with_step_numbers(f"{STEPS}{FIRST}{MORE}", GUIDE) == f"{STEPS}{FIRST}{MORE}"


def test_a_list_within_a_step_is_none_of_the_steps() -> None:
    inner = "<ol>\n<li>Sit:\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n</li>\n</ol>"
    assert '<ol start="2">' in with_step_numbers(f"{STEPS}{inner}{MORE}", EXERCISE)


def test_split_steps_reach_the_page_the_routine_and_the_data(project_copy: ProjectCopy) -> None:
    page = project_copy.docs / "stretches" / "cobra.md"
    text = page.read_text(encoding="utf-8")
    section = re.search(r"## How to do it\n.*?(?=\n## )", text, re.DOTALL)
    assert section is not None
    steps = re.findall(r"^\d+\. .*$", section[0], re.MULTILINE)
    split = section[0].replace(steps[3], f"\nTo come down again:\n\n1. {steps[3].partition(' ')[2]}")
    for number, step in enumerate(steps[4:], 2):
        split = split.replace(step, f"{number}. {step.partition(' ')[2]}")
    page.write_text(text.replace(section[0], split), encoding="utf-8")
    finished = project_copy.run("build")
    assert finished.returncode == 0, finished.stdout
    built = (project_copy.site / "stretches" / "cobra" / "index.html").read_text(encoding="utf-8")
    assert f'To come down again:</p><ol class="steps" start="4"><li>{steps[3].partition(" ")[2]}' in built
    data = json.loads((project_copy.site / "exercises.json").read_text(encoding="utf-8"))
    cobra = next(entry for entry in data["exercises"] if entry["id"] == "co")
    assert len(cobra["steps"]) == len(steps)
    assert "4. " + cobra["steps"][3] in next(
        section["text"] for section in cobra["sections"] if section["anchor"] == "how-to-do-it"
    )
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', built, re.DOTALL)
    assert script is not None
    assert script[1].count('"HowToStep"') == len(steps)
    routine = (project_copy.site / "routines" / "cat-and-cobra" / "index.html").read_text(encoding="utf-8")
    assert all(f"<li>{step}</li>" in routine for step in cobra["steps"])
