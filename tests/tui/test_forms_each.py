"""Each form logs the fact it should, in the example."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.tui.reporter import Reporter, example, reporter, story
from tests.tui.typing import fills, goes_to
from tui.desk import OpenDesk
from tui.preferences import Preferences
from tui.screens.table import screen_class
from workflow import facts as f
from workflow.case import Case
from workflow.facts import Fact
from workflow.ledger import Ledger
from workflow.terms import State, Term


class Desk:
    """The example with a form open on it."""

    def __init__(self, desk: Reporter) -> None:
        self.desk = desk
        self.case_id = desk.app.sitting.ledger.find_case("seely-letter-2020")

    @property
    def case(self) -> Case:
        return self.desk.app.sitting.ledger.case(self.case_id)

    def statement(self, slug: str) -> str:
        return next(one.id for one in self.case.statements if one.says.slug == slug)

    def source(self, slug: str) -> str:
        return next(one.id for one in self.case.sources.values() if one.slug == slug)

    def question(self, slug: str) -> str:
        return next(one.id for one in self.case.questions if one.slug == slug)

    async def opens(self, name: str, *args: object) -> None:
        self.desk.app.push_screen(screen_class(name)(self.case_id, *args))
        await self.desk.waits(0.05)

    async def logs(self, *texts: str) -> Fact:
        """Type, save, and take the last fact that was logged."""
        before = len(self.case.entries)
        await fills(self.desk, *texts, "ctrl+s")
        await self.desk.waits(0.05)
        assert len(self.case.entries) > before, self.desk.screen
        fact = self.case.entries[-1].fact
        assert isinstance(fact, Fact)
        return fact


def at(tmp_path: Path, scene: Callable[[Desk], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    async def whole() -> None:
        async with reporter(example(), size=size, preferences=Preferences(tmp_path / "p.json")) as desk:
            await scene(Desk(desk))

    story(whole)


def test_a_correction_logs_only_what_changed(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        await on.opens("correction", on.statement("s2"))
        on.desk.sees("Correct s2", "U.S. military official", "The Washington Post")
        await goes_to(on.desk, "Via")
        await fills(on.desk, "Reuters")
        await goes_to(on.desk, "status")
        await fills(on.desk, "d")
        await goes_to(on.desk, "Reason")
        fact = await on.logs("It was Reuters.")
        assert isinstance(fact, f.StatementCorrected)
        assert set(fact.changes) == {"via", "stances"}
        assert (fact.changes["via"], fact.reason) == ("Reuters", "It was Reuters.")
        assert fact.supersedes == (on.statement("s2"),)

    at(tmp_path, scene)


def test_terms_tell_stricter_from_looser(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        await on.opens("terms", on.statement("s2"))
        await fills(on.desk, "d")
        await on.desk.waits(0.15)
        on.desk.sees("Stricter: these terms apply at once", "No question changes its state.")
        await goes_to(on.desk, "Reason")
        fact = await on.logs("She called.")
        assert isinstance(fact, f.TermsTightened)
        assert (fact.terms, fact.reason) == (Term.DEEP_BACKGROUND, "She called.")
        await on.opens("terms", on.statement("s2"))
        await fills(on.desk, "b")
        on.desk.sees("A new agreement: write down its words", "Agreed")
        await goes_to(on.desk, "Agreed")
        fact = await on.logs("You may use it.", "tab", "yesterday 10:00")
        assert isinstance(fact, f.TermsAgreed)
        assert (fact.agreement, fact.agreed_at) == ("You may use it.", "2020-02-02T10:00-05:00")

    at(tmp_path, scene)


def test_sources_are_added_described_and_merged(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        await on.opens("source", None)
        await fills(on.desk, "u", "tab", "tab")
        fact = await on.logs("a clerk", "tab", "insider")
        assert isinstance(fact, f.SourceAdded)
        assert (fact.name, fact.descriptor, fact.rank) == ("", "a clerk", 2)
        assert fact.code_name
        await on.opens("source", on.source("milley"))
        on.desk.sees("Gen. Mark Milley", "Chairman, Joint Chiefs of Staff")
        await goes_to(on.desk, "Rank")
        await fills(on.desk, "h")
        await goes_to(on.desk, "Reason")
        fact = await on.logs("The office counts.")
        assert isinstance(fact, f.SourceDescribed)
        assert fact.changes == {"rank": 4}
        await on.opens("merge", on.source("wapo-anon"))
        await fills(on.desk, "mark esp", "enter")
        await fills(on.desk, "One man.", "ctrl+s")
        on.desk.sees("Keep these two apart: one has a name")
        await fills(on.desk, *["backspace"] * 12, "defense official", "enter")
        fact = await on.logs()
        assert isinstance(fact, f.SourcesMerged)
        assert fact == f.SourcesMerged(on.source("wapo-anon"), fact.gone, "One man.")

    at(tmp_path, scene)


def test_a_request_and_what_came_of_it(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        await on.opens("request", on.question("genuine"), None)
        await fills(on.desk, "Pentagon", "enter", "e-mail", "enter")
        on.desk.sees("Is this so: The letter was really produced by Seely's command.")
        await goes_to(on.desk, "Deadline")
        await fills(on.desk, "tomorrow")
        await fills(on.desk, "ctrl+s")
        on.desk.sees("! 'tomorrow' has no time.")
        sent = await on.logs(" 17:00", "tab", "rang at nine\nrang at ten")
        assert isinstance(sent, f.RequestSent)
        assert (sent.source, sent.questions) == (on.source("pentagon"), (on.question("genuine"),))
        assert (sent.deadline, sent.attempts) == ("2020-02-04T17:00-05:00", ("rang at nine", "rang at ten"))
        request = on.case.requests[-1].id
        await on.opens("answer", request)
        on.desk.sees("Asked: Is this so")
        await fills(on.desk, "n", "ctrl+s")
        on.desk.sees("Wait for the deadline")
        await fills(on.desk, "shift+tab", "a", "ctrl+s")
        await on.desk.waits(0.1)
        on.desk.sees("New statement", "Pentagon press office")
        await goes_to(on.desk, "Terms")
        await fills(on.desk, "o", "tab", "tab", "now")
        await goes_to(on.desk, "In short")
        answer = await on.logs("No comment.")
        assert answer == f.RequestAnswered(request, "2020-02-03T18:00-05:00", on.case.statements[-1].id)

    at(tmp_path, scene)


def test_the_small_forms(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        await on.opens("question", None)
        fact = await on.logs("t", "tab", "What it says is so.")
        assert fact == f.QuestionRaised("content", fact.kind, "What it says is so.")  # type: ignore[attr-defined]
        await on.opens("question", on.question("status"))
        await fills(on.desk, "It is final.", "ctrl+s")
        on.desk.sees("! Give a reason for the new words")
        fact = await on.logs("Clearer.")
        assert isinstance(fact, f.QuestionWorded)
        assert (fact.proposition, fact.reason) == ("It is final.", "Clearer.")
        await on.opens("document")
        await fills(on.desk, "Somebody", "ctrl+s")
        on.desk.sees("! Give a reason")
        fact = await on.logs("Read again.")
        assert isinstance(fact, f.DocumentDescribed)
        assert fact.fields == {"author": "Somebody"}
        await on.opens("note", on.question("status"))
        assert await on.logs("Ask again.") == f.NoteAdded("Ask again.", on.question("status"))
        await on.opens("disagreement", on.question("status"))
        on.desk.sees("The statements make it")
        fact = await on.logs("u", "tab", "Too early.", "tab", "ed")
        assert fact == f.DisagreementNoted(on.question("status"), State.UNCONFIRMED, "Too early.", "ed")

    at(tmp_path, scene)


def test_the_title_and_zone_of_a_case_change_with_a_reason(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        await on.opens("case_form")
        fact = await on.logs("A letter", "tab", "tab", "Better.")
        assert isinstance(fact, f.CaseRenamed)
        assert (fact.title, fact.reason, on.case.title) == ("A letter", "Better.", "A letter")

    at(tmp_path, scene)


def test_settings_change_when_saved_and_not_before(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        ledger = on.desk.app.sitting.ledger
        on.desk.app.push_screen(screen_class("settings")())
        await on.desk.waits(0.05)
        await fills(on.desk, "The Gazette", "tab", "Ann", "tab", "aa", "tab", "l")
        assert (ledger.settings().newsroom, on.desk.app.theme) == ("", "dark")
        await fills(on.desk, "ctrl+s")
        settings = ledger.settings()
        assert (settings.newsroom, settings.reporter, settings.initials) == ("The Gazette", "Ann", "aa")
        assert on.desk.app.theme == "light"

    at(tmp_path, scene)


@pytest.mark.parametrize("size", [(40, 12), (140, 40), (20, 6)])
def test_forms_live_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async def scene(on: Desk) -> None:
        await on.opens("statement")
        await fills(on.desk, "milley", "enter", "b", "tab", "tab", "tab", "tab", "tab")
        if size[0] >= 40:
            on.desk.sees("If you save this", "▌")
        await on.desk.resizes(1, 1)
        await on.desk.resizes(80, 24)
        on.desk.sees("May quote", "▌")

    at(tmp_path, scene, size)


def test_standing_in_the_past_a_form_says_why_it_cannot_save(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        on.desk.app.stand_at(1_578_345_000_000_000)
        await on.opens("note")
        await fills(on.desk, "Too late.", "ctrl+s")
        on.desk.sees("Too late.", "while you stand in the past")
        assert not on.case.notes

    at(tmp_path, scene)


def test_on_a_desk_that_is_only_read_a_form_says_so(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with Ledger.create(path) as ledger:
        case_id = ledger.new_case(f.CaseOpened("letter", "The letter"))

    async def whole() -> None:
        desk = OpenDesk(Ledger.open(path, read_only=True), path, True)
        async with reporter(desk, preferences=Preferences(tmp_path / "p.json")) as at_work:
            at_work.app.push_screen(screen_class("note")(case_id))
            await at_work.waits(0.05)
            await fills(at_work, "A note.", "ctrl+s")
            at_work.sees("A note.", "open for reading only", "no draft is kept")

    story(whole)
