"""Sealed desks whose passphrase or key changes, or that are written to, while a process is killed or a backup made."""

import os
import random
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.security.at_rest import NOTE, OTHER, WORDS, files, sealed, told
from workflow import facts as f
from workflow import sealing
from workflow.ledger import Ledger
from workflow.seal import FLOOR, WrongPassphrase
from workflow.store import errors


def killed(work: Callable[[], object], after: float) -> bool:
    """Do some work in a process of its own that is killed after some seconds; whether it was done by then."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    end = time.monotonic() + after
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def moments(rounds: int, work: Callable[[], object]) -> list[float]:
    """Moments spread over how long some work takes, each somewhere in its share of it."""
    began = time.monotonic()
    assert killed(work, 60)
    took = time.monotonic() - began
    return [took * (number + random.random()) / rounds for number in range(rounds)]


def opens_with(desk: Path, words: str) -> bool:
    try:
        with Ledger.open(desk, key=sealing.unlock(desk, words)) as ledger:
            return ledger.verify().sound and NOTE in repr(ledger.case(ledger.find_case("dredging")).notes)
    except WrongPassphrase:
        return False


def kill_while_changing(desk: Path, rounds: int) -> None:
    now, other = WORDS, OTHER
    when = moments(rounds, partial(sealing.change_passphrase, desk, now, other, cost=FLOOR))
    now, other = other, now
    for after in when:
        killed(partial(sealing.change_passphrase, desk, now, other, cost=FLOOR), after)
        changed = opens_with(desk, other)
        assert opens_with(desk, now) is not changed
        if changed:
            now, other = other, now


def kill_while_re_keying(desk: Path, rounds: int) -> None:
    for after in moments(rounds, partial(sealing.rekey, desk, WORDS, cost=FLOOR)):
        old = sealing.unlock(desk, WORDS)
        killed(partial(sealing.rekey, desk, WORDS, cost=FLOOR), after)
        assert opens_with(desk, WORDS)
        new = sealing.unlock(desk, WORDS)
        if not new.same_as(old):
            with pytest.raises(errors.NotADatabase):
                Ledger.open(desk, key=old)
        assert not told(b"".join(files(desk.parent).values()))


KILLED = {"changing": kill_while_changing, "re-keying": kill_while_re_keying}


@pytest.mark.parametrize("what", KILLED)
def test_killed_at_any_moment_it_opens_with_one_of_the_two(tmp_path: Path, what: str) -> None:
    """A15: killed while its passphrase or its key changes, a desk opens with the old one or the new, never neither."""
    sealed(tmp_path / "work" / "desk.db")
    KILLED[what](tmp_path / "work" / "desk.db", 6)


@pytest.mark.soak
@pytest.mark.parametrize("what", KILLED)
def test_killed_thirty_times_it_opens_with_one_of_the_two(tmp_path: Path, what: str) -> None:
    """A15, as often as the list of attacks says."""
    sealed(tmp_path / "work" / "desk.db")
    KILLED[what](tmp_path / "work" / "desk.db", 30)


def test_a_backup_made_while_another_process_writes_comes_back_whole(tmp_path: Path) -> None:
    """F93: a backup while somebody writes, restored elsewhere, verifies; over the newer desk it is refused."""
    desk = tmp_path / "work" / "desk.db"
    sealed(desk)
    key = sealing.unlock(desk, WORDS)
    child = os.fork()
    if not child:
        with Ledger.open(desk, key=key) as ledger:
            case = ledger.find_case("dredging")
            while True:
                ledger.append(case, f.NoteAdded(NOTE))
    try:
        counted = []
        for number in range(3):
            tar = tmp_path / f"{number}.tar"
            sealing.backup(desk, key, tar)
            there = tmp_path / f"there-{number}" / "desk.db"
            elsewhere = tmp_path / f"machine-{number}"
            sealing.restore(tar, there, WORDS, state_dir=elsewhere)
            with Ledger.open(there, key=key, state_dir=elsewhere) as ledger:
                assert ledger.verify(thorough=True).sound
                counted.append(len(ledger.entries(ledger.find_case("dredging"))))
            time.sleep(0.05)
        assert counted == sorted(counted)
        assert counted[-1] > counted[0] > 0
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with pytest.raises(errors.NewerDesk):
        sealing.restore(tmp_path / "0.tar", desk, WORDS)
    with Ledger.open(desk, key=key) as ledger:
        assert ledger.verify(thorough=True).sound
