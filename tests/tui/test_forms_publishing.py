"""The forms for what is held and for what leaves the building, each told as a reporter would fill it in."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.newsroom import Newsroom
from tests.tui.files import until
from tests.tui.test_forms_each import Desk, at
from tests.tui.typing import fills, goes_to
from tui.forms.drafting import form_of
from tui.forms.naming import export_options
from tui.forms.paths import path_options, typed_path
from tui.forms.promising import agreed_at, promise_asks, promise_of
from tui.forms.reading import Gathering
from tui.forms.showing import copy_asks, shown_of
from tui.naming import Naming
from tui.screens.table import screen_class
from workflow import facts as f
from workflow.facts import Promise
from workflow.store.drafts import Draft
from workflow.terms import Audience, Box, Copy, ExhibitKind, Section, Term
from workflow.when import parse_instant, zone_of

NOW = parse_instant("2020-02-03T18:00-05:00")
HASH = sha256(b"the letter").hexdigest()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files lie where the program was started."""
    monkeypatch.chdir(tmp_path)


def given(**answers: str) -> Gathering:
    return Gathering(answers, NOW, zone_of("America/New_York"))


def test_a_file_is_read_and_known_again(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"the letter")

    async def scene(on: Desk) -> None:
        await on.opens("exhibit")
        await fills(on.desk, "let", "enter")
        await on.desk.waits(0.15)
        on.desk.sees("letter.pdf, 10 bytes", HASH, "the document", "(•) the document")
        await goes_to(on.desk, "Note")
        fact = await on.logs("By post.")
        assert fact == f.ExhibitAttached(ExhibitKind.ORIGINAL, "letter.pdf", HASH, 10, note="By post.")
        await on.opens("exhibit", on.statement("s2"))
        await fills(on.desk, "letter.pdf", "tab", "tab", "rec", "ctrl+s")
        await on.desk.waits(0.1)
        exhibit = on.case.holdings.exhibits[-1]
        assert (exhibit.number, exhibit.kind, exhibit.about) == (2, ExhibitKind.RECORDING, on.statement("s2"))

    at(tmp_path, scene)


def test_a_file_that_cannot_be_read_says_so_under_its_path_and_esc_stops_a_long_one(tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    with large.open("wb") as file:
        file.truncate(40_000_000_000)
    os.mkfifo(tmp_path / "pipe")

    async def scene(on: Desk) -> None:
        await on.opens("exhibit")
        await fills(on.desk, "pipe", "ctrl+s")
        await on.desk.waits(0.1)
        on.desk.sees("! This is a pipe, not a file. Give the path of the file itself.")
        await fills(on.desk, *["backspace"] * 4, "large.mp4", "ctrl+s")
        await on.desk.waits(0.1)
        on.desk.sees("Reading it: ", "% of 40.0 GB. esc stops.")
        await fills(on.desk, "escape")
        on.desk.sees("Stopped reading the file. Nothing was saved", "Attach a file")
        assert not on.case.holdings.exhibits

    at(tmp_path, scene)


def test_what_the_desk_knows_of_custody_disclosure_and_accusation(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        await on.opens("custody")
        await fills(on.desk, "a clerk")
        on.desk.sees("In words: no source of the case.")
        step = f.CustodyRecorded("By post.", "", "a clerk", "2020-01-05")
        assert await on.logs("tab", "By post.", "tab", "5 jan 2020") == step
        await on.opens("disclosure", on.source("pentagon"))
        await goes_to(on.desk, "Copy")
        await fills(on.desk, "the o", "ctrl+s")
        await until(on.desk, "! Say what was shown or told.", "! Say why the original had to be shown")
        fact = await on.logs("Page one.", "tab", "tab", "They asked for it.")
        assert isinstance(fact, f.Disclosed)
        assert (fact.source, fact.what, fact.copy) == (on.source("pentagon"), "Page one.", Copy.ORIGINAL)
        assert (fact.reason, fact.at) == ("They asked for it.", "2020-02-03T18:00-05:00")
        await on.opens("accused")
        fact = await on.logs("William Seely", "tab", "He wrote it alone.")
        assert fact == f.PersonAccused("He wrote it alone.", "", "William Seely")

    at(tmp_path, scene)


def test_what_is_decided_before_anything_goes_out(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        await on.opens("informed", on.source("wapo-anon"))
        on.desk.sees("No editor knows yet.")
        await goes_to(on.desk, "Editor")
        fact = await on.logs("ed")
        assert fact == f.EditorInformed(on.source("wapo-anon"), "ed", "2020-02-03T18:00-05:00")
        await on.opens("informed", on.source("milley"))
        await fills(on.desk, "nobody", "ctrl+s")
        on.desk.sees("! Choose an unnamed source of this case.")
        await fills(on.desk, "escape")
        written = on.case.setters("public", ("method",))
        await on.opens("passage")
        fact = await on.logs("what w", "tab", "We rang.")
        assert fact == f.PublicTextWritten(Section.METHOD, "We rang.", written)
        await on.opens("passage", "method")
        await goes_to(on.desk, "Text")
        fact = await on.logs("We rang twice.")
        assert fact == f.PublicTextWritten(Section.METHOD, "We rang twice.", (on.case.entries[-2].id,))
        await on.opens("initialled")
        fact = await on.logs("law", "tab", "No libel.", "tab", "ed")
        assert fact == f.BoxInitialled(Box.LAW, "ed", "No libel.")

    at(tmp_path, scene)


def test_where_it_was_printed_and_what_was_put_right(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        await on.opens("printed")
        on.desk.sees("No file of this case has left for a reader yet.")
        on.desk.app.pop_screen()
        with on.desk.app.sitting.ledger.batch(on.case_id) as batch:
            export = batch.add(f.Exported(Audience.PUBLIC, "html", HASH))
            batch.add(f.Exported(Audience.DESK, "ics", HASH))
        await on.opens("printed")
        on.desk.sees("the public, html")
        fact = await on.logs("tab", "example.org/letter")
        assert fact == f.Printed(export, "example.org/letter", "2020-02-03T18:00-05:00")
        assert [one.meaning for one in export_options(on.case)] == ["example.org/letter"]
        await on.opens("corrected", export)
        await goes_to(on.desk, "Words")
        fact = await on.logs("It was a draft.", "tab", "example.org/letter")
        assert isinstance(fact, f.CorrectionMade)
        assert (fact.exports, fact.text, fact.where) == ((export,), "It was a draft.", "example.org/letter")

    at(tmp_path, scene)


def test_a_promise_made_afterwards_is_told_and_marks_are_taken_at_once(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        with on.desk.app.sitting.ledger.batch(on.case_id) as batch:
            said = f.StatementLogged("own", on.source("afp-anon"), "2020-01-06", Term.BACKGROUND, quote="It was sent.")
            own = batch.add(said)
        await on.opens("terms", own)
        on.desk.sees("May quote", "Agreed after it was said: that is flagged.")
        await fills(on.desk, "tab", "tab", "y", "tab", "an official in Baghdad", "tab", "Her job.")
        await goes_to(on.desk, "Agreed")
        fact = await on.logs("You may quote me.")
        assert isinstance(fact, f.TermsAgreed)
        assert fact.promise == Promise("", "an official in Baghdad", "Her job.", True)
        await on.opens("terms", own)
        await fills(on.desk, "tab", "tab", "n")
        on.desk.sees("Stricter: these terms apply at once")
        await goes_to(on.desk, "Reason")
        fact = await on.logs("She rang.")
        assert isinstance(fact, f.TermsTightened)
        assert (fact.no_quote, on.case.by_id[own].promise.may_quote) == (True, False)

    at(tmp_path, scene)


def test_what_is_held_and_promised_stands_in_the_panes(tmp_path: Path) -> None:
    async def scene(on: Desk) -> None:
        with on.desk.app.sitting.ledger.batch(on.case_id) as batch:
            promise = Promise("aa", "an official", may_quote=True)
            said = f.StatementLogged("own", on.source("afp-anon"), "2020-01-06", Term.BACKGROUND, quote="It was sent.")
            said = replace(said, agreement="As an official.", agreed_at="2020-01-07", promise=promise)
            own = batch.add(said)
            original = batch.add(f.ExhibitAttached(ExhibitKind.ORIGINAL, "letter.pdf", HASH, 1_234_567))
            batch.add(f.ExhibitAttached(ExhibitKind.RECORDING, "call.mp3", HASH, 234_567, own))
            batch.add(f.CustodyRecorded("Left on the desk.", on.source("afp-anon"), "", "2020-01-05"))
            shown = f.Disclosed("2020-01-06", "Page one.", Copy.ORIGINAL, "", "the ministry", original, "They asked.")
            batch.add(shown)
            batch.add(f.PersonAccused("He wrote it alone.", "", "William Seely"))
        await on.desk.presses("enter", "4", *["down"] * 9)
        on.desk.sees(f"File 1        the document: letter.pdf, 1.2 MB, {HASH[:12]}…", "Not checked yet.")
        on.desk.sees("File 2        recording of own (U.S. and Iraqi officials): call.mp3")
        await on.desk.presses("G")
        on.desk.sees(
            "5 Jan 2020    U.S. and Iraqi officials: Left on the desk.",
            "the ministry: the original, file 1; Page one.",
            "William Seely: He wrote it alone.",
        )
        on.desk.app.push_screen(screen_class("words")(on.case_id, "statement", own))
        await on.desk.waits(0.05)
        on.desk.sees("agreed after it was said by aa, 7 Jan 2020: “As an official.”", "May be quoted: yes", HASH)
        on.desk.app.push_screen(screen_class("words")(on.case_id, "exhibit", original))
        await on.desk.waits(0.05)
        on.desk.sees(HASH, "Size: 1,234,567 bytes")
        on.desk.app.push_screen(screen_class("case")(on.case_id, place=("source", on.source("afp-anon"))))
        await on.desk.waits(0.05)
        on.desk.sees("Agreed as an official.", "Missing: an editor who knows who it is, why there is no name")

    at(tmp_path, scene)


@pytest.mark.parametrize(
    ("terms", "names"),
    [
        (Term.ON_RECORD, []),
        (Term.BACKGROUND, ["quotable", "as_what", "why_unnamed", "take_to"]),
        (Term.NOT_FOR_ATTRIBUTION, ["quotable", "as_what", "why_unnamed", "take_to"]),
        (Term.CHATHAM_HOUSE, ["take_to"]),
        (Term.DEEP_BACKGROUND, ["why_unnamed", "take_to"]),
        (Term.OFF_RECORD, []),
    ],
)
def test_only_what_the_terms_leave_open_is_asked(terms: Term, names: list[str]) -> None:
    assert [ask.name for ask in promise_asks(terms)] == names


def test_only_what_was_answered_is_promised() -> None:
    assert promise_of(given(agreed_by="aa"), Term.BACKGROUND) == Promise()
    assert promise_of(given(quotable="no", agreed_by="aa"), Term.BACKGROUND) == Promise("aa", may_quote=False)
    assert promise_of(given(quotable="no", as_what="a clerk"), Term.OFF_RECORD) == Promise()
    before = Promise("aa", "a clerk", may_quote=True)
    told = given(quotable="yes", as_what="a clerk", take_to="anyone", agreed_by="bb")
    assert promise_of(told, Term.BACKGROUND, before) == Promise("bb", take_to="anyone")
    assert promise_of(given(as_what="a clerk", agreement="Yes."), Term.BACKGROUND, ours=False) == Promise()


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({}, ""),
        ({"agreed": "before", "agreed_at": "today"}, "2020-01-06"),
        ({"agreed": "at", "agreed_at": "7 jan 2020"}, "2020-01-07"),
    ],
)
def test_when_it_was_agreed(answers: dict[str, str], found: str) -> None:
    assert agreed_at(given(**answers), "2020-01-06") == found


def test_the_copy_shown_fits_the_file() -> None:
    room = Newsroom()
    case = room.case()
    naming = Naming(case)
    original = room.logs(f.ExhibitAttached(ExhibitKind.ORIGINAL, "a.pdf", HASH, 1))
    copy = room.logs(f.ExhibitAttached(ExhibitKind.COPY, "b.pdf", "0" * 64, 1))
    case = room.case()
    assert [(ask.name, ask.default) for ask in copy_asks(case, {}, naming)] == [("copy", "described")]
    asks = {ask.name: ask for ask in copy_asks(case, {"copy": "remade"}, naming)}
    assert asks["exhibit"].default == copy
    asks = {ask.name: ask for ask in copy_asks(case, {"copy": "original"}, naming)}
    assert (asks["exhibit"].default, "copy_reason" in asks) == (original, True)
    assert shown_of(case, given(copy="remade", exhibit=copy)) == (Copy.REMADE, copy, "")
    assert shown_of(case, given(copy="described", exhibit=original)) == (Copy.DESCRIBED, "", "")
    assert shown_of(case, given(copy="original", exhibit=copy, copy_reason="Asked.")) == (Copy.ORIGINAL, "", "Asked.")


def test_a_path_is_completed_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "Letter.pdf").touch()
    (tmp_path / ".hidden").touch()
    (tmp_path / "link").symlink_to(tmp_path / "Letter.pdf")
    offered = path_options(f"{tmp_path}/le")
    assert [(one.value, one.word) for one in offered] == [
        ("Letter.pdf", f"{tmp_path}/Letter.pdf"),
        ("", f"{tmp_path}/letters/"),
    ]
    assert [one.value for one in path_options(f"{tmp_path}/.")] == [".hidden"]
    assert path_options(f"{tmp_path}/none/") == path_options("\0/") == ()
    assert typed_path(" '/a b' ") == Path("/a b")
    assert typed_path("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")
    assert typed_path("  ") is None


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("exhibit", {"statement_id": "x"}),
        ("exhibit", {"request_id": "x"}),
        *[(name, {"source_id": "x"}) for name in ("custody", "disclosure", "accused", "informed")],
        ("passage", {"section": "method"}),
        ("initialled", {"box": "law"}),
        ("override", {"gate": "g7"}),
        *[(name, {"export_id": "x"}) for name in ("printed", "corrected")],
    ],
)
def test_a_draft_opens_the_form_that_it_was_typed_into(name: str, about: dict[str, str]) -> None:
    kept = {**{f"@{key}": text for key, text in about.items()}, "note": "typed"}
    form = form_of(Draft("d1", "case", name, kept))
    assert form is not None
    assert (form.case_id, form.about, form.answers) == ("case", about, {"note": "typed"})
