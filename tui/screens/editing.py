"""The reporter's own editor: on a sealed desk it is asked about once, with what an editor may leave behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.screens.table import screen_class

if TYPE_CHECKING:
    from tui.app import OnRecord

ALLOW = "Allow your editor on this sealed desk?"
WITHDRAWN = "The settings take the leave back."


def with_editor(desk: OnRecord, then: Callable[[], object]) -> None:
    """Do what hands words to the editor, once it is allowed on this desk."""
    from tui.editor import COPIES, NO_MEMORY, memory_folder

    path = desk.sitting.desk.path
    if not desk.protected or desk.preferences.editor_allowed(path):
        then()
        return
    if memory_folder() is None:
        desk.complain(NO_MEMORY)
        return

    def answered(sure: bool | None) -> None:
        if sure:
            desk.preferences.allow_editor(path)
            desk.preferences.save()
            desk.call_after_refresh(then)

    question = f"{ALLOW} {COPIES} {WITHDRAWN}"
    desk.push_screen(screen_class("confirm")(question, "y", "Allow the editor on this desk"), answered)
