"""Builds what the summaries for an editor and a lawyer have in common, each in the text of its audience."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from workflow import outreach, why
from workflow.case import Case, Moment, Request, Statement
from workflow.exported import last_summary, standing_then
from workflow.facts import DOCUMENT_FIELDS, FactId
from workflow.holdings import Exhibit
from workflow.outgoing import Export
from workflow.phrases import capital, counted, listed
from workflow.summaries import parts
from workflow.summaries.audiences import AnyText, Mint, all_of
from workflow.summaries.outward import Outward
from workflow.summaries.speaking import (
    NOTHING,
    instant_time,
    is_open,
    short_name,
    state_text,
    text_of,
    time_claimed,
    time_of,
)
from workflow.terms import Audience, Box, ExhibitKind, Stance, State
from workflow.verdict import Evaluation, decide, evaluate, headline, question_words
from workflow.voices import CHATHAM, UNNAMED
from workflow.when import Instant
from workflow.wording import sentences

NO_REQUEST = "no request to them is listed here"
"""What stands where no request may be told: none was sent, or one is kept back."""


def headline_of(case: Case, told: Evaluation, mint: Mint[AnyText]) -> parts.Headline[AnyText]:
    """The state that speaks for the document, with its questions and why."""
    found = headline(case, told.states)
    words = question_words(case, found.questions)
    groups: dict[State, list[FactId]] = {found.state: list(found.questions)}
    for question in case.questions:
        if question.id not in found.questions:
            groups.setdefault(told.states[question.id], []).append(question.id)
    said = {state: ", ".join(question_words(case, names)) for state, names in groups.items() if names}
    lines = [f"{capital(state.word)}: {names}." for state, names in said.items()]
    because = mint(_because(case, told, found.questions))
    first, others = mint(lines[0] if lines else ""), mint(" ".join(lines[1:]))
    return parts.Headline(state_text(found.state), all_of(mint, words), first, others, because)


def _because(case: Case, told: Evaluation, questions: Sequence[FactId]) -> str:
    """One sentence: who makes the state of the headline's questions, those of one basis together."""
    clauses: dict[str, list[FactId]] = {}
    for question in questions:
        clauses.setdefault(_made_by(case, told, question), []).append(question)
    found = [f"{_put(case, names)} {'is' if len(names) == 1 else 'are'} {clause}" for clause, names in clauses.items()]
    return capital("; ".join(found)) + "." if found else "No question has been raised yet."


def _put(case: Case, questions: Sequence[FactId]) -> str:
    """Questions with their propositions: `status (“It is final”) and meaning (“It orders closure”)`."""
    words = question_words(case, questions)
    propositions = (case.question_by_id[name].proposition.strip().removesuffix(".") for name in questions)
    found = [f"{word} (“{text}”)" if text else word for word, text in zip(words, propositions, strict=True)]
    return " and ".join(part for part in (", ".join(found[:-1]), found[-1]) if part)


def _made_by(case: Case, told: Evaluation, question: FactId) -> str:
    state = told.states[question]
    if state is State.UNCONFIRMED:
        return "unconfirmed, for nothing that counts speaks for or against it"
    if state is State.WITHDRAWN:
        return "withdrawn, for what confirmed it was taken back, and nothing replaces it"
    if decide(told.tallies[question]) is not state:
        return f"{state.word}, which rests in part on what a summary leaves out"
    sides: dict[str, list[str]] = {}
    for fate in why.why(case, told, question).makes:
        verb = "confirmed" if fate.stance is Stance.CONFIRMS else "disputed"
        sides.setdefault(verb, []).append(_speaker(case, fate.statement))
    return " and ".join(f"{verb} by {listed(who)}" for verb, who in sides.items())


def _speaker(case: Case, statement: Statement) -> str:
    """Who made a statement, in the sentence that a reader may stop after: an unnamed word with what carried it."""
    who, through = short_name(case.source_of(statement)), statement.says.via
    if is_open(statement):
        return who
    return f"{who} (unnamed, through {through})" if through else f"{who} (unnamed)"


def outward_states(left: Outward, real: Evaluation) -> dict[FactId, State]:
    """The states of the real case by the new ids of its questions."""
    return {left.questions[question]: state for question, state in real.states.items()}


def since_moment(real: Case, left: Outward, moment: Moment, at: Instant, mint: Mint[AnyText]) -> parts.Since[AnyText]:
    """What changed from an earlier moment on the clock of what was learned."""
    earlier = Moment(at, at)
    changes = _changes(real, left, evaluate(real, earlier), moment, mint)
    learned = sum(statement.learned_key > at for statement in left.case.statements)
    return parts.Since(instant_time(left.case, at), changes, learned)


def since_export(
    real: Case, left: Outward, moment: Moment, audience: Audience, mint: Mint[AnyText]
) -> parts.Since[AnyText] | None:
    """What changed since the last summary left for this audience, by its place in the log; None where none did.

    A summary that stands before that one has no changes to tell.
    """
    export = last_summary(real.outgoing.exports, audience)
    if export is None:
        return None
    before, earlier = standing_then(real, export)
    if earlier.at > moment.at:
        return None
    known = {statement.id for statement in before.learned_by(earlier)}
    learned = sum(statement not in known for statement in left.statements)
    later = tuple(exported(left.case, e) for e in real.outgoing.exports if e.position > export.position)
    changes = _changes(real, left, evaluate(before, earlier), moment, mint)
    made = exported(left.case, export)
    return parts.Since(instant_time(left.case, earlier.at), changes, learned, made, later)


def exported(case: Case, export: Export) -> parts.Exported:
    """A file that left the desk."""
    return parts.Exported(text_of(export.audience), export.form, time_claimed(case, export.claimed_at))


def _changes(
    real: Case, left: Outward, before: Evaluation, moment: Moment, mint: Mint[AnyText]
) -> tuple[parts.Change[AnyText], ...]:
    now, then = evaluate(real, moment).states, before.states
    return tuple(
        change(left.case, left.questions[question], then.get(question, State.UNCONFIRMED), state, mint)
        for question, state in now.items()
        if then.get(question, State.UNCONFIRMED) is not state
    )


def change(case: Case, question: FactId, before: State, after: State, mint: Mint[AnyText]) -> parts.Change[AnyText]:
    """A change of a question's state for a reader."""
    (word,) = question_words(case, (question,))
    return parts.Change(mint(word), state_text(before), state_text(after))


def printable(
    left: Outward, told: Evaluation, newsroom: str, mint: Mint[AnyText]
) -> tuple[parts.Printable[AnyText], ...]:
    """The sentences that may be printed now, made from what may leave the desk alone.

    So what somebody says by name stands beside what the same person says unnamed as if they were two.
    """
    case = cautious(left.case)
    return tuple(
        parts.Printable(text_of(found.rule), mint(found.text), all_of(mint, question_words(case, found.questions)))
        for found in sentences(case, told, told.moment, newsroom)
    )


def cautious(case: Case) -> Case:
    """The case as it may leave the desk, where all sources that may not be told apart rest on one origin."""
    sources = {
        name: msgspec.structs.replace(source, lineage="withheld") if source.descriptor in (UNNAMED, CHATHAM) else source
        for name, source in case.sources.items()
    }
    return msgspec.structs.replace(case, sources=sources)


def document(case: Case, mint: Mint[AnyText]) -> tuple[parts.Document[AnyText], ...]:
    """What the document claims about itself."""
    return tuple(
        parts.Document(field, mint(case.document[field])) for field in DOCUMENT_FIELDS if field in case.document
    )


def exhibits(case: Case, mint: Mint[AnyText]) -> tuple[parts.Exhibit[AnyText], ...]:
    """The files held, but for those of unnamed statements."""
    return tuple(
        parts.Exhibit(
            number=held.number,
            kind=text_of(held.kind),
            belongs=mint(_belongs(case, held)),
            name=mint(held.name),
            sha256=held.sha256,
            size=held.size,
            obtained=time_of(case, held.obtained) if held.obtained else NOTHING,
            url=mint(held.url),
            note=mint(held.note),
        )
        for held in case.holdings.exhibits
        if held.sha256
    )


def undescribed(case: Case) -> tuple[str, ...]:
    """The kinds of the files held of unnamed statements, each with how many there are."""
    kinds = [held.kind for held in case.holdings.exhibits if not held.sha256]
    return tuple(counted(kinds.count(kind), kind.word) for kind in ExhibitKind if kind in kinds)


def _belongs(case: Case, held: Exhibit) -> str:
    if statement := case.by_id.get(held.about):
        return f"what {short_name(case.source_of(statement))} said on {time_of(case, statement.said).text}"
    request = next((request for request in case.requests if request.id == held.about), None)
    return f"the request to {addressee(case, request)}" if request else "the document"


def addressee(case: Case, request: Request) -> str:
    """Whom a request went to, by name or descriptor, else the office."""
    source = case.sources.get(request.source)
    return short_name(source) if source else request.office or "an office"


def custody(case: Case, mint: Mint[AnyText]) -> tuple[parts.Custody[AnyText], ...]:
    """Who held the document, in the order logged."""
    return tuple(
        parts.Custody(mint(step.holder), time_of(case, step.since) if step.since else NOTHING, mint(step.how))
        for step in case.holdings.custody
    )


def disclosures(case: Case, mint: Mint[AnyText]) -> tuple[parts.Disclosure[AnyText], ...]:
    """What was shown or told outside requests, in the order of time."""
    rows = [
        parts.Disclosure(mint(d.office), time_of(case, d.at), text_of(d.copy), mint(d.what), mint(d.reason))
        for d in case.holdings.disclosures
    ]
    return tuple(sorted(rows, key=lambda row: (row.at.iso, row.to, row.what)))


def accused(case: Case, moment: Moment, mint: Mint[AnyText]) -> tuple[parts.Accused[AnyText], ...]:
    """Who is accused of what, and what came of the last request to them that may be told."""
    rows = []
    for person in case.holdings.accused:
        source = case.sources.get(person.source)
        name = " ".join(person.name.casefold().split())
        requests = [
            request
            for request in (outreach.asked(case, source, moment) if source else case.requests)
            if source or " ".join(request.office.casefold().split()) == name
        ]
        reply = outreach.phrase(case, requests[-1], moment) if requests else NO_REQUEST
        rows.append(parts.Accused(mint(person.name), mint(person.allegation), mint(reply)))
    return tuple(rows)


def boxes(case: Case, mint: Mint[AnyText]) -> tuple[parts.Box[AnyText], ...]:
    """What has to be weighed, each with its initials."""
    return tuple(
        parts.Box(
            text_of(box),
            tuple(
                parts.Initials(mint(i.by), mint(i.note), time_claimed(case, i.claimed_at))
                for i in case.outgoing.initials
                if i.box is box
            ),
        )
        for box in Box
    )
