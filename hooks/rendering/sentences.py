"""Provides templates with the sentences of docs/_data/sentences.yml as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.data.data_texts import BLANK
from markupsafe import Markup, escape

from rendering.shared_texts import shared_text_as_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from checks.site import Report


def sentences_for(page: str, report: Report) -> Callable[..., Markup]:
    """Return the function `sentence` of the templates.

    Args:
        page: the page that shows the sentences, as a path below the docs folder; links are relative to it.
        report: the data files, with the sentences.
    """

    def sentence(name: str, **blanks: object) -> Markup:
        """Return a sentence with its blanks filled in; empty if it is missing, which the check reports."""
        html = shared_text_as_html(report.registers.sentences.get(name, ""), page)
        html = html.removeprefix("<p>").removesuffix("</p>")
        return Markup(BLANK.sub(lambda found: str(escape(blanks.get(found[1], ""))), html))  # noqa: S704

    return sentence
