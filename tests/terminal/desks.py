"""A desk on which every text of every kind of fact is the same kind of words: harmless ones, or attacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import count
from pathlib import Path

from workflow import facts as f
from workflow.casefile.model import SLUG
from workflow.findings import KINDS, Checked, Finding
from workflow.ledger import Ledger
from workflow.store.drafts import Draft
from workflow.terms import (
    Audience,
    Copy,
    ExhibitKind,
    Handling,
    Kind,
    Knowledge,
    Outcome,
    RevealReason,
    Rung,
    Section,
    Seen,
    Stance,
    Standing,
    State,
    Term,
)

CASE = "the-letter"
KEPT = {ExhibitKind.ORIGINAL: b"The letter.", ExhibitKind.COPY: b"The letter, to show."}
"""The bytes of the files of such a case; `keep` puts them where a desk keeps them."""

ATTACKS = (
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1b]52;c;b3duZWQ=\x1b\\",
    "\x1b]0;owned\x07",
    "\x1b]2;owned\x1b\\",
    "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\",
    "\x9b31m\x9b2J",
    "\x9d0;owned\x9c",
    "\x90q\x9c",
    "\x1bPq\x1b\\",
    "\x1b_G\x1b\\",
    "\x1b^x\x1b\\",
    "\x1bc",
    "\x1b[6n",
    "\x1b[?1049l",
    "\x1b[2J",
    "\x00\x07\x08\r\x0b\x0c\x7f",
    "\u202egnp.exe\u202c",
    "\u2066x\u2069\u061c\u200e",
    "\u200b\ufeff\u2028\u2029\xad",
    "\ue000\U000e0041\U000e0001\ufff9",
    "e" + "\u0301" * 12,
    "\U0001f469\u200d\U0001f4bb\U0001f600\u200d",
    "[@click=app.quit]QUIT[/]",
    "[@click=app.exit()]EXIT[/]",
    "[/",
    "[/x]",
    "[b",
    "[b]b[/b]",
    "[type=x, v={'a[0]'}]",
    "[link=http://evil.example]l[/link]",
    "{0}%s\\N{BELL}$x",
)
"""One by one: what could act on a terminal, hide in it, or be taken for markup."""


def attack(attacks: Iterable[str] = ATTACKS) -> Callable[[], str]:
    """A text a call, all of the attacks in each, every one beginning with another."""
    known = list(attacks)
    number = count()

    def text() -> str:
        at = next(number) * 5 % len(known)
        return " ".join(("gone", *known[at:], *known[:at]))

    return text


def harmless() -> Callable[[], str]:
    """A text a call, in plain words that say nothing."""
    number = count()
    return lambda: f"gone to print {next(number)} on the second floor [x]"


def fill(ledger: Ledger, text: Callable[[], str], slug: str = CASE) -> str:
    """A case with every kind of fact, each text of which is what `text` gives; its id."""
    with ledger.batch() as batch:
        batch.add(f.CaseOpened(slug, text(), "Europe/Berlin"))
        batch.add(f.CaseRenamed(text(), text()))
        batch.add(f.CaseZoned("America/New_York", text()))
        batch.add(f.DocumentDescribed({name: text() for name in f.DOCUMENT_FIELDS}, text()))
        questions = [
            batch.add(f.QuestionRaised(kind.value, kind, text())) for kind in (Kind.GENUINE, Kind.STATUS, Kind.READING)
        ]
        gone = batch.add(f.QuestionRaised("content", Kind.CONTENT, text()))
        batch.add(f.QuestionWorded(questions[1], text(), text()))
        batch.add(f.QuestionWithdrawn(gone, text()))
        sources = _sources(batch.add, text)
        said = _statements(batch.add, text, sources, questions)
        _work(batch.add, text, sources, said, questions)
    return batch.case_id


Add = Callable[[f.Fact], f.FactId]


def _sources(add: Add, text: Callable[[], str]) -> list[f.FactId]:
    named = f.SourceAdded("named", text(), Standing.ISSUER, name=text(), body=text(), lineage=text())
    hidden = f.SourceAdded("hidden", text(), Standing.INSIDER, code_name=text(), body=text(), lineage=text())
    third = f.SourceAdded("third", text(), Standing.INSIDER, code_name=text())
    known = [add(named), add(hidden), add(third), add(f.SourceAdded("fourth", text(), Standing.EXPERT, name=text()))]
    add(f.SourceDescribed(known[1], {"descriptor": text(), "code_name": text()}, text()))
    add(f.SourcesMerged(known[1], known[2], text()))
    return known


def _statements(
    add: Add, text: Callable[[], str], sources: list[f.FactId], questions: list[f.FactId]
) -> list[f.FactId]:
    said = []
    for number, source in enumerate((sources[0], sources[1], sources[3], sources[0])):
        fact = f.StatementLogged(
            slug=f"s{number + 1}",
            source=source,
            said_at=f"2020-01-06T1{number}:00-05:00",
            terms=Term.BACKGROUND if number == 1 else Term.ON_RECORD,
            stances={questions[0]: Stance.CONFIRMS, questions[1]: Stance.DISPUTES},
            via=text(),
            knowledge={"default": Knowledge.DIRECT},
            technical=number == 2,
            conclusive=number == 2,
            sign_off=text(),
            derived_from=text() if number == 1 else "",
            lineage=text(),
            grade=text()[:8],
            asserted={questions[1]: text()},
            quote=text(),
            paraphrase=text(),
            url="https://news.example/" + text(),
            agreement=text(),
        )
        said.append(add(fact))
    add(f.StatementCorrected(said[0], {"quote": text(), "via": text()}, text()))
    add(f.TermsTightened(said[1], Term.DEEP_BACKGROUND, text()))
    add(f.TermsAgreed(said[1], Term.BACKGROUND, text(), "2020-01-07T10:00-05:00"))
    add(f.TakenBack(said[3], text()))
    return said


def _work(
    add: Add, text: Callable[[], str], sources: list[f.FactId], said: list[f.FactId], questions: list[f.FactId]
) -> None:
    wording = {"channel": text(), "wording": text(), "shown": text(), "attempts": (text(), text())}
    asked = f.RequestSent("2020-01-06T09:00-05:00", **wording, office=text(), questions=tuple(questions[:1]))  # type: ignore[arg-type]
    open_one = add(asked)
    answered = add(f.RequestSent("2020-01-06T09:30-05:00", text(), text(), source=sources[0]))
    late = add(f.RequestSent("2020-01-06T09:40-05:00", text(), text(), office=text(), deadline="2020-01-06T12:00Z"))
    add(f.RequestAnswered(answered, "2020-01-06T16:00-05:00", said[0], text()))
    add(f.RequestTimedOut(late, "2020-01-06T20:00Z", text()))
    add(f.NoteAdded(text()))
    add(f.NoteAdded(text(), said[0]))
    add(f.NoteAdded(text(), open_one))
    add(f.DisagreementNoted(questions[0], State.CONTESTED, text(), text()))
    add(f.PersonAccused(text(), "", text()))
    _files(add, text)
    add(f.CustodyRecorded(text(), "", text(), "2020-01-05"))
    add(f.Disclosed("2020-01-06", text(), Copy.DESCRIBED, "", text()))
    add(f.PublicTextWritten(Section.METHOD, text()))
    exported = add(f.Exported(Audience.PUBLIC, "md", "ab" * 32, "", text()))
    add(f.Printed(exported, text(), "2020-01-08"))
    add(f.CorrectionMade((exported,), "2020-01-08", text(), text()))
    kept = add(f.IdentityKept(sources[1], "5" * 32, "ab" * 32))
    add(f.IdentityRevealed("5" * 32, RevealReason.CONTACT, text()))
    add(f.IdentityKept(sources[2], "6" * 32, "ab" * 32, (kept,)))
    add(f.IdentityDeleted("6" * 32, text()))
    add(f.CaseReopened(text(), (add(f.CaseClosed(text())),)))


def _files(add: Add, text: Callable[[], str]) -> None:
    """A document that was checked, a copy of it to show, and what somebody saw of a signature."""
    held, copy = (
        add(f.ExhibitAttached(kind, text(), sha256(data).hexdigest(), len(data), note=text(), is_kept=True))
        for kind, data in KEPT.items()
    )
    names = ("pdf.hidden.covered_text", "doc.status_marker", "pdf.rev.multiple", "pdf.meta.identity")
    findings = tuple(Finding(name, KINDS[name].severity, text(), text(), text()) for name in names)
    checks = (Checked("pdf.attachment", Outcome.NOT_CHECKED, text()), Checked("pdf.active", Outcome.NOT_FOUND))
    add(f.FileChecked(held, "pdf", Rung.BWRAP, text(), findings, checks, {"revisions": 2, "producer": text()}))
    add(f.FileHandled(held, Handling.FLATTENED, copy, text(), text()))
    add(f.SignatureSeen(held, Seen.NO, text(), text()))


def keep(ledger: Ledger) -> None:
    """Keep the bytes of the case's files."""
    from workflow.files import store_of

    store = store_of(ledger)
    with store.alone():
        for kind, data in KEPT.items():
            store.put_bytes(kind.word, data)
        store.sync()


def make(path: Path, state: Path, text: Callable[[], str]) -> str:
    """A desk with such a case, settings, drafts of every form and an erased entry; the id of the case.

    The bytes of its files are gone, so that no screen has to wait for a reader.
    """
    from tui.forms.drafting import KINDS

    with Ledger.create(path, state_dir=state) as ledger:
        ledger.set_settings(newsroom=text(), reporter=text(), initials=text())
        case_id = fill(ledger, text)
        (note, *_) = ledger.append(case_id, f.NoteAdded(text()))
        ledger.erase(case_id, [note.id], text(), text())
        for form in KINDS:
            fields = {name: text() for name in ("quote", "title", "reason", "text", "name")}
            ledger.save_draft(Draft("", case_id, form, fields))
    return case_id


assert SLUG.fullmatch(CASE)
