"""What it costs to look: nothing while idle, little for a key; and where the real cursor stands."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal.desks import harmless, make
from tests.terminal.pty_program import DOWN, ENTER, PAGE_DOWN, TAB, Program
from workflow.facts import CaseOpened
from workflow.ledger import Ledger

SOAK = bool(os.environ.get("ONRECORD_SOAK"))
IDLE = 60.0 if SOAK else 5.0
MOVE, PAGE = 1_000, 16_000
"""Bytes on the wire for a move of the cursor and for a page."""
WITH_ITS_SIDE = 4_000
"""Bytes where a move also shows what belongs to the row: the rail and the statements of a question."""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with one full case and forty that have just begun."""
    path = tmp_path / "desk.db"
    state = tmp_path / "state" / "onrecord"
    make(path, state, harmless())
    with Ledger.open(path, state_dir=state) as ledger, ledger.batch() as batch:
        for number in range(40):
            batch.new_case(CaseOpened(f"case-{number}", f"Letter {number}"))
    return path


@pytest.fixture
def cases(tmp_path: Path, desk: Path) -> Iterator[Program]:
    with Program(tmp_path, "--db", str(desk)) as program:
        program.sees("onrecord › Cases", "case-39")
        program.read(0.4)
        yield program


def test_nothing_is_written_while_idle(tmp_path: Path, desk: Path) -> None:
    places: dict[str, tuple[str, ...]] = {"cases": (), "case": (ENTER,), "statement": (ENTER, "a")}
    if SOAK:
        places |= {"search": ("f",), "why": (ENTER, "w")}
    with ExitStack() as stack:
        programs = {place: stack.enter_context(Program(tmp_path, "--db", str(desk))) for place in places}
        for place, program in programs.items():
            program.sees("onrecord › Cases", "case-39")
            if places[place]:
                program.press("/", *"the-letter", ENTER, "g")
            program.press(*places[place])
        programs["statement"].sees("› New statement")
        programs["statement"].press(TAB, "x", TAB)
        time.sleep(2.0)  # until the draft is kept
        for program in programs.values():
            program.read(0.2)
        before = {place: len(program.written) for place, program in programs.items()}
        time.sleep(IDLE)
        for place, program in programs.items():
            program.read(0.2)
            assert len(program.written) == before[place], (place, program.model.text, program.tail)
        assert "› New statement" in programs["statement"].model.text


def test_a_move_is_cheap_and_the_cursor_stands_on_the_row(cases: Program) -> None:
    sizes = []
    for number in range(12):
        sizes.append(len(cases.press(DOWN, quiet=0.2)))
        assert cases.model.rows[cases.model.y].startswith("▌"), cases.model.text
        assert f"case-{38 - number}" in cases.model.rows[cases.model.y]
    assert max(sizes) < MOVE, sizes
    assert 0 < len(cases.press(PAGE_DOWN, quiet=0.2)) < PAGE
    assert cases.model.rows[cases.model.y].startswith("▌")


def test_the_cursor_stands_on_the_row_in_each_pane_of_a_case(cases: Program) -> None:
    cases.press("/", *"the-letter", ENTER, "g", ENTER)
    cases.sees("1 Questions  2 Timeline")
    for pane in "23451":
        cases.press(pane, quiet=0.15)
        for _ in range(2):
            assert len(cases.press("j", quiet=0.15)) < WITH_ITS_SIDE, pane
            assert cases.model.rows[cases.model.y].startswith("▌"), (pane, cases.model.text)
