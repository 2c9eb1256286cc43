"""`make words` counts what a reader sees, and nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import pytest
from count_words import Words, counted, main
from preview.chromium import chromium_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Result = TypeVar("Result")

PAGE = """<!doctype html><meta charset="utf-8"><title>Not counted</title><p>Not counted either</p>
<article>
<h1>Heel slide</h1>
<p hidden>Left out</p><style>p { color: black }</style><svg><title>A drawing</title></svg>
<p>Two <b>words</b><span class="visually-hidden"> for screen readers</span></p>
<details><summary>Full list</summary><p>Four words are folded</p></details>
<h2 id="check-first">Check</h2><ol><li>Not the steps</li></ol>
<h2 id="how-to-do-it">How</h2><ol><li>Slide it</li></ol>
<h2 id="where-this-comes-from">Sources</h2><p>Of no account</p>
</article>"""


def beside_other_browsers(call: Callable[[], Result]) -> Result:
    """Call in a thread of its own, because the browser of other tests may be open in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(call).result()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text("<article><h1>Home</h1></article>", encoding="utf-8")
    (folder / "slide").mkdir()
    (folder / "slide" / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "old").mkdir()
    (folder / "old" / "index.html").write_text(
        '<meta http-equiv="refresh" content="0; url=../slide/"><article>Moved</article>', encoding="utf-8"
    )
    return folder


def test_it_counts_what_is_shown_folded_and_before_the_first_step(site: Path) -> None:
    before = 2 + 2 + 2 + 1 + 3 + 1
    assert beside_other_browsers(lambda: list(counted(site, chromium_path()))) == [
        Words("/", 1, 0, None),
        Words("/slide/", before + 2, 4, before),
    ]


def test_it_prints_a_table(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert beside_other_browsers(lambda: main([str(site)])) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "/slide/\t13\t4\t11"


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert beside_other_browsers(lambda: main([str(tmp_path)])) == 1
