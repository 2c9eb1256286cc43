"""A section that a clinician asks for is one change of data; check, scaffold, pages and print follow."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from tests.conftest import ProjectCopy, Visitor

PROJECT = Path(__file__).resolve().parents[2]
TITLE = "Balance"
SECTION = f'Section("{TITLE}", "A person who may fall needs something to hold.", printed=Printed.WHOLE),'
TEXT = "Keep a wall or a steady chair within reach."


def run(copy: ProjectCopy, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, cwd=copy.root, env=copy.environment(), text=True, capture_output=True, check=False
    )


def check(copy: ProjectCopy) -> str:
    return run(copy, "hooks/check_pages.py").stdout


def add_the_section_to_the_contract(copy: ProjectCopy) -> None:
    file = copy.root / "hooks/contract/page_types.py"
    text = file.read_text(encoding="utf-8")
    start = text.index("EXERCISE = PageType(")
    place = text.index('        Section(\n            "Common mistakes"', start)
    file.write_text(f"{text[:place]}        {SECTION}\n{text[place:]}", encoding="utf-8")


def write_the_section(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("## Common mistakes\n") == 1
    key = re.findall(r"\n  - key: (\S+)", text)[0]
    section = f"## {TITLE}\n\n{TEXT} <!-- source: {key} -->"
    page.write_text(
        text.replace("## Common mistakes\n", f"{section}\n\n## Common mistakes\n"), encoding="utf-8"
    )


@pytest.fixture(scope="module")
def with_section(
    built_project: ProjectCopy, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ProjectCopy, list[str]]:
    """A copy of the project whose stretches have one section more, and what the check said on the way."""
    root = tmp_path_factory.mktemp("balance") / "project"
    shutil.copytree(built_project.root, root)
    copy = type(built_project)(root)
    add_the_section_to_the_contract(copy)
    said = [check(copy)]
    for page in stretches(copy):
        write_the_section(page)
    said.append(check(copy))
    assert run(copy, "hooks/check_pages.py", "links").returncode == 0
    said.append(check(copy))
    built = copy.run("build", "--strict")
    assert built.returncode == 0, built.stdout
    return copy, said


def stretches(copy: ProjectCopy) -> list[Path]:
    return [page for page in (copy.docs / "stretches").glob("*.md") if page.stem != "index"]


def test_the_check_names_every_page_that_lacks_the_section(
    with_section: tuple[ProjectCopy, list[str]],
) -> None:
    copy, (missing, written, recorded) = with_section
    assert missing.count("missing-section (P201)") == len(stretches(copy))
    assert f"section '{TITLE}' is missing" in missing
    assert "P201" not in written
    assert recorded.rstrip().endswith("no problems.")


def test_the_scaffold_has_the_section(with_section: tuple[ProjectCopy, list[str]]) -> None:
    copy, _ = with_section
    assert run(copy, "hooks/check_pages.py", "new", "exercise/calf-stretch").returncode == 0
    page = copy.docs / "stretches/calf-stretch.md"
    headings = re.findall(r"^## (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    page.unlink()
    assert headings.index(TITLE) + 1 == headings.index("Common mistakes")


def test_the_document_of_the_contract_has_it(with_section: tuple[ProjectCopy, list[str]]) -> None:
    copy, _ = with_section
    assert f"| {TITLE} | your text | whole |" in run(copy, "hooks/check_pages.py", "contract").stdout


def test_readers_find_it_on_the_page_in_the_list_of_sections_and_on_paper(
    with_section: tuple[ProjectCopy, list[str]],
    visitor: Callable[..., Visitor],
    serving: Callable[[Path, str], AbstractContextManager[str]],
) -> None:
    copy, _ = with_section
    with serving(copy.site, "") as address:
        reader = visitor(address, 1300, 900)
        for stretch in stretches(copy):
            page = reader.visit(f"/stretches/{stretch.stem}/")
            assert page.locator(f"h2#{TITLE.lower()}").inner_text() == TITLE
            assert page.locator(f"nav a[href='#{TITLE.lower()}']").count() >= 1
            sheet = pypdfium2.PdfDocument(page.pdf(format="A4"))
            assert len(sheet) == 1
            assert TEXT in " ".join(sheet[0].get_textpage().get_text_range().split())


def test_no_fixture_breaks(with_section: tuple[ProjectCopy, list[str]]) -> None:
    copy, _ = with_section
    for name in ("tests", "tools"):
        shutil.copytree(
            PROJECT / name, copy.root / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
        )
    shutil.copy(PROJECT / "pyproject.toml", copy.root)
    of_sections = ("tests/checks/test_rule_fixtures.py", "-k", "P20 or section or passing")
    done = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *of_sections)
    assert done.returncode == 0, done.stdout[-3000:]
