"""A file is written whole or not at all, and nothing is overwritten without a word."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from tests.ordinary import ordinary_user
from workflow.summaries import CannotWrite, ExistsAlready, write_export


def test_a_file_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write_export(tmp_path / "summary.md", b"words")
    finally:
        os.umask(old)
    assert (tmp_path / "summary.md").read_bytes() == b"words"
    assert stat.S_IMODE((tmp_path / "summary.md").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["summary.md"]


def test_an_existing_file_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_bytes(b"before")
    with pytest.raises(ExistsAlready) as caught:
        write_export(path, b"after")
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    assert path.read_bytes() == b"before"
    write_export(path, b"after", overwrite=True)
    assert path.read_bytes() == b"after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_link_is_never_followed_nor_replaced(tmp_path: Path, overwrite: bool) -> None:
    (tmp_path / "elsewhere").write_bytes(b"untouched")
    for name, target in (("link", "elsewhere"), ("dangling", "nowhere")):
        (tmp_path / name).symlink_to(tmp_path / target)
        with pytest.raises(CannotWrite):
            write_export(tmp_path / name, b"words", overwrite)
        assert (tmp_path / name).is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == b"untouched"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_or_a_pipe_in_its_place_is_left_alone(tmp_path: Path, overwrite: bool) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(CannotWrite):
            write_export(tmp_path / name, b"words", overwrite)
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "pipe"}


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="no such folder"):
        write_export(tmp_path / "missing" / "summary.md", b"words")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        write_export(tmp_path / "file" / "summary.md", b"words")


def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with ordinary_user(), pytest.raises(CannotWrite, match="may not be written"):
            write_export(tmp_path / "summary.md", b"words")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("step", ["fsync", "link", "fchmod"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_failure_on_the_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(CannotWrite) as caught:
        write_export(tmp_path / "summary.md", b"words")
    assert caught.value.remedy
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "summary.md"
    path.write_bytes(b"before")

    def fail(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotWrite, match="full"):
        write_export(path, b"after", overwrite=True)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("summary.md", b"before")]


def test_a_file_system_without_hard_links_still_refuses_a_name_that_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "summary.md"

    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    write_export(path, b"words")
    assert path.read_bytes() == b"words"

    def overtaken(*_: object, **__: object) -> None:
        path.write_bytes(b"another's")
        no_links()

    path.unlink()
    monkeypatch.setattr(os, "link", overtaken)
    with pytest.raises(ExistsAlready):
        write_export(path, b"words")
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("summary.md", b"another's")]
