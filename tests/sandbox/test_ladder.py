"""Each rung is what was denied on it when it was tried; what cannot be locked in does not read complex files."""

from __future__ import annotations

import platform
import socket
import sys
from pathlib import Path

import pytest

from tests.ordinary import ordinary_user
from tests.sandbox.rungs import SUPPLIES, available, hostile, in_memory, names, of
from workflow.examine import Examiner, opened, rung
from workflow.findings import KINDS, Report
from workflow.hashing import ChangedMeanwhile
from workflow.sandbox import folders, ladder, probing, trying
from workflow.sandbox.syscalls import ARCHITECTURES
from workflow.sandbox.worker import NotStarted, Worker
from workflow.terms import Outcome, Rung

FILTERED = sys.platform == "linux" and platform.machine() in ARCHITECTURES


class Nowhere(Worker):
    """A machine without bubblewrap, namespaces and Landlock."""

    def __init__(self, rung: str, folders: tuple[str, ...] = ()) -> None:
        if rung != ladder.LIMITS_ALONE:
            raise NotStarted
        super().__init__(rung, folders)


class Forgetful(Worker):
    """A machine that has none of the tools of the strongest rung."""

    def job(self, *args: object) -> object:  # type: ignore[override]
        if self._rung == ladder.BWRAP:
            raise NotStarted
        return super().job(*args)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", names())
def test_a_child_reaches_neither_files_nor_network_nor_other_processes(name: str) -> None:
    tried = of(name)
    if name in ladder.STRONG:
        assert tried.denied >= trying.must_deny()
    if FILTERED:
        assert tried.denied >= {"fork", "exec", "signal", "trace", "udp", "unix"}
        assert "seccomp" in tried.locks


def test_the_strongest_rung_is_taken_and_told() -> None:
    strong = [one for one in available() if one.denied >= trying.must_deny() and one.rung in ladder.STRONG]
    expected = strong[0].rung if strong else ladder.LIMITS_ALONE
    assert trying.best().rung == expected
    assert rung().value == expected
    with Examiner(tried=available()[-1]) as examiner:
        assert examiner.rung is Rung.RLIMITS


def test_the_next_rung_is_taken_where_the_strongest_cannot_be_had() -> None:
    rest = [one.rung for one in available() if one.rung != ladder.BWRAP]
    assert trying.best(Forgetful).rung == rest[0]


def test_a_rung_that_denies_too_little_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    for missing in trying.must_deny():
        denied = trying.must_deny() - {missing}
        monkeypatch.setattr(trying, "attempt", lambda rung, _worker, denied=denied: trying.Tried(rung, denied))
        assert trying.best().rung == ladder.LIMITS_ALONE


def test_every_rung_has_its_word() -> None:
    rungs = {one.value for one in Rung}
    assert rungs == {ladder.BWRAP, ladder.APART, ladder.HELD, ladder.SANDBOX_EXEC, ladder.LIMITS_ALONE}


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%%EOF\n",
        b"junk %PDF-1.4",
        b"PK\3\4" + bytes(40),
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"{\\rtf1 x}",
        b"\xd0\xcf\x11\xe0",
        b"<html>",
        b"\xef\xbb\xbf  <?xml?>",
        b"GIF89a",
        bytes(20),
    ],
)
def test_without_a_sandbox_complex_formats_are_left_unread(data: bytes) -> None:
    tried = available()[-1]
    with Examiner(tried=tried) as examiner:
        report = examiner.check(in_memory(data), SUPPLIES)
    assert report.rung is Rung.RLIMITS
    assert {one.outcome for one in report.checks} == {Outcome.NOT_CHECKED}
    assert all("cannot lock the reader in" in one.reason for one in report.checks)
    assert not report.findings


def test_without_a_sandbox_text_is_read_and_what_is_not_text_after_all_is_not() -> None:
    with Examiner(tried=available()[-1]) as examiner:
        read = examiner.check(in_memory(b"Dear all,\nthe letter is a draft.\n", "letter.txt"), SUPPLIES)
        late = examiner.check(in_memory(b"x" * 257 + b"ustar\n", "letter.txt"), SUPPLIES)
    assert read.type == "text"
    assert any(one.outcome is Outcome.NOT_FOUND for one in read.checks)
    assert {one.outcome for one in late.checks} == {Outcome.NOT_CHECKED}


def test_without_a_sandbox_a_file_is_read_where_the_reporter_says_so() -> None:
    with Examiner(even_weak=True, tried=available()[-1]) as examiner:
        report = examiner.check(in_memory(b"<html><p>words</p></html>", "page.html"), SUPPLIES)
    assert report.type == "html"
    assert report.rung is Rung.RLIMITS


def test_a_child_that_cannot_have_its_locks_reads_nothing() -> None:
    tried = available()[0]._replace(locks=("landlock", "a moat"))
    with Examiner(tried=tried) as examiner:
        report = examiner.check(in_memory(b"words"), SUPPLIES)
    assert {one.reason for one in report.checks} == {"The reader could not be locked in as it was before."}


@pytest.mark.parametrize("name", names())
def test_a_fork_bomb_makes_nothing(name: str) -> None:
    if not FILTERED:
        pytest.skip("only limits hold processes back here, and they do not hold root")
    with hostile(name) as examiner:
        assert _of(examiner, b"bomb").facts == {"made": 0}


@pytest.mark.parametrize("name", names())
def test_the_file_cannot_be_altered_through_its_descriptor(name: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"alter this")
    with hostile(name) as examiner:
        try:
            with opened(path) as target:
                told = examiner.check(target, SUPPLIES)
        except ChangedMeanwhile:
            assert not FILTERED
            return
    if FILTERED:
        assert told.facts == {"done": ()}
    assert path.read_bytes() == b"alter this"


@pytest.mark.skipif(not FILTERED, reason="these ways are closed by the filter of system calls")
@pytest.mark.parametrize("name", names())
def test_a_child_reaches_no_further_than_its_answer(name: str) -> None:
    with hostile(name) as examiner:
        assert _of(examiner, b"reach").facts == {"done": ()}


@pytest.mark.parametrize("name", names())
def test_a_child_holds_its_job_and_nothing_else(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_SECRET", "swordfish")
    with hostile(name) as examiner:
        facts = _of(examiner, b"descriptors").facts
    assert facts["held"] == 5  # three that lead nowhere, the answer, the file
    assert "ONRECORD_SECRET" not in str(facts["environment"])


def _of(examiner: Examiner, data: bytes) -> Report:
    report = examiner.check(in_memory(data), SUPPLIES)
    assert len(report.checks) == len(KINDS)
    return report


@pytest.mark.parametrize("name", ["-rf", "--output=x", "@list", "$(id)", "a;b", "\x1b[31m", "..."])
def test_a_name_is_never_more_than_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"well")
    with hostile() as examiner, opened(path) as target:
        report = examiner.check(target, SUPPLIES)
    assert report.type == "text"
    assert report.facts == {"pages": 1}


@pytest.mark.parametrize(
    ("family", "kind", "address"),
    [
        (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 9)),
        (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 9)),
        (socket.AF_UNIX, socket.SOCK_STREAM, __file__),
    ],
)
def test_a_way_that_is_open_counts_as_open_though_nobody_listens(family: int, kind: int, address: object) -> None:
    probing._connect(family, kind, address)


def test_a_folder_that_this_user_may_not_look_into_is_no_folder_of_the_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    inner = closed / "site-packages"
    inner.mkdir(parents=True)
    monkeypatch.syspath_prepend(str(inner))
    closed.chmod(0)
    try:
        with ordinary_user():
            assert str(inner) not in folders.needed.__wrapped__().modules
    finally:
        closed.chmod(0o700)


def test_shared_libraries_are_known_by_their_whole_path() -> None:
    maps = (
        "7f00-7f01 r-xp 00000000 fe:00 12   /home/a b/lib/libpython3.11.so.1.0\n"
        "7f02-7f03 r--p 00000000 fe:00 13   /usr/lib/libc.so.6\n"
        "7f04-7f05 rw-p 00000000 00:00 0\n"
        "7f06-7f07 r--p 00000000 fe:00 14   /usr/share/locale.mo\n"
    )
    assert folders.libraries(maps) == ["/home/a b/lib/libpython3.11.so.1.0", "/usr/lib/libc.so.6"]
