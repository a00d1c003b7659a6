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
from workflow.facts import ExhibitAttached, FileHandled
from workflow.terms import ExhibitKind, Handling

if TYPE_CHECKING:
    from tui.screens.base import DeskScreen
    from tui.session import Add, Done
    from workflow.holdings import Exhibit
    from workflow.showing import Look

NAME = "copy-to-show.pdf"
"""What a copy is called: nothing of the name of what it was made of, which can tell of a source."""


def make_copy(screen: DeskScreen, case_id: str, held: Exhibit, look: Look, close: Callable[[], object]) -> None:
    """Make the copy, log it and its link to the file, `close` what asked for it, show its report, and check it."""
    desk = screen.desk
    try:
        keeper, reader = Keeper(screen.sitting, case_id), examining.Reader(screen.sitting, held)
    except OnRecordError as error:
        desk.complain(error)
        return

    def make(steps: Steps) -> Waiting:
        try:
            return keeper.made(NAME, reader.flat(look, steps.goes_on, steps.say))
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
    from workflow.showing.keeping import TO_SHOW

    taken, desk = waiting.taken, screen.desk
    case = screen.sitting.case(case_id)
    known = next((one for one in case.holdings.about("") if one.sha256 == taken.sha256), None)
    linked = {one.made for one in case.holdings.handled if one.exhibit == held.id}
    if known is not None and known.id in linked:
        waiting.logged()
        close()
        desk.push_screen(screen_class("report")(case_id, known.id))
        desk.call_after_refresh(desk.say, f"The same copy was made before: it is file {known.number}.")
        return
    fact = ExhibitAttached(
        ExhibitKind.COPY, NAME, taken.sha256, taken.size, note=TO_SHOW, sha512=taken.sha512, is_kept=True
    )

    def write(add: Add) -> None:
        copy = add(fact) if known is None else known.id
        add(FileHandled(held.id, Handling.FLATTENED, copy, f"onrecord {examining.version()}", look.words))

    def then(done: Done) -> None:
        waiting.logged()
        close()
        copy = done.facts[0] if known is None else known.id
        desk.push_screen(screen_class("report")(case_id, copy))
        found = examining.exhibit_of(screen.sitting.case(case_id), copy)
        if found is not None:
            desk.call_after_refresh(check_file, desk, case_id, found)

    desk.post_message(Act(case_id, write, "Made a copy to show.", then, lambda error: waiting.dropped()))
