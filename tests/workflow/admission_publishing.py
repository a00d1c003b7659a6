"""What the desk refuses and takes of facts about what it holds and what leaves the building."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tests.newsroom import Newsroom
from tests.workflow.admission_tables import HASH, asks
from workflow import facts as f
from workflow.facts import Fact
from workflow.findings import Checked, Finding
from workflow.terms import Audience, Box, Copy, ExhibitKind, Gate, Handling, Outcome, Rung, Section, Seen, Severity

OTHER = "1" * 64


def attaches(**changes: object) -> f.ExhibitAttached:
    return msgspec.structs.replace(f.ExhibitAttached(ExhibitKind.REPLY, "reply.eml", OTHER, 9, "ask"), **changes)


def shows(**changes: object) -> f.Disclosed:
    return msgspec.structs.replace(f.Disclosed("2020-01-07", "Two lines.", Copy.RETYPED, "anon"), **changes)


FOUND = Finding("doc.status_marker", Severity.NOTE, "page 1", "Draft", "onrecord")


def checks(**changes: object) -> f.FileChecked:
    made = (Checked("doc.status_marker", Outcome.FOUND),)
    return msgspec.structs.replace(f.FileChecked("file", "pdf", Rung.BWRAP, "0.1.0", (FOUND,), made), **changes)


REFUSED: list[tuple[Fact, str, str]] = [
    (attaches(name=" "), "name", "what the file is called"),
    (attaches(sha256="ABC"), "sha256", "64 digits"),
    (attaches(size=-1), "size", "in bytes"),
    (attaches(obtained_at="then"), "obtained_at", "not a date"),
    (attaches(about="nothing"), "about", "a statement or a request"),
    (attaches(about=""), "about", "to which statement or request"),
    (attaches(kind=ExhibitKind.COPY), "kind", "belongs to the document"),
    (attaches(kind=ExhibitKind.CAPTURE, sha256=HASH, about=""), "sha256", "attached there already"),
    (attaches(sha512="ABC"), "sha512", "128 digits"),
    (checks(exhibit="nothing"), "exhibit", "that the case holds"),
    (checks(findings=(FOUND, msgspec.structs.replace(FOUND, id="pdf.new"))), "findings", "not of this version"),
    (f.FileHandled("nothing", Handling.COPIED_OUT), "exhibit", "that the case holds"),
    (f.FileHandled("file", Handling.FLATTENED), "made", "that the case holds"),
    (f.FileHandled("file", Handling.FLATTENED, "file"), "made", "another file"),
    (f.FileHandled("file", Handling.COPIED_OUT, "file"), "made", "makes none"),
    (f.SignatureSeen("file", Seen.NO, " "), "by", "initials"),
    (f.SignatureSeen("nothing", Seen.NO, "AR"), "exhibit", "that the case holds"),
    (f.CustodyRecorded("By post."), "holder", "who held it"),
    (f.CustodyRecorded(" ", "anon"), "how", "how it came"),
    (f.CustodyRecorded("By post.", "anon", "The desk"), "holder", "not both"),
    (f.CustodyRecorded("By post.", "nobody"), "source", "Choose a source"),
    (f.CustodyRecorded("By post.", holder="The desk", since="once"), "since", "not a date"),
    (shows(at="then"), "at", "not a date"),
    (shows(what=""), "what", "shown or told"),
    (shows(source=""), "office", "to whom"),
    (shows(office="The ministry"), "office", "not both"),
    (shows(source="nobody"), "source", "Choose a source"),
    (shows(copy=Copy.ORIGINAL), "reason", "why the original"),
    (shows(exhibit="nothing"), "exhibit", "a file of the document"),
    (shows(exhibit="file"), "copy", "fits the file"),
    (shows(exhibit="file", copy=Copy.DESCRIBED), "exhibit", "Leave out the file"),
    (shows(exhibit="file", copy=Copy.NOTHING), "exhibit", "Leave out the file"),
    (f.PersonAccused("Lied."), "name", "who is accused"),
    (f.PersonAccused(" ", "spox"), "allegation", "what is alleged"),
    (f.PersonAccused("Lied.", "anon"), "source", "unnamed source"),
    (f.PersonAccused("Lied.", "spox", "Sam Speaker"), "name", "not both"),
    (f.EditorInformed("nobody", "ED", "2020-01-07"), "source", "Choose a source"),
    (f.EditorInformed("spox", "ED", "2020-01-07"), "source", "unnamed source"),
    (f.EditorInformed("anon", " ", "2020-01-07"), "by", "initials"),
    (f.EditorInformed("anon", "ED", "then"), "at", "not a date"),
    (f.PublicTextWritten(Section.METHOD, " "), "text", "something else"),
    (f.TextApproved("case:title", HASH, ""), "by", "initials"),
    (f.TextApproved("", HASH, "ED"), "place", "where the text stands"),
    (f.TextApproved("case:title", "The letter", "ED"), "digest", "64 digits"),
    (f.GateOverridden(Gate.ORIGINS, (), "Why", "ED"), "findings", "what is overridden"),
    (f.GateOverridden(Gate.OWN_SOURCE, ("g1:genuine",), "Why", "ED"), "findings", "of this gate"),
    (f.GateOverridden(Gate.ORIGINS, ("g1:genuine",), "", "ED"), "reason", "reason"),
    (f.GateOverridden(Gate.ORIGINS, ("g1:genuine",), "Why", ""), "by", "initials"),
    (f.BoxInitialled(Box.HARM, " "), "by", "initials"),
    (f.Exported(Audience.PUBLIC, "md", "none"), "sha256", "64 digits"),
    (f.Exported(Audience.PUBLIC, "md", HASH, "2020-01-07"), "as_of", "without a time"),
    (f.ExportFailed("nothing", "The disk was full."), "export", "Choose an export"),
    (f.ExportFailed("export", ""), "why", "why the file"),
    (f.Printed("nothing", "Page 1", "2020-01-07"), "export", "Choose an export"),
    (f.Printed("export", "", "2020-01-07"), "where", "where it was published"),
    (f.Printed("export", "Page 1", "soon"), "at", "not a date"),
    (f.CorrectionMade((), "2020-01-07", "Page 1", "We erred."), "exports", "whose readers"),
    (f.CorrectionMade(("nothing",), "2020-01-07", "Page 1", "We erred."), "exports", "Choose an export"),
    (f.CorrectionMade(("export",), "soon", "Page 1", "We erred."), "at", "not a date"),
    (f.CorrectionMade(("export",), "2020-01-07", "", "We erred."), "where", "where they were told"),
    (f.CorrectionMade(("export",), "2020-01-07", "Page 1", " "), "text", "the words"),
    (asks(copy=Copy.ORIGINAL), "copy_reason", "why the original"),
    (f.TakenBack("export"), "target", "stays in the log"),
]

TAKEN: list[Fact] = [
    attaches(),
    attaches(about="s1", kind=ExhibitKind.RECORDING, obtained_at="2020-01-06T10:00Z"),
    attaches(about="", kind=ExhibitKind.CAPTURE),
    attaches(about="", kind=ExhibitKind.ORIGINAL, sha256=HASH, sha512="0" * 128, is_kept=True),
    checks(),
    f.FileHandled("file", Handling.COPIED_OUT),
    f.SignatureSeen("file", Seen.UNCLEAR, "AR", "A fax."),
    f.CustodyRecorded("By post.", "anon", since="2020-01-05"),
    f.CustodyRecorded("By hand.", holder="The desk"),
    shows(),
    shows(source="", office="The ministry", copy=Copy.ORIGINAL, exhibit="file", reason="Only it shows the seal."),
    f.PersonAccused("Lied.", "spox"),
    f.PersonAccused("Lied.", name="Gen. A. Author"),
    f.EditorInformed("anon", "ED", "2020-01-07"),
    f.PublicTextWritten(Section.METHOD, "We compared the two copies."),
    f.TextApproved("case:title", HASH, "ED"),
    f.GateOverridden(Gate.ORIGINS, ("g1:genuine",), "It matters today.", "ED"),
    f.BoxInitialled(Box.HARM, "ED", "Nobody is named."),
    f.Exported(Audience.PUBLIC, "md", HASH, "2020-01-06T15:30-05:00", "ED"),
    f.ExportFailed("export", "The disk was full."),
    f.Printed("export", "Page 1", "2020-01-07"),
    f.CorrectionMade(("export",), "2020-01-07", "Page 1", "We erred."),
    asks(copy=Copy.ORIGINAL, exhibit="file", copy_reason="Only it shows the seal."),
    f.TakenBack("file"),
]

AFTER: list[tuple[Callable[[Newsroom], object], Fact, str]] = [
    (lambda d: d.logs(attaches(about="s1")), f.TakenBack("s1", "Why"), "the file “reply.eml”"),
    (lambda d: d.logs(attaches()), f.TakenBack("ask", "Why"), "the file “reply.eml”"),
    (
        lambda d: d.logs(attaches(about="", kind=ExhibitKind.ORIGINAL, sha256=OTHER, sha512="0" * 128, is_kept=True)),
        attaches(about="", kind=ExhibitKind.ORIGINAL, is_kept=True),
        "attached there already",
    ),
    (lambda d: d.keeps(source="other"), f.TakenBack("other"), "a step of custody"),
    (lambda d: d.shows("other"), f.TakenBack("other"), "what somebody was shown"),
    (lambda d: d.accuses(source="paper"), f.TakenBack("paper"), "alleged against somebody"),
    (lambda d: d.informs("other"), f.TakenBack("other"), "an editor knows"),
    (lambda d: d.takes_back(d.informs("other")), f.TakenBack("other"), ""),
    (lambda d: d.logs(shows(copy=Copy.ORIGINAL, exhibit="file", reason="Why")), f.TakenBack("file"), "was shown"),
    (
        lambda d: d.logs(asks(copy=Copy.ORIGINAL, exhibit="file", copy_reason="Why")),
        f.TakenBack("file"),
        "a request for comment",
    ),
    (lambda d: d.logs(f.Printed("export", "Page 1", "2020-01-07"), id="out"), f.TakenBack("out"), ""),
    (lambda d: d.logs(f.ExportFailed("export", "Full."), id="no"), f.TakenBack("no"), "stays in the log"),
    (lambda d: d.fails("export"), f.Printed("export", "Page 1", "2020-01-07"), "Choose an export"),
    (lambda d: d.writes("method", "We asked."), f.PublicTextWritten(Section.METHOD, "We asked."), "something else"),
    (lambda d: d.writes("method", "We asked."), f.PublicTextWritten(Section.METHOD, ""), ""),
    (lambda d: d.logs(f.TextApproved("p", HASH, "E")), f.TextApproved("p", HASH, "ED"), "approved already"),
]
