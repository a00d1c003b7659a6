"""What the lint asks of a case: which statements a draft may rest on at a moment, and what a sentence is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from workflow.case import Case, Moment, Question, Statement, said_before
from workflow.facts import FactId
from workflow.flags import through_outlet
from workflow.lint.folding import Folded
from workflow.lint.lexicon import ASKS, CORE_DOCUMENTS, DOCUMENTS, STOP_WORDS
from workflow.lint.tokens import Token, keys, tokens
from workflow.terms import Kind, Knowledge, Stance, Standing, State, Term
from workflow.verdict import Evaluation
from workflow.voices import Names
from workflow.wording import Sentence, of_statement

_MOST_SENTENCES = 20
UNNAMED_TERMS = (Term.BACKGROUND, Term.NOT_FOR_ATTRIBUTION)


class Record:
    """A case at a moment, as far as a draft may rest on it. Embargoes are judged by the wall clock too."""

    def __init__(self, case: Case, evaluation: Evaluation, moment: Moment) -> None:
        self.case, self.evaluation, self.moment = case, evaluation, moment
        self.names = Names(case, moment)
        self.usable = tuple(s for s in case.learned_by(moment) if self.terms(s).counts and not self.is_embargoed(s))
        """The statements learned by the moment whose terms let them be told, and that are under no embargo."""
        self._sentences: dict[FactId, list[Sentence]] = {}

    def terms(self, statement: Statement) -> Term:
        """The terms that printing obeys."""
        return self.names.terms[statement.id][0]

    def is_embargoed(self, statement: Statement) -> bool:
        """Whether a statement may not be used yet, now or at the moment."""
        embargo = self.names.terms[statement.id][1]
        return embargo is not None and embargo > min(self.moment.at, self.moment.now)

    def is_withheld(self, statement: Statement) -> bool:
        """Whether a statement is under embargo on the wall clock, which is when a draft goes out."""
        embargo = self.names.terms[statement.id][1]
        return embargo is not None and embargo > self.moment.now

    def is_hidden(self, statement: Statement) -> bool:
        """Whether a statement may not be told under a name."""
        return self.terms(statement) is not Term.ON_RECORD

    def is_unnamed(self, statement: Statement) -> bool:
        """Whether a statement may be told without a name alone."""
        return self.terms(statement) in UNNAMED_TERMS

    def name_keys(self, statement: Statement) -> set[str]:
        """The words of the name of who said it."""
        return set(keys(self.case.source_of(statement).name))

    def descriptor(self, statement: Statement) -> str:
        """The words that may stand for an unnamed source: the outlet's where it was relayed, else those agreed."""
        if through_outlet(self.case, statement):
            return self.case.source_of(statement).descriptor
        return statement.promise.descriptor

    def may_quote(self, statement: Statement) -> bool:
        """Whether the words of a statement may stand in quotation marks."""
        if self.is_withheld(statement):
            return False
        terms = self.terms(statement)
        return terms is Term.ON_RECORD or (terms in UNNAMED_TERMS and statement.promise.may_quote is True)

    @cached_property
    def usable_by(self) -> dict[FactId, list[Statement]]:
        """The usable statements by their source."""
        found: dict[FactId, list[Statement]] = {}
        for statement in self.usable:
            found.setdefault(statement.source, []).append(statement)
        return found

    @cached_property
    def unnamed(self) -> tuple[Statement, ...]:
        """The usable statements of unnamed sources."""
        return tuple(statement for statement in self.usable if self.is_unnamed(statement))

    @cached_property
    def officials(self) -> tuple[Statement, ...]:
        """The usable statements on the record of those who speak for an office."""
        office = {standing for standing in Standing if standing.official_on} | {
            Standing.OTHER_OFFICIAL,
            Standing.FORMER_OFFICIAL,
            Standing.INSIDER,
        }
        return tuple(s for s in self.usable if not self.is_unnamed(s) and self.case.source_of(s).standing in office)

    def origins(self, statements: Iterable[Statement], question: FactId = "default") -> int:
        """How many people statements rest on at most: unnamed ones through outlets are one, as gate g1 counts them."""
        roots, hearsay, relayed = set(), set(), False
        for statement in statements:
            root = statement.says.lineage or self.case.source_of(statement).root
            outlet = self.is_unnamed(statement) and through_outlet(self.case, statement)
            if outlet and statement.knows(question) is not Knowledge.DIRECT:
                hearsay.add(root)
            else:
                roots.add(root)
                relayed = relayed or outlet
        return len(roots) + (bool(hearsay) and not relayed and not hearsay & roots)

    @cached_property
    def document_words(self) -> frozenset[str]:
        """The words that mean the document."""
        case = self.case
        told = [case.title, case.document.get("form", ""), *(question.proposition for question in case.questions)]
        return CORE_DOCUMENTS | {key for text in told for key in keys(text) if key in DOCUMENTS}

    @cached_property
    def _asked(self) -> tuple[tuple[Question, frozenset[str], frozenset[str]], ...]:
        return tuple(
            (
                question,
                frozenset(ASKS[question.kind].split()),
                self._proposed(question.proposition),
            )
            for question in self.case.questions
        )

    @cached_property
    def _propositions(self) -> list[tuple[Question, str]]:
        """Each question with its proposition as it stands in a clause, where another word may stand for `it`."""
        said = [(question, keys(question.proposition)) for question in self.case.questions]
        bare = [(question, words[1:] if words[:1] == ("it",) else words) for question, words in said]
        return [(question, f" {' '.join(words)} ") for question, words in bare if len(words) > 1]

    def _proposed(self, proposition: str) -> frozenset[str]:
        """What the words of a proposition begin with, without names: a name tells no question from another."""
        words = tokens(Folded(proposition))
        return frozenset(
            _stem(word.key)
            for at, word in enumerate(words)
            if _weighs(word.key, self.document_words) and not (at and word.is_capital)
        )

    def questions_of(self, words: Iterable[Token]) -> tuple[Question, ...]:
        """The questions that some words name: by a whole proposition, else by words of the kind or the proposition."""
        said = [word.key for word in words]
        line, found = f" {' '.join(said)} ", set(said)
        if whole := tuple(question for question, text in self._propositions if text in line):
            return whole
        stems = {_stem(key) for key in found if _weighs(key, self.document_words)}
        return tuple(
            question
            for question, named, proposed in self._asked
            if found & named or len(stems & proposed) >= (1 if question.kind in (Kind.READING, Kind.CONTENT) else 2)
        )

    def names_a_question(self, words: Iterable[Token]) -> bool:
        """Whether some words say which question they are about, in this case or in any."""
        words = tuple(words)
        return any(word.key in ANY_QUESTION for word in words) or bool(self.questions_of(words))

    def is_topical(self, words: Iterable[Token]) -> bool:
        """Whether some words are about the document."""
        words = tuple(words)
        return any(word.key in self.document_words for word in words) or self.names_a_question(words)

    def is_retracted(self, statement: Statement, questions: Iterable[Question]) -> bool:
        """Whether a statement was taken back, on whatever terms, on all of these questions of which it spoke."""
        spoken = [question.id for question in questions if question.id in statement.says.stances]
        return bool(self._retractions) and all(self._is_taken_back(statement, question) for question in spoken)

    def _is_taken_back(self, statement: Statement, question: FactId) -> bool:
        listed, own = (statement.id, question), (statement.source, question)
        return listed in self._retractions or any(
            said_before(statement, later) for later in self._retractions.get(own, ())
        )

    @cached_property
    def _retractions(self) -> Mapping[tuple[FactId, FactId], list[Statement]]:
        """The retractions, by the statement that each names, else by its source, and by the question."""
        found: dict[tuple[FactId, FactId], list[Statement]] = {}
        for statement in self.case.learned_by(self.moment):
            for question, stance in statement.says.stances.items():
                if stance is Stance.RETRACTS:
                    for name in statement.says.retracts or (statement.source,):
                        found.setdefault((name, question), []).append(statement)
        return found

    def main_questions(self) -> tuple[Question, ...]:
        """What is meant where the document alone is named: whether it is genuine, else every question."""
        return tuple(q for q in self.case.questions if q.kind is Kind.GENUINE) or self.case.questions

    def holding(
        self, statements: Iterable[Statement], questions: Iterable[Question], *stances: Stance
    ) -> list[Statement]:
        """Those of some statements that take one of these stances on one of these questions."""
        ids = {question.id for question in questions}
        return [
            statement
            for statement in statements
            if any(question in ids and stance in stances for question, stance in statement.says.stances.items())
        ]

    def printable(self, statement: Statement, questions: Collection[FactId]) -> str:
        """The first sentence that may be printed of a statement on one of these questions, if there is one."""
        if statement.id not in self._sentences:
            if len(self._sentences) >= _MOST_SENTENCES:
                return ""
            found = of_statement(self.case, self.evaluation, self.moment, statement.id)
            self._sentences[statement.id] = [one for one in found if isinstance(one, Sentence)]
        sentences = self._sentences[statement.id]
        return next((one.text for one in sentences if not one.questions or set(one.questions) & set(questions)), "")

    def is_confirmed(self, questions: Iterable[Question]) -> bool:
        """Whether the state of one of these questions is one of the four in which it is confirmed."""
        states = self.evaluation.states
        return any(states.get(question.id, State.UNCONFIRMED).positive for question in questions)


ANY_QUESTION = frozenset(word for words in ASKS.values() for word in words.split())
"""The words that name a question of any kind."""


def _stem(key: str) -> str:
    return key[:5]


def _weighs(key: str, documents: frozenset[str]) -> bool:
    return len(key) > 3 and key not in STOP_WORDS and key not in documents
