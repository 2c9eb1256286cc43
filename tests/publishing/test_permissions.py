"""A web server can read what is published."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.permissions import make_parents, make_readable

if TYPE_CHECKING:
    from tests.publishing.conftest import Project


def modes(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in (folder, *folder.rglob("*"))
        if not path.is_symlink()
    }


def test_odd_modes_and_hard_links(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "page").mkdir(parents=True)
    (site / ".git" / "hooks").mkdir(parents=True)
    (tmp_path / "checkout.css").write_text("p {}")
    (tmp_path / "checkout.css").chmod(0o600)
    os.link(tmp_path / "checkout.css", site / "style.css")
    for name, mode in (("page/index.html", 0o600), ("run.js", 0o777), (".git/hooks/hook", 0o700)):
        (site / name).write_text(name)
        (site / name).chmod(mode)
    for folder in ("page", ".git", "."):
        (site / folder).chmod(0o700)
    (site / "out").symlink_to(tmp_path / "checkout.css")
    make_readable(site)
    assert modes(site) == {
        ".": 0o755,
        "page": 0o755,
        "page/index.html": 0o644,
        "run.js": 0o644,
        "style.css": 0o644,
        ".git": 0o700,
        ".git/hooks": stat.S_IMODE((site / ".git/hooks").stat().st_mode),
        ".git/hooks/hook": 0o700,
    }
    assert stat.S_IMODE((tmp_path / "checkout.css").stat().st_mode) == 0o600
    assert (site / "style.css").read_text() == "p {}"


def test_folders_above_a_site_can_be_passed(tmp_path: Path) -> None:
    old = os.umask(0o077)
    try:
        make_parents(tmp_path / "srv" / "www" / "site")
    finally:
        os.umask(old)
    assert modes(tmp_path / "srv") == {".": 0o755, "www": 0o755}


def test_a_build_under_a_strict_umask(project: Project) -> None:
    project.site.rename(project.root / "elsewhere")
    for file in (project.root / "docs").rglob("*.md"):
        file.chmod(0o600)
    old = os.umask(0o077)
    try:
        finished = project.run("build", "-d", "www/site")
    finally:
        os.umask(old)
    assert finished.returncode == 0, finished.stdout
    found = modes(project.root / "www")
    assert found["."] == 0o755
    assert {mode for name, mode in found.items() if (project.root / "www" / name).is_dir()} == {0o755}
    assert {m for name, m in found.items() if name.startswith("site/") and "." in Path(name).name} == {0o644}
