"""The export: it shows what it will write and what to heed, logs that it left, and writes over nothing unasked."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pyrage import decrypt, x25519  # type: ignore[import-untyped]

from tests.tui.reporter import NOW, Reporter, example, reporter, story
from tests.tui.typing import fills, goes_to
from tui.desk import OpenDesk
from tui.preferences import Preferences
from tui.screens.export import CANNOT_LEAVE
from tui.screens.table import screen_class
from workflow import identities
from workflow.facts import CaseOpened, Exported, SourceAdded, StatementLogged, TakenBack
from workflow.leakscan import KNOWN_MISSES
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.sealing import new_desk
from workflow.terms import Audience, Standing, Term
from workflow.vault import Person, Vault, vault_path


def at_the_export(
    tmp_path: Path, scene: Callable[[Reporter], Awaitable[None]], desk: OpenDesk | None = None, slug: str = ""
) -> None:
    async def whole() -> None:
        async with reporter(desk or example(), preferences=Preferences(tmp_path / "p.json")) as at:
            ledger = at.app.sitting.ledger
            at.app.push_screen(screen_class("export")(ledger.find_case(slug or "seely-letter-2020")))
            await at.waits(0.15)
            await scene(at)

    story(whole)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def path_of(desk: Reporter) -> str:
    """The path that the screen says the file gets."""
    return str(desk.app.screen.rows["path"].answer)  # type: ignore[attr-defined]


def left(desk: Reporter) -> list[Exported]:
    """The exports in the log."""
    ledger = desk.app.sitting.ledger
    case_id = ledger.find_case("seely-letter-2020")
    return [entry.fact for entry in ledger.entries(case_id) if isinstance(entry.fact, Exported)]


def test_it_shows_the_file_before_it_is_written_and_logs_that_it_left(folder: Path) -> None:
    async def scene(desk: Reporter) -> None:
        desk.sees("an editor", "5 questions", "bytes, as of now.", "Left out:", "Officially disputed")
        assert not list(folder.glob("*.md"))
        await fills(desk, "ctrl+s")
        await desk.waits(0.1)
        written = folder / "seely-letter-2020-editor.md"
        assert written.read_text("utf-8").startswith("# ")
        assert written.stat().st_mode & 0o777 == 0o600
        desk.sees("Wrote", "bytes).")
        (made,) = left(desk)
        assert (made.audience, made.form, made.as_of) == (Audience.EDITOR, "md", "")
        assert made.sha256 == sha256(written.read_bytes()).hexdigest()
        await desk.presses("x")
        await desk.waits(0.15)
        desk.sees("Since the last summary for an editor, 3 Feb 2020 18:00 -05:00.")

    at_the_export(folder, scene)


def test_each_reader_has_formats_of_its_own_and_html_shows_how_it_reads(folder: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await fills(desk, "right", "tab", "right")
        await desk.waits(0.15)
        desk.sees("5 claims", "How it reads (the same summary as Markdown)", "**Officially disputed: meaning.**")
        assert path_of(desk) == str(folder / "seely-letter-2020-lawyer.html")
        await fills(desk, "shift+tab", "right", "tab", "right", "right", "right")
        await desk.waits(0.15)
        desk.sees("(•) ClaimReview", '"@context"', "g4 (right of reply) is shut")
        desk.misses("Since")
        await fills(desk, "shift+tab", "right")
        await desk.waits(0.15)
        desk.sees("Everything, off the record and names included", "(•) another desk")
        desk.misses("Format")
        await fills(desk, "ctrl+s")
        await desk.waits(0.1)
        assert json.loads((folder / "seely-letter-2020.case.json").read_text())["format"] == "onrecord-case/1"

    at_the_export(folder, scene)


def test_the_public_file_has_a_name_that_tells_nothing_and_its_gaps_are_said(folder: Path) -> None:
    async def scene(desk: Reporter) -> None:
        ledger = desk.app.sitting.ledger
        case_id = ledger.find_case("seely-letter-2020")
        given = list(ledger.case(case_id).outgoing.approvals.values())
        ledger.append(case_id, *(TakenBack(approval.id, "Too early.") for approval in given[:2]))
        desk.app.facts_came()
        await fills(desk, "right", "right")
        await desk.waits(0.15)
        desk.sees("2 of 42 texts are not approved and left out")
        await fills(desk, "ctrl+s")
        await desk.waits(0.1)
        (written,) = folder.glob("*.md")
        assert written.name.startswith("how-we-checked-") and len(written.stem) == len("how-we-checked-") + 8
        assert "seely-letter" not in written.read_text("utf-8")

    at_the_export(folder, scene)


def test_the_proposed_name_is_never_that_of_a_source(folder: Path) -> None:
    desk = OpenDesk(Ledger.create(folder / "d.db", clock=lambda: NOW), folder / "d.db", True)
    assert desk.ledger is not None
    with desk.ledger.batch() as batch:
        batch.add(CaseOpened("jane-doe", "Papers"))
        source = batch.add(SourceAdded("x", "a clerk", Standing.INSIDER, name="Jane Doe", code_name="jane"))
        batch.add(StatementLogged("s1", source, "2020-02-03", Term.BACKGROUND, paraphrase="It is real."))

    async def scene(r: Reporter) -> None:
        assert path_of(r) == str(folder / "case-editor.md")

    at_the_export(folder, scene, desk, "jane-doe")


def test_what_stands_in_the_past_leaves_as_of_then(folder: Path) -> None:
    async def scene(desk: Reporter) -> None:
        desk.app.stand_at(1_578_342_600_000_000)
        await desk.waits(0.15)
        desk.sees("As of 6 Jan 2020 15:30 -05:00: what came later is left out.", "bytes, as of 6 Jan")
        await fills(desk, "ctrl+s")
        await desk.waits(0.1)
        assert left(desk)[0].as_of.startswith("2020-01-06T20:30")

    at_the_export(folder, scene)


def test_a_desk_that_is_only_read_lets_nothing_leave(folder: Path) -> None:
    with Ledger.create(folder / "d.db", clock=lambda: NOW) as ledger:
        ledger.new_case(CaseOpened("papers", "Papers"))
    desk = OpenDesk(Ledger.open(folder / "d.db", read_only=True, clock=lambda: NOW), folder / "d.db")

    async def scene(r: Reporter) -> None:
        r.sees("0 questions")
        await fills(r, "ctrl+s")
        await r.waits(0.1)
        r.sees(CANNOT_LEAVE[:60])
        assert not list(folder.glob("*.md"))

    at_the_export(folder, scene, desk, "papers")


def test_a_file_that_is_there_asks_for_another_key(folder: Path) -> None:
    path = folder / "mine.md"
    path.write_text("mine")

    async def scene(desk: Reporter) -> None:
        await goes_to(desk, "File")
        await fills(desk, str(path), "ctrl+s")
        await desk.waits(0.1)
        desk.sees("There is a file already", "▌ No, leave everything as it is")
        await fills(desk, "ctrl+s", "enter")
        await desk.waits(0.1)
        assert path.read_text() == "mine"
        desk.sees("Nothing was written.")
        assert not left(desk)
        await fills(desk, "ctrl+s", "y")
        await desk.waits(0.1)
        assert path.read_text("utf-8").startswith("# ")

    at_the_export(folder, scene)


def test_a_folder_that_is_not_there_is_said_under_the_field(folder: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await goes_to(desk, "File")
        await fills(desk, "nowhere/x.md", "ctrl+s")
        desk.sees("! nowhere: There is no such folder.")
        assert not left(desk)

    at_the_export(folder, scene)


def test_what_changed_since_reads_a_date_or_the_last_file(folder: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await goes_to(desk, "Since")
        await fills(desk, "soonish")
        await desk.waits(0.15)
        desk.sees("'soonish' is not a date or time.")
        await fills(desk, *["backspace"] * 7, "6 jan 2020 16:20")
        await desk.waits(0.15)
        desk.sees("Mon 6 Jan 2020 16:20 -05:00", "bytes")
        await fills(desk, *["backspace"] * 16, "last")
        await desk.waits(0.15)
        desk.sees("No summary has left for an editor yet.", "Nothing to show yet.")
        await fills(desk, "ctrl+s")
        await desk.waits(0.1)
        assert not left(desk)

    at_the_export(folder, scene)


WORDS = "walnut gravel lantern"


def sealed_desk(folder: Path, title: str = "The papers") -> OpenDesk:
    """A sealed desk with one case, and an identity in its vault."""
    made = new_desk(folder / "d.db", WORDS, cost=FLOOR).ledger
    made.close()
    ledger = open_again(folder)
    with ledger.batch() as batch:
        batch.add(CaseOpened("papers", title))
        source = batch.add(SourceAdded("s-1", "a clerk", Standing.INSIDER, code_name="S-1"))
        case = batch.case_id
    vault = Vault.create(vault_path(folder / "d.db"), WORDS, ledger.desk_id, cost=FLOOR)
    identities.keep(ledger, vault, case, source, Person("Zara Quillfeather"))
    return OpenDesk(ledger, folder / "d.db", True)


def open_again(folder: Path) -> Ledger:
    from workflow.sealing import unlock

    return Ledger.open(folder / "d.db", key=unlock(folder / "d.db", WORDS), clock=lambda: NOW)


def test_on_a_sealed_desk_it_goes_to_keys_once_the_vault_is_open_and_it_was_scanned(folder: Path) -> None:
    desk, bea = sealed_desk(folder), x25519.Identity.generate()
    assert desk.ledger is not None
    desk.ledger.pin_recipient("Bea", str(bea.to_public()))

    async def scene(r: Reporter) -> None:
        r.sees("Not scanned for identities yet", "[ ] Bea", "[ ] unencrypted")
        await fills(r, "ctrl+s")
        await r.waits(0.2)
        r.sees("vault")
        await r.types(WORDS)
        await r.presses("enter")
        await r.waits(0.6)
        r.sees("Tick whose keys it is encrypted to, or unencrypted.", "That does not make it safe")
        assert not list(folder.glob("*.md"))
        await goes_to(r, "To")
        await fills(r, "space")
        await r.waits(0.2)
        r.sees("[x] Bea", "Encrypted to Bea")
        await fills(r, "ctrl+s")
        await r.waits(0.3)
        (written,) = folder.glob("case-*.age")
        assert len(written.stem) == len("case-") + 8
        assert decrypt(written.read_bytes(), [bea]).startswith(b"# The papers")
        r.sees("encrypted to 1 person")

    at_the_export(folder, scene, desk, "papers")


def test_what_the_scan_finds_stands_there_without_the_words_and_keeps_the_file_back(folder: Path) -> None:
    desk = sealed_desk(folder, "What Zara Quillfeather sent")
    assert desk.ledger is not None
    vault = Vault.open(vault_path(folder / "d.db"), WORDS, desk.ledger.desk_id)

    async def scene(r: Reporter) -> None:
        r.app.sitting.vault = vault
        r.app.facts_came()
        await r.waits(0.3)
        r.sees("it holds what must stay on the desk", "S-1", "line 1")
        await goes_to(r, "To")
        await fills(r, "space", "ctrl+s")
        await r.waits(0.2)
        r.sees("! The file was not let out")
        assert not [path for path in folder.iterdir() if path.suffix in (".md", ".age")]
        r.app.copy_text("The papers, said\nz a r a   quillfeather.", "the row")
        await r.waits(0.1)
        r.sees("Copied the row. The scan finds in it: name of S-1, line 2.")
        await r.presses("ctrl+n")
        await r.waits(0.2)
        r.sees("What the scan does not see", "Nothing found is not the same as safe.", KNOWN_MISSES[0][:20])

    at_the_export(folder, scene, desk, "papers")
