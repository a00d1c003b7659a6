"""Finds what a draft says of asking for comment where the log holds something else, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from workflow.case import Request, Statement
from workflow.lint.draft import Draft
from workflow.lint.finding import LintRule, Spot
from workflow.lint.lexicon import HARD, NEGATED, OFFICE_WORDS, words_of
from workflow.lint.parties import How, Mention, Parties, is_aside
from workflow.lint.record import Record
from workflow.lint.tokens import Token
from workflow.outreach import Outcome, phrase, same_office, status
from workflow.phrases import capital, short
from workflow.terms import Stance

_DECLINED = words_of("declined declines")
_TO_SPEAK = words_of("comment answer say discuss respond speak elaborate confirm talk reply interview interviewed")
_REPLIED = words_of("respond responded reply replied return returned answer answered")
_TO_US = words_of(
    "request requests question questions email emails call calls message messages inquiry inquiries enquiry enquiries "
    "query queries comment us texts"
)
_NOT_YET = words_of("immediately yet")
_SILENT = words_of("not didn't hasn't hadn't haven't doesn't failed never")
_RELATIVE = words_of("where which that when as who whom")
_UNABLE = words_of("not couldn't cannot can't never")
_HELPING = words_of("did do does has have had could can be not still also immediately yet so far")
_ANOTHER = words_of("he she they we i who which")
_MARKS = frozenset(";:()—.!?")
_REACH = 12


class _Said(Enum):
    """What a draft says came of asking."""

    DECLINED = "declined to comment"
    SILENT = "did not respond"
    WAITING = "did not immediately respond"
    UNREACHED = "could not be reached"


_BORNE_OUT = {
    _Said.SILENT: Outcome.SILENT,
    _Said.WAITING: Outcome.WAITING,
    _Said.UNREACHED: Outcome.UNREACHED,
}
_NO_ANSWER = frozenset((Stance.NO_RESPONSE, Stance.IMPLIES))


class Asking:
    """The rule `not-what-was-asked`."""

    def __init__(self, draft: Draft, record: Record, parties: Parties) -> None:
        self.draft, self.record, self.parties = draft, record, parties

    def spots(self) -> Iterator[Spot]:
        """Every phrase about an answer that the log of requests does not give."""
        for sentence in self.draft.sentences:
            words = sentence.words
            if sentence.is_open:
                continue
            for at in range(1, len(words)):
                said, last = self._said(words, at)
                if said is None:
                    continue
                for mention in self._who(words, at):
                    if spot := self._judged(words, mention, said, at, last):
                        yield spot
                        break

    def _said(self, words: Sequence[Token], at: int) -> tuple[_Said | None, int]:
        """What is said from a word on, and the place of its last word."""
        key = words[at].key
        if key in _DECLINED:
            last = self._next(words, at, 5, _TO_SPEAK)
            return (_Said.DECLINED, last) if last and words[at - 1].key not in NEGATED else (None, 0)
        if key in _SILENT:
            last = self._next(words, at, 4, _REPLIED)
            if not last or not self._ends_or_names_us(words, last):
                return None, 0
            between = {word.key for word in words[at:last]}
            return (_Said.WAITING if between & _NOT_YET else _Said.SILENT), last
        unable = {word.key for word in words[max(at - 5, 0) : at]} & _UNABLE
        if key in ("reached", "contacted") and words[at - 1].key == "be" and unable:
            return _Said.UNREACHED, at
        return None, 0

    def _next(self, words: Sequence[Token], at: int, reach: int, sought: frozenset[str]) -> int:
        for here in range(at + 1, min(at + 1 + reach, len(words))):
            if self.draft.has_between(words, here, _MARKS):
                return 0
            if words[here].key in sought:
                return here
        return 0

    def _ends_or_names_us(self, words: Sequence[Token], at: int) -> bool:
        """Whether it is a question of ours that got no answer: `to the threat` is none."""
        if words[at].key in ("answer", "answered", "return", "returned"):
            return bool(self._next(words, at, 6, _TO_US - {"comment"}))
        if at + 1 == len(words) or self.draft.has_between(words, at + 1, _MARKS | {","}):
            return True
        return words[at + 1].key == "by" or bool(self._next(words, at, 7, _TO_US))

    def _who(self, words: Sequence[Token], at: int) -> list[Mention]:
        """Those of whom it is said: the last before the verb, with its company."""
        begin = at
        while begin > max(at - 3 * _REACH, 0) and words[begin - 1].key not in HARD:
            if self.draft.has_between(words, begin, frozenset(";:()—")):
                break
            begin -= 1
        found: list[Mention] = []
        for mention in reversed([m for m in self.parties.mentions(words) if begin <= m.first and m.last <= at]):
            between = {word.key for word in words[mention.last : found[0].first if found else at]}
            if found and not (between <= {"and", "the", "both", "nor", "or"} and between):
                break
            if mention.party.how in (How.OUTLET, How.DESCRIPTOR) or is_aside(words, mention):
                continue
            if mention.first and words[mention.first - 1].key in _RELATIVE:
                continue
            owner = words[mention.last - 1].text.endswith(("'s", "’s"))
            if between & _ANOTHER or (owner and words[mention.last].key not in OFFICE_WORDS):
                break
            found.insert(0, mention)
        return found

    def _judged(self, words: Sequence[Token], mention: Mention, said: _Said, at: int, last: int) -> Spot | None:
        called = short(self.draft.text[words[mention.first].start : words[mention.last - 1].end])
        held = [s for s in self.parties.said_by(mention.party) if s.source in mention.party.sources]
        requests = self._requests(mention, called)
        outcomes = {status(self.record.case, request, self.record.moment) for request in requests}
        if self._is_borne_out(said, held, outcomes):
            return None
        sentence, remedy = self._told(called, held, requests)
        ids = tuple(statement.id for statement in held[-3:])
        while at > mention.last and words[at - 1].key in _HELPING:
            at -= 1
        return Spot(words[at].start, words[last].end, LintRule.NOT_WHAT_WAS_ASKED, sentence, remedy, ids)

    def _requests(self, mention: Mention, called: str) -> list[Request]:
        """The requests to somebody, or to an office of that name, sent by the moment."""
        case, moment = self.record.case, self.record.moment
        sources = [case.sources[name] for name in mention.party.sources]
        names = {called, *(name for source in sources for name in (source.name, source.body) if name)}
        return [
            request
            for request in case.requests
            if status(case, request, moment) is not Outcome.UNASKED
            and (
                request.source in mention.party.sources
                if request.source
                else any(same_office(request.office, name) for name in names)
            )
        ]

    @staticmethod
    def _is_borne_out(said: _Said, held: Sequence[Statement], outcomes: set[Outcome]) -> bool:
        stances = {stance for statement in held for stance in statement.says.stances.values()}
        if said is _Said.DECLINED:
            spoke = any(not s.says.stances and s.words for s in held)
            return spoke or bool(stances - _NO_ANSWER or outcomes & {Outcome.DECLINED, Outcome.ANSWERED})
        return _BORNE_OUT[said] in outcomes or (Stance.NO_RESPONSE in stances and not outcomes)

    def _told(self, called: str, held: Sequence[Statement], requests: Sequence[Request]) -> tuple[str, str]:
        record = self.record
        if requests:
            told = phrase(record.case, requests[-1], record.moment)
            if status(record.case, requests[-1], record.moment) is Outcome.ANSWERED:
                return f"{capital(called)} answered, says the log.", "Write what the answer was."
            return f"What the log gives of {called} is “{told}”.", f"Write “{told}”."
        stances = [stance for statement in held for stance in statement.says.stances.values()]
        if Stance.DECLINES in stances:
            return f"{capital(called)} declined to comment, says the log.", "Write “declined to comment”."
        if stances and set(stances) == {Stance.NO_RESPONSE}:
            return f"{capital(called)} did not respond, says the log.", "Write “did not respond”, with the deadline."
        return (
            f"The log holds no request for comment to {called}.",
            "Ask, and log the request with its deadline, or leave this out.",
        )
