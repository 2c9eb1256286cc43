"""Keeps every address that was published: as a MkDocs hook that leads on from old ones, and as two commands.

python hooks/keep_addresses.py record [DOCS_DIR]      add new addresses to docs/_data/permalinks.yml
python hooks/keep_addresses.py external [DOCS_DIR]    list the links to other hosts: file, line, address
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checks.current_report import current_report
from checks.record_history import published_lines
from checks.site import check_site
from contract.page_types import PARTIAL
from outputs.external_links import external_links
from reading.permalinks import PERMALINKS, Permalinks, addresses_to_answer, entries, record_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = logging.getLogger("mkdocs.plugins.keep_addresses")


# Events ----------------------------------------------------------------------------------------


_typed: str | None = None
_reported = ""


def on_startup(*, command: str, dirty: bool) -> None:
    """Learn which command this is."""
    from publishing.preview import typed_command  # noqa: PLC0415  (the commands do without MkDocs)

    global _typed, _reported
    _typed, _reported = typed_command(), command


def _is_for_readers(config: MkDocsConfig) -> bool:
    from publishing.preview import is_preview  # noqa: PLC0415

    return not is_preview(typed=_typed, reported=_reported, site_dir=Path(config.site_dir))


def on_config(config: MkDocsConfig) -> None:
    """Refuse settings that would be wrong on every page, and say what will be missing without them."""
    from mkdocs.exceptions import Abort  # noqa: PLC0415
    from publishing.operator_settings import (  # noqa: PLC0415
        doubt_about_site_url,
        why_no_contact,
        why_no_site_url,
    )

    address, contact = config.site_url or "", str(config.extra.get("contact") or "")
    wrong = [why_no_site_url(address) if address else "", why_no_contact(contact) if contact else ""]
    if not _is_for_readers(config):
        # The address of a preview is its own.
        if wrong[1]:
            log.info("%s. A build for readers would be refused.", wrong[1])
        return
    if any(wrong):
        raise Abort("\n".join(filter(None, wrong)))
    if doubt := doubt_about_site_url(address) if address else "":
        log.info(doubt)
    if not address:
        log.info(
            "SITE_URL is not set, so the site will have no canonical addresses, no sitemap entries, no QR "
            "codes, no pictures in link previews and no addresses on paper. Set it to the site's address, "
            "such as SITE_URL=https://stretches.example.org/"
        )


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Put a page that leads on at every address that a page has moved away from."""
    from mkdocs.structure.files import File  # noqa: PLC0415  (the commands do without MkDocs)
    from outputs.redirects import moved_pages  # noqa: PLC0415

    template = env.get_template("moved.html")
    for moved in moved_pages(current_report()):
        html = template.render(config=config, moved=moved)
        files.append(File.generated(config, moved.file, content=html))
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Stop before a site is published that does not have every address, as it would with some settings."""
    if not _is_for_readers(config):
        return
    from mkdocs.exceptions import Abort  # noqa: PLC0415
    from publishing.built_addresses import missing_addresses  # noqa: PLC0415

    missing = list(missing_addresses(Path(config.site_dir), addresses_to_answer(current_report())))
    if missing:
        count = "1 address" if len(missing) == 1 else f"{len(missing):,} addresses"
        message = (
            f"{count} of docs/{PERMALINKS} would end with this build: {', '.join(missing[:3])}"
            f"{' …' if len(missing) > 3 else ''}. The pages are right, so a setting or a plugin in "
            "mkdocs.yml changes where they are built (such as use_directory_urls, offline, or slugify of "
            "toc): take it out. The published site is as it was."
        )
        raise Abort(message)


# After whatever could still move a file. MkDocs reads the priority from this attribute, and
# `mkdocs.plugins.event_priority`, which sets it, would need MkDocs for the commands below.
on_post_build.mkdocs_priority = -10_000  # type: ignore[attr-defined]


# Command line ----------------------------------------------------------------------------------


def main(arguments: Sequence[str]) -> int:
    """Run the command line.

    Returns:
        0 when all is well, 1 when something is wrong with the pages, 2 for a wrong call.
    """
    commands = {"record": _record, "external": _list_external}
    if not 1 <= len(arguments) <= 2 or arguments[0] not in commands:
        print((__doc__ or "").split("\n\n")[1], file=sys.stderr)
        return 2
    docs = Path(arguments[1] if len(arguments) == 2 else "docs")
    if not docs.is_dir():
        print(f"there is no folder '{docs}'; give the folder that holds the pages", file=sys.stderr)
        return 2
    return commands[arguments[0]](docs)


def _record(docs: Path) -> int:
    """Add what is new, once the pages are right: a mistake would be recorded for ever."""
    file = docs / PERMALINKS
    report = check_site(docs)
    is_new = not file.exists()
    in_the_way = [
        problem
        for problem in report.problems
        if problem.rule not in {"unrecorded-address", "shortened-record"}
        and not (is_new and (problem.path, problem.rule) == (PERMALINKS, "unreadable-register"))
    ]
    if in_the_way:
        for problem in in_the_way:
            print(problem.as_text(docs.as_posix()))
        print("No address was recorded: an address is kept for ever, so mend these first.")
        return 1
    before = "" if is_new else file.read_text(encoding="utf-8")
    pages = [page for page in report.pages.values() if page.page_type is not PARTIAL]
    record = report.registers.permalinks or Permalinks()
    record.restore(published_lines(docs)[0])
    after = record_with(record, pages)
    kept = entries(after)
    unknown = [line for line in after.split("\n") if line.startswith("-") and line not in kept]
    if unknown:
        print(f"No address was recorded: these cannot be read again: {', '.join(unknown)}")
        return 1
    new = sorted(kept - entries(before))
    for line in new:
        print(line.removeprefix("- "))
    if new:
        file.write_text(after, encoding="utf-8", newline="\n")
    print(f"{len(new)} new lines in {file.as_posix()}." if new else "Every address is recorded already.")
    return 0


def _list_external(docs: Path) -> int:
    try:
        for link in external_links(docs, check_site(docs)):
            print(f"{(docs / link.path).as_posix()}:{link.line}", link.url, sep="\t")
    except BrokenPipeError:  # whoever reads it has seen enough
        sys.stderr.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
