"""What may be printed, the gates, the approvals, what left and under which descriptors: stories, and golden texts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.reporter import Reporter, example, reporter, same_rows, story
from tui.desk import OpenDesk
from workflow import facts as f
from workflow.ledger import Ledger
from workflow.terms import Audience, Gate, Section, Stance, Standing, Term

GOLDEN = Path(__file__).parent / "golden"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
SIZES = [(80, 24), (140, 40)]
CHANGING = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])|\d+,\d{3}")
"""The version of a summary and its bytes, which change with everything in it."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr("secrets.token_hex", lambda size: "5e" * size)
    monkeypatch.setattr("tui.screens.export.Path.cwd", lambda: Path("/home/desk"))
    return iter([tmp_path])


def letter(desk: OpenDesk) -> tuple[Ledger, str]:
    """The ledger of the example, and the id of its case."""
    assert desk.ledger is not None
    return desk.ledger, desk.ledger.find_case("seely-letter-2020")


def published() -> OpenDesk:
    """The example after it was published, with a source of its own under two descriptors and a correction owed."""
    desk = example()
    ledger, case_id = letter(desk)

    def log(*facts: f.Fact) -> list[f.Entry]:
        return list(ledger.append(case_id, *facts))

    source = log(f.SourceAdded("clerk", "a clerk", Standing.INSIDER))[0].id
    question = ledger.case(case_id).questions[0].id
    promise = f.Promise("ab", "an official at the ministry", "their job is at stake", True)
    said = f.StatementLogged(
        "clerk-1",
        source,
        "2020-02-01T10:00-05:00",
        Term.BACKGROUND,
        {question: Stance.CONFIRMS},
        paraphrase="It was typed here.",
        promise=promise,
    )
    statement = log(said)[0].id
    first = log(f.Exported(Audience.LAWYER, "md", "ab" * 32, "", "AB"))[0].id
    public = log(f.Exported(Audience.PUBLIC, "html", "cd" * 32, "2020-01-06T22:00:00Z", "AB"))[0].id
    log(f.Printed(public, "https://news.example/letter", "2020-02-03T12:00-05:00"))
    log(f.CorrectionMade((first,), "2020-02-03T13:00-05:00", "by telephone", "The word was put right."))
    again = f.Promise("ab", "a clerk who typed it", "their job is at stake", True)
    log(f.TermsAgreed(statement, Term.BACKGROUND, "They rang.", "2020-02-02T10:00-05:00", promise=again))
    log(f.Exported(Audience.EDITOR, "md", "ef" * 32, "", "AB"))
    log(
        f.TakenBack(next(one.id for one in ledger.case(case_id).statements if "reached us" in one.says.quote), "Twice.")
    )
    return desk


PLACES = {
    "print": ("P",),
    "gates": ("escape", "B"),
    "approvals": ("escape", "v"),
    "print-then": ("escape", "2", "home", "down", "down", "down", "t", "P"),
    "approvals-then": ("v",),
}
"""The keys from one place to the next; the last ones stand in the past, at the fourth statement."""

EXPORTS = {"export-lawyer": ("x", "right"), "export-public": ("right",)}
LEFT = {"exports": ("z",), "descriptors": ("escape", "J")}


def compare(r: Reporter, name: str, size: tuple[int, int], wrong: list[str]) -> None:
    """Note what does not look as it was drawn."""
    assert all(len(row) <= size[0] for row in r.rows())
    rows = [CHANGING.sub(lambda found: "0" * len(found[0]), row) for row in r.rows()]
    try:
        same_rows(rows, GOLDEN / f"{name}-{size[0]}x{size[1]}.txt", update=UPDATE)
    except AssertionError as error:
        wrong.append(f"{name}: {error}")


@pytest.mark.parametrize("size", SIZES)
def test_the_example_before_publication_looks_as_it_was_drawn(size: tuple[int, int]) -> None:
    wrong: list[str] = []

    async def scene() -> None:
        async with reporter(example(), size=size, case="seely-letter-2020") as r:
            for name, keys in PLACES.items():
                await r.presses(*keys)
                compare(r, name, size, wrong)

    story(scene)
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("size", SIZES)
def test_an_export_looks_as_it_was_drawn(size: tuple[int, int]) -> None:
    wrong: list[str] = []

    async def scene() -> None:
        async with reporter(example(), size=size, case="seely-letter-2020") as r:
            for name, keys in EXPORTS.items():
                await r.presses(*keys)
                await r.waits(0.15)
                compare(r, name, size, wrong)

    story(scene)
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("size", SIZES)
def test_what_left_and_its_descriptors_look_as_they_were_drawn(size: tuple[int, int]) -> None:
    wrong: list[str] = []

    async def scene() -> None:
        async with reporter(published(), size=size, case="seely-letter-2020") as r:
            for name, keys in LEFT.items():
                await r.presses(*keys)
                compare(r, name, size, wrong)

    story(scene)
    assert not wrong, "\n\n".join(wrong)


def test_what_left_is_read_in_full() -> None:
    async def scene() -> None:
        async with reporter(published(), case="seely-letter-2020") as r:
            await r.presses("z", "slash")
            await r.types("news.example")
            await r.presses("enter", "enter")
            r.sees("› For the public, html", "SHA-256: " + "cd" * 32, "Printed 3 Feb 2020 12:00", "news.example/letter")
            await r.presses("escape", "slash", "ctrl+u")
            await r.types("telephone")
            await r.presses("enter", "enter")
            r.sees("Put right 3 Feb 2020 13:00 -05:00, by telephone:", "“The word was put right.”")

    story(scene)


def test_a_filter_that_nothing_holds_says_so_and_the_past_holds_no_later_export() -> None:
    async def scene() -> None:
        async with reporter(published(), case="seely-letter-2020") as r:
            for key in ("P", "B", "v", "J", "z"):
                await r.presses(key, "slash")
                await r.types("no such words")
                r.sees("Nothing here holds these words. Press esc to see all.")
                await r.presses("escape", "escape")
            await r.presses("t")
            await r.types("2020-01-06 18:00")
            await r.presses("enter", "z")
            r.sees("As of 6 Jan 2020 18:00 -05:00", "Exports (", "Nothing has left the desk yet.")
            await r.presses("escape", "J")
            r.sees("As of 6 Jan 2020 18:00 -05:00", "agreed, not printed", "Press . for now.")
            await r.presses("escape", "L")
            r.sees("As of 6 Jan 2020 18:00 -05:00")
            assert "Press . for now" not in r.screen
            await r.presses("escape", "escape", "full_stop")
            r.sees("onrecord › Cases", "Back at now.")

    story(scene)


def test_an_approval_is_taken_back_undone_and_given_again() -> None:
    async def scene() -> None:
        async with reporter(example(), case="seely-letter-2020") as r:
            await r.presses("v", "space")
            r.sees("Take back the approval: title of the summary")
            await r.types("Too early.")
            await r.presses("ctrl+s")
            r.sees("41 of 42 approved", "Not approved. Title of", "Took back the approval")
            await r.presses("u")
            r.sees("42 of 42 approved", "Undone")
            await r.presses("U", "space")
            r.sees("Who approves this?")
            await r.types("ab")
            await r.presses("enter")
            r.sees("42 of 42 approved", "Approved by ab, just now.", "Approved for the public: title of the summary.")
            ledger, case_id = letter(r.app.sitting.desk)
            assert ledger.entries(case_id)[-1].fact.by == "ab"  # type: ignore[union-attr]
            await r.presses("enter")
            r.sees("› Title of the summary", "Unsigned letter", "Approved by ab, just now.")

    story(scene)


def test_an_edit_voids_an_approval_and_what_is_listed_is_approved_after_a_question() -> None:
    async def scene() -> None:
        desk = example()
        ledger, case_id = letter(desk)
        ledger.set_settings(initials="cd")
        case = ledger.case(case_id)
        written = f.PublicTextWritten(Section.METHOD, "We rang everybody.", case.setters("public", ("method",)))
        ledger.append(case_id, f.CaseRenamed("Another title", "Shorter.", case.setters(case.id, ("title",))))
        ledger.append(case_id, written)
        async with reporter(desk, case="seely-letter-2020") as r:
            await r.presses("v")
            r.sees("40 of 42 approved", "Another title", "Edited since it was approved.")
            await r.presses("slash")
            await r.types("method")
            await r.presses("enter", "asterisk")
            r.sees("Approve 1 text as cd, word for word", "▌ No, leave everything as it is")
            await r.presses("asterisk", "enter")
            r.sees("40 of 42 approved")
            await r.presses("asterisk", "y")
            r.sees("41 of 42 approved", "We rang everybody.")
            await r.presses("asterisk")
            r.sees("Every text that is listed is approved.")
            await r.presses("escape", "asterisk", "y")
            r.sees("42 of 42 approved")

    story(scene)


def test_nothing_is_approved_from_the_past() -> None:
    async def scene() -> None:
        async with reporter(example(), case="seely-letter-2020") as r:
            await r.presses("v", "t")
            await r.types("6 jan 2020 15:30")
            await r.presses("enter")
            r.sees("texts that a summary of that moment would print")
            for key in ("space", "asterisk", "Q"):
                await r.presses(key)
                r.sees("Logging is off while you stand in the past.")
            await r.presses("full_stop", "Q")
            r.sees("› Passage for the public")

    story(scene)


def test_hidden_names_stand_neither_in_the_texts_nor_in_what_they_are() -> None:
    async def scene() -> None:
        async with reporter(example(), case="seely-letter-2020", size=(140, 40)) as r:
            await r.presses("H")
            for key in ("v", "G", "P", "B", "x"):
                await r.presses(key)
                await r.waits(0.15 if key == "x" else 0)
                r.misses("Milley", "Esper", "Dreazen", "Mahdi")
            r.sees("How the file begins; names are hidden on the screen", "disputed by")

    story(scene)


def test_an_override_that_lapsed_and_an_erasure_after_the_page_came_out_are_shown() -> None:
    desk = published()
    ledger, case_id = letter(desk)
    ledger.append(case_id, f.GateOverridden(Gate.REPLY, ("g4:author",), "It cannot wait.", "AB"))
    case = ledger.case(case_id)
    author = f.DocumentDescribed({"author": "A clerk"}, "Misread.", case.setters("document", ("author",)))
    ledger.append(case_id, author)
    ledger.erase(case_id, [case.statements[0].id], "Names a source.", "AB")

    async def scene() -> None:
        async with reporter(desk, case="seely-letter-2020", size=(140, 40)) as r:
            await r.presses("B")
            r.sees("A clerk was not asked. Overridden by AB before something came that it", "rests on: It cannot wait.")
            await r.presses("z")
            r.sees("what has been ", "erased since. Press = once they were.")

    story(scene)


def test_from_one_screen_before_publication_to_the_next() -> None:
    async def scene() -> None:
        async with reporter(example(), case="seely-letter-2020") as r:
            for key, title in (("P", "May be printed"), ("B", "Gates"), ("v", "Approvals"), ("z", "Exports")):
                await r.presses(key)
                r.sees(f"› {title}")
            await r.presses("x", "tab", "tab", "tab", "tab", "z")
            r.sees("› Exports")
            await r.presses("n")
            r.sees("Nothing has left the desk yet.")
            await r.presses(*["escape"] * 6, "P", "enter")
            r.sees("› What Adil Abdul Mahdi said")

    story(scene)
