"""A desk in a folder of its own, with a clock that the test sets."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from workflow import facts as f
from workflow.ledger import Ledger
from workflow.terms import Kind, Stance, Standing, Term
from workflow.when import Instant, parse_instant

MORNING = parse_instant("2020-01-06T08:00Z")
MINUTE = 60_000_000
YEAR = 365 * 24 * 60 * MINUTE


class Clock:
    """A wall clock that stands where the test puts it and goes on a minute each time it is read."""

    def __init__(self, now: Instant = MORNING) -> None:
        self.now = now

    def __call__(self) -> Instant:
        self.now += MINUTE
        return self.now


class Room:
    """A folder with a desk, and the state directory of one machine beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "desk" / "cases.db"
        self.state = folder / "state"
        self.clock = Clock()
        self._open: list[Ledger] = []

    def create(self) -> Ledger:
        return self._kept(Ledger.create(self.path, clock=self.clock, state_dir=self.state))

    def open(self, path: Path | None = None, *, state: Path | None = None, read_only: bool = False) -> Ledger:
        return self._kept(
            Ledger.open(path or self.path, clock=self.clock, state_dir=state or self.state, read_only=read_only)
        )

    def _kept(self, ledger: Ledger) -> Ledger:
        self._open.append(ledger)
        return ledger

    def close(self) -> None:
        while self._open:
            self._open.pop().close()

    def tamper(self, *statements: str, values: tuple[Any, ...] = ()) -> None:
        """Change the file as somebody would who has the file and no scruples."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            for name, sql in connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                assert sql
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement, values if "?" in statement else ())


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.close()


@pytest.fixture
def desk(room: Room) -> Ledger:
    return room.create()


Speak = Callable[..., f.Fact]


def opened(slug: str = "letter", title: str = "The letter") -> f.CaseOpened:
    return f.CaseOpened(slug, title)


def genuine() -> f.QuestionRaised:
    return f.QuestionRaised("genuine", Kind.GENUINE, "The general wrote it.")


def spokesman(name: str = "Ann Marlow", descriptor: str = "the ministry's spokeswoman") -> f.SourceAdded:
    return f.SourceAdded(name.rpartition(" ")[2].lower(), descriptor, Standing.ISSUER, name=name)


def says(
    source: str, question: str, quote: str, stance: Stance = Stance.CONFIRMS, slug: str = "s"
) -> f.StatementLogged:
    return f.StatementLogged(slug, source, "2020-01-06T09:00Z", Term.ON_RECORD, {question: stance}, quote=quote)


def small_case(desk: Ledger, slug: str = "letter", quote: str = "We confirm the letter.") -> dict[str, str]:
    """A case with one question, one source and one statement; the ids by name."""
    with desk.batch() as batch:
        case = batch.new_case(opened(slug, f"The {slug}"))
        question = batch.add(genuine())
        source = batch.add(spokesman())
        statement = batch.add(says(source, question, quote))
    return {"case": case, "question": question, "source": source, "statement": statement}


def everything(folder: Path) -> bytes:
    """Every byte of every file in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
