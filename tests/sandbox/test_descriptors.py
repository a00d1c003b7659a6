"""Whatever a descriptor leads to is read from its beginning, and left as it was."""

from __future__ import annotations

import os
import threading
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.rungs import HERE, SUPPLIES, TIGHT, available, in_memory
from workflow.errors import OnRecordError
from workflow.examine import Examiner, Member, NotRead, Picture, opened
from workflow.hashing import ChangedMeanwhile, NotAFile, Unreadable
from workflow.sandbox.limits import MOST_READ
from workflow.sandbox.target import Target
from workflow.terms import Outcome

WORDS = b"Dear all,\nthis is a DRAFT.\n"


def reader(at_once: int = 1) -> Examiner:
    """An examiner whose workers tell back what they read."""
    runner = "tests.sandbox.plain"
    return Examiner(at_once, True, tried=available()[0], limits=TIGHT, runner=runner, folders=(HERE,))


def test_a_file_is_read_from_its_beginning_and_its_place_stays(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(WORDS)
    with reader() as examiner, path.open("rb") as file:
        file.seek(7)
        report = examiner.check(Target(file.fileno(), len(WORDS), "letter.txt"), SUPPLIES)
        assert file.tell() == 7
    assert report.facts == {"bytes": len(WORDS), "name": "letter.txt"}


def test_a_file_in_memory_is_read() -> None:
    with reader() as examiner:
        assert examiner.check(in_memory(WORDS), SUPPLIES).facts["bytes"] == len(WORDS)


def test_a_pipe_is_read_to_its_end() -> None:
    out, into = os.pipe()

    def write() -> None:
        with os.fdopen(into, "wb") as file:
            file.write(WORDS * 20_000)

    writer = threading.Thread(target=write)
    writer.start()
    with reader() as examiner:
        report = examiner.check(Target(out, len(WORDS) * 20_000, "pipe"), SUPPLIES)
    writer.join()
    os.close(out)
    assert report.facts["bytes"] == len(WORDS) * 20_000


def test_an_empty_file_is_read() -> None:
    with reader() as examiner:
        assert examiner.check(in_memory(b""), SUPPLIES).facts["bytes"] == 0


def test_a_name_that_is_no_text_and_one_without_end_are_taken() -> None:
    with reader() as examiner:
        for name, told in (("a\udcffb", "a?b"), ("x" * 5000, "x" * 1000), ("\x1b[31m\u202e", "\x1b[31m\u202e")):
            assert examiner.check(in_memory(b"x", name), SUPPLIES).facts["name"] == told


def test_a_file_larger_than_is_read_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(MOST_READ + 1)
    with reader() as examiner, opened(path) as target:
        report = examiner.check(target, SUPPLIES)
        with pytest.raises(NotRead, match="larger than is read"):
            examiner.pages(target)
    assert report.type == "unknown"
    assert report.facts == {"bytes": MOST_READ + 1}
    assert {one.outcome for one in report.checks} == {Outcome.NOT_CHECKED}
    assert {one.reason for one in report.checks} == {"The file is larger than is read (256 MB)."}


def test_many_files_are_told_of_in_their_order_and_none_stops_the_rest(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(40)]
    for number, path in enumerate(paths):
        path.write_bytes(b"x" * number)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(paths[0])
    bad = [tmp_path / "nothing", tmp_path / "pipe", tmp_path / "link", tmp_path]
    given = [*paths[:20], *bad, *paths[20:]]
    with reader(2) as examiner:
        told = list(examiner.check_many(iter(given), SUPPLIES))
    assert [path for path, _ in told] == given
    found = [answer for _, answer in told if not isinstance(answer, OnRecordError)]
    assert [report.facts["bytes"] for _, report in found] == list(range(40))
    assert [hashed.sha256 for hashed, _ in found] == [sha256(path.read_bytes()).hexdigest() for path in paths]
    errors = [answer for _, answer in told if isinstance(answer, OnRecordError)]
    assert [type(error) for error in errors] == [NotAFile] * 4


def test_a_file_that_changes_while_it_is_checked_has_no_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, check = tmp_path / "letter.txt", Examiner.check
    path.write_bytes(WORDS)

    def changing(*given: Any) -> object:
        path.write_bytes(WORDS.replace(b"DRAFT", b"FINAL"))
        return check(*given)

    monkeypatch.setattr(Examiner, "check", changing)
    with reader() as examiner:
        [(_, told)] = examiner.check_many([path], SUPPLIES)
    assert isinstance(told, ChangedMeanwhile)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_nobody_may_read_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "locked"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(Unreadable), opened(path):
        pass


def test_pages_pictures_and_members_come_as_they_are() -> None:
    with reader() as examiner:
        target = in_memory(WORDS)
        assert [(page.name, page.text) for page in examiner.pages(target)] == [("page 1", WORDS.decode())]
        assert examiner.picture(target, 3, 30) == Picture(3, 30, bytes(270))
        assert list(examiner.pictures(target, 5)) == [Picture(1, 5, bytes(15)), Picture(2, 5, bytes(30))]
        assert list(examiner.members(target)) == [Member("letter.bin", WORDS), Member("", b"")]
        assert examiner.assemble([Picture(1, 1, b"abc"), Picture(1, 2, b"abcdef")], 90) == b"90 abc abcdef"


def test_pictures_that_are_left_half_way_leave_the_worker_free() -> None:
    with reader() as examiner:
        pictures = examiner.pictures(in_memory(WORDS), 5)
        assert next(pictures).width == 1
        pictures.close()
        assert examiner.check(in_memory(WORDS), SUPPLIES).facts["bytes"] == len(WORDS)


def test_what_cannot_be_given_is_told() -> None:
    with reader() as examiner:
        for ask in (
            lambda: examiner.pages(in_memory(b"fail")),
            lambda: examiner.picture(in_memory(b"fail"), 1),
            lambda: list(examiner.pictures(in_memory(b"fail"))),
            lambda: list(examiner.members(in_memory(b"fail"))),
        ):
            with pytest.raises(NotRead, match="No such page"):
                ask()
        with pytest.raises(NotRead, match="no sound answer"):
            examiner.picture(in_memory(b"lie"), 1)
