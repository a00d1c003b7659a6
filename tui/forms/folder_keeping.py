"""Keeping every file of a folder that a form attaches: written in a thread, logged in one act, then checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tui.acts import Act
from tui.screens.checking_many import check_files
from tui.screens.keeping_files import Keeper, Waiting
from tui.screens.progress import ProgressScreen
from workflow.errors import OnRecordError
from workflow.facts import ExhibitAttached, Fact, FactId
from workflow.phrases import counted

if TYPE_CHECKING:
    from tui.forms.base import Form
    from tui.session import Add, Done, Write


def keep_folder(form: Form, path: Path, write: Write) -> None:
    """Keep the files, log each that is news as the form says, close the form, check them, and say what came of it."""
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
        like = _like(write)
        news = _news(form, waiting, like)

        def logged(done: Done) -> None:
            waiting.logged()
            form.discard()
            form.dismiss(None)
            desk.call_after_refresh(check_files, desk, case_id, _held(form, waiting), waiting.declined)

        def failed(error: OnRecordError) -> None:
            waiting.dropped()
            form.failed(error)

        def add_all(add: Add) -> None:
            for one in news:
                add(one)

        if news:
            said = f"Took in {counted(len(news), 'file')}, and kept them."
            form.post_message(Act(case_id, add_all, said, logged, failed))
        else:
            waiting.dropped()
            form.discard()
            form.dismiss(None)
            desk.call_after_refresh(check_files, desk, case_id, _held(form, waiting), waiting.declined)

    desk.push_screen(
        ProgressScreen("Keeping the files", lambda steps: keeper.folder(path, steps), unwanted=Waiting.dropped), kept
    )


def _like(write: Write) -> ExhibitAttached:
    """What the form says of every file."""
    found: list[Fact] = []

    def add(fact: Fact) -> FactId:
        found.append(fact)
        return ""

    write(add)
    return next(one for one in found if isinstance(one, ExhibitAttached))


def _news(form: Form, waiting: Waiting, like: ExhibitAttached) -> list[ExhibitAttached]:
    """The entries of files whose bytes the case does not keep yet where they belong; the same bytes once."""
    case = form.sitting.case(form.case_id)
    there = {one.sha256 for one in case.holdings.about(like.about) if one.is_kept}
    return [
        msgspec.structs.replace(like, name=one.name, sha256=one.sha256, size=one.size, sha512=one.sha512)
        for one in {one.sha256: one for one in reversed(waiting.all)}.values()
        if one.sha256 not in there
    ][::-1]


def _held(form: Form, waiting: Waiting) -> tuple[FactId, ...]:
    """The files of the folder as the case holds them."""
    here = {one.sha256 for one in waiting.all}
    held = form.sitting.case(form.case_id).holdings.exhibits
    return tuple(one.id for one in held if one.is_kept and one.sha256 in here)
