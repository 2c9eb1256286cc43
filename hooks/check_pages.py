"""Checks every page before it is published: as a MkDocs hook, and as a command that needs no MkDocs.

    python hooks/check_pages.py [DOCS_DIR]           check the pages; exit status 1 if something is wrong
    python hooks/check_pages.py explain CODE         say what a rule finds, and why
    python hooks/check_pages.py contract [FILE]      print the whole contract, or set it into a Markdown file
    python hooks/check_pages.py new KIND/NAME        write a new page, for example exercise/heel-slide
    python hooks/check_pages.py sources WORDS        list the sources that have these words
    python hooks/check_pages.py claims [DOCS_DIR]    list every sentence with its sources, separated by tabs

As a hook it checks in `on_pre_build`, the last event before MkDocs touches the published site. In a preview
(`mkdocs serve`) it never stops: the problems are logged, and each page carries its own in a box at the top.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import html as html_text
import io
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checks.current_report import current_report, remember_report
from checks.rendered_headings import disagreements
from checks.rendered_links import rendered_links_to_stretches
from checks.second_look import elsewhere, second_look
from checks.site import check_site
from checks.site_files import file_rule
from contract.diagnostics import Diagnostic
from contract.explain import contract_as_markdown, explain_rule, nearest_rules, with_contract
from contract.page_types import PARTIAL
from outputs.claims import claims
from outputs.find_sources import find_sources
from outputs.scaffold import CannotWriteError, write_new_page
from reading.block_structure import read_structure
from reading.permalinks import PERMALINKS
from reading.registers import SOURCES, read_registers
from reading.source_page import read_lines
from reading.text_file import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.plugins.check_pages")

_previewing = False
_found_in_html: list[Diagnostic] = []


# Events ----------------------------------------------------------------------------------------


def on_startup(*, command: str, dirty: bool) -> None:
    """Find out whether this is a preview; `serve --clean` reports itself as a build."""
    import click  # noqa: PLC0415  (MkDocs brings it; the command line does without)

    context = click.get_current_context(silent=True)
    global _previewing  # noqa: PLW0603  (events have nowhere else to keep it)
    _previewing = command == "serve" or (context is not None and context.command.name == "serve")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Keep MkDocs' strict mode from ending a preview at the first broken link."""
    if _previewing:
        from mkdocs.utils import CountHandler  # noqa: PLC0415  (the command line does without MkDocs)

        # MkDocs has hung up its counter by now and will not ask `config.strict` again.
        for handler in logging.getLogger("mkdocs").handlers:
            if isinstance(handler, CountHandler):
                handler.setLevel(logging.CRITICAL + 1)
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Check all pages while the published site is still untouched."""
    _found_in_html.clear()
    # A preview has threads, and a process with threads must not fork.
    report = check_site(
        Path(config.docs_dir),
        processes=1 if _previewing else os.cpu_count() or 1,
        site_url="" if _previewing else config.site_url or "",
    )
    remember_report(report)
    _tell(report.diagnostics, config)
    for notice in report.notices:
        log.info(notice.as_text(_shown(config)))
    if report.not_compared:
        log.info("%s/%s: notice: %s", _shown(config), PERMALINKS, report.not_compared)
    if report.problems:
        _stop(report.summary())
    log.info(report.summary())


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Refuse a page that was not checked and would be published, and one that was and would not be."""
    checked = current_report().pages
    published = {file.src_uri for file in files.documentation_pages()}
    unseen = [
        Diagnostic(
            path,
            1,
            "lost-address",
            "the page was checked, and MkDocs would not publish it",
            "take it out of 'exclude_docs' and 'draft_docs' in mkdocs.yml",
        )
        for path, page in checked.items()
        if page.page_type is not PARTIAL and path not in published and not _previewing
    ]
    unseen += [
        Diagnostic(
            file.src_uri,
            1,
            "unclassified-page",
            "MkDocs would publish this file, but it was not checked",
            "keep pages as files below the docs folder, with names that end in .md",
        )
        for file in files.documentation_pages()
        if file.src_uri not in checked and not (_previewing and _was_reported(file.src_uri))
    ]
    unseen += [
        Diagnostic(
            file.src_uri,
            1,
            "unlisted-file",
            "MkDocs would publish this file, which is for the build alone or was not checked",
            "bring 'exclude_docs' in mkdocs.yml back as it was",
        )
        for file in files
        if file.src_dir == config.docs_dir
        and file.inclusion.is_included()  # type: ignore[no-untyped-call]
        and not _is_for_readers(file)
    ]
    _tell(unseen, config)
    if unseen:
        _stop(f"{len(unseen)} files are not the ones that were checked.")
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Compare what readers get with what was checked; in a preview, list the problems."""
    report = current_report()
    checked = report.pages.get(page.file.src_uri)
    found = []
    if checked is not None:
        source, structure = checked.source, read_structure(html)
        text = report.registers.numbers.in_page(decode(page.file.content_bytes) or "")
        lines = read_lines(text, source.front_matter_end)
        flaws = [
            *disagreements(source, structure.headings),
            *rendered_links_to_stretches(checked, structure.links, config.site_url or ""),
        ]
        looked = second_look(source, lines, checked.page_type, Path(config.docs_dir), structure)
        flaws += elsewhere(looked, flaws, source.headings)
        found = [
            Diagnostic(page.file.src_uri, flaw.line, flaw.rule, flaw.message, flaw.mend) for flaw in flaws
        ]
    if not _previewing:
        _found_in_html.extend(found)
        return html
    _tell(found, config)
    own = [problem for problem in report.problems if problem.path == page.file.src_uri or _is_shared(problem)]
    return _problem_box(list(dict.fromkeys([*own, *found]))) + html


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Stop before a page is written that is not what was checked."""
    if _found_in_html:
        _tell(_found_in_html, config)
        _stop(f"{len(_found_in_html)} problems show in the finished pages alone.")
    return env


def _is_for_readers(file: File) -> bool:
    """Return whether a file below the docs folder may be published, as far as its path tells."""
    if file.is_documentation_page():
        checked = current_report().pages.get(file.src_uri)
        return checked is None or checked.page_type is not PARTIAL
    rule = file_rule(file.src_uri)
    return (rule is not None and rule.published) or (_previewing and _was_reported(file.src_uri))


def _stop(summary: str) -> None:
    from mkdocs.exceptions import Abort  # noqa: PLC0415  (the command line does without MkDocs)

    if _previewing:
        log.error(summary)
        return
    message = f"{summary} The published site is as it was. 'make explain CODE=…' says why a rule is there."
    raise Abort(message)


def _tell(diagnostics: Sequence[Diagnostic], config: MkDocsConfig) -> None:
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
    return problem.path.startswith("_")


def _problem_box(problems: Sequence[Diagnostic]) -> str:
    if not problems:
        return ""
    items = "".join(f"<li>{html_text.escape(problem.as_text())}</li>" for problem in problems)
    return (
        '<div class="admonition failure"><p class="admonition-title">This page cannot be published yet</p>'
        f"<ul>{items}</ul></div>"
    )


# Command line ----------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 when all is well, 1 when something is wrong with the pages, 2 for a wrong call.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0], add_help=True)
    parser.add_argument(
        "command", nargs="?", default="docs", metavar="DOCS_DIR | explain | contract | new | sources | claims"
    )
    parser.add_argument("what", nargs="?", metavar="CODE | FILE | KIND/NAME | WORDS | DOCS_DIR")
    parser.add_argument("--docs", default="docs", metavar="DIR", help="docs folder, for new and sources")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that knows no quotation marks
    if options.command == "explain":
        return _explain(options.what)
    if options.command == "contract":
        return _contract(options.what)
    if options.command == "claims":
        return _claims(Path(options.what or options.docs))
    if options.command == "sources":
        return _sources(Path(options.docs), options.what)
    if options.command == "new":
        return _new(Path(options.docs), options.what)
    if options.what is not None:
        parser.error(f"'{options.what}' is one word too many; give one docs folder")
    return _check(Path(options.command))


def _check(docs: Path) -> int:
    if not docs.is_dir():
        print(f"there is no folder '{docs}'; give the folder that holds the pages", file=sys.stderr)
        return 2
    gc.disable()  # everything read is still needed when the command ends
    report = check_site(docs, processes=os.cpu_count() or 1, site_url=os.environ.get("SITE_URL", ""))
    folder = docs.as_posix().rstrip("/")
    for diagnostic in report.diagnostics:
        print(diagnostic.as_text(folder))
        if os.environ.get("GITHUB_ACTIONS"):
            print(diagnostic.as_github(folder))
    if report.not_compared:
        print(f"{folder}/{PERMALINKS}: notice: {report.not_compared}")
    print(report.summary())
    return 1 if report.problems else 0


def _claims(docs: Path) -> int:
    if not docs.is_dir():
        print(f"there is no folder '{docs}'; give the folder that holds the pages", file=sys.stderr)
        return 2
    print("page", "section", "sentence", "sources", sep="\t")
    for claim in claims(docs, check_site(docs)):
        print(claim.page, claim.section, claim.sentence, " ".join(claim.sources), sep="\t")
    return 0


def _contract(file: str | None) -> int:
    if file is None:
        print(contract_as_markdown())
        return 0
    path = Path(file)
    try:
        path.write_text(with_contract(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    except (OSError, ValueError) as reason:
        print(f"cannot set the contract into {path}: {reason}", file=sys.stderr)
        return 2
    return 0


def _explain(word: str | None) -> int:
    if word is None:
        print("say which rule: 'explain missing-section' or 'explain P201'", file=sys.stderr)
        return 2
    text = explain_rule(word)
    if text is None:
        near = nearest_rules(word)
        print(
            f"there is no rule '{word}'" + (f"; did you mean {', '.join(near)}?" if near else ""),
            file=sys.stderr,
        )
        return 2
    print(text)
    return 0


def _new(docs: Path, kind_and_name: str | None) -> int:
    if kind_and_name is None or "/" not in kind_and_name:
        print("say what to write: 'new exercise/heel-slide'", file=sys.stderr)
        return 2
    try:
        path = write_new_page(
            docs, kind_and_name, dt.datetime.now().astimezone().date(), read_registers(docs)
        )
    except CannotWriteError as reason:
        print(reason, file=sys.stderr)
        return 2
    print(f"wrote {path}: write over every TODO, then run 'make check'")
    return 0


def _sources(docs: Path, words: str | None) -> int:
    """List the sources that have the words, and what pages say that they support."""
    if words is None:
        print("say what to look for: 'sources hamstring'", file=sys.stderr)
        return 2
    report = check_site(docs)
    notes: dict[str, str] = {}
    for page in report.pages.values():
        for use in page.source_uses:
            key = str(use.get("key"))
            notes[key] = f"{notes.get(key, '')} {use.get('supports')}"
    found = list(find_sources(report.registers.sources or {}, words, notes))
    print("\n".join(found) if found else f"no source in docs/{SOURCES} has the words '{words}'; try fewer")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
