"""What could not be read is told with its true reason, and never as a file that holds nothing."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator

import msgspec
import pytest

from tests.checks.corpus import look
from tests.sandbox.rungs import SUPPLIES, available, in_memory
from workflow.checks import jobs, reading, running
from workflow.checks.evidence import Evidence
from workflow.checks.sheet import Check, LimitsHit, Sheet
from workflow.examine import Examiner, NotRead
from workflow.findings import Page
from workflow.sandbox import frames
from workflow.terms import Outcome

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>
%%EOF
"""
WORDS = ("doc.status_marker", "doc.signature_block_typed")


def test_without_its_library_a_pdf_is_not_called_pictures_without_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pypdfium2", "pikepdf"):
        monkeypatch.setitem(sys.modules, name, None)
    sheet = look(PDF, "a.pdf", SUPPLIES)
    told = {one.check: one for one in sheet.outcomes()}
    for name in WORDS:
        assert told[name].outcome is Outcome.NOT_CHECKED
        assert "is not installed" in told[name].reason
        assert "pip install" in told[name].reason


@pytest.mark.parametrize("error", [ValueError("x"), LimitsHit("It is too long."), MemoryError(), ImportError("x")])
def test_words_that_are_read_half_way_are_never_not_found(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(evidence: Evidence, revision: int | None) -> Iterator[Page]:
        yield Page("page 1", "Dear all")
        raise error

    monkeypatch.setattr("workflow.checks.text.pages", torn)
    told = {one.check: one for one in look(b"Dear all, this is final.\n", "a.txt", SUPPLIES).outcomes()}
    for name in WORDS:
        assert told[name].outcome is Outcome.NOT_CHECKED
        assert told[name].reason


def test_more_words_than_are_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = Evidence(b"Dear all\n", "a.txt", SUPPLIES)
    assert not reading.unread(evidence)
    monkeypatch.setattr(reading, "MOST_TEXT", 4)
    evidence = Evidence(b"Dear all\n", "a.txt", SUPPLIES)
    assert [page.text for page in reading.pages_of(evidence)] == ["Dear"]
    assert reading.unread(evidence) == "It holds more words than are read."


def test_a_file_that_does_not_open_is_no_file_without_words() -> None:
    with Examiner(tried=available()[0]) as examiner, pytest.raises(NotRead, match="cannot be read as a PDF"):
        examiner.pages(in_memory(b"%PDF-1.4\nnothing\n%%EOF\n", "a.pdf"))


@pytest.mark.parametrize(
    ("error", "found"), [(MemoryError(), True), (RecursionError(), True), (ValueError("x"), False)]
)
def test_what_asks_for_too_much_is_a_finding_of_its_own(error: Exception, found: bool) -> None:
    def fails(evidence: Evidence, sheet: Sheet) -> None:
        raise error

    sheet = Sheet()
    running.make(Check(WORDS, fails), Evidence(b"x", "a.txt", SUPPLIES), sheet)
    assert sheet.found("file.limits_hit") is found
    assert {one.outcome for one in sheet.outcomes() if one.check in WORDS} == {Outcome.NOT_CHECKED}


def test_a_picture_without_its_library_is_one_that_nobody_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(evidence: Evidence, asked: jobs.Asked) -> Iterator[tuple[bytes, bytes]]:
        raise ImportError(name="pypdfium2")

    monkeypatch.setattr(jobs, "_drawn", missing)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        frames.send(ours.fileno(), frames.ASKED, msgspec.msgpack.encode({"job": "picture", "name": "a.pdf"}))
        jobs.run(theirs.fileno(), in_memory(PDF).fd, ())
        kind, words = frames.receive(ours.fileno(), 1 << 20) or (b"", b"")
    assert kind == frames.FAILED
    assert words.startswith(b"NWhat reads it is not installed (pypdfium2)")
