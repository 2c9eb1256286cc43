"""MkDocs hook: publishes the stretches as data, exercises.json, with the schema of that file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File
from open_data.as_json import file_as_json, schema_as_json
from open_data.exercises import EXERCISES, NOTICE_PAGE, SCHEMA, Site, exercises_file
from page_contract.current_report import current_report
from page_filling.fill import fill_the_rest, marker_templates
from page_filling.stretch_list import exercises_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Make both files known, so that pages can link to them; what they hold is known after all pages."""
    for name in (EXERCISES, SCHEMA):
        files.append(File.generated(config, name, content=""))
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Write what both files hold, before MkDocs copies them."""
    report = current_report()
    templates = marker_templates(tuple(config.theme.dirs))
    contents = {}
    for path in (NOTICE_PAGE, *(path for path, _ in exercises_of(report))):
        file = files.get_file_from_path(path)
        if file is not None and file.page is not None and path in report.pages:
            contents[path] = fill_the_rest(file.page.content or "", report.pages[path], report, templates)
    site = Site(config.site_name, str(config.theme["language"]), config.site_url or "")
    exercises = exercises_file(site, report, contents)
    if exercises is not None:
        texts = {EXERCISES: file_as_json(exercises), SCHEMA: schema_as_json(exercises.schema_address)}
        for name, text in texts.items():
            if (file := files.get_file_from_path(name)) is not None:
                file.content_string = text
    return env
