"""A copy to show: pixels alone, kept, linked, checked anew, and the same bytes each time."""

from __future__ import annotations

import io
import shutil
import subprocess

import pikepdf
import pytest

from tests.checks.corpus import SUPPLIES
from tests.checks.drawing.making import picture
from tests.showing.conftest import CANARY, Desk, letter
from workflow.errors import OnRecordError, UsageError
from workflow.facts import TakenBack
from workflow.hashing import Stopped
from workflow.holdings import Exhibit
from workflow.showing import KEEPS, Look, NotToShow, compare_kept, flatten, read_pages
from workflow.showing.grey import in_grey
from workflow.terms import ExhibitKind, Handling, Outcome

PAPER = {"pdf.meta.absent", "pdf.sig.none", "pdf.image_only"}
"""What is found in a picture of paper without a word of its own."""

NO_RECORD = {"img.c2pa.absent"}
"""Found too where the library that looks for such records is installed."""


def test_the_copy_is_kept_linked_and_checked(desk: Desk) -> None:
    original = desk.exhibits()[0]
    made = flatten(desk.ledger, desk.case_id, original.id, SUPPLIES)
    assert made.is_new
    assert (made.copy.kind, made.copy.name, made.copy.is_kept) == (ExhibitKind.COPY, "copy-to-show.pdf", True)
    (link,) = desk.handled()
    assert (link.exhibit, link.act, link.made) == (original.id, Handling.FLATTENED, made.copy.id)
    assert link.tool.startswith("onrecord ")
    assert link.note == "150 dpi"
    holdings = desk.ledger.case(desk.case_id).holdings
    examined = holdings.examination_of(made.copy.id)
    assert examined is not None
    assert examined.report.findings == made.report.findings
    assert holdings.copy_to_show() == made.copy
    report = made.report
    assert {found.id for found in report.findings} - NO_RECORD == PAPER
    assert report.facts["pages"] == 3
    done = {one.check for one in report.checks if one.outcome in (Outcome.FOUND, Outcome.NOT_FOUND)}
    assert {"pdf.meta.identity", "pdf.attachment", "pdf.hidden.covered_text", "pdf.rev.multiple"} <= done
    no_word_of_the_original_is_in(desk, made.copy)


def no_word_of_the_original_is_in(desk: Desk, copy: Exhibit) -> None:
    data = desk.read(copy)
    for word in (CANARY, "author", "program", "committee", "Producer", "Author", "pikepdf", "Date"):
        assert word.encode() not in data
    assert CANARY not in copy.name + copy.note
    if shutil.which("pdftotext"):
        assert not subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True).stdout.strip()
    with pikepdf.open(io.BytesIO(data)) as copied:
        assert len(copied.pages) == 3
        assert not copied.docinfo


def test_the_same_file_in_the_same_look_is_the_same_copy(desk: Desk) -> None:
    original = desk.exhibits()[0].id
    first = flatten(desk.ledger, desk.case_id, original, SUPPLIES, Look(40))
    again = flatten(desk.ledger, desk.case_id, original, SUPPLIES, Look(40))
    assert again.copy == first.copy
    assert not again.is_new
    assert len(desk.handled()) == 1
    other = flatten(desk.ledger, desk.case_id, original, SUPPLIES, Look(36))
    assert other.copy.sha256 != first.copy.sha256
    assert desk.ledger.case(desk.case_id).holdings.copy_to_show() == other.copy


def test_pages_are_chosen_and_told(desk: Desk) -> None:
    made = flatten(desk.ledger, desk.case_id, desk.exhibits()[0].id, SUPPLIES, Look(72, True, (3, 1)))
    with pikepdf.open(io.BytesIO(desk.read(made.copy))) as copied:
        assert len(copied.pages) == 2
    assert desk.handled()[0].note == "72 dpi, in grey, pages 3, 1"


def test_a_page_that_is_not_there_makes_no_copy(desk: Desk) -> None:
    with pytest.raises(OnRecordError, match="no page 4"):
        flatten(desk.ledger, desk.case_id, desk.exhibits()[0].id, SUPPLIES, Look(72, pages=(4,)))
    assert len(desk.exhibits()) == 2
    assert not desk.handled()


def test_a_photograph_loses_its_metadata(desk: Desk) -> None:
    photograph = desk.takes(picture("JPEG", size=(400, 300), comment=CANARY.encode()), "photo.jpg")
    made = flatten(desk.ledger, desk.case_id, photograph.id, SUPPLIES, Look(72))
    assert {found.id for found in made.report.findings} - NO_RECORD == PAPER
    assert CANARY.encode() not in desk.read(made.copy)


def test_what_cannot_be_drawn_says_what_to_do(desk: Desk) -> None:
    text = desk.takes(b"Dear Sir, the committee met.\n", "letter.txt")
    with pytest.raises(OnRecordError, match="export it to PDF in an isolated place"):
        flatten(desk.ledger, desk.case_id, text.id, SUPPLIES)
    assert not desk.handled()


def test_what_is_not_kept_or_no_file_of_the_document_is_not_flattened(desk: Desk, known_by_hash: Exhibit) -> None:
    with pytest.raises(NotToShow, match="by its hash alone"):
        flatten(desk.ledger, desk.case_id, known_by_hash.id, SUPPLIES)
    with pytest.raises(NotToShow, match="files of the document"):
        flatten(desk.ledger, desk.case_id, "no such file", SUPPLIES)


def test_somebody_who_does_not_want_to_wait_leaves_no_copy(desk: Desk) -> None:
    with pytest.raises(Stopped):
        flatten(desk.ledger, desk.case_id, desk.exhibits()[0].id, SUPPLIES, goes_on=lambda: False)
    assert [one.kind for one in desk.exhibits()] == [ExhibitKind.ORIGINAL] * 2


def test_the_copy_of_a_copy_is_one_too_and_one_that_was_taken_back_is_not(desk: Desk) -> None:
    first = flatten(desk.ledger, desk.case_id, desk.exhibits()[0].id, SUPPLIES, Look(72)).copy
    second = flatten(desk.ledger, desk.case_id, first.id, SUPPLIES, Look(50)).copy
    assert [link.made for link in desk.handled()] == [first.id, second.id]
    desk.ledger.append(desk.case_id, TakenBack(second.id))
    assert desk.ledger.case(desk.case_id).holdings.copy_to_show() == first


def test_a_copy_that_the_reporter_brought_is_not_the_usual_one(desk: Desk) -> None:
    desk.takes(letter(pages=1), "mine.pdf", ExhibitKind.COPY)
    assert desk.ledger.case(desk.case_id).holdings.copy_to_show() is None


def test_what_flattening_does_not_remove_is_said() -> None:
    said = " ".join(KEEPS)
    for word in ("copy numbers", "wording", "dots", "folds", "handwriting", "spaces"):
        assert word in said


def test_on_a_sealed_desk_no_byte_of_it_is_written_in_the_clear(sealed_desk: Desk) -> None:
    made = flatten(sealed_desk.ledger, sealed_desk.case_id, sealed_desk.exhibits()[0].id, SUPPLIES, Look(72))
    data = sealed_desk.read(made.copy)
    assert data.startswith(b"%PDF-")
    one, other = sealed_desk.exhibits()[:2]
    compare_kept(sealed_desk.ledger, sealed_desk.case_id, one.id, other.id, SUPPLIES)
    found = [path for path in sealed_desk.folder.rglob("*") if path.is_file()]
    assert len(found) >= 3
    for path in found:
        held = path.read_bytes()
        assert b"%PDF" not in held
        assert data[200:260] not in held


# Grey


def test_white_stays_white_and_yellow_becomes_226() -> None:
    yellow, black, red = (255, 255, 0), (0, 0, 0), (255, 0, 0)
    pixels = bytes((*yellow, 255, 255, 255, *black, *red, 17, 17, 17))
    assert in_grey(pixels) == bytes((*[226] * 3, *[255] * 3, *[0] * 3, *[76] * 3, *[17] * 3))
    assert in_grey(b"") == b""


# Page numbers


@pytest.mark.parametrize(
    ("text", "pages"),
    [("1", (1,)), ("1-3", (1, 2, 3)), ("3,1", (3, 1)), (" 2 , 4-5 ", (2, 4, 5)), ("1-3,2", (1, 2, 3))],
)
def test_pages_are_read(text: str, pages: tuple[int, ...]) -> None:
    assert read_pages(text) == pages


@pytest.mark.parametrize("text", ["", "0", "3-1", "a", "1-", "-3", "1,,2", "1-501", "99999999", "1-99999"])
def test_what_are_no_pages_is_told(text: str) -> None:
    with pytest.raises(UsageError):
        read_pages(text)
