"""A line for a secret: it shows how much was typed, and nothing takes from it what was, but the one who asked."""

from __future__ import annotations

from typing import Any, NoReturn

from rich.segment import Segment
from textual.events import Blur, Focus, Key, Paste
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from tui.theme import tone
from tui.widgets.bars import Line
from tui.widgets.drawing import Pen, strip_of

BULLET = "•"
CUT = "…"
MOST = 2_000
"""Characters that are taken, more than any secret may have: one that is too long is told so, never cut to fit."""


class _Typed:
    """What was typed. It shows itself nowhere, whatever looks through the objects of a program."""

    __slots__ = ("__letters",)

    def __init__(self) -> None:
        self.__letters: list[str] = []

    def __len__(self) -> int:
        return len(self.__letters)

    def __repr__(self) -> str:
        return "<sealed>"

    def __dir__(self) -> list[str]:
        return []

    def add(self, text: str) -> None:
        """Add letters, as far as there is room."""
        self.__letters.extend(text[: MOST - len(self.__letters)])

    def drop_last(self) -> None:
        """Take back the last letter."""
        if self.__letters:
            self.__letters.pop()

    def clear(self) -> None:
        """Forget all of it."""
        self.__letters.clear()

    def handed_over(self) -> str:
        """All of it, and no more of it here."""
        text = "".join(self.__letters)
        self.clear()
        return text

    def _refuse(self, *_: Any) -> NoReturn:
        raise TypeError("a secret is not shown, compared, copied or stored")

    __str__ = __format__ = __reduce__ = __reduce_ex__ = __copy__ = __deepcopy__ = __getstate__ = _refuse


class SecretField(Line, can_focus=True):
    """Takes letters and one pasted line; backspace takes the last one back, ctrl+u all. Nothing copies from it."""

    DEFAULT_CSS = """
    SecretField { background: $tone-chosen 40%; max-width: 90; &:ansi { text-style: underline; } }
    SecretField:focus { background: $tone-chosen; }
    """

    class Entered(Message):
        """Enter was pressed."""

        def __init__(self, field: SecretField) -> None:
            super().__init__()
            self.field = field

    class Touched(Message):
        """Something was typed, pasted or taken back."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.__typed = _Typed()
        self.closed = False

    @property
    def filled(self) -> bool:
        """Whether anything was typed."""
        return bool(self.__typed)

    def take(self) -> str:
        """What was typed; it is handed over this once."""
        text = self.__typed.handed_over()
        self._changed()
        return text

    def clear(self) -> None:
        """Forget what was typed."""
        self.__typed.clear()
        self._changed()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are typed here."""
        return character is not None and character.isprintable()

    def on_key(self, event: Key) -> None:
        if event.key == "enter":
            self.post_message(self.Entered(self))
        elif event.key == "backspace":
            self._edit(self.__typed.drop_last)
        elif event.key == "ctrl+u":
            self._edit(self.__typed.clear)
        elif event.character and event.character.isprintable():
            letter = event.character
            self._edit(lambda: self.__typed.add(letter))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = event.text.splitlines()
        if lines:
            self._edit(lambda: self.__typed.add(lines[0]))

    def _edit(self, change: Any) -> None:
        """Change what was typed, unless the field is closed while a secret is tried."""
        if not self.closed:
            change()
            self._changed()
            self.post_message(self.Touched())

    def on_focus(self, event: Focus) -> None:
        self._place_cursor()

    def on_blur(self, event: Blur) -> None:
        self.refresh()

    def _changed(self) -> None:
        self.refresh()
        self._place_cursor()

    def draw(self, width: int, pen: Pen) -> Strip:
        """A bullet for each letter; a long secret shows that there is more at its left."""
        room = max(width - 1, 0)
        bullets = BULLET * len(self.__typed)
        if len(bullets) > room:
            bullets = (CUT + bullets[-room:][1:]) if room else ""
        return strip_of([Segment(bullets, pen.base + tone(pen.theme, "text", bold=True))], width, pen.base)

    def _place_cursor(self) -> None:
        if self.has_focus and self.is_attached:
            corner = self.content_region.offset
            x = min(len(self.__typed), max(self.size.width - 1, 0))
            self.app.cursor_position = Offset(corner.x + x, corner.y)
