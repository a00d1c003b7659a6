"""Sealing and re-keying, cut short at every step."""

from pathlib import Path

import pytest

from tests.seal.desks import ALL, OTHER, WORDS, Cut, cut, notes, plain, sealed, unchanged
from workflow import sealing
from workflow.ledger import Ledger
from workflow.seal import (
    BadPassphrase,
    WrongPassphrase,
    keyfile,
    keys_path,
)
from workflow.store import errors

pytestmark = pytest.mark.usefixtures("cheap")


STEPS = ["existing.copy_under", "existing.keyfile.write", "existing.take_place"]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_sealing_that_is_cut_short_leaves_the_plain_desk_or_the_sealed_one(path: Path, step: str, after: bool) -> None:
    plain(path)
    with pytest.MonkeyPatch.context() as patch:
        cut(patch, step, after)
        with pytest.raises(Cut):
            sealing.seal_existing(path, WORDS)
    if step == "existing.take_place" and after:
        assert notes(path) == ALL
        return
    assert path.read_bytes()[:6] == b"SQLite"
    if keys_path(path).exists():
        with pytest.raises(errors.NotSealed, match="onrecord seal"):
            Ledger.open(path)
    else:
        assert notes(path) == ALL
    sealing.seal_existing(path, OTHER)
    assert notes(path, OTHER) == ALL


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("step", "times"),
    [("rekey.copy_under", 1), ("rekey.keyfile.write", 1), ("rekey.take_place", 1), ("rekey.keyfile.write", 2)],
)
def test_re_keying_that_is_cut_short_opens_with_the_passphrase(path: Path, step: str, times: int, after: bool) -> None:
    sealed(path)
    with pytest.MonkeyPatch.context() as patch:
        cut(patch, step, after, times)
        with pytest.raises(Cut):
            sealing.rekey(path, WORDS)
    assert notes(path) == ALL
    assert len(keyfile.read(keys_path(path)).keys(WORDS)) == 1  # settled
    recovery = sealing.rekey(path, WORDS)
    assert notes(path) == notes(path, recovery) == ALL


def test_re_keying_makes_old_copies_of_the_key_file_worthless(path: Path) -> None:
    recovery = sealed(path)
    old, before = keys_path(path).read_bytes(), sealing.unlock(path, WORDS)
    second = sealing.rekey(path, WORDS)
    assert not sealing.unlock(path, WORDS).same_as(before)
    assert notes(path) == notes(path, second) == ALL
    with pytest.raises(WrongPassphrase):
        sealing.unlock(path, recovery)
    keys_path(path).write_bytes(old)
    with pytest.raises(errors.NotADatabase):
        Ledger.open(path, key=sealing.unlock(path, WORDS))


def test_re_keying_is_not_for_a_plain_desk_a_wrong_passphrase_or_a_desk_in_use(path: Path) -> None:
    plain(path)
    with pytest.raises(errors.NotSealed):
        sealing.rekey(path, WORDS)
    other = path.with_name("other.db")
    recovery = sealed(other)
    with unchanged(other, keys_path(other)):
        with pytest.raises(WrongPassphrase):
            sealing.rekey(other, OTHER)
        with pytest.raises(BadPassphrase):
            sealing.rekey(other, recovery)
    with Ledger.open(other, key=sealing.unlock(other, WORDS)) as ledger:
        ledger.find_case("letter")
        with pytest.raises(errors.DeskBusy):
            sealing.rekey(other, WORDS)
    assert notes(other) == ALL
