"""What can be done with a file that is held: read it, check it, look for a signature, copy it to show, compare it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens import examining
from tui.screens.base import DeskScreen
from tui.screens.progress import ProgressScreen, Steps
from tui.screens.table import screen_class
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app import OnRecord
    from tui.session import Done
    from workflow.case import Case
    from workflow.findings import Report
    from workflow.holdings import Exhibit

FILE_ACTS = ("read_file", "signature", "check_file", "revisions", "flatten", "compare")
NO_FILE = "Select a file first: press 4."
ALONE = "There is no other file to compare it with. Press F to attach one, and keep it."
ONE_VERSION = "No earlier version lies in this file, as far as it was checked."
NOT_DOCUMENT = "This file is not the document, so nobody need look for a signature in it."
A_COPY = "This is a copy made to show already. Make one of the document itself."


class FileActs(DeskScreen):
    """A screen on which a file may be selected. Subclasses say which, and in which case."""

    case_id: str = ""

    @property
    def file_id(self) -> str:
        """The file that is selected, or nothing."""
        return ""

    @property
    def held(self) -> Exhibit | None:
        """The file that is selected."""
        return examining.exhibit_of(self._case, self.file_id) if self.file_id else None

    @property
    def _case(self) -> Case:
        return self.sitting.case(self.case_id)

    def why_no_file(self, action: str) -> str:
        """Why an act on a file cannot be done now; empty when it can, or when it is no such act."""
        if action not in FILE_ACTS:
            return ""
        held = self.held
        if held is None:
            return NO_FILE
        if action == "signature":
            return "" if held.kind.is_document else NOT_DOCUMENT
        if reason := examining.why_not_read(self.sitting, held):
            return reason
        if action == "revisions" and self._versions(held) < 2:
            return ONE_VERSION
        if action == "flatten" and held.kind.value == "copy":
            return A_COPY
        others = [one for one in self._case.holdings.exhibits if one.is_kept and one.id != held.id]
        return ALONE if action == "compare" and not others else ""

    def action_read_file(self) -> None:
        self.desk.push_screen(screen_class("viewer")(self.case_id, self.file_id))

    def action_revisions(self) -> None:
        held = self.held
        if held is not None:
            self.desk.push_screen(screen_class("revisions")(self.case_id, held.id, self._versions(held)))

    def action_signature(self) -> None:
        self.desk.push_screen(screen_class("look")(self.case_id, self.file_id))

    def action_compare(self) -> None:
        self.desk.push_screen(screen_class("compare")(self.case_id, self.file_id))

    def action_check_file(self) -> None:
        """Ask what to check the file with, then check it."""
        self.desk.push_screen(screen_class("check")(self.case_id, self.file_id))

    def action_flatten(self) -> None:
        """Ask how a copy to show is to look, then make it."""
        self.desk.push_screen(screen_class("flatten")(self.case_id, self.file_id))

    def _versions(self, held: Exhibit) -> int:
        examined = examining.examination_at(self._case, held.id, self.sitting.moment)
        told = examined.report.facts.get("revisions", 0) if examined is not None else 0
        return told if isinstance(told, int) else 0


def check_file(desk: OnRecord, case_id: str, held: Exhibit, then: Callable[[Done], None] | None = None) -> None:
    """Make all checks of a file in a thread, and log what they told; `then` runs when that is logged."""
    from tui.acts import Act

    try:
        reader = examining.Reader(desk.sitting, held)
    except OnRecordError as error:
        desk.complain(error)
        return

    def check(steps: Steps) -> tuple[Report, str]:
        try:
            return reader.check(steps.goes_on)
        finally:
            reader.close()

    def checked(found: tuple[Report, str] | None) -> None:
        if found is None:
            return
        from workflow.intake.checking import fact_of

        fact = fact_of(held.id, *found)
        desk.post_message(Act(case_id, lambda add: add(fact), f"Checked file {held.number}.", then))

    desk.push_screen(ProgressScreen(f"Checking file {held.number}", check), checked)
