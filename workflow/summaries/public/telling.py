"""Which sentences the public summary may print of a case at a moment, and which side of which question each is on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo
from typing import NamedTuple

import msgspec

from workflow.case import Case, Question, Request, Statement
from workflow.evidence import weigh
from workflow.facts import FactId
from workflow.fate import Rule
from workflow.outreach import Outcome, status
from workflow.phrases import listed
from workflow.summaries.marks import in_reach
from workflow.summaries.public import model, words
from workflow.summaries.public.apart import apart
from workflow.summaries.public.press import Press
from workflow.terms import Stance, State, Weight
from workflow.verdict import Evaluation, decide
from workflow.voices import Voice
from workflow.when import Instant, When, datetime_of
from workflow.wording import Field, Sentence, Shape, WordingRule, sentences

_UNNAMED = frozenset({WordingRule.BACKGROUND, WordingRule.SECOND_HAND, WordingRule.RETRACTION})
"""The rules by which words of unnamed sources may be told to the public: none that says how many they are."""

_OF_THE_PAST = frozenset({WordingRule.RETRACTION, WordingRule.LATER_WORD})
"""The rules whose sentences say themselves that something no longer stands."""

_ANSWERS = {Outcome.ANSWERED: "an answer came", Outcome.DECLINED: "comment was declined"}
_TAKEN_BACK = frozenset({Rule.RETRACTED, Rule.RETRACTED_BEFORE})
_OVERTAKEN = frozenset({Rule.OVERTAKEN, Rule.OVERTAKEN_BEFORE})
_STRONGEST = (Weight.OFFICIAL, Weight.TECHNICAL, Weight.NAMED, Weight.ANONYMOUS, Weight.NONE)


class Sides(NamedTuple):
    """The sentences on one question: for it, against it, neither; `is_told` is whether they alone give its state."""

    confirms: tuple[model.Sentence, ...]
    disputes: tuple[model.Sentence, ...]
    others: tuple[model.Sentence, ...]
    is_told: bool


class _Placed(NamedTuple):
    """A sentence on one side of a question, with what it is sorted by; unnamed ones by their words alone."""

    key: tuple[bool, int, int, str]
    stance: Stance | None
    statements: tuple[FactId, ...]
    sentence: model.Sentence


class Telling:
    """The sentences of a case that may be told.

    They are judged where named and unnamed words stand apart, but for the states, which are those of the case.
    """

    def __init__(self, case: Case, evaluation: Evaluation, press: Press, newsroom: str) -> None:
        self.moment, self.press, self.names = evaluation.moment, press, press.names
        self.newsroom = newsroom
        self.real, self.case = case, apart(case, self.moment, self.names)
        self.told = Evaluation(self.moment, weigh(self.case, self.moment), evaluation.states)
        self.fates = self.told.fates
        self.gone = {pair for pair, fate in evaluation.fates.items() if fate.rule in _TAKEN_BACK}
        found = self._sentences(self.case, self.told)
        self.outcomes = {it.request: it for it in found if it.request}
        self._quotes = [it for it in found if _holds_words_first(it) and self._may_be_told(it)]
        self.missing: set[FactId] = set()
        self.requests_missing = 0
        self._last: dict[FactId, dict[tuple[FactId, Stance], tuple[Instant, int]]] = {}

    def sides(self, question: Question) -> Sides:
        """What may be told on a question, the strongest first and then the latest, unnamed words after the named."""
        placed = {(it.stance, words.text(it.sentence)): it for it in self._placed(question)}
        found = sorted(placed.values(), key=lambda it: it.key)
        confirms, disputes, others = (
            tuple(it.sentence for it in found if it.stance is stance)
            for stance in (Stance.CONFIRMS, Stance.DISPUTES, None)
        )
        return Sides(confirms, disputes, others, self._is_told(question, found))

    def quotes(self) -> tuple[model.Sentence, ...]:
        """What was said by name in words that do not stand with a question, in the order said."""
        found = []
        for it in self._quotes:
            latest = self._latest(it)
            if made := self._made(it, self._day(latest.said)):
                found.append((latest.said.known_at(self.case.zone), words.text(made), made))
        return tuple(dict.fromkeys(made for *_, made in sorted(found, key=lambda it: it[:2])))

    def requests(self) -> tuple[model.Sentence, ...]:
        """What came of each request for comment that may be told of, in the order sent."""
        told = []
        for request in self.case.requests:
            if not self._may_be_asked(request):
                continue
            sentence = self.outcomes.get(request.id) or self._answered(request)
            made = self.press.sentence(sentence, None) if sentence else None
            if made:
                told.append(made)
            self.requests_missing += sentence is not None and made is None
        return tuple(dict.fromkeys(told))

    def _sentences(self, case: Case, told: Evaluation) -> tuple[Sentence, ...]:
        return sentences(case, told, self.moment, self.newsroom)

    def _on(self, question: Question) -> list[Sentence]:
        """The sentences as they are when each statement is told for this question alone; quotes stand elsewhere."""
        name = question.id
        alone = tuple(_only(s, name) for s in self.case.statements if name in s.says.stances)
        told = self.told._replace(tallies={name: self.told.tallies[name]})
        case = msgspec.structs.replace(self.case, statements=alone, requests=())
        return [it for it in self._sentences(case, told) if self._may_be_told(it) and not _holds_words_first(it)]

    def _placed(self, question: Question) -> Iterable[_Placed]:
        for it in self._on(question):
            stance, weight = self._side(it, question.id)
            is_open = self._is_open(it)
            if self._is_stale(it, question.id):
                continue
            if stance is None and not is_open and it.rule is not WordingRule.RETRACTION:
                continue
            latest = self._latest(it)
            tells_when = not is_open or it.rule is WordingRule.LATER_WORD
            if made := self._made(it, None if tells_when else self._day(latest.said)):
                key = (False, weight, -latest.learned_key) if is_open else (True, 0, 0)
                yield _Placed((*key, words.text(made)), stance, it.statements, made)

    def _made(self, sentence: Sentence, said: model.Day | None) -> model.Sentence | None:
        """A sentence as it may be published, or None; of those on the record it is noted that they are missing."""
        made = self.press.sentence(sentence, said)
        if made is None and self._is_open(sentence):
            self.missing.update(sentence.statements)
        return made

    def _is_open(self, sentence: Sentence) -> bool:
        return all(self._voice(name) is Voice.OPEN for name in sentence.statements)

    def _latest(self, sentence: Sentence) -> Statement:
        return max((self.case.by_id[name] for name in sentence.statements), key=lambda it: it.order)

    def _is_stale(self, sentence: Sentence, question: FactId) -> bool:
        """Whether the same source has said the same since, or an answer came where there had been none."""
        fates = [fate for name in sentence.statements if (fate := self.fates.get((name, question)))]
        if sentence.rule is WordingRule.LATER_WORD:
            return not all(fate.stance.weighs for fate in fates)
        last = self._last_words(question)
        said = (fate for fate in fates if fate.rule in _OVERTAKEN)
        return any(fate.statement.order < last[fate.statement.source, fate.stance] for fate in said)

    def _last_words(self, question: FactId) -> dict[tuple[FactId, Stance], tuple[Instant, int]]:
        """When each source took each side for the last time, as far as that ever counted."""
        if question not in self._last:
            counted = (f for f in self.told.tallies[question].fates if f.live or f.rule in _OVERTAKEN)
            ordered = sorted(counted, key=lambda fate: fate.statement.order)
            self._last[question] = {(f.statement.source, f.stance): f.statement.order for f in ordered}
        return self._last[question]

    def _side(self, sentence: Sentence, question: FactId) -> tuple[Stance | None, int]:
        """On which side a sentence stands, and how strong it is there: by what counts, else by what counted."""
        if sentence.rule is WordingRule.LATER_WORD:
            return None, len(_STRONGEST)
        fates = [fate for name in sentence.statements if (fate := self.fates.get((name, question)))]
        found = [fate for fate in fates if fate.live] or [fate for fate in fates if fate.rule in _OVERTAKEN]
        if not found:
            return None, len(_STRONGEST)
        latest = max(found, key=lambda fate: fate.statement.order)
        return latest.stance, _STRONGEST.index(latest.weight) if latest.live else len(_STRONGEST)

    def _day(self, when: When) -> model.Day:
        return day_of(when, self.case.zone)

    def _voice(self, statement: FactId) -> Voice:
        return self.names.voice(self.real.by_id[statement])

    def _may_be_told(self, sentence: Sentence) -> bool:
        """Whether all that a sentence rests on may be told to the public now, and nothing in it was taken back."""
        for name in sentence.statements:
            if name not in self.case.by_id or self._is_early(name):
                return False
            if self._voice(name) is not Voice.OPEN and sentence.rule not in _UNNAMED:
                return False
        gone = bool(self.gone & {(name, q) for name in sentence.statements for q in sentence.questions})
        return bool(sentence.statements) and (not gone or sentence.rule in _OF_THE_PAST)

    def _is_early(self, name: FactId) -> bool:
        """Whether a statement is under embargo, so that not even an answer may be told of."""
        embargo = self.names.terms[name][1] if name in self.names.terms else None
        return embargo is not None and embargo > min(self.moment.at, self.moment.now)

    def _is_told(self, question: Question, found: Sequence[_Placed]) -> bool:
        """Whether what is shown gives the state; of a withdrawal, whether the retraction is shown."""
        state, shown = self.told.states[question.id], {name for it in found for name in it.statements}
        if state is State.UNCONFIRMED:
            return True
        if state is State.WITHDRAWN:
            fates = (self.fates.get((name, question.id)) for name in shown)
            return any(fate is not None and fate.stance is Stance.RETRACTS for fate in fates)
        kept = tuple(statement for statement in self.case.statements if statement.id in shown)
        alone = weigh(msgspec.structs.replace(self.case, statements=kept), self.moment)
        return decide(alone[question.id]) is state

    def _may_be_asked(self, request: Request) -> bool:
        """Whether a request was sent by now to an office, or to somebody whom no unnamed word leads to."""
        if self.moment.as_of is not None and request.sent.known_at(self.case.zone) > self.moment.as_of:
            return False
        if request.source and not self.names.speaks_openly(request.source):
            return False
        return self.names.may_tell_of(request) and not any(self._is_early(a.statement) for a in request.answers)

    def _answered(self, request: Request) -> Sentence | None:
        """That a request was answered, or comment declined; what was answered stands with the questions."""
        end = _ANSWERS.get(status(self.real, request, self.moment))
        if end is None:
            return None
        about = listed(words.name(name_of(self.case, q)) for q in request.questions if q in self.case.question_by_id)
        sent = words.day(self._day(request.sent))
        put = f" on {sent}{f' about {about}' if about else ''}; {end}."
        return Sentence(WordingRule.SILENCE, ("We asked ", self._addressee(request), put), request=request.id)

    def _addressee(self, request: Request) -> Field:
        source = self.case.sources.get(request.source)
        if source is None:
            return Field(f"{request.id}:office", self.names.told(request.office) or "an office")
        if source.name:
            return Field(f"{source.id}:name", self.names.told(source.name))
        return Field(f"{source.id}:descriptor", self.names.told(source.descriptor))


def _only(statement: Statement, question: FactId) -> Statement:
    stances = {question: statement.says.stances[question]}
    return msgspec.structs.replace(statement, says=msgspec.structs.replace(statement.says, stances=stances))


def _holds_words_first(sentence: Sentence) -> bool:
    """Whether a sentence is somebody's own words, before any clause of what they come to."""
    shapes = [field.shape for field in sentence.fields]
    return Shape.QUOTE in shapes and Shape.CLAUSE not in shapes[: shapes.index(Shape.QUOTE)]


def name_of(case: Case, question: FactId) -> model.Name:
    """A question by its kind, with its number where the case has several of that kind."""
    kind = case.question_by_id[question].kind
    alike = [it.id for it in case.questions if it.kind is kind]
    return model.Name(kind, alike.index(question) + 1 if len(alike) > 1 else 0)


def day_of(when: When, zone: tzinfo) -> model.Day:
    """A date as it was written, or the day on which a time is in a zone, as our sentences say it."""
    day = date.fromordinal(when.day) if when.instant is None else datetime_of(in_reach(when.instant), zone).date()
    return model.Day(day.year, day.month, day.day)
