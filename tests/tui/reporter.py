"""A reporter at the screens, in sentences: presses keys, types, and reads what stands there as rows of text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from textual import _wait
from textual.pilot import Pilot

from tests.tui.stage import resize
from tui.app import OnRecord
from tui.desk import OpenDesk
from tui.innards import text_rows
from tui.preferences import Preferences
from workflow.ledger import Ledger
from workflow.when import Instant, parse_instant

EXAMPLE = Path(__file__).parent.parent.parent / "cases.db"
NOW = parse_instant("2020-02-03T18:00-05:00")
"""The wall clock of the tests: the afternoon on which the example was written down."""


_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 0.005, 0.0005  # otherwise each key would take a tenth of a second


class Reporter:
    """The one who reads and types; `app` is there for what no sentence says."""

    def __init__(self, app: OnRecord, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot

    async def presses(self, *keys: str) -> None:
        """Press keys one after another, and wait until all is drawn; what one key opens takes the next by itself."""
        await self._pilot.press(*keys)
        await self.waits()

    async def types(self, text: str) -> None:
        """Type a text into what has the focus."""
        names = {" ": "space", ":": "colon", ".": "full_stop", "-": "minus", ",": "comma", "/": "slash"}
        await self.presses(*(names.get(letter, letter) for letter in text))

    async def waits(self, seconds: float = 0.0) -> None:
        """Wait until everything is drawn, and a while where something comes by the clock."""
        await self._pilot.pause()
        if seconds:
            await asyncio.sleep(seconds)
        for _ in range(200):
            await self._pilot.pause()
            if self.app.all_typed:
                break

    async def clicks(self, words: str, times: int = 1) -> None:
        """Click where these words stand."""
        y, row = next((y, row) for y, row in enumerate(self.rows()) if words in row)
        for _ in range(times):
            await self._pilot.click(offset=(row.index(words) + 1, y))
            await self.waits()

    async def resizes(self, width: int, height: int) -> None:
        """Change the size of the window."""
        await resize(self._pilot, width, height)
        await self.waits()

    def rows(self) -> list[str]:
        """What stands on the screen, line by line."""
        return text_rows(self.app.screen)

    @property
    def screen(self) -> str:
        """What stands on the screen, as one text."""
        return "\n".join(self.rows())

    def sees(self, *texts: str) -> None:
        """Every text stands on the screen."""
        for text in texts:
            assert text in self.screen, f"{text!r} is not on the screen:\n{self.screen}"

    def misses(self, *texts: str) -> None:
        """None of the texts stands on the screen."""
        for text in texts:
            assert text not in self.screen, f"{text!r} is on the screen:\n{self.screen}"

    @property
    def selected(self) -> str:
        """The row on which the mark of the focus stands."""
        return next((row for row in self.rows() if row.startswith("▌") or " ▌" in row), "")


@asynccontextmanager
async def reporter(
    desk: OpenDesk,
    *,
    size: tuple[int, int] = (80, 24),
    case: str | None = None,
    ascii: bool = False,
    theme: str | None = None,
    clock: Callable[[], Instant] = lambda: NOW,
    preferences: Preferences | None = None,
) -> AsyncIterator[Reporter]:
    """A reporter in front of a desk that has just been opened; closed at the end."""
    app = OnRecord(desk, case=case, ascii=ascii, theme=theme, clock=clock, preferences=preferences)
    async with app.run_test(size=size) as pilot:
        found = Reporter(app, pilot)
        await found.waits(0.08)
        yield found
    ledger = app.sitting.desk.ledger
    if ledger is not None:
        ledger.close()


def example() -> OpenDesk:
    """The example, as a copy in memory."""
    return OpenDesk(Ledger.memory_copy(EXAMPLE, clock=lambda: NOW), EXAMPLE)


def empty(path: Path) -> OpenDesk:
    """A new desk of one's own."""
    return OpenDesk(Ledger.create(path, clock=lambda: NOW), path, True)


def story(scene: Callable[[], Awaitable[None]]) -> None:
    """Run one scene."""

    async def whole() -> None:
        await scene()

    asyncio.run(whole())


def same_rows(found: Sequence[str], kept: Path, *, update: bool) -> None:
    """Compare rows with a golden text; `update` writes it anew."""
    text = "\n".join(found).rstrip("\n") + "\n"
    if update:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, "utf-8")
    assert text == kept.read_text("utf-8")
