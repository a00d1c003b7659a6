"""A case in which every text of every fact is a word of its own, so that a byte scan tells where each came out."""

from __future__ import annotations

from workflow import facts as f
from workflow.case import Case
from workflow.facts import Entry, Fact, FactId
from workflow.findings import Checked, Finding
from workflow.fold import fold
from workflow.terms import (
    Audience,
    Box,
    Copy,
    ExhibitKind,
    Gate,
    Handling,
    Kind,
    Knowledge,
    Outcome,
    RevealReason,
    Rung,
    Section,
    Seen,
    Severity,
    Stance,
    Standing,
    State,
    Term,
)

VOICES = {
    "open": Term.ON_RECORD,
    "ours": Term.BACKGROUND,
    "relayed": Term.NOT_FOR_ATTRIBUTION,
    "chatham": Term.CHATHAM_HOUSE,
    "deep": Term.DEEP_BACKGROUND,
    "off": Term.OFF_RECORD,
    "embargoed": Term.ON_RECORD,
}
"""The ways in which somebody speaks here, each with its terms."""

EMBARGO = "2031-01-01T00:00Z"


class Canaries:
    """Hands out the words, and knows where each was put: `statement.logged/open/quote`."""

    def __init__(self) -> None:
        self.log: list[Entry] = []
        self.words: dict[str, str] = {}

    def word(self, place: str) -> str:
        """A word that is nowhere else, for a place."""
        return self.words.setdefault(place, f"zq{len(self.words):03d}kx")

    def logs(self, name: FactId, fact: Fact, at: int) -> FactId:
        """A fact, as the next entry, on a day of January 2020."""
        self.log.append(Entry(name, fact, f"2020-01-{at:02d}T09:00:00Z"))
        return name

    def case(self) -> Case:
        """The case."""
        return fold(self.log)


def canaries() -> Canaries:
    """The case with all its words."""
    c = Canaries()
    w = c.word
    c.logs("case", f.CaseOpened(w("case.opened/slug"), w("case.opened/title")), 1)
    c.logs("renamed", f.CaseRenamed(w("case.renamed/title"), w("case.renamed/reason"), ("case",)), 1)
    c.logs("zoned", f.CaseZoned("UTC", w("case.zoned/reason"), ("case",)), 1)
    document = {field: w(f"document.described/{field}") for field in f.DOCUMENT_FIELDS}
    c.logs("described", f.DocumentDescribed(document, w("document.described/reason")), 1)
    for kind in Kind:
        c.logs(kind, f.QuestionRaised(w(f"question.raised/{kind}/slug"), kind, w("question.raised/old")), 1)
        worded = f.QuestionWorded(kind, w(f"question.worded/{kind}/proposition"), w("question.worded/reason"), (kind,))
        c.logs(f"worded-{kind}", worded, 1)
    c.logs("dropped", f.QuestionRaised("dropped", Kind.CONTENT, w("question.withdrawn/proposition")), 1)
    c.logs("withdrawn", f.QuestionWithdrawn("dropped", w("question.withdrawn/reason")), 1)
    for voice in VOICES:
        _source(c, voice)
        _statement(c, voice)
    _changes(c)
    _desk_work(c)
    _holdings(c)
    _files(c)
    _publishing(c)
    _protection(c)
    return c


def _source(c: Canaries, voice: str) -> None:
    named = VOICES[voice] is Term.ON_RECORD

    def w(field: str) -> str:
        return c.word(f"source.added/{voice}/{field}")

    source = f.SourceAdded(
        slug=w("slug"),
        descriptor=w("descriptor"),
        standing=Standing.ISSUER if named else Standing.INSIDER,
        name=w("name") if named else "",
        code_name="" if named else w("code_name"),
        body=w("body"),
        lineage=w("lineage"),
    )
    c.logs(f"by-{voice}", source, 2)


def _statement(c: Canaries, voice: str) -> None:
    def w(field: str) -> str:
        return c.word(f"statement.logged/{voice}/{field}")

    promise = f.Promise(w("promise.by"), w("promise.descriptor"), w("promise.reason"), True, w("promise.take_to"))
    fact = f.StatementLogged(
        slug=w("slug"),
        source=f"by-{voice}",
        said_at="2020-01-03",
        terms=VOICES[voice],
        stances={Kind.GENUINE: Stance.CONFIRMS, Kind.STATUS: Stance.DISPUTES},
        knowledge={"default": Knowledge.DIRECT},
        via=w("via") if voice == "relayed" else "",
        sign_off=w("sign_off"),
        grade="B3",
        embargo_until=EMBARGO if voice == "embargoed" else "",
        asserted={Kind.STATUS: w("asserted")},
        quote=w("quote"),
        paraphrase=w("paraphrase"),
        url=w("url"),
        lineage=w("lineage"),
        agreement=w("agreement"),
        promise=promise if VOICES[voice] is not Term.ON_RECORD else f.Promise(),
    )
    c.logs(f"said-{voice}", fact, 3)
    c.logs(f"note-{voice}", f.NoteAdded(c.word(f"note.added/{voice}"), f"said-{voice}"), 3)
    c.logs(
        f"file-{voice}",
        f.ExhibitAttached(
            ExhibitKind.REPLY,
            c.word(f"exhibit.attached/{voice}/name"),
            f"{len(c.log):064x}",
            4711,
            f"said-{voice}",
            url=c.word(f"exhibit.attached/{voice}/url"),
            note=c.word(f"exhibit.attached/{voice}/note"),
        ),
        3,
    )


def _changes(c: Canaries) -> None:
    """Facts that change others: what they replaced must be gone, and their reasons stay on the desk."""
    w = c.word
    c.logs("second", f.SourceAdded("second", w("source.added/second"), Standing.OTHER, code_name=w("second/code")), 4)
    c.logs("third", f.SourceAdded("third", w("source.added/third"), Standing.OTHER, code_name=w("third/code")), 4)
    c.logs("merged", f.SourcesMerged("second", "third", w("source.merged/reason")), 4)
    body = {"body": w("source.described/open/body")}
    c.logs("source-changed", f.SourceDescribed("by-open", body, w("source.described/reason"), ("by-open",)), 4)
    quote = {"quote": w("statement.corrected/open/quote")}
    c.logs("corrected", f.StatementCorrected("said-open", quote, w("statement.corrected/reason"), ("said-open",)), 4)
    tightened = f.TermsTightened("said-deep", Term.DEEP_BACKGROUND, w("statement.tightened/reason"), EMBARGO)
    c.logs("tightened", tightened, 4)
    promise = f.Promise(w("statement.agreed/by"), w("statement.agreed/descriptor"), w("statement.agreed/reason"), True)
    agreed = f.TermsAgreed(
        "said-ours", Term.BACKGROUND, w("statement.agreed/agreement"), "2020-01-04", "", ("said-ours",), promise
    )
    c.logs("agreed", agreed, 4)
    c.logs("undone", f.NoteAdded(w("taken_back/target")), 4)
    c.logs("undo", f.TakenBack("undone", w("taken_back/reason")), 4)
    c.logs("closed", f.CaseClosed(w("case.closed/reason")), 4)
    c.logs("reopened", f.CaseReopened(w("case.reopened/reason"), ("closed",)), 4)


def _desk_work(c: Canaries) -> None:
    w = c.word
    for to in ("open", "ours", "office"):
        request = f.RequestSent(
            sent_at="2020-01-05T09:00Z",
            channel=w(f"request.sent/{to}/channel"),
            wording=w(f"request.sent/{to}/wording"),
            source="" if to == "office" else f"by-{to}",
            office=w("request.sent/office") if to == "office" else "",
            questions=(Kind.GENUINE,),
            shown=w(f"request.sent/{to}/shown"),
            deadline="2020-01-06T09:00Z",
            attempts=(w(f"request.sent/{to}/attempt"),),
            copy=Copy.ORIGINAL,
            copy_reason=w(f"request.sent/{to}/copy_reason"),
        )
        c.logs(f"asked-{to}", request, 5)
    c.logs("answered", f.RequestAnswered("asked-open", "2020-01-05T10:00Z", "", w("request.answered/note")), 5)
    c.logs("timed", f.RequestTimedOut("asked-office", "2020-01-06T10:00Z", w("request.timed_out/note")), 6)
    disagreement = f.DisagreementNoted(
        Kind.GENUINE, State.CONTESTED, w("disagreement.noted/reason"), w("disagreement.noted/by")
    )
    c.logs("disagreed", disagreement, 6)


def _holdings(c: Canaries) -> None:
    w = c.word
    name, url, note = (w(f"exhibit.attached/document/{field}") for field in ("name", "url", "note"))
    c.logs("original", f.ExhibitAttached(ExhibitKind.ORIGINAL, name, "ab" * 32, 31337, url=url, note=note), 6)
    for holder in ("open", "ours", "office"):
        source = "" if holder == "office" else f"by-{holder}"
        c.logs(f"held-{holder}", _custody(c, holder, source), 6)
        shown = f.Disclosed(
            at="2020-01-06",
            what=w(f"disclosure.made/{holder}/what"),
            copy=Copy.ORIGINAL,
            source=source,
            office="" if source else w("disclosure.made/office"),
            exhibit="original",
            reason=w(f"disclosure.made/{holder}/reason"),
        )
        c.logs(f"shown-{holder}", shown, 6)
    accused = f.PersonAccused(w("person.accused/allegation"), "", w("person.accused/name"))
    c.logs("accused", accused, 6)
    c.logs("informed", f.EditorInformed("by-ours", w("editor.informed/by"), "2020-01-06"), 6)


def _files(c: Canaries) -> None:
    """A file of the document that is kept: what its checks found, what was done with it, and who looked at it."""
    w = c.word
    fact = f.ExhibitAttached(
        ExhibitKind.CAPTURE, w("file/name"), "ef" * 32, 31337, sha512=w("file/sha512"), is_kept=True
    )
    c.logs("file", fact, 6)
    found = tuple(
        Finding(
            name, Severity.NOTE, w(f"file.checked/{is_a}/where"), w(f"file.checked/{is_a}/value"), w(f"tool/{is_a}")
        )
        for is_a, name in (("plain", "doc.status_marker"), ("risk", "office.meta.identity"))
    )
    reason = w("file.checked/reason")
    checked = f.FileChecked(
        "file",
        w("file.checked/type"),
        Rung.BWRAP,
        w("file.checked/version"),
        found,
        (Checked("file.encrypted", Outcome.NOT_CHECKED, reason),),
        {"text_sha256": w("file.checked/facts"), "words": (w("file.checked/words"),)},
    )
    c.logs("checked", checked, 6)
    handled = f.FileHandled("file", Handling.COPIED_OUT, "", w("file.handled/tool"), w("file.handled/note"))
    c.logs("handled", handled, 6)
    seen = f.SignatureSeen("file", Seen.YES, w("signature.seen/by"), w("signature.seen/note"))
    c.logs("seen", seen, 6)


def _custody(c: Canaries, holder: str, source: str) -> f.CustodyRecorded:
    how = c.word(f"custody.recorded/{holder}/how")
    return f.CustodyRecorded(how, source, "" if source else c.word("custody.recorded/holder"))


def _protection(c: Canaries) -> None:
    """Identities of named and of unnamed sources, one of them looked at and one deleted, and what the desk keeps."""
    w = c.word
    for voice in VOICES:
        kept = f.IdentityKept(f"by-{voice}", w(f"identity.kept/{voice}"), w(f"identity.kept/{voice}/commitment"))
        c.logs(f"kept-{voice}", kept, 7)
    reveal = f.IdentityRevealed(w("identity.kept/ours"), RevealReason.LAWYER, w("identity.revealed/by"))
    c.logs("revealed", reveal, 7)
    c.logs("deleted", f.IdentityDeleted(w("identity.kept/off"), w("identity.deleted/by")), 7)
    name = w("recipient.pinned/name")
    c.logs("pinned", f.RecipientPinned(name, w("recipient.pinned/key")), 7)
    c.logs("recipient-gone", f.RecipientDropped(name, ("pinned",)), 7)
    c.logs("moved", f.DeskMoved(w("desk.moved/reason"), (w("desk.moved/head"),)), 7)


def _publishing(c: Canaries) -> None:
    w = c.word
    for section in Section:
        c.logs(section, f.PublicTextWritten(section, w(f"public_text.written/{section}")), 7)
    for box in Box:
        c.logs(box, f.BoxInitialled(box, w("box.initialled/by"), w("box.initialled/note")), 7)
    lack = "g3:by-ours:reason"
    override = f.GateOverridden(Gate.UNNAMED, (lack,), w("gate.overridden/reason"), w("gate.overridden/by"))
    c.logs("override", override, 7)
    for audience in Audience:
        exported = f.Exported(audience, "md", "cd" * 32, "", w("export.made/by"), (w("export.made/to"),))
        c.logs(f"export-{audience}", exported, 7)
    c.logs("failed", f.ExportFailed("export-desk", w("export.failed/why")), 7)
    c.logs("printed", f.Printed("export-public", w("export.printed/where"), "2020-01-07"), 7)
    correction = f.CorrectionMade(
        ("export-public",), "2020-01-08", w("correction.made/where"), w("correction.made/text")
    )
    c.logs("corrected-public", correction, 8)
