"""Facts that the desk refuses, with the field and words of the sentence, and facts that it takes."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow.facts import Fact
from workflow.terms import Audience, ExhibitKind, Kind, Stance, Standing, State, Term

HASH = "0" * 64
IDENTITY = "a" * 32


def desk() -> Newsroom:
    """A named spokesman, an unnamed official, an outlet, three statements, a request, the file and an export."""
    room = Newsroom("genuine", "status")
    room.source("spox", "issuer", name="Sam Speaker")
    room.source("anon", "insider", unnamed=True)
    room.source("other", "insider", unnamed=True)
    room.source("paper", "outlet", name="The Paper")
    room.says("anon", said="2020-01-06T09:00Z", genuine="confirms", quote="It is real.")
    room.says("spox", said="2020-01-06T10:00Z", genuine="disputes")
    room.says("paper", said="2020-01-06T11:00Z", terms="background", genuine="confirms")
    room.logs(
        f.RequestSent("2020-01-06T12:00Z", "email", "Is it yours?", "spox", deadline="2020-01-06T18:00Z"), id="ask"
    )
    room.logs(f.ExhibitAttached(ExhibitKind.ORIGINAL, "letter.pdf", HASH, 10), id="file")
    room.logs(f.Exported(Audience.EDITOR, "md", HASH), id="export")
    room.source("held", "insider", unnamed=True)
    room.logs(f.IdentityKept("held", IDENTITY, HASH), id="kept")
    return room


def said(**changes: object) -> f.StatementLogged:
    """A statement of the unnamed official that nothing is wrong with, changed."""
    fact = f.StatementLogged(
        "s9", "anon", "2020-01-07T09:00Z", Term.BACKGROUND, {"genuine": Stance.CONFIRMS}, paraphrase="Real."
    )
    return msgspec.structs.replace(fact, **changes)


def tightened(room: Newsroom) -> f.FactId:
    return room.logs(f.TermsTightened("s1", Term.OFF_RECORD, "Begged.", supersedes=("s1",)), id="stricter")


def source(**changes: object) -> f.SourceAdded:
    return msgspec.structs.replace(f.SourceAdded("new", "an aide", Standing.INSIDER, code_name="N-1"), **changes)


def asks(**changes: object) -> f.RequestSent:
    return msgspec.structs.replace(
        f.RequestSent("2020-01-07", "email", "Is it yours?", office="The ministry"), **changes
    )


REFUSED: list[tuple[Fact, str, str]] = [
    (f.CaseOpened("two words", "Title"), "slug", "letters, digits"),
    (f.CaseOpened("", "Title"), "slug", "letters, digits"),
    (f.CaseOpened("x" * 81, "Title"), "slug", "letters, digits"),
    (f.CaseOpened("letter", " "), "title", "a title"),
    (f.CaseOpened("letter", "Two\nlines"), "title", "on one line"),
    (f.CaseOpened("letter", "Title", "Europe/Nowhere"), "timezone", "no time zone “Europe/Nowhere”"),
    (f.CaseOpened("letter", "Title", "../etc/passwd"), "timezone", "no time zone"),
    (f.CaseOpened("letter", "Title", ""), "timezone", "no time zone"),
    (f.CaseRenamed("", "Why"), "title", "a title"),
    (f.CaseRenamed("A line\n", "Why"), "title", "on one line"),
    (f.CaseRenamed("New", " "), "reason", "reason"),
    (f.CaseZoned("Mars", "Why"), "timezone", "no time zone"),
    (f.CaseZoned("UTC", ""), "reason", "reason"),
    (f.CaseClosed(""), "reason", "reason"),
    (f.CaseReopened("Why"), "", "is open"),
    (f.DocumentDescribed({}), "fields", "at least one"),
    (f.DocumentDescribed({"colour": "red"}), "fields", "no “colour”"),
    (f.QuestionRaised("again", Kind.GENUINE), "kind", "another kind"),
    (f.QuestionRaised("status", Kind.STATUS), "slug", "is taken"),
    (f.QuestionRaised("default", Kind.STATUS), "slug", "default"),
    (f.QuestionRaised("a\nb", Kind.STATUS), "slug", "visible characters"),
    (f.QuestionWorded("nothing", "It is."), "question", "Choose a question"),
    (f.QuestionWorded("status", " ", "Why"), "proposition", "one sentence"),
    (f.QuestionWorded("status", "It is final."), "reason", "reason"),
    (f.QuestionWorded("status", "It is so.", "Why"), "proposition", "says this already"),
    (f.QuestionWithdrawn("genuine", "Why"), "question", "always asks"),
    (f.QuestionWithdrawn("status", ""), "reason", "reason"),
    (f.QuestionWithdrawn("nothing", "Why"), "question", "Choose a question"),
    (source(code_name=""), "code_name", "a code name"),
    (source(name="Ann"), "code_name", "not both"),
    (source(rank=0), "rank", "Choose a rank"),
    (source(slug="anon"), "slug", "is taken"),
    (source(code_name="anon"), "code_name", "is taken"),
    (source(code_name="\u0405-1"), "code_name", "one script"),
    (source(code_name="sam speaker"), "code_name", "nobody's name"),
    (f.SourceDescribed("nobody", {"body": "x"}, "Why"), "source", "Choose a source"),
    (f.SourceDescribed("anon", {"body": "x"}, ""), "reason", "reason"),
    (f.SourceDescribed("anon", {}, "Why"), "changes", "at least one"),
    (f.SourceDescribed("anon", {"rank": 2}, "Why"), "changes", "says this already"),
    (f.SourceDescribed("anon", {"rank": 9}, "Why"), "rank", "Choose a rank"),
    (f.SourceDescribed("other", {"name": "Ann"}, "Why"), "code_name", "not both"),
    (f.SourceDescribed("anon", {"name": "Ann", "code_name": ""}, "Why"), "name", "spoken unnamed"),
    (f.SourceDescribed("spox", {"name": "", "code_name": "S-1"}, "Why"), "name", "Keep the name"),
    (f.SourceDescribed("paper", {"standing": "other"}, "Why"), "name", "spoken unnamed"),
    (f.SourceDescribed("anon", {"code_name": "OTHER"}, "Why"), "code_name", "is taken"),
    (f.SourcesMerged("anon", "anon", "Why"), "gone", "two different"),
    (f.SourcesMerged("anon", "spox", "Why"), "gone", "Keep these two apart"),
    (f.SourcesMerged("spox", "anon", "Why"), "gone", "Keep these two apart"),
    (f.SourcesMerged("spox", "paper", "Why"), "gone", "spoken unnamed"),
    (f.SourcesMerged("anon", "other", ""), "reason", "reason"),
    (f.SourcesMerged("anon", "nobody", "Why"), "gone", "Choose a source"),
    (said(source="nobody"), "source", "Choose a source"),
    (said(slug="s1"), "slug", "is taken"),
    (said(terms=Term.ON_RECORD), "terms", "its name first"),
    (said(source="spox"), "terms", "second entry"),
    (said(source="spox", terms=Term.OFF_RECORD, stances={}), "terms", "second entry"),
    (said(said_at=""), "said_at", "not a date"),
    (said(said_at="2020-01-07T09:00"), "said_at", "no offset"),
    (said(learned_at="yesterday"), "learned_at", "not a date"),
    (said(learned_at="2020-01-06"), "learned_at", "before it is said"),
    (said(embargo_until="2020-01-09"), "embargo_until", "without a time"),
    (said(stances={"delivered": Stance.CONFIRMS}), "stances", "Choose a question"),
    (said(knowledge={"delivered": "direct"}), "knowledge", "Choose a question"),
    (said(asserted={"delivered": "sent"}), "asserted", "Choose a question"),
    (said(stances={}, paraphrase=""), "quote", "Write down the words"),
    (said(grade="B"), "grade", "such as B2"),
    (said(conclusive=True, sign_off="The original."), "conclusive", "technical as well"),
    (said(conclusive=True, technical=True), "sign_off", "what it rests on"),
    (said(retracts=("s1",)), "retracts", "Take the stance retracts"),
    (said(stances={"genuine": Stance.RETRACTS}, retracts=("s7",)), "retracts", "Choose a statement"),
    (said(corrects=("s7",)), "corrects", "Choose a statement"),
    (said(corrects=("s2",)), "corrects", "same source"),
    (f.StatementCorrected("s7", {"quote": "x"}, "Why"), "statement", "Choose a statement"),
    (f.StatementCorrected("s1", {"quote": "x"}, ""), "reason", "reason"),
    (f.StatementCorrected("s1", {}, "Why"), "changes", "at least one"),
    (f.StatementCorrected("s1", {"quote": "It is real."}, "Why"), "changes", "says this already"),
    (f.StatementCorrected("s1", {"said_at": "nine"}, "Why"), "said_at", "not a date"),
    (f.StatementCorrected("s1", {"source": "spox"}, "Why"), "source", "second entry"),
    (f.StatementCorrected("s2", {"source": "anon"}, "Why"), "source", "its name first"),
    (f.StatementCorrected("s1", {"stances": {"nothing": "confirms"}}, "Why"), "stances", "Choose a question"),
    (f.TermsTightened("s7", Term.OFF_RECORD, "Why"), "statement", "Choose a statement"),
    (f.TermsTightened("s1", Term.OFF_RECORD, ""), "reason", "reason"),
    (f.TermsTightened("s1", Term.OFF_RECORD, "Why", "2020-01-09"), "embargo_until", "without a time"),
    (f.TermsTightened("s1", Term.ON_RECORD, "Why", "", ("s1",)), "terms", "looser"),
    (f.TermsTightened("s1", Term.NOT_FOR_ATTRIBUTION, "Why", "", ("s1",)), "terms", "as strict today"),
    (f.TermsAgreed("s1", Term.NOT_FOR_ATTRIBUTION, " ", "2020-01-07"), "agreement", "the words"),
    (f.TermsAgreed("s1", Term.NOT_FOR_ATTRIBUTION, "Yes.", "then"), "agreed_at", "not a date"),
    (f.TermsAgreed("s1", Term.ON_RECORD, "Yes.", "2020-01-07", supersedes=("s1",)), "terms", "its name first"),
    (f.TermsAgreed("s3", Term.ON_RECORD, "Yes.", "2020-01-07"), "supersedes", "stricter ones stand"),
    (f.TermsAgreed("s7", Term.BACKGROUND, "Yes.", "2020-01-07"), "statement", "Choose a statement"),
    (f.TermsAgreed("s1", Term.BACKGROUND, "Yes.", "2020-01-07", "2020-01-09"), "embargo_until", "without a time"),
    (asks(sent_at="now"), "sent_at", "not a date"),
    (asks(channel=""), "channel", "how it was sent"),
    (asks(wording=""), "wording", "questions"),
    (asks(office=""), "office", "who was asked"),
    (asks(source="spox"), "office", "not to both"),
    (asks(source="nobody", office=""), "source", "Choose a source"),
    (asks(questions=("delivered",)), "questions", "Choose a question"),
    (asks(deadline="2020-01-09"), "deadline", "without a time"),
    (asks(deadline="2020-01-06T09:00Z"), "deadline", "before the request"),
    (f.RequestAnswered("nothing", "2020-01-07"), "request", "Choose a request"),
    (f.RequestAnswered("ask", "2020-01-05"), "at", "before the request"),
    (f.RequestAnswered("ask", "2020-01-07", "s7"), "statement", "Choose a statement"),
    (f.RequestTimedOut("nothing", "2020-01-07"), "request", "Choose a request"),
    (f.RequestTimedOut("ask", "2020-01-06T17:00Z"), "at", "Wait for the deadline"),
    (f.RequestTimedOut("ask", "soon"), "at", "not a date"),
    (f.NoteAdded(" "), "text", "Write the note"),
    (f.NoteAdded("Call.", "nothing"), "about", "in this case"),
    (f.DisagreementNoted("nothing", State.CONTESTED, "Why", "ed"), "question", "Choose a question"),
    (f.DisagreementNoted("genuine", State.CONTESTED, "", "ed"), "reason", "reason"),
    (f.DisagreementNoted("genuine", State.CONTESTED, "Why", ""), "by", "which editor"),
    (f.TakenBack("nothing"), "target", "Choose an entry"),
    (f.TakenBack("case", "Why"), "target", "erase the case"),
    (f.TakenBack("genuine", "Why"), "target", "always asks"),
    (f.TakenBack("anon", "Why"), "target", "rests on it: the statement “s1”"),
    (f.TakenBack("spox", "Why"), "target", "the statement “s2”, a request for comment"),
    (f.TakenBack("s1"), "reason", "reason"),
    (f.Erasure((), "Why"), "targets", "what is to be erased"),
    (f.Erasure(("nothing",), "Why"), "targets", "entries of this case"),
    (f.Erasure(("s1",), ""), "reason", "reason"),
    (f.Erasure(("genuine",), "Why"), "targets", "always asks whether the document is genuine"),
    (f.Erasure(("spox",), "Why"), "targets", "what it said"),
    (f.WriterOpened(""), "reason", "reason"),
    (f.AnchorAccepted("w", 2, ""), "reason", "reason"),
    (f.AnchorAccepted("", 2, "Why"), "writer", "Name the writer"),
    (f.AnchorAccepted("w", 0, "Why"), "missing", "how many"),
]

TAKEN: list[Fact] = [
    f.CaseOpened("letter-2", "Title", "America/New_York"),
    f.CaseRenamed("New", "Why"),
    f.CaseZoned("Asia/Tokyo", "Why"),
    f.CaseClosed("Printed."),
    f.DocumentDescribed({"author": "A. Author"}),
    f.QuestionRaised("", Kind.STATUS),
    f.QuestionRaised("more", Kind.STATUS),
    f.QuestionWorded("status", "It is final.", "Clearer."),
    f.QuestionWithdrawn("status", "Not asked."),
    source(),
    source(slug=""),
    source(name="Ann", code_name=""),
    f.SourceDescribed("anon", {"body": "x", "rank": 3}, "Why"),
    f.SourceDescribed("other", {"name": "Otto", "code_name": ""}, "Now on the record."),
    f.SourceDescribed("paper", {"name": "The Daily Paper"}, "Renamed."),
    f.SourcesMerged("anon", "other", "One person."),
    said(),
    said(source="spox", terms=Term.ON_RECORD),
    said(source="paper", terms=Term.ON_RECORD),
    said(source="paper"),
    said(terms=Term.ON_RECORD, stances={}),
    said(said_at="2020-01-07", learned_at="2020-01-07T00:00Z"),
    said(said_at="2030-01-07"),
    said(embargo_until="2020-01-09T09:00Z", grade="B2", knowledge={"default": "direct"}),
    said(conclusive=True, technical=True, sign_off="The original in hand."),
    said(stances={"genuine": Stance.RETRACTS}, retracts=("s1", "s2")),
    said(corrects=("s1",)),
    said(derived_from="a wire story"),
    f.StatementCorrected("s1", {"quote": "It may be real.", "hedged": True}, "Misheard."),
    f.StatementCorrected("s1", {"source": "other"}, "Somebody else."),
    f.TermsTightened("s1", Term.OFF_RECORD, "Asked to.", "", ("s1",)),
    f.TermsTightened("s1", Term.BACKGROUND, "Asked to.", "2020-01-09T09:00Z", ("s1",)),
    f.TermsTightened("s2", Term.OFF_RECORD, "Asked to."),
    f.TermsAgreed("s1", Term.NOT_FOR_ATTRIBUTION, "Fine.", "2020-01-07"),
    asks(),
    asks(source="spox", office="", questions=("genuine",), deadline="2020-01-08T09:00Z"),
    f.RequestAnswered("ask", "2020-01-06T13:00Z", "s2"),
    f.RequestTimedOut("ask", "2020-01-06T18:00Z"),
    f.NoteAdded("Call.", "s1"),
    f.DisagreementNoted("genuine", State.CONTESTED, "Why", "ed"),
    f.TakenBack("s1", "A slip."),
    f.TakenBack("other"),
    f.TakenBack("ask"),
    f.Erasure(("s1",), "Must go."),
    f.DeskSettings("The Paper"),
    f.WriterOpened("New machine."),
    f.AnchorAccepted("w", 2, "Restored."),
    f.FrontierMerged(),
]

AFTER: list[tuple[Callable[[Newsroom], object], Fact, str]] = [
    # what happened before, the fact, words of its problem, or nothing
    (lambda d: d.closes(), f.CaseClosed("Again."), "closed already"),
    (lambda d: d.closes(), f.CaseReopened("Why"), "Name every closing"),
    (lambda d: d.logs(f.CaseClosed("Done."), id="shut"), f.CaseReopened("Why", ("shut",)), ""),
    (lambda d: d.logs(f.DocumentDescribed({"form": "a letter"})), f.DocumentDescribed({"form": "a note"}), "reason"),
    (lambda d: d.logs(f.DocumentDescribed({"form": "a letter"})), f.DocumentDescribed({"date": "1972"}), ""),
    (lambda d: d.question("reading", proposition=""), f.QuestionWorded("reading", "It orders it."), ""),
    (lambda d: d.merges("anon", "other"), f.SourcesMerged("anon", "other", "Why"), "one already"),
    (lambda d: d.merges("anon", "other"), said(source="other"), ""),
    (lambda d: d.merges("anon", "other"), f.TakenBack("other"), "the merger"),
    (lambda d: d.tightens("s1", "off_record"), f.TermsTightened("s1", Term.DEEP_BACKGROUND, "Why"), "as strict"),
    (
        lambda d: d.says("anon", genuine="confirms", embargo="2020-01-09T09:00Z", id="later"),
        f.TermsTightened("later", Term.BACKGROUND, "Why", "2020-01-08T09:00Z", ("later",)),
        "looser",
    ),
    (
        lambda d: d.says("anon", genuine="confirms", embargo="2020-01-09T09:00Z", id="later"),
        f.TermsTightened("later", Term.OFF_RECORD, "Why"),
        "",
    ),
    (
        lambda d: d.says("spox", genuine="confirms", conclusive=True, id="old"),
        f.StatementCorrected("old", {"quote": "Yes."}, "Misheard."),
        "",
    ),
    (lambda d: d.logs(said(conclusive=True), id="old"), f.StatementCorrected("old", {"hedged": True}, "Why"), ""),
    (lambda d: d.says("anon", derived_from="s1", id="echo"), f.TakenBack("s1", "Why"), "“echo”"),
    (lambda d: d.says("anon", derived_from="s1", id="echo"), f.TakenBack("echo", "Why"), ""),
    (lambda d: d.corrects("s1", quote="Yes."), f.TakenBack("s1", "Why"), ""),
    (lambda d: d.corrects("s1", source="other"), f.TakenBack("anon", "Why"), ""),
    (lambda d: d.corrects("s1", source="other"), f.TakenBack("other", "Why"), "“s1”"),
    (lambda d: d.answers("ask", statement="s2"), f.TakenBack("s2", "Why"), "an answer"),
    (lambda d: d.answers("ask", statement="s2"), f.TakenBack("ask", "Why"), "an answer"),
    (lambda d: d.answers("ask", at="2020-01-06T13:00Z"), f.RequestTimedOut("ask", "2020-01-07"), "answer"),
    (lambda d: d.gives_up("ask", at="2020-01-07"), f.RequestTimedOut("ask", "2020-01-07"), "already"),
    (lambda d: d.logs(asks(), id="open"), f.RequestTimedOut("open", "2020-01-07"), "no deadline"),
    (lambda d: d.logs(asks(attempts=("rang",)), id="open"), f.RequestTimedOut("open", "2020-01-07"), ""),
    (lambda d: d.logs(f.TakenBack("s1", "Slip."), id="undo"), f.TakenBack("s1", "Why"), "already"),
    (lambda d: d.logs(f.TakenBack("s1", "Slip."), id="undo"), f.TakenBack("undo"), ""),
    (lambda d: d.takes_back("s1"), said(corrects=("s1",)), "Choose a statement"),
    (lambda d: d.withdraws("status"), said(stances={"status": Stance.CONFIRMS}), "Choose a question"),
    (lambda d: d.logs(f.Erasure(("s1",), "Why"), id="erasing"), f.TakenBack("erasing", "Why"), "cannot be taken back"),
    (lambda d: d.merges("anon", "other"), f.Erasure(("other",), "Why"), ""),
    (lambda d: d.logs(f.Exported(Audience.EDITOR, "md", "0" * 64), id="out"), f.Erasure(("out",), "Why"), "a file"),
    (tightened, f.Erasure(("stricter",), "Why"), "“s1”"),
    (tightened, f.Erasure(("stricter", "s1"), "Why"), ""),
    (lambda d: (tightened(d), d.tightens("s1", "off_record")), f.Erasure(("stricter",), "Why"), ""),
    (lambda d: d.logs(f.Erased(), id="gone"), f.Erasure(("gone",), "Why"), "gone already"),
]
