"""Builds a case in newsroom sentences, without a database: sources speak, the desk logs, and the case is folded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from tests.newsroom_publishing import Publishing, as_word
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.facts import Entry, FactId
from workflow.fold import fold
from workflow.terms import Kind, Knowledge, Stance, Standing, State, Term
from workflow.when import parse_instant, parse_when

MORNING = datetime(2020, 1, 6, 8, tzinfo=UTC)
LATER = "2030-01-01T00:00Z"


class Newsroom(Publishing):
    """A desk with one case. Each sentence logs one entry and returns its id; what is not said gets a default.

    Questions and sources go by their slug, statements by `s1`, `s2`…, other entries by their kind and a number.
    A statement without a time is said a minute after the last entry, from 08:00Z on 6 January 2020.
    """

    def __init__(self, *questions: str, slug: str = "letter", timezone: str = "UTC", writer: str = "desk") -> None:
        self.writer = writer
        self.log: list[Entry] = []
        self.asked: dict[str, FactId] = {}
        self._spoken = 0
        self.logs(f.CaseOpened(slug=slug, title=f"The {slug}", timezone=timezone), id="case")
        for kind in questions:
            self.question(kind)

    def logs(self, fact: f.Content, *, id: str = "", writer: str = "") -> FactId:
        """Any fact at all, as the next entry."""
        kind = f.kind_of(fact).replace(".", "-") if isinstance(fact, f.Fact) else "entry"
        name = id or f"{kind}-{len(self.log)}"
        assert all(entry.id != name for entry in self.log), f"{name!r} is taken"
        self.log.append(Entry(name, fact, self._tick(), writer or self.writer))
        return name

    def question(self, kind: str, slug: str = "", proposition: str = "It is so.") -> FactId:
        name = slug or kind
        self.asked[name] = self.logs(f.QuestionRaised(name, as_word(Kind, kind), proposition), id=name)
        return name

    def words(self, question: str, proposition: str, *, supersedes: tuple[str, ...] | None = None) -> FactId:
        before = self.case().setters(question, ("proposition",)) if supersedes is None else supersedes
        return self.logs(f.QuestionWorded(question, proposition, "Clearer.", before))

    def withdraws(self, question: str) -> FactId:
        return self.logs(f.QuestionWithdrawn(question, "No longer asked."))

    def source(
        self,
        slug: str,
        standing: str = "other",
        *,
        name: str = "",
        unnamed: bool = False,
        body: str = "",
        rank: int = 2,
        lineage: str = "",
        descriptor: str = "",
    ) -> FactId:
        """Somebody with a name (the slug's own unless given), or `unnamed` with a code name and a descriptor."""
        return self.logs(
            f.SourceAdded(
                slug=slug,
                descriptor=descriptor or f"a person called {slug}",
                standing=as_word(Standing, standing),
                name="" if unnamed else name or slug.title(),
                code_name=slug.upper() if unnamed else "",
                body=body,
                rank=rank,
                lineage=lineage,
            ),
            id=slug,
        )

    def describes(self, source: str, *, supersedes: tuple[str, ...] | None = None, **changes: Any) -> FactId:
        """A change of a source's fields; without `supersedes` it replaces whatever stands."""
        before = self.case().setters(source, changes) if supersedes is None else supersedes
        return self.logs(f.SourceDescribed(source, changes, "Learned more.", before))

    def merges(self, keep: str, gone: str) -> FactId:
        return self.logs(f.SourcesMerged(keep, gone, "One person."))

    def says(
        self,
        source: str,
        *,
        said: str = "",
        learned: str = "",
        terms: str = "",
        knows: str | Mapping[str, str] = "",
        technical: bool = False,
        conclusive: bool = False,
        retracts: tuple[str, ...] = (),
        embargo: str = "",
        derived_from: str = "",
        grade: str = "",
        lineage: str = "",
        via: str = "",
        hedged: bool = False,
        quote: str = "",
        paraphrase: str = "",
        agreement: str = "",
        agreed: str = "",
        promise: f.Promise | None = None,
        id: str = "",
        on: Mapping[str, str] | None = None,
        **stances: str,
    ) -> FactId:
        """A statement; every other keyword is a question and the stance on it: `genuine="confirms"` (or in `on`).

        The terms are on the record for a source with a name and background for any other, unless given.
        """
        self._spoken += 1
        named = any(isinstance(x := entry.fact, f.SourceAdded) and x.name for entry in self.log if entry.id == source)
        knowledge = {"default": knows} if isinstance(knows, str) and knows else dict(knows or {})
        fact = f.StatementLogged(
            slug=id or f"s{self._spoken}", source=source, said_at=said or self._tick(), learned_at=learned,
            terms=as_word(Term, terms) if terms else (Term.ON_RECORD if named else Term.BACKGROUND),
            stances={self.asked[question]: as_word(Stance, stance) for question, stance in (on or stances).items()},
            knowledge={question: as_word(Knowledge, how) for question, how in knowledge.items()},
            technical=technical or conclusive, conclusive=conclusive,
            sign_off="The signature verifies." if conclusive else "", retracts=retracts, embargo_until=embargo,
            derived_from=derived_from, grade=grade, lineage=lineage, via=via, hedged=hedged, quote=quote,
            paraphrase=paraphrase, agreement=agreement, agreed_at=agreed, promise=promise or f.Promise(),
        )  # fmt: skip
        return self.logs(fact, id=fact.slug)

    def corrects(self, statement: str, *, supersedes: tuple[str, ...] | None = None, **changes: Any) -> FactId:
        """A correction of a statement's fields; without `supersedes` it replaces whatever stands."""
        before = self.case().setters(statement, changes) if supersedes is None else supersedes
        return self.logs(f.StatementCorrected(statement, changes, "Misheard.", before))

    def tightens(
        self, statement: str, terms: str, *, embargo: str = "", supersedes: tuple[str, ...] | None = None
    ) -> FactId:
        before = self.case().setters(statement, ("terms",)) if supersedes is None else supersedes
        return self.logs(f.TermsTightened(statement, as_word(Term, terms), "Asked to.", embargo, before))

    def agrees(
        self,
        statement: str,
        terms: str,
        *,
        at: str,
        embargo: str = "",
        supersedes: tuple[str, ...] | None = None,
        promise: f.Promise | None = None,
    ) -> FactId:
        before = self.case().setters(statement, ("terms",)) if supersedes is None else supersedes
        words, made = "Yes, use it.", promise or f.Promise()
        return self.logs(f.TermsAgreed(statement, as_word(Term, terms), words, at, embargo, before, made))

    def asks(
        self, source: str = "", *, office: str = "", sent: str = "", deadline: str = "", questions: tuple[str, ...] = ()
    ) -> FactId:
        """A request for comment, to a source or to an office."""
        return self.logs(
            f.RequestSent(
                sent_at=sent or self._tick(),
                channel="email",
                wording="Is this document yours?",
                source=source,
                office=office,
                questions=questions,
                deadline=deadline,
            )
        )

    def answers(self, request: str, *, at: str = "", statement: str = "", note: str = "") -> FactId:
        return self.logs(f.RequestAnswered(request, at or self._tick(), statement, note))

    def gives_up(self, request: str, *, at: str = "") -> FactId:
        """The deadline passed without an answer."""
        return self.logs(f.RequestTimedOut(request, at or self._tick()))

    def notes(self, text: str, *, about: str = "") -> FactId:
        return self.logs(f.NoteAdded(text, about))

    def disagrees(self, question: str, state: str, reason: str = "The desk thinks otherwise.") -> FactId:
        return self.logs(f.DisagreementNoted(question, as_word(State, state), reason, "editor"))

    def closes(self, reason: str = "Printed.") -> FactId:
        return self.logs(f.CaseClosed(reason))

    def reopens(self, reason: str = "A new copy.") -> FactId:
        return self.logs(f.CaseReopened(reason, self.case().set_by["case", "closed"]))

    def takes_back(self, target: str) -> FactId:
        """Undo; taking that back is redo."""
        return self.logs(f.TakenBack(target, "A slip."))

    def erases(self, *targets: str) -> FactId:
        """The words of these entries go from the log for good; an entry that says so comes."""
        self.log = [replace(entry, fact=f.Erased()) if entry.id in targets else entry for entry in self.log]
        return self.logs(f.Erasure(targets, "Names a source."))

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self.log)

    def case(self) -> Case:
        return fold(self.log)

    def moment(self, at: str | None = None, now: str = LATER) -> Moment:
        """As of a date or time (None: everything learned), on a wall clock that shows `now`."""
        return Moment(None if at is None else parse_when(at).known_at(self.case().zone), parse_instant(now))

    def states(self, at: str | None = None, now: str = LATER) -> dict[str, str]:
        """The state of each question by its slug."""
        from workflow.verdict import evaluate

        case = self.case()
        evaluation = evaluate(case, self.moment(at, now))
        return {question.slug: str(evaluation.states[question.id]) for question in case.questions}

    def headline(self, at: str | None = None, now: str = LATER) -> tuple[str, tuple[str, ...]]:
        """The state of the headline, and the slugs of the questions that it names."""
        from workflow.verdict import evaluate, headline

        case = self.case()
        found = headline(case, evaluate(case, self.moment(at, now)).states)
        return str(found.state), tuple(case.question_by_id[question].slug for question in found.questions)

    def _tick(self) -> str:
        moment = MORNING + timedelta(minutes=len(self.log))
        return moment.strftime("%Y-%m-%dT%H:%MZ")
