"""A sealed desk with a case, a source of which nobody may know, and the words that may stand nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.events import Paste

from tests.tui.reporter import NOW, Reporter
from tui.desk import OpenDesk
from workflow import facts as f
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.sealing import new_desk
from workflow.terms import Kind, Standing

PASSPHRASE = "seven herons by the weir"
VAULT = "another eleven lanterns"
NAME = "Zara Quillfeather"
MAIL = "zara@quill.example"


def sealed(path: Path) -> OpenDesk:
    """A sealed desk with one case, closed again."""
    made = new_desk(path, PASSPHRASE, cost=FLOOR)
    fill(made.ledger)
    made.ledger.close()
    return OpenDesk(None, path, True, locked=True)


def plain(path: Path) -> OpenDesk:
    """A plain desk with the same case, open."""
    ledger = Ledger.create(path, clock=lambda: NOW)
    fill(ledger)
    return OpenDesk(ledger, path, True)


def fill(ledger: Ledger) -> None:
    """Log a case with a question, an unnamed source and one that speaks by name."""
    with ledger.batch() as batch:
        batch.add(f.CaseOpened("harbour", "A memo on the harbour", "UTC"))
        batch.add(f.QuestionRaised("genuine", Kind.GENUINE, "The memo is genuine"))
        batch.add(f.SourceAdded("clerk", "a clerk", Standing.INSIDER, code_name="Heron", lineage="own eyes"))
        batch.add(f.SourceAdded("office", "the office", Standing.ISSUER, name="Ada Ash", body="Harbour office"))


async def until(r: Reporter, text: str, seconds: float = 5.0) -> None:
    """Wait for something that a thread works on."""
    for _ in range(int(seconds / 0.02)):
        await r.waits(0.02)
        if text in r.screen:
            return
    r.sees(text)


async def unlocks(r: Reporter, words: str = PASSPHRASE, then: str = "harbour") -> None:
    """Give a passphrase and wait for what it opens."""
    await enters(r, words)
    await until(r, then)


async def enters(r: Reporter, words: str) -> None:
    """Paste words and press enter."""
    r.app.post_message(Paste(words))
    await r.waits()
    await r.presses("enter")


def everything(root: Any, seen: set[int] | None = None, depth: int = 0) -> str:
    """What looks like text in an object and in all that hangs on it, as somebody who inspects a program would find."""
    seen = set() if seen is None else seen
    if id(root) in seen or depth > 7:
        return ""
    seen.add(id(root))
    if isinstance(root, str | bytes | int | float | type | None):
        return f"{root!r}\n" if isinstance(root, str | bytes) else ""
    inside: list[Any] = []
    if isinstance(root, dict):
        inside = [*root.keys(), *root.values()]
    elif isinstance(root, list | tuple | set | frozenset):
        inside = list(root)
    else:
        inside = [getattr(root, "__dict__", {})]
    return "".join(everything(part, seen, depth + 1) for part in inside)
