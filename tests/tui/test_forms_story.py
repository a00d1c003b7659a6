"""The morning of the January 2020 letter, typed in through the screens from an empty desk."""

from __future__ import annotations

from pathlib import Path

from tests.tui.reporter import NOW, Reporter, empty, reporter, story
from tests.tui.typing import fills, goes_to
from tui.preferences import Preferences
from workflow.case import Moment
from workflow.terms import State
from workflow.verdict import evaluate, headline, question_words

NEW_YORK = "America/New_York"


async def opens_a_case(desk: Reporter) -> None:
    await desk.presses("n")
    await fills(desk, "Seely letter", "tab", "tab", NEW_YORK, "tab")
    await fills(desk, "The letter was really produced by Seely's command.", "tab")
    await fills(desk, "It is a final, signed letter.", "tab", "U.S.-led forces are being withdrawn.", "tab")
    await fills(desk, "space", "tab", "It was sent to the Iraqi side.", "ctrl+s")
    desk.sees("seely-letter", "UNCONFIRMED: genuine")


async def says(desk: Reporter, who: str, terms: str, said: str, words: str, **stances: str) -> None:
    """Log a statement by a source that the desk knows: offered while typing, taken with enter."""
    await desk.presses("a")
    await fills(desk, who, "enter", terms)
    await finishes(desk, said, words, **stances)


async def finishes(desk: Reporter, said: str, words: str, **stances: str) -> None:
    await goes_to(desk, "Said")
    await fills(desk, said)
    for question, letter in stances.items():
        await goes_to(desk, question)
        await fills(desk, letter)
    await goes_to(desk, "In short")
    await fills(desk, words)
    await desk.waits(0.12)


async def introduces(desk: Reporter, who: str, terms: str, standing: str, body: str, *, code: str = "") -> None:
    """Begin a statement by a source that the desk does not know yet."""
    await desk.presses("a")
    await fills(desk, who, "tab", terms, "tab")
    if code:
        await fills(desk, code, "tab")
    await fills(desk, "a descriptor", "tab", standing, "tab")
    if body:
        await fills(desk, body)


async def saved(desk: Reporter, *texts: str) -> None:
    desk.sees("If you save this", *texts)
    await desk.presses("ctrl+s")
    desk.sees("1 Questions")


async def the_morning(desk: Reporter) -> None:
    await introduces(desk, "Pentagon press office", "o", "i", "US DoD")
    await finishes(desk, "6 jan 14:30", "Would not comment.", genuine="dd")
    await saved(desk, "No question changes its state.")

    await introduces(desk, "an official", "b", "insider"[:2], "US DoD", code="wapo-1")
    await finishes(desk, "6 jan 15:00", "Confirmed the letter's authenticity.", genuine="c")
    await saved(desk, "genuine    ○ unconfirmed → ◐ anonymously confirmed", "ANONYMOUSLY CONFIRMED: genuine")

    await introduces(desk, "Mark Esper", "o", "i", "US DoD")
    await goes_to(desk, "Rank")
    await fills(desk, "h")
    await finishes(desk, "6 jan 16:05", "No decision to leave.", genuine="cc", meaning="d")
    await saved(desk, "meaning    ○ unconfirmed → ✕ officially disputed")

    await introduces(desk, "Gen. Mark Milley", "o", "i", "US DoD")
    await goes_to(desk, "Rank")
    await fills(desk, "m")
    said = {"genuine": "c", "status": "d", "meaning": "d", "delivered": "d"}
    await finishes(desk, "6 jan 16:25", "A draft, a mistake, unsigned.", **said)
    await saved(desk, "genuine    ◐ anonymously confirmed → ● officially confirmed", "delivered")


def test_the_day_is_typed_in_and_ends_officially_disputed(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"

    async def scene() -> None:
        async with reporter(empty(path), preferences=Preferences(tmp_path / "p.json")) as desk:
            await opens_a_case(desk)
            await the_morning(desk)
            await says(desk, "milley", "o", "6 jan 16:40", "It was sent over.", status="d", meaning="d", delivered="c")
            await saved(desk, "delivered  ✕ officially disputed → ● officially confirmed")
            desk.sees("OFFICIALLY DISPUTED: status, meaning. genuine: off. confirmed")

            ledger = desk.app.sitting.ledger
            case = ledger.case(ledger.find_case("seely-letter"))
            evaluation = evaluate(case, Moment(None, NOW))
            told = headline(case, evaluation.states)
            assert told.state is State.OFFICIALLY_DISPUTED
            assert question_words(case, told.questions) == ("status", "meaning")
            states = {question.word: evaluation.states[question.id] for question in case.questions}
            assert states["genuine"] is State.OFFICIALLY_CONFIRMED
            assert states["delivered"] is State.OFFICIALLY_CONFIRMED
            assert [one.says.said_at[11:16] for one in case.statements] == ["14:30", "15:00", "16:05", "16:25", "16:40"]
            assert [source.code_name for source in case.sources.values()] == ["", "wapo-1", "", ""]
            assert ledger.drafts() == []

    story(scene)
