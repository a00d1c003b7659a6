"""Is it signed? Five answers that are kept apart, for a signature, a picture of one, and a typed name are not the same.

What was not checked is never told like what is not there, and none of the five adds up to a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workflow.findings import Finding, Report
from workflow.phrases import capital, counted
from workflow.terms import Outcome, Seen

STANDING = (
    "Most genuine office papers carry no cryptographic signature; that it is missing is no evidence of forgery. "
    "Where a signature is missing, it stays open whether the paper was approved, issued or sent."
)
"""What is said with the five lines, whatever they say."""

NO_REPORT = "This file has not been checked yet."
NOBODY_LOOKED = "Nobody has looked. No program can tell: look where the name is typed, and say what you see."
DOMAIN_ALONE = "which is no person's signature"
PERSONS = "Signatures of persons (S/MIME, PGP) are not looked for."
PICTURE_WORDS = "Words within a picture are not read: look at it."

_PICTURES = frozenset(("jpeg", "png", "gif", "tiff", "bmp", "webp", "heic", "avif"))
_PDF = tuple(
    f"pdf.sig.{name}"
    for name in ("crypto_ok", "crypto_broken", "changed_after", "partial_coverage", "unverifiable", "none")
)
_OFFICE = ("office.sig.crypto_ok", "office.sig.crypto_broken")
_MAIL = tuple(f"mail.dkim.{name}" for name in ("pass", "fail", "key_missing", "absent"))
_PRINT = "mail.dkim.unverifiable_format"
_HISTORY = tuple(f"img.c2pa.{name}" for name in ("valid", "invalid", "remote", "absent"))
_MOST_VALUES = 3
_LONGEST = 160


class Line(NamedTuple):
    """One of the five: what is asked, and in few words what of; the answer in a word, and in sentences; how it ended.

    The sentences may hold words of the file: whoever shows them cleans them.
    """

    asks: str
    label: str
    word: str
    told: str
    outcome: Outcome

    @property
    def answer(self) -> str:
        """The answer in sentences, the word first: `Valid. The signed bytes are unchanged`."""
        return f"{capital(self.word)}. {self.told}"


class _Answer(NamedTuple):
    """What a line says, without what it asks."""

    answer: str
    told: str
    outcome: Outcome


def panel(report: Report | None, look: Seen | None) -> tuple[Line, ...]:
    """The five lines, always in the same order; without a report four of them are not checked.

    `look` is what somebody said of a handwritten signature, None where nobody looked. The lines and their order are
    those of "Is it signed?" in the list of findings.
    """
    return (
        Line("Is it signed cryptographically?", "digital", *_cryptographic(report)),
        Line("Was a field for a signature left empty?", "empty field", *_field(report)),
        Line("Can a handwritten signature be seen?", "handwritten", *_picture(look)),
        Line(
            "Is a name typed in the place of a signature?", "typed name", *_words(report, "doc.signature_block_typed")
        ),
        Line("Does it say what it is, such as draft or final?", "status words", *_words(report, "doc.status_marker")),
    )


def _cryptographic(report: Report | None) -> _Answer:
    if report is None:
        return _Answer("not checked", NO_REPORT, Outcome.NOT_CHECKED)
    for ids, tell in ((_PDF, _pdf), (_OFFICE, _office), (_MAIL, _mail), (_HISTORY, _history)):
        if any(_outcome(report, name) is not Outcome.NOT_APPLICABLE for name in ids):
            return tell(report)
    if _outcome(report, _PRINT) in (Outcome.FOUND, Outcome.NOT_CHECKED):
        return _mail(report)
    told = "No signature is looked for in a file of this type."
    return _Answer("does not apply", told, Outcome.NOT_APPLICABLE)


def _pdf(report: Report) -> _Answer:
    broken, after = _of(report, "pdf.sig.crypto_broken"), _of(report, "pdf.sig.changed_after")
    valid = _of(report, "pdf.sig.crypto_ok")
    if broken:
        return _found("broken", "The bytes that were signed are not those of this file", broken)
    if after:
        return _found("changed afterwards", "Signed, then changed beyond the filling of a form", after)
    unsure = (*_of(report, "pdf.sig.unverifiable"), *_of(report, "pdf.sig.partial_coverage"))
    if unsure:
        return _found("cannot be verified", "A signature is there, but does not vouch for the whole file", unsure)
    unmade = _unmade(report, _PDF)
    if valid and unmade:
        told = f"The signed bytes are unchanged, but part of the check was not made: {unmade}"
        return _Answer("cannot be verified", told, Outcome.NOT_CHECKED)
    if valid:
        unknown = _of(report, "pdf.sig.chain_untrusted")
        trust = " Who signed is not traced to a certificate that you supplied." if unknown else ""
        said = _found("valid", "The signed bytes are unchanged", valid)
        return said._replace(told=said.told + trust)
    if unmade and not _of(report, "pdf.sig.none"):
        return _Answer("not checked", unmade, Outcome.NOT_CHECKED)
    return _Answer("none", "The file carries no cryptographic signature.", Outcome.NOT_FOUND)


def _office(report: Report) -> _Answer:
    if broken := _of(report, "office.sig.crypto_broken"):
        return _found("broken", "A part that was signed has changed", broken)
    valid, unmade = _of(report, "office.sig.crypto_ok"), _unmade(report, _OFFICE)
    if valid and unmade:
        return _Answer("cannot be verified", f"Part of the check was not made: {unmade}", Outcome.NOT_CHECKED)
    if valid:
        said = _found("valid", "The parts that were signed are unchanged", valid)
        return said._replace(told=f"{said.told} Its author and dates are never among them.")
    if unmade:
        return _Answer("not checked", unmade, Outcome.NOT_CHECKED)
    return _Answer("none", "The file carries no cryptographic signature.", Outcome.NOT_FOUND)


def _mail(report: Report) -> _Answer:
    """A mail server signs, not a person: a pass is told as what it is."""
    if found := _of(report, "mail.dkim.pass"):
        word, whose = "by its domain", "its domain"
        if _of(report, "mail.dkim.unaligned"):
            word, whose = "by another domain", "a domain that is not its sender's and vouches for nothing of the sender"
        said = _found(word, f"The mail is signed by {whose}, {DOMAIN_ALONE}", found)
        limited = any(_of(report, f"mail.dkim.{name}") for name in ("unsigned_headers", "length_limited"))
        short = " Not all that is shown is covered by it: see the findings." if limited else ""
        return said._replace(told=f"{said.told}{short} {PERSONS}")
    if found := _of(report, "mail.dkim.fail"):
        return _found("broken", f"The signature of a mail domain does not fit, {DOMAIN_ALONE} either", found)
    if found := _of(report, "mail.dkim.key_missing"):
        return _found("cannot be verified", f"Signed by a mail domain, {DOMAIN_ALONE}; its key is not at hand", found)
    if found := _of(report, _PRINT):
        return _found("cannot be verified", "The bytes of the mail as it was sent are gone", found)
    if unmade := _unmade(report, (*_MAIL, _PRINT)):
        return _Answer("not checked", unmade, Outcome.NOT_CHECKED)
    return _Answer("none", f"The mail carries no signature of its domain. {PERSONS}", Outcome.NOT_FOUND)


def _history(report: Report) -> _Answer:
    """A camera or a program signs the history of a picture (C2PA); no person signs what it shows."""
    if found := _of(report, "img.c2pa.invalid"):
        return _found("broken", "The signed history (C2PA) does not fit the file", found)
    unmade = _unmade(report, _HISTORY)
    if (found := _of(report, "img.c2pa.valid")) and not unmade:
        unknown = _of(report, "img.c2pa.untrusted")
        trust = " Who signed is not traced to a certificate that you supplied." if unknown else ""
        said = _found("valid", "The file is unchanged since its history (C2PA) was signed", found)
        return said._replace(told=said.told + trust)
    if found := _of(report, "img.c2pa.remote"):
        return _found("cannot be verified", "Its signed history (C2PA) is kept online, where nobody asked", found)
    if unmade:
        return _Answer("not checked", unmade, Outcome.NOT_CHECKED)
    return _Answer("none", "The picture carries no signed history (C2PA).", Outcome.NOT_FOUND)


def _field(report: Report | None) -> _Answer:
    if report is None:
        return _Answer("not checked", NO_REPORT, Outcome.NOT_CHECKED)
    if found := _of(report, "pdf.sig.field_empty"):
        return _found("yes", "Somebody meant it to be signed there, and it is not", found)
    if told := _signature_lines(report):
        return _Answer("yes", told, Outcome.FOUND)
    return _otherwise(report, "pdf.sig.field_empty", "none", "No field for a signature was left empty.")


def _signature_lines(report: Report) -> str:
    """What an office file says of lines laid out for signatures, where it has more of them than signatures."""
    lines, signatures = (report.facts.get(name, 0) for name in ("signature_lines", "signatures"))
    if not isinstance(lines, int) or not isinstance(signatures, int) or lines <= signatures:
        return ""
    have = "line for a signature was" if lines == 1 else "lines for signatures were"
    return f"Somebody meant it to be signed: {lines} {have} laid out, and it holds {counted(signatures, 'signature')}."


def _picture(look: Seen | None) -> _Answer:
    if look is None:
        return _Answer("not checked", NOBODY_LOOKED, Outcome.NOT_CHECKED)
    outcomes = {Seen.YES: Outcome.FOUND, Seen.NO: Outcome.NOT_FOUND, Seen.UNCLEAR: Outcome.NOT_CHECKED}
    return _Answer(look.word, f"Somebody looked: {look.meaning[0].lower()}{look.meaning[1:]}", outcomes[look])


def _words(report: Report | None, name: str) -> _Answer:
    if report is None:
        return _Answer("not checked", NO_REPORT, Outcome.NOT_CHECKED)
    if found := _of(report, name):
        return _found("yes", "It reads", found)
    if report.type in _PICTURES:
        return _Answer("not checked", PICTURE_WORDS, Outcome.NOT_CHECKED)
    return _otherwise(report, name, "none", "None was found in the words of the file.")


def _otherwise(report: Report, name: str, answer: str, told: str) -> _Answer:
    """What there is to say of a check that found nothing: it was made, it does not apply, or it was not made."""
    outcome = _outcome(report, name)
    if outcome is Outcome.NOT_FOUND:
        return _Answer(answer, told, outcome)
    if outcome is Outcome.NOT_APPLICABLE:
        return _Answer(outcome.word, "It is not looked for in such a file.", outcome)
    return _Answer(Outcome.NOT_CHECKED.word, _unmade(report, (name,)), Outcome.NOT_CHECKED)


def _found(answer: str, told: str, findings: Iterable[Finding]) -> _Answer:
    values = dict.fromkeys(_said(one) for one in findings)
    more = f" and {len(values) - _MOST_VALUES} more" if len(values) > _MOST_VALUES else ""
    return _Answer(answer, f"{told}: {'; '.join([*values][:_MOST_VALUES])}{more}.", Outcome.FOUND)


def _said(finding: Finding) -> str:
    value = finding.value.strip()
    value = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
    return f"{value} ({finding.where})" if finding.where else value


def _of(report: Report, name: str) -> tuple[Finding, ...]:
    return tuple(one for one in report.findings if one.id == name)


def _outcome(report: Report, name: str) -> Outcome:
    """How a check ended; one that a log does not hold does not apply."""
    return next((one.outcome for one in report.checks if one.check == name), Outcome.NOT_APPLICABLE)


def _unmade(report: Report, names: Iterable[str]) -> str:
    """Why some of these checks were not made; empty where all were."""
    wanted = set(names)
    unmade = [one for one in report.checks if one.check in wanted and one.outcome is Outcome.NOT_CHECKED]
    return " ".join(dict.fromkeys(one.reason or "No reason is given." for one in unmade))
