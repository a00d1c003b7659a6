"""A list beside a case whose columns stand side by side where there is room, and say the same in fewer where not."""

from __future__ import annotations

from typing import ClassVar

from tui.screens.beside import BesideCase
from tui.screens.entries import EntryList
from tui.widgets.rows import Column


class TwoWidths(BesideCase):
    """One list with the focus; its rows are made anew when the window becomes wide or narrow."""

    wide_columns: ClassVar[tuple[Column, ...]]
    narrow_columns: ClassVar[tuple[Column, ...]]
    _list: EntryList

    def on_mount(self) -> None:
        self._list.focus()

    def on_resize(self) -> None:
        columns = self.wide_columns if self.wide else self.narrow_columns
        if columns is not self._list.columns:
            self._list.columns = columns
            self.desk_changed()
