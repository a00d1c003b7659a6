"""What a case file cannot carry, in sentences for the reporter who exports it."""

from __future__ import annotations

from collections import Counter

from workflow import facts as f
from workflow.case import Case
from workflow.clean import one_line
from workflow.facts import Fact, Promise

_MOST_NAMED = 5


class LeftOut:
    """Sentences gathered while a case is written; those that differ only in what they name become one."""

    def __init__(self) -> None:
        self._sentences: dict[str, str] = {}
        self._named: dict[str, dict[str, None]] = {}

    def say(self, sentence: str) -> None:
        """A sentence that stands by itself."""
        self._sentences.setdefault(sentence, sentence)

    def add(self, key: str, sentence: str, name: str) -> None:
        """A sentence with a gap for what it is about."""
        self._sentences.setdefault(key, sentence)
        self._named.setdefault(key, {})[one_line(name, 40)] = None

    def sentences(self) -> tuple[str, ...]:
        """All of them, in the order in which they came up."""
        return tuple(
            sentence.format(listed(list(self._named[key]))) if key in self._named else sentence
            for key, sentence in self._sentences.items()
        )


def listed(names: list[str]) -> str:
    """Names in a row, the first five of them."""
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


_COUNTED: dict[type[Fact], tuple[str, str]] = {
    f.NoteAdded: ("note", "notes"),
    f.RequestSent: ("request for comment", "requests for comment"),
    f.RequestAnswered: ("answer to a request", "answers to requests"),
    f.RequestTimedOut: ("request that ran out of time", "requests that ran out of time"),
    f.DisagreementNoted: ("editor's disagreement with a state", "editors' disagreements with a state"),
    f.StatementCorrected: ("correction, only its result", "corrections, only their result"),
    f.QuestionWorded: ("earlier wording of a question", "earlier wordings of a question"),
    f.QuestionWithdrawn: ("withdrawn question and the stances on it", "withdrawn questions and the stances on them"),
    f.SourceDescribed: ("change of a source, only its result", "changes of sources, only their result"),
    f.SourcesMerged: ("merger of two sources, only its result", "mergers of sources, only their result"),
    f.TermsTightened: ("tightening of terms, only its result", "tightenings of terms, only their result"),
    f.CaseRenamed: ("earlier title", "earlier titles"),
    f.ExhibitAttached: ("file that is held", "files that are held"),
    f.FileChecked: ("check of a file", "checks of files"),
    f.FileHandled: ("thing done with a file", "things done with files"),
    f.SignatureSeen: ("look for a signature", "looks for a signature"),
    f.CustodyRecorded: ("step of custody", "steps of custody"),
    f.Disclosed: ("showing of the document", "showings of the document"),
    f.PersonAccused: ("person accused", "people accused"),
    f.EditorInformed: ("editor who knows a source", "editors who know a source"),
    f.IdentityKept: ("identity in the vault, and that there is one", "identities in the vault, and that there are any"),
    f.PublicTextWritten: ("passage for the public", "passages for the public"),
    f.TextApproved: ("approval of a text", "approvals of texts"),
    f.GateOverridden: ("gate that was overridden", "gates that were overridden"),
    f.BoxInitialled: ("box that was initialled", "boxes that were initialled"),
    f.Exported: ("export", "exports"),
    f.Printed: ("place where it was printed", "places where it was printed"),
    f.CorrectionMade: ("correction that was published", "corrections that were published"),
    f.Erasure: ("erasure", "erasures"),
}


def not_carried(case: Case) -> tuple[str, ...]:
    """Sentences on what the log of a case holds beyond the format."""
    effective = [entry.fact for entry in case.entries if entry.id in case.in_effect]
    count = Counter(type(fact) for fact in effective)
    found = [f"Not carried: {count[cls]} {words[count[cls] != 1]}." for cls, words in _COUNTED.items() if count[cls]]
    if undone := len(case.entries) - len(effective):
        found.append(f"Not carried: {undone} {'entry' if undone == 1 else 'entries'} taken back.")
    if strange := count[f.Unknown] + count[f.Erased]:
        found.append(f"Not carried: {strange} {'entry' if strange == 1 else 'entries'} erased or of an unknown kind.")
    found += _words_left(case)
    if count[f.TermsAgreed]:
        found.append("Terms agreed later stand as they are today, as if they had held from the first.")
    if case.timezone != "UTC":
        zone = one_line(case.timezone, 40)
        found.append(f"Not carried: the time zone {zone}; in the file a date without a time ends at midnight UTC.")
    if not case.is_open:
        found.append("Not carried: that the case is closed.")
    if case.contested:
        found.append(f"Where two facts disagree ({len(case.contested)}), the file holds the first.")
    if case.waiting:
        found.append(f"Not carried: {len(case.waiting)} statements whose source is not there.")
    return tuple(found)


def _words_left(case: Case) -> list[str]:
    agreed = sum(bool(said.says.agreement or said.says.agreed_at) for said in case.statements)
    promised = sum(said.promise != Promise() for said in case.statements)
    signed = sum(bool(said.says.sign_off) for said in case.statements)
    made = sum(bool(said.says.rests_on) for said in case.statements)
    about = sum(bool(said.says.copy_of) for said in case.statements)
    coded = sum(bool(source.code_name) and source.code_name != source.slug for source in case.sources.values())
    return [
        f"Not carried: {what} ({count})."
        for count, what in (
            (agreed, "the exact words in which terms were agreed, and when"),
            (promised, "what else was agreed with sources: descriptor, reason, quotation"),
            (signed, "what a conclusive finding rests on"),
            (made, "from which check of a file a technical finding was made"),
            (about, "which copy of the document a statement is about"),
            (coded, "code names of sources"),
        )
        if count
    ]
