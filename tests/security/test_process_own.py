"""The parts of a process that keeps to itself: its watch, its command, what it remembers."""

import asyncio
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.security.conftest import on_stage
from tests.tui.reporter import Reporter, example, reporter
from tui import relock
from tui.locking import CLOCKS_APART, Watch
from tui.preferences import LOCK_WITHIN, Preferences


class Clocks:
    """A wall clock and a steady one, which a test moves; waiting moves both."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_000_000.0, 50.0
        self.watch = Watch(lambda: self.wall, lambda: self.steady)

    def wait(self, seconds: float) -> str:
        self.wall += seconds
        self.steady += seconds
        return self.watch.due(300)


def test_nobody_there_is_told_after_the_time_that_was_set() -> None:
    clocks = Clocks()
    assert [clocks.wait(seconds) for seconds in (299, 0.9, 0.2, 1000)] == ["", "", "idle", "idle"]
    clocks.watch.touched()
    assert [clocks.wait(seconds) for seconds in (299, 1)] == ["", "idle"]


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_a_clock_that_jumps_or_a_machine_that_slept_is_told_once(jump: float) -> None:
    clocks = Clocks()
    clocks.wait(1)
    clocks.wall += jump
    near = abs(abs(jump) - CLOCKS_APART) < 0.1
    assert near or clocks.wait(0.5) == ("suspend" if abs(jump) > CLOCKS_APART else "")
    assert clocks.wait(0.5) in (("", "suspend") if near else ("",))


def test_a_clock_that_is_put_right_slowly_is_none_that_jumps() -> None:
    clocks = Clocks()
    for _ in range(200):
        clocks.watch.touched()
        clocks.wall += 0.4
        assert clocks.wait(0.5) == ""


COMMANDS = [
    (["python", "-X", "dev", "-c", "x=1", "--db", "a"], ["python", "-c", "x=1", "--db", "a"]),
    (["python", "-Xdev", "-Bi", "-m", "tui.main", "list"], ["python", "-B", "-m", "tui.main", "list"]),
    (["p", "/bin/onrecord", "-i", "-X", "dev"], ["p", "/bin/onrecord", "-i", "-X", "dev"]),
    (["p", "-W", "error", "-uX", "utf8", "-X", "importtime=2", "s.py"], ["p", "-uX", "utf8", "s.py"]),
    (["p", "-vXfaulthandler", "-IWalways", "-Es", "s.py", "-v"], ["p", "-I", "-Es", "s.py", "-v"]),
    (["p", "-ivc", "code", "-i"], ["p", "-c", "code", "-i"]),
    (["p", "-"], ["p", "-"]),
    (["p"], ["p"]),
]


@pytest.mark.parametrize(("given", "left"), COMMANDS)
def test_of_a_command_only_what_makes_python_talk_is_left_out(given: list[str], left: list[str]) -> None:
    assert relock.quiet_command(given) == left
    assert relock.quiet_command(left) == left


def test_the_locked_run_is_given_no_descriptor_and_the_same_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(os, "execv", lambda path, words: became.append((path, list(words))))
    monkeypatch.delenv(relock.LOCKED, raising=False)
    given = ["p", "onrecord", "--example", "--passphrase-fd", "3", "--vault-passphrase-fd=4", "--ascii", "open", "x"]
    monkeypatch.setattr(sys, "orig_argv", given)
    start_over: Callable[[tuple[str, ...], Path | None], object] = relock.start_over
    start_over(("idle", relock.UNKEPT), Path("/a b/cases.db"))
    assert became == [(sys.executable, ["p", "onrecord", "--db", "/a b/cases.db", "--ascii", "open", "x"])]
    start_over(("reveal",), None)
    assert became[1][1] == ["p", "onrecord", "--example", "--ascii", "open", "x"]
    monkeypatch.setenv(relock.LOCKED, "idle unkept nonsense")
    relock.take_reason()
    assert relock.locked_by() == f"{relock.REASONS['idle']} {relock.DRAFT_LOST}"
    assert relock.LOCKED not in os.environ
    relock.take_reason()
    assert relock.locked_by() == ""


def test_a_plain_desk_does_not_lock_and_says_why() -> None:
    async def run() -> None:
        async with reporter(example()) as r:
            r.app._lock_after = 0.0
            await r.presses("ctrl+l")
            r.sees("This desk is not sealed, so there is nothing to lock.")
            await r.waits(1.2)
            assert not r.app.locking and not r.app.protected

    asyncio.run(run())


def test_what_was_once_open_stays_protected_and_an_unkept_draft_is_told() -> None:
    def scene(r: Reporter) -> None:
        r.app.sitting.vault = object()  # type: ignore[assignment]
        assert r.app.protected
        r.app.sitting.vault = None
        assert r.app.protected, "its key may still stand in memory"
        r.app.screen.keep_draft = lambda: r.app.complain("The disk is full.")  # type: ignore[attr-defined]
        r.app.lock("idle")
        assert r.app.locking == ("idle", relock.UNKEPT)
        r.app.lock("asked")
        assert r.app.locking == ("idle", relock.UNKEPT)

    on_stage(scene)


@pytest.mark.parametrize(
    ("held", "minutes"),
    [("7", 7), ("0", 1), ("-3", 1), ("600", 60), ("true", 5), ('"off"', 5), ("1.5", 5)],
)
def test_the_lock_cannot_be_put_off_for_good(tmp_path: Path, held: str, minutes: int) -> None:
    path = tmp_path / "screens.json"
    path.write_text(f'{{"lock_after": {held}}}')
    preferences = Preferences(path)
    assert preferences.lock_after == minutes
    preferences.lock_after = 10_000
    preferences.save()
    assert Preferences(path).lock_after == LOCK_WITHIN[1]


def test_what_is_remembered_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        preferences = Preferences(tmp_path / "state" / "screens.json")
        preferences.theme = "dark"
        preferences.save()
    finally:
        os.umask(before)
    assert stat.S_IMODE(preferences.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(preferences.path.parent.stat().st_mode) == 0o700
