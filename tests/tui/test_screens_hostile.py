"""Every screen of the table, on a case in which every field holds what could hurt a terminal or a markup parser."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.segment import Segment
from textual.color import Color

from tests.tui.hostile_files import compared, files, waits
from tests.tui.reporter import NOW, Reporter, empty, reporter, story
from tui.desk import OpenDesk
from tui.screens.table import SCREENS, screen_class
from tui.text import CleanFilter
from workflow import facts as f
from workflow.clean import clean
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.terms import Audience, Gate, Kind, Knowledge, Section, Stance, Standing, State, Term
from workflow.vault import Person, Vault

BAD = (
    "x\x1b]0;gone\x07\x1b[31m\x9b2J[/b][@click=app.quit()]y[/][/ "
    "\u202eesrever\u2066 a\u0301\u0301 שלום \U000e0041\ud7ff{}"
)
SEEN = "x␛]0;gone"
"""How its beginning must look on the screen."""


def hostile(path: Path) -> tuple[OpenDesk, dict[str, str]]:
    """A desk with one such case, and the ids in it."""
    desk = empty(path)
    ledger = desk.ledger
    assert ledger is not None
    ids: dict[str, str] = {}
    with ledger.batch() as batch:
        batch.add(f.CaseOpened("hostile", BAD, "UTC"))
        batch.add(f.DocumentDescribed(dict.fromkeys(f.DOCUMENT_FIELDS, BAD)))
        ids["question"] = batch.add(f.QuestionRaised("genuine", Kind.GENUINE, BAD))
        named = f.SourceAdded("named", BAD, Standing.ISSUER, name=BAD, body=BAD)
        ids["source"] = batch.add(named)
        ids["other"] = batch.add(f.SourceAdded("other", BAD, Standing.INSIDER, code_name=BAD, lineage=BAD))
        ids["statement"] = batch.add(_statement(ids["source"], ids["question"]))
        ids["request"] = batch.add(
            f.RequestSent("2020-02-03", BAD, BAD, office=BAD, questions=(ids["question"],), shown=BAD, attempts=(BAD,))
        )
        batch.add(f.RequestAnswered(ids["request"], "2020-02-03", note=BAD))
        ids["note"] = batch.add(f.NoteAdded(BAD))
        batch.add(f.DisagreementNoted(ids["question"], State.CONTESTED, BAD, BAD))
        batch.add(_unnamed(ids["other"], ids["question"]))
        batch.add(f.GateOverridden(Gate.ORIGINAL, ("g5:custody",), BAD, BAD))
        batch.add(f.PublicTextWritten(Section.METHOD, BAD))
        exported = batch.add(f.Exported(Audience.EDITOR, "md", "ab" * 32, "", BAD))
        batch.add(f.Printed(exported, BAD, "2020-02-03"))
        ids["file"], ids["check"] = files(batch.add, BAD)
        batch.add(f.CorrectionMade((exported,), "2020-02-03", BAD, BAD))
    ids["case"] = ledger.find_case("hostile")
    return desk, ids


def _statement(source: str, question: str) -> f.StatementLogged:
    return f.StatementLogged(
        "s1",
        source,
        "2020-02-03",
        Term.ON_RECORD,
        {question: Stance.CONFIRMS},
        via=BAD,
        knowledge={"default": Knowledge.DIRECT},
        lineage=BAD,
        asserted={question: BAD},
        quote=BAD,
        paraphrase=BAD,
        url=BAD,
        agreement=BAD,
    )


def _unnamed(source: str, question: str) -> f.StatementLogged:
    promise = f.Promise(BAD, BAD, BAD, True, BAD)
    stances = {question: Stance.CONFIRMS}
    return f.StatementLogged("s2", source, "2020-02-03", Term.BACKGROUND, stances, quote=BAD, promise=promise)


def _forms(ids: dict[str, str]) -> dict[str, tuple[Any, ...]]:
    case, question, statement = ids["case"], ids["question"], ids["statement"]
    return {
        "statement": (case,),
        "correction": (case, statement),
        "terms": (case, statement),
        "source": (case, ids["source"]),
        "merge": (case, ids["source"]),
        "request": (case,),
        "answer": (case, ids["request"]),
        "question": (case, question),
        "document": (case,),
        "case_form": (case,),
        "note": (case,),
        "disagreement": (case, question),
        "reason": (case, BAD, BAD, lambda reason: lambda add: add(f.NoteAdded(reason))),
        "exhibit": (case, statement),
        "finding": (case, ids["check"], "0"),
        "look": (case, ids["file"]),
        "compare": (case, ids["file"]),
        "custody": (case, ids["source"]),
        "disclosure": (case, ids["source"]),
        "accused": (case,),
        "informed": (case, ids["source"]),
        "identity_form": (case, ids["other"]),
        "reveal": (case, ids["other"]),
        "passage": (case, "surfaced"),
        "initialled": (case, "harm"),
        "override": (case,),
        "printed": (case,),
        "corrected": (case,),
    }


def walks(ids: dict[str, str]) -> dict[str, tuple[Any, ...]]:
    """What each screen of the table is opened with."""
    case, question, statement = ids["case"], ids["question"], ids["statement"]
    return {
        "welcome": (),
        "unlock": (),
        "new_desk": (OpenDesk(None, Path(BAD.replace("/", ""))),),
        "recovery": (BAD,),
        "vault": (Path("no-vault"), b"d"),
        "vault_again": (Path("no-vault"), b"d"),
        "identity": (case, ids["other"]),
        "revealed": (Person(BAD, (BAD,), (BAD,), (BAD,), BAD), BAD, 30),
        "cases": (),
        "case": (case,),
        "words": (case, "statement", statement),
        "why": (case, question),
        "prompts": (case,),
        "states": (),
        "search": (),
        "help": ("case", "questions"),
        "palette": (None,),
        "erase": (case, statement),
        "as_of": (None,),
        "drafts": (case,),
        "export": (case,),
        "settings": (),
        "confirm": (BAD, "y", BAD),
        "print": (case,),
        "gates": (case,),
        "approvals": (case,),
        "approval": (case, "case:title"),
        "initials": (),
        "exports": (case,),
        "descriptors": (case,),
        "lint": (case,),
        "letter": (case,),
        "report": (case, ids["file"]),
        "viewer": (case, ids["file"]),
        "revisions": (case, ids["file"], 2),
        "differences": (case, compared(BAD), 1, 2),
        "progress": (BAD, waits(BAD)),
        "taken_in": (case, (ids["file"],)),
        "check": (case, ids["file"]),
        "flatten": (case, ids["file"]),
        **_forms(ids),
    }


class Watched(NamedTuple):
    """What reached the backstop uncleaned, and what left it so."""

    before: list[str]
    after: list[str]


@pytest.fixture
def dirty(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """A watch on the backstop: on screens to read, the door before it has left it nothing to do."""
    found = Watched([], [])
    real = CleanFilter.apply

    def watched(self: CleanFilter, segments: list[Segment], background: Color) -> list[Segment]:
        found.before.extend(text for text, _, _ in segments if clean(text) != text)
        safe = real(self, segments, background)
        found.after.extend(text for text, _, _ in safe if clean(text) != text)
        return safe

    monkeypatch.setattr(CleanFilter, "apply", watched)
    return found


def test_every_screen_shows_hostile_words_as_words(tmp_path: Path, dirty: Watched) -> None:
    async def walk(r: Reporter, name: str, given: tuple[Any, ...]) -> None:
        if name == "palette":
            given = (r.app.screen,)
        if name == "as_of":
            given = (r.app.sitting.ledger.case(r.app.sitting.ledger.find_case("hostile")).zone,)
        before = r.app.screen
        await r.app.push_screen(screen_class(name)(*given))
        await r.waits()
        if name == "search":
            await r.types("gone")
        if name == "case":
            for number in "23451":
                await r.presses(number)
                assert SEEN in r.screen, f"{name} {number}\n{r.screen}"
        if name == "gates":
            await r.presses("pagedown")
        for size in ((40, 12), (80, 24)):
            await r.resizes(*size)
        assert not dirty.after, f"{name}: {dirty.after[:3]}"
        if SCREENS[name][0].startswith("tui.forms"):
            dirty.before.clear()  # a field holds the words themselves, so that they can be changed
        assert not dirty.before, f"{name}: {dirty.before[:3]}"
        if name not in QUIET and SCREENS[name][0].startswith("tui.screens"):
            assert SEEN in r.screen, f"{name}\n{r.screen}"
        while r.app.screen is not before:
            r.app.pop_screen()
            await r.waits()

    async def scene() -> None:
        desk, ids = hostile(tmp_path / "d.db")
        opened = walks(ids)
        assert set(opened) == set(SCREENS), "every screen of the table is walked"
        async with reporter(desk, case="hostile") as r:
            r.app.sitting.vault = Vault.create(tmp_path / "v", "hostile words", b"d", FLOOR)
            for name, given in opened.items():
                await walk(r, name, given)

    story(scene)


QUIET = {
    "welcome",
    "unlock",
    "vault",
    "vault_again",
    "recovery",
    "prompts",
    "states",
    "help",
    "as_of",
    "settings",
    "palette",
    "statement",
    "request",
    "note",
    "export",
    "drafts",
    "initials",
    "approvals",
    "approval",
    "lint",
    "letter",
    "revisions",
}
"""Screens on which none of it stands when they open, or where it is left out because it is a code name too."""


def test_no_text_of_a_case_ever_acts(tmp_path: Path) -> None:
    async def scene() -> None:
        desk, ids = hostile(tmp_path / "d.db")
        async with reporter(desk, case="hostile") as r:
            for number in "1234":
                await r.presses(number)
                await r.clicks(SEEN)
                await r.clicks("[/b]" if "[/b]" in r.screen else SEEN)
            assert r.app.is_running
        assert Ledger.open(tmp_path / "d.db", clock=lambda: NOW).case(ids["case"]).is_open

    story(scene)
