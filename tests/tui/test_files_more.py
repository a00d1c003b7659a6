"""What a file is checked with, how a copy to show looks, specks, folders, and what is asked when copies came."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.files import PAGES, REPORT, FakeExaminer, fake, until
from tests.tui.reporter import Reporter, example, reporter, story
from tests.tui.test_files import at, case_of, opens, small_pdf
from tests.tui.test_screens_story import opened
from tests.tui.typing import fills, goes_to
from tui.preferences import Preferences
from workflow.findings import Page, Report
from workflow.terms import Rung

__all__ = ["fake"]


def test_what_is_brought_along_reaches_the_check_and_stays_for_the_sitting(tmp_path: Path, fake: FakeExaminer) -> None:
    (tmp_path / "keys.txt").write_text('s1._domainkey.example.org. IN TXT "v=DKIM1; p=abc"\n')

    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "report", ids[0])
        await on.presses("exclamation_mark")
        on.sees("DKIM keys", "Roots", "Time stamp", "nothing is fetched")
        on.misses("Headers", "Read it")
        await fills(on, str(tmp_path / "keys"), "ctrl+s")
        on.sees("Nothing lies there.")
        await fills(on, ".txt", "ctrl+s")
        await until(on, "Checked file 1.")
        assert fake.brought[-1].dkim == {"s1._domainkey.example.org": "v=DKIM1; p=abc"}
        await on.presses("exclamation_mark")
        on.sees("keys.txt")
        await goes_to(on, "Time stamp")
        await fills(on, "x")
        on.sees("Headers")

    at(tmp_path, scene, (100, 40))
    assert fake.even_weak == [False]


def test_a_file_is_read_behind_a_weak_lock_only_when_it_is_said_of_this_one(
    tmp_path: Path, fake: FakeExaminer, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = Report("unknown", Rung.RLIMITS, REPORT.findings, REPORT.checks, REPORT.facts)
    monkeypatch.setattr("tests.tui.files.REPORT", weak)

    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "report", ids[0])
        await on.presses("exclamation_mark")
        await goes_to(on, "Read it")
        on.sees("cannot lock the reader in", "(•) no")
        await fills(on, "y", "ctrl+s")
        await until(on, "Checked file 1.")
        await opens(on, "check", ids[1])
        on.misses("Read it")

    at(tmp_path, scene, (100, 40), copies=2)
    assert fake.even_weak == [True]


def test_the_name_is_looked_for_on_its_page_and_the_last_page_shown_without_one(
    tmp_path: Path, fake: FakeExaminer
) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await on.presses("4", "underscore")
        await until(on, "▀▀▀▀", "Cut out of page 1 around the typed name")

    at(tmp_path, scene)
    assert fake.asked == ["picture 1 around //SIGNED//"]


def test_yellow_specks_are_shown_with_what_they_do_not_prove(tmp_path: Path, fake: FakeExaminer) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "viewer", ids[0])
        await until(on, "page 1 (1 of 2)")
        await on.presses("colon")
        await until(on, "▀▀▀▀", "What is yellow and small stands dark.")
        await on.presses("right_curly_bracket", "semicolon")
        on.misses("What is yellow")
        on.sees("Annex to the letter")

    at(tmp_path, scene)
    assert "picture 1 specks" in fake.asked and "picture 2 specks" in fake.asked


def test_a_copy_looks_as_it_was_asked_for(tmp_path: Path, fake: FakeExaminer) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await on.presses("4", "minus")
        await fills(on, "0", "ctrl+s")
        on.sees("Pages are counted from 1 upwards.")
        await on.presses("backspace")
        await fills(on, "2")
        await goes_to(on, "Fineness")
        await fills(on, "90")
        await goes_to(on, "In grey")
        await fills(on, "y", "ctrl+s")
        await until(on, "File 2: copy-to-show.pdf", "Checked file 2.")
        assert [one.note for one in case_of(on).holdings.handled] == ["90 dpi, in grey, page 2"]
        await on.presses("escape")
        on.sees("1 Questions")

    at(tmp_path, scene)
    assert fake.asked[0] == "picture 2"


def test_what_a_finding_means_says_that_there_is_more_of_it(tmp_path: Path, fake: FakeExaminer) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "report", ids[0])
        await on.presses("slash", *"cover", "enter")
        on.sees("enter shows all of it.")
        on.misses("By pypdfium2 1")
        await on.presses("enter")
        on.sees("By pypdfium2 1")

    at(tmp_path, scene)


def test_the_example_says_that_it_keeps_no_files() -> None:
    async def scene() -> None:
        async with reporter(example(), case="seely-letter-2020") as on:
            await on.presses("4", "F")
            await fills(on, __file__)
            await until(on, "test_files_more.py, ")
            await on.presses("ctrl+s")
            await until(on, "Attached a file.")
            await on.presses("exclamation_mark")
            on.sees("The example keeps no files. Press + for a desk of your own.")

    story(scene)


@pytest.mark.parametrize(
    ("size", "told"), [((40, 12), "all of it."), ((40, 26), "between them"), ((60, 20), "between them")]
)
def test_what_a_copy_still_shows_is_told_whole_or_in_short_at_every_size(
    tmp_path: Path, fake: FakeExaminer, size: tuple[int, int], told: str
) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "flatten", ids[0])
        on.sees("still show", "handwriting", told)

    at(tmp_path, scene, size)


def test_a_folder_is_taken_in_and_near_copies_are_asked_about(
    tmp_path: Path, fake: FakeExaminer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.tui.files.PAGES", (Page("page 1", " ".join(f"word{number}" for number in range(30))),))
    folder = tmp_path / "from the source"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.txt").write_text("one")
    (folder / "deeper" / "b.txt").write_text("two")
    (folder / "deeper" / "same.txt").write_text("one")
    (folder / "link").symlink_to("a.txt")

    async def scene() -> None:
        async with reporter(opened(tmp_path / "d.db", "alpha"), preferences=Preferences(tmp_path / "p.json")) as on:
            await on.presses("enter", "4", "F")
            await fills(on, str(folder))
            await until(on, "A folder: 4 files")
            await on.presses("ctrl+s")
            await until(on, "To be asked", "near copy", "File 2 holds the same words as file 1", "Files (2)")
            on.sees("which copy", "Declined (1)")
            assert len(case_of(on).holdings.examined) == 2
            await on.presses("g", "enter")
            on.sees("Compare file 2", "(•) file 1")
            await on.presses("escape", "escape")
            await on.presses("F")
            await fills(on, str(folder))
            await until(on, "A folder: 4 files")
            await goes_to(on, "Kind")
            await fills(on, "right", "left", "ctrl+s")
            await until(on, "Files (2)")
            assert len(case_of(on).holdings.exhibits) == 2

    assert PAGES
    story(scene)


def test_a_second_copy_is_asked_about_right_after_it_is_taken_in(tmp_path: Path, fake: FakeExaminer) -> None:
    small_pdf(tmp_path / "again.pdf")

    async def scene(on: Reporter, ids: list[str]) -> None:
        await on.presses("4", "F")
        await fills(on, str(tmp_path / "again.pdf"))
        await until(on, "its bytes, and check it")
        await goes_to(on, "Kind")
        await fills(on, "right", "left", "ctrl+s")
        await until(on, "To be asked", "Say of each statement which copy")

    at(tmp_path, scene, (80, 40))


def test_a_hash_alone_is_not_read_and_says_what_to_do(tmp_path: Path, fake: FakeExaminer) -> None:
    (tmp_path / "post.html").write_bytes(b"<p>found</p>")

    async def scene() -> None:
        async with reporter(opened(tmp_path / "d.db", "alpha"), preferences=Preferences(tmp_path / "p.json")) as on:
            await on.presses("enter", "4", "F")
            await fills(on, str(tmp_path / "post.html"))
            await until(on, "its bytes, and check it")
            await goes_to(on, "Keep")
            await fills(on, "right", "ctrl+s")
            await until(on, "Its hash alone", "Not checked yet.")
            await on.presses("greater_than_sign")
            on.sees("The desk holds the hash of this file, not its bytes.")
        assert not (tmp_path / "d.db.files").exists()

    story(scene)
    assert not fake.asked
