"""What patients read as advice stands in docs/; templates, scripts and hooks hold labels and statuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from checks.data.sentences import SHOWN

from tests.rendering.template_texts import (
    is_more_than_a_label,
    texts_of,
    texts_of_module,
    texts_of_script,
)

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
SCRIPTS = sorted((ROOT / "docs" / "assets" / "javascripts").rglob("*.js"))
# What file_format.py says is for programmers who read the schema, and section_texts.py holds selectors.
MODULES = sorted(
    module
    for package in ("rendering", "outputs/structured_data", "outputs/diagnosis_codes", "outputs/open_data")
    for module in (ROOT / "hooks" / package).glob("*.py")
    if module.name not in {"file_format.py", "section_texts.py"}
)
READ = {".html": texts_of, ".js": texts_of_script, ".py": texts_of_module}

# More than labels, and why it is no advice. Anything else belongs into docs/_data/sentences.yml.
ALLOWED: dict[str, tuple[str, ...]] = {
    # For clinicians and those who set up record systems
    "connect-examples.html": ("A code that the site does not know, with its name",),
    "handouts.html": (
        "All addresses as a table, to paste into another system",
        (
            "The table as a file (CSV), with the summary, the QR codes and the review dates of each page. "
            "This copy of the site was built without its own address, so it has no QR codes."
        ),
        # Three links, one beside the other
        "￼ Print QR as SVG QR as PNG",
    ),
    # For editors
    "not-shown.html": (
        "The facts for this place are missing or wrong. The box at the top of the page says where.",
    ),
    "edit-link.html": ("Edit this page, or see all files of this site",),
    # Labels between facts that are filled in
    "sources.html": ("￼. ￼￼, ￼ (read in a copy).",),
    "sheet-foot.html": ("￼, or the code above. Reviewed ￼, next review ￼. ￼",),
    # Names of parts of a page, and of pages
    "dose.html": ("How much to do of each stretch How much to do of each version",),
    "main.html": ("About this site · For therapists and doctors",),
    "give-page.html": ("Send or print this page, at its end",),
    "redirect.html": ("This page is not shown any more",),
    "page-record.html": ("Found a mistake?",),
    # What a button or a link has done, or could not do
    "connect.js": (
        "The link asks for more than one page. Choose one:",
        ("This site has no page for the diagnosis in the link. Choose a page here, or use the search."),
    ),
    "give-page.js": (
        "This browser cannot copy a link for you. Copy the address of ￼ by hand:",
        "The print dialog is opening. You can also save the page as a PDF there.",
        "The link was shared.",
        "Nothing was shared.",
        "Your email app is opening with the link. If it does not, copy the link instead.",
    ),
    "play-move.js": (
        "The move has ended.",
        "The move could not be loaded. The pictures show it as well.",
        "The move is playing.",
        "The move has stopped.",
    ),
    "site-search.js": (
        "The search could not be loaded. Look in the menu, or try again.",
        "These pages may help.",
        "The best ￼ of ￼ pages.",
        "These words came with the link that you opened.",
        "Urgent: Get help now.",
    ),
    "stretch-filter.js": ("Showing all ￼ stretches.",),
    # In the console of the browser
    "search.js": ("The search goes on with the theme's own worker.",),
    # A fact about the page
    "wording.py": ("Not yet. No clinician has checked this page.",),
}
# Code and lists of words, which nobody reads.
NO_TEXT = re.compile(
    r"^\$\{|^(?:a about after|feels for from|is it its|that the their) |^￼?<(?:section|div)[ >]"
)


def texts_in(file: Path) -> list[str]:
    texts = READ[file.suffix](file.read_text(encoding="utf-8"))
    return [text for text in texts if is_more_than_a_label(text) and not NO_TEXT.match(text)]


@pytest.mark.parametrize("file", [*TEMPLATES, *SCRIPTS, *MODULES], ids=lambda file: file.name)
def test_nothing_but_labels(file: Path) -> None:
    more = [text for text in texts_in(file) if text not in ALLOWED.get(file.name, ())]
    assert more == [], (
        "write it into docs/_data/sentences.yml, where it is checked, and show it with sentence()"
    )


def test_no_exception_is_left_over() -> None:
    found = {file.name: set(texts_in(file)) for file in (*TEMPLATES, *SCRIPTS, *MODULES)}
    assert [name for name, texts in ALLOWED.items() if not set(texts) <= found.get(name, set())] == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>Do not stretch.</p>",
        "<p>Stop <strong>at once</strong>!</p>",
        "<p>Do not stretch today</p>",
        "<p>{% if pain %}Stop{% else %}Rest{% endif %} now.</p>",
        "<p>Stretch as far as you can, {{ name }}, and then some more</p>",
        "{% set advice = 'Stop if it hurts.' %}<p>{{ advice }}</p>",
        "{% set advice = {'a': ['Stop if it hurts.']} %}",
        "<p>{{ 'Stop' ~ ' now.' }}</p>",
        "<p>{{ facts.advice | default('Stop if it hurts.') }}</p>",
        "<p>{{ ['Stop if', 'it hurts.'] | join(' ') }}</p>",
        "<p>{{ 'Stop if it hurts.' if pain }}</p>",
        "<p>{{ text('Stop if it hurts.') }}</p>",
        "<p>{{ sentence('stop-if', where='Stop if it hurts.') }}</p>",
        "<p aria-label='Stop if it hurts.'></p>",
        "<img alt='Keep your back straight and your knees bent a little'>",
        "<p data-advice='Stop if it hurts.'></p>",
        "{% macro advice() %}<p>Stop if it hurts.</p>{% endmacro %}",
        "<ul><li>Warm up</li><li>Stop&nbsp;if it hurts.</li></ul>",
    ],
)
def test_advice_is_found_however_it_is_put_together(template: str) -> None:
    assert any(map(is_more_than_a_label, texts_of(template)))


@pytest.mark.parametrize(
    "template",
    [
        "<dt>Which leg</dt><dd>{{ facts.which_leg }}.</dd>",
        "<p>{{ sentence('stop-if') }}</p>",
        "{#- Advice in a comment. It is not shown to anybody who reads. -#}<p>Print</p>",
        "<script src='a b.js'>Do not read this.</script>",
        "<a href='{{ 'assets/file.svg' | url }}' class='one two three four five six seven'>Print</a>",
        "<p>First week: {{ dose }}.</p>",
    ],
)
def test_labels_pass(template: str) -> None:
    assert not any(map(is_more_than_a_label, texts_of(template)))


def test_advice_in_a_script_is_found() -> None:
    script = 'const a = /["`]/g // "Nobody reads it."\nb = `If ${it} hurts, stop.`; c = "Stop now."'
    assert [text for text in texts_of_script(script) if is_more_than_a_label(text)] == [
        "If ￼ hurts, stop.",
        "Stop now.",
    ]


def test_every_sentence_is_shown_and_no_other_is_asked_for() -> None:
    files = [*TEMPLATES, *MODULES]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    asked = set(re.findall(r"""sentence\("([a-z-]+)"(?! ~)|sentences\.get\(['"]([a-z-]+)""", code))
    begun = tuple(re.findall(r'sentence\("([a-z-]+)" ~', code))
    names = {one or other for one, other in asked}
    assert names <= set(SHOWN)
    assert {name for name in SHOWN if name not in names and not name.startswith(begun)} == set()


def test_no_telephone_number_stands_in_the_code() -> None:
    """The numbers come from docs/_data/emergency-numbers.yml; hooks that search for typed ones know some."""
    data = yaml.safe_load((ROOT / "docs" / "_data" / "emergency-numbers.yml").read_text(encoding="utf-8"))
    numbers = "|".join(re.escape(entry["number"]) for entry in data.values())
    for file in (*TEMPLATES, *SCRIPTS, *MODULES, *sorted((ROOT / "hooks").glob("*.py"))):
        text = file.read_text(encoding="utf-8")
        assert not re.search(rf"(?<![\w.,%#-])(?:{numbers})(?![\w%]|\.\d)", text), file.name
        assert not re.search(r"href=[\"']?tel:", text), file.name
