"""Keeping the bytes of a file that a form attaches: written in a thread, logged by the form, then checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tui.acts import Act
from tui.screens.checking_many import ask_about
from tui.screens.fileacts import check_file
from tui.screens.keeping_files import Keeper, Waiting
from tui.screens.progress import ProgressScreen
from workflow.errors import OnRecordError
from workflow.facts import ExhibitAttached, Fact, FactId

if TYPE_CHECKING:
    from tui.forms.base import Form
    from tui.session import Add, Done, Write
    from workflow.holdings import Exhibit


def keep_then_log(form: Form, path: Path, write: Write) -> None:
    """Keep the bytes, log what the form asks with both hashes, close the form, and check the file."""
    desk, case_id = form.desk, form.case_id
    try:
        keeper = Keeper(form.sitting, case_id)
    except OnRecordError as error:
        desk.complain(error)
        form.failed(error)
        return

    def kept(waiting: Waiting | None) -> None:
        if waiting is None:
            form.failed(None)
            return

        def logged(done: Done) -> None:
            waiting.logged()
            form.logged(done)
            held = _held(form, waiting)
            if held is not None:
                desk.call_after_refresh(check_file, desk, case_id, held, lambda _: ask_about(desk, case_id, (held.id,)))

        def failed(error: OnRecordError) -> None:
            waiting.dropped()
            form.failed(error)

        form.post_message(Act(case_id, lambda add: write(_with_hashes(add, waiting)), form.said(), logged, failed))

    title = "Keeping the file"
    desk.push_screen(ProgressScreen(title, lambda steps: keeper.file(path, steps), unwanted=Waiting.dropped), kept)


def _held(form: Form, waiting: Waiting) -> Exhibit | None:
    """The file as the case holds it: its bytes may have come after its hash, under the entry of before."""
    held = (one for one in reversed(form.sitting.case(form.case_id).holdings.exhibits) if one.is_kept)
    return next((one for one in held if one.sha256 == waiting.taken.sha256), None)


def _with_hashes(add: Add, waiting: Waiting) -> Add:
    """Adds as `add` does, the file under the hashes of the bytes that are kept."""
    taken = waiting.taken

    def added(fact: Fact) -> FactId:
        if isinstance(fact, ExhibitAttached):
            fact = msgspec.structs.replace(fact, sha256=taken.sha256, sha512=taken.sha512, size=taken.size)
        return add(fact)

    return added
