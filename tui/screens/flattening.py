"""A copy of pictures alone, made of a file in a thread, kept and linked to it, then checked like any other file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.acts import Act
from tui.screens import examining
from tui.screens.fileacts import check_file
from tui.screens.keeping_files import Keeper, Waiting
from tui.screens.progress import ProgressScreen, Steps
from tui.screens.table import screen_class
from workflow.errors import OnRecordError
from workflow.facts import FileHandled
from workflow.terms import Handling

if TYPE_CHECKING:
    from tui.screens.base import DeskScreen
    from tui.session import Add, Done
    from workflow.holdings import Exhibit
    from workflow.showing import Look


def make_copy(screen: DeskScreen, case_id: str, held: Exhibit, look: Look, close: Callable[[], object]) -> None:
    """Make the copy, log it and its link to the file, `close` what asked for it, show its report, and check it."""
    desk = screen.desk
    try:
        keeper, reader = Keeper(screen.sitting, case_id), examining.Reader(screen.sitting, held)
    except OnRecordError as error:
        desk.complain(error)
        return

    def make(steps: Steps) -> Waiting:
        from workflow.showing.keeping import NAME

        try:
            return keeper.made(f"{NAME}.pdf", reader.flat(look, steps.goes_on, steps.say))
        finally:
            reader.close()

    def made(waiting: Waiting | None) -> None:
        if waiting is not None:
            _log(screen, case_id, held, waiting, look, close)

    title = f"Making a copy of file {held.number} to show"
    desk.push_screen(ProgressScreen(title, make, unwanted=Waiting.dropped), made)


def _log(
    screen: DeskScreen, case_id: str, held: Exhibit, waiting: Waiting, look: Look, close: Callable[[], object]
) -> None:
    from workflow.showing.keeping import is_linked, of_copy, own_tool

    taken, desk = waiting.taken, screen.desk
    case = screen.sitting.case(case_id)
    known = next((one for one in case.holdings.about("") if one.sha256 == taken.sha256), None)
    if known is not None and is_linked(case, held.id, Handling.FLATTENED, known.id):
        waiting.logged()
        close()
        desk.push_screen(screen_class("report")(case_id, known.id))
        desk.call_after_refresh(desk.say, f"The same copy was made before: it is file {known.number}.")
        return

    def write(add: Add) -> None:
        copy = add(of_copy(taken)) if known is None else known.id
        add(FileHandled(held.id, Handling.FLATTENED, copy, own_tool(), look.words))

    def then(done: Done) -> None:
        waiting.logged()
        close()
        copy = done.facts[0] if known is None else known.id
        desk.push_screen(screen_class("report")(case_id, copy))
        found = examining.exhibit_of(screen.sitting.case(case_id), copy)
        if found is not None:
            desk.call_after_refresh(check_file, desk, case_id, found)

    desk.post_message(Act(case_id, write, "Made a copy to show.", then, lambda error: waiting.dropped()))
