"""Keeps every address that was published: as a MkDocs hook that leads on from old ones, and as two commands.

python hooks/keep_addresses.py record [DOCS_DIR]      add new addresses to docs/_data/permalinks.yml
python hooks/keep_addresses.py external [DOCS_DIR]    list the links to other hosts: file, line, address
"""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from page_contract.check import check_site
from page_contract.current_report import current_report
from page_contract.external_links import external_links
from page_contract.page_types import PARTIAL
from page_contract.permalinks import PERMALINKS, Permalinks, entries, record_with
from page_contract.record_history import published_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = logging.getLogger("mkdocs.plugins.keep_addresses")


# Events ----------------------------------------------------------------------------------------


_publishing = False


def on_startup(*, command: str, dirty: bool) -> None:
    """Find out whether this is for readers; a preview needs no address."""
    global _publishing  # noqa: PLW0603  (events have nowhere else to keep it)
    _publishing = command != "serve"


# What stands in canonical addresses, codes and data, each of which goes on behind it.
_SITE_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~-]+)*/?")


def on_config(config: MkDocsConfig) -> None:
    """Say what will be missing without the site's address, and refuse one that would be wrong everywhere."""
    if config.site_url and not _SITE_URL.fullmatch(config.site_url):
        from mkdocs.exceptions import Abort  # noqa: PLC0415  (the commands do without MkDocs)

        message = (
            f"SITE_URL is '{config.site_url}': write https://, the host and the folder, no more, such as "
            "https://stretches.example.org/ or https://example.org/numb-leg/"
        )
        raise Abort(message)
    if _publishing and not config.site_url:
        log.info(
            "SITE_URL is not set, so the site will have no canonical addresses, no sitemap entries, no QR "
            "codes, no pictures in link previews and no addresses on paper. Set it to the site's address, "
            "such as SITE_URL=https://stretches.example.org/"
        )


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Put a page that leads on at every address that a page has moved away from."""
    from mkdocs.structure.files import File  # noqa: PLC0415  (the commands do without MkDocs)
    from page_filling.moved_pages import moved_pages  # noqa: PLC0415

    template = env.get_template("moved.html")
    for moved in moved_pages(current_report()):
        html = template.render(config=config, moved=moved)
        files.append(File.generated(config, moved.file, content=html))
    return env


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
