"""A reporter who fills in forms: texts arrive in one go, as a fast typist's do, every other key by itself."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import events

from tests.tui.reporter import Reporter
from tui.forms.base import Form

KEYS = {
    *("tab", "shift+tab", "enter", "escape", "left", "right", "up", "down", "space"),
    *("ctrl+s", "ctrl+o", "home", "end", "backspace"),
}
NAMES = {" ": "space", "\n": "enter"}


async def fills(reporter: Reporter, *texts: str) -> None:
    """Type texts and press keys, one after another; a text that is the name of a key is that key."""
    for text in texts:
        if text in KEYS:
            reporter.app.post_message(events.Key(text, " " if text == "space" else None))
        else:
            for letter in text:
                reporter.app.post_message(events.Key(NAMES.get(letter, letter), letter))
        await settles(reporter)


async def settles(reporter: Reporter) -> None:
    """Wait until what was typed has arrived everywhere, and what it moves is laid out."""
    for _ in range(50):
        await reporter._pilot._wait_for_screen()
        await asyncio.sleep(1 / 40)
        form = reporter.app.screen
        if not isinstance(form, Form):
            await reporter.waits(0.02)
            return
        if form.settled and reporter.app.all_typed:
            break
    await reporter._pilot._wait_for_screen()


async def pastes(reporter: Reporter, text: str) -> None:
    """Paste a text into what has the focus."""
    reporter.app.post_message(events.Paste(text))
    await reporter.waits(0.05)


def row_of(reporter: Reporter, label: str) -> str:
    """The line of the screen on which a field's label stands."""
    return next((row for row in reporter.rows() if row[2:13].strip() == label), "")


def answers(reporter: Reporter) -> dict[str, str]:
    """What the form that is open holds."""
    form: Any = reporter.app.screen
    return dict(form.answers)


async def goes_to(reporter: Reporter, label: str) -> None:
    """Press tab until the field with this label has the focus."""
    for _ in range(40):
        if any(row.startswith(f"▌ {label}") for row in reporter.rows()):
            return
        await fills(reporter, "tab")
    raise AssertionError(f"there is no field {label!r}:\n{reporter.screen}")
