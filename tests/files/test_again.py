"""Putting files in again, wiping them, and what takes the place of a file before it is opened."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.conftest import file
from tests.files.test_store import REFUSED
from workflow.files import FileStore
from workflow.hashing import NotAFile, Unreadable


def test_bytes_that_no_entry_speaks_of_are_written_anew_and_owed(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, 100)
    made: list[Path] = []
    monkeypatch.setattr("workflow.files.store.sync_all", lambda files, folders, root: made.extend((*files, *folders)))
    for _ in range(2):
        taken = store.put(path, durably=False)
        assert not taken.was_there
        store.sync()
        place = store.place(taken.sha256)
        assert place is not None
        assert {place, place.parent, store.folder, store.folder.parent} <= set(made)
        made.clear()
    store.sync()
    assert not made


def test_a_file_that_was_wiped_can_be_put_in_again(store: FileStore, tmp_path: Path) -> None:
    taken = store.put(file(tmp_path, 100))
    store.wipe(list(store.names()))
    assert not store.has(taken.sha256)
    assert store.has(store.put(tmp_path / "letter.pdf").sha256)


def test_wiping_spares_a_file_that_has_another_name_elsewhere(store: FileStore, tmp_path: Path) -> None:
    store.put(file(tmp_path, 100))
    (place,) = store.names()
    data = place.read_bytes()
    os.link(place, tmp_path / "other")
    store.wipe([place])
    assert not place.exists()
    assert (tmp_path / "other").read_bytes() == data


@pytest.mark.parametrize(("make", "told"), [(REFUSED["link"][0], Unreadable), (os.mkfifo, NotAFile)])
def test_what_is_put_in_the_place_of_a_file_before_it_is_opened_is_not_read(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object], told: type
) -> None:
    path, real = file(tmp_path, 100), os.open

    def swapped(place: object, *rest: int) -> int:
        if place == path:
            path.unlink()
            make(path)
        return real(place, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch, pytest.raises(told):
        patch.setattr("workflow.hashing.os.open", swapped)
        store.put(path)
    assert not list(store.names())
