"""Keeping every file of a folder that a form attaches: written in a thread, logged in one act, then checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tui.forms.bytes_keeping import keep_bytes, log_kept
from tui.screens.checking_many import check_files
from workflow.facts import ExhibitAttached, Fact, FactId
from workflow.phrases import counted

if TYPE_CHECKING:
    from tui.forms.base import Form
    from tui.screens.keeping_files import Waiting
    from tui.session import Add, Done, Write


def keep_folder(form: Form, path: Path, write: Write) -> None:
    """Keep the files, log each that is news as the form says, close the form, check them, and say what came of it."""

    def kept(waiting: Waiting) -> None:
        news = _news(form, waiting, _like(write))

        def add_all(add: Add) -> None:
            for one in news:
                add(one)

        def done(_: Done | None = None) -> None:
            desk, case_id = form.desk, form.case_id
            form.discard()
            form.dismiss(None)
            desk.call_after_refresh(check_files, desk, case_id, _held(form, waiting), waiting.declined)

        if news:
            log_kept(form, waiting, add_all, f"Took in {counted(len(news), 'file')}, and kept them.", done)
        else:
            waiting.dropped()
            done()

    keep_bytes(form, "Keeping the files", lambda keeper, steps: keeper.folder(path, steps), kept)


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
