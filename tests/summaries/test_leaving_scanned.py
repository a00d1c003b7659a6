"""The one door takes the scanned bytes alone, and encrypts to keys that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.summaries.test_leaving import CLEARED, LEAVING, WORDS, case, desk, folder, logged, room
from workflow.agefile import BadKey, Recipient
from workflow.leakscan import clear
from workflow.ledger import Ledger
from workflow.summaries.leaving import NotCleared, ReadByAll, leave, leave_to
from workflow.terms import Audience

__all__ = ["case", "desk", "folder", "room"]


def test_what_was_not_scanned_goes_nowhere(desk: Ledger, case: str, folder: Path) -> None:
    written: list[bytes] = []
    for other in (
        LEAVING._replace(data=WORDS + b" "),
        LEAVING._replace(data=WORDS[:-1]),
        LEAVING._replace(data=b""),
    ):
        with pytest.raises(NotCleared):
            leave(desk, [case], other, folder / "out.md", CLEARED)
        with pytest.raises(NotCleared):
            leave_to(desk, [case], other, written.append, CLEARED)

    class Pretended:
        def covers(self, data: bytes) -> bool:
            return True

    with pytest.raises(NotCleared):
        leave(desk, [case], LEAVING, folder / "out.md", Pretended())  # type: ignore[arg-type]
    assert (written, list(folder.iterdir()), logged(desk, case)) == ([], [], 0)


def test_a_key_that_cannot_be_read_or_the_public_s_file_for_one_leaves_nothing(
    desk: Ledger, case: str, folder: Path
) -> None:
    with pytest.raises(BadKey, match="public key") as caught:
        leave(desk, [case], LEAVING, folder / "out.md", CLEARED, to=[Recipient("Bea", "age1nothing")])
    assert "Bea" in str(caught.value)
    public = LEAVING._replace(audience=Audience.PUBLIC)
    scanned = clear(WORDS, "md", Audience.PUBLIC, (), (), False)
    with pytest.raises(ReadByAll):
        leave(desk, [case], public, folder / "out.md", scanned, to=[Recipient("Bea", "age1nothing")])
    assert (list(folder.iterdir()), logged(desk, case)) == ([], 0)
