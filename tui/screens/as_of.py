"""Standing at a moment: type when, see what was understood, and every screen shows what was known then."""

from __future__ import annotations

from datetime import tzinfo

from tui.dates import EXAMPLES, understand
from tui.screens.dialog import LineDialog
from tui.screens.lines import Block
from tui.widgets.rows import Cell
from workflow.errors import BadTime, OnRecordError
from workflow.when import parse_when


class AsOfScreen(LineDialog):
    """Asks for a moment in the zone of the case; a date stands for its end. An empty line goes back to now."""

    title_words = "As of"
    hint = "6 jan 2020 16:25"

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone

    def zone(self) -> tzinfo:
        return self._zone

    def asked(self) -> list[Block]:
        return [
            Cell("Stand at which moment?", bold=True),
            Cell("Every screen and export shows what the desk had learned by then.", "muted"),
            Cell(f"Such as {EXAMPLES}. An empty line goes back to now.", "muted"),
        ]

    def understood(self) -> list[Block]:
        if not self.typed:
            return [Cell("Now: everything learned so far.", "muted")]
        try:
            told = understand(self.typed, self.sitting.clock(), self._zone)
        except BadTime as error:
            return [Cell(str(error), "warn")]
        end = " to its end" if parse_when(told.iso).is_date else ""
        return [Cell(f"{told.shown}{end}", "accent", bold=True)]

    def take(self) -> None:
        moment = None
        if self.typed:
            try:
                told = understand(self.typed, self.sitting.clock(), self._zone)
                moment = parse_when(told.iso).known_at(self._zone)
            except OnRecordError as error:
                self.desk.complain(error)
                return
        self.desk.go_back()
        self.desk.stand_at(moment)
