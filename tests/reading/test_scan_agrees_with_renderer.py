"""If the scan finds nothing wrong with a page, its rendered headings are exactly those that the scan saw."""

from __future__ import annotations

import pytest
from checks.rendered_page import disagreements
from checks.text import text_findings
from contract.page_types import GUIDE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading.block_structure import read_structure
from reading.markdown_settings import render
from reading.source_page import SourcePage, read_page
from reading.text_file import decode
from rendering.fill import _MARKER as MARKER_PLACE


def scan(text: str) -> SourcePage:
    """Read the text as the check reads a page's body."""
    read = decode(text.encode("utf-8", "replace"))
    assert read is not None
    return read_page("x.md", read, front_matter_expected=False)


def rejected(page: SourcePage) -> bool:
    return bool(page.findings) or any(True for _ in text_findings(page, GUIDE))


def fill_places(html: str) -> list[str]:
    """The markers in the places where the build would fill them in."""
    return [found[1] for found in MARKER_PLACE.finditer(html)]


WORDS = st.sampled_from(
    ["Stop if", "Check first", "It's *so*", "`code`", "a & b", "1. One", "a_b", "~~x~~", "é", "x #", "C#"]
)
HEADINGS = st.builds(
    lambda hashes, space, words, end: f"{hashes}{space}{words}{end}",
    st.sampled_from(["##", "###", "######", "#######", "#"]),
    st.sampled_from([" ", " ", " ", "", "\t", "  "]),
    WORDS,
    st.sampled_from(
        ["", "", "", " ##", "##", " { #id }", "{#id}", " {: .x }", "  ", " \\", " \\#", "{", " }", " {}"]
    ),
)
OTHERS = st.sampled_from(
    [
        "",
        "",
        "",
        "",
        "Text.",
        "Text with `code`.",
        "- item",
        "* item",
        "1. step",
        "   more",
        "    more",
        "\tmore",
        "> quoted",
        "```",
        "```",
        "````",
        "~~~",
        "``` python",
        '```python title="x"',
        "```{.x}",
        "    ```",
        "- ```",
        "> ```",
        "`` ` ``",
        "<!--",
        "-->",
        "<!-- a -->",
        "<!-- a --> ## b",
        "a <!-- b",
        "c --> d",
        "<!-->",
        "<!--->",
        "<!-- a -- b -->",
        "\\<!--",
        "`<!--`",
        "`-->`",
        "<div>",
        "</div>",
        "<p>",
        "<h2>x</h2>",
        "<br>",
        "< h2>",
        "<script>",
        "<?php",
        "<!DOCTYPE x>",
        "<![CDATA[",
        "]]>",
        "====",
        "----",
        "-",
        "=",
        "- - -",
        "***",
        "| a | b |",
        "| - | - |",
        "## a | b",
        "!!! note",
        '!!! note "x"',
        "    ## nested",
        "  ## nested",
        "- ## nested",
        "1. ## nested",
        "> ## nested",
        "[a]: b",
        "[a]: <b>",
        "*[a]: b",
        "[^1]: x",
        "[^1]",
        '=== "Tab"',
        "{: .x }",
        "{ #x }",
        "{{ sources }}",
        "{{ emergency }}",
        "&lt;h2&gt;",
        "`",
        "``",
        "\\`",
        "\\",
        "  ",
        "\t",
        "\x0c",
        "\x0b",
        "\u00a0",
        "\u2028",
        "\x85",
        "\x1c",
        "\x02",
        "\x03",
        "\x02wzxhzdk:0\x03",
        '--8<-- "a.md"',
        "[TOC]",
        ":   def",
        "term",
        "+ item",
        "10. step",
        "1) step",
        "-item",
        "<https://example.org>",
        "a@b.c",
        "https://a.b/#c",
        "![a](b)",
        "[a](b)",
        "[a",
        "](b)",
        "**bold",
        "bold**",
        "_x",
        "~~",
        "^^",
        "\\## x",
        "&#35;# x",
    ],
)
DOCUMENTS = st.lists(st.one_of(HEADINGS, HEADINGS, OTHERS, OTHERS, OTHERS), max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\n", "\n\n", "\r\n"]).map(lambda end: end.join(lines)),
)


@settings(
    deadline=None,
    max_examples=2500,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(text=DOCUMENTS)
@example("## Stop if\n\nText.\n")
def test_no_finding_means_the_same_headings(text: str) -> None:
    page = scan(text)
    if rejected(page):
        return
    html = render(text.replace("\r\n", "\n"))
    assert list(disagreements(page, read_structure(html).headings)) == []
    assert fill_places(html) == [line.marker for line in page.lines if line.marker]


@pytest.mark.parametrize(
    "text",
    [
        "## Stop if\n\n- it hurts\n\n### At night\n\nText.\n",
        "Text.\n\n##\tStop if ##\n\nText.\n",
        "## It's *so* & `so`\n",
        "## Stop if { #stop-if }\n",
        "```\n## Stop if\n```\n\n## Check first\n",
        "~~~ python\n```\n## Stop if\n~~~\n\n## Check first\n",
        "<!-- ## Stop if -->\n\n## Check first\n",
        "<!--\n## Stop if\n\n<h2>x</h2>\n-->\n\n## Check first\n",
        "Text <!-- a note --> text.\n\n## Check first\n",
        "!!! note\n\n    Text.\n\n## Check first\n",
        "## Check first\r\n\r\nText.\r\n",
    ],
)
def test_plain_pages_are_read_as_they_are_rendered(text: str) -> None:
    page = scan(text)
    assert not rejected(page)
    assert page.headings
    assert list(disagreements(page, read_structure(render(text)).headings)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Text.\n## Stop if\n",
        "##Stop if\n",
        "Stop if\n-------\n",
        "Stop if\n=======\n",
        "\u00a0\n----\n",
        "\x0c\n====\n",
        "  \n====\n",
        "```\nStop if\n```\n----\n",
        "Text.\n```\n## Stop if\n```\n",
        "- ## Stop if\n",
        "> ## Stop if\n",
        "!!! note\n\n    ## Stop if\n",
        "   ## Stop if\n",
        "    ```\n    ## Stop if\n    ```\n",
        '``` python title="x" !\n\n## Stop if\n\n```\n',
        "```\n## Stop if\n\nNo end.\n",
        "Text <!-- a\n\n## Stop if\n\n--> text.\n",
        "<!-->\n\n## Stop if\n\n-->\n",
        "<!-- a --!>\n\n## Stop if\n\n-->\n",
        "<!-- No end.\n\n## Stop if\n",
        "<div>\n## Stop if\n</div>\n",
        "<h2>Stop if</h2>\n",
        "<![CDATA[\n\n## Stop if\n\n]]>\n",
        "####### Stop if\n",
        "## Stop if\\\n",
        "## [Stop if](x.md)\n",
        "## Stop &#105;f\n",
        "##\n\nText.\n",
    ],
)
def test_what_could_be_read_in_two_ways_is_rejected(text: str) -> None:
    assert rejected(scan(text))


@pytest.mark.parametrize(
    ("text", "html", "line", "message"),
    [
        (
            "## One\n\n## Two\n",
            '<h2 id="one">One<a class="headerlink" href="#one" title="Link">#</a></h2>',
            3,
            "readers do not get the heading 'Two'",
        ),
        (
            "## One\n\nText.\n",
            '<h2 id="one">One</h2><h3>Two</h3>',
            3,
            "readers get a heading 'Two' that was not checked",
        ),
        (
            "## One\n\n## Two\n",
            '<h2 id="one">One</h2><h3>Two</h3>',
            3,
            "readers get 'Two' where 'Two' was checked",
        ),
        (
            "## One\n\n## One\n",
            '<h2 id="one">One</h2><h2 class="x" id="one-2">One</h2>',
            3,
            "the heading 'One' would get the anchor '#one-2' instead of '#one_1'",
        ),
        ("## One\n", "<h2>Another</h2>", 1, "readers get 'Another' where 'One' was checked"),
        (
            '--8<-- "more.md"\n',
            "<h2>From elsewhere</h2>",
            1,
            "readers get a heading 'From elsewhere' that was not checked",
        ),
        ("", "<H2 CLASS='x'>One</H2>", 1, "readers get a heading 'One' that was not checked"),
        ("## One\n", "<!-- <h2>One</h2> -->", 1, "readers do not get the heading 'One'"),
        ("Text.\n", "<!--><h2>One</h2>", 1, "readers get a heading 'One' that was not checked"),
    ],
)
def test_the_comparison_names_the_first_disagreement(text: str, html: str, line: int, message: str) -> None:
    (finding,) = disagreements(scan(text), read_structure(html).headings)
    assert (finding.line, finding.rule, finding.message) == (line, "hidden-heading", message)


def test_a_heading_contains_only_its_words() -> None:
    assert render("## Stop if\n") == '<h2 id="stop-if">Stop if</h2>'


def test_the_permalinks_of_a_theme_are_not_part_of_a_heading() -> None:
    html = '<h2 id="stop-if">Stop if<a class="headerlink" href="#stop-if">#</a></h2>'
    assert list(disagreements(scan("## Stop if\n"), read_structure(html).headings)) == []
