"""Addresses and ids through the years: renamed, retired, and never given to something else."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from checks import site as check
from checks.site import check_site
from contract.page_types import PARTIAL, PATHS
from outputs.command_line import main as check_pages
from reading.permalinks import PERMALINKS, anchors
from reading.source_page import read_page

if TYPE_CHECKING:
    from contract.page_types import PageType


def problems(docs: Path) -> list[tuple[str, str]]:
    return [(found.path, found.rule) for found in check_site(docs).problems]


def rename(docs: Path, old: str, new: str, redirect_from: str) -> None:
    """Give a page another name, and record it."""
    text = (docs / old).read_text(encoding="utf-8")
    (docs / old).unlink()
    head, _, rest = text.partition("\n---\n")
    kept = [line for line in head.split("\n") if not line.startswith("redirect_from: ")]
    text = "\n".join([*kept, f"redirect_from: [{redirect_from}]"]) + "\n---\n" + rest
    (docs / new).write_text(text, encoding="utf-8")


@pytest.fixture
def twice_renamed(docs: Path) -> Path:
    """A folder whose routine had three names, all recorded."""
    rename(docs, "routines/morning.md", "routines/dawn.md", "routines/morning")
    assert check_pages(["links", str(docs)]) == 0
    rename(docs, "routines/dawn.md", "routines/day.md", "routines/morning, routines/dawn")
    assert check_pages(["links", str(docs)]) == 0
    return docs


def test_an_id_is_kept_at_every_address_it_had(twice_renamed: Path) -> None:
    record = (twice_renamed / PERMALINKS).read_text(encoding="utf-8")
    for name in ("dawn", "day", "morning"):
        assert f"- mo /routines/{name}/\n" in record
    assert problems(twice_renamed) == []


def test_a_later_address_is_not_given_to_another_page(twice_renamed: Path) -> None:
    page = twice_renamed / "routines" / "day.md"
    other = page.read_text(encoding="utf-8").replace("id: mo\n", "id: xx\n")
    other = "\n".join(line for line in other.split("\n") if not line.startswith("redirect_from: "))
    text = page.read_text(encoding="utf-8").replace("routines/morning, routines/dawn", "routines/morning")
    page.write_text(text, encoding="utf-8")
    (twice_renamed / "routines" / "dawn.md").write_text(other, encoding="utf-8")
    assert ("routines/dawn.md", "changed-id") in problems(twice_renamed)


def test_a_later_address_does_not_lead_to_another_page(twice_renamed: Path) -> None:
    page = twice_renamed / "routines" / "day.md"
    text = page.read_text(encoding="utf-8").replace("routines/morning, routines/dawn", "routines/morning")
    page.write_text(text, encoding="utf-8")
    stretch = twice_renamed / "stretches" / "heel-slide.md"
    text = stretch.read_text(encoding="utf-8").replace("id: hs\n", "id: hs\nredirect_from: [routines/dawn]\n")
    stretch.write_text(text, encoding="utf-8")
    assert problems(twice_renamed) == [("stretches/heel-slide.md", "wrong-move")]


def test_an_id_does_not_come_back_for_another_page(twice_renamed: Path) -> None:
    page = twice_renamed / "routines" / "day.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("id: mo\n", "id: xx\n"), encoding="utf-8")
    fresh = "\n".join(line for line in text.split("\n") if not line.startswith("redirect_from: "))
    (twice_renamed / "routines" / "night.md").write_text(fresh, encoding="utf-8")
    found = problems(twice_renamed)
    assert ("routines/day.md", "changed-id") in found
    assert ("routines/night.md", "changed-id") in found


def retire(docs: Path, old: str) -> None:
    """Take the routine down: its page says why."""
    accepted = Path(__file__).parent / "accepted" / "retired-page.yml"
    page = yaml.safe_load(accepted.read_text(encoding="utf-8"))["content"]
    (docs / "retired").mkdir()
    (docs / "retired" / "morning.md").write_text(page, encoding="utf-8")
    (docs / old).unlink()


def test_what_was_taken_down_does_not_come_back_as_another(docs: Path) -> None:
    retire(docs, "routines/morning.md")
    assert check_pages(["links", str(docs)]) == 0
    (docs / "retired" / "morning.md").unlink()
    stretch = docs / "stretches" / "twist.md"
    text = (docs / "stretches" / "heel-slide.md").read_text(encoding="utf-8")
    moved = "id: mo\nredirect_from: [routines/morning, retired/morning]\n"
    stretch.write_text(text.replace("id: hs\n", moved), encoding="utf-8")
    found = problems(docs)
    assert found.count(("stretches/twist.md", "wrong-move")) == 2
    assert ("stretches/twist.md", "changed-id") in found


@pytest.mark.parametrize(
    ("old", "moved"),
    [
        ("stretches/heel-slide.md", "causes"),
        ("routines/morning.md", "causes"),
        ("routines/morning.md", "stretches/heel-slide"),
    ],
)
def test_no_page_leads_to_a_stretch_that_was_not_it(old: str, moved: str, docs: Path) -> None:
    (docs / f"{moved}.md").unlink()
    page = docs / old
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("title: ", f"redirect_from: [{moved}]\ntitle: ", 1), encoding="utf-8")
    assert (old, "wrong-move") in problems(docs)


def test_a_retired_page_keeps_its_own_sections(docs: Path) -> None:
    retire(docs, "routines/morning.md")
    page = docs / "retired" / "morning.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("## Where to turn\n", "### Did it harm me\n\nNo.\n\n## Where to turn\n"))
    assert check_pages(["links", str(docs)]) == 0
    page.write_text(text)
    assert problems(docs) == [("retired/morning.md", "lost-address")]


@pytest.mark.parametrize("page_type", {rule.page_type.name: rule.page_type for rule in PATHS}.values())
def test_a_kind_stays_the_same_in_another_process(page_type: PageType) -> None:
    assert pickle.loads(pickle.dumps(page_type)) is page_type  # noqa: S301  (our own bytes)


def test_the_work_shared_out_finds_the_same(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with shared texts and a stretch that moved, checked in one process and in two."""
    rename(docs, "routines/morning.md", "routines/dawn.md", "routines/morning")
    shutil.copy(docs / "causes.md", docs / "notes.md")
    alone = check_site(docs)
    monkeypatch.setattr(check, "WORTH_SHARING", 2)
    shared_out = check_site(docs, processes=2)
    assert alone.diagnostics
    assert shared_out.diagnostics == alone.diagnostics
    assert shared_out.pages["_partials/emergency.md"].page_type is PARTIAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## One\n\n## One\n\n## One\n", ["one", "one_1", "one_2"]),
        ("## One\n\n## Two { #one }\n", ["one_1", "one"]),
        ("## Two { #one }\n\n## One\n", ["one", "one_1"]),
        ("## One_1\n\n## One { #one_1 }\n\n## One\n", ["one_2", "one_1", "one"]),
        ("## -5 degrees\n\n## 数\n\n## 数\n", ["-5-degrees", "_1", "_2"]),
    ],
)
def test_anchors_are_those_of_the_renderer(text: str, expected: list[str]) -> None:
    assert list(anchors(read_page("x.md", text, front_matter_expected=False).headings)) == expected


def test_whoever_names_an_old_page_is_told_where_it_is_now(docs: Path) -> None:
    for name in ("causes.md", "_partials/emergency.md"):
        with (docs / name).open("a", encoding="utf-8") as page:
            top = "/" if name.startswith("_") else ""
            page.write(f"\n[The routine]({top}routines/morning.md)\n")
    symptoms = docs / "_data" / "search-symptoms.yml"
    symptoms.write_text("- page: routines/morning.md\n  phrases: [stiff]\n", encoding="utf-8")
    rename(docs, "routines/morning.md", "routines/dawn.md", "routines/morning")
    told = {
        found.path: found.help for found in check_site(docs).problems if "routines/dawn.md" not in found.path
    }
    assert told == {
        "causes.md": "that page was renamed: write 'routines/dawn.md'",
        "_partials/emergency.md": "that page was renamed: write '/routines/dawn.md'",
        "_data/search-symptoms.yml": "that page was renamed: write 'routines/dawn.md'",
    }
    (docs / "routines" / "dawn.md").rename(docs / "routines" / "morning.md")
    retire(docs, "routines/morning.md")
    told = {found.path: found.help for found in check_site(docs).problems}
    assert (
        told["causes.md"]
        == "that page was retired: link to 'retired/morning.md', or delete that advice, but keep all warnings"
    )


def test_a_section_that_others_lead_to_may_get_another_title(tmp_path: Path) -> None:
    docs = Path(shutil.copytree(Path(__file__).parents[2] / "docs", tmp_path / "docs"))
    page = docs / "get-help.md"
    text = page.read_text(encoding="utf-8")
    rules = []
    for heading in ("## Call at once if { #call-now-if }", "## Call at once if"):
        page.write_text(text.replace("## Call now if", heading), encoding="utf-8")
        rules.append({problem.rule for problem in check_site(docs).problems})
    assert rules[0] == set()
    assert "missing-section" in rules[1]
