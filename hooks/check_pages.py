"""Checks every page before it is published: as a MkDocs hook, and as a command that needs no MkDocs.

    python hooks/check_pages.py [DOCS_DIR]     check the pages; exit status 1 if something is wrong
    python hooks/check_pages.py --help         list the other commands

As a hook it checks in `on_pre_build`, the last event before MkDocs touches the published site. In a preview
(`mkdocs serve`) it never stops: the problems are logged, and each page lists its own in a box at the top.
"""

from __future__ import annotations

import html as html_text
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checks.current_report import current_report, remember_report
from checks.data.registers import SOURCE_MAP
from checks.rendered_page import disagreements, rendered_links_to_stretches
from checks.second_look import elsewhere, second_look
from checks.site import check_site
from checks.site_files import file_rule
from contract.diagnostics import Diagnostic
from contract.page_types import PARTIAL
from outputs.command_line import main
from publishing.preview import is_preview, remember_command
from reading.block_structure import read_structure
from reading.permalinks import PERMALINKS
from reading.source_page import read_lines
from reading.text_file import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.plugins.check_pages")

# The rule, what is wrong, and how to fix it.
_LOST = (
    "lost-address",
    "the page was checked, and MkDocs would not publish it",
    "remove it from 'exclude_docs' and 'draft_docs' in mkdocs.yml",
)
_UNCHECKED = (
    "unclassified-page",
    "MkDocs would publish this file, but it was not checked",
    "keep pages as files below the docs folder, with names that end in .md",
)
_UNLISTED = (
    "unlisted-file",
    "MkDocs would publish this file, which is only for the build or was not checked",
    "restore 'exclude_docs' in mkdocs.yml to what it was",
)

_found_in_html: list[Diagnostic] = []


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember the MkDocs command of this run."""
    remember_command(command)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Keep MkDocs' strict mode from ending a preview at the first broken link."""
    if is_preview(config.site_dir):
        from mkdocs.utils import CountHandler  # noqa: PLC0415  (the command line runs without MkDocs)

        # MkDocs has installed its warning counter by now and will not read `config.strict` again.
        for handler in logging.getLogger("mkdocs").handlers:
            if isinstance(handler, CountHandler):
                handler.setLevel(logging.CRITICAL + 1)
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Check all pages while the published site is still untouched."""
    _found_in_html.clear()
    previewing = is_preview(config.site_dir)
    report = check_site(
        Path(config.docs_dir),
        processes=1 if previewing else os.cpu_count() or 1,  # a process with threads must not fork
        site_url="" if previewing else config.site_url or "",
    )
    remember_report(report)
    _log(report.diagnostics, config)
    for notice in report.notices:
        log.info(notice.as_text(_shown(config)))
    if report.not_compared:
        log.info("%s/%s: notice: %s", _shown(config), PERMALINKS, report.not_compared)
    if report.problems:
        _stop(report.summary(), config)
    log.info(report.summary())


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Refuse files that would be published without a check, and checked pages that would not be."""
    checked, previewing = current_report().pages, is_preview(config.site_dir)
    published = {file.src_uri for file in files.documentation_pages()}
    lost = [path for path, page in checked.items() if page.page_type is not PARTIAL and path not in published]
    unchecked = published - checked.keys()
    unlisted = [
        file.src_uri
        for file in files
        if file.src_dir == config.docs_dir
        and file.inclusion.is_included()  # type: ignore[no-untyped-call]
        and not _may_be_published(file, config)
    ]
    unseen = [
        Diagnostic(path, 1, *finding)
        for finding, paths in {
            _LOST: [] if previewing else lost,
            _UNCHECKED: sorted(path for path in unchecked if not (previewing and _was_reported(path))),
            _UNLISTED: unlisted,
        }.items()
        for path in paths
    ]
    _log(unseen, config)
    if unseen:
        _stop(f"{len(unseen)} files are not the ones that were checked.", config)
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Compare what readers get with what was checked; in a preview, list the problems on the page."""
    report = current_report()
    checked = report.pages.get(page.file.src_uri)
    found = []
    if checked is not None:
        source, structure = checked.source, read_structure(html)
        text = report.registers.numbers.in_page(decode(page.file.content_bytes) or "")
        lines = read_lines(text, source.front_matter_end)
        findings = [
            *disagreements(source, structure.headings),
            *rendered_links_to_stretches(checked, structure.links, config.site_url or ""),
        ]
        looked = second_look(source, lines, checked.page_type, Path(config.docs_dir), structure)
        findings += elsewhere(looked, findings, source.headings)
        found = [
            Diagnostic(page.file.src_uri, finding.line, finding.rule, finding.message, finding.help)
            for finding in findings
        ]
    if not is_preview(config.site_dir):
        _found_in_html.extend(found)
        return html
    _log(found, config)
    own = [problem for problem in report.problems if problem.path == page.file.src_uri or _is_shared(problem)]
    return _problem_box(list(dict.fromkeys([*own, *found]))) + html


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Stop before any page is written if what readers would get differs from what was checked."""
    if _found_in_html:
        _log(_found_in_html, config)
        _stop(f"{len(_found_in_html)} problems show only in the rendered pages.", config)
    return env


def _may_be_published(file: File, config: MkDocsConfig) -> bool:
    """Return whether a file below the docs folder may be published, judging by its path."""
    if file.is_documentation_page():
        checked = current_report().pages.get(file.src_uri)
        return checked is None or checked.page_type is not PARTIAL
    rule = file_rule(file.src_uri)
    return (rule is not None and rule.published) or (
        is_preview(config.site_dir) and _was_reported(file.src_uri)
    )


def _stop(summary: str, config: MkDocsConfig) -> None:
    from mkdocs.exceptions import Abort  # noqa: PLC0415  (the command line runs without MkDocs)

    if is_preview(config.site_dir):
        log.error(summary)
        return
    message = f"{summary} The published site is as it was. 'make explain CODE=…' explains a rule."
    raise Abort(message)


def _log(diagnostics: Sequence[Diagnostic], config: MkDocsConfig) -> None:
    for diagnostic in diagnostics:
        if not diagnostic.is_notice:
            log.error(diagnostic.as_text(_shown(config)))
    if os.environ.get("GITHUB_ACTIONS"):
        for diagnostic in diagnostics:
            print(diagnostic.as_github(_shown(config)))


def _shown(config: MkDocsConfig) -> str:
    return os.path.relpath(config.docs_dir).replace(os.sep, "/")


def _was_reported(path: str) -> bool:
    return any(problem.path == path for problem in current_report().problems)


def _is_shared(problem: Diagnostic) -> bool:
    # No page shows anything of the source map, and it is wrong as soon as a section that it names is renamed.
    return problem.path.startswith("_") and problem.path != SOURCE_MAP


def _problem_box(problems: Sequence[Diagnostic]) -> str:
    if not problems:
        return ""
    items = "".join(f"<li>{html_text.escape(problem.as_text())}</li>" for problem in problems)
    return (
        '<div class="admonition failure"><p class="admonition-title">This page cannot be published yet</p>'
        f"<ul>{items}</ul></div>"
    )


if __name__ == "__main__":
    sys.exit(main())
