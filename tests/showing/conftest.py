"""A desk with one case that keeps two copies of a letter, which two sources gave."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.checks.drawing.making import pdf, words
from tests.warm import ended, warm
from workflow import sealing
from workflow.examine import rung
from workflow.facts import CaseOpened, CustodyRecorded, ExhibitAttached, FactId, FileHandled
from workflow.files import store_of
from workflow.holdings import Exhibit
from workflow.intake.taking import Asked, take_in
from workflow.ledger import Ledger
from workflow.terms import ExhibitKind

__all__ = ["ended", "warm"]

CANARY = "Quillfeather"
LINES = tuple(f"Line {number}: the committee met and decided on matter {number * 7}." for number in range(20))
OTHER = tuple(line.replace("matter 35.", "point 35.") for line in LINES)


def letter(lines: tuple[str, ...] = LINES, pages: int = 3, author: str = "An author") -> bytes:
    return pdf(*[words(*lines)] * pages, size=(595, 842), info={"Author": author, "Producer": "A program"})


class Desk(NamedTuple):
    """A desk, its case, and a place for files."""

    ledger: Ledger
    case_id: str
    folder: Path

    def exhibits(self) -> tuple[Exhibit, ...]:
        return self.ledger.case(self.case_id).holdings.exhibits

    def takes(self, data: bytes, name: str, kind: ExhibitKind = ExhibitKind.ORIGINAL, about: FactId = "") -> Exhibit:
        (self.folder / name).write_bytes(data)
        asked = Asked(kind, about, "2020-01-06", note=f"From Zara {CANARY}, in her kitchen.")
        took = take_in(self.ledger, self.case_id, [self.folder / name], asked).took[0]
        return next(one for one in self.exhibits() if one.id == took.exhibit)

    def read(self, exhibit: Exhibit) -> bytes:
        with store_of(self.ledger).open(exhibit.sha256) as target, open(target.fd, "rb", closefd=False) as file:
            return file.read()

    def handled(self) -> list[FileHandled]:
        entries = self.ledger.case(self.case_id).entries
        return [entry.fact for entry in entries if isinstance(entry.fact, FileHandled)]


@pytest.fixture(autouse=True)
def locked_in(warm: None) -> None:
    """Where readers cannot be locked in, PDF and pictures are left unread, and there is nothing to show."""
    if rung().is_weak:
        pytest.skip("this machine cannot lock readers in")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with_desk = Ledger.create(tmp_path / "desk.db")
    case_id = with_desk.new_case(CaseOpened("letter", "Letter"))
    with_desk.append(case_id, CustodyRecorded(f"Zara {CANARY} carried it.", holder=f"Zara {CANARY}"))
    made = Desk(with_desk, case_id, tmp_path)
    made.takes(letter(), f"from-{CANARY}.pdf")
    made.takes(letter(OTHER, author="Another author"), f"{CANARY}-again.pdf")
    yield made
    with_desk.close()


@pytest.fixture
def sealed_desk(tmp_path: Path) -> Iterator[Desk]:
    """The same under a passphrase; the files that were taken in are gone from where they lay."""
    (tmp_path / "desk").mkdir()
    with sealing.new_desk(tmp_path / "desk" / "desk.db", "four words and more").ledger as ledger:
        case_id = ledger.new_case(CaseOpened("letter", "Letter"))
        for number, lines in enumerate((LINES, OTHER)):
            Desk(ledger, case_id, tmp_path).takes(letter(lines), f"{number}.pdf")
            (tmp_path / f"{number}.pdf").unlink()
        yield Desk(ledger, case_id, tmp_path)


@pytest.fixture
def known_by_hash(desk: Desk) -> Exhibit:
    desk.ledger.append(desk.case_id, ExhibitAttached(ExhibitKind.ORIGINAL, "gone.pdf", "ab" * 32, 12))
    return desk.exhibits()[-1]
