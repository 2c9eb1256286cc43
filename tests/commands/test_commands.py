"""Every `make` command that a document or a workflow names has to exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
GUIDES = [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "HOSTING.md")] + sorted(
    (PROJECT / "guides").glob("*.md")
)

# The commands of the table in README.md; each is promised to editors and operators.
PROMISED = {"serve", "test", "build", "check", "new", "explain", "help"}


def targets() -> set[str]:
    """Give the targets that the Makefile offers, which are those that it lists as phony."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    found = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert found
    return set(found[1].split())


def called(script: str) -> set[str]:
    """Give the targets that a script, or the code in a Markdown text, calls make with."""
    return set(re.findall(r"(?:^|[`;&|]|\$ )\s*(?:[A-Z_]+=\S+ )*make +([a-z][a-z-]*)", script, re.MULTILINE))


def steps(workflow: Path) -> list[dict[str, str]]:
    """Give all steps of a workflow's jobs."""
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("make test", {"test"}),
        ("Call `make check`, then\n\n    make new KIND=exercise\n", {"check", "new"}),
        ("SITE_URL=https://example.org make build", {"build"}),
        ("We make sure of it, and make pages.", set()),
    ],
)
def test_calls_are_found(script: str, expected: set[str]) -> None:
    assert called(script) == expected


def test_makefile_offers_what_is_promised() -> None:
    assert targets() >= PROMISED


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_runs_nothing_but_make(workflow: Path) -> None:
    lines = [line for step in steps(workflow) for line in step.get("run", "").splitlines()]
    for line in lines:
        assert called(line) <= targets()
        assert called(line), f"{workflow.name} runs '{line}', which nobody can call at home with make"


def test_workflows_test_publish_and_follow_links() -> None:
    runs = {path.name: {step["run"] for step in steps(path) if "run" in step} for path in WORKFLOWS}
    assert runs == {
        "check.yml": {"make check", "make test"},
        "links.yml": {"make follow-links"},
        "publish.yml": {"make check", "make build", "make smoke"},
        "successors.yml": {"make test-successors"},
    }


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_guide_names_commands_that_exist(guide: Path) -> None:
    assert called(guide.read_text(encoding="utf-8")) <= targets()


def test_continuous_integration_calls_make_test() -> None:
    script = PROJECT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert called(script.read_text(encoding="utf-8")) == {"test"}
