"""Small desks, sealed and plain, what they hold, and a way to cut short what is done to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workflow import facts as f
from workflow import sealing
from workflow.ledger import Ledger
from workflow.seal import (
    keys_path,
)

WORDS, OTHER = "four words and more", "other words follow"
NOTE = "Quillfeather"


def fill(ledger: Ledger) -> None:
    case = ledger.new_case(f.CaseOpened("letter", "A letter", "UTC"))
    for number in range(3):
        ledger.append(case, f.NoteAdded(f"{NOTE} {number}"))


def sealed(path: Path) -> str:
    made = sealing.new_desk(path, WORDS)
    with made.ledger as ledger:
        fill(ledger)
    return made.recovery


def plain(path: Path) -> None:
    with Ledger.create(path) as ledger:
        fill(ledger)


def notes(path: Path, secret: str = WORDS) -> list[str]:
    key = sealing.unlock(path, secret) if keys_path(path).exists() else None
    with Ledger.open(path, key=key) as ledger:
        assert ledger.verify(thorough=True).sound
        case = ledger.case(ledger.find_case("letter"))
        return [note.text for note in case.notes]


ALL = [f"{NOTE} {number}" for number in range(3)]


def beside(path: Path) -> set[str]:
    return {held.name for held in path.parent.glob("*") if held.is_file()}


@contextmanager
def unchanged(*paths: Path) -> Iterator[None]:
    before = [path.read_bytes() for path in paths]
    names = beside(paths[0])
    yield
    assert [path.read_bytes() for path in paths] == before
    assert beside(paths[0]) == names


class Cut(Exception):
    """What a test throws in where a process would have been killed."""


def cut(patch: pytest.MonkeyPatch, step: str, after: bool, times: int = 1) -> None:
    """Have a step of `workflow.sealing` fail at its n-th call, before or after it did its work."""
    import sys

    *parts, name = step.split(".")
    module = sys.modules[f"workflow.sealing.{parts[0]}"]
    for part in parts[1:]:
        module = getattr(module, part)
    real, calls = getattr(module, name), []

    def fails(*given: object, **named: object) -> object:
        calls.append(name)
        if len(calls) < times:
            return real(*given, **named)
        if after:
            real(*given, **named)
        raise Cut

    patch.setattr(module, name, fails)
