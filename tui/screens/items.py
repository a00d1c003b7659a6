"""A list of things of one kind: rows are made when they are seen, and the selection follows the thing, not the row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from tui.widgets.rows import Column, Row
from tui.widgets.virtual_list import VirtualList

T = TypeVar("T")


class _Items(Generic[T]):
    """Things as rows, made when asked for."""

    def __init__(self, items: Sequence[T], draw: Callable[[T], Row]) -> None:
        self.items = items
        self._draw = draw

    def count(self) -> int:
        return len(self.items)

    def row(self, index: int) -> Row:
        return self._draw(self.items[index])


class ItemList(VirtualList, Generic[T]):
    """A VirtualList over things. `key` names a thing, so that the selection stays on it when others come and go."""

    def __init__(
        self,
        columns: Sequence[Column],
        draw: Callable[[T], Row],
        key: Callable[[T], str],
        *,
        empty: str = "",
        lines: int = 1,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(columns, (), empty=empty, lines=lines, id=id, classes=classes)
        self._draw, self._key = draw, key
        self.things: Sequence[T] = ()

    @property
    def item(self) -> T | None:
        """The selected thing."""
        return self.things[self.selected] if 0 <= self.selected < len(self.things) else None

    @property
    def key(self) -> str:
        """The name of the selected thing, or nothing."""
        item = self.item
        return self._key(item) if item is not None else ""

    def show(self, things: Sequence[T], *, select: str = "") -> None:
        """Show these things; the selection goes to `select`, else stays on the thing that had it."""
        wanted = select or self.key
        self.things = things
        self.set_rows(_Items(things, self._draw), self._index(wanted))

    def select_key(self, key: str) -> bool:
        """Select the thing of this name; false when it is not here."""
        index = self._index(key)
        if index is not None:
            self.select(index)
        return index is not None

    def _index(self, key: str) -> int | None:
        if not key:
            return None
        return next((index for index, item in enumerate(self.things) if self._key(item) == key), None)
