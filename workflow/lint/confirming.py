"""Finds who confirms in the draft and did not in the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.case import Question, Statement
from workflow.lint.claims import Claim, Claims
from workflow.lint.draft import Draft
from workflow.lint.finding import LintRule, Spot
from workflow.lint.instead import asked_whether, told_instead
from workflow.lint.lexicon import (
    CONFIRMED,
    CONTRARY,
    PLURAL_HEADS,
    SINGULAR_HEADS,
    STANCE_WORDS,
    words_of,
)
from workflow.lint.parties import How, Mention, Parties, Party, is_aside
from workflow.lint.record import Record
from workflow.lint.tokens import Token
from workflow.phrases import capital, short
from workflow.terms import Stance

_ROUTINE = words_of("receipt query queries question questions inquiry inquiries request requests enquiry")
_ONCE = words_of("had earlier previously initially originally first once")
_ENDED = words_of(
    "withdrew withdrawn withdraw withdraws withdrawal retracted retracts retract retraction recanted recants rescinded "
    "backtracked backpedaled reversed disavowed"
)
_PRONOUNS = frozenset(("he", "she", "they"))
_OURS = frozenset(("we", "i"))


class Confirming:
    """The rule `not-a-confirmation`."""

    def __init__(self, draft: Draft, record: Record, parties: Parties) -> None:
        self.draft, self.record, self.parties = draft, record, parties
        self.claims = Claims(draft, record)
        self._found: dict[tuple[tuple[Question, ...], bool, bool], bool] = {}
        self._tells_end = False
        """Whether the sentence at hand, or one beside it, tells that a confirmation is of the past."""

    def spots(self) -> Iterator[Spot]:
        """Every confirmation that the log does not hold."""
        before: Party | None = None
        for number, sentence in enumerate(self.draft.sentences):
            words = sentence.words
            mentions = self.parties.mentions(words)
            if not sentence.is_open:
                self._tells_end = self._tells_of_end(number)
                for claim in self.claims.find(words):
                    if spot := self._judged(words, mentions, claim, before):
                        yield spot
            people = [m.party for m in mentions if m.party.how in (How.NAME, How.ROLE)]
            before = people[0] if people else before

    def _tells_of_end(self, number: int) -> bool:
        around = self.draft.sentences[max(number - 1, 0) : number + 2]
        here = {word.key for word in self.draft.sentences[number].words}
        return bool(here & _ONCE) or any(word.key in _ENDED for sentence in around for word in sentence.words)

    def _judged(
        self, words: Sequence[Token], mentions: list[Mention], claim: Claim, before: Party | None
    ) -> Spot | None:
        about = self._about(words, claim)
        told = {word.key for word in about[:8]}
        if told & _ROUTINE and not told & self.record.document_words and not claim.passive:
            return None
        questions = self.record.questions_of(word for word in about if word.key not in CONFIRMED)
        agents = self._agents(words, mentions, claim)
        if (
            not questions
            and not claim.passive
            and len(about) < 6
            and not {word.key for word in about} & {"that", "the"}
        ):
            first = agents[0].first if agents else claim.verb - 1
            about = [*words[: max(first, 0)], *about]
            questions = self.record.questions_of(about)
        if not questions and not self._is_about_it(words, claim, about, bool(agents)):
            return None
        asked = questions or self.record.main_questions()
        contrary = any(word.key in CONTRARY or word.key.endswith("n't") for word in about)
        if agents:
            return self._unheld(words, claim, agents, asked, contrary)
        if (
            role := self.parties.by_role(words, claim.verb - 1)
            if claim.verb > claim.begin and not claim.passive
            else None
        ):
            said = self.parties.said_by(role)
            called = f"the {words[claim.verb - 1].text}"
            return None if self._confirms(said, asked, contrary) else self._spot(words, claim, called, asked, said)
        subject = self._subject(words, claim)
        if subject == "he":
            return self._pronoun(words, claim, before, asked, contrary)
        if subject == "we":
            return None if self._anybody(asked, contrary, ours=True) else self._spot(words, claim, "we", asked, [])
        if subject == "unknown" and not _proper(words, claim) and self._anybody(asked, contrary):
            return None
        if subject == "none" and (self.record.is_confirmed(asked) or contrary or not claim.passive):
            return None
        return self._spot(words, claim, "", asked, [])

    def _about(self, words: Sequence[Token], claim: Claim) -> Sequence[Token]:
        """The words that say what is confirmed; `Confirmed by the ministry: the letter is real` says it at the end."""
        if not claim.passive:
            return words[claim.verb + 1 : claim.end]
        ahead = words[claim.end : claim.end + 10] if claim.verb == 0 else ()
        return [*words[claim.begin : claim.end], *ahead]

    def _is_about_it(self, words: Sequence[Token], claim: Claim, about: Sequence[Token], known: bool) -> bool:
        keys = [word.key for word in about]
        if any(key in self.record.document_words for key in keys):
            return True
        if claim.passive:
            return False
        return known and (not keys or (keys[0] in ("it", "this", "that") and len(keys) < 3))

    def _agents(self, words: Sequence[Token], mentions: list[Mention], claim: Claim) -> list[Mention]:
        """Who is said to confirm: after `by` in the passive, else the last named before the verb, with its company."""
        by = self.claims.by(words, claim.verb, claim.end) if claim.passive else 0
        if words[claim.verb].key == "confirmation" and not by:
            by = next(
                (at for at in range(claim.verb + 1, min(claim.verb + 5, claim.end)) if words[at].key == "from"), 0
            )
        if by:
            return [m for m in mentions if by < m.first <= by + 5][:1]
        if claim.passive:
            return []
        found: list[Mention] = []
        for mention in reversed([m for m in mentions if claim.begin <= m.first and m.last <= claim.verb]):
            if found:
                joint = {word.key for word in words[mention.last : found[0].first]}
                if not joint <= {"and", "the", "both"} or "and" not in joint:
                    break
            elif is_aside(words, mention) or self._new_subject(words, mention, claim):
                continue
            found.insert(0, mention)
        return found

    @staticmethod
    def _new_subject(words: Sequence[Token], mention: Mention, claim: Claim) -> bool:
        """Whether a pronoun or an unnamed source stands between a name and the verb, and is who confirms."""
        between = words[mention.last : claim.verb]
        return any(
            word.key in ("we", "he", "she", "they", "i") or word.key in PLURAL_HEADS or word.key in SINGULAR_HEADS
            for word in between[-3:]
        ) and not any(word.key in ("spokesman", "spokeswoman") for word in between)

    def _subject(self, words: Sequence[Token], claim: Claim) -> str:
        if claim.passive:
            return "unknown" if self.claims.by(words, claim.verb, claim.end) else "none"
        for word in reversed(words[max(claim.begin, claim.verb - 4) : claim.verb]):
            if word.key in _PRONOUNS:
                return "he"
            if word.key in _OURS:
                return "we"
            if word.key == "it":
                return "it"
        return "unknown" if claim.verb > claim.begin else "none"

    def _pronoun(
        self, words: Sequence[Token], claim: Claim, before: Party | None, asked: Sequence[Question], contrary: bool
    ) -> Spot | None:
        if before is None or self._confirms(self.parties.said_by(before), asked, contrary):
            return None
        return self._spot(words, claim, "this person", asked, self.parties.said_by(before))

    def _confirms(self, said: Sequence[Statement], asked: Sequence[Question], contrary: bool) -> bool:
        stances = (Stance.CONFIRMS, Stance.DISPUTES) if contrary else (Stance.CONFIRMS,)
        held = self.record.holding(said, asked, *stances)
        return bool(held) and (self._tells_end or not all(self.record.is_retracted(one, asked) for one in held))

    def _anybody(self, asked: Sequence[Question], contrary: bool, *, ours: bool = False) -> bool:
        """Whether anybody confirms, or anybody who spoke to us."""
        sought = tuple(asked), contrary, ours
        if sought not in self._found:
            said = [s for s in self.record.usable if not (ours and s.says.via)]
            self._found[sought] = self._confirms(said, asked, contrary)
        return self._found[sought]

    def _unheld(
        self, words: Sequence[Token], claim: Claim, agents: list[Mention], asked: Sequence[Question], contrary: bool
    ) -> Spot | None:
        for agent in agents:
            named = {word.key for word in words[agent.first : agent.last]}
            said = sorted(self.parties.said_by(agent.party), key=lambda s: named <= self.record.name_keys(s))
            if not self._confirms(said, asked, contrary):
                return self._spot(words, claim, self._called(words, agent), asked, said)
        return None

    def _called(self, words: Sequence[Token], mention: Mention) -> str:
        """How the draft calls somebody."""
        called = self.draft.text[words[mention.first].start : words[mention.last - 1].end]
        return short(
            f"the {called}" if mention.party.how is How.ROLE and words[mention.first].text.islower() else called
        )

    def _spot(
        self, words: Sequence[Token], claim: Claim, who: str, asked: Sequence[Question], said: Sequence[Statement]
    ) -> Spot:
        held = self.record.holding(said, asked, *Stance) or list(said)
        verb = words[claim.verb]
        stances = [s for statement in held for q, s in statement.says.stances.items() if q in {a.id for a in asked}]
        what = asked_whether(asked)
        if who and stances:
            sentence = f"{capital(who)} {STANCE_WORDS[stances[-1]]}; that does not confirm {what}."
        elif who:
            sentence = f"The log holds nothing printable in which {who} confirmed {what}."
        else:
            sentence = f"The log holds nothing printable that confirms {what}."
        remedy = told_instead(self.record, held, asked)
        return Spot(verb.start, verb.end, LintRule.NOT_A_CONFIRMATION, sentence, remedy, tuple(s.id for s in held[-3:]))


def _proper(words: Sequence[Token], claim: Claim) -> bool:
    """Whether a name stands right before the verb, which the log does not know."""
    return not claim.passive and claim.verb > max(claim.begin, 1) and words[claim.verb - 1].is_capital
