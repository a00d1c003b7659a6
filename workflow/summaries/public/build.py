"""The summary for the public, "How we checked this", built apart from every other: approved texts and our own words."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.case import Case, Moment
from workflow.exported import last_summary, standing_then
from workflow.facts import DeskSettings, FactId, TextApproved
from workflow.outgoing import Export, digest_of
from workflow.summaries.marks import in_reach
from workflow.summaries.public import model
from workflow.summaries.public.press import Candidate, Press
from workflow.summaries.public.telling import Telling, day_of, name_of
from workflow.terms import Audience, Section, State
from workflow.verdict import evaluate, headline
from workflow.when import Instant, When, datetime_of


def public_summary(case: Case, moment: Moment, desk: DeskSettings) -> model.PublicSummary:
    """The summary of a case at a moment for the public; what nobody approved is not in it."""
    return _Builder(case, moment, desk).build()


def public_texts(case: Case, moment: Moment, desk: DeskSettings) -> tuple[Candidate, ...]:
    """Every text of the case that the public summary would print at a moment if all were approved, each once."""
    builder = _Builder(case, moment, desk)
    builder.build()
    return tuple(builder.press.asked.values())


def approve(case: Case, candidates: Iterable[Candidate], by: str) -> tuple[TextApproved, ...]:
    """The facts by which somebody (initials) approves these texts; none for one that is approved already."""
    wanted = {(it.place, digest_of(it.text)): None for it in candidates}
    return tuple(TextApproved(place, digest, by) for place, digest in wanted if (place, digest) not in _given(case))


def _given(case: Case) -> Iterable[tuple[str, str]]:
    return case.outgoing.approvals.keys()


class _Builder:
    """Builds the summary part by part, in the order in which it is read."""

    def __init__(self, case: Case, moment: Moment, desk: DeskSettings) -> None:
        self.case, self.moment, self.desk = case, moment.present, desk
        self.press = Press(case, self.moment)
        self.evaluation = evaluate(case, self.moment)
        self.facts_missing = self.places_missing = 0

    def build(self) -> model.PublicSummary:
        case, press = self.case, self.press
        title, newsroom = press.text("case:title", case.title), press.text("desk:newsroom", self.desk.newsroom)
        facts, surfaced = tuple(self.facts()), self.passage(Section.SURFACED)
        telling = Telling(case, self.evaluation, press, self.desk.newsroom)
        questions = tuple(self.question(telling, question.id) for question in case.questions)
        quotes, requests = telling.quotes(), telling.requests()
        method, limits = self.passage(Section.METHOD), self.passage(Section.LIMITS)
        corrections, printed = tuple(self.corrections()), tuple(self.printed())
        return model.PublicSummary(
            title=title,
            newsroom=newsroom,
            invented=case.invented,
            as_of=time_of(self.moment.at),
            headline=self.headline(),
            facts=facts,
            surfaced=surfaced,
            questions=questions,
            quotes=quotes,
            requests=requests,
            method=method,
            limits=limits,
            since=self.since(),
            corrections=corrections,
            printed=printed,
            gaps=model.Gaps(len(telling.missing), telling.requests_missing, self.facts_missing, self.places_missing),
        )

    def headline(self) -> model.Headline:
        states = self.evaluation.states
        top = headline(self.case, states)
        groups: dict[State, list[FactId]] = {top.state: list(top.questions)} if top.questions else {}
        for question in self.case.questions:
            if question.id not in top.questions:
                groups.setdefault(states[question.id], []).append(question.id)
        named = ((state, tuple(name_of(self.case, it) for it in found)) for state, found in groups.items())
        return model.Headline(tuple(named))

    def facts(self) -> Iterable[model.Fact]:
        for claim in model.Claim:
            said = self.case.document.get(claim.value, "")
            if text := self.press.text(f"document:{claim.value}", said):
                yield model.Fact(claim, text)
            elif said.strip():
                self.facts_missing += 1

    def passage(self, section: Section) -> model.Passage | None:
        written = self.case.outgoing.passage(section)
        if written is None or not written.text.strip():
            return None
        return model.Passage(self.press.own_text(f"passage:{section.value}", written.text))

    def question(self, telling: Telling, name: FactId) -> model.Question:
        question = self.case.question_by_id[name]
        proposition = self.press.text(f"{name}:proposition", " ".join(question.proposition.split()))
        sides = telling.sides(question)
        return model.Question(name_of(self.case, name), self.evaluation.states[name], proposition, *sides)

    def since(self) -> model.Since | None:
        """What changed since the last summary for the public that stood no later than this one.

        It is one that was printed by then, if there is one.
        """
        earlier = (export for export, moment in self.exports() if 0 < moment.at <= self.moment.at)
        known = (it._replace(printed=tuple(p for p in it.printed if self.happened(p.at))) for it in earlier)
        last = last_summary(known, Audience.PUBLIC)
        if last is None:
            return None
        held, moment = standing_then(self.case, last)
        before, now = evaluate(held, moment).states, self.evaluation.states
        names = {name: name_of(held, name) for name in before} | {name: name_of(self.case, name) for name in now}
        changed = (
            model.Change(names[name], before.get(name), now.get(name))
            for name in [*now, *(name for name in before if name not in now)]
            if before.get(name) is not now.get(name)
        )
        return model.Since(time_of(moment.at), tuple(changed))

    def exports(self) -> Iterable[tuple[Export, Moment]]:
        for export in self.case.outgoing.exports:
            if export.audience is Audience.PUBLIC:
                yield export, standing_then(self.case, export)[1]

    def corrections(self) -> Iterable[model.Correction]:
        """The corrections of what the public had, in the order made."""
        public = {export.id for export, _ in self.exports()}
        for made in self.case.outgoing.corrections:
            if public.intersection(made.exports) and self.happened(made.at):
                text = self.press.own_text(f"{made.id}:text", made.text)
                where = self.press.own_text(f"{made.id}:where", made.where)
                yield model.Correction(day_of(made.at, self.case.zone), text, where)

    def printed(self) -> Iterable[model.Printed]:
        for export, _ in self.exports():
            for it in export.printed:
                if not self.happened(it.at):
                    continue
                if where := self.press.own_text(f"{it.id}:where", it.where):
                    yield model.Printed(day_of(it.at, self.case.zone), where)
                else:
                    self.places_missing += 1

    def happened(self, when: When) -> bool:
        return self.moment.as_of is None or when.known_at(self.case.zone) <= self.moment.as_of


def time_of(instant: Instant) -> model.Time:
    """An instant to the minute, in UTC: the zone of a desk is nobody's business."""
    at = datetime_of(in_reach(instant))
    return model.Time(model.Day(at.year, at.month, at.day), at.hour, at.minute)
