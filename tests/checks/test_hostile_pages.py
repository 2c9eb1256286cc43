"""Whatever stands in a file, the check ends, names the file and never falls over."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from checks import sections as section_checks
from checks import text as text_checks
from checks.data.registers import read_registers
from checks.page import check_page
from checks.site import check_site
from contract.page_types import EXERCISE, GUIDE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading.source_page import read_page
from reading.text_file import decode

from tests.passing_site import passing_site

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 22)
MANY = 40_000  # letters of a line
LINES = 12_000  # enough that a check of each pair of them would not end
SETTINGS = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
REGISTERS = read_registers(passing_site())
FULL = (passing_site() / "stretches" / "heel-slide.md").read_text(encoding="utf-8")
FRONT_MATTER = FULL.split("\n---\n", 1)[0] + "\n---\n\n"


def with_front_matter(lines: str) -> bytes:
    return f"---\n{lines}\n---\n\nText.\n".encode()


def nested_aliases() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines)


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "only-hyphens": b"---",
    "only-hyphens-twice": b"---\n---",
    "binary": bytes(range(256)) * 20,
    "utf-16": "---\ntitle: A page\n---\n".encode("utf-16"),
    "utf-32": "---\ntitle: A page\n---\n".encode("utf-32"),
    "latin-1": "---\ntitle: Café\n---\n".encode("latin-1"),
    "nul": b"---\ntitle: A\0page\n---\n",
    "half-a-character": b"---\ntitle: A page\n---\n\n\xed\xa0\x80\n",
    "unclosed": b"---\ntitle: A page\n\nText.\n",
    "tag-of-python": with_front_matter("title: !!python/object/apply:os.system ['touch /tmp/owned']"),
    "tag-of-python-as-key": with_front_matter("? !!python/name:os.system\n: x"),
    "tag-short": with_front_matter("title: !x y"),
    "aliases": with_front_matter(nested_aliases()),
    "alias-to-itself": with_front_matter("a: &a [*a]"),
    "merge": with_front_matter("<<: {a: b}"),
    "second-document": b"---\n%YAML 1.1\n# x\n---\n\nText.\n",
    "brackets": with_front_matter("a: " + "[" * MANY),
    "braces": with_front_matter("a: " + "{" * MANY),
    "brackets-closed": with_front_matter("a: " + "[" * MANY + "]" * MANY),
    "list-in-list": with_front_matter("- " * 50_000 + "x"),
    "complex-key": with_front_matter("? [a, b]\n: c"),
    "number-in-hex": with_front_matter("id: 0x" + "f" * MANY),
    "number-in-sixties": with_front_matter("id: 1" + ":30" * 50_000),
    "number-in-digits": with_front_matter("id: " + "9" * MANY),
    "number-of-float": with_front_matter("id: 1" + "0" * 400 + ".0"),
    "not-a-number": with_front_matter("id: .nan\ntitle: .inf\nyear: -.inf"),
    "no-such-day": with_front_matter("written: 0000-00-00"),
    "day-with-time": with_front_matter("written: 2026-11-22T10:00:00+99:99"),
    "many-fields": with_front_matter("\n".join(f"f{number}: 1" for number in range(3_000))),
    "many-cautions": with_front_matter(
        "cautions:\n" + "\n".join(f"  c{number}: 1" for number in range(3_000))
    ),
    "many-sources": with_front_matter("sources:\n" + "\n".join(f"  - key: k{n}" for n in range(5_000))),
    "many-stretches": with_front_matter("stretches:\n" + "\n".join(f"  - heel{n}" for n in range(5_000))),
    "many-names": with_front_matter("also_called:\n" + "\n".join("  - Same" for _ in range(5_000))),
    "many-versions": with_front_matter(
        "versions:\n" + "\n".join("  - pictures: [{file: x}]" for _ in range(1_500))
    ),
    "long-field": with_front_matter("title: " + "long " * 30_000),
    "large": with_front_matter("title: " + "x" * 10_000_000),
    "almost-too-large": with_front_matter("title: " + "x" * 900_000),
    "hashes": b"#" * MANY,
    "hashes-and-words": b"#" * MANY + b" Stop if\n",
    "heading-of-hashes": b"## " + b"#" * MANY,
    "heading-of-spaces": b"## Stop" + b" " * 300_000 + b"if\n",
    "heading-of-braces": b"## Stop " + b"{" * 300_000 + b"\n",
    "heading-of-spaces-and-braces": b"## Stop" + b" {" * 120_000 + b"\n",
    "heading-of-brackets": b"## " + b"[" * 300_000 + b"\n",
    "long-line": b"x" * 300_000,
    "long-line-of-spaces": b" " * 300_000 + b"#",
    "long-line-of-tags": b"<a" * 120_000,
    "long-line-of-markers": b"{{ a }}" * 100_000,
    "long-marker": b"{{ " + b"a" * 300_000 + b" }}",
    "marker-of-spaces": b"{{" + b" " * 300_000 + b"x\n",
    "long-paragraph": b"It is so. " * 90_000,
    "long-paragraph-of-lines": b"It is so.\n" * (2 * LINES),
    "abbreviations": b"See e.g. No. " * 25_000,
    "many-dots": b"." * 300_000,
    "dots-and-quotes": b'."' * 120_000,
    "dots-and-spaces": b"x." + b" " * 300_000 + b"x",
    "links": b"[" * 300_000,
    "links-closed": b"[a](" * 100_000,
    "code-spans": b"`" * 900_001,
    "many-headings": b"## a\n\n" * LINES,
    "many-different-headings": b"".join(b"## Stop %d\n\n" % number for number in range(LINES)),
    "many-level-3-headings": b"### Stop if\n\n" * LINES,
    "many-sections": b"## Stop if\n\n" * LINES,
    "many-titles": b"# a\n\n" * LINES,
    "fences": b"".join(b"`" * (3 + number % 1_000) + b"\n" for number in range(1_800)),
    "fences-without-end": b"```a\n" * LINES,
    "fences-of-two-kinds": b"```a\n~~~b\n" * LINES,
    "comments-without-end": b"<!--" * MANY,
    "comments-without-end-in-lines": b"<!--\n" * LINES,
    "comments-in-one-line": b"<!---->" * MANY,
    "comment-ends": b"-->" * MANY,
    "list-items": b"- - - - #\n" * LINES,
    "list-items-in-one-line": b"- " * 450_000 + b"#",
    "quotations": b">" * 300_000 + b"#",
    "numbers": b"1. " * 100_000,
    "underlines": b"a\n-\n" * LINES,
    "tabs": b"\t" * 300_000,
    "line-ends": b"\n" * (5 * LINES),
    "carriage-returns": b"\r" * (5 * LINES),
    "no-break-spaces": "\u00a0".encode() * 120_000,
    "invisible": "\u200b".encode() * 100_000,
    "right-to-left": "\u202e## Stop if\n".encode() * LINES,
    "combining": ("a" + "\u0301" * 200_000).encode(),
    "todo": b"TODO " * 150_000,
    "question-marks": b"?" * 300_000,
}


def run_check(folder: Path, seconds: float) -> subprocess.CompletedProcess[str]:
    """Run the command line; a hang ends the test."""
    return subprocess.run(
        [sys.executable, str(ROOT / "hooks" / "check_pages.py"), str(folder)],
        capture_output=True,
        text=True,
        errors="backslashreplace",
        timeout=seconds,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "GITHUB_ACTIONS": ""},
    )


def test_a_folder_of_broken_pages(docs: Path) -> None:
    for name, content in HOSTILE.items():
        (docs / "stretches" / f"{name}.md").write_bytes(content)
    run = run_check(docs, 300)
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    named = {line.split(":", 1)[0] for line in run.stdout.splitlines()}
    missed = {name for name in HOSTILE if f"{docs.as_posix()}/stretches/{name}.md" not in named}
    assert not missed
    assert not Path("/tmp/owned").exists()  # noqa: S108  (what the Python tag would have made)


@pytest.mark.parametrize("path", ["routines/x.md", "causes.md", "index.md", "_partials/x.md"])
def test_the_worst_pages_under_other_kinds(path: str, docs: Path) -> None:
    for name in ("many-titles", "many-stretches", "underlines", "aliases", "comments-without-end", "links"):
        (docs / path).write_bytes(HOSTILE[name][:80_000])
        assert any(found.path == path for found in check_site(docs, TODAY).problems)


def test_registers_of_all_kinds_of_rubbish(docs: Path) -> None:
    for name in ("sources.yml", "caution-groups.yml", "source-map.yml"):
        kept = (docs / "_data" / name).read_bytes() if (docs / "_data" / name).exists() else b""
        for key in (
            "empty",
            "binary",
            "nul",
            "hashes",
            "brackets",
            "list-in-list",
            "long-line",
            "many-headings",
        ):
            (docs / "_data" / name).write_bytes(HOSTILE[key])
            found = check_site(docs, TODAY).problems
            assert any(problem.path == f"_data/{name}" for problem in found), (name, key)
        for text in (
            "- 1\n- [2]\n",
            "a: 1\n",
            "a: {by: x}\n",
            "a: b\nc: [d]\n",
            "12\n",
            "- {a: 1}\n",
            "a:\n",
        ):
            (docs / "_data" / name).write_text(text, encoding="utf-8")
            check_site(docs, TODAY)
        (docs / "_data" / name).write_bytes(kept)


def test_odd_files(docs: Path) -> None:
    stretches = docs / "stretches"
    text = "Text without front matter.\n"
    for name in ("with space.md", "a%0Ab,c::d.md", "naïve.md", "-rf.md", "{{ x }}.md", "[a].md", "*.md"):
        (stretches / name).write_text(text, encoding="utf-8")
    try:
        Path(os.fsdecode(os.fsencode(stretches) + b"/half-\xff.md")).write_text(text, encoding="utf-8")
        (stretches / "two\nlines.md").write_text(text, encoding="utf-8")
    except OSError:  # a file system that knows no such names
        pass
    (stretches / "broken-link.md").symlink_to("nowhere.md")
    (stretches / "loop-a.md").symlink_to("loop-b.md")
    (stretches / "loop-b.md").symlink_to("loop-a.md")
    (stretches / "round").symlink_to(stretches, target_is_directory=True)
    (stretches / "a-folder.md").mkdir()
    (stretches / "a-folder.md" / "inside.md").write_text("Text.\n", encoding="utf-8")
    (docs / "_partials" / "leg-symptoms.md").unlink()
    (docs / "_partials" / "leg-symptoms.md").mkdir()
    (docs / "_data" / "source-map.yml").mkdir()
    (stretches / "locked.md").write_text(text, encoding="utf-8")
    (stretches / "locked.md").chmod(0)
    run = run_check(docs, 300)
    (stretches / "locked.md").chmod(0o600)
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    for name in (
        "with space",
        "naïve",
        "-rf",
        "[a]",
        "*",
        "broken-link",
        "loop-a",
        "loop-b",
        "a-folder.md/inside",
        "locked",
    ):
        assert f"/stretches/{name}.md:" in run.stdout, name
    assert "_partials/leg-symptoms.md:1: missing-shared-text" in run.stdout
    for line in run.stdout.splitlines():
        assert line.startswith((docs.as_posix(), "Checked")), line


# Whatever is typed ----------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "---",
        "...",
        "## Stop if",
        "## Check first",
        "##Stop if",
        "### Stop if",
        "# Stop if",
        "####### x",
        "##",
        "#",
        "## Stop if ##",
        "## Stop if { #x }",
        "    ## Stop if",
        "- ## Stop if",
        "> ## Stop if",
        "\t## Stop if",
        "```",
        "````",
        "~~~",
        "``` python",
        "    ```",
        "- ```",
        "> ```",
        "<!--",
        "-->",
        "<!-- a -->",
        "<!-- ## b -->",
        "- item",
        "1. step",
        "2. step",
        "   more",
        "    code",
        "text",
        "text.",
        "A sentence. Another one!",
        "",
        "{{ dose }}",
        "{{ emergency }}",
        "{{ x }}",
        "{{dose",
        "}}",
        "<h2>Stop if</h2>",
        "<div>",
        "</div>",
        "<br>",
        "====",
        "----",
        "- - -",
        "***",
        "| a | b |",
        "!!! note",
        "[a]: b",
        "[a](b)",
        "TODO",
        "\u200b",
        "\u00a0",
        "\u2028",
        "title: x",
        "title: [",
        "id: hs",
        "changes:",
        "  - date: 2026-11-22",
        "versions: [{start_here: true}]",
        "cautions: {pregnant: 1}",
        "sources: [{key: heel}]",
        "hide: [x]",
        "a: &b c",
        "d: *b",
        "\x00",
        "\x0c",
        "\x85",
        "\r",
    ],
)
SOUP = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("\n".join)


def assert_sound(docs: Path, content: bytes) -> None:
    """The check ends, and every problem lies on a line of its file."""
    page = docs / "stretches" / "heel-slide.md"
    page.write_bytes(content)
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    last = max(1, len(text.split("\n")))
    for found in check_page("stretches/heel-slide.md", docs, TODAY, REGISTERS)[1]:
        assert found.as_text()
        assert found.as_github()
        assert 1 <= found.line <= last, found


@SETTINGS
@given(content=st.binary(max_size=300))
def test_any_bytes(docs: Path, content: bytes) -> None:
    assert_sound(docs, content)


@SETTINGS
@given(text=st.text(max_size=300))
def test_any_text(docs: Path, text: str) -> None:
    assert_sound(docs, text.encode("utf-8", "replace"))


@SETTINGS
@given(text=st.text(max_size=200), body=st.sampled_from(["", "\n## Stop if\n"]))
def test_any_front_matter(docs: Path, text: str, body: str) -> None:
    assert_sound(docs, f"---\n{text}\n---\n{body}".encode("utf-8", "replace"))


@settings(SETTINGS, max_examples=120)
@given(soup=SOUP, fields=st.sampled_from(["", "---\n", FRONT_MATTER]))
def test_any_lines(docs: Path, soup: str, fields: str) -> None:
    assert_sound(docs, (fields + soup).encode("utf-8", "replace"))


@settings(SETTINGS, max_examples=300)
@given(soup=SOUP, kind=st.sampled_from([EXERCISE, GUIDE]))
def test_any_lines_without_files(soup: str, kind: object) -> None:
    text = decode(soup.encode("utf-8", "replace"))
    if text is None:
        return
    page = read_page("x.md", text, front_matter_expected=False)
    kind = EXERCISE if kind is EXERCISE else GUIDE
    findings = [
        *page.findings,
        *section_checks.section_findings(page, kind),
        *text_checks.text_findings(page, kind),
    ]
    assert all(1 <= finding.line <= max(1, text.count("\n") + 1) for finding in findings)
    assert [line.number for line in page.lines] == list(range(1, len(page.lines) + 1))
    assert "\n".join(line.raw for line in page.lines) == text.removesuffix("\n")
