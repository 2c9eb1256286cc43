"""The text of a section is what readers see of it, line by line."""

from __future__ import annotations

import html

import markdown
from hypothesis import given
from hypothesis import strategies as st
from outputs.open_data.section_texts import SectionText, section_texts

WORDS = st.lists(st.text(alphabet="abcxyz&<>'é", min_size=1, max_size=6), min_size=1, max_size=4).map(
    " ".join
)


def test_lines_of_a_section() -> None:
    found = section_texts(
        '<p>Above\n all.</p><h2 id="check-first">Check first<a class="headerlink" href="#x">#</a></h2>'
        "<p>First <strong>this</strong>, <a href='x'>then that</a>.</p>"
        "<h3>Before</h3><ul><li><p>one</p><p>more of it</p></li><li>two<ul><li>within</li></ul></li></ul>"
        "<ol><li>lie down</li><li>get up</li></ol><p>End<br>here.</p>"
    )
    assert found == [
        SectionText("top", "", "Above all."),
        SectionText(
            "check-first",
            "Check first",
            "First this, then that.\n\nBefore\n- one\n  more of it\n- two\n  - within\n"
            "1. lie down\n2. get up\nEnd here.",
        ),
    ]


def test_what_nobody_sees_is_left_out() -> None:
    assert section_texts(
        '<h2 id="a">A</h2><svg><title>A</title><path d="M0 0"/><g><circle r="1"/><text>x</text></g></svg>'
        '<p hidden>later <b>on</b></p><div class="on-paper big"><p>paper<br>only</p></div>'
        '<script>1 < 2</script><form><input name="q"><button>Go</button></form><p>Seen &amp; heard.</p>'
    )[1:] == [SectionText("a", "A", "Seen & heard.")]


def test_a_range_is_read_as_screen_readers_read_it() -> None:
    dose = '<dd>10<span aria-hidden="true">–</span><span class="visually-hidden"> to </span>15</dd>'
    assert section_texts(f"<dl>{dose}</dl>") == [SectionText("top", "", "10 to 15")]


def test_cells_of_a_table_are_kept_apart() -> None:
    rows = "<table><caption>Doses</caption><tr><th>Hold</th><td>10 seconds</td></tr></table>"
    assert section_texts(rows) == [SectionText("top", "", "Doses\nHold 10 seconds")]


def test_nothing_has_one_empty_section() -> None:
    assert section_texts("") == [SectionText("top", "", "")]


@given(st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3)), max_size=4))
def test_all_that_is_written_is_there_and_in_order(sections: list[tuple[str, list[str], list[str]]]) -> None:
    written = ""
    for number, (title, paragraphs, items) in enumerate(sections):
        written += f'<h2 id="s{number}">{html.escape(title)}</h2>'
        written += "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
        written += "<ol>" + "".join(f"<li>{html.escape(text)}</li>" for text in items) + "</ol>"
    assert section_texts(written)[1:] == [
        SectionText(
            f"s{number}",
            title,
            "\n".join([*paragraphs, *(f"{at}. {text}" for at, text in enumerate(items, 1))]),
        )
        for number, (title, paragraphs, items) in enumerate(sections)
    ]


@given(st.text(alphabet="ab#*-1.> \n<&`|:[]()"))
def test_no_markdown_makes_it_fail(text: str) -> None:
    for section in section_texts(markdown.markdown(text, extensions=["tables", "admonition"])):
        assert section.text == section.text.strip("\n")


@given(st.text(alphabet="<>/abdhilopuv =\"'2&;! -"))
def test_no_broken_html_makes_it_fail(text: str) -> None:
    assert section_texts(text)[0].anchor == "top"
