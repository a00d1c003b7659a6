"""A damaged file is never a silent loss: torn and flipped logs, cut and swapped pages, a bit in every page."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from tests.security.durable import PAGE, Vessel, filled, notes
from tests.store.conftest import small_case
from workflow import facts as f
from workflow.errors import OnRecordError
from workflow.store.errors import BehindAnchor


def torn(whole: bytes) -> Iterator[tuple[str, bytes | None]]:
    """The log beside the file in many states: gone, cut at every 4 KiB and anywhere, a bit flipped."""
    rng = Random(81)
    yield "gone", None
    for size in (*range(0, len(whole), PAGE), *(rng.randrange(len(whole)) for _ in range(15)), len(whole) - 1, 33):
        yield f"cut at {size}", whole[:size]
    for _ in range(40):
        at = rng.randrange(len(whole))
        yield f"a bit flipped at {at}", whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(8)]) + whole[at + 1 :]


def test_a_torn_log_is_never_a_silent_loss(vessel: Vessel) -> None:
    desk = vessel.create()
    case = small_case(desk)["case"]
    notes(desk, case, 8)
    total = len(desk.entries(case))
    data, log = vessel.path.read_bytes(), vessel.wal.read_bytes()
    vessel.close()
    lost = refused = 0
    for how, state in torn(log):
        vessel.put(data)
        if state is not None:
            vessel.wal.write_bytes(state)
        try:
            desk = vessel.open()
            there = len(desk.entries(case))
            assert desk.missing >= total - there, how
            if desk.missing:
                lost += 1
                with pytest.raises((BehindAnchor, OnRecordError)):
                    desk.append(case, f.NoteAdded("on top of a loss"))
                assert not desk.verify().sound, how
            else:
                assert there == total and desk.verify(thorough=True).sound, how
        except OnRecordError:
            refused += 1
        finally:
            vessel.close()
    assert lost and lost + refused > 20


def test_a_log_of_yesterday_beside_the_file_of_today_is_noticed(vessel: Vessel) -> None:
    desk = vessel.create()
    case = small_case(desk)["case"]
    early = vessel.wal.read_bytes()
    notes(desk, case, 8)
    vessel.close()
    data = vessel.path.read_bytes()
    vessel.put(data)
    vessel.wal.write_bytes(early)
    try:
        desk = vessel.open()
        assert desk.missing or len(desk.entries(case)) == 12
    except OnRecordError:
        pass


def test_the_copy_of_yesterday_is_noticed(vessel: Vessel) -> None:
    case = filled(vessel)
    yesterday = vessel.path.read_bytes()
    notes(vessel.open(), case, 3)
    vessel.close()
    vessel.put(yesterday)
    desk = vessel.open()
    assert desk.missing == 3
    with pytest.raises(BehindAnchor, match="3 entries"):
        desk.append(case, f.NoteAdded("x"))
    assert desk.verify().complete is False


def content(vessel: Vessel) -> list[str]:
    """Every row of every table."""
    with vessel.raw() as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").fetchall()
        return [repr(connection.execute(f"SELECT * FROM {name}").fetchall()) for (name,) in tables]


def pages(data: bytes) -> list[bytes]:
    return [data[at : at + PAGE] for at in range(0, len(data), PAGE)]


def hint(vessel: Vessel) -> int:
    """The page that holds only where the search index begins to look: no answer rests on it."""
    with vessel.raw() as connection:
        row = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passages_fts_idx'").fetchone()
        return int(row[0])


def test_a_file_cut_rolled_back_or_shuffled_fails(vessel: Vessel) -> None:
    case = filled(vessel, 0)
    before = pages(vessel.path.read_bytes())
    desk = vessel.open()
    with desk.batch(case) as batch:
        for number in range(60):
            batch.add(f.NoteAdded(f"note {number} " * 20))
    vessel.close()
    after = pages(vessel.path.read_bytes())
    assert not vessel.finds()
    spared, kept = hint(vessel), content(vessel)
    for cut in (1, 3):
        vessel.put(b"".join(after[:-cut]))
        assert vessel.finds(), f"cut by {cut}"
    rolled = [at for at, old in enumerate(before) if old != after[at] and at + 1 != spared]
    assert len(rolled) > 5
    for at in rolled:
        vessel.put(b"".join([*after[:at], before[at], *after[at + 1 :]]))
        assert vessel.finds() or content(vessel) == kept, f"page {at + 1} of yesterday"
    rng = Random(82)
    for _ in range(12):
        one, other = sorted(rng.sample(range(len(after)), 2))
        swapped = list(after)
        swapped[one], swapped[other] = after[other], after[one]
        if after[one] != after[other] and (vessel.kind == "sealed" or spared not in (one + 1, other + 1)):
            vessel.put(b"".join(swapped))
            assert vessel.finds(), f"pages {one + 1} and {other + 1} swapped"
    vessel.put(b"".join(after))
    assert not vessel.finds()


def test_a_bit_in_every_page_is_found_or_was_of_no_use(vessel: Vessel) -> None:
    """Sealed: every one is found, for each page has its own seal. Plain: those that nothing is read from are not."""
    filled(vessel)
    whole = vessel.path.read_bytes()
    kept = content(vessel)
    rng = Random(83)
    missed = []
    count = len(whole) // PAGE
    for number in range(count):
        at = number * PAGE + rng.randrange(PAGE)
        vessel.put(whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(8)]) + whole[at + 1 :])
        if not vessel.finds():
            missed.append(at)
            assert content(vessel) == kept, f"the bit at {at} changed what is read"
    vessel.put(whole)
    assert not vessel.finds()
    assert count > 20
    if vessel.kind == "sealed":
        assert not missed
    else:
        assert count - len(missed) >= count // 3, f"{len(missed)} of {count} were missed"
