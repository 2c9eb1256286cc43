"""Sources are found by words of their own and by what pages say that they support."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from outputs.command_line import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("words", ["heel-book", "HEEL", "slide heel", "slid", "how to slide"])
def test_a_source_is_found_by_all_its_words(
    words: str, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sources", words, "--docs", str(docs)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("heel-book\t")


@pytest.mark.parametrize("words", ["nothing", "heel nothing", "eel"])
def test_what_no_source_has_is_said(words: str, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", words, "--docs", str(docs)]) == 1
    assert f"has the words '{words}'" in capsys.readouterr().out


def test_a_call_without_words_says_how_to_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["sources"])
    assert "the following arguments are required: WORD" in capsys.readouterr().err
