"""The vault on the command line: names are typed at a terminal, shown there for a while, and kept nowhere else."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from tests.terminal.pty_program import ENTER, Program
from workflow.facts import IdentityRevealed, TakenBack
from workflow.identities import keep
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.vault import Person, Vault, vault_path

WORDS, OTHER = "the vault's own words", "and others after them"
CANARY = "Zara Quillfeather"
HOSTILE = "\x1b]0;owned\u202egnp"
CHEAP = """
import sys
from workflow.seal import FLOOR
from workflow.vault import Vault
Vault.create.__func__.__defaults__ = (FLOOR,)
Vault.change_passphrase.__defaults__ = (FLOOR,)
from tui.cli import secrets, vault
secrets.DELAYS[:] = [0.0, 0.0, 0.0]
vault.REVEAL_SECONDS = {seconds}
from tui.main import main
sys.exit(main())
"""


@pytest.fixture
def cases(letter: Line) -> Line:
    """A case with a named source, an unnamed one, and one more, of whom the vault keeps the unnamed one."""
    letter("source", "letter", "aide", "--code-name", "S-1", "--descriptor", "an official", "--standing", "insider")
    letter("source", "letter", "other", "--code-name", "S-2", "--descriptor", "another", "--standing", "insider")
    assert letter.path is not None
    with Ledger.open(letter.path) as ledger:
        case_id = ledger.find_case("letter")
        source = next(one.id for one in ledger.case(case_id).sources.values() if one.slug == "aide")
        vault = Vault.create(vault_path(letter.path), WORDS, ledger.desk_id, FLOOR)
        keep(ledger, vault, case_id, source, Person(CANARY, ("zara@quill.example",)))
    return letter


def given(*lines: str) -> str:
    """A file descriptor with these lines to read, by its number."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{line}\n" for line in lines).encode())
    os.close(writing)
    return str(reading)


def test_the_list_names_nobody_and_needs_no_passphrase(cases: Line) -> None:
    told = cases("vault", "list")
    assert told.out.split() == ["letter", "aide", "since", told.out.split()[3], "nobody", "looked"]
    (row,) = cases("vault", "list", "letter", "--json").json
    assert (row["case"], row["source"], row["looks"]) == ("letter", "aide", [])
    assert cases("settings", "--json").json["vault"] is True


def test_without_a_terminal_nothing_is_added_or_shown_and_nothing_is_logged(
    cases: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    for words in (("vault", "reveal", "letter", "aide", "--reason", "contact"), ("vault", "add", "letter", "other")):
        assert "at a terminal" in cases("--vault-passphrase-fd", given(WORDS), *words, code=1).err
    assert cases("vault", "list", "--json").json[0]["looks"] == []
    assert "is not one of contact" in cases("vault", "reveal", "letter", "aide", "--reason", "curious", code=2).err


def test_two_entries_of_one_person_are_linked_in_the_vault_alone(cases: Line) -> None:
    assert cases.path is not None
    cases(
        *("statement", "letter", "--source", "aide", "--terms", "background", "--agreement", "by phone"),
        *("--said", "7 jan 2020 10:00", "--stance", "meaning=confirms", "--knows", "direct"),
    )
    assert "Not checked" in cases("gates", "letter").out
    assert "Not checked" in str(cases("next", "letter", "--json").json)
    assert "Not checked" in cases("descriptors", "letter").err
    assert "Not checked" in cases("check", "letter", code=1).out
    before = cases.path.read_bytes()
    cases("--vault-passphrase-fd", given(WORDS), "vault", "link", "letter", "milley", "aide")
    for words in (("gates", "letter"), ("next", "letter", "--json"), ("descriptors", "letter"), ("show", "letter")):
        told = cases("--vault-passphrase-fd", given(WORDS), *words, code=None)
        assert "Not checked" not in told.out + told.err
    assert before != b""
    with Ledger.open(cases.path) as ledger:
        logged = repr([entry.fact for entry in ledger.entries(ledger.find_case("letter"))])
    assert CANARY not in logged
    assert "same_as" not in logged
    told = cases("--vault-passphrase-fd", given(WORDS), "vault", "link", "letter", "other", "milley", code=1)
    assert "does not keep" in told.err


def test_the_passphrase_of_the_vault_changes_and_an_identity_is_deleted(
    cases: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    fd, gone = "--vault-passphrase-fd", ("vault", "delete", "letter", "aide", "--yes")
    assert "does not open it" in cases(fd, given("no such words"), *gone, code=1).err
    monkeypatch.setattr(Vault.change_passphrase, "__defaults__", (FLOOR,))
    cases(fd, given(WORDS, OTHER), "vault", "passphrase")
    assert "Deleted" in cases(fd, given(OTHER), *gone).out
    assert cases("vault", "list", "--json").json == []
    assert "does not keep" in cases(fd, given(OTHER), *gone, code=1).err
    assert cases("verify").out.endswith("All is well.\n")


def test_an_identity_is_typed_and_looked_at_on_the_other_screen_alone(letter: Line, tmp_path: Path) -> None:
    letter("source", "letter", "aide", "--code-name", "S-1", "--descriptor", "an official", "--standing", "insider")
    assert letter.path is not None
    desk, script = ("--db", str(letter.path)), CHEAP.format(seconds=0.5)
    with Program(tmp_path, *desk, "vault", "add", "letter", "aide", script=script) as run:
        for prompt in ("New passphrase of the vault:", "The same again:"):
            run.sees(prompt)
            run.press(WORDS, ENTER)
        fields = {
            "Name:": CANARY,
            "Mail": "z@q.example, zq@q.example",
            "Phone": "",
            "Other names": "",
            "Note:": HOSTILE,
        }
        for prompt, typed in fields.items():
            run.sees(prompt)
            run.press(typed, ENTER)
        assert run.ends() == 0
        assert shown_elsewhere(run, CANARY)
    assert CANARY.encode() not in vault_path(letter.path).read_bytes()
    with Program(tmp_path, *desk, "vault", "reveal", "letter", "aide", "--reason", "contact", script=script) as run:
        run.sees("Passphrase of the vault:")
        run.press(WORDS, ENTER)
        run.sees("In your words:")
        run.press("To warn them.", ENTER)
        run.sees(CANARY, "zq@q.example", "Note         ␛]0;owned⟨U+202E⟩gnp")
        assert HOSTILE.encode()[:4] not in run.written
        assert run.ends() == 0  # by itself
        assert shown_elsewhere(run, CANARY)
        assert run.restored
    (kept,) = letter("vault", "list", "--json").json
    assert [look["reason"] for look in kept["looks"]] == ["contact"]
    with Ledger.open(letter.path) as ledger:
        entries = ledger.entries(ledger.find_case("letter"))
        assert any(isinstance(entry.fact, IdentityRevealed) for entry in entries)
        assert not any(isinstance(entry.fact, TakenBack) for entry in entries)
        assert "warn them" not in repr(entries)


def shown_elsewhere(run: Program, text: str) -> bool:
    """Whether a text was written on the terminal's other screen and nowhere else."""
    parts = bytes(run.written).split(b"\x1b[?1049h")
    beside = [parts[0], *(part.partition(b"\x1b[2J\x1b[H\x1b[?1049l")[2] for part in parts[1:])]
    return text.encode() in run.written and not any(text.encode() in part for part in beside)
