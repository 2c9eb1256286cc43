"""A site that was published, changed as sites change over the years, and published again elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.conftest import ProjectCopy

HOST = "https://stretches.example"
SUB_PATH = "/numb-leg"

RETIRED = """\
---
id: lu
title: The lunge is not shown any more
summary: Why this stretch was taken down, and where to turn.
description: The lunge was taken down from this site. This page says why, and who can help you now.
also_called: [Low lunge]
redirect_from: [stretches/lunge]
search_words: []
sources:
  - key: garber11
    supports: A rehearsal.
    sections: [why-it-is-not-shown-any-more, where-to-turn]
written: 2026-11-25
reviewed: 2026-11-25
next_review: 2027-11-25
author: The contributors to this site
clinical_review: none yet
changes:
  - date: 2026-11-25
    what: First version.
---

We took this stretch down.

## Why it is not shown any more

This page stands in for a real reason.

## Where to turn

{{ emergency }}

Ask the person who gave it to you.

{{ leg-symptoms }}

## Where this comes from

{{ sources }}

{{ corrections }}
"""


@dataclass(frozen=True)
class Rehearsal:
    """The site as first published, and as it is now.

    Attributes:
        first: the folder of the first site, which was published at the root of a host.
        second: the folder of the second site, which is published in a folder of the host.
        addresses: every recorded address of the first site.
        moved: the pages that have a new address now, each with it.
    """

    first: Path
    second: Path
    addresses: tuple[str, ...]
    moved: dict[str, str]


@pytest.fixture(scope="session")
def rehearsal(built_project: ProjectCopy, tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    """Publish, rename two pages and a section, remove a section, retire a stretch, and publish again."""
    root = tmp_path_factory.mktemp("rehearsal") / "project"
    shutil.copytree(built_project.root, root)
    project = type(built_project)(root)
    finished = project.run("build", "--strict", SITE_URL=f"{HOST}/")
    assert finished.returncode == 0, finished.stdout
    first = root.parent / "first"
    project.site.rename(first)
    record = (project.docs / "_data" / "permalinks.yml").read_text(encoding="utf-8")
    addresses = tuple(re.findall(r"^- (/\S*)$", record, flags=re.MULTILINE))

    rename(project, "stretches/toe-touch", "stretches/forward-fold")
    rename(project, "routines/hamstring-stretches", "routines/back-of-the-leg")
    # A section with a new heading, and one that was merged into another.
    project.change("docs/index.md", "## Find your page\n", "## Your page { #find-your-page }\n")
    project.change("docs/clinicians.md", "## Print a page\n\n", "")
    project.change(
        "docs/clinicians.md",
        "\nredirect_sections:\n",
        "\nredirect_sections:\n  print-a-page: give-a-page-to-a-patient\n",
    )
    retire(project)

    keep = [sys.executable, "hooks/check_pages.py", "links"]
    finished = subprocess.run(
        keep, cwd=root, env=project.environment(), text=True, capture_output=True, check=False
    )
    assert finished.returncode == 0, finished.stdout
    finished = project.run("build", "--strict", SITE_URL=f"{HOST}{SUB_PATH}/")
    assert finished.returncode == 0, finished.stdout
    moved = {
        "/stretches/toe-touch/": "/stretches/forward-fold/",
        "/routines/hamstring-stretches/": "/routines/back-of-the-leg/",
        "/stretches/lunge/": "/retired/lunge/",
    }
    return Rehearsal(first, project.site, addresses, moved)


def rename(project: ProjectCopy, old: str, new: str) -> None:
    """Rename a page: its file, one line in its front matter, and everything that refers to it."""
    (project.docs / f"{old}.md").rename(project.docs / f"{new}.md")
    title = re.search(r"^title: .*\n", (project.docs / f"{new}.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert title is not None
    project.change(f"docs/{new}.md", title[0], f"{title[0]}redirect_from: [{old}]\n")
    was, now = Path(old).name, Path(new).name
    replace_everywhere(project, rf"\b{was}\.md", f"{now}.md")
    for routine in (project.docs / "routines").glob("*.md"):
        text = routine.read_text(encoding="utf-8")
        routine.write_text(re.sub(rf"^(stretches: .*)\b{was}\b", rf"\1{now}", text, flags=re.MULTILINE))


def retire(project: ProjectCopy) -> None:
    """Retire the lunge: add a page that says so, and remove all links to it as a stretch."""
    (project.docs / "stretches" / "lunge.md").unlink()
    (project.docs / "retired").mkdir()
    (project.docs / "retired" / "lunge.md").write_text(RETIRED, encoding="utf-8")
    replace_everywhere(project, r"\[([^\]]*)\]\([^)]*\blunge\.md[^)]*\)", r"\1")
    replace_everywhere(project, r"(page: stretches/lunge\.md,? *\n? *)anchor: .*", r"\1anchor: ''")
    replace_everywhere(project, r"\bstretches/lunge\.md", "retired/lunge.md")


def replace_everywhere(project: ProjectCopy, pattern: str, new: str) -> None:
    """Change the pages and the data files, but not the record of addresses."""
    for file in [*project.docs.rglob("*.md"), *(project.docs / "_data").rglob("*.yml")]:
        text = file.read_text(encoding="utf-8")
        if file.name != "permalinks.yml" and (changed := re.sub(pattern, new, text)) != text:
            file.write_text(changed, encoding="utf-8")


# Servers ---------------------------------------------------------------------------------------

NGINX_CONFIGURATION = """\
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
  types {
    text/html html;
    text/css css;
    text/javascript js;
    image/svg+xml svg;
    image/png png;
    application/json json;
  }
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen 127.0.0.1:{port};
    absolute_redirect off;
    location = {sub_path} { return 301 {sub_path}/$is_args$args; }
    location {sub_path}/ { alias {site}/; error_page 404 {sub_path}/404.html; }
    # The site was at the root of the host before.
    location / { return 301 {sub_path}$request_uri; }
  }
}
"""


def nginx_program() -> str:
    """Return the path of nginx: the one set in NGINX, an installed one, or the one unpacked for the tests."""
    program = os.environ.get("NGINX") or shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    unpacked = Path(__file__).parents[2] / ".tools" / "nginx" / "usr" / "sbin" / "nginx"
    if not program and unpacked.exists():
        program = str(unpacked)
    if not program:
        pytest.fail("no nginx found: install it, or set NGINX to its path")
    return str(Path(program).resolve())


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """Serve a site with nginx below a folder of the host; yield its address."""
    configuration = NGINX_CONFIGURATION.replace("{site}", str(site)).replace("{sub_path}", SUB_PATH)
    with running_nginx(configuration, folder) as host:
        yield f"{host}{SUB_PATH}/"


@contextmanager
def running_nginx(configuration: str, folder: Path) -> Iterator[str]:
    """Run nginx in a folder, filling in `{port}` in its configuration; yield the host's address."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = folder / "nginx.conf"
    file.write_text(configuration.replace("{port}", str(port)))
    command = [nginx_program(), "-p", str(folder), "-c", str(file), "-e", "stderr"]
    told = folder / "stderr"
    with told.open("w") as errors:
        process = subprocess.Popen(command, stderr=errors)
    try:
        for _ in range(200):
            with socket() as knock:
                knock.settimeout(0.1)
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                pytest.fail(f"nginx ended: {told.read_text()}")
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def plain_address(
    rehearsal: Rehearsal, serving: Callable[[Path, str], AbstractContextManager[str]]
) -> Iterator[str]:
    """Return the address of the second site on a plain file server."""
    with serving(rehearsal.second, SUB_PATH) as address:
        yield address


@pytest.fixture(scope="session")
def nginx_address(rehearsal: Rehearsal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the second site on nginx."""
    with nginx(rehearsal.second, tmp_path_factory.mktemp("nginx")) as address:
        yield address
