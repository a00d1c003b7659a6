"""The commands on what was found in a kept file: shown as logged, checked anew, turned into a statement on request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Line, empty_folder, letter, line
from tests.warm import ended, warm
from workflow.case import Case
from workflow.examine import rung
from workflow.facts import FileChecked, SignatureSeen
from workflow.ledger import Ledger
from workflow.terms import Seen

__all__ = ["empty_folder", "ended", "letter", "line", "warm"]

MAIL = b"From: anna@example.org\r\nTo: ben@example.org\r\nSubject: [DRAFT] Costs\r\n"
BODY = b"Date: Mon, 6 Jan 2020 09:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n\r\nThe costs are ten.\r\n"

pytestmark = pytest.mark.skipif(rung().is_weak, reason="this machine cannot lock readers in")


def case_of(line: Line) -> Case:
    assert line.path is not None
    with Ledger.open(line.path) as ledger:
        return ledger.case(ledger.find_case("letter"))


@pytest.fixture
def kept(letter: Line, tmp_path: Path, warm: None) -> Line:
    path = tmp_path / "costs.eml"
    path.write_bytes(MAIL + BODY)
    letter("intake", "letter", str(path))
    return letter


def test_a_report_is_shown_checked_anew_and_read_by_tools(kept: Line) -> None:
    said = kept("report", "letter", "1").out
    assert "File 1, costs.eml: eml" in said
    assert "doc.status_marker" in said
    assert "Is it signed?" in said
    told = json.loads(kept("report", "letter", "1", "--again", "--json").out)
    assert told["type"] == "eml"
    assert {one["id"] for one in told["findings"]} >= {"mail.dkim.absent", "doc.status_marker"}
    assert sum(isinstance(entry.fact, FileChecked) for entry in case_of(kept).entries) == 2


def test_a_hash_alone_has_no_report(letter: Line, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.")
    letter("exhibit", "letter", str(path), "--kind", "original")
    assert "never checked" in letter("report", "letter", "1", code=1).err
    assert "no bytes of this file" in letter("report", "letter", "1", "--again", code=1).err


def test_what_somebody_saw_stands_in_the_five_lines(kept: Line) -> None:
    kept("signature", "letter", "1", "no", "--by", "AB")
    fact = case_of(kept).entries[-1].fact
    assert isinstance(fact, SignatureSeen)
    assert (fact.seen, fact.by) == (Seen.NO, "AB")
    assert "no handwritten signature can be seen" in kept("report", "letter", "1").out


def test_a_finding_becomes_a_statement_only_when_somebody_says_so(kept: Line) -> None:
    assert not case_of(kept).statements or not any(one.says.technical for one in case_of(kept).statements)
    words = ("--new-source", "lab", "--descriptor", "a laboratory", "--standing", "expert", "--name", "The Lab")
    kept(
        *("statement", "letter", *words, "--terms", "on_record", "--said", "2020-01-07"),
        *("--stance", "status=disputes", "--finding", "1:doc.status_marker", "--paraphrase", "Marked as a draft."),
    )
    said = case_of(kept).statements[-1].says
    checked = case_of(kept).holdings.examined[-1]
    assert (said.technical, said.conclusive, said.rests_on, said.finding) == (
        True,
        False,
        checked.id,
        "doc.status_marker",
    )
    assert said.copy_of == checked.exhibit
    assert "doc.status_marker" in kept("why", "letter", "status").out


def test_a_finding_that_is_not_there_is_no_ground(kept: Line) -> None:
    failed = kept("statement", "letter", "--finding", "1:pdf.sig.crypto_ok", code=None)
    assert failed.code
    assert "no such finding" in failed.err
