"""How an open desk stands: where it is, what it is, whether it can be changed, and what a reader must know first."""

from __future__ import annotations

from pathlib import Path

from workflow.store.desk import Desk


class Standing:
    """What every ledger can say of its desk. `note` is a sentence left by what was done last, or empty."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.note = ""

    @property
    def path(self) -> Path:
        """Where the desk's file stands, or the file of which this is a copy."""
        return self._desk.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self._desk.read_only

    @property
    def is_example(self) -> bool:
        """Whether this is the example, whose changes are not kept."""
        return self._desk.is_example

    @property
    def is_sealed(self) -> bool:
        """Whether the desk's file is encrypted."""
        return self._desk.is_sealed

    @property
    def desk_id(self) -> bytes:
        """The random id of the desk."""
        return self._desk.id

    @property
    def in_memory(self) -> bool:
        """Whether this is a copy that is gone when it is closed."""
        return self._desk.in_memory

    @property
    def missing(self) -> int:
        """How many entries this machine has seen in the desk that it lacks now; above 0 nothing is written."""
        return sum(chain.lacking for chain in self._desk.missing)

    @property
    def banner(self) -> str:
        """What a reader must know about this desk first; empty on an ordinary day."""
        if self.is_example:
            return "Example: changes are not kept."
        if self._desk.missing:
            return f"{self._desk.missing_sentence()} Nothing is written until you accept that, with a reason."
        if self.read_only:
            return "Read only: this desk cannot be changed here."
        if self.in_memory:
            return "A copy in memory: changes are not kept."
        return self.note or self._desk.anchor.note

    @property
    def clock_note(self) -> str:
        """A sentence where this machine's clock cannot be right; the order of the log stands nevertheless."""
        return self._desk.clock_note
