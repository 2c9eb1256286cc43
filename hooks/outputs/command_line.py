"""The commands: check, new, sources, explain, contract, claims, links and links-external."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checks.data.registers import SOURCES, read_registers
from checks.record_history import published_lines
from checks.site import check_site
from contract.explain import contract_as_markdown, explain_rule, nearest_rules
from contract.page_types import PARTIAL
from reading.permalinks import PERMALINKS, Permalinks, entries, record_with

from outputs.claims import Claim, claims
from outputs.external_links import external_links
from outputs.find_sources import find_sources
from outputs.scaffold import CannotWriteError, write_new_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        The exit status: 0 if all is well, 1 if something is wrong with the pages, 2 for wrong arguments.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # for terminals without curly quotes
    options = _parser().parse_args(_with_command(sys.argv[1:] if arguments is None else list(arguments)))
    docs: Path = options.docs
    if options.needs_docs and not docs.is_dir():
        print(f"there is no folder '{docs}'; name the folder that holds the pages", file=sys.stderr)
        return 2
    status: int = options.run(docs, options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Checks the pages, and helps to write them.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[Path, argparse.Namespace], int], about: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about.capitalize() + ".")
        added.set_defaults(run=run, needs_docs=True, docs=Path("docs"))
        return added

    def docs_of(added: argparse.ArgumentParser) -> None:
        added.add_argument("docs", nargs="?", type=Path, default=Path("docs"), metavar="DOCS_DIR")

    docs_of(command("check", _check, "check every page and list what is wrong"))
    new = command("new", _new, "write a new page with every field and section it needs")
    new.add_argument("page", metavar="KIND/NAME", help="such as exercise/heel-slide")
    new.add_argument("--docs", type=Path, default=Path("docs"), metavar="DIR")
    sources = command("sources", _sources, "list the sources that contain these words")
    sources.add_argument("words", nargs="+", metavar="WORD")
    sources.add_argument("--docs", type=Path, default=Path("docs"), metavar="DIR")
    explain = command("explain", _explain, "explain what a rule finds, and why")
    explain.add_argument("rule", metavar="CODE", help="such as P201 or missing-section")
    explain.set_defaults(needs_docs=False)
    contract = command("contract", _contract, "print the contract as Markdown")
    contract.set_defaults(needs_docs=False)
    docs_of(command("claims", _claims, "list each claim with each of its sources, separated by tabs"))
    docs_of(command("links", _record, "record the addresses of new pages and sections"))
    docs_of(command("links-external", _list_external, "list the links to other hosts, with file and line"))
    return parser


def _with_command(arguments: list[str]) -> list[str]:
    """Put `check` first if no command is named, so that a docs folder alone is enough."""
    first = next(iter(arguments), "")
    known = {"check", "new", "sources", "explain", "contract", "claims", "links", "links-external"}
    return arguments if first in known or first in {"-h", "--help"} else ["check", *arguments]


def _check(docs: Path, _options: argparse.Namespace) -> int:
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


def _new(docs: Path, options: argparse.Namespace) -> int:
    today = dt.datetime.now().astimezone().date()
    try:
        path = write_new_page(docs, options.page, today, read_registers(docs))
    except CannotWriteError as reason:
        print(reason, file=sys.stderr)
        return 2
    print(f"wrote {path}: replace every TODO, then run 'make check'")
    return 0


def _sources(docs: Path, options: argparse.Namespace) -> int:
    """List the sources that contain the words, also in what pages say that they support."""
    words = " ".join(options.words)
    report = check_site(docs)
    notes: dict[str, str] = {}
    for page in report.pages.values():
        for _, use in page.source.groups("sources"):
            key = str(use.get("key"))
            notes[key] = f"{notes.get(key, '')} {use.get('supports')}"
    found = list(find_sources(report.registers.sources or {}, words, notes))
    print(
        "\n".join(found) if found else f"no source in docs/{SOURCES} has the words '{words}'; try fewer words"
    )
    return 0 if found else 1


def _explain(_docs: Path, options: argparse.Namespace) -> int:
    text = explain_rule(options.rule)
    if text is None:
        near = nearest_rules(options.rule)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        print(f"there is no rule '{options.rule}'{hint}", file=sys.stderr)
        return 2
    print(text)
    return 0


def _contract(_docs: Path, _options: argparse.Namespace) -> int:
    print(contract_as_markdown(), end="")
    return 0


def _claims(docs: Path, _options: argparse.Namespace) -> int:
    print(*Claim._fields, sep="\t")
    for claim in claims(check_site(docs)):
        print(*claim, sep="\t")
    return 0


def _record(docs: Path, _options: argparse.Namespace) -> int:
    """Record new addresses, but only if the pages are correct, because a record is permanent."""
    file = docs / PERMALINKS
    report = check_site(docs)
    is_new = not file.exists()
    blocking = [
        problem
        for problem in report.problems
        if problem.rule not in {"unrecorded-address", "shortened-record"}
        and not (is_new and (problem.path, problem.rule) == (PERMALINKS, "unreadable-register"))
    ]
    if blocking:
        for problem in blocking:
            print(problem.as_text(docs.as_posix()))
        print("No address was recorded, because a recorded address is permanent. Fix these problems first.")
        return 1
    before = "" if is_new else file.read_text(encoding="utf-8")
    pages = [page.source for page in report.pages.values() if page.page_type is not PARTIAL]
    record = report.registers.permalinks or Permalinks()
    record.restore(published_lines(docs)[0])
    after = record_with(record, pages)
    kept = entries(after)
    unknown = [line for line in after.split("\n") if line.startswith("-") and line not in kept]
    if unknown:
        print(f"No address was recorded, because these lines could not be read back: {', '.join(unknown)}")
        return 1
    new = sorted(kept - entries(before))
    for line in new:
        print(line.removeprefix("- "))
    if new:
        file.write_text(after, encoding="utf-8", newline="\n")
    print(f"{len(new)} new lines in {file.as_posix()}." if new else "Every address is recorded already.")
    return 0


def _list_external(docs: Path, _options: argparse.Namespace) -> int:
    try:
        for link in external_links(docs, check_site(docs)):
            print(f"{(docs / link.path).as_posix()}:{link.line}", link.url, sep="\t")
    except BrokenPipeError:  # the reader, such as `head`, has closed the pipe
        sys.stderr.close()
    return 0
