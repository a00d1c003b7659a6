"""Finds the word of a state without its question, and those who refuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.lint.draft import Draft
from workflow.lint.finding import LintRule, Spot
from workflow.lint.lexicon import COPULA, HARD, NEGATED, words_of
from workflow.lint.parties import Parties
from workflow.lint.record import Record
from workflow.lint.tokens import Token

_REACH = 30
_COLONS, _MARKS, _CLAUSES = frozenset(";:"), frozenset(".,;:()—!?"), frozenset(";—")
_REFUSED = words_of("refused refuses refusing refuse refusal refusals")
_TO_SPEAK = words_of(
    "comment commenting answer answers say discuss confirm deny respond elaborate speak talk reply verify explain "
    "acknowledge address clarify authenticate questions drawn"
)
_ON_THE_WAY = words_of("be publicly even provide offer make give issue immediately directly")
_STATES = words_of(
    "confirmed unconfirmed verified unverified disputed undisputed contested withdrawn fake false debunked discredited "
    "refuted bogus hoax disproved disproven retracted denied"
)
_VERBS = words_of("confirmed confirms verified verifies disputed disputes contested contests denied denies")
_ADVERBS = words_of("officially independently anonymously now still since already also fully widely partly a so")
_REMAINS = COPULA | words_of("has have had remains remained stays stands turned proved")
_BETWEEN = _ADVERBS | words_of(
    "not never isn't wasn't yet out to an the neither itself that considered deemed regarded treated listed declared "
    "as shown proven found"
)
_OF = words_of("of in about to with from for on")
_ASKING = words_of("whether who whom what where when how why")
_FILLERS = words_of("a an the this that as so called of alleged")
_ENDS = words_of(
    "by on in at after before monday tuesday wednesday thursday friday saturday sunday today yesterday and but while "
    "late early who which according when as since with said says"
)


class Refusing:
    """The rule `refused-to-comment`."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def spots(self) -> Iterator[Spot]:
        """Every refusal to speak; `would not comment` is left alone, for it is what happened."""
        for sentence in self.draft.sentences:
            words = sentence.words
            for at, word in enumerate(words):
                if not sentence.is_open and word.key in _REFUSED and (end := self._end(words, at)):
                    yield Spot(
                        word.start,
                        words[end].end,
                        LintRule.REFUSED_TO_COMMENT,
                        "“Refused” judges; who was asked owes no answer.",
                        "Write “declined to comment”, or the phrase that the request gives.",
                    )

    def _end(self, words: Sequence[Token], at: int) -> int:
        if {word.key for word in words[max(at - 3, 0) : at]} & {"not", "never", "didn't", "hasn't", "no", "nobody"}:
            return 0
        for here in range(at + 1, min(at + 9, len(words))):
            key = words[here].key
            if key in _TO_SPEAK:
                return here
            if key == "to" and here + 1 < len(words) and words[here + 1].key not in _TO_SPEAK | _ON_THE_WAY:
                return 0
            if self.draft.has_between(words, here, _COLONS):
                return 0
        return at if self._was_asked(words, at) else 0

    def _was_asked(self, words: Sequence[Token], at: int) -> bool:
        """`Asked twice about it, the ministry refused.`, but not `asked to leave, he refused`."""
        if words[at].key != "refused" or (at + 1 < len(words) and not self.draft.has_between(words, at + 1, _MARKS)):
            return False
        asked = next((here for here in range(at) if words[here].key in ("asked", "pressed")), -1)
        return asked >= 0 and "to" not in {word.key for word in words[asked + 1 : asked + 4]}


class Stating:
    """The rule `bare-state`."""

    def __init__(self, draft: Draft, record: Record, parties: Parties) -> None:
        self.draft, self.record, self.parties = draft, record, parties

    def spots(self) -> Iterator[Spot]:
        """Every word of a state that is said of the document as a whole."""
        for sentence in self.draft.sentences:
            words = sentence.words
            for at, word in enumerate(words):
                if word.key in _STATES or word.key in _VERBS:
                    noun = self._said_of(words, at)
                    if noun >= 0 and not self._has_question(words, at, noun) and not sentence.is_open:
                        yield self._spot(words, at, noun)

    def _said_of(self, words: Sequence[Token], at: int) -> int:
        """The place of the document that the word of a state is said of, or -1."""
        for found in (
            self._before_noun(words, at),
            self._after_copula(words, at),
            self._object(words, at),
            self._aside(words, at),
        ):
            if found >= 0:
                return found
        return self._headline(words, at)

    def _before_noun(self, words: Sequence[Token], at: int) -> int:
        """`an officially disputed letter`, but not `confirmed the letter`."""
        if words[at].key in ("confirms", "verifies", "disputes", "contests", "denies"):
            return -1
        for here in range(at + 1, min(at + 4, len(words))):
            if not self._near(words, here):
                return -1
            if words[here].key in self.record.document_words:
                follows = words[here + 1].key if here + 1 < len(words) and self._near(words, here + 1) else ""
                return -1 if follows in self.record.document_words else here
            if words[here].key in ("the", "a", "an", "that", "by", "to", "it", "this", "and", "as", "in", "on", "its"):
                return -1
        return -1

    def _after_copula(self, words: Sequence[Token], at: int) -> int:
        """`the letter is officially disputed`."""
        here, copula = at - 1, False
        while here >= 0 and at - here < 9 and self._near(words, here + 1):
            key = words[here].key
            if copula and key in self.record.document_words:
                return -1 if here and words[here - 1].key in _OF else here
            joint = key in ("and", "or", "nor") and here and words[here - 1].key in _STATES
            if key in _REMAINS:
                copula = True
            elif not (key in _BETWEEN or key in _STATES or key.endswith("ly") or joint):
                return -1
            here -= 1
        return -1

    def _object(self, words: Sequence[Token], at: int) -> int:
        """`disputed the letter`, where nothing says what of it."""
        taken_back = any(word.key in NEGATED or word.key.endswith("n't") for word in words[max(at - 5, 0) : at])
        if words[at].key not in _VERBS or taken_back or (at and words[at - 1].key in COPULA):
            return -1
        for here in range(at + 1, min(at + 5, len(words))):
            if not self._near(words, here):
                return -1
            if words[here].key in self.record.document_words:
                if words[here].text.endswith(("'s", "’s")):
                    return -1
                named = here + 1 < len(words) and words[here + 1].key == "as"
                return here if self._closes(words, here) and not named else -1
            if words[here].key not in _FILLERS and words[here].key not in (
                "leaked",
                "purported",
                "unsigned",
                "one",
                "page",
            ):
                return -1
        return -1

    def _aside(self, words: Sequence[Token], at: int) -> int:
        """`the letter, since confirmed, was posted`."""
        back = at - 1
        while (
            back >= 0
            and self._near(words, back + 1)
            and (words[back].key in _ADVERBS or words[back].key.endswith("ly"))
        ):
            back -= 1
        if back < 0 or words[back].key not in self.record.document_words or at + 1 == len(words):
            return -1
        apart = "," in self.draft.gap(words[back], words[back + 1])
        return back if apart and "," in self.draft.gap(words[at], words[at + 1]) else -1

    def _closes(self, words: Sequence[Token], here: int) -> bool:
        return here + 1 == len(words) or not self._near(words, here + 1) or words[here + 1].key in _ENDS

    def _headline(self, words: Sequence[Token], at: int) -> int:
        """`Letter confirmed by Pentagon`, `CONFIRMED: the letter`: a heading without a verb of its own."""
        if at and words[at - 1].key in self.record.document_words and self._near(words, at) and len(words) < 14:
            sentence_has_verb = any(word.key in COPULA for word in words)
            follows = words[at + 1].key if at + 1 < len(words) else ""
            if not sentence_has_verb and (
                not follows or follows in ("by", "as", "after") or not self._near(words, at + 1)
            ):
                return at - 1
        back = at - 1
        while back > 0 and words[back].key in _ADVERBS:
            back -= 1
        if back >= 0 and words[back].key in self.record.document_words and self._closes(words, at):
            apart = self.draft.gap(words[back], words[back + 1])
            if len(words) < 8 and (":" in apart or " – " in apart or "—" in apart):
                return back
        if at == 0 and len(words) > 1 and ":" in self.draft.gap(words[0], words[1]):
            return next((h for h in range(1, min(6, len(words))) if words[h].key in self.record.document_words), -1)
        return -1

    def _near(self, words: Sequence[Token], here: int) -> bool:
        return not self.draft.has_between(words, here, _MARKS)

    def _has_question(self, words: Sequence[Token], at: int, noun: int) -> bool:
        """Whether the clause says what exactly has the state."""
        if noun > at:
            near = (*words[max(at - 4, 0) : at], *words[at + 1 : noun], *words[noun + 1 : noun + 4])
            return self.record.names_a_question(near)
        begin, end = at, at + 1
        while begin > max(at - _REACH, 0) and words[begin - 1].key not in HARD and not self._breaks(words, begin):
            begin -= 1
        while end < min(at + _REACH, len(words)) and words[end].key not in HARD and not self._breaks(words, end):
            end += 1
        return self.record.names_a_question(
            word for here, word in enumerate(words[begin:end], begin) if here not in (at, noun)
        ) or bool(_ASKING & {word.key for word in words[begin : max(at, noun)]})

    def _breaks(self, words: Sequence[Token], here: int) -> bool:
        return self.draft.has_between(words, here, _CLAUSES)

    def _spot(self, words: Sequence[Token], at: int, noun: int) -> Spot:
        names = ", ".join(dict.fromkeys(question.word for question in self.record.case.questions))
        first, last = min(at, noun), max(at, noun)
        return Spot(
            words[first].start,
            words[last].end,
            LintRule.BARE_STATE,
            f"“{words[at].text}” does not say what of the document it is about.",
            f"Name the question with the word: {names}." if names else "Say what exactly is meant.",
        )
