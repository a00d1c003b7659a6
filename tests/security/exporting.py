"""A desk that keeps identities, and the command line on it: what the tests of exports share."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.cli.conftest import Line, Result
from workflow import facts as f
from workflow import identities
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.sealing import new_desk
from workflow.terms import Kind, Stance, Standing, Term
from workflow.vault import Person, Vault, vault_path

NAME, MAIL, PHONE = "Zara Quillfeather", "zara.q@quillfeather.example", "+44 20 7946 0958"
TRACES = tuple(
    form
    for text in (NAME, "Quillfeather", MAIL, PHONE)
    for raw in (text.encode(), text.casefold().encode())
    for form in (raw, text.encode("utf-16-le"), raw.hex().encode())
)
WORDS = "walnut gravel lantern"
READERS = ("editor", "lawyer", "public", "case")
QUIET = {
    "title": "The papers",
    "proposition": "They are real.",
    "author": "A ministry",
    "descriptor": "a spokesman",
    "quote": "They are ours.",
    "paraphrase": "",
    "via": "",
    "note": "Ask again.",
}
LOUD = {
    "title": f"What {NAME} sent",
    "proposition": f"{NAME} wrote it.",
    "author": NAME,
    "descriptor": f"a friend of {NAME}",
    "quote": f"Ask {NAME}.",
    "paraphrase": f"He pointed to {MAIL}.",
    "via": NAME,
    "note": f"Ring {NAME} on {PHONE}.",
}
"""Texts of a case that hold the canary, by the field that they stand in."""

ROOT = Path(__file__).parent.parent.parent


def add_case(ledger: Ledger, slug: str, words: dict[str, str]) -> tuple[str, str]:
    """A case with one official and one hidden source; its id and that of the hidden source."""
    with ledger.batch() as batch:
        batch.add(f.CaseOpened(slug, words["title"]))
        question = batch.add(f.QuestionRaised("genuine", Kind.GENUINE, words["proposition"]))
        batch.add(f.DocumentDescribed({"author": words["author"]}, "First."))
        official = batch.add(f.SourceAdded("spokesman", words["descriptor"], Standing.ISSUER, name="Jo Able"))
        hidden = batch.add(f.SourceAdded("s-1", "a clerk", Standing.INSIDER, code_name="S-1"))
        said = f.StatementLogged("s1", official, "2020-01-06T10:00:00Z", Term.ON_RECORD, {question: Stance.CONFIRMS})
        batch.add(replace(said, **{name: words[name] for name in ("quote", "paraphrase", "via")}))
        batch.add(f.NoteAdded(words["note"]))
        return batch.case_id, hidden


def make_desk(path: Path, *, sealed: bool = False) -> None:
    """A desk with a quiet case, and an identity in its vault."""
    with new_desk(path, WORDS, cost=FLOOR).ledger if sealed else Ledger.create(path) as ledger:
        ledger.set_settings(newsroom="The Gazette", reporter="R. Porter", initials="RP")
        case, hidden = add_case(ledger, "papers", QUIET)
        vault = Vault.create(vault_path(path), WORDS, ledger.desk_id, cost=FLOOR)
        identities.keep(ledger, vault, case, hidden, Person(NAME, (MAIL,), (PHONE,)))


class Desk:
    """The command line on a desk with a vault, whose passphrases come from a pipe."""

    def __init__(self, line: Line, *, sealed: bool = False) -> None:
        assert line.path
        self.path, self._line, self._sealed = line.path, line, sealed
        make_desk(line.path, sealed=sealed)

    def __call__(self, *words: str, code: int | None = 0, vault: str | None = WORDS) -> Result:
        """Run a command; without a vault's passphrase there is nobody who could be asked for it."""
        given: list[str] = []
        ends: list[tuple[int, int]] = []
        for option, word in (("--passphrase-fd", WORDS if self._sealed else None), ("--vault-passphrase-fd", vault)):
            if word is not None:
                out, into = os.pipe()
                os.write(into, f"{word}\n".encode())
                os.close(into)
                ends.append((out, os.fstat(out).st_ino))
                given += [option, str(out)]
        try:
            return self._line(*given, *words, code=code)
        finally:
            for out, pipe in ends:  # whoever read it has closed it, and the number may be another file's now
                with suppress(OSError):
                    if os.fstat(out).st_ino == pipe:
                        os.close(out)

    def made(self) -> list[dict[str, object]]:
        """What left, as the log tells it."""
        return list(self("exports", "papers", "--json", vault=None).json)


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody stands at a terminal."""
    opened = os.open

    def nobody(path: object, *given: object, **named: object) -> int:
        if path == "/dev/tty":
            raise OSError
        return opened(path, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", nobody)


@pytest.fixture
def desk(capfd: pytest.CaptureFixture[str], tmp_path: Path, no_terminal: None) -> Desk:
    return Desk(Line(capfd, tmp_path / "own.db"))


@pytest.fixture
def sealed(capfd: pytest.CaptureFixture[str], tmp_path: Path, no_terminal: None) -> Desk:
    return Desk(Line(capfd, tmp_path / "own.db"), sealed=True)


def held_of(data: bytes) -> list[bytes]:
    """The traces of the canary in some bytes, capitals aside."""
    return [trace for trace in TRACES if trace in data or trace.lower() in data.lower()]


def for_reader(reader: str, *more: str) -> tuple[str, ...]:
    return ("--format", "case") if reader == "case" else ("--for", reader, *more)
