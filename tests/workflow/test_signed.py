"""Is it signed? Each of the five lines by what the checks found, with what was not checked never told as none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from workflow.findings import KINDS, Checked, Finding, Report
from workflow.signed import NO_REPORT, NOBODY_LOOKED, STANDING, panel
from workflow.terms import Outcome, Rung, Seen, Severity

PDF = tuple(name for name in KINDS if name.startswith("pdf.sig."))
OFFICE = ("office.sig.crypto_ok", "office.sig.crypto_broken")
MAIL = tuple(name for name in KINDS if name.startswith("mail.dkim."))
PRINT = "mail.dkim.unverifiable_format"
HISTORY = tuple(name for name in KINDS if name.startswith("img.c2pa."))
WORDS = ("doc.status_marker", "doc.signature_block_typed")
TIMED_OUT = "It took longer than a file may take."


def report(*found: str, made: tuple[str, ...] = PDF, unmade: tuple[str, ...] = ()) -> Report:
    """A report in which some ids were found, others looked for in vain, and others not looked for."""
    findings = tuple(Finding(name, Severity.NOTE, "page 1", f"value of {name}", "tool 1") for name in found)
    checks = [Checked(name, Outcome.FOUND if name in found else Outcome.NOT_FOUND) for name in made]
    checks = [one for one in checks if one.check not in unmade]
    left = [Checked(name, Outcome.NOT_CHECKED, TIMED_OUT) for name in unmade]
    return Report("pdf", Rung.BWRAP, findings, (*checks, *left))


CRYPTOGRAPHIC = [
    (report("pdf.sig.none"), "none", Outcome.NOT_FOUND),
    (report(), "none", Outcome.NOT_FOUND),
    (report("pdf.sig.crypto_ok"), "valid", Outcome.FOUND),
    (report("pdf.sig.crypto_ok", "pdf.sig.chain_untrusted"), "valid", Outcome.FOUND),
    (report("pdf.sig.crypto_ok", "pdf.sig.crypto_broken"), "broken", Outcome.FOUND),
    (report("pdf.sig.crypto_ok", "pdf.sig.changed_after"), "changed afterwards", Outcome.FOUND),
    (report("pdf.sig.unverifiable"), "cannot be verified", Outcome.FOUND),
    (report("pdf.sig.crypto_ok", "pdf.sig.partial_coverage"), "cannot be verified", Outcome.FOUND),
    (report("pdf.sig.crypto_ok", unmade=("pdf.sig.changed_after",)), "cannot be verified", Outcome.NOT_CHECKED),
    (report(unmade=PDF), "not checked", Outcome.NOT_CHECKED),
    (report(unmade=("pdf.sig.crypto_broken",)), "not checked", Outcome.NOT_CHECKED),
    (report(unmade=tuple(KINDS)), "not checked", Outcome.NOT_CHECKED),
    (report("office.sig.crypto_ok", made=OFFICE), "valid", Outcome.FOUND),
    (report("office.sig.crypto_broken", made=OFFICE), "broken", Outcome.FOUND),
    (report(made=OFFICE), "none", Outcome.NOT_FOUND),
    (report(made=(), unmade=OFFICE), "not checked", Outcome.NOT_CHECKED),
    (report("mail.dkim.pass", made=MAIL), "by its domain", Outcome.FOUND),
    (report("mail.dkim.pass", "mail.dkim.unaligned", made=MAIL), "by another domain", Outcome.FOUND),
    (report("mail.dkim.fail", made=MAIL), "broken", Outcome.FOUND),
    (report("mail.dkim.key_missing", made=MAIL), "cannot be verified", Outcome.FOUND),
    (report("mail.dkim.absent", made=MAIL), "none", Outcome.NOT_FOUND),
    (report("mail.dkim.unverifiable_format", made=MAIL), "cannot be verified", Outcome.FOUND),
    (report(made=(), unmade=MAIL), "not checked", Outcome.NOT_CHECKED),
    (report(made=(PRINT,)), "does not apply", Outcome.NOT_APPLICABLE),
    (report(PRINT, made=(PRINT,)), "cannot be verified", Outcome.FOUND),
    (report(made=(), unmade=(PRINT,)), "not checked", Outcome.NOT_CHECKED),
    (report("img.c2pa.valid", made=HISTORY), "valid", Outcome.FOUND),
    (report("img.c2pa.invalid", made=HISTORY), "broken", Outcome.FOUND),
    (report("img.c2pa.remote", made=HISTORY), "cannot be verified", Outcome.FOUND),
    (report("img.c2pa.absent", made=HISTORY), "none", Outcome.NOT_FOUND),
    (report(made=(), unmade=HISTORY), "not checked", Outcome.NOT_CHECKED),
    (report("pdf.sig.none", "img.c2pa.valid", made=(*PDF, *HISTORY)), "none", Outcome.NOT_FOUND),
    (report(made=()), "does not apply", Outcome.NOT_APPLICABLE),
    (None, "not checked", Outcome.NOT_CHECKED),
]


@pytest.mark.parametrize(("given", "answer", "outcome"), CRYPTOGRAPHIC)
def test_the_cryptographic_signature(given: Report | None, answer: str, outcome: Outcome) -> None:
    line = panel(given, None)[0]
    assert (line.word, line.outcome) == (answer, outcome)
    if outcome is Outcome.NOT_CHECKED and given is not None:
        assert TIMED_OUT in line.told


@pytest.mark.parametrize(
    ("number", "name", "found"),
    [(1, "pdf.sig.field_empty", "yes"), (3, "doc.signature_block_typed", "yes"), (4, "doc.status_marker", "yes")],
)
def test_a_line_of_one_check(number: int, name: str, found: str) -> None:
    answers = [
        panel(report(name, made=(name,)), None)[number],
        panel(report(made=(name,)), None)[number],
        panel(report(made=(), unmade=(name,)), None)[number],
        panel(report(made=()), None)[number],
        panel(None, None)[number],
    ]
    assert [line.word for line in answers] == [found, "none", "not checked", "does not apply", "not checked"]
    assert f"value of {name} (page 1)" in answers[0].told
    assert answers[2].told == TIMED_OUT
    assert answers[4].told == NO_REPORT


def test_what_somebody_saw_stands_by_itself() -> None:
    signed = report("pdf.sig.crypto_ok")
    assert panel(signed, None)[2].told == NOBODY_LOOKED
    assert panel(signed, None)[2].outcome is Outcome.NOT_CHECKED
    assert [panel(None, seen)[2].word for seen in Seen] == ["yes", "no", "cannot tell"]
    assert panel(None, Seen.UNCLEAR)[2].outcome is Outcome.NOT_CHECKED


def test_the_words_of_a_photographed_page_are_not_told_as_missing() -> None:
    lines = panel(replace(report("img.c2pa.absent", made=HISTORY), type="jpeg"), None)
    assert [line.outcome for line in lines[3:]] == [Outcome.NOT_CHECKED] * 2
    assert all("look at it" in line.told for line in lines[3:])


@pytest.mark.parametrize(("lines", "signatures", "word"), [(2, 0, "yes"), (2, 1, "yes"), (1, 1, "does not apply")])
def test_a_line_for_a_signature_in_an_office_file_is_an_empty_field(lines: int, signatures: int, word: str) -> None:
    given = replace(report(made=OFFICE), facts={"signature_lines": lines, "signatures": signatures})
    assert panel(given, None)[1].word == word


def test_a_domain_is_no_person() -> None:
    told = panel(report("mail.dkim.pass", "mail.dkim.unsigned_headers", made=MAIL), None)[0].told
    assert "no person's signature" in told
    assert "Not all that is shown is covered" in told
    assert "alid" not in panel(report("mail.dkim.pass", made=MAIL), None)[0].answer


def test_a_paper_that_is_no_mail_is_not_told_as_one() -> None:
    assert "mail" not in panel(report(*WORDS, made=(PRINT, *WORDS)), None)[0].answer


def test_who_signed_is_told_as_unknown_without_a_root() -> None:
    assert "not traced" in panel(report("pdf.sig.crypto_ok", "pdf.sig.chain_untrusted"), None)[0].told
    assert "not traced" not in panel(report("pdf.sig.crypto_ok"), None)[0].told
    assert "not traced" in panel(report("img.c2pa.valid", "img.c2pa.untrusted", made=HISTORY), None)[0].told
    assert "not traced" not in panel(report("img.c2pa.valid", made=HISTORY), None)[0].told


def test_the_standing_sentence_draws_no_conclusion() -> None:
    assert "no evidence of forgery" in STANDING and "stays open" in STANDING


@given(
    st.sets(st.sampled_from([*PDF, *OFFICE, *MAIL, *WORDS])), st.sets(st.sampled_from([*PDF, *OFFICE, *MAIL, *WORDS]))
)
def test_five_lines_and_nothing_unchecked_is_told_as_none(found: set[str], unmade: set[str]) -> None:
    lines = panel(report(*found - unmade, made=(*PDF, *OFFICE, *MAIL, *WORDS), unmade=tuple(unmade)), None)
    assert len(lines) == 5
    if unmade.issuperset((*PDF, *OFFICE, *MAIL, *WORDS)):
        assert {line.outcome for line in lines} == {Outcome.NOT_CHECKED}
    if "pdf.sig.crypto_broken" in unmade and "pdf.sig.none" not in found:
        assert lines[0].word not in ("none", "valid")
    for line in lines:
        assert line.asks.endswith("?")
        assert line.answer[0].isupper() and line.answer.endswith(".")
        assert "forg" not in line.told and "fake" not in line.told
