"""MkDocs hook: serves the site's small style sheets as one file, so that a page is drawn sooner.

The sheets are kept apart, one for each component, because that is how they are read and changed. A browser
draws nothing before it has them all, and on a slow line each one costs a round trip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

JOINED = "assets/stylesheets/site.css"

# The sheets that mkdocs.yml names, kept from one event to the next.
_parts: list[str] = []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have every page ask for the one file."""
    _parts[:] = config.extra_css
    config.extra_css = [JOINED]
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put the sheets into one file, in the order of mkdocs.yml.

    Raises:
        PluginError: mkdocs.yml names a sheet that is not there.
    """
    texts = []
    for name in _parts:
        file = files.get_file_from_path(name)
        if file is None:
            message = f"mkdocs.yml: 'extra_css' names '{name}', which is not in docs/; mend its name"
            raise PluginError(message)
        texts.append(file.content_string)
        files.remove(file)
    files.append(File.generated(config, JOINED, content="\n".join(texts)))
    return files
