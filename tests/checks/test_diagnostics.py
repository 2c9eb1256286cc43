"""What a problem looks like in a terminal and on GitHub."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from checks.data.registers import Registers
from checks.site import MOST_OF_A_KIND, Report, check_site
from contract.diagnostics import Diagnostic
from contract.rules import BY_NAME, RULES

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
PROBLEM = Diagnostic("a/b.md", 7, "missing-section", "no section 'Stop if'", "add '## Stop if'")
NOTICE = Diagnostic("a/b.md", 3, "review-overdue", "the review was due", "check the page")


def test_one_line_of_text() -> None:
    expected = "a/b.md:7: missing-section (P201): no section 'Stop if'; add '## Stop if'"
    assert PROBLEM.as_text() == expected
    assert PROBLEM.as_text("docs") == f"docs/{expected}"


def test_github_shows_problems_as_errors_and_notices_as_notices() -> None:
    assert PROBLEM.as_github("docs") == (
        "::error file=docs/a/b.md,line=7,title=missing-section (P201)::no section 'Stop if'; add '## Stop if'"
    )
    assert NOTICE.as_github().startswith("::notice file=a/b.md,line=3,title=review-overdue (P110)::")


def test_nothing_in_a_file_can_write_a_workflow_command() -> None:
    odd = Diagnostic(
        "a,b:c%\nd.md", 1, "raw-html", "100% <b>\n::error::x\r\x1b[31m", "take it out: now, 'all'"
    )
    line = odd.as_github()
    assert "\n" not in line
    assert "\r" not in line
    assert "\x1b" not in line
    assert line == (
        "::error file=a%2Cb%3Ac%25\\nd.md,line=1,title=raw-html (P214)::"
        "100%25 <b>\\n::error::x\\r\\x1b[31m; take it out: now, 'all'"
    )
    assert odd.as_text().isprintable()


def test_what_cannot_be_seen_is_written_out() -> None:
    odd = Diagnostic("half-\udcff.md", 1, "missing-section", "this line says 'Stop\u00a0if\u200b'", "fix it")
    assert (
        odd.as_text()
        == "half-\\udcff.md:1: missing-section (P201): this line says 'Stop\\xa0if\\u200b'; fix it"
    )


def test_a_problem_of_the_whole_folder_has_no_line() -> None:
    whole = Diagnostic("", 1, "no-pages", "no page", "give the folder")
    assert whole.as_text("docs") == "docs: no-pages (P402): no page; give the folder"
    assert whole.as_text() == ".: no-pages (P402): no page; give the folder"
    assert whole.as_github("docs") == "::error title=no-pages (P402)::no page; give the folder"


def test_diagnostics_are_sorted_by_file_and_line() -> None:
    later = Diagnostic("b.md", 1, "raw-html", "x", "y")
    lower = Diagnostic("a/b.md", 12, "raw-html", "x", "y")
    assert sorted([later, lower, PROBLEM]) == [PROBLEM, lower, later]


def test_codes_and_names_are_used_once_and_names_say_the_defect() -> None:
    assert (
        len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES) == len(BY_NAME)
    )
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    for rule in RULES:
        assert rule.what.endswith(".")
        assert rule.why.endswith(".")


@pytest.mark.parametrize(
    ("diagnostics", "end"),
    [
        ((), ": no problems."),
        ((NOTICE,), ": no problems."),
        ((PROBLEM,), ": 1 problem in 1 file."),
        ((NOTICE, PROBLEM), ": 1 problem in 1 file."),
        ((PROBLEM, Diagnostic("c.md", 1, "raw-html", "x", "y")), ": 2 problems in 2 files."),
        ((PROBLEM, Diagnostic("a/b.md", 9, "raw-html", "x", "y")), ": 2 problems in 1 file."),
    ],
)
def test_the_summary_counts(diagnostics: tuple[Diagnostic, ...], end: str) -> None:
    assert Report({}, Registers(), diagnostics).summary() == f"Checked no pages{end}"


def test_a_page_that_is_broken_throughout_does_not_fill_the_screen(docs: Path) -> None:
    with (docs / "index.md").open("a", encoding="utf-8") as page:
        page.write("\nA line<br>\n" * 1_000)
    found = [problem for problem in check_site(docs, TODAY).problems if problem.rule == "raw-html"]
    assert len(found) == MOST_OF_A_KIND + 1
    assert found[-1].message == f"the same problem here and in {1_000 - MOST_OF_A_KIND - 1} more places below"
