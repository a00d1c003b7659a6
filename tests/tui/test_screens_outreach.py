"""Outreach: requests with what may be printed of them, the ledger of what was shown, and the letter that asks."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.tui.reporter import NOW, Reporter, empty, reporter, same_rows, story
from tests.tui.typing import fills
from tui.desk import OpenDesk
from tui.preferences import Preferences
from workflow import facts as f
from workflow.ledger import Ledger
from workflow.terms import Copy, Kind, Stance, Standing, Term

GOLDEN = Path(__file__).parent / "golden"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
SIZES = ((80, 24), (140, 40))


def port_desk(folder: Path) -> OpenDesk:
    """A case with one named official, one unnamed clerk, two requests and two disclosures."""
    desk = empty(folder / "port.db")
    ledger = desk.ledger
    assert ledger is not None
    ledger.set_settings(newsroom="The Harbour Post", reporter="Ida Quist")
    case = ledger.new_case(
        f.CaseOpened("port-memo", "Memo on the port", "America/New_York", invented=True),
        f.QuestionRaised("genuine", Kind.GENUINE, "The port authority wrote the memo."),
        f.QuestionRaised("meaning", Kind.READING, "The memo orders the pier closed."),
        f.DocumentDescribed({"author": "Tove Brand, harbour master", "issuer": "Port Authority of Vik"}),
        f.SourceAdded("brand", "the harbour master", Standing.AUTHOR, name="Tove Brand"),
        f.SourceAdded("clerk", "a clerk in the harbour office", Standing.INSIDER, code_name="Gull"),
    )
    held = ledger.case(case)
    genuine, meaning = (question.id for question in held.questions)
    brand, clerk = held.sources
    ledger.append(
        case,
        _statement("s1", clerk, {genuine: Stance.CONFIRMS}, promise=f.Promise(descriptor="a harbour clerk")),
        _statement("s2", brand, {meaning: Stance.DISPUTES}, quote="Nobody closes the pier.", terms=Term.ON_RECORD),
        _request("2020-02-03T15:00-05:00", "Did you write it?", brand, genuine, "2020-02-04T12:00-05:00"),
        f.RequestSent(
            sent_at="2020-02-01T10:00-05:00",
            channel="letter",
            wording="Is the memo yours, and does it order the pier closed?",
            office="Port Authority of Vik",
            questions=(genuine, meaning),
            deadline="2020-02-03T12:00-05:00",
            copy=Copy.RETYPED,
        ),
        f.Disclosed("2020-02-02", "Page 2, with the stamp", Copy.ORIGINAL, clerk, reason="The stamp had to be seen."),
        f.Disclosed("2020-02-02T09:00-05:00", "That a memo exists", Copy.NOTHING, office="The mayor's office"),
    )
    return desk


def _statement(slug: str, source: str, stances: dict[str, Stance], **more: object) -> f.StatementLogged:
    given: dict[str, object] = {"terms": Term.BACKGROUND, "paraphrase": "The memo is real."} | more
    return f.StatementLogged(slug, source, "2020-02-01T09:00-05:00", stances=stances, **given)  # type: ignore[arg-type]


def _request(sent: str, wording: str, source: str, question: str, deadline: str) -> f.RequestSent:
    return f.RequestSent(sent, "e-mail", wording, source, questions=(question,), deadline=deadline, copy=Copy.DESCRIBED)


def read_only(folder: Path) -> OpenDesk:
    """The same desk, only to be read."""
    desk = port_desk(folder)
    assert desk.ledger is not None
    desk.ledger.close()
    return OpenDesk(Ledger.open(desk.path, read_only=True, clock=lambda: NOW), desk.path)


def at_the_port(
    folder: Path,
    scene: Callable[[Reporter], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
    desk: Callable[[Path], OpenDesk] = port_desk,
) -> None:
    """One scene in that case."""

    async def whole() -> None:
        kept = Preferences(folder / "p.json")
        async with reporter(desk(folder), case="port-memo", size=size, preferences=kept) as r:
            await scene(r)

    story(whole)


def looks_as_drawn(r: Reporter, name: str, size: tuple[int, int]) -> None:
    """The screen is the golden text, and nothing of it goes beyond the edge."""
    assert all(len(row) <= size[0] for row in r.rows())
    same_rows(r.rows(), GOLDEN / f"{name}-{size[0]}x{size[1]}.txt", update=UPDATE)


@pytest.mark.parametrize("size", SIZES)
def test_outreach_and_the_letter_look_as_drawn(tmp_path: Path, size: tuple[int, int]) -> None:
    async def scene(r: Reporter) -> None:
        await r.presses("5")
        looks_as_drawn(r, "outreach-ledger", size)
        await r.presses("R")
        await r.waits(0.15)
        looks_as_drawn(r, "letter", size)

    at_the_port(tmp_path, scene, size)


def test_what_is_overdue_comes_first_and_the_original_is_marked(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        await r.presses("5")
        assert "Port Authority" in r.selected
        r.sees("did not respond by", "passed", "did not immediately", "the original 1 time")
        await r.presses("tab", "down")
        assert "mayor" in r.selected
        await r.presses("A")
        r.sees("Select a request first")
        await r.presses("enter")
        r.sees("To: The mayor's office", "Copy shown: nothing")
        await r.presses("escape", "g", "enter")
        r.sees("Asked Port Authority of Vik", "What may be printed: did not respond by")
        await r.presses("escape", "tab", "slash")
        await r.types("stamp")
        r.sees("No request holds these words.", "! shown: the original; Page 2, with the")
        r.misses("mayor")

    at_the_port(tmp_path, scene)


def test_a_disclosure_is_logged_from_here_and_found_in_the_ledger(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        await r.presses("5", "S")
        await fills(r, "The coast guard", "tab", "That a memo exists", "ctrl+s")
        await r.waits(0.1)
        r.sees("Logged what somebody was shown or told.", "The coast guard", "described in words")
        assert "coast guard" in r.selected

    at_the_port(tmp_path, scene)


def test_a_low_window_shows_the_list_that_has_the_focus(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        await r.presses("5")
        r.sees("respond by 3")
        r.misses("mayor")
        await r.presses("tab")
        r.sees("mayor")
        r.misses("respond by 3")

    at_the_port(tmp_path, scene, (40, 12))


def test_the_letter_follows_its_fields_and_becomes_a_request(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        before = len(_case(r).requests)
        await r.presses("R")
        await r.waits(0.15)
        r.sees("To: Tove Brand, harbour master", "From: Ida Quist, The Harbour Post")
        await fills(r, "i")
        await r.waits(0.15)
        r.sees("To: Port Authority of Vik", "Dear Sir or Madam")
        await fills(r, "tab", "5 feb 2020 17:00")
        await r.waits(0.2)
        await fills(r, "ctrl+s")
        await r.waits(0.1)
        r.sees("Request for comment", "Port Authority of Vik", "2020-02-05T17:00-05:00")
        assert len(_case(r).requests) == before
        await fills(r, "tab", "e-mail", "ctrl+s")
        await r.waits(0.1)
        request = _case(r).requests[-1]
        assert (request.office, request.deadline_text) == ("Port Authority of Vik", "2020-02-05T17:00-05:00")
        assert request.wording.startswith("To: Port Authority of Vik\n") and len(request.questions) == 2
        assert not r.app.sitting.ledger.drafts()
        r.sees("1 Questions", "Logged a request for comment.")

    at_the_port(tmp_path, scene)


def test_the_letter_is_edited_outside_kept_and_drafted_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(r: Reporter) -> None:
        texts = iter(("Dear Tove,\nis it yours?\u202e", ""))
        monkeypatch.setattr("tui.editor.edit", lambda app, text: (next(texts).rstrip("\u202e"), 1))
        await r.presses("R")
        await fills(r, "ctrl+o")
        await r.waits(0.15)
        r.sees("is it yours?", "Edited: it follows the fields above no more.", "1 hidden character")
        await fills(r, "escape")
        assert r.app.sitting.ledger.drafts()[0].fields["letter"].startswith("Dear Tove")
        await r.presses("D", "enter")
        await r.waits(0.15)
        r.sees("is it yours?")
        await fills(r, "ctrl+o")
        await r.waits(0.15)
        r.sees("From: Ida Quist", "Nothing is sent and nothing is logged")

    at_the_port(tmp_path, scene)


def test_a_source_of_the_letter_has_a_name_and_is_chosen(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        await r.presses("R")
        await fills(r, "s")
        await r.waits(0.15)
        r.sees("Choose a source of the case that has a name.")
        await fills(r, "ctrl+s")
        r.sees("! Choose a source")
        await fills(r, "Gull")
        await r.waits(0.15)
        await fills(r, "backspace", "backspace", "backspace", "backspace", "Tove Brand")
        await r.waits(0.2)
        r.sees("Dear Tove Brand,")

    at_the_port(tmp_path, scene)


def test_a_desk_that_is_only_read_drafts_letters_all_the_same(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        await r.presses("5", "R")
        await r.waits(0.15)
        r.sees("Dear Tove Brand,", "read only: no draft is kept")
        await fills(r, "ctrl+s")
        r.sees("This desk is open for reading only")

    at_the_port(tmp_path, scene, desk=read_only)


def _case(r: Reporter):  # type: ignore[no-untyped-def]
    ledger = r.app.sitting.ledger
    return ledger.case(ledger.find_case("port-memo"))


def test_hidden_names_stand_neither_in_outreach_nor_in_the_letter(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        await r.presses("5", "H")
        r.misses("Tove", "Brand", "Gull")
        r.sees("author 1", "Port Authority")
        await r.presses("R")
        await r.waits(0.15)
        r.misses("Tove", "Brand")
        r.sees("To: author 1, harbour master")

    at_the_port(tmp_path, scene)
