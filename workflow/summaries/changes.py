"""What changed, as a short summary of its own: for the desk by its own names, for a reader from what may leave it.

For a reader all words come from the case as it may be told today. Of the earlier one only states are told, so that what
was taken back since, or came under stricter terms, stands nowhere; and no line leads from an unnamed word to a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, NewType, TypeVar

import msgspec

from workflow.case import Case, Moment, Source, Statement
from workflow.clean import clean
from workflow.difference import Asked, Corrected, Difference, Fallen, Side, difference, side
from workflow.facts import FactId
from workflow.outreach import phrase
from workflow.phrases import counted, listed, say_instant
from workflow.summaries.audiences import EditorText, LawyerText, for_editor, for_lawyer
from workflow.summaries.parts import StateText, Time
from workflow.summaries.speaking import called, instant_time, is_open, state_text, time_of
from workflow.summaries.tellable import outward_side, tellable
from workflow.terms import Audience, State
from workflow.verdict import Headline, question_words

DeskText = NewType("DeskText", str)
"""A text for the desk's own eyes: names, code names and all."""

Told = TypeVar("Told", bound=str)
"""The text of whoever reads it."""

RESTRICTED = "Something that an earlier file says was taken back, or came under stricter terms. Use this one."
"""What a reader is told of words that may not be told any more: neither which, nor how many."""

_FIELDS = {
    "source": "who said it",
    "said_at": "when it was said",
    "learned_at": "when we learned of it",
    "stances": "the stance",
    "via": "the outlet",
    "knowledge": "how the source knows",
    "technical": "the kind of finding",
    "conclusive": "the kind of finding",
    "sign_off": "what the finding rests on",
    "hedged": "whether it is hedged",
    "quote": "the words",
    "paraphrase": "the words",
    "url": "the link",
    "asserted": "what it says the document is",
    "derived_from": "what it repeats",
    "retracts": "what it takes back",
    "corrects": "what it corrects",
    "lineage": "what it rests on",
    "grade": "the grade",
}
"""What the fields of a statement are called where their correction is told."""


class Line(msgspec.Struct, Generic[Told], frozen=True):
    """One thing that changed: whom or what it is about, what is to be known of it, and the words, if any."""

    who: Told
    detail: Told
    words: Told


class Part(msgspec.Struct, Generic[Told], frozen=True):
    """The changes of one kind."""

    key: str
    heading: str
    lines: tuple[Line[Told], ...]


class Turned(msgspec.Struct, Generic[Told], frozen=True):
    """A question's state then and now; None where it was not asked yet, or is not any more."""

    question: Told
    before: StateText | None
    after: StateText | None


class Changes(msgspec.Struct, Generic[Told], frozen=True):
    """What changed from an earlier moment on; `since` says what stood then, and `version` which case it is now."""

    reader: Audience
    title: Told
    invented: bool
    since: str
    before: Time
    after: Time
    timezone: Told
    version: str
    headline_before: Told
    headline_after: Told
    states: tuple[Turned[Told], ...]
    parts: tuple[Part[Told], ...]
    notes: tuple[str, ...]
    legend: tuple[StateText, ...]


class Then(NamedTuple):
    """The earlier case, its moment, and what it was, in words: a moment, or a file that left."""

    case: Case
    moment: Moment
    words: str


def desk_changes(then: Then, case: Case, moment: Moment) -> Changes[DeskText]:
    """All that changed, by the desk's own names; for nobody else."""
    before, after = side(then.case, then.moment), side(case, moment)
    found = difference(before, after)
    return _Sheet(Audience.DESK, _for_desk, found, before, after).build(then, _desk_notes(found))


def editor_changes(then: Then, case: Case, moment: Moment, version: str) -> Changes[EditorText]:
    """What changed, for an editor."""
    return _for_reader(Audience.EDITOR, for_editor, then, case, moment, version)


def lawyer_changes(then: Then, case: Case, moment: Moment, version: str) -> Changes[LawyerText]:
    """What changed, for a lawyer: nothing that is under embargo."""
    return _for_reader(Audience.LAWYER, for_lawyer, then, case, moment, version)


def _for_desk(text: str) -> DeskText:
    return DeskText(clean(text, multiline=True))


def _for_reader(
    audience: Audience, mint: Callable[[str], Told], then: Then, case: Case, moment: Moment, version: str
) -> Changes[Told]:
    then, moment = then._replace(moment=then.moment.present), moment.present
    before, after = outward_side(then.case, then.moment, audience), outward_side(case, moment, audience)
    found, is_restricted = tellable(difference(before, after), before, after)
    notes = (RESTRICTED,) if is_restricted else ()
    return _Sheet(audience, mint, found, before, after).build(then, notes, version)


def _desk_notes(found: Difference) -> tuple[str, ...]:
    each = (
        (len(found.gone), "statement taken back or erased", "statements taken back or erased"),
        (len(found.withheld), "statement not learned by then", "statements not learned by then"),
        (found.approvals, "text approved for the public", "texts approved for the public"),
    )
    return tuple(f"{counted(number, one, many)}." for number, one, many in each if number)


class _Sheet(Generic[Told]):
    """Puts a difference into words, those of the later side."""

    def __init__(
        self, reader: Audience, mint: Callable[[str], Told], found: Difference, before: Side, after: Side
    ) -> None:
        self.reader, self.mint, self.found, self.before, self.after = reader, mint, found, before, after
        self.case = after.told
        self.requests = {request.id: request for request in self.case.requests}

    def build(self, then: Then, notes: tuple[str, ...], version: str = "") -> Changes[Told]:
        found, case = self.found, self.case
        states = tuple(self._turned(turn.question, turn.before, turn.after) for turn in found.turns)
        used = {state for turn in found.turns for state in (turn.before, turn.after)}
        used |= {top.state for top in found.headlines}
        parts = (
            self._part("learned", "New", ((n, self._new(n)) for n in found.learned)),
            self._part("fallen", "No longer counts", ((f.statement, self._fallen(f)) for f in found.fallen)),
            self._part("corrected", "Corrected", ((c.statement, self._corrected(c)) for c in found.corrected)),
            self._part("terms", "On other terms", ((n, self._terms(n)) for n in found.terms)),
            self._part("described", "Called otherwise", ((n, self._about(n, "")) for n in found.described)),
            Part("requests", "Requests for comment", tuple(map(self._request, found.requests))),
            Part("questions", "Worded otherwise", tuple(map(self._worded, found.worded))),
            Part("document", "What the document claims about itself", tuple(map(self._claim, found.document))),
            Part("passages", "Written for the public", tuple(self._line(s.word, "", "") for s in found.passages)),
        )
        return Changes(
            reader=self.reader,
            title=self.mint(case.title),
            invented=case.invented,
            since=then.words,
            before=instant_time(case, then.moment.at),
            after=instant_time(case, self.after.moment.at),
            timezone=self.mint(case.timezone),
            version=version,
            headline_before=self._headline(self.before.told, found.headlines[0]),
            headline_after=self._headline(case, found.headlines[1]),
            states=states,
            parts=tuple(part for part in parts if part.lines),
            notes=notes,
            legend=tuple(state_text(state) for state in State if state in used),
        )

    def _line(self, who: str, detail: str, words: str) -> Line[Told]:
        return Line(self.mint(who), self.mint(detail), self.mint(words))

    def _part(self, key: str, heading: str, lines: Iterable[tuple[FactId, Line[Told]]]) -> Part[Told]:
        """Lines in the order learned; those of one moment in the order of their words, never of the log."""
        keyed = [
            (self.after.statement(name).learned_key, line.who, line.detail, line.words, line) for name, line in lines
        ]
        found = dict.fromkeys(row[-1] for row in sorted(keyed, key=lambda row: row[:-1]))
        return Part(key, heading, tuple(found))

    def _turned(self, question: FactId, before: State | None, after: State | None) -> Turned[Told]:
        there = self.after if question in self.after.questions else self.before
        (word,) = question_words(there.told, (there.questions[question],))
        return Turned(self.mint(word), state_text(before) if before else None, state_text(after) if after else None)

    def _headline(self, case: Case, top: Headline) -> Told:
        return self.mint(": ".join(filter(None, (top.state.word, ", ".join(question_words(case, top.questions))))))

    def _who(self, statement: Statement) -> str:
        return self._called(self.case.source_of(statement))

    def _called(self, source: Source) -> str:
        return source.label if self.reader is Audience.DESK else called(source)

    def _about(self, name: FactId, what: str) -> Line[Told]:
        """Who said it and when, and what became of it."""
        statement = self.after.statement(name)
        said = f"said {time_of(self.case, statement.said).text}"
        return self._line(self._who(statement), "; ".join(filter(None, (said, what))), "")

    def _new(self, name: FactId) -> Line[Told]:
        statement = self.after.statement(name)
        terms, embargo = self.after.terms(name)
        detail = [terms.word]
        if statement.says.via:
            detail.append(f"through {statement.says.via}")
        detail.append(f"said {time_of(self.case, statement.said).text}")
        if statement.says.learned_at and statement.learned != statement.said:
            detail.append(f"learned {time_of(self.case, statement.learned).text}")
        if embargo is not None and embargo > self.after.moment.at:
            detail.append(f"under embargo until {say_instant(embargo, self.case.zone)}")
        return self._line(self._who(statement), ", ".join(detail), _words(statement))

    def _fallen(self, fallen: Fallen) -> Line[Told]:
        asked = listed(question_words(self.case, (self.after.questions[q] for q in fallen.questions)))
        by = self.after.statement(fallen.by) if fallen.by else None
        told = by is not None and (self.reader is Audience.DESK or is_open(by))
        whose = f" ({self._who(by)}, {time_of(self.case, by.said).text})" if by is not None and told else ""
        return self._about(fallen.statement, f"on {asked}: {fallen.rule.value}{whose}")

    def _corrected(self, corrected: Corrected) -> Line[Told]:
        line = self._about(corrected.statement, f"corrected: {listed(_FIELDS[f] for f in corrected.fields)}")
        return Line(line.who, line.detail, self.mint(_words(self.after.statement(corrected.statement))))

    def _terms(self, name: FactId) -> Line[Told]:
        terms, embargo = self.after.terms(name)
        until = f" until {say_instant(embargo, self.case.zone)}" if embargo is not None else ""
        return self._about(name, f"now {terms.word}{', under embargo' if until else ''}{until}")

    def _request(self, asked: Asked) -> Line[Told]:
        request = self.requests[self.after.requests[asked.request]]
        source = self.case.sources.get(request.source)
        who = self._called(source) if source else request.office or "an office"
        detail = f"asked {time_of(self.case, request.sent).text}"
        return self._line(who, detail, phrase(self.case, request, self.after.moment))

    def _worded(self, question: FactId) -> Line[Told]:
        name = self.after.questions[question]
        return self._line(question_words(self.case, (name,))[0], "", self.case.question_by_id[name].proposition)

    def _claim(self, field: str) -> Line[Told]:
        return self._line(field, "", self.case.document.get(field, ""))


def _words(statement: Statement) -> str:
    """The quote, else the paraphrase; in quotation marks on the record, or where that was agreed."""
    quotes = is_open(statement) or bool(statement.promise.may_quote)
    return f"“{statement.says.quote}”" if statement.says.quote and quotes else statement.words
