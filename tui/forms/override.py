"""The form in which a senior editor opens a gate in spite of what is missing, for a reason that stays."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, Option, member, ticked
from tui.forms.base import Form
from tui.forms.reading import Gathering
from tui.naming import Naming
from tui.widgets.rows import Cell
from workflow.facts import GateOverridden
from workflow.terms import Gate

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.gates import GateView

ALL_OPEN = "No gate is shut: there is nothing to override."


class OverrideForm(Form):
    """Override some findings of a gate: the one that is named, or one of those that are shut."""

    name_in_table = "override"
    heading = "Open a gate"

    def __init__(self, case_id: str, gate: str = "") -> None:
        super().__init__(case_id, gate=gate)

    def _shut(self) -> tuple[GateView, ...]:
        from workflow.gates import gates

        view = self.view
        return tuple(
            one
            for one in gates(view.case, view.evaluation, view.moment, people=self.sitting.people(view.case))
            if not one.is_open
        )

    def asks(self) -> list[Ask]:
        shut = self._shut()
        first = self.about.get("gate") or (shut[0].gate.value if shut else "")
        choices = tuple(Option(one.gate.value, f"{one.gate.value} {one.gate.word}", one.gate.meaning) for one in shut)
        asks = [Ask("gate", "Gate", Control.CHOICE, "", choices, first)]
        chosen = self.answers.get("gate", first)
        lacks = self._lacks(chosen)
        if not lacks:
            return asks
        every = " ".join(lack.value for lack in lacks)
        return [
            *asks,
            Ask("findings", "Despite", Control.TICKS, "Space ticks what is overridden.", lacks, every),
            Ask("reason", "Reason", Control.WORDS, "It stays in the log, and is shown to editor and lawyer."),
            Ask("by", "By", hint="Initials of the senior editor who decides this."),
        ]

    def _lacks(self, gate: str) -> tuple[Option, ...]:
        """What a gate lacks; each goes by a digest of its key, for a key may hold spaces."""
        naming = Naming(self.case, self.sitting.names_hidden)
        found = [lack for one in self._shut() if one.gate == gate for lack in one.findings]
        return tuple(Option(_digest(lack.key), naming.text(lack.sentence), lack.opens) for lack in found)

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "gate" and not ask.options:
            return (Cell(ALL_OPEN, "accent"),)
        return super().notes(ask)

    def write(self, gather: Gathering) -> Write:
        value = gather.text("gate", "Choose the gate.")
        keys = {_digest(lack.key): lack.key for one in self._shut() if one.gate == value for lack in one.findings}
        findings = tuple(keys[name] for name in ticked(gather.answers, "findings") if name in keys)
        gate = member(Gate, value) if value else Gate.ORIGINS
        overridden = GateOverridden(gate, findings, gather.text("reason"), gather.text("by"))
        return lambda add: add(overridden)

    def said(self) -> str:
        return "Opened a gate in spite of what is missing."


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:16]
