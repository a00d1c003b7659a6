"""Checking several files one after the other, each logged as it is done; then what is to be asked about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.acts import Act
from tui.screens import examining
from tui.screens.progress import ProgressScreen, Steps
from tui.screens.table import screen_class
from workflow.errors import OnRecordError
from workflow.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.app import OnRecord
    from workflow.facts import Fact, FactId

STOPS = "esc stops it; what was checked by then stays. ! checks the others later."
STOPPED = "Stopped. What was checked by then is logged."


def check_files(desk: OnRecord, case_id: str, names: Sequence[FactId], declined: Sequence[OnRecordError] = ()) -> None:
    """Check those that were not checked yet, then show what came of taking these files in."""
    case = desk.sitting.case(case_id)
    done = {one.exhibit for one in case.holdings.examined}
    waiting = [one for one in case.holdings.exhibits if one.id in names and one.id not in done]

    def show(_: object = None) -> None:
        desk.push_screen(screen_class("taken_in")(case_id, tuple(names), tuple(declined)))

    if not waiting:
        show()
        return
    try:
        reader = examining.Reader(desk.sitting, waiting[0])
    except OnRecordError as error:
        desk.complain(error)
        return

    def check(steps: Steps) -> None:
        from workflow.intake.checking import fact_of

        try:
            for number, held in enumerate(waiting, 1):
                steps.say(f"File {number} of {len(waiting)}.")
                reader.turn_to(held)
                try:
                    fact = fact_of(held.id, *reader.check(steps.goes_on))
                except OnRecordError:
                    steps.say(f"File {held.number} could not be read.")
                    continue
                desk.post_message(_logging(case_id, fact, held.number))
        finally:
            reader.close()

    title = f"Checking {counted(len(waiting), 'file')}"
    desk.push_screen(ProgressScreen(title, check, stops=STOPS, stopped=STOPPED), show)


def _logging(case_id: str, fact: Fact, number: int) -> Act:
    return Act(case_id, lambda add: add(fact), f"Checked file {number}.")


def ask_about(desk: OnRecord, case_id: str, names: tuple[FactId, ...]) -> None:
    """Ask about near copies and about which copy statements are, where these files give cause to."""
    from tui.screens.taken_in import gives_cause

    if gives_cause(desk.sitting.view(case_id), names):
        desk.push_screen(screen_class("taken_in")(case_id, names))
