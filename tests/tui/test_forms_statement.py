"""The statement form: errors under fields, second entries, notices, and what is pasted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from tests.tui.reporter import Reporter, empty, reporter, story
from tests.tui.typing import answers, fills, goes_to, pastes, settles
from tui.preferences import Preferences
from tui.screens.table import screen_class
from workflow import facts as f
from workflow.case import Case
from workflow.terms import Kind, Stance, Standing, Term


@asynccontextmanager
async def desk_with_milley(tmp_path: Path, size: tuple[int, int] = (80, 30)) -> AsyncIterator[Reporter]:
    """A desk with one case, a named source that has spoken, and the statement form open."""
    desk = empty(tmp_path / "cases.db")
    assert desk.ledger is not None
    with desk.ledger.batch() as batch:
        batch.add(f.CaseOpened("letter", "The letter", "America/New_York"))
        genuine = batch.add(f.QuestionRaised("genuine", Kind.GENUINE, "It is real."))
        batch.add(f.QuestionRaised("status", Kind.STATUS, "It is signed."))
        milley = batch.add(
            f.SourceAdded("milley", "Chairman", Standing.ISSUER, name="Gen. Mark Milley", body="US DoD", rank=3)
        )
        batch.add(
            f.StatementLogged(
                "s1",
                milley,
                "2020-01-06T16:25-05:00",
                Term.ON_RECORD,
                {genuine: Stance.CONFIRMS},
                quote="It is a draft.",
            )
        )
    async with reporter(desk, size=size, preferences=Preferences(tmp_path / "p.json")) as at_work:
        at_work.app.push_screen(screen_class("statement")(batch.case_id))
        await at_work.waits(0.05)
        yield at_work


def told(tmp_path: Path, scene: Callable[[Reporter], object], size: tuple[int, int] = (80, 30)) -> None:
    async def whole() -> None:
        async with desk_with_milley(tmp_path, size) as at_work:
            await scene(at_work)  # type: ignore[misc]

    story(whole)


def case_of(desk: Reporter) -> Case:
    ledger = desk.app.sitting.ledger
    return ledger.case(ledger.find_case("letter"))


def test_only_what_the_answers_call_for_is_in_sight(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        desk.sees("Who", "Said", "Quote", "In short", "Who said it?")
        desk.misses("Terms", "genuine", "Knows", "Standing")
        await fills(desk, "mil")
        desk.sees("Gen. Mark Milley", "Chairman")
        await fills(desk, "enter")
        desk.sees("issuer, US DoD, minister, deputy or senior officer.", "Said: genuine confirms", "▌ Terms")
        desk.misses("genuine  ")
        await fills(desk, "o")
        desk.sees("genuine    ( ) confirms", "status     ( ) confirms", "Also")
        desk.misses("Standing", "Via", "Code name")

    told(tmp_path, scene)


def test_errors_stand_under_their_fields_and_nothing_is_cleared(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await fills(desk, "mil", "enter", "o")
        await goes_to(desk, "In short")
        await fills(desk, "He said so.", "ctrl+s")
        desk.sees("▌ Said", "! When was it said?", "Not saved yet", "He said so.")
        await fills(desk, "31 feb 2020", "ctrl+s")
        desk.sees("There is no such date or time as '31 feb 2020'.", "31 feb 2020")
        await fills(desk, *["backspace"] * 11, "3 feb 2020 16:25")
        desk.sees("Mon 3 Feb 2020 16:25 -05:00 (America/New_York)")
        desk.misses("! ")
        await goes_to(desk, "status")
        await fills(desk, "p", "ctrl+s")
        desk.sees("There is no partly: take a stance on each question")
        assert len(case_of(desk).statements) == 1
        await fills(desk, "d", "ctrl+s")
        await desk.waits(0.05)
        assert [one.words for one in case_of(desk).statements] == ["It is a draft.", "He said so."]

    told(tmp_path, scene)


def test_a_named_source_that_speaks_unnamed_gets_a_second_entry(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await fills(desk, "mil", "enter", "b")
        desk.sees("entry, which nothing links to the name", "Code name  S-1")
        await goes_to(desk, "Descriptor")
        await fills(desk, "a senior officer", "tab", "insider", "tab")
        await goes_to(desk, "May quote")
        await fills(desk, "n", "tab", "an officer", "tab", "He may not speak.", "tab", "anyone", "tab", "Not my name.")
        await fills(desk, "tab", "b", "tab", "aa", "tab", "today 09:00")
        await goes_to(desk, "In short")
        await fills(desk, "It was a mistake.", "ctrl+s")
        await desk.waits(0.05)
        named, second = case_of(desk).sources.values()
        assert (second.name, second.code_name, second.descriptor) == ("", "S-1", "a senior officer")
        assert named.slug not in f"{second.slug} {second.lineage}"
        said = case_of(desk).statements[-1]
        assert said.source == second.id
        assert (said.says.agreement, said.says.agreed_at) == ("Not my name.", said.says.said_at)
        assert said.promise == f.Promise("aa", "an officer", "He may not speak.", False, "anyone")
        desk.misses("Logged a statement by Gen. Mark Milley")

    told(tmp_path, scene)


def test_the_same_words_again_are_noticed_not_forbidden(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await fills(desk, "mil", "enter", "o")
        await goes_to(desk, "Quote")
        await fills(desk, "“It is a draft.”")
        desk.sees("Same source, same words: s1, 6 Jan 16:25")
        await goes_to(desk, "Said")
        await fills(desk, "today 10:00", "ctrl+s")
        await desk.waits(0.05)
        assert [one.says.quote for one in case_of(desk).statements] == ["It is a draft."] * 2

    told(tmp_path, scene)


def test_the_consequence_follows_the_typing(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await fills(desk, "mil", "enter", "o")
        await goes_to(desk, "Said")
        await fills(desk, "today")
        await goes_to(desk, "status")
        await fills(desk, "d")
        await desk.waits(0.12)
        desk.sees("status     ○ unconfirmed → ✕ officially disputed", "Headline   OFFICIALLY DISPUTED: status")
        await fills(desk, "n")
        await desk.waits(0.12)
        desk.sees("No question changes its state.", "OFFICIALLY CONFIRMED: genuine (as before)")
        desk.misses("lies ahead")
        await goes_to(desk, "Said")
        await fills(desk, *["backspace"] * 5, "3 mar 2090 10:00")
        await desk.waits(0.12)
        desk.sees("This time lies ahead; check the day and the offset.")

    told(tmp_path, scene)


def test_a_megabyte_is_pasted_cleaned_and_kept_whole(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await goes_to(desk, "Quote")
        await pastes(desk, "Strike\x1b[31m this\u202e out. ")
        desk.sees("Left out of what was pasted: 2 hidden characters.")
        await pastes(desk, "word " * 200_000)
        desk.sees("characters are held; ^o opens them")
        assert len(answers(desk)["quote"]) > 1_000_000
        await fills(desk, "tab", "In short it was long.")
        assert answers(desk)["paraphrase"] == "In short it was long."

    told(tmp_path, scene)


def test_letters_are_text_while_one_types_and_names_can_be_hidden(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await fills(desk, "quaUHVxn?")
        assert answers(desk)["who"] == "quaUHVxn?"
        desk.app.action_hide_names()
        await settles(desk)
        await fills(desk, *["backspace"] * 9, "iss")
        desk.sees("issuer 1")
        desk.misses("Milley")

    told(tmp_path, scene)


def test_what_else_there_is_to_say_opens_when_ticked(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await fills(desk, "mil", "enter", "o")
        await goes_to(desk, "Said")
        await fills(desk, "6 jan 2020")
        await goes_to(desk, "genuine")
        await fills(desk, "r")
        await goes_to(desk, "Takes back")
        await fills(desk, "space")
        await goes_to(desk, "Also")
        for letter in ("l", "h", "e", "e", "g"):
            await fills(desk, letter, "space")
        await goes_to(desk, "Learned")
        await fills(desk, "7 jan 2020")
        await goes_to(desk, "Embargo")
        await fills(desk, "tomorrow 17:00")
        await goes_to(desk, "Grade")
        await fills(desk, "b2", "ctrl+s")
        await desk.waits(0.05)
        said = case_of(desk).statements[-1].says
        assert (said.learned_at, said.grade, said.hedged, said.technical) == ("2020-01-07", "B2", True, True)
        assert said.embargo_until == "2020-02-04T17:00-05:00"
        assert said.retracts == (case_of(desk).statements[0].id,)

    told(tmp_path, scene, (80, 50))
