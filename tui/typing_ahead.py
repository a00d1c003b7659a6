"""Keys one after another: what is typed faster than a screen opens reaches that screen, never the one beneath."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import Any

from textual.events import Event, Key, Paste
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from tui.innards import QuietApp
from tui.screens.base import DeskScreen

LOST_AFTER = 0.5
"""Seconds after which a key counts as done although nothing said so: what it was sent to is gone."""

LOOK_AGAIN = 0.05
"""Seconds after which a key that had to wait is tried again."""

AT_ONCE = ("ctrl+q", "ctrl+c")
"""Keys that never wait."""


class KeyDone(Message):
    """Follows a key on its way up from the focused widget; when it arrives, the key and its action are done.

    It goes up twice: what a field says of a key (that it changed, that it was left) sets out behind the first.
    """

    def __init__(self, target: MessagePump, again: bool = True) -> None:
        super().__init__()
        self.target = target
        self.again = again


class KeysInOrder(QuietApp):
    """An application that presses the next key when the one before is done and the screen it is for can take it."""

    def __init__(self) -> None:
        super().__init__()
        self._keys_ahead: deque[Key | Paste] = deque()
        self._key_sent: float | None = None
        self._key_for: Screen[Any] | None = None
        self._looking = False

    async def on_event(self, event: Event) -> None:
        waits = isinstance(event, Paste) or (isinstance(event, Key) and event.key not in AT_ONCE)
        if isinstance(event, Key | Paste) and waits and not event.is_forwarded:
            self._keys_ahead.append(event)
            await self.press_next()
            self._look_again()
        else:
            await super().on_event(event)

    def _look_again(self) -> None:
        """Try again until no key waits any more: what would tell that one can be pressed may never come."""
        if self._keys_ahead and not self._looking:
            self._looking = True
            self.set_timer(LOOK_AGAIN, self._look)

    async def _look(self) -> None:
        self._looking = False
        await self.press_next()
        self._look_again()

    async def on_key_done(self, done: KeyDone) -> None:
        if done.again and done.target.post_message(KeyDone(done.target, again=False)):
            return
        self._key_sent = None
        await self.press_next()

    @property
    def all_typed(self) -> bool:
        """Whether every key that came has done what it does."""
        return not self._keys_ahead and self._at_rest

    @property
    def _at_rest(self) -> bool:
        """Whether the key before is done; one that closed its screen is, although nothing of that screen tells."""
        return self._key_sent is None or self._key_for not in self.screen_stack

    async def press_next(self) -> None:
        """Press the keys that wait, as far as they can be taken now."""
        while self._keys_ahead and self._can_take_one():
            key = self._keys_ahead.popleft()
            target = self.focused or self.screen
            self._key_sent, self._key_for = monotonic(), self.screen
            await super().on_event(key)
            if not target.post_message(KeyDone(target)):
                self._key_sent = None

    def _can_take_one(self) -> bool:
        if not self.screen_stack:
            return False
        screen = self.screen
        waiting = isinstance(screen, DeskScreen) and not screen.takes_keys
        return not waiting and (self._at_rest or monotonic() > (self._key_sent or 0) + LOST_AFTER)
