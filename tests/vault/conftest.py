"""A vault of its own for each test, and a desk with a case beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from workflow import facts as f
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.terms import Kind, Standing
from workflow.vault import Person, Vault, vault_path

WORDS = "seven quiet herons at dusk"
DESK = bytes(range(16))
CASE = "ab" * 16
ZARA = "Zara Quillfeather"


def zara(**more: object) -> Person:
    return Person(ZARA, ["zara@quillfeather.example"], ["+1 202 555 0147"], ["Zed"], "Met at the pier.", **more)  # type: ignore[arg-type]


def fields(person: Person) -> tuple[object, ...]:
    """All that a person holds; persons themselves are not compared."""
    return tuple(getattr(person, name) for name in Person.__slots__)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a vault that holds nothing, made once: its passphrase costs time."""
    path = tmp_path_factory.mktemp("vault") / "empty.vault"
    Vault.create(path, WORDS, DESK, FLOOR).close()
    return path.read_bytes()


@pytest.fixture
def vault(tmp_path: Path, empty: bytes) -> Vault:
    path = tmp_path / "cases.db.vault"
    path.write_bytes(empty)
    return Vault.open(path, WORDS, DESK)


class Room(NamedTuple):
    """A desk with a case of two unnamed sources and a named one, and its vault."""

    ledger: Ledger
    vault: Vault
    case_id: str
    sources: dict[str, str]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    path = tmp_path / "desk" / "cases.db"
    with Ledger.create(path, state_dir=tmp_path / "state") as ledger:
        with ledger.batch() as batch:
            case_id = batch.new_case(f.CaseOpened("letter", "The letter"))
            batch.add(f.QuestionRaised("genuine", Kind.GENUINE, "It is real."))
            sources = {
                "heron": batch.add(f.SourceAdded("heron", "an aide", Standing.INSIDER, code_name="S-1")),
                "other": batch.add(f.SourceAdded("other", "a clerk", Standing.INSIDER, code_name="S-2")),
                "named": batch.add(f.SourceAdded("named", "an aide", Standing.INSIDER, name="Sam Speaker")),
            }
        vault = Vault.create(vault_path(path), WORDS, ledger.desk_id, FLOOR)
        yield Room(ledger, vault, case_id, sources)
