"""The bytes of files: what is put in comes out, whatever happens to the disk is noticed."""

import os
import socket
import stat
from collections.abc import Callable
from hashlib import sha256, sha512
from pathlib import Path

import pytest

from tests.files.conftest import SIZES, bytes_of, file
from workflow.errors import OnRecordError
from workflow.files import FileStore
from workflow.files.box import MAGIC
from workflow.files.errors import Altered, NotKept, StoreFull
from workflow.files.looking import Flaw, look
from workflow.files.reading import in_memory
from workflow.hashing import BLOCK, ChangedMeanwhile, NotAFile, Stopped
from workflow.seal import Key


@pytest.mark.parametrize("size", SIZES)
def test_what_is_put_in_comes_out_with_both_hashes(store: FileStore, tmp_path: Path, size: int) -> None:
    path = file(tmp_path, size)
    data = path.read_bytes()
    taken = store.put(path)
    store.sync()
    assert taken.sha256 == sha256(data).hexdigest()
    assert taken.sha512 == sha512(data).hexdigest()
    assert (taken.name, taken.size, taken.was_there) == ("letter.pdf", size, False)
    assert bytes_of(store, taken.sha256) == data
    assert b"".join(store.read(taken.sha256)) == data
    assert store.is_whole(taken.sha256, size)
    assert not store.is_whole(taken.sha256, size + 1)
    assert path.read_bytes() == data


def test_what_is_there_is_for_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = FileStore(tmp_path / "desk.files")
        with made.alone():
            made.begin()
            made.put(file(tmp_path, 9))
    finally:
        os.umask(before)
    for path in (made.folder, *made.folder.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_the_same_bytes_are_stored_once(store: FileStore, tmp_path: Path) -> None:
    first = store.put(file(tmp_path, 100))
    again = store.put(tmp_path / "letter.pdf", {first.sha256})
    assert again.was_there
    assert len(list(store.names())) == 1


def test_bytes_that_were_there_and_are_lost_are_put_back(store: FileStore, tmp_path: Path) -> None:
    first = store.put(file(tmp_path, 100))
    place = store.place(first.sha256)
    assert place is not None
    place.write_bytes(b"cut")
    assert not store.put(tmp_path / "letter.pdf", {first.sha256}).was_there
    assert bytes_of(store, first.sha256) == (tmp_path / "letter.pdf").read_bytes()


def _link(path: Path) -> None:
    (path.parent / "there").write_bytes(b"x")
    path.symlink_to(path.parent / "there")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "link": (_link, "a link"),
    "folder": (lambda path: path.mkdir(), "a folder"),
    "pipe": (os.mkfifo, "a pipe"),
    "socket": (_socket, "a socket"),
    "nothing": (lambda path: None, "No file"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_file_is_declined_with_the_reason(
    store: FileStore, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make, says = REFUSED[kind]
    make(tmp_path / "it")
    with pytest.raises(NotAFile, match=says):
        store.put(tmp_path / "it")
    assert not list(store.names())


def test_a_device_is_declined(store: FileStore) -> None:
    with pytest.raises(NotAFile):
        store.put(Path("/dev/zero"))


@pytest.mark.parametrize("change", ["grows", "shrinks", "is written over", "is replaced", "goes"])
def test_a_file_that_changes_while_it_is_read_is_declined_and_nothing_is_kept(
    store: FileStore, tmp_path: Path, change: str
) -> None:
    path = file(tmp_path, 3 * BLOCK)

    def meanwhile(read: int, size: int) -> bool:
        if read == BLOCK:
            if change == "grows":
                with path.open("ab") as grown:
                    grown.write(b"more")
            elif change == "shrinks":
                os.truncate(path, 2 * BLOCK)
            elif change == "is written over":
                with path.open("r+b") as over:
                    over.write(b"other")
            elif change == "is replaced":
                file(tmp_path, 3 * BLOCK, "other").replace(path)
            else:
                path.unlink()
        return True

    with pytest.raises(ChangedMeanwhile):
        store.put(path, (), meanwhile)
    assert not list(store.names())


def test_whoever_stops_keeps_nothing_of_it(store: FileStore, tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        store.put(file(tmp_path, 2 * BLOCK), (), lambda read, size: False)
    assert not list(store.names())


def test_a_full_disk_is_told_and_nothing_is_left(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def full(handle: int, data: bytes) -> int:
        if len(data) > 1000:
            raise OSError(28, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr("workflow.files.reading.os.write", full)
    with pytest.raises(StoreFull) as raised:
        store.put(file(tmp_path, 2000))
    assert raised.value.remedy
    assert not list(store.names())


def _altered(data: bytes) -> dict[str, bytes]:
    middle = len(data) // 2
    return {
        "a bit": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "the last bit": data[:-1] + bytes([data[-1] ^ 1]),
        "cut": data[:-1],
        "cut at a piece": data[: len(data) - BLOCK - 16],
        "longer": data + b"x",
        "nothing": b"",
        "swapped pieces": data[:48] + data[48 + BLOCK + 16 : 48 + 2 * (BLOCK + 16)] + data[48 : 48 + BLOCK + 16]
        + data[48 + 2 * (BLOCK + 16) :],
    }  # fmt: skip


def test_altered_bytes_are_given_to_nobody(store: FileStore, tmp_path: Path) -> None:
    taken = store.put(file(tmp_path, 3 * BLOCK + 5))
    place = store.place(taken.sha256)
    assert place is not None
    for amiss, data in _altered(place.read_bytes()).items():
        place.write_bytes(data)
        with pytest.raises(Altered), store.open(taken.sha256):
            pytest.fail(amiss)
        (found,) = look(store, [(taken.sha256, taken.size)], thorough=True)
        assert found.flaw in (Flaw.ALTERED, Flaw.SIZE), amiss


def test_one_sealed_file_in_the_place_of_another_is_found(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files", (Key.new(),))
    store.folder.mkdir()
    one, two = store.put(file(tmp_path, 500, "one")), store.put(file(tmp_path, 500, "two"))
    places = [place for taken in (one, two) if (place := store.place(taken.sha256))]
    places[1].write_bytes(places[0].read_bytes())
    with pytest.raises(Altered), store.open(two.sha256):
        pytest.fail("another file was given out")


def test_the_four_findings_are_four(store: FileStore, tmp_path: Path) -> None:
    taken = [store.put(file(tmp_path, 100 + n, f"f{n}")) for n in range(4)]
    places = [place for one in taken if (place := store.place(one.sha256))]
    places[0].unlink()
    places[1].write_bytes(b"short")
    data = places[2].read_bytes()
    places[2].write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    kept = [(one.sha256, one.size) for one in taken[:3]]
    quick = {one.flaw for one in look(store, kept, thorough=False)}
    assert quick == {Flaw.MISSING, Flaw.SIZE, Flaw.EXTRA}
    assert [one.flaw for one in look(store, kept, thorough=True)] == [
        Flaw.MISSING,
        Flaw.SIZE,
        Flaw.ALTERED,
        Flaw.EXTRA,
    ]
    assert len({flaw.value for flaw in Flaw}) == 4
    assert all(flaw.remedy for flaw in Flaw)


def test_a_link_in_the_place_of_a_file_is_never_followed(store: FileStore, tmp_path: Path) -> None:
    taken = store.put(file(tmp_path, 100))
    place = store.place(taken.sha256)
    assert place is not None
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OnRecordError), store.open(taken.sha256):
        pytest.fail("a link was followed")
    store.sweep([])
    assert (tmp_path / "elsewhere").stat().st_size
    assert not list(store.names())


def test_nothing_tells_what_a_sealed_file_is(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files", (Key.new(),))
    store.folder.mkdir()
    path = tmp_path / "Quillfeather.txt"
    path.write_bytes(b"Quillfeather wrote this. " * 100)
    taken = store.put(path)
    (place,) = store.names()
    assert place.read_bytes().startswith(MAGIC)
    everything = place.read_bytes() + str(place).encode()
    for secret in (b"Quillfeather", taken.sha256.encode(), taken.sha512[:32].encode(), bytes.fromhex(taken.sha256)):
        assert secret not in everything
    with pytest.raises(NotKept), FileStore(store.folder, (Key.new(),)).open(taken.sha256):
        pytest.fail("another key opened it")


def test_files_from_before_a_new_key_stay_readable(tmp_path: Path) -> None:
    old, new = Key.new(), Key.new()
    before = FileStore(tmp_path / "files", (old,))
    before.folder.mkdir()
    first = before.put(file(tmp_path, 300, "first"))
    after = FileStore(before.folder, (old, new))
    second = after.put(file(tmp_path, 300, "second"))
    for taken in (first, second):
        assert bytes_of(after, taken.sha256) == (tmp_path / taken.name).read_bytes()
    assert not after.extra([first.sha256, second.sha256])
    with pytest.raises(NotKept), before.open(second.sha256):
        pytest.fail("the old key opened a new file")


def test_an_opened_sealed_file_cannot_be_written_to(tmp_path: Path) -> None:
    with in_memory(tmp_path, [b"words"]) as (handle, size):
        assert size == 5
        if hasattr(os, "memfd_create"):
            with pytest.raises(PermissionError):
                os.write(handle, b"other")
    assert not list(tmp_path.iterdir())


def test_only_one_process_is_at_the_files(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.files.alone.PATIENCE", 0.05)
    with store.alone(), pytest.raises(OnRecordError, match="Another onrecord"), FileStore(store.folder).alone():
        pytest.fail("two at once")


def test_a_name_is_never_a_path(store: FileStore) -> None:
    for name in ("../x", "/etc/x", "C:\\x", "..\\x", "a\0b", "x" * 300, "CON", "-rf", "--output=x", "@list"):
        taken = store.put_bytes(name, name.encode())
        assert taken.name == name
    found = {path.relative_to(store.folder).parts for path in store.names()}
    assert len(found) == 10
    assert all(len(parts) == 2 and set("".join(parts)) <= set("0123456789abcdef") for parts in found)
