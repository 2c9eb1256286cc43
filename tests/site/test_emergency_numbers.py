"""A telephone number is defined once: changed there, it changes everywhere for readers and programs."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import ProjectCopy
    from tests.site.conftest import Pages

DATA = "docs/_data/emergency-numbers.yml"
# Material's own files, in which such digits mean something else.
OF_THE_THEME = re.compile(
    r"assets/(?:javascripts/(?:bundle|lunr|workers/search\.)|stylesheets/(?:main|palette)\.)"
)
# Coordinates of drawings, which may be the same digits.
OUTLINE = re.compile(r'\sd="[^"]*"')
READ = frozenset({".css", ".csv", ".html", ".js", ".json", ".txt", ".xml"})


def places(site: Path, *forms: str) -> Counter[str]:
    """Count the occurrences of a number, by file."""
    number = re.compile("|".join(rf"(?<![\w.,]){re.escape(form)}(?![\w%]|\.\d)" for form in forms))
    found = Counter[str]()
    for file in site.rglob("*"):
        name = file.relative_to(site).as_posix()
        if file.suffix in READ and not OF_THE_THEME.match(name):
            found[name] += len(number.findall(OUTLINE.sub("", file.read_text(encoding="utf-8"))))
    return +found


def test_a_changed_number_is_changed_everywhere(project_copy: ProjectCopy) -> None:
    numbers = yaml.safe_load((project_copy.root / DATA).read_text(encoding="utf-8"))
    new = {"uk": ("0800 555", "0800555"), "uk-advice": ("0800 777", "0800777")}
    before = {}
    for key, forms in new.items():
        old = numbers[key]["number"]
        before[key] = places(project_copy.site, old)
        assert {"get-help/index.html", "search/search_index.json"} <= set(before[key])
        assert not places(project_copy.site, *forms)
        project_copy.change(DATA, f'number: "{old}"', f'number: "{forms[0]}"')
    finished = project_copy.run("build")
    assert finished.returncode == 0, finished.stdout
    for key, forms in new.items():
        assert places(project_copy.site, numbers[key]["number"]) == Counter()
        assert places(project_copy.site, *forms) == before[key]


def test_the_emergency_numbers_stand_on_every_page_and_in_the_data(pages: Pages) -> None:
    numbers = [
        each for each in pages.data("emergency-numbers.yml").values() if each["what_for"] == "emergencies"
    ]
    assert numbers
    for each in numbers:
        found = places(pages.site, each["number"])
        shown = {f"{pages.address(path).lstrip('/')}index.html".removeprefix("./") for path in pages.paths}
        assert shown | {"exercises.json"} <= set(found)
