"""A desk that keeps one small document, and an examiner that needs no process, for the screens of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.tui.reporter import Reporter, empty
from tui.desk import OpenDesk
from tui.screens import examining
from workflow import facts as f
from workflow.examine import Picture
from workflow.files import store_of
from workflow.findings import Checked, Finding, Page, Report, Supplies
from workflow.sandbox.target import Target
from workflow.terms import ExhibitKind, Kind, Outcome, Rung, Severity, Standing

FOUND = (
    Finding("pdf.rev.multiple", Severity.NOTE, "the file", "2 revisions", "pikepdf 1"),
    Finding("pdf.hidden.covered_text", Severity.WARNING, "page 2", "Jane Roe", "pypdfium2 1"),
    Finding("doc.signature_block_typed", Severity.NOTE, "page 1", "//SIGNED//", "onrecord"),
)
CHECKS = (
    *(Checked(one.id, Outcome.FOUND) for one in FOUND),
    Checked("pdf.sig.none", Outcome.FOUND),
    Checked("pdf.attachment", Outcome.NOT_CHECKED, "It took too long."),
    Checked("pdf.active", Outcome.NOT_FOUND),
)
REPORT = Report("pdf", Rung.USERNS, FOUND, CHECKS, {"revisions": 2, "pages": 2})
PAGES = (Page("page 1", "The letter is a dra\u200bft.\n//SIGNED//"), Page("page 2", "Annex to the letter"))
EARLIER = (Page("page 1", "The letter is final.\n//SIGNED//"), Page("page 2", "Annex to the letter"))


class FakeExaminer:
    """Answers at once, or when `goes` lets it; what it was asked stands in `asked`."""

    def __init__(self, goes: Callable[[], bool] = lambda: True) -> None:
        self.asked: list[str] = []
        self.closed = 0
        self.brought: list[Supplies] = []
        self.even_weak: list[bool] = []
        self._goes = goes

    def check(self, target: Target, supplies: Supplies, goes_on: Callable[[], bool]) -> Report:
        from time import sleep

        from workflow.hashing import Stopped

        self.asked.append("check")
        self.brought.append(supplies)
        while not self._goes():
            if not goes_on():
                raise Stopped("Nobody waits.")
            sleep(0.005)
        return REPORT

    def pages(self, target: Target, revision: int | None, goes_on: object) -> tuple[Page, ...]:
        self.asked.append(f"pages {revision}")
        return EARLIER if revision == 1 else PAGES

    def picture(
        self,
        target: Target,
        page: int,
        dpi: int,
        revision: int | None = None,
        goes_on: object = None,
        *,
        around: str | None = None,
        specks: bool = False,
    ) -> Picture:
        more = f" around {around}" if around is not None else " specks" if specks else ""
        self.asked.append(f"picture {page}{more}")
        return Picture(2, 4, bytes([255, 0, 0] * 4 + [0, 0, 255] * 4))

    def pictures(self, target: Target, dpi: int, goes_on: object) -> Iterator[Picture]:
        yield self.picture(target, 1, dpi)

    def assemble(self, pictures: Iterable[Picture], dpi: int) -> bytes:
        return b"%PDF of " + b"".join(one.rgb for one in pictures)

    def made(self, even_weak: bool) -> FakeExaminer:
        self.even_weak.append(even_weak)
        return self

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeExaminer:
    """An examiner in the place of every one that the screens would make, and a terminal with colours."""
    found = FakeExaminer()
    monkeypatch.setattr(examining, "new_examiner", lambda even_weak=False: found.made(even_weak))
    monkeypatch.setenv("COLORTERM", "truecolor")
    return found


def kept(path: Path, *, checked: bool = False, copies: int = 1) -> tuple[OpenDesk, list[str]]:
    """A desk with a case that keeps a document, in some copies; the ids of the files."""
    desk = empty(path)
    ledger = desk.ledger
    assert ledger is not None
    store = store_of(ledger)
    with store.alone():
        taken = [store.put_bytes("letter.pdf", b"%PDF" + bytes([number])) for number in range(copies)]
        store.sync()
    with ledger.batch() as batch:
        batch.add(f.CaseOpened("letter", "The letter", "America/New_York"))
        batch.add(f.QuestionRaised("intact", Kind.INTACT, "It is unaltered."))
        batch.add(f.SourceAdded("kim", "examiner of documents", Standing.EXPERT, name="Dr. Kim"))
        ids = [
            batch.add(
                f.ExhibitAttached(ExhibitKind.ORIGINAL, one.name, one.sha256, one.size, sha512=one.sha512, is_kept=True)
            )
            for one in taken
        ]
        if checked:
            from workflow.intake.checking import fact_of

            batch.add(fact_of(ids[0], REPORT))
    return desk, ids


async def until(on: Reporter, *words: str, seconds: float = 15) -> None:
    """Wait until some words stand on the screen."""
    for _ in range(int(seconds / 0.02)):
        if all(word in on.screen for word in words):
            return
        await on.waits(0.02)
    on.sees(*words)
