"""A sealed desk with a source of which nobody may know, and the steps of a reporter who works on it in a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.security.canary import ALIAS, MAIL, NAME, PHONE, VAULT_WORDS, WORDS, Watched, told_on_disk
from tests.terminal.pty_program import ENTER, ROOT, TAB, Program
from workflow import facts as f
from workflow.seal import FLOOR
from workflow.sealing import new_desk
from workflow.terms import Kind, Stance, Standing, Term

LOCK, SAVE, CLEAR = "\x0c", "\x13", "\x15"
CHEAP = """
import os, sys
import workflow.seal
workflow.seal.USUAL = workflow.seal.FLOOR
import tui.forms.reveal
tui.forms.reveal.RevealForm.__init__.__defaults__ = (2,)
"""
MAIN = "from tui.main import main\nsys.exit(main())\n"
SCRIPT = CHEAP + MAIN
"""The program, with a vault that is cheap to make and looks that last two seconds."""


class Stage(NamedTuple):
    """A home of one's own: the desk lies in it, and all that the program keeps."""

    home: Path

    @property
    def desk(self) -> Path:
        return self.home / "work" / "desk.db"

    def program(self, script: str = SCRIPT, env: dict[str, str] | None = None) -> Program:
        """The screens on the desk, still locked."""
        around = {"TMPDIR": str(self.home / "tmp"), **(env or {})}
        return Program(self.home, "--db", str(self.desk), script=script, env=around)

    def run(self, *words: str, vault: bool = True, said: str = "", code: int | None = 0) -> bytes:
        """What a command writes to its two outputs; the passphrases come from a pipe, the desk's first."""
        out, into = os.pipe()
        os.write(into, f"{WORDS}\n{VAULT_WORDS if vault else ''}\n".encode())
        os.close(into)
        given = ["--passphrase-fd", str(out), *(["--vault-passphrase-fd", str(out)] if vault else [])]
        command = [sys.executable, "-c", SCRIPT, "--db", str(self.desk), *given, *words]
        try:
            done = subprocess.run(
                command, cwd=self.home, env=self.around, input=said.encode(), capture_output=True, timeout=30,
                pass_fds=(out,), start_new_session=True,
            )  # fmt: skip
        finally:
            os.close(out)
        written = done.stdout + done.stderr
        assert b"Traceback" not in written and (code is None or done.returncode == code), (words, done)
        return written

    @property
    def around(self) -> dict[str, str]:
        """The surroundings of a command."""
        homes = {f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
        own = {"HOME": str(self.home), "TMPDIR": str(self.home / "tmp"), "TERM": "xterm-256color", "TZ": "UTC"}
        return {**homes, **own, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}

    def clean(self) -> None:
        """No file holds a trace of the canary or a passphrase."""
        assert not (found := told_on_disk(self.home)), found


def stage(folder: Path) -> Stage:
    """Make the desk, with one case in which nothing tells who its hidden source is."""
    made = Stage(folder)
    (folder / "tmp").mkdir(parents=True)
    made.desk.parent.mkdir()
    with new_desk(made.desk, WORDS, cost=FLOOR, state_dir=folder / "state" / "onrecord").ledger as ledger:
        ledger.set_settings(newsroom="The Gazette", reporter="R. Porter", initials="RP")
        with ledger.batch() as batch:
            batch.add(f.CaseOpened("harbour", "A memo on the harbour", "UTC"))
            question = batch.add(f.QuestionRaised("genuine", Kind.GENUINE, "The memo is genuine"))
            batch.add(f.SourceAdded("clerk", "a clerk", Standing.INSIDER, code_name="Heron", lineage="own eyes"))
            office = batch.add(f.SourceAdded("office", "the office", Standing.ISSUER, name="Ada Ash", body="Harbour"))
            batch.add(
                f.StatementLogged("s1", office, "2020-01-06T10:00:00Z", Term.ON_RECORD, {question: Stance.DISPUTES})
            )
            batch.add(
                f.RequestSent(
                    "2020-01-06T09:00Z", "mail", "Is it yours?", office="Harbour", deadline="2099-01-01T12:00Z"
                )
            )
    return made


# What the reporter does


def pastes(program: Program, text: str) -> None:
    """Paste, as a terminal hands it over."""
    program.press(f"\x1b[200~{text}\x1b[201~", quiet=0.02)


def unlocks(program: Program) -> None:
    program.sees("This desk is sealed.")
    program.press(WORDS, ENTER, quiet=0.02)


def to_source(program: Program) -> None:
    """From the list of cases, or from the case, to the hidden source."""
    program.sees("harbour", "What next") if program.sees("harbour").startswith(" harbour") else program.press(ENTER)
    program.sees("1 Questions")
    program.press("3")
    program.sees("Heron", "Standing")


def opens_vault(program: Program) -> None:
    """Ask for who the source is, and give the vault's passphrase."""
    program.press("@")
    program.sees("Open the vault.")
    program.press(VAULT_WORDS, ENTER, quiet=0.02)


def types_all(program: Program) -> None:
    """Fill the form, from its first field on."""
    program.press(NAME, TAB, MAIL, TAB, PHONE, TAB, ALIAS, quiet=0.02, answer=0.2)
    program.sees(NAME, MAIL, PHONE, ALIAS)


def begun(program: Program) -> Watched:
    """At the form for who the source is, with the vault open."""
    watched = Watched(program)
    unlocks(program)
    to_source(program)
    watched.clean()
    opens_vault(program)
    return watched
