"""MkDocs hook: gives the search index the names of each page and the words that people type for it.

Material's search knows titles and texts. The list of results reads these additions as well; see
docs/assets/javascripts/workers/search.js.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from checks.current_report import current_report
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from outputs.search_entries import search_entries, synonyms

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

# The address of each page, as the index writes it, kept from one event to the next.
_addresses: dict[str, str] = {}


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Learn the addresses."""
    _addresses.clear()
    _addresses.update({file.src_uri: file.url.removeprefix("./") for file in files.documentation_pages()})
    return files


@event_priority(-50)  # after the search has written its index, before the site is published
def on_post_build(*, config: MkDocsConfig) -> None:
    """Add to the index; a site without a search has none."""
    path = Path(config.site_dir, "search", "search_index.json")
    if not path.is_file():
        return
    home = Path(config.site_dir, "index.html")
    if home.is_file() and "search.js?engine=" not in home.read_text(encoding="utf-8"):
        message = (
            "overrides/main.html: the theme names its search worker in another way; mend the block 'config'"
        )
        raise PluginError(message)
    report = current_report()
    index = json.loads(path.read_text(encoding="utf-8"))
    entries = {
        _addresses[name]: entry for name, entry in search_entries(report).items() if name in _addresses
    }
    for document in index["docs"]:
        document.update(entries.get(document["location"], {}))
    index["config"]["synonyms"] = synonyms(report.registers)
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
