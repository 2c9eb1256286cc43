"""Links to other hosts are followed one by one, and those that lead nowhere are named."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[2]


class Publisher(BaseHTTPRequestHandler):
    """Another host: some pages are there, some are gone, some turn programs away."""

    def do_GET(self) -> None:
        """Answer by the address alone."""
        answers = {
            "/gone": 404,
            "/broken": 503,
            "/no-programs": 403,
            "/a%22b[1-9]{x}'c": 410,
            "/round-and-round": 302,
            "/to-a-file": 301,
            "/nowhere": 302,
            "/odd": 400,
            "/moved": 301,
        }
        leads_to = {
            "/round-and-round": "/round-and-round",
            "/to-a-file": "file:///etc/passwd",
            "/moved": "/here",
        }
        self.send_response(answers.get(self.path, 200))
        if self.path in leads_to:
            self.send_header("Location", leads_to[self.path])
        self.send_header("Retry-After", "0")
        self.send_header("Content-Length", "9" if self.path == "/cut-off" else "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def host() -> Iterator[str]:
    """Return the address of the other host."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Publisher) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy what the command reads, with no link to a real host."""
    for name in ("docs", "hooks"):
        shutil.copytree(
            PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.svg")
        )
    for name in ("Makefile", "mkdocs.yml", "pyproject.toml", "uv.lock"):
        shutil.copy(PROJECT / name, tmp_path)
    (tmp_path / ".venv").mkdir()
    for file in [*tmp_path.glob("docs/**/*.md"), *tmp_path.glob("docs/**/*.yml")]:
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"https?://[^\s<>()]*", "https-was-here", text), encoding="utf-8")
    (tmp_path / ".venv" / "ready").touch()
    return tmp_path


def follow(project: Path, *links: str) -> subprocess.CompletedProcess[str]:
    page = project / "docs" / "about.md"
    with page.open("a", encoding="utf-8") as text:
        text.write("".join(f"\n[A link]({link})\n" for link in links))
    command = ["make", "--no-print-directory", "follow-links", f"RUN={sys.executable}", "UV=Makefile"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=120)


def test_links_that_lead_somewhere(project: Path, host: str) -> None:
    done = follow(project, f"{host}/here", f"{host}/no-programs", f"{host}/moved")
    said = "Following 3 links; this may take some minutes\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")


def test_links_that_lead_nowhere_are_named(project: Path, host: str) -> None:
    odd = f"{host}/a%22b[1-9]{{x}}'c"
    dead = {
        f"{host}/gone": 404,
        odd: 410,
        f"{host}/broken": 503,
        f"{host}/odd": 400,
        f"{host}/round-and-round": 302,
        f"{host}/to-a-file": 301,
        f"{host}/nowhere": 302,
        f"{host}/cut-off": 200,
    }
    done = follow(project, f"{host}/here", *dead, "http://127.0.0.1:1/")
    assert done.returncode != 0
    _, *named, meaning, hint = done.stdout.splitlines()
    assert "not on the network" in meaning
    expected = [f"{code}\t{link}" for link, code in dead.items()]
    assert sorted(named) == sorted(["000\thttp://127.0.0.1:1/", *expected])
    assert ".cache/links.tsv" in hint
    listed = (project / ".cache" / "links.tsv").read_text(encoding="utf-8")
    assert re.search(rf"^docs/about\.md:\d+\t{host}/gone$", listed, flags=re.MULTILINE)


def test_a_curl_that_follows_nothing_does_not_pass(project: Path, host: str) -> None:
    done = follow(project, f"{host}/here")
    assert done.returncode == 0
    broken = project / "Makefile"
    broken.write_text(broken.read_text(encoding="utf-8").replace("\ncurl ", "\nfalse ", 1), encoding="utf-8")
    done = follow(project, f"{host}/here")
    assert done.returncode != 0
    assert "curl did not follow every link" in done.stdout
