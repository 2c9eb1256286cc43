"""Time the check and the build of large sites, with this project and with plain Material, and print a table.

Every build is a process of its own, and its total processor time counts: on an idle machine that is the time
one waits, and on a busy machine it is still comparable. Plain Material builds the same pages with the same
settings, without the hooks and templates: once with the markers filled in, which is what readers get, and
once with the markers left out, which is less than half of the text. Compare figures from the same run only,
not from different machines or days. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import functools
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generate_pages import PROJECT, write_pages
from plain_material import build_site, copy_with_markers_filled, copy_without_markers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs.config.defaults import MkDocsConfig

# Below this number of pages a build is cheap enough to take the median of three.
CHEAP = 500


class Built(NamedTuple):
    """What one build took.

    Attributes:
        seconds: processor time of the whole process.
        html_bytes: of all HTML files together.
        pages: number of HTML files.
        hook_seconds: spent in each hook's events, by the hook's path.
    """

    seconds: float
    html_bytes: int
    pages: int
    hook_seconds: dict[str, float]


def timed(command: Sequence[str | Path]) -> tuple[float, str]:
    """Run a command in the project's folder; return its processor time in seconds and its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return seconds, done.stdout


def seconds_waited(command: Sequence[str | Path]) -> float:
    """Run a command that uses several processors, and return its wall-clock time in seconds."""
    start = time.perf_counter()
    timed(command)
    return time.perf_counter() - start


def build_in_a_process(docs: Path, *, plain: bool) -> Built:
    """Build a docs folder in a new process, with this project or with plain Material."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        how = ["--plain"] if plain else []
        seconds, output = timed([sys.executable, __file__, "--build", docs, site, *how])
        sizes = [page.stat().st_size for page in site.rglob("*.html")]
    return Built(seconds, sum(sizes), len(sizes), json.loads(output.splitlines()[-1]))


def build_here(docs: Path, site: Path, *, plain: bool) -> dict[str, float]:
    """Build a docs folder in this process.

    Returns:
        The seconds spent in each hook's events, by the hook's path in mkdocs.yml.
    """
    seconds: defaultdict[str, float] = defaultdict(float)
    build_site(docs, site, plain=plain, before=lambda config: time_hooks(config, seconds))
    return dict(seconds)


def time_hooks(config: MkDocsConfig, seconds: defaultdict[str, float]) -> None:
    """From now on, add the time that each hook's events take to `seconds`."""

    def with_clock(event: Callable[..., Any], hook: str) -> Callable[..., Any]:
        @functools.wraps(event)
        def run(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            try:
                return event(*args, **kwargs)
            finally:
                seconds[hook] += time.process_time() - start

        return run

    hooks = {Path(str(module.__file__)): name for name, module in config["hooks"].items()}
    for events in config.plugins.events.values():
        for number, event in enumerate(events):
            code = getattr(event, "__code__", None)
            if code is not None and (hook := hooks.get(Path(code.co_filename))):
                events[number] = with_clock(event, hook)


def median_build(docs: Path, pages: int, *, plain: bool) -> Built:
    """Build once, or three times if that is cheap, and return the median build."""
    runs = [build_in_a_process(docs, plain=plain) for _ in range(3 if pages < CHEAP else 1)]
    return sorted(runs)[len(runs) // 2]


def copy_docs(folder: Path, pages: int) -> tuple[Path, Path, Path]:
    """Copy the project's pages and add generated ones.

    Returns:
        The docs folders for this project, for plain Material with the text of the markers filled in, and for
        plain Material without it.
    """
    ours, filled, stripped = (folder / f"{pages}-{kind}" for kind in ("ours", "filled", "stripped"))
    shutil.copytree(PROJECT / "docs", ours)
    write_pages(pages, ours)
    copy_with_markers_filled(ours, filled)
    copy_without_markers(ours, stripped)
    return ours, filled, stripped


def show(pages: int, who: str, built: Built) -> None:
    """Print one line of the table of builds."""
    print(
        f"{pages:>6,}  {who:<18} {built.seconds:>8.1f} s {1000 * built.seconds / built.pages:>7.1f} ms"
        f" {built.html_bytes / 1e6:>8.1f} MB {built.html_bytes / built.pages / 1000:>7.1f} KB",
        flush=True,
    )


def measure(sizes: Sequence[int], plain_up_to: int) -> None:
    """Measure sites of these sizes, and print each row as soon as it is ready."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        checked = folder / "check"
        shutil.copytree(PROJECT / "docs", checked)
        write_pages(1000, checked)
        check = [PROJECT / "hooks" / "check_pages.py", checked]
        waited = statistics.median(seconds_waited([sys.executable, *check]) for _ in range(3))
        print(f"make check on 1,000 more pages: {waited:.2f} s from start to end\n")
        print("  pages  built by         whole build  per page  all HTML  per page")
        in_hooks: dict[int, Built] = {}
        for pages in sizes:
            docs, filled, stripped = copy_docs(folder, pages)
            ours = in_hooks[pages] = median_build(docs, pages, plain=False)
            show(pages, "this project", ours)
            if pages <= plain_up_to:
                for who, its_docs in (("plain Material", filled), ("  without markers", stripped)):
                    plain = median_build(its_docs, pages, plain=True)
                    show(pages, who, plain)
                    print(f"{'':8}this project takes {ours.seconds / plain.seconds:.0%} of that time")
        print("\nin the hooks' events, ms a page" + "".join(f"{pages:>10,}" for pages in sizes))
        for hook in max(in_hooks.values()).hook_seconds:
            each = (1000 * built.hook_seconds.get(hook, 0) / built.pages for built in in_hooks.values())
            print(f"  {hook:<29}" + "".join(f"{milliseconds:>10.2f}" for milliseconds in each))


def main() -> None:
    """Read the command line and measure, or act as the process that builds."""
    parser = argparse.ArgumentParser(description="Time the check and the build of large sites.")
    parser.add_argument(
        "sizes", nargs="*", type=int, default=[250, 1000, 4000], help="numbers of pages to add"
    )
    parser.add_argument("--plain-up-to", type=int, default=1000, help="largest site for plain Material")
    parser.add_argument("--build", nargs=2, type=Path, metavar=("DOCS", "SITE"), help=argparse.SUPPRESS)
    parser.add_argument("--plain", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        print(json.dumps(build_here(*options.build, plain=options.plain)))
    else:
        measure(options.sizes, options.plain_up_to)


if __name__ == "__main__":
    main()
