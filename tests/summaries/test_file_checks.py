"""What the checks of a file tell in each summary: to an editor and a lawyer all but the source risks."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow import summaries
from workflow.case import Case, Moment
from workflow.facts import FactId
from workflow.findings import KINDS, Checked, Finding
from workflow.summaries import lawyer
from workflow.summaries.editor import case_version
from workflow.summaries.public.proposing import proposal
from workflow.terms import Handling, Outcome, Rung, Section, Seen, Severity
from workflow.when import parse_instant

NOW = Moment(None, parse_instant("2020-01-08T09:00Z"))
SECRET = "Plover"


def told(name: str, value: str = "", severity: Severity = Severity.NOTE) -> Finding:
    return Finding(name, severity, "page 2", value or f"value of {name}", "pikepdf 10.17.0")


def checked(room: Newsroom, exhibit: FactId, *findings: Finding, unchecked: str = "") -> FactId:
    outcomes = {one.id: Checked(one.id, Outcome.FOUND) for one in findings}
    if unchecked:
        outcomes[unchecked] = Checked(unchecked, Outcome.NOT_CHECKED, "It needs a password.")
    facts: dict[str, str | int | bool | tuple[str, ...]] = {"producer": f"{SECRET} Writer", "pages": 2}
    fact = f.FileChecked(exhibit, "pdf", Rung.USERNS, "0.1.0", findings, tuple(outcomes.values()), facts)
    return room.logs(fact)


def texts(case: Case) -> tuple[str, str]:
    """The summary for an editor and the one for a lawyer, as Markdown."""
    desk = f.DeskSettings()
    editors = summaries.RENDERERS["md"](summaries.editor_summary(case, NOW, desk))
    return editors, lawyer.RENDERERS["md"](lawyer.lawyer_summary(case, NOW, desk))


@pytest.fixture
def room() -> Newsroom:
    return Newsroom("genuine", "status")


def test_findings_stand_with_their_place_and_with_what_they_do_not_prove(room: Newsroom) -> None:
    file = room.holds()
    checked(room, file, told("pdf.sig.changed_after", "Level OTHER"), unchecked="pdf.rev.multiple")
    for text in texts(room.case()):
        said = f"page 2: Level OTHER. {KINDS['pdf.sig.changed_after'].proves_not} (pdf.sig.changed_after"
        assert said in text.replace("\\", "")
        assert "changed afterwards" in text.casefold()
        assert "pdf.rev.multiple" in text.replace("\\", "")
        assert "It needs a password." in text
        assert "1 finding of note here, and 1 check that could not be made." in text
        assert "namespaces and Landlock" in text


def test_words_that_were_taken_out_of_a_file_leave_in_no_other_finding_either(room: Newsroom) -> None:
    quoted = f"It was changed. Page 1 was: “by {SECRET}” now: “by the office”; Page 3 was: “{SECRET}” now: “”"
    checked(room, room.holds(), told("pdf.sig.changed_after", quoted))
    for text in texts(room.case()):
        assert SECRET not in text
        assert "It was changed. Page 1: what it said before and after stays" in text


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.is_risk])
def test_a_source_risk_stands_in_no_summary(room: Newsroom, name: str) -> None:
    checked(room, room.holds(), told(name, f"C:/Users/{SECRET}"), told("pdf.sig.field_empty"), unchecked="pdf.active")
    for text in texts(room.case()):
        assert SECRET not in text
        assert name not in text.replace("\\", "")
        assert "pdf.active" not in text.replace("\\", "")
        assert "stays on the desk's own screens" in text


def test_what_is_only_context_is_left_to_the_screens(room: Newsroom) -> None:
    checked(room, room.holds(), told("pdf.sig.none", severity=Severity.INFO))
    assert all("value of pdf" not in text for text in texts(room.case()))


def test_only_files_of_the_document_are_told_of(room: Newsroom) -> None:
    room.source("anna", name="Anna Bell")
    said = room.says("anna", genuine="confirms")
    reply = room.holds("recording", about=said)
    checked(room, reply, told("img.truncated", f"{SECRET} cut"))
    assert all(SECRET not in text for text in texts(room.case()))


def test_the_latest_check_counts_and_a_copy_is_told_with_what_it_was_made_of(room: Newsroom) -> None:
    original, copy = room.holds(), room.holds("copy")
    checked(room, original, told("pdf.sig.field_empty", "an older look"))
    checked(room, original, told("pdf.sig.field_empty", "a newer look"))
    room.logs(f.FileHandled(original, Handling.FLATTENED, copy, "onrecord 0.1.0"))
    room.logs(f.SignatureSeen(original, Seen.NO, "AB"))
    for text in texts(room.case()):
        assert "a newer look" in text
        assert "an older look" not in text
        assert "File 1 was flattened into file 2, a copy to show by onrecord 0.1.0" in text
        assert "File 2 was not checked." in text
        assert "no handwritten signature can be seen" in text


def test_a_new_check_is_another_version_of_the_summary(room: Newsroom) -> None:
    file = room.holds()
    before = case_version(room.case(), NOW, f.DeskSettings())
    checked(room, file)
    assert case_version(room.case(), NOW, f.DeskSettings()) != before


def test_standing_before_the_check_nothing_of_it_is_told(room: Newsroom) -> None:
    file = room.holds()
    before = parse_instant(room.log[-1].claimed_at)
    checked(room, file, told("pdf.sig.field_empty", "a later look"))
    text = summaries.RENDERERS["md"](summaries.editor_summary(room.case(), Moment(before, NOW.now), f.DeskSettings()))
    assert "a later look" not in text
    assert "File 1 was not checked." in text


PROPOSED = (
    (("pdf.sig.none",), "", "no digital signature"),
    (("pdf.sig.crypto_ok",), "", "the signed part has not changed since"),
    (("pdf.sig.changed_after",), "", "changed after it had been signed"),
    (("mail.dkim.pass",), "", "sender's domain signed it"),
    (("mail.dkim.pass", "mail.dkim.unaligned"), "", "though not that of the sender's domain"),
    (("mail.dkim.absent",), "", "No mail service signed it"),
    (("pdf.sig.crypto_ok", "pdf.sig.chain_untrusted"), "", "could not be traced"),
    (("mail.dkim.fail",), "", "does not fit its content, which also happens"),
)


@pytest.mark.parametrize(("found", "unchecked", "words"), PROPOSED)
def test_words_for_the_public_are_proposed_from_the_outcomes_alone(
    room: Newsroom, found: tuple[str, ...], unchecked: str, words: str
) -> None:
    checked(room, room.holds(), *(told(name, SECRET) for name in found), unchecked=unchecked)
    text = proposal(room.case(), Section.METHOD)
    assert words in text
    assert SECRET not in text


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (("mail.dkim.absent",), "digital signature"),
        (("mail.dkim.pass", "mail.dkim.unaligned"), "of the sender's domain signed it"),
        (("mail.dkim.key_missing", "mail.dkim.unaligned"), "signed it"),
    ],
)
def test_no_more_is_proposed_than_was_found(room: Newsroom, found: tuple[str, ...], words: str) -> None:
    checked(room, room.holds(), *(told(name, SECRET) for name in found))
    assert words not in proposal(room.case(), Section.METHOD)


def test_what_could_not_be_checked_is_proposed_as_a_limit(room: Newsroom) -> None:
    checked(room, room.holds(), unchecked="pdf.sig.crypto_ok")
    limits = proposal(room.case(), Section.LIMITS)
    assert limits.startswith("We could not check its digital signature.")
    assert "whether what the document says is true" in limits


def test_nothing_is_proposed_of_a_file_that_nobody_checked(room: Newsroom) -> None:
    room.holds()
    assert not any(proposal(room.case(), section) for section in Section)


def test_words_are_proposed_from_the_file_of_which_most_was_looked_for(room: Newsroom) -> None:
    letter, cover = room.holds(name="letter.pdf"), room.holds(name="cover.txt")
    checked(room, letter, told("pdf.sig.none"), told("pdf.rev.multiple"))
    checked(room, cover, told("doc.status_marker"))
    assert "no digital signature" in proposal(room.case(), Section.METHOD)
