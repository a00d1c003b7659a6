"""The duty to tell (W29): what an export said that no longer holds, and where it was printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workflow.case import Case, Moment, Statement
from workflow.exported import EarlierCases, claimed
from workflow.facts import Erased, Erasure, FactId
from workflow.fate import Fate, Rule
from workflow.outgoing import Correction, Export, PrintedAt
from workflow.terms import Audience, State
from workflow.verdict import Evaluation, evaluate, question_words
from workflow.when import Instant


class Moved(NamedTuple):
    """A question that stood in another state when readers were last told."""

    question: FactId
    before: State
    after: State


class Ended(NamedTuple):
    """A statement that counted on a question when readers were last told and does not now, or not as told; why.

    `statement` is an id of the log then; the case of today may not hold it any more.
    """

    statement: FactId
    question: FactId
    why: str


class Duty(NamedTuple):
    """Whoever got an export is to be told: what moved, what ended, and since which place in the log.

    `erased`: something that stood in the log before the export was erased since; what it said cannot be compared.
    """

    export: Export
    moved: tuple[Moved, ...]
    ended: tuple[Ended, ...]
    since: int
    erased: bool = False

    @property
    def questions(self) -> tuple[FactId, ...]:
        """The questions affected, each once: those that moved first."""
        return tuple(dict.fromkeys((*(m.question for m in self.moved), *(e.question for e in self.ended))))

    @property
    def printed(self) -> tuple[PrintedAt, ...]:
        """Where it was printed."""
        return self.export.printed

    def affected(self, case: Case) -> tuple[str, ...]:
        """What its readers are to be told of: the questions in their words, and what was erased."""
        return (*question_words(case, self.questions), *((ERASED,) if self.erased else ()))


def duties(case: Case, moment: Moment, evaluation: Evaluation | None = None) -> tuple[Duty, ...]:
    """The exports whose readers hold something that no longer stands at a moment, the newest first.

    Of each audience the last export counts, and every one that was printed. What was known when an export was made is
    no news, whatever moment it stood at; nor is what a correction that names it came after. An erasure takes the
    words away by which to compare: it opens the duty wherever an export came between. A later export to the
    editor or the lawyer tells them. `evaluation` is the case's at the moment, where it is at hand.
    """
    exports = list(_that_matter(case, moment))
    if not exports:
        return ()
    look = _Look(case, evaluation or evaluate(case, moment))
    found = (look.duty(export, _last_told(case, export, moment)) for export in exports)
    return tuple(duty for duty in found if duty is not None)


def _that_matter(case: Case, moment: Moment) -> Iterator[Export]:
    told: set[Audience] = {Audience.DESK}
    for export in reversed(case.outgoing.exports):
        if not moment.has_seen(export.claimed_at):
            continue
        last = export.audience not in told
        told.add(export.audience)
        if last or (export.audience is Audience.PUBLIC and export.printed):
            yield export


def _last_told(case: Case, export: Export, moment: Moment) -> int:
    """The place in the log of the last correction that reached the readers of an export, else of the export."""

    def reached(correction: Correction) -> bool:
        known = moment.as_of is None or correction.at.known_at(case.zone) <= moment.as_of
        return known and export.id in correction.exports

    places = [correction.position for correction in case.outgoing.corrections if reached(correction)]
    return max([export.position, *places])


class _Look:
    """Compares the states of today with those of earlier places in the log, each worked out once."""

    def __init__(self, case: Case, now: Evaluation) -> None:
        self.case = case
        self.now = now
        self._erasures = tuple(_erasures(case, now.moment))
        self.fates = now.fates
        self._earlier = EarlierCases(case)
        self._embargoes: dict[int, list[Instant]] = {}
        self._news: dict[tuple[int, int], tuple[tuple[Moved, ...], tuple[Ended, ...]]] = {}

    def duty(self, export: Export, place: int) -> Duty | None:
        moved, ended = self._since(place)
        erased = any(first < export.position and place < at for first, at in self._erasures)
        return Duty(export, moved, ended, place, erased) if moved or ended or erased else None

    def _since(self, place: int) -> tuple[tuple[Moved, ...], tuple[Ended, ...]]:
        """What is otherwise since a place in the log; between two embargoes the clock of its entry tells nothing."""
        case, count = self._earlier.case(place), self._earlier.count(place)
        now = claimed(case, self.case.entries[place].claimed_at)
        if count not in self._embargoes:
            untils = (statement.terms_at(None)[1] for statement in case.statements)
            self._embargoes[count] = [until for until in untils if until is not None]
        key = count, sum(until <= now for until in self._embargoes[count])
        if key not in self._news:
            then = evaluate(case, Moment(None, now))
            self._news[key] = tuple(self._moved(then)), tuple(self._ended(then))
        return self._news[key]

    def _moved(self, then: Evaluation) -> Iterator[Moved]:
        for name, before in then.states.items():
            after = self.now.states.get(name, before)
            if after is not before:
                yield Moved(name, before, after)

    def _ended(self, then: Evaluation) -> Iterator[Ended]:
        for question, tally in then.tallies.items():
            if question not in self.now.states:
                continue
            for before in (*tally.confirms.live(), *tally.disputes.live()):
                if why := self._why_ended(before, question):
                    yield Ended(before.statement.id, question, why)

    def _why_ended(self, before: Fate, question: FactId) -> str:
        """Why a statement that counted is not to be told as it was; empty where it is, or was only said again."""
        after = self.fates.get((before.statement.id, question))
        if after is None:
            return self._why_gone(before.statement.id)
        if after.live:
            stricter = STRICTER if _is_stricter(before.statement, after.statement) else ""
            return stricter if after.stance is before.stance else _CORRECTED
        why = after.rule.value
        seen = {after.statement.id}
        while after.rule in _OVERTAKEN and after.by is not None and after.by.id not in seen:
            seen.add(after.by.id)
            after = self.fates[after.by.id, question]
        return "" if after.live and after.stance is before.stance else why

    def _why_gone(self, name: FactId) -> str:
        statement = self.case.by_id.get(name)
        if statement is None:
            return "it was taken back"
        at = self.now.moment.as_of
        return _CORRECTED if at is None or statement.learned_key <= at else ""


def _erasures(case: Case, moment: Moment) -> Iterator[tuple[int, int]]:
    """For each erasure known at a moment the places in the log of the first entry that it emptied, and of itself."""
    emptied = {entry.id: place for place, entry in enumerate(case.entries) if isinstance(entry.fact, Erased)}
    for at, entry in enumerate(case.entries if emptied else ()):
        if isinstance(entry.fact, Erasure) and moment.has_seen(entry.claimed_at):
            yield min((emptied[name] for name in entry.fact.targets if name in emptied), default=at), at


def _is_stricter(before: Statement, after: Statement) -> bool:
    """Whether less of a statement may be printed today than when readers were told."""
    banned = after.promise.may_quote is False and before.promise.may_quote is not False
    return banned or after.terms_at(None)[0].strictness > before.terms_at(None)[0].strictness


_OVERTAKEN = (Rule.OVERTAKEN, Rule.OVERTAKEN_BEFORE)
_CORRECTED = "it was corrected"
ERASED = "what has been erased since"
"""What readers are to be told of where no words are left to name it by."""
STRICTER = "its terms are stricter now"
"""Why a statement that still counts was printed as it may not be any more."""
