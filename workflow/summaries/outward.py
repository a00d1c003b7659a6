"""The case as it may leave the desk: every summary is made from it, and nothing that it lacks can reach a file.

Each voice is a source of its own here, so that no unnamed statement shares a source, a lineage, a body, an arrow or
an order with a named one. What may only be counted is gone, and ids are new.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from workflow.case import Answer, Case, Contested, Moment, Question, Request, Source, Statement
from workflow.facts import FactId
from workflow.holdings import Holdings
from workflow.promises import promises
from workflow.summaries.outward_work import Agreement, Places, Work, told_finding
from workflow.terms import Stance, Standing, Term
from workflow.voices import CHATHAM, ON_RECORD, UNNAMED, Names, Voice, coarse
from workflow.when import When


class Outward(NamedTuple):
    """The case as it may leave the desk, where the real statements and questions are in it, and what is only counted.

    `off_record` and `deep_background` are numbers of statements; `agreements` the terms agreed for a statement, in
    their exact words, by its new id; `requests` where the real requests are.
    """

    case: Case
    statements: Mapping[FactId, FactId]
    questions: Mapping[FactId, FactId]
    off_record: int
    deep_background: int
    agreements: Mapping[FactId, tuple[Agreement, ...]]
    requests: Mapping[FactId, FactId]


def outward(case: Case, moment: Moment) -> Outward:
    """What of a case may leave the desk at a moment, in the summary of an editor or a lawyer."""
    return _Outward(case, moment.present).build()


class _Outward:
    """Turns the case outward, part by part."""

    def __init__(self, case: Case, moment: Moment) -> None:
        self.real = case
        self.moment = moment
        self.names = Names(case, moment)
        learned = case.learned_by(moment)
        self.voices = {statement.id: self.names.voice(statement) for statement in case.statements}
        self.kept = [s for s in learned if self.voices[s.id] is not Voice.COUNTED]
        self.kept.sort(key=self._order)
        self.counted = [s for s in learned if self.voices[s.id] is Voice.COUNTED]
        self.questions = {question.id: f"q{number}" for number, question in enumerate(case.questions, 1)}
        self.statements = {statement.id: f"s{number}" for number, statement in enumerate(self.kept, 1)}
        self.work = Work(case, moment, self.names)
        self.asked = self._requests()
        requests = {request.id: f"r{number}" for number, request in enumerate(self.asked, 1)}
        self.places = Places(self.statements, requests)
        self.sources: dict[tuple[Voice, FactId], Source] = {}
        self._behind: dict[FactId, dict[FactId, When]] = {}
        self._lineages: dict[tuple[bool, str], str] = {}
        self._spoke_openly = {
            (statement.source, question)
            for statement in self.kept
            if self.voices[statement.id] is Voice.OPEN
            for question, stance in statement.says.stances.items()
            if stance is not Stance.RETRACTS
        }

    def build(self) -> Outward:
        told, case = self.names.told, self.real
        statements = tuple(self._statement(number, statement) for number, statement in enumerate(self.kept))
        requests = tuple(self._request(number, request) for number, request in enumerate(self.asked))
        shown = Case(
            id="case",
            slug="",
            title=told(case.title),
            timezone=told(case.timezone),
            invented=case.invented,
            is_open=case.is_open,
            document={field: told(text, multiline=True) for field, text in case.document.items()},
            questions=tuple(
                Question(self.questions[q.id], told(q.slug), q.kind, told(q.proposition)) for q in case.questions
            ),
            sources={source.id: source for source in self.sources.values()},
            statements=statements,
            requests=requests,
            notes=(),
            disagreements=tuple(
                d._replace(id="", question=self.questions[d.question], reason=told(d.reason), by=told(d.by))
                for d in case.disagreements
                if d.question in self.questions
            ),
            contested=self._contested(),
            waiting=(),
            entries=(),
            in_effect=frozenset(),
            set_by={},
            holdings=self._holdings(),
            outgoing=self.work.decisions(self._named_in_gates()),
        )
        off_record = sum(self.names.terms[s.id][0] is Term.OFF_RECORD for s in self.counted)
        agreements = {
            self.statements[kept.statement]: self.work.agreements(kept, unnamed=self._is_unnamed(kept.statement))
            for kept in promises(case, self.moment)
            if kept.statement in self.statements
        }
        deep_background = len(self.counted) - off_record
        return Outward(
            shown,
            self.statements,
            self.questions,
            off_record,
            deep_background,
            agreements,
            self.places.requests,
        )

    def _is_unnamed(self, statement: FactId) -> bool:
        return self.voices[statement] is not Voice.OPEN

    def _holdings(self) -> Holdings:
        """What is held, with the people accused under their new ids."""
        found = self.work.holdings(self.places, self._behind)
        accused = (a._replace(source=self._open_id(a.source)) for a in found.accused)
        return found._replace(accused=tuple(accused))

    def _named_in_gates(self) -> dict[FactId, FactId]:
        """The new ids of what an override of the gates may name: of unnamed sources those with a descriptor."""
        described = {real: source.id for (voice, real), source in self.sources.items() if voice is Voice.DESCRIBED}
        accused = {accused.id: f"a{number}" for number, accused in enumerate(self.real.holdings.accused, 1)}
        return {**self.questions, **described, **accused}

    def _open_id(self, source: FactId) -> FactId:
        held = self.sources.get((Voice.OPEN, source))
        return held.id if held else ""

    def _order(self, statement: Statement) -> tuple[int, bool, int]:
        """By the moment learned, the named before the unnamed: their places in the log never mix."""
        return statement.learned_key, self.voices[statement.id] is not Voice.OPEN, statement.position

    def _statement(self, number: int, statement: Statement) -> Statement:
        voice = self.voices[statement.id]
        source = self._source(*self.names.speaker(statement, voice))
        if voice is not Voice.OPEN:
            self._behind.setdefault(source.id, {}).setdefault(statement.source, statement.learned)
        terms, embargo = self.names.terms[statement.id]
        says, told, unnamed = statement.says, self.names.told, voice is not Voice.OPEN
        via = "" if voice is Voice.CHATHAM else told(says.via, unnamed=unnamed)
        changed = msgspec.structs.replace(
            says,
            slug="",
            source=source.id,
            terms=terms,
            stances={self.questions[q]: s for q, s in self._stances(statement).items() if q in self.questions},
            knowledge={self.questions.get(q, q): how for q, how in says.knowledge.items() if self._asks(q)},
            via=via,
            sign_off=told(says.sign_off, unnamed=unnamed),
            derived_from=self._derived(statement),
            lineage=self._lineage(unnamed, says.lineage) if says.lineage else "",
            retracts=tuple(self.statements[name] for name in self._retracted(statement)),
            corrects=tuple(self.statements[name] for name in says.corrects if self._same_side(statement, name)),
            asserted={self.questions[q]: told(t, unnamed=unnamed) for q, t in says.asserted.items() if self._asks(q)},
            quote=told(says.quote, unnamed=unnamed, multiline=True),
            paraphrase=told(says.paraphrase, unnamed=unnamed, multiline=True),
            url=told(says.url) if via or not unnamed else "",
            grade=told(says.grade),
            agreement="",
            agreed_at="",
            promise=self.work.promise(statement, unnamed=unnamed),
            copy_of="",
            rests_on="",
            finding=told_finding(says.finding),
        )
        return msgspec.structs.replace(
            statement,
            id=self.statements[statement.id],
            says=changed,
            source=source.id,
            position=number,
            embargo=embargo,
            term_changes=(),
        )

    def _asks(self, question: FactId) -> bool:
        return question == "default" or question in self.questions

    def _same_side(self, statement: Statement, other: FactId) -> bool:
        """Whether another statement is printed, and both are named or both unnamed."""
        is_open = self.voices[statement.id] is Voice.OPEN
        return other in self.statements and (self.voices[other] is Voice.OPEN) is is_open

    def _retracted(self, statement: Statement) -> list[FactId]:
        """The statements on a retraction's list that may be shown under it; an outlet takes back what it carried."""
        outlet = self.real.source_of(statement).standing is Standing.OUTLET and self.voices[statement.id] is Voice.OPEN
        return [
            name
            for name in statement.says.retracts
            if self._same_side(statement, name)
            or (outlet and name in self.statements and self.real.by_id[name].says.via.strip())
        ]

    def _stances(self, statement: Statement) -> dict[FactId, Stance]:
        """The stances that may be shown: a retraction across the line between named and unnamed would tell who spoke.

        A list decides by what may be shown of it; without one, a named retraction of unnamed words alone is left out.
        """
        stances, source = statement.says.stances, statement.source
        if Stance.RETRACTS not in stances.values():
            return stances
        if statement.says.retracts:
            return {q: s for q, s in stances.items() if s is not Stance.RETRACTS or self._retracted(statement)}
        if self.voices[statement.id] is not Voice.OPEN:
            return stances
        return {q: s for q, s in stances.items() if s is not Stance.RETRACTS or (source, q) in self._spoke_openly}

    def _derived(self, statement: Statement) -> str:
        text = statement.says.derived_from
        if not text:
            return ""
        if text in self.real.by_id:
            return self.statements[text] if self._same_side(statement, text) else "another report"
        return self.names.told(text) if self.voices[statement.id] is Voice.OPEN else "another report"

    def _lineage(self, unnamed: bool, root: str) -> str:
        return self._lineages.setdefault((unnamed, root), f"l{len(self._lineages) + 1}")

    def _source(self, voice: Voice, speaker: FactId) -> Source:
        """The voice as a source of its own; a name only where it speaks openly."""
        if found := self.sources.get((voice, speaker)):
            return found
        name, real, told = f"v{len(self.sources) + 1}", self.real.sources.get(speaker), self.names.told
        source = Source(name, name, "", "", CHATHAM if voice is Voice.CHATHAM else UNNAMED, Standing.OTHER, "", 2, "")
        if real is not None and voice in (Voice.OPEN, Voice.DESCRIBED):
            root = self._lineage(voice is not Voice.OPEN, real.root)
            source = msgspec.structs.replace(
                source,
                slug=root,
                descriptor=told(self.names.descriptor(speaker), unnamed=voice is not Voice.OPEN),
                standing=coarse(real.standing),
                lineage=root if real.lineage else "",
            )
            if voice is Voice.OPEN:
                source = msgspec.structs.replace(
                    source,
                    name=told(real.name),
                    descriptor=told(real.descriptor) if real.name or not real.merged else ON_RECORD,
                    standing=real.standing,
                    body=told(real.body),
                    rank=real.rank,
                )
        self.sources[voice, speaker] = source
        return source

    def _requests(self) -> list[Request]:
        """The requests sent by the moment, less those that would tell who spoke unnamed."""
        at, zone, names = self.moment.as_of, self.real.zone, self.names
        return [
            request
            for request in self.real.requests
            if (at is None or request.sent.known_at(zone) <= at) and names.may_tell_of(request)
        ]

    def _request(self, number: int, request: Request) -> Request:
        told, source, is_open = self.names.told, "", True
        if request.source in self.real.sources:
            is_open = self.names.speaks_openly(request.source)
            voice = Voice.OPEN if is_open else self.names.unnamed_voice(request.source)
            source = self._source(voice, request.source).id
        put = (request.wording, request.shown, request.copy_reason) if is_open else ("", "", "")
        wording, shown, reason = (self.work.told(text, multiline=True) for text in put)
        return Request(
            f"r{number + 1}",
            source,
            told(request.office),
            told(request.channel) if is_open else "",
            request.sent,
            wording,
            tuple(self.questions[q] for q in request.questions if q in self.questions),
            shown,
            request.copy if is_open else None,
            "",
            reason,
            request.deadline,
            request.deadline_text,
            tuple(told(text) if is_open else "" for text in request.attempts),
            tuple(Answer(a.at, self.statements.get(a.statement, ""), "") for a in request.answers),
            request.timed_out,
        )

    def _contested(self) -> tuple[Contested, ...]:
        """What is contested, under the new ids; of an unnamed source nothing, for its fields are not printed."""
        places = {**self.questions, **self.statements, "document": "document", self.real.id: "case"}
        places |= {real: source.id for (voice, real), source in self.sources.items() if voice is Voice.OPEN}
        shown = [clash for clash in self.real.contested if clash.subject in places]
        return tuple(Contested(places[clash.subject], clash.field, ()) for clash in shown)
