"""Files on the screens: kept, checked, read, looked at, copied to show, compared; nothing of it holds up the keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pikepdf
import pytest

from tests.tui.files import FakeExaminer, fake, kept, until
from tests.tui.reporter import Reporter, reporter, story
from tests.tui.test_screens_story import opened
from tests.tui.typing import fills, goes_to
from tui.preferences import Preferences
from tui.screens.table import screen_class
from workflow.case import Case
from workflow.terms import ExhibitKind, Handling, Seen, Stance

__all__ = ["fake"]

Scene = Callable[[Reporter, list[str]], Awaitable[None]]


def at(
    tmp_path: Path, scene: Scene, size: tuple[int, int] = (80, 24), *, checked: bool = True, copies: int = 1
) -> None:
    async def whole() -> None:
        desk, ids = kept(tmp_path / "cases.db", checked=checked, copies=copies)
        async with reporter(desk, size=size, case="letter", preferences=Preferences(tmp_path / "p.json")) as on:
            await scene(on, ids)

    story(whole)


def case_of(on: Reporter) -> Case:
    ledger = on.app.sitting.ledger
    return ledger.case(ledger.shelf()[0][0])


async def opens(on: Reporter, name: str, *given: str) -> None:
    on.app.push_screen(screen_class(name)(on.app.sitting.ledger.shelf()[0][0], *given))
    await on.waits(0.05)


def small_pdf(path: Path) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(b"BT /F1 14 Tf 20 150 Td (DRAFT) Tj 0 -30 Td (The letter goes out.) Tj ET")
        pdf.save(path)


def test_a_file_is_kept_checked_and_read_by_the_real_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    small_pdf(tmp_path / "letter.pdf")

    async def scene() -> None:
        async with reporter(opened(tmp_path / "d.db", "alpha"), preferences=Preferences(tmp_path / "p.json")) as on:
            await on.presses("enter", "4", "F")
            await fills(on, str(tmp_path / "letter.pdf"))
            await until(on, "its bytes, and check it")
            await on.presses("ctrl+s")
            await until(on, "Checked file 1.", "read in ", "It reads: DRAFT")
            (held,) = case_of(on).holdings.exhibits
            assert held.is_kept and len(held.sha512) == 128
            await on.presses("greater_than_sign")
            await until(on, "The letter goes out.")
            await on.presses("semicolon")
            await until(on, "▀▀▀▀")
            await on.presses("escape")

    story(scene)
    assert oct((tmp_path / "d.db.files").stat().st_mode)[-3:] == "700"


def test_a_stopped_check_logs_nothing_and_the_keys_act_meanwhile(tmp_path: Path, fake: FakeExaminer) -> None:
    slow = [False]
    fake._goes = lambda: slow[0]

    async def scene(on: Reporter, ids: list[str]) -> None:
        await on.presses("4", "exclamation_mark")
        on.sees("^s Check")
        await on.presses("ctrl+s")
        on.sees("Checking file 1", "esc stops it")
        await on.presses("question_mark")
        on.sees("Help")
        await on.presses("escape", "escape")
        await until(on, "Stopped. Nothing was logged.")
        assert not case_of(on).holdings.examined
        slow[0] = True
        await on.presses("ctrl+s")
        await until(on, "Checked file 1.")
        assert len(case_of(on).holdings.examined) == 1
        await on.presses("u")
        assert not case_of(on).holdings.examined

    at(tmp_path, scene, checked=False)
    assert fake.closed == 2


def test_the_report_tells_findings_by_question_risks_apart_and_what_is_open(tmp_path: Path, fake: FakeExaminer) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "report", ids[0])
        on.sees(
            "1 warning, 2 notes, 1 not checked",
            "locked in by namespaces",
            "Nobody has looked.",
            "Integrity (1)",
            "What could give a source away (1): no export carries it unasked",
            "! warning       words under a cover: Jane Roe",
            "? not checked   Files inside. It took too long.",
        )
        on.misses("score")
        await on.presses("slash", *"cover", "enter")
        on.sees("It does not prove", "a makes a technical statement")
        await on.presses("enter")
        on.sees("Weight: warning.", "By pypdfium2 1 (pdf.hidden.covered_text)")
        await on.presses("escape", "H")
        on.misses("Jane Roe")
        on.sees("not shown while names are hidden")

    at(tmp_path, scene, (100, 60))


@pytest.mark.parametrize(
    ("size", "told"),
    [((80, 40), "Does not apply. It is not looked for in such a file.\n"), ((140, 40), "hidden (page 2)")],
)
def test_where_a_finding_lies_takes_no_room_from_the_words_of_a_report(
    tmp_path: Path, fake: FakeExaminer, size: tuple[int, int], told: str
) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "report", ids[0])
        on.sees("Press _ for")
        await on.presses("H")
        on.sees(told)

    at(tmp_path, scene, size)


def test_nothing_is_known_of_a_file_before_it_is_checked(tmp_path: Path, fake: FakeExaminer) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "report", ids[0])
        on.sees("Not checked yet. Press ! to check it", "Digital         Not checked. This file has not been")
        await on.presses("a")
        on.sees("Select a finding first")
        await on.presses("less_than_sign")
        on.sees("No earlier version lies in this file")

    at(tmp_path, scene, checked=False)


def test_a_finding_becomes_a_statement_by_the_form_alone(tmp_path: Path, fake: FakeExaminer) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "report", ids[0])
        await on.presses("slash", *"earlier", "enter", "a")
        on.sees("Technical statement: earlier versions inside", "Dr. Kim", "Earlier versions inside: 2 revisions")
        assert not case_of(on).statements
        await goes_to(on, "intact")
        await fills(on, "d")
        await goes_to(on, "Conclusive")
        await fills(on, "y", "ctrl+s")
        on.sees("Say what it rests on")
        await goes_to(on, "Sign-off")
        await fills(on, "The original in hand.")
        await until(on, "If you save this", "shown false")
        await on.presses("ctrl+s")
        await on.waits(0.05)
        (said,) = case_of(on).statements
        (examined,) = case_of(on).holdings.examined
        assert said.says.technical and said.says.conclusive
        assert (said.says.rests_on, said.says.finding, said.says.copy_of) == (examined.id, "pdf.rev.multiple", ids[0])
        assert set(said.says.stances.values()) == {Stance.DISPUTES}
        assert "by pikepdf 1." in said.says.paraphrase
        await opens(on, "words", "statement", said.id)
        on.sees("made from earlier versions inside")

    at(tmp_path, scene, (100, 40))


def test_the_viewer_shows_pages_hidden_characters_hits_and_pictures(tmp_path: Path, fake: FakeExaminer) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "viewer", ids[0])
        await until(on, "dra⟨U+200B⟩ft.", "page 1 (1 of 2)", "1 hidden character")
        await on.presses("slash", *"letter")
        await until(on, "2 hits")
        await on.presses("escape")
        await on.presses("right_curly_bracket")
        on.sees("page 2 (2 of 2)")
        await on.presses("right_curly_bracket")
        on.sees("There is no such page.")
        await on.presses("number_sign", "1", "enter")
        on.sees("page 1 (1 of 2)")
        await on.presses("semicolon")
        await until(on, "▀▀▀▀")
        await on.presses("right_parenthesis", "right_parenthesis", "down", "left_parenthesis")
        await on.presses("semicolon")
        on.sees("Annex to the letter")

    at(tmp_path, scene)
    assert "picture 1" in fake.asked and fake.asked.count("pages None") == 1


def test_without_colours_the_viewer_says_that_pictures_need_them(
    tmp_path: Path, fake: FakeExaminer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "viewer", ids[0])
        await on.presses("semicolon")
        on.sees("Pictures need colours")
        await on.presses("underscore")
        on.sees("say what you see.", "Pictures need colours", "( ) yes  ( ) no  ( ) cannot tell")

    at(tmp_path, scene)


def test_who_looked_says_what_can_be_seen_while_the_page_stands_there(tmp_path: Path, fake: FakeExaminer) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await on.presses("4", "underscore")
        await until(on, "▀▀▀▀", "( ) yes")
        await fills(on, "c")
        await goes_to(on, "By")
        await fills(on, "ab", "ctrl+s")
        await on.waits(0.05)
        look = case_of(on).holdings.look_at(ids[0])
        assert look is not None and (look.seen, look.by) == (Seen.UNCLEAR, "ab")
        on.sees("Handwritten", "Cannot tell. Somebody looked")

    at(tmp_path, scene)


@pytest.mark.parametrize(("size", "told"), [((120, 30), ("Before", "After")), ((80, 24), ("before", "after"))])
def test_earlier_words_stand_beside_or_above_the_later_ones(
    tmp_path: Path, fake: FakeExaminer, size: tuple[int, int], told: tuple[str, str]
) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "report", ids[0])
        await on.presses("less_than_sign")
        await until(on, "version 1 and 2 of 2", "The letter is final.", "dra⟨U+200B⟩ft.")
        on.sees(*told)
        on.misses("Annex")
        await on.presses("right_curly_bracket")
        on.sees("There is no such version.")

    at(tmp_path, scene, size)


def test_a_copy_to_show_is_made_linked_checked_and_told_of(tmp_path: Path, fake: FakeExaminer) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await on.presses("4", "minus")
        on.sees("What the copy will still show", "150", "^s Make")
        await on.presses("ctrl+s")
        await until(on, "File 2: copy-to-show.pdf", "What a copy of pictures still shows", "Checked file 2.")
        holdings = case_of(on).holdings
        copy = holdings.exhibits[-1]
        assert copy.kind is ExhibitKind.COPY and copy.is_kept
        assert [(one.act, one.made) for one in holdings.handled] == [(Handling.FLATTENED, copy.id)]
        assert holdings.examination_of(copy.id) is not None
        await on.presses("minus")
        on.sees("This is a copy made to show already.")
        await on.presses("escape", "minus", "ctrl+s")
        await until(on, "The same copy was made before: it is file 2.")
        assert len(case_of(on).holdings.exhibits) == 2

    at(tmp_path, scene, (80, 40))


def test_two_copies_are_compared_and_a_statement_says_which_it_is_about(tmp_path: Path, fake: FakeExaminer) -> None:
    async def scene(on: Reporter, ids: list[str]) -> None:
        await opens(on, "compare", ids[0])
        on.sees("(•) file 2", "Who gave which copy", "^s Compare")
        await on.presses("ctrl+s")
        await until(on, "A is file 1, B is file 2", "What no comparison here sees")
        (done,) = case_of(on).holdings.handled
        assert (done.act, done.made) == (Handling.COMPARED, ids[1])
        await opens(on, "statement")
        await fills(on, "Dr. Kim", "tab", "o")
        on.sees("Which copy (•) not said  ( ) file 1  ( ) file 2")

    at(tmp_path, scene, (80, 40), copies=2)
