"""What changes on a screen by the clock alone, and what a plain terminal shows."""

import asyncio
from pathlib import Path

import pytest

from tests.tui.reporter import NOW, empty, example, reporter, story
from workflow.facts import CaseOpened, RequestSent

DEADLINE = "2020-02-03T20:00-05:00"


def test_a_deadline_that_passes_is_seen_without_a_key(tmp_path: Path) -> None:
    async def scene() -> None:
        hands = [NOW]
        desk = empty(tmp_path / "d.db")
        assert desk.ledger is not None
        desk.ledger.new_case(CaseOpened("alpha", "A letter"))
        asked = RequestSent("2020-02-03T17:00-05:00", "e-mail", "Did you?", office="Press office", deadline=DEADLINE)
        desk.ledger.append(desk.ledger.find_case("alpha"), asked)
        async with reporter(desk, clock=lambda: hands[0]) as r:
            await r.presses("enter", "5")
            r.sees("did not immediately", "in 2 h")
            await r.presses("escape")
            hands[0] += 90 * 60 * 1_000_000
            for _ in range(15):
                await asyncio.sleep(0.1)
                if "within the hour" in r.screen:
                    break
            r.sees("Deadline within the hour, 4 Feb 01:00: Press office (alpha).")
            await r.presses("enter", "5")
            hands[0] += 90 * 60 * 1_000_000
            for _ in range(15):
                await asyncio.sleep(0.1)
                if "passed" in r.screen:
                    break
            r.sees("did not respond", "passed", "The deadline of Press office has passed.")
            assert "within the hour" not in r.screen

    story(scene)


def test_plain_letters_stand_for_glyphs_and_no_colour_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene() -> None:
        async with reporter(example(), ascii=True, theme="ansi") as r:
            await r.presses("enter")
            r.sees("C officially confirmed", "X officially disputed", "o unconfirmed", "V contested", "-- genuine")
            assert r.screen.isascii()
            await r.presses("w", "escape", "2", "escape")
            assert r.screen.isascii()

    story(scene)
