"""Keeping the bytes of a file that a form attaches: written in a thread, logged by the form, then checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tui.forms.bytes_keeping import keep_bytes, log_kept
from tui.screens.checking_many import ask_about
from tui.screens.fileacts import check_file
from workflow.facts import ExhibitAttached, Fact, FactId

if TYPE_CHECKING:
    from tui.forms.base import Form
    from tui.screens.keeping_files import Waiting
    from tui.session import Add, Done, Write
    from workflow.holdings import Exhibit


def keep_then_log(form: Form, path: Path, write: Write) -> None:
    """Keep the bytes, log what the form asks with both hashes, close the form, and check the file."""

    def kept(waiting: Waiting) -> None:
        def logged(done: Done) -> None:
            desk, case_id = form.desk, form.case_id
            form.logged(done)
            held = _held(form, waiting)
            if held is not None:
                desk.call_after_refresh(check_file, desk, case_id, held, lambda _: ask_about(desk, case_id, (held.id,)))

        log_kept(form, waiting, lambda add: write(_with_hashes(add, waiting)), form.said(), logged)

    keep_bytes(form, "Keeping the file", lambda keeper, steps: keeper.file(path, steps), kept)


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
