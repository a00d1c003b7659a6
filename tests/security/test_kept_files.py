"""Kept files under attack: what would give one away, what would lose one, and what is put before the intake."""

from __future__ import annotations

import tarfile
from hashlib import sha256
from io import BytesIO

import pytest

from tests.intake.conftest import Bench, bench, plain  # noqa: F401
from tests.summaries.public_desk import public_letter, with_more
from tui.forms.finding import words_of
from workflow import facts as f
from workflow.examine import Examiner, rung
from workflow.files import store_of
from workflow.files.errors import StoreFull
from workflow.findings import KINDS, Finding
from workflow.intake.checking import TEXT
from workflow.intake.copying_out import copy_out
from workflow.intake.unpacking import WITHIN, TooMuch, unpack
from workflow.leakscan import document_needles, scan
from workflow.showing.keeping import TO_SHOW
from workflow.terms import ExhibitKind, Rung

DIGEST = sha256(b"words").hexdigest()


# What would give one away


def test_the_public_is_not_told_the_hash_of_a_files_words() -> None:
    held = with_more(public_letter(), (f.ExhibitAttached(ExhibitKind.ORIGINAL, "word", "1" * 64, 9, is_kept=True),))
    exhibit = held.holdings.exhibits[-1].id
    case = with_more(held, (f.FileChecked(exhibit, "pdf", Rung.BWRAP, "0.1.0", facts={TEXT: DIGEST, "pages": 2}),))
    for written in (DIGEST, DIGEST[:8].upper()):
        assert scan(f"see {written}.".encode(), "txt", document_needles(case))


def test_the_public_is_not_told_of_a_file_that_was_taken_back() -> None:
    fact = f.ExhibitAttached(ExhibitKind.ORIGINAL, "scan_of_letter-7.pdf", DIGEST, 184320, is_kept=True)
    held = with_more(public_letter(), (fact,))
    case = with_more(held, (f.TakenBack(held.holdings.exhibits[-1].id),))
    assert len(case.holdings.exhibits) < len(held.holdings.exhibits)
    for text in (DIGEST, "184,320 bytes", "scan_of_letter-7.pdf"):
        assert scan(text.encode(), "txt", document_needles(case))


def test_no_folder_is_called_by_a_hash_once_its_files_are_gone(bench: Bench) -> None:  # noqa: F811
    (took,) = bench.take(bench.file("a.txt", b"words")).took
    bench.desk.erase(bench.case, [took.exhibit], "a mistake")
    assert not list(bench.files.iterdir())
    bench.take(bench.file("a.txt", b"words"))
    assert bench.desk.verify(thorough=True).sound


# What would lose one


def test_bytes_altered_on_the_disk_are_put_right_by_the_same_file(bench: Bench) -> None:  # noqa: F811
    path = bench.file("a.txt", b"words" * 1000)
    (took,) = bench.take(path).took
    place = store_of(bench.desk).place(took.sha256)
    assert place is not None
    data = place.read_bytes()
    place.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert not bench.desk.verify(thorough=True).sound
    bench.take(path)
    assert bench.desk.verify(thorough=True).sound


# What is put before the intake


def test_a_hash_in_the_log_that_is_none_leads_nowhere(bench: Bench) -> None:  # noqa: F811
    (took,) = bench.take(bench.file("a.txt", b"words")).took
    bench.file("../aim", b"outside")
    for digest in ("../../aim", "zz" * 32, "", "A" * 64):
        (entry,) = bench.desk.append(bench.case, f.ExhibitAttached(ExhibitKind.ORIGINAL, "x", digest, 7, is_kept=True))
        (found,) = bench.desk.verify(thorough=True).files
        assert (found.id, found.reason) == (entry.id, "its bytes are missing")
        bench.desk.erase(bench.case, [entry.id], "no hash")
    assert store_of(bench.desk).has(took.sha256)
    assert (bench.folder / "aim").read_bytes() == b"outside"


def test_what_the_desk_consists_of_is_not_taken_in_with_its_folder(bench: Bench) -> None:  # noqa: F811
    home = bench.path.parent
    for name in ("cases.db.keys", "cases.db.vault", "cases.db.txt", "a.txt"):
        (home / name).write_bytes(name.encode())
    (home / "sub").mkdir()
    (bench.folder / "way").symlink_to(home)
    names = {one.name for one in bench.take(bench.folder / "way" / "sub" / "..").took}
    assert {"a.txt", "cases.db.txt"} <= names
    assert not {name for name in names if name.startswith("cases.db")} - {"cases.db.txt"}


# What is told wrongly


def test_files_on_their_way_in_are_no_finding(bench: Bench) -> None:  # noqa: F811
    bench.take(bench.file("a.txt", b"words"))
    store = store_of(bench.desk)
    with store.alone():
        store.begin()
        store.put(bench.file("b.txt", b"more"))
        assert bench.desk.verify(thorough=True).sound
    assert [one.id for one in bench.desk.verify().files] == [""]


def test_what_a_file_was_made_of_is_told_by_no_number_that_a_summary_counts_otherwise() -> None:
    assert not any(letter.isdigit() for note in (WITHIN, TO_SHOW) for letter in note)


def test_a_statement_made_of_a_source_risk_does_not_begin_with_what_was_found() -> None:
    for name, kind in KINDS.items():
        words = words_of(Finding(name, kind.severity, "Plover.docx", "Quillfeather", "pikepdf 10.17.0"))
        assert ("Quillfeather" in words) is ("Plover" in words) is not kind.is_risk
        assert kind.proves_not in words


def test_what_could_not_be_logged_takes_no_room(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    bench.take(bench.file("a.txt", b"words"))
    real, asked = bench.desk.batch, list[str]()

    def full(case: str) -> object:
        asked.append(case)
        if len(asked) > 1:
            raise StoreFull("The disk is full.")
        return real(case)

    with monkeypatch.context() as patch, pytest.raises(StoreFull):
        patch.setattr(bench.desk, "batch", full)
        bench.take(bench.file("b.txt", b"more"))
    assert len(list(store_of(bench.desk).names())) == 1
    assert bench.desk.verify(thorough=True).sound
    assert bench.take(bench.inbox / "b.txt").took[0].is_new


@pytest.mark.skipif(rung().is_weak, reason="this machine cannot lock readers in")
def test_what_lies_within_an_archive_is_kept_and_nothing_is_made_by_its_name(bench: Bench) -> None:  # noqa: F811
    data = BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name in ("../out", "/out", "sub/out", "sub/out", "x" * 300, "\x1b]52;c;x\x07", "..", "C:\\out", "-rf"):
            told = tarfile.TarInfo(name)
            told.size = len(name)
            archive.addfile(told, BytesIO(name.encode()))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            told = tarfile.TarInfo(f"odd-{kind.decode()}")
            told.type, told.linkname = kind, "/etc/passwd"
            archive.addfile(told)
    bench.take(bench.file("a.tar", data.getvalue()))
    before = {path for path in bench.folder.rglob("*") if bench.files not in path.parents}
    with Examiner() as examiner:
        made = unpack(bench.desk, bench.case, bench.exhibits[0], examiner, "onrecord")
    assert {path for path in bench.folder.rglob("*") if bench.files not in path.parents} == before
    assert len({one.exhibit for one in made}) == 8
    assert not [one.name for one in made if "/" in one.name or "odd" in one.name or len(one.name) > 200]
    kept = {b"".join(store_of(bench.desk).read(one.sha256)) for one in bench.exhibits[1:]}
    assert {b"../out", b"/out", b"sub/out", b"-rf"} <= kept
    assert bench.desk.verify(thorough=True).sound
    assert not unpack_again(bench)


def unpack_again(bench: Bench) -> list[str]:  # noqa: F811
    with Examiner() as examiner:
        made = unpack(bench.desk, bench.case, bench.exhibits[0], examiner, "onrecord")
    return [one.name for one in made if one.is_new]


def test_a_copy_that_could_not_be_written_whole_is_not_left(
    bench: Bench,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench.take(bench.file("a.txt", b"words" * 1000))

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(StoreFull):
        patch.setattr("workflow.intake.copying_out.sync_file", full)
        copy_out(bench.desk, bench.case, bench.exhibits[0], bench.folder / "out.txt")
    assert not (bench.folder / "out.txt").exists()


@pytest.mark.skipif(rung().is_weak, reason="this machine cannot lock readers in")
@pytest.mark.parametrize(("bound", "most"), [("MOST", 2), ("MOST_BYTES", 25)])
def test_no_more_is_taken_out_than_the_bounds_say_and_that_is_logged(
    bench: Bench,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    bound: str,
    most: int,
) -> None:
    data = BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for number in range(4):
            told = tarfile.TarInfo(f"{number}.txt")
            told.size = 10
            archive.addfile(told, BytesIO(b"%010d" % number))
    bench.take(bench.file("a.tar", data.getvalue()))
    monkeypatch.setattr(f"workflow.intake.unpacking.{bound}", most)
    with Examiner() as examiner, pytest.raises(TooMuch):
        unpack(bench.desk, bench.case, bench.exhibits[0], examiner, "onrecord")
    assert [one.name for one in bench.exhibits] == ["a.tar", "0.txt", "1.txt"]
    assert bench.desk.verify(thorough=True).sound
