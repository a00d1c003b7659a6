"""Files on their way into a case: kept, hashed, logged once; what is no file is declined."""

import os
from hashlib import sha256, sha512
from pathlib import Path

import pytest

from tests.intake.conftest import Bench
from workflow import facts as f
from workflow.errors import OnRecordError
from workflow.files import store_of
from workflow.files.errors import StoreFull
from workflow.hashing import hash_file
from workflow.intake.copying_out import PlaceTaken, copy_out
from workflow.intake.session import NothingKept
from workflow.intake.taking import Asked, Progress, hash_only, take_in
from workflow.ledger import Ledger
from workflow.terms import ExhibitKind, Handling

HOSTILE = ("-rf", "--output=x", "@list", "a\nb", "a\x1b]0;x\x07b", "\u202efdp.exe", "n" * 250, "CON", "a\udcffb")


def test_a_folder_is_taken_in_by_name_and_every_file_is_kept_with_both_hashes(bench: Bench) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        bench.file(name, name.encode())
    done = bench.take()
    assert [one.name for one in done.took] == ["a.txt", "b.txt", "c.txt"]
    assert not done.declined
    assert not done.stopped
    for exhibit in bench.exhibits:
        data = exhibit.name.encode() if exhibit.name != "c.txt" else b"sub/c.txt"
        assert (exhibit.sha256, exhibit.sha512) == (sha256(data).hexdigest(), sha512(data).hexdigest())
        assert exhibit.is_kept
        assert exhibit.kind is ExhibitKind.ORIGINAL
        with store_of(bench.desk).open(exhibit.sha256) as target:
            assert os.read(target.fd, 99) == data
    assert bench.reopen().verify(thorough=True).sound


def test_what_is_no_file_is_declined_and_the_rest_is_taken(bench: Bench) -> None:
    bench.file("a.txt", b"words")
    (bench.inbox / "link").symlink_to("a.txt")
    os.mkfifo(bench.inbox / "pipe")
    (bench.inbox / "loop").symlink_to(bench.inbox)
    done = bench.take()
    assert [one.name for one in done.took] == ["a.txt"]
    assert len(done.declined) == 3
    assert all(error.remedy for error in done.declined)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_only_shown(bench: Bench, name: str) -> None:
    path = bench.file(name, b"words")
    before = {one for one in bench.folder.rglob("*") if bench.files not in one.parents}
    (took,) = bench.take(path).took
    assert took.is_new
    assert bench.exhibits[0].name == name.encode("utf-8", "replace").decode()
    after = {one for one in bench.folder.rglob("*") if bench.files not in one.parents}
    assert after - before <= {bench.files}


def test_the_same_bytes_are_one_file(bench: Bench) -> None:
    bench.take(bench.file("a.txt", b"words"))
    again = bench.take(bench.file("b.txt", b"words"), bench.file("c.txt", b"more"), bench.file("d.txt", b"more"))
    assert [(one.name, one.is_new) for one in again.took] == [("b.txt", False), ("c.txt", True), ("d.txt", False)]
    assert len(bench.exhibits) == 2
    assert len(list(store_of(bench.desk).names())) == 2


def test_a_file_that_was_known_by_its_hash_alone_gets_its_bytes_and_stays_the_file_that_it_was(bench: Bench) -> None:
    path = bench.file("a.txt", b"words")
    (entry,) = bench.desk.append(bench.case, f.ExhibitAttached(ExhibitKind.ORIGINAL, *hash_file(path)))
    (took,) = bench.take(path).took
    assert (took.exhibit, took.is_new, took.had_hash) == (entry.id, True, True)
    (exhibit,) = bench.exhibits
    assert (exhibit.id, exhibit.number, exhibit.is_kept) == (entry.id, 1, True)
    assert exhibit.sha512 == sha512(b"words").hexdigest()
    assert not bench.take(path).took[0].is_new
    bench.desk.erase(bench.case, [entry.id], "a mistake")
    assert not bench.exhibits
    assert not list(store_of(bench.desk).names())


def test_erasing_removes_the_bytes_that_no_other_entry_needs(bench: Bench) -> None:
    bench.take(bench.file("a.txt", b"words"), bench.file("b.txt", b"more"))
    other = bench.desk.new_case(f.CaseOpened("other", "Another"))
    take_in(bench.desk, other, [bench.inbox / "a.txt"], Asked())
    first, second = bench.exhibits
    bench.desk.erase(bench.case, [first.id, second.id], "a mistake")
    assert store_of(bench.desk).has(first.sha256)
    assert not store_of(bench.desk).has(second.sha256)
    bench.desk.erase_case(other, "it must go")
    assert not list(store_of(bench.desk).names())
    assert bench.reopen().verify(thorough=True).sound


def test_what_is_taken_back_keeps_its_bytes(bench: Bench) -> None:
    (took,) = bench.take(bench.file("a.txt", b"words")).took
    bench.desk.append(bench.case, f.TakenBack(took.exhibit))
    assert not bench.exhibits
    assert store_of(bench.desk).has(took.sha256)
    assert bench.desk.verify().sound


def test_stopped_in_between_all_that_was_done_is_logged(bench: Bench) -> None:
    for number in range(6):
        bench.file(f"{number}.txt", b"words %d" % number)

    def goes_on(done: Progress) -> bool:
        return done.done < 3

    done = take_in(bench.desk, bench.case, [bench.inbox], Asked(), goes_on)
    assert done.stopped
    assert [one.name for one in done.took] == ["0.txt", "1.txt", "2.txt"]
    assert len(bench.exhibits) == 3
    assert bench.reopen().verify(thorough=True).sound


def test_a_full_disk_is_told_and_the_desk_goes_on(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.file("a.txt", b"small")
    bench.file("b.txt", b"large" * 1000)
    bench.file("c.txt", b"small too")
    real = os.write

    def full(handle: int, data: bytes) -> int:
        if len(data) > 1000:
            raise OSError(28, "No space left on device")
        return real(handle, data)

    with monkeypatch.context() as patch:
        patch.setattr("workflow.files.reading.os.write", full)
        with pytest.raises(StoreFull):
            bench.take()
    assert [one.name for one in bench.exhibits] == ["a.txt"]
    assert bench.desk.verify(thorough=True).sound
    assert [one.is_new for one in bench.take().took] == [False, True, True]
    assert bench.reopen().verify(thorough=True).sound


def test_the_example_keeps_no_bytes_and_says_so(plain: Bench) -> None:
    plain.close()
    path = plain.file("a.txt", b"words")
    with Ledger.memory_copy(plain.path) as copy:
        with pytest.raises(NothingKept):
            take_in(copy, plain.case, [path], Asked())
        (took,) = hash_only(copy, plain.case, [path], Asked()).took
        assert took.is_new
        assert not copy.case(plain.case).holdings.exhibits[0].is_kept
    assert not plain.files.exists()


def test_a_copy_that_leaves_is_logged_first_and_holds_the_same_bytes(bench: Bench) -> None:
    bench.take(bench.file("a.txt", b"words" * 1000))
    out = bench.folder / "out.txt"
    copy_out(bench.desk, bench.case, bench.exhibits[0], out)
    assert out.read_bytes() == b"words" * 1000
    assert out.stat().st_mode & 0o777 == 0o600
    (deed,) = bench.desk.case(bench.case).holdings.handled
    assert (deed.act, deed.note) == (Handling.COPIED_OUT, "")
    with pytest.raises(PlaceTaken):
        copy_out(bench.desk, bench.case, bench.exhibits[0], out)
    (bench.folder / "link").symlink_to(bench.folder / "new")
    with pytest.raises(OnRecordError):
        copy_out(bench.desk, bench.case, bench.exhibits[0], bench.folder / "link")
    assert not (bench.folder / "new").exists()


def test_altered_bytes_leave_in_no_copy_and_nothing_is_logged(bench: Bench) -> None:
    bench.take(bench.file("a.txt", b"words" * 1000))
    place = store_of(bench.desk).place(bench.exhibits[0].sha256)
    assert place is not None
    data = place.read_bytes()
    place.write_bytes(data[:-1] + b"?")
    with pytest.raises(OnRecordError):
        copy_out(bench.desk, bench.case, bench.exhibits[0], bench.folder / "out")
    assert not (bench.folder / "out").exists()
    assert not bench.desk.case(bench.case).holdings.handled
    report = bench.desk.verify(thorough=True)
    assert not report.sound
    assert report.files[0].id == bench.exhibits[0].id
    assert bench.desk.verify().sound, "a quick look reads no bytes"


def test_a_desk_that_lacks_entries_takes_nothing_in_and_loses_nothing(bench: Bench, tmp_path: Path) -> None:
    bench.close()
    before = bench.path.read_bytes()
    bench.desk = bench.open()
    bench.take(bench.file("a.txt", b"words"))
    bench.close()
    bench.put(before)
    bench.desk = bench.open()
    with pytest.raises(OnRecordError, match="lacks"):
        bench.take(bench.file("b.txt", b"more"))
    assert len(list(store_of(bench.desk).names())) == 1
    assert [one.reason for one in bench.desk.verify().files] == [
        "it lies among the kept files, and no entry speaks of it"
    ]
