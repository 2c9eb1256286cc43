"""The package by itself, without MkDocs."""

from __future__ import annotations

import errno
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click
import pytest
from publishing import atomic_swap, preview
from publishing.commit_date import NoCommitDateError, commit_date_as_build_date, last_commit_seconds
from publishing.publication import Publication
from publishing.staging import Folders, PublishError, StagedSite
from publishing.strict_warnings import every_warning_counts

LOG = logging.getLogger("test_publishing")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Return an old site and a staged one."""
    folders = Folders.beside(tmp_path / "site")
    for folder, text in ((folders.published, "old"), (folders.staging, "new")):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    return folders


def _refuse(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic_swap, "exchange", refuse)


def _swap(folders: Folders) -> bool:
    return atomic_swap.swap_in(folders.staging, folders.published, aside=folders.aside)


def _text(folder: Path) -> str:
    return (folder / "index.html").read_text()


def test_an_exchange_keeps_both_folders(folders: Folders) -> None:
    atomic_swap.exchange(folders.staging, folders.published)
    assert _text(folders.published) == "new"
    assert _text(folders.staging) == "old"


def test_an_exchange_with_nothing_changes_nothing(folders: Folders) -> None:
    with pytest.raises(FileNotFoundError):
        atomic_swap.exchange(folders.staging, folders.aside)
    assert _text(folders.staging) == "new"


def test_the_published_folder_is_exchanged_not_moved_away(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move(*_: object, **__: object) -> None:
        pytest.fail("a rename leaves a moment without a site")

    monkeypatch.setattr(os, "rename", move)
    monkeypatch.setattr(os, "replace", move)
    assert _swap(folders)
    assert _text(folders.published) == "new"


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.EXDEV])
def test_two_renames_where_an_exchange_is_refused(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    _refuse(monkeypatch, number)
    assert not _swap(folders)
    assert _text(folders.published) == "new"
    assert _text(folders.staging) == "old"
    assert not folders.aside.exists()


def test_a_system_other_than_linux_has_no_exchange(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not _swap(folders)
    assert _text(folders.published) == "new"


@pytest.mark.parametrize("interruption", [OSError(errno.EIO, "planted"), KeyboardInterrupt()])
def test_a_second_rename_that_fails_undoes_the_first(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, interruption: BaseException
) -> None:
    _refuse(monkeypatch, errno.EINVAL)
    rename = os.rename

    def fail_for_new(source: Path, target: Path) -> None:
        if source == folders.staging:
            raise interruption
        rename(source, target)

    monkeypatch.setattr(os, "rename", fail_for_new)
    with pytest.raises(type(interruption)):
        _swap(folders)
    assert _text(folders.published) == "old"
    assert not folders.aside.exists()


def test_any_other_refusal_is_an_error(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse(monkeypatch, errno.EBUSY)
    with pytest.raises(OSError, match="busy"):
        _swap(folders)
    assert _text(folders.published) == "old"


def test_two_renames_are_mentioned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    _refuse(monkeypatch, errno.EINVAL)
    (tmp_path / "site").mkdir()
    site = StagedSite(tmp_path / "site", LOG)
    (site.open(with_published_pages=False) / "index.html").write_text("new")
    site.publish()
    site.release()
    assert _text(tmp_path / "site") == "new"
    assert "was not atomic" in caplog.text


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EBUSY, "mount point"),
        (errno.EACCES, "must be allowed to write"),
        (errno.EPERM, "must be allowed to write"),
        (errno.ENOSPC, "space for both"),
        (errno.EIO, "another site_dir"),
    ],
)
def test_a_swap_that_fails_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    _refuse(monkeypatch, number)
    published = tmp_path / "site"
    published.mkdir()
    (published / "index.html").write_text("old")
    publication = Publication(LOG)
    publication.start(command="build", dirty=False)
    staging = publication.stage(published)
    publication.build_is_whole(staging)
    with pytest.raises(PublishError) as caught:
        publication.end(interrupted=False)
    assert advice in str(caught.value)
    assert f"'{published}' is the one published before, unchanged" in str(caught.value)
    assert _text(published) == "old"
    assert not staging.exists()


def test_a_site_that_cannot_be_moved_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse(monkeypatch, errno.EXDEV)
    (tmp_path / "site").mkdir()
    site = StagedSite(tmp_path / "site", LOG)
    site.open(with_published_pages=False)

    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", refuse)
        with pytest.raises(PublishError, match="Delete the folder"):
            site.publish()
    site.release()
    assert (tmp_path / "site").is_dir()


def test_different_site_dirs_have_different_names(tmp_path: Path) -> None:
    one, two = (Folders.beside(tmp_path / name) for name in ("site", "site2"))
    assert not {one.published, one.staging, one.aside, one.lock} & {
        two.published,
        two.staging,
        two.aside,
        two.lock,
    }
    assert {folder.parent for folder in (one.staging, one.aside, one.lock)} == {tmp_path}
    assert all(folder.name.startswith(".site.") for folder in (one.staging, one.aside, one.lock))


@pytest.mark.parametrize("site_dir", ["/", "/x/.site.next", "/x/.site.old", "/x/.site.lock"])
def test_a_site_dir_that_would_be_swept_is_refused(site_dir: str) -> None:
    with pytest.raises(PublishError, match="cannot be a site_dir"):
        StagedSite(Path(site_dir), LOG)


def test_a_link_to_nowhere_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("nowhere")
    site = StagedSite(tmp_path / "site", LOG)
    (site.open(with_published_pages=True) / "index.html").write_text("new")
    site.publish()
    site.release()
    assert _text(tmp_path / "site") == "new"
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.lock"}


def test_left_over_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "index.html").write_text("kept")
    (tmp_path / ".site.next").symlink_to("precious")
    site = StagedSite(tmp_path / "site", LOG)
    site.open(with_published_pages=False)
    site.discard()
    site.release()
    assert _text(tmp_path / "precious") == "kept"


def test_an_old_site_left_aside_is_put_back_only_if_none_is_published(tmp_path: Path) -> None:
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "index.html").write_text("old")
    site = StagedSite(tmp_path / "site", LOG)
    site.open(with_published_pages=False)
    site.discard()
    assert _text(tmp_path / "site") == "old"
    (tmp_path / ".site.old").mkdir()
    site.open(with_published_pages=False)
    site.discard()
    site.release()
    assert _text(tmp_path / "site") == "old"
    assert not (tmp_path / ".site.old").exists()


def test_the_folder_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site").chmod(0o750)
    site = StagedSite(tmp_path / "site", LOG)
    site.open(with_published_pages=False)
    site.publish()
    site.release()
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o750


def test_nothing_is_staged_without_a_start(tmp_path: Path) -> None:
    publication = Publication(LOG)
    assert not publication.is_for_readers(tmp_path / "site")
    publication.end(interrupted=False)


def test_a_build_that_failed_after_the_last_file_is_not_published(tmp_path: Path) -> None:
    publication = Publication(LOG)
    publication.start(command="build", dirty=False)
    publication.build_is_whole(publication.stage(tmp_path / "site"))
    publication.build_failed()
    publication.end(interrupted=False)
    assert not (tmp_path / "site").exists()


def test_one_run_after_another_in_one_process(tmp_path: Path) -> None:
    publication = Publication(LOG)
    for command in ("gh-deploy", "gh-deploy", "build", "build"):
        publication.start(command=command, dirty=False)
        publication.build_is_whole(publication.stage(tmp_path / "site"))
        publication.end(interrupted=False)
    assert (tmp_path / "site").is_dir()


@pytest.mark.parametrize(
    ("typed", "reported", "name", "expected"),
    [
        ("build", "build", "site", False),
        ("gh-deploy", "gh-deploy", "site", False),
        ("serve", "serve", "mkdocs_x", True),
        ("serve", "build", "mkdocs_x", True),
        ("build", "build", "mkdocs_x", False),
        (None, "build", "site", False),
        (None, "serve", "site", True),
        (None, "build", "mkdocs_x", True),
    ],
)
def test_previews_are_told_apart(typed: str | None, reported: str, name: str, *, expected: bool) -> None:
    site_dir = Path(tempfile.gettempdir()) / name
    assert preview.Command(typed, reported).is_preview(site_dir) == expected


@pytest.mark.parametrize(("name", "expected"), [("serve", "serve"), ("build", "build"), ("another", None)])
def test_the_typed_command_is_known(name: str, expected: str | None) -> None:
    assert preview.typed_command() is None
    with click.Context(click.Command(name)).scope():
        assert preview.typed_command() == expected


@pytest.mark.parametrize("level", [logging.ERROR, logging.WARNING, logging.INFO, logging.DEBUG])
def test_warnings_and_anchors_count_at_every_level(level: int) -> None:
    generator, pages = logging.getLogger("generator"), logging.getLogger("generator.pages")
    generator.setLevel(level)
    with every_warning_counts(generator, pages):
        assert pages.isEnabledFor(logging.WARNING)
        assert not pages.isEnabledFor(logging.DEBUG)
        assert generator.isEnabledFor(logging.DEBUG) == (level == logging.DEBUG)
    assert (generator.level, pages.level) == (level, logging.NOTSET)


def test_a_commit_gives_its_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@1500000000 +0200")
    for arguments in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "Pages"]):
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
            cwd=tmp_path,
            check=True,
        )
    seconds = 1_500_000_000
    assert last_commit_seconds(tmp_path) == seconds
    with commit_date_as_build_date(tmp_path, LOG):
        assert os.environ["SOURCE_DATE_EPOCH"] == str(seconds)
    assert "SOURCE_DATE_EPOCH" not in os.environ
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    with commit_date_as_build_date(tmp_path, LOG):
        assert os.environ["SOURCE_DATE_EPOCH"] == "5"
    assert os.environ["SOURCE_DATE_EPOCH"] == "5"


@pytest.mark.parametrize("missing", ["repository", "commit", "git"])
def test_without_a_commit_the_date_is_left_open(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if missing == "commit":
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    if missing == "git":
        monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoCommitDateError):
        last_commit_seconds(tmp_path)
    with commit_date_as_build_date(tmp_path, LOG):
        assert "SOURCE_DATE_EPOCH" not in os.environ
    assert len(caplog.records) == 1
    assert "today's date" in caplog.text


def test_the_package_never_imports_mkdocs() -> None:
    hooks = Path(atomic_swap.__file__).parents[1]
    modules = ", ".join(f"publishing.{path.stem}" for path in (hooks / "publishing").glob("[a-z]*.py"))
    script = f"import sys, {modules}; sys.exit('mkdocs' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(hooks)}
    assert subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode == 0


def test_what_is_put_back_is_put_back_after_a_failed_start(tmp_path: Path) -> None:
    publication = Publication(LOG)
    publication.start(command="build", dirty=False)
    seen: list[str] = []
    publication.undo.callback(seen.append, "put back")
    (tmp_path / "site").write_text("a file")
    with pytest.raises(PublishError, match="is a file"):
        publication.stage(tmp_path / "site")
    publication.end(interrupted=True)
    assert seen == ["put back"]
