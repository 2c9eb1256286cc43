"""Score this site's pages with Lighthouse, side by side with plain Material's pages of the same text.

    make lighthouse
    make lighthouse ARGS="--page /stretches/cobra/ --runs 5"

Both sites are built and served on this machine; Lighthouse loads their pages in turns, simulating a phone
with a slow network and processor. Its times vary from run to run, so each page is loaded several times, and
the medians are shown. Compare figures from the same run only, not from different machines or days. Nothing
here passes or fails: the exit status is 0 unless something could not be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generate_pages import PROJECT
from lighthouse_report import CATEGORIES, KINDS, METRICS, PageReport, page_report
from plain_material import build_site, checked, copy_with_markers_filled
from static_host import StaticHost, serving

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NODE = Path(sys.executable).parent / "node"
LIGHTHOUSE = PROJECT / "node_modules" / "lighthouse" / "cli" / "index.js"
CHROMIUM_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Lighthouse's own list without RenderDocument. If that is disabled, the first paint of a page is
    # sometimes a second or two late, and what scripts do before it does not count as blocking.
    "--disable-features=CalculateNativeWinOcclusion,MediaRouter,OptimizationHints,Translate",
)
# One run takes about ten seconds, more on a busy machine.
LONGEST_RUN = 180
OURS, PLAIN = "this site", "plain Material"
SHORT_CATEGORIES = ("perf.", "access.", "practices", "SEO")


class NotMeasuredError(Exception):
    """Lighthouse could not be run on a page; the message says why."""


class Row(NamedTuple):
    """One line of a table: the medians of one site's runs on a page.

    Attributes:
        scores: of 100, by category.
        metrics: in milliseconds, except for the layout shift, by short name.
        requests: number of files that the first view loads.
        weights: bytes of these files as sent, by kind.
        speed: of the processor during the run, in points of Lighthouse's own benchmark.
    """

    scores: Mapping[str, float]
    metrics: Mapping[str, float]
    requests: float
    weights: Mapping[str, float]
    speed: float


def default_pages(docs: Path) -> list[str]:
    """Return the home page, one condition page and every exercise page, as paths such as `/causes/`."""
    pages = checked(docs).pages
    kinds: dict[str, list[str]] = {"condition": [], "exercise": []}
    for path, page in sorted(pages.items()):
        if page.page_type.name in kinds:
            kinds[page.page_type.name].append(f"/{Path(path).with_suffix('').as_posix()}/")
    return ["/", *kinds["condition"][:1], *kinds["exercise"]]


def build_both(folder: Path, ours: StaticHost, plain: StaticHost) -> None:
    """Build both sites for the addresses where they are served.

    Args:
        folder: a folder for the text that plain Material builds.
        ours: the host of this site.
        plain: the host of plain Material's site.
    """
    docs = folder / "plain-docs"
    copy_with_markers_filled(PROJECT / "docs", docs)
    for host, its_docs in ((ours, PROJECT / "docs"), (plain, docs)):
        os.environ["SITE_URL"] = host.address
        build_site(its_docs, host.folder, plain=host is plain)


def run_lighthouse(address: str, chromium: str, folder: Path) -> PageReport:
    """Load a page once, in a new browser with an empty cache.

    Args:
        address: of the page.
        chromium: path of the browser.
        folder: for the browser's profile.

    Raises:
        NotMeasuredError: there is no report, or it says that the page could not be loaded.
    """
    command: list[str | Path] = [
        *(NODE, LIGHTHOUSE, address, "--quiet", "--output=json", "--no-enable-error-reporting"),
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(CHROMIUM_ARGUMENTS)}",
    ]
    environment = os.environ | {"CHROME_PATH": chromium, "TMPDIR": str(folder)}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST_RUN
        )
    except subprocess.TimeoutExpired as error:
        message = f"{address}: no report after {LONGEST_RUN} s"
        raise NotMeasuredError(message) from error
    try:
        return page_report(json.loads(done.stdout))
    except ValueError as error:
        message = f"{address}: {done.stderr.strip() or error}"
        raise NotMeasuredError(message) from error


def median_row(reports: Sequence[PageReport], host: StaticHost) -> Row:
    """Take the medians of the runs on a page.

    The weights come from the host's responses: of a worker's script Lighthouse counts only the headers.
    """
    weights = []
    for report in reports:
        weight = dict.fromkeys(KINDS, 0)
        for request in report.requests:
            weight[request.kind] += len(host.answer(request.path).body)
        weights.append(weight)
    return Row(
        scores={name: statistics.median(report.scores[name] for report in reports) for name in CATEGORIES},
        metrics={name: statistics.median(report.metrics[name] for report in reports) for name in METRICS},
        requests=statistics.median(len(report.requests) for report in reports),
        weights={kind: statistics.median(weight[kind] for weight in weights) for kind in KINDS},
        speed=statistics.median(report.speed for report in reports),
    )


def show_legend(runs: int) -> None:
    """Print the legend of the tables."""
    version = json.loads((LIGHTHOUSE.parents[1] / "package.json").read_text(encoding="utf-8"))["version"]
    print(
        f"Lighthouse {version}, mobile, median of {runs}. Scores of 100; FCP, LCP and TBT in ms; KB of the\n"
        "first view as sent, compressed; speed of the processor during the run: low on a busy machine,\n"
        "which makes TBT long. Below: the points that an audit costs, or why a time is long.",
        flush=True,
    )


def show_table(page: str, rows: Mapping[str, Row]) -> None:
    """Print the table of one page."""
    kinds = [kind for kind in KINDS if any(row.weights[kind] for row in rows.values())]
    lines = [[page, *SHORT_CATEGORIES, *METRICS, "requests", "KB", *kinds, "speed"]]
    for site, row in rows.items():
        metrics = [
            f"{value:.3f}" if name == "CLS" else f"{value:,.0f}" for name, value in row.metrics.items()
        ]
        weights = [sum(row.weights.values()), *(row.weights[kind] for kind in kinds)]
        kilobytes = [f"{weight / 1000:.1f}" for weight in weights]
        scores = [f"{row.scores[name]:.0f}" for name in CATEGORIES]
        lines.append([f"  {site}", *scores, *metrics, f"{row.requests:.0f}", *kilobytes, f"{row.speed:,.0f}"])
    first, *others = [max(map(len, column)) + 2 for column in zip(*lines, strict=True)]
    print()
    for name, *cells in lines:
        print(
            name.ljust(first) + "".join(cell.rjust(width) for cell, width in zip(cells, others, strict=True))
        )


def show_findings(site: str, reports: Sequence[PageReport], row: Row) -> None:
    """Print what costs points, from the run closest to the median of each category."""
    for category in CATEGORIES:
        score = row.scores[category]
        if round(score) == 100:
            continue
        print(f"  {site}, {category} {score:.0f}:")
        nearest = min(reports, key=lambda report: abs(report.scores[category] - score))
        for finding in nearest.findings:
            if finding.category != category:
                continue
            costs = f"{finding.points:.1f}" if finding.points else "why"
            savings = ", ".join(f"{name} {value:.0f} ms" for name, value in finding.savings.items())
            saves = f" (may save {savings})" if savings else ""
            print(f"    {costs:>5}  {finding.identifier}: {finding.title}{saves}")
            for place in finding.places:
                print(f"             {place}")


def measure(pages: Sequence[str], runs: int, chromium: str) -> bool:
    """Build both sites, load every page, and print each table as soon as it is ready.

    Args:
        pages: paths such as `/causes/`; those of `default_pages` if empty.
        runs: how often each page of each site is loaded.
        chromium: path of the browser.

    Returns:
        Whether every page could be measured.
    """
    all_measured = True
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = stack.enter_context(serving(folder / "ours"))
        plain = stack.enter_context(serving(folder / "plain"))
        hosts = {OURS: ours, PLAIN: plain}
        build_both(folder, ours, plain)
        show_legend(runs)
        for page in pages or default_pages(PROJECT / "docs"):
            reports: dict[str, list[PageReport]] = {site: [] for site in hosts}
            try:
                for _ in range(runs):
                    for site, host in hosts.items():
                        reports[site].append(
                            run_lighthouse(host.address + page.lstrip("/"), chromium, folder)
                        )
            except NotMeasuredError as error:
                print(f"\n{page}: not measured. {error}", file=sys.stderr)
                all_measured = False
                continue
            rows = {site: median_row(reports[site], host) for site, host in hosts.items()}
            show_table(page, rows)
            for site, row in rows.items():
                show_findings(site, reports[site], row)
            sys.stdout.flush()
    return all_measured


def main() -> None:
    """Read the command line, and measure."""
    from preview.chromium import chromium_path  # noqa: PLC0415  (plain_material says where it is)

    parser = argparse.ArgumentParser(description="Score this site and plain Material with Lighthouse.")
    parser.add_argument(
        "--page",
        action="append",
        default=[],
        metavar="PATH",
        help="a page such as /causes/; can be repeated; by default home, a condition and all exercises",
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each page is loaded; 3 by default")
    options = parser.parse_args()
    chromium = chromium_path()
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    if not chromium:
        sys.exit("No Chromium found: install it, or set CHROMIUM to its path.")
    if not LIGHTHOUSE.exists() or not NODE.exists():
        sys.exit("Lighthouse is not installed: run `make lighthouse`.")
    if not measure(options.page, options.runs, chromium):
        sys.exit(1)


if __name__ == "__main__":
    main()
