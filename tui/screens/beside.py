"""A screen beside a case that shows a list with a filter, and leads on to the others about publication."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from tui import words
from tui.screens.filtering import Filtering
from tui.screens.reading import Reading
from tui.screens.table import screen_class
from workflow.shelf import holds_until

if TYPE_CHECKING:
    from workflow.when import Instant


class BesideCase(Reading, Filtering):
    """One case, one list; its keys lead to the sentences, the gates, the approvals, the lint and the export."""

    def __init__(self, case_id: str) -> None:
        super().__init__()
        self.case_id = case_id

    def zone(self) -> tzinfo:
        return self.sitting.case(self.case_id).zone

    def standing(self) -> str:
        """Where on the clock the screen stands."""
        return words.stamp(self.sitting.as_of, self.zone()) if self.sitting.as_of is not None else "as of now"

    def holds_until(self) -> Instant | None:
        """When a deadline passes or an embargo lifts, other sentences stand here."""
        if self.sitting.as_of is not None:
            return None
        return holds_until(self.sitting.case(self.case_id), self.sitting.clock())

    def action_export(self) -> None:
        self._go("export")

    def action_print(self) -> None:
        self._go("print")

    def action_gates(self) -> None:
        self._go("gates")

    def action_approvals(self) -> None:
        self._go("approvals")

    def action_lint(self) -> None:
        self._go("lint")

    def action_exports(self) -> None:
        self._go("exports")

    def action_descriptors(self) -> None:
        self._go("descriptors")

    def action_passage(self) -> None:
        self._go("passage")

    def _go(self, name: str) -> None:
        self.desk.push_screen(screen_class(name)(self.case_id))
