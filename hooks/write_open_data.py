"""MkDocs hook: publishes the stretches as data, exercises.json, with the schema of that file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checks.current_report import current_report
from contract.fields import Exercise
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from outputs.open_data.as_json import file_as_json, schema_as_json
from outputs.open_data.exercises import EXERCISES, NOTICE_PAGE, SCHEMA, Site, exercises_file
from rendering.stretch_list import exercises_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

# The text of each page that the data are made of, kept from one event to the next.
_contents: dict[str, str] = {}


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Make both files known while the links of the pages are followed."""
    _contents.clear()
    for name in (EXERCISES, SCHEMA):
        files.append(File.generated(config, name, content=""))
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Keep MkDocs from writing them; what they hold is known after the last page."""
    for name in (EXERCISES, SCHEMA):
        if (file := files.get_file_from_path(name)) is not None:
            files.remove(file)
    return env


@event_priority(-200)  # after everything has been set into the page
def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Keep the text of the pages that the data are made of."""
    path = page.file.src_uri
    checked = current_report().pages.get(path)
    if path == NOTICE_PAGE or (checked is not None and isinstance(checked.front_matter, Exercise)):
        _contents[path] = page.content or ""
    return context


@event_priority(-50)  # before the site is published
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write both files; `build --dirty`, which does not see every page, leaves them as they are."""
    report = current_report()
    if not _contents.keys() >= {NOTICE_PAGE, *(path for path, _ in exercises_of(report))}:
        return
    site = Site(config.site_name, str(config.theme["language"]), config.site_url or "")
    exercises = exercises_file(site, report, _contents)
    if exercises is not None:
        folder = Path(config.site_dir)
        (folder / EXERCISES).write_text(file_as_json(exercises), encoding="utf-8")
        (folder / SCHEMA).write_text(schema_as_json(exercises.schema_address), encoding="utf-8")
