"""Bytes that a form keeps: a thread writes them while the reporter sees how far it is, and may stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.acts import Act
from tui.screens.keeping_files import Keeper, Waiting
from tui.screens.progress import ProgressScreen, Steps
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from tui.forms.base import Form
    from tui.session import Done, Write


def keep_bytes(
    form: Form, title: str, put: Callable[[Keeper, Steps], Waiting], then: Callable[[Waiting], object]
) -> None:
    """Have `put` keep the bytes in a thread, and go on with what waits for its entry; the form says what failed."""
    try:
        keeper = Keeper(form.sitting, form.case_id)
    except OnRecordError as error:
        form.desk.complain(error)
        form.failed(error)
        return

    def kept(waiting: Waiting | None) -> None:
        if waiting is None:
            form.failed(None)
        else:
            then(waiting)

    form.desk.push_screen(ProgressScreen(title, lambda steps: put(keeper, steps), unwanted=Waiting.dropped), kept)


def log_kept(form: Form, waiting: Waiting, write: Write, said: str, then: Callable[[Done], object]) -> None:
    """Log the entries of what was kept; without them nothing of it stays."""

    def logged(done: Done) -> None:
        waiting.logged()
        then(done)

    def failed(error: OnRecordError) -> None:
        waiting.dropped()
        form.failed(error)

    form.post_message(Act(form.case_id, write, said, logged, failed))
