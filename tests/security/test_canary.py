"""Somebody whose name goes through the form of the vault in every way: no byte of it is found where it may not be."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.canary import (
    ALIAS,
    MAIL,
    NAME,
    PHONE,
    VAULT_WORDS,
    WORDS,
    Watched,
    main_screen,
    told_in,
    told_in_memory,
    writings,
)
from tests.security.canary_stage import (
    CHEAP,
    CLEAR,
    LOCK,
    MAIN,
    SAVE,
    Stage,
    begun,
    pastes,
    stage,
    to_source,
    types_all,
    unlocks,
)
from tests.security.conftest import readable_memory
from tests.terminal.pty_program import DOWN, ENTER, ESCAPE, TAB, Program
from workflow import schema
from workflow.ledger import Ledger
from workflow.sealing import unlock
from workflow.vault import Vault, vault_path

FAILS = (
    CHEAP
    + """
import tui.app
def fails(app):
    import asyncio, logging
    typed = dict(app.screen.answers)
    logging.getLogger(typed["name"]).error("%s", typed)
    asyncio.get_running_loop().call_soon(lambda: {}[typed["name"]])
    raise ValueError(typed["name"], typed)
tui.app.OnRecord.action_help = fails
"""
    + MAIN
)
"""The program, with a key that fails with all that was typed at hand, and says it wherever a program can."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Stage]:
    made = stage(tmp_path / "home")
    yield made
    made.clean()


def test_the_search_itself_finds_every_writing(tmp_path: Path) -> None:
    import base64

    for text in (NAME, PHONE, ALIAS):
        for raw in (text.encode(), text.upper().encode("utf-16-le"), text.lower().encode("utf-16-be")):
            for held in (raw, raw.hex().encode(), *(base64.b64encode(b"x" * n + raw + b"yz") for n in range(3))):
                assert text in told_in(b"before" + held + b"after"), (text, held)
    assert not told_in(b"Zara and the quill, feather by feather, 0142")
    assert all(len(written) > 9 for written in writings(ALIAS))


def locks(program: Program, watched: Watched) -> None:
    """Lock by the key; nothing is left in memory, on the disk or on the screen."""
    held = told_in_memory(program)
    assert not readable_memory() or b"Quillfeather" in held, "the search of the memory finds nothing"
    program.press(LOCK)
    program.sees("Locked.", "This desk is sealed.")
    assert told_in_memory(program) == []


def test_typed_pasted_half_filled_and_left_in_every_way(desk: Stage) -> None:
    """Into the wrong fields, left by escape, by the lock, by a hang-up, by being ended, killed, and by a failure."""
    with desk.program() as program:
        watched = Watched(program)
        pasted_into_the_wrong_fields(program)
        watched.clean()
        program.press(VAULT_WORDS, ENTER, VAULT_WORDS, ENTER, quiet=0.02)
        program.sees("Who it is: Heron")
        with watched.shown():
            pastes(program, NAME)
            program.sees(NAME)
            program.press("\x1b[1;2H", "\x1b[1;2D", "\x03", "\x0f")
            program.sees("does not go into an editor")
            program.press(ESCAPE)
            program.misses(NAME)
        program.sees("kept in the vault")
        desk.clean()
        with watched.shown():
            program.press("@")
            program.sees(NAME, "goes on with what you began")
            program.press(TAB, MAIL, quiet=0.02)
            program.sees(MAIL)
            locks(program, watched)
        watched.clean()
        desk.clean()
        assert not program.model.copied and not told_in(main_screen(bytes(program.written)))
    left_by_signals(desk)
    left_by_a_failure(desk)


def pasted_into_the_wrong_fields(program: Program) -> None:
    """Into those of the desk's passphrase, and of the vault's, which is chosen here."""
    program.sees("This desk is sealed.")
    pastes(program, NAME)
    program.press(ENTER)
    program.sees("does not open it")
    program.press(CLEAR)
    program.read(1.1)
    unlocks(program)
    to_source(program)
    program.press("@")
    program.sees("Choose a passphrase for the vault")
    pastes(program, f"{NAME}\n{MAIL}\n")
    program.press(ENTER)
    pastes(program, MAIL)
    program.press(ENTER)
    program.sees("not the same")


def left_by_signals(desk: Stage) -> None:
    for number in (signal.SIGKILL, signal.SIGHUP, signal.SIGTERM):
        with desk.program() as program:
            watched = begun(program)
            with watched.shown():
                program.sees("goes on with what you began", NAME, MAIL)
                program.press("\x1b[F", " ", TAB, TAB, TAB, ALIAS, quiet=0.02)
                program.sees(ALIAS)
                program.kill(number)
                program.ends()
            assert not told_in(main_screen(bytes(program.written))), program.tail
            desk.clean()


def left_by_a_failure(desk: Stage) -> None:
    with desk.program(FAILS) as program:
        begun(program)
        program.sees(NAME)
        program.press("\x1bOP")
        assert program.ends() == 70
        assert not told_in(main_screen(bytes(program.written))), program.tail
        assert b"did not expect" in program.written
    log = (desk.home / "state" / "onrecord" / "failures.log").read_text("utf-8")
    assert "ValueError" in log and "KeyError" in log


def test_kept_changed_linked_looked_at_and_deleted(desk: Stage) -> None:
    """Saved, changed unseen, linked, looked at until the time is over; with the desk's key alone nobody finds it."""
    Vault.create(vault_path(desk.desk), VAULT_WORDS, _desk_id(desk)).close()
    with desk.program() as program:
        watched = begun(program)
        program.sees("Who it is: Heron")
        with watched.shown():
            types_all(program)
            program.press(SAVE)
            program.misses(NAME)
        program.sees("Kept who it is")
        watched.clean()
        desk.clean()
        assert not told_in(every_value(desk))
        program.press("@")
        program.sees("Look at it")
        program.press(DOWN, ENTER)
        program.sees("stays unseen")
        program.press(*[TAB] * 5, " ", quiet=0.03)
        program.press(SAVE)
        program.sees("Changed who it is")
        watched.clean()
        looked_at(desk, program, watched)
        deleted(program)
        watched.clean()
        assert not told_in(main_screen(bytes(program.written)))
    with Ledger.open(desk.desk, key=unlock(desk.desk, WORDS)) as ledger:
        assert ledger.verify(thorough=True).sound
        assert not Vault.open(vault_path(desk.desk), VAULT_WORDS, ledger.desk_id).kept()
    assert not told_in(every_value(desk))


def looked_at(desk: Stage, program: Program, watched: Watched) -> None:
    """Until the time is over, with a mouse that selects, keys that copy, another screen above it and another size."""
    program.press("k", ENTER)
    program.sees("Look at who it is")
    with watched.shown():
        program.press("to reach", SAVE)
        program.sees("once more")
        program.press(VAULT_WORDS, ENTER, quiet=0.02)
        program.sees(NAME, MAIL, PHONE, ALIAS, "more second")
        program.press("\x1b[<0;2;3M\x1b[<32;40;6M\x1b[<0;40;6m", "\x03", "y", "\x10")
        program.resize(60, 18)
        program.sees("Locked: an identity was shown.")
    watched.clean()
    assert told_in_memory(program) == [] and not program.model.copied
    desk.clean()
    assert not told_in(every_value(desk))


def deleted(program: Program) -> None:
    """Deleted, and locked at once."""
    unlocks(program)
    to_source(program)
    program.press("@")
    program.sees("Looked at", "to reach the")
    program.press(DOWN, DOWN, ENTER)
    program.sees("Open the vault.")
    program.press(VAULT_WORDS, ENTER, quiet=0.02)
    program.sees("Delete who this source is")
    program.press("y")
    program.sees("Deleted who it is")
    program.press(LOCK)
    program.sees("Locked.", most=5)
    assert told_in_memory(program) == []


def _desk_id(desk: Stage) -> bytes:
    with Ledger.open(desk.desk, key=unlock(desk.desk, WORDS)) as ledger:
        return ledger.desk_id


def every_value(desk: Stage) -> bytes:
    """All that the desk's file tells whoever has its key: tables, the words of its index, what it is set to."""
    connection = schema.connect(desk.desk, key=unlock(desk.desk, WORDS))
    try:
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, 'passages_fts', 'instance')")
        asked = [f"SELECT * FROM {name}" for name, _ in tables]
        asked += ["SELECT * FROM temp.words", *(f"PRAGMA {name}" for (name,) in _pragmas(connection))]
        rows = [tables, *(connection.execute(one).fetchall() for one in asked)]
    finally:
        connection.close()
    values = (value for found in rows for row in found for value in row)
    return b"\0".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


def _pragmas(connection: schema.Connection) -> list[tuple[str]]:
    """What only tells: the rest would check, clean or change the file."""
    told = ("application_id", "user_version", "page_count", "freelist_count", "encoding", "schema_version")
    return [(name,) for name in told]
