"""Earlier states of a PDF: how many there are, and what they said."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdfium2 import PdfiumError

from tests.checks.corpus import SUPPLIES, look
from tests.checks.pdf.making import LETTER, blank, later, line, note, saved, signed
from workflow.checks import pdf
from workflow.checks.evidence import Evidence
from workflow.checks.pdf.revisions import compared, ends, said
from workflow.checks.pdf.streams import MOST_INFLATED
from workflow.checks.pdf.words import Spoken, between, changes, difference, spoken
from workflow.checks.reading import pages_of
from workflow.checks.sheet import LimitsHit, NotChecked

PLAIN = saved(blank())
FRIDAY = line("the meeting is on Friday").encode()


def count(data: bytes) -> int:
    return len(ends(Evidence(data, "letter.pdf", SUPPLIES)))


def test_a_file_saved_once_has_one_state() -> None:
    assert count(PLAIN) == 1


def test_the_head_of_a_linearised_file_is_no_state() -> None:
    data = saved(blank(LETTER, LETTER), linearize=True)
    assert data.count(b"%%EOF") == 2
    assert count(data) == 1
    assert count(later(data, content=FRIDAY)) == 2


def test_states_on_top_of_each_other_are_counted_and_read() -> None:
    data = later(later(PLAIN, content=b""), content=FRIDAY)
    evidence = Evidence(data, "letter.pdf", SUPPLIES)
    assert count(data) == 3
    assert "Monday" in pages_of(evidence, 1)[0].text
    assert pages_of(evidence, 2)[0].text == ""
    assert pages_of(evidence, 3) == pages_of(evidence)
    assert [page.name for page in pages_of(evidence)] == ["page 1"]
    assert "Friday" in pages_of(evidence)[0].text
    with pytest.raises(NotChecked):
        list(pdf.pages(evidence, 4))


def test_a_table_for_older_readers_is_no_state() -> None:
    """Word's converter ends its files with an empty table that points to the real one."""
    at = int(PLAIN.rsplit(b"startxref", 1)[1].split()[0])
    tail = (
        f"\nxref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev {at} /XRefStm {at} >>\nstartxref\n{len(PLAIN) + 1}\n%%EOF"
    )
    data = PLAIN + tail.encode()
    assert data.count(b"%%EOF") == 2
    assert count(data) == 1


def test_a_pdf_within_a_pdf_is_no_state() -> None:
    outer = blank()
    outer.attachments["inner.pdf"] = later(PLAIN, content=FRIDAY)
    assert count(saved(outer, compress_streams=False)) == 1


def test_an_end_mark_printed_twice_is_no_state() -> None:
    assert count(PLAIN + b"%%EOF\n") == 1
    assert count(PLAIN + b"startxref\n17\n%%EOF\n") <= 1 + 1


def test_a_signature_alone_recovers_no_words() -> None:
    sheet = look(signed(PLAIN))
    assert sheet.found("pdf.rev.multiple")
    assert not sheet.found("pdf.rev.text_recovered")


def test_a_note_that_was_taken_out_is_recovered() -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    held = blank()
    note(held, "Text", Contents=String("ask Jane about this"))
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(saved(held)))
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Annots"] = generic.ArrayObject()
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    found = [one for one in look(out.getvalue()).findings if one.id == "pdf.rev.text_recovered"]
    assert len(found) == 1
    assert "ask Jane about this" in found[0].value


def test_the_change_is_shown_with_the_words_around_it() -> None:
    told = difference(["we", "meet", "on", "Monday", "at", "noon"], ["we", "meet", "on", "Friday", "at", "noon"])
    assert told == "was: “we meet on Monday” now: “we meet on Friday”"


def test_pages_taken_out_and_put_in_are_told() -> None:
    gone = changes(["one page", "secret page", "last page"], ["one page", "last page"])
    assert [(one.before, one.after) for one in gone] == [(2, 0)]
    assert "secret" in gone[0].told
    assert [(one.before, one.after) for one in changes(["one"], ["one", "two"])] == [(0, 2)]


def test_long_texts_are_compared_in_bounded_time() -> None:
    old, new = ["a", "b"] * 20_000, ["b", "a", "c"] * 15_000
    assert len(difference(old, new)) < 2000


def test_words_of_stamps_notes_and_fields_are_read_with_the_page() -> None:
    held = blank()
    note(held, "FreeText", Contents=String("typed on top"))
    note(held, "Stamp", Name=Name.SBNotApproved)
    field = note(held, "Widget", FT=Name.Tx, T=String("a"), V=String("filled in"))
    held.Root.AcroForm = Dictionary(Fields=Array([field]))
    note(held, "Text", Contents=String("a remark to open"))
    unseen = note(held, "FreeText", Contents=String("kept from view"))
    unseen.F = 2
    text = pages_of(Evidence(saved(held), "letter.pdf", SUPPLIES))[0].text
    assert text.endswith("typed on top\nNot Approved\nfilled in")


def test_a_page_that_cannot_be_read_has_not_lost_its_words() -> None:
    data = later(PLAIN, content=FRIDAY)
    pages = [Spoken("one page", [], 0), Spoken("", [], 0, is_read=False)]
    evidence = Evidence(data, "letter.pdf", SUPPLIES)
    evidence.kept["pdf words 1"], evidence.kept[f"pdf words {len(data)}"] = [Spoken("one", [], 0)] * 2, pages
    with pytest.raises(NotChecked, match="page 2 cannot be read"):
        compared(evidence, 1, len(data))


def test_a_page_that_was_turned_says_what_it_said() -> None:
    turned = blank()
    turned.pages[0].obj.Rotate = 90
    evidence = Evidence(saved(turned), "letter.pdf", SUPPLIES)
    upright = said(Evidence(PLAIN, "letter.pdf", SUPPLIES), len(PLAIN))
    now = said(evidence, len(evidence.data))
    assert upright[0].words != now[0].words
    assert between(upright, now) == []
    assert between(upright, [now[0]._replace(words=now[0].words + " and Friday")]) != []
    assert between([Spoken("a pays b", [], 0)], [Spoken("b pays a", [], 0)]) != []


def test_notes_and_fields_of_an_earlier_state_are_read() -> None:
    pdf = blank()
    note(pdf, "FreeText", Contents=String("Typed note"))
    data = later(saved(pdf), content=FRIDAY)
    assert "Typed note" in pages_of(Evidence(data, "letter.pdf", SUPPLIES), 1)[0].text


def test_a_bomb_in_an_earlier_state_is_a_limit() -> None:
    pdf = blank("x" * 10)
    stream = pdf.make_stream(zlib.compress(b" " * (MOST_INFLATED + 1000), 1))
    stream.Filter = Name.FlateDecode
    pdf.pages[0].obj.Contents = stream
    before = saved(pdf)
    data = before + later(before, content=FRIDAY)[len(before) :]
    evidence = Evidence(data, "letter.pdf", SUPPLIES)
    with pytest.raises(LimitsHit):
        said(evidence, len(before))


def test_a_page_that_the_library_does_not_load_is_told_as_unread() -> None:
    class Failing:
        def __len__(self) -> int:
            return 1

        def __getitem__(self, at: int) -> Any:
            raise PdfiumError("it fails")

    document: Any = Failing()
    assert [page.is_read for page in spoken(blank(), document)] == [False]
