"""Builds that succeed publish the whole new site; previews publish nothing."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publishing.conftest import Project

GH_DEPLOY = """
import fcntl, os, sys
from mkdocs.__main__ import cli
from mkdocs.commands import gh_deploy

def look(config, **_):
    print("deployed from", config.site_dir, sorted(os.listdir(config.site_dir)))
    with open(".site.lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("no other build can swap it")

gh_deploy.gh_deploy = look
cli(["gh-deploy"])
"""


def _replaced(project: Project, finished: subprocess.CompletedProcess[str]) -> bool:
    assert finished.returncode == 0, finished.stdout
    assert project.left_overs() == set()
    return project.versions() == {"v0002"}


def test_the_first_build_ever(first_build: tuple[Project, str]) -> None:
    project, output = first_build
    assert project.versions() == {"v0001"}
    assert project.left_overs() == set()
    assert f"Published to '{project.site}'" in output
    assert "today's date, because there is no commit" in output


@pytest.mark.parametrize("arguments", [("--strict", "-q"), ("-v",)])
def test_a_new_site_replaces_the_old_one(project: Project, arguments: tuple[str, ...]) -> None:
    (project.site / "removed.html").write_text("a page that is no more")
    assert _replaced(project, project.run("build", *arguments))
    assert not (project.site / "removed.html").exists()


def test_without_strict_a_warning_publishes(project: Project) -> None:
    project.write_pages(2, "[gone](gone.md)")
    assert _replaced(project, project.run("build"))


def test_dirty_builds_only_what_changed_into_a_copy(project: Project) -> None:
    untouched = project.root / "docs" / "two" / "three.md"
    os.utime(untouched, (0, 0))
    modified = (project.site / "two" / "three" / "index.html").stat().st_mtime_ns
    (project.site / "added.html").write_text("kept")
    finished = project.run("build", "--dirty")
    assert finished.returncode == 0, finished.stdout
    assert "v0002" in (project.site / "one" / "index.html").read_text()
    assert "v0001" in (project.site / "two" / "three" / "index.html").read_text()
    assert (project.site / "two" / "three" / "index.html").stat().st_mtime_ns == modified
    assert (project.site / "added.html").read_text() == "kept"
    assert project.left_overs() == set()


def test_a_site_outside_the_project(project: Project, tmp_path: Path) -> None:
    before = project.tree()
    finished = project.run("build", "-d", str(tmp_path / "public" / "html"))
    assert finished.returncode == 0, finished.stdout
    assert (tmp_path / "public" / "html" / "index.html").exists()
    assert {path.name for path in (tmp_path / "public").iterdir()} == {"html", ".html.lock"}
    assert project.tree() == before


def test_a_link_is_replaced_and_what_it_points_to_is_left_alone(project: Project) -> None:
    elsewhere = project.root / "elsewhere"
    project.site.rename(elsewhere)
    (elsewhere / ".nojekyll").touch()
    project.site.symlink_to("elsewhere")
    before = {path.name for path in elsewhere.iterdir()}
    finished = project.run("build")
    assert _replaced(project, finished)
    assert not project.site.is_symlink()
    assert (project.site / ".nojekyll").exists()
    assert {path.name for path in elsewhere.iterdir()} == before
    assert "was a link and is a folder now" in finished.stdout


def test_hidden_entries_stay(project: Project) -> None:
    (project.site / ".nojekyll").touch()
    (project.site / ".git" / "objects").mkdir(parents=True)
    (project.site / ".git" / "HEAD").write_text("ref: refs/heads/main")
    (project.site / ".link").symlink_to("nowhere")
    assert _replaced(project, project.run("build"))
    assert (project.site / ".nojekyll").exists()
    assert (project.site / ".git" / "HEAD").read_text() == "ref: refs/heads/main"
    assert (project.site / ".git" / "objects").is_dir()
    assert os.readlink(project.site / ".link") == "nowhere"  # noqa: PTH115


def test_parallel_builds_wait_for_each_other(project: Project) -> None:
    project.add_hook(
        """
        import os, pathlib, time
        def on_pre_build(**_):
            if "HOLD" in os.environ:
                pathlib.Path("holding").touch()
                while not pathlib.Path("go").exists():
                    time.sleep(0.01)
        """,
    )
    first = project.start("build", HOLD="1")
    while not (project.root / "holding").exists():
        assert first.poll() is None
        time.sleep(0.01)
    second = project.start("build")
    assert second.stdout
    assert first.stdout
    lines: list[str] = []
    while not lines or "Another build is publishing to" not in lines[-1]:
        lines.append(second.stdout.readline())
        assert lines[-1], lines
    assert project.versions() == {"v0001"}
    (project.root / "go").touch()
    for build in (first, second):
        output = build.communicate(timeout=60)[0]
        assert build.returncode == 0, output
        assert "Published to" in output
    assert project.versions() == {"v0002"}
    assert project.left_overs() == set()


def test_gh_deploy_reads_the_published_site(project: Project) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", GH_DEPLOY],
        cwd=project.root,
        env=project.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 0, finished.stderr
    assert f"deployed from {project.site} ['index.html'" in finished.stdout
    assert "no other build can swap it" in finished.stdout
    assert project.versions() == {"v0002"}


@pytest.mark.parametrize("arguments", [("--clean",), ("--dirty",)])
def test_a_preview_is_never_staged(project: Project, arguments: tuple[str, ...]) -> None:
    before = project.tree()
    (project.root / ".site.lock").unlink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    server = project.start("serve", "--no-livereload", "-a", address, *arguments)
    try:
        page = ""
        while not page:
            assert server.poll() is None
            try:
                with urllib.request.urlopen(f"http://{address}/one/", timeout=10) as answer:
                    page = answer.read().decode()
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
    finally:
        server.send_signal(signal.SIGINT)
        output = server.communicate(timeout=30)[0]
    assert "v0002" in page
    assert "ublished" not in output
    assert project.tree() == before
    assert not (project.root / ".site.lock").exists()
    assert project.left_overs() == set()


def _git(project: Project, *arguments: str) -> None:
    date = "2020-02-03T12:00:00+0000"
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=project.root,
        env=project.environment(GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date),
        check=True,
        capture_output=True,
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_one_commit_gives_one_site(project: Project) -> None:
    _git(project, "init")
    _git(project, "add", "docs", "mkdocs.yml")
    _git(project, "commit", "-m", "Pages")
    assert _replaced(project, project.run("build"))
    first = project.tree()
    sitemap = (project.site / "sitemap.xml").read_bytes()
    dates = re.findall(rb"<lastmod>(.*?)</lastmod>", sitemap)
    assert len(dates) == 4
    assert set(dates) == {b"2020-02-03"}
    compressed = (project.site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(compressed) == sitemap
    midnight = 1_580_688_000
    assert int.from_bytes(compressed[4:8], "little") == midnight
    # From another folder, into another site_dir: neither may show in a single byte.
    elsewhere = project.run("build", "-d", "another")
    assert elsewhere.returncode == 0, elsewhere.stdout
    project.site = project.root / "another"
    assert project.tree() == first


def test_a_date_that_is_set_is_kept(project: Project) -> None:
    _git(project, "init")
    _git(project, "add", "docs")
    _git(project, "commit", "-m", "Pages")
    assert _replaced(project, project.run("build", SOURCE_DATE_EPOCH="86400"))
    assert b"<lastmod>1970-01-02</lastmod>" in (project.site / "sitemap.xml").read_bytes()
