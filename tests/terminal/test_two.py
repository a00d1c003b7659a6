"""Two programs on one desk: what one logs stands in the other soon after, and neither loses anything."""

import time
from pathlib import Path

from tests.terminal.desks import harmless, make
from tests.terminal.pty_program import ENTER, ESCAPE, QUIT, Program
from workflow.facts import CaseClosed, CaseReopened
from workflow.ledger import Ledger

SAVE = "\x13"


def test_what_one_logs_shows_in_the_other_within_two_seconds(tmp_path: Path) -> None:
    path, state = tmp_path / "desk.db", tmp_path / "state" / "onrecord"
    case = make(path, state, harmless())
    with Program(tmp_path, "--db", str(path)) as one, Program(tmp_path, "--db", str(path)) as other:
        for program in (one, other):
            program.sees("onrecord › Cases")
            program.press(ENTER)
            program.sees("1 Questions  2 Timeline")
            program.press("4")
        for writer, reader, heading, closed in (
            (one, other, "Close the case", True),
            (other, one, "Open the case again", False),
        ):
            writer.press("C")
            writer.sees("› " + heading)
            writer.read(0.3)
            writer.press("\x15", *"done now")
            writer.press(SAVE)
            writer.sees("1 Questions  2 Timeline")
            begun = time.monotonic()
            while ("This case is closed." in reader.model.text) != closed:
                reader.read(0.05)
                assert time.monotonic() - begun < 2.5, reader.model.text
        for program in (one, other):
            program.press(ESCAPE, QUIT)
            assert program.ends() == 0
    with Ledger.open(path, state_dir=state) as ledger:
        told = [type(entry.fact) for entry in ledger.entries(case)]
        assert told[-2:] == [CaseClosed, CaseReopened]
        report = ledger.verify()
        assert not report.bad and not report.missing and not report.trouble
