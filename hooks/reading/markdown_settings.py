"""Renders Markdown as the build does, with the extensions that mkdocs.yml lists.

In a build, MkDocs itself renders the pages. This is for the shared texts, which MkDocs does not see, and
for the check, which runs without MkDocs.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import markdown
import yaml

MKDOCS_YML = Path(__file__).parents[2] / "mkdocs.yml"

# MkDocs adds these three to those in mkdocs.yml (mkdocs.config.defaults).
_ALWAYS = ("toc", "tables", "fenced_code")


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; values from the environment or from Python become None."""


_Loader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, _suffix, _node: None)


def render(text: str) -> str:
    """Return the HTML of a Markdown text, without front matter."""
    renderer = _renderer()
    renderer.reset()
    return renderer.convert(text)


@functools.cache
def _renderer() -> markdown.Markdown:
    """Return the only renderer of this process, because setting one up takes longer than rendering a page."""
    settings = yaml.load(MKDOCS_YML.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader)
    names: list[str] = list(_ALWAYS)
    options: dict[str, dict[str, Any]] = {}
    for entry in settings["markdown_extensions"]:
        for name, chosen in entry.items() if isinstance(entry, dict) else [(entry, None)]:
            names.append(name)
            # What only Python can name, such as a function, is left to the build.
            options[name] = {key: value for key, value in (chosen or {}).items() if value is not None}
    return markdown.Markdown(extensions=list(dict.fromkeys(names)), extension_configs=options)
