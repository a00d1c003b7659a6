"""The summary for an editor: everything of a case that may leave the desk, worded, at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from workflow import advice, why
from workflow.case import Case, Moment, Statement
from workflow.evidence import weigh
from workflow.facts import DOCUMENT_FIELDS, DeskSettings, FactId
from workflow.flags import flags
from workflow.phrases import capital, listed
from workflow.summaries import model, parties
from workflow.summaries.chronicle import change, events, turns_of
from workflow.summaries.outward import Outward, outward
from workflow.summaries.speaking import basis, instant_time, is_open, short_name, state_text, text_of
from workflow.terms import Stance, State, Weight
from workflow.verdict import Evaluation, decide, deciding, evaluate, headline, question_words
from workflow.voices import Names
from workflow.when import Instant, parse_when

UNBROKEN = "What decides this rests in part on what a summary leaves out."
"""What stands for the basis of a state that the printed statements alone would not give."""

_ENCODER = msgspec.json.Encoder(order="sorted")


def case_version(case: Case, moment: Moment, desk: DeskSettings) -> str:
    """A hash (SHA-256, hexadecimal) over the facts that a summary of the case at a moment reads, and no others."""
    return _version(outward(case, moment), Names(case, moment), desk)


def editor_summary(
    case: Case,
    moment: Moment,
    desk: DeskSettings,
    *,
    heads: Sequence[str] = (),
    since: Instant | None = None,
) -> model.EditorSummary:
    """The summary of a case at a moment for an editor.

    `heads` are the heads of the chains as the caller words them; `since` is an earlier moment, for what changed.
    """
    left, names = outward(case, moment), Names(case, moment)
    told = Evaluation(moment, weigh(left.case, moment), _states(left, evaluate(case, moment)))
    timeline = events(left, told, turns_of(case, left, moment))
    questions = tuple(_question(left.case, told, question.id, moment) for question in left.case.questions)
    return model.EditorSummary(
        title=left.case.title,
        invented=left.case.invented,
        is_open=left.case.is_open,
        newsroom=names.told(desk.newsroom),
        reporter=names.told(desk.reporter),
        as_of=instant_time(case, moment.at),
        stands_in_past=moment.as_of is not None,
        timezone=left.case.timezone,
        version=_version(left, names, desk),
        heads=tuple(map(names.told, heads)),
        headline=_headline(left.case, told),
        questions=questions,
        next=_next(left.case, told, moment),
        since=None if since is None else _since(case, left, moment, since),
        timeline=timeline,
        sources=parties.sources(left.case),
        requests=parties.requests(left.case, moment),
        contested=parties.contested(case, left.case, names, left.questions),
        document=tuple(
            model.Document(field, left.case.document[field]) for field in DOCUMENT_FIELDS if field in left.case.document
        ),
        off_record=left.off_record,
        deep_background=left.deep_background,
        legend=_legend(questions, timeline),
        classes=_classes(told),
    )


def _states(left: Outward, real: Evaluation) -> dict[FactId, State]:
    return {left.questions[question]: state for question, state in real.states.items()}


def _version(left: Outward, names: Names, desk: DeskSettings) -> str:
    counts = (left.off_record, left.deep_background)
    read = (left.case, counts, names.told(desk.newsroom), names.told(desk.reporter))
    return sha256(_ENCODER.encode(read)).hexdigest()


def _headline(case: Case, told: Evaluation) -> model.Headline:
    found = headline(case, told.states)
    words = question_words(case, found.questions)
    groups: dict[State, list[FactId]] = {found.state: list(found.questions)}
    for question in case.questions:
        if question.id not in found.questions:
            groups.setdefault(told.states[question.id], []).append(question.id)
    said = {state: ", ".join(question_words(case, names)) for state, names in groups.items() if names}
    parts = [f"{capital(state.word)}: {names}." for state, names in said.items()]
    because = _because(case, told, found.questions)
    return model.Headline(state_text(found.state), words, parts[0] if parts else "", " ".join(parts[1:]), because)


def _because(case: Case, told: Evaluation, questions: Sequence[FactId]) -> str:
    """One sentence: who makes the state of the headline's questions, those of one basis together."""
    clauses: dict[str, list[FactId]] = {}
    for question in questions:
        clauses.setdefault(_made_by(case, told, question), []).append(question)
    parts = [f"{_put(case, names)} {'is' if len(names) == 1 else 'are'} {clause}" for clause, names in clauses.items()]
    return capital("; ".join(parts)) + "." if parts else "No question has been raised yet."


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


def _question(case: Case, told: Evaluation, name: FactId, moment: Moment) -> model.Question:
    question, state, tally = case.question_by_id[name], told.states[name], told.tallies[name]
    (word,) = question_words(case, (name,))
    whole = decide(tally) is state
    confirms, disputes = deciding(tally) if whole else ([], [])
    return model.Question(
        word=word,
        kind=str(question.kind),
        proposition=question.proposition,
        state=state_text(state),
        because=_told_why(case, told, name) if whole else UNBROKEN,
        confirms=basis(case, confirms),
        disputes=basis(case, disputes),
        flags=tuple(text_of(flag) for flag in flags(case, told, name)) if whole else (),
        disagreements=_disagreements(case, name, moment),
    )


def _told_why(case: Case, told: Evaluation, name: FactId) -> str:
    """Why a question has its state; of a withdrawal across the line between named and unnamed only what it means."""
    if told.states[name] is State.WITHDRAWN:
        confirmation, retraction = told.tallies[name].withdrawals[-1]
        if is_open(confirmation.statement) is not is_open(retraction.statement):
            return State.WITHDRAWN.meaning
    return why.sentence(case, told, name)


def _disagreements(case: Case, name: FactId, moment: Moment) -> tuple[model.Disagreement, ...]:
    found = []
    for noted in case.disagreements_by(moment):
        if noted.question == name:
            at = noted.claimed_at
            when = instant_time(case, parse_when(at).known_at(case.zone)) if at else model.Time("", "")
            found.append(model.Disagreement(state_text(noted.state), noted.reason, noted.by, when))
    return tuple(sorted(found, key=lambda noted: (noted.at.iso, noted.by, noted.reason)))


def _next(case: Case, told: Evaluation, moment: Moment) -> tuple[model.Next, ...]:
    """What to do next, for the questions whose state the printed statements account for."""
    whole = tuple(q for q in case.questions if decide(told.tallies[q.id]) is told.states[q.id])
    prompts = advice.prompts(msgspec.structs.replace(case, questions=whole), told, moment)
    return tuple(model.Next(prompt.level, prompt.text, prompt.reason) for prompt in prompts)


def _since(case: Case, left: Outward, moment: Moment, since: Instant) -> model.Since:
    earlier = Moment(since, since)
    before, now = _states(left, evaluate(case, earlier)), _states(left, evaluate(case, moment))
    changed = [question.id for question in left.case.questions if before[question.id] is not now[question.id]]
    learned = sum(statement.learned_key > since for statement in left.case.statements)
    return model.Since(
        instant_time(case, since), tuple(change(left.case, q, before[q], now[q]) for q in changed), learned
    )


def _legend(questions: Sequence[model.Question], timeline: Sequence[model.Event]) -> tuple[model.StateText, ...]:
    used = {question.state.value for question in questions}
    used |= {noted.state.value for question in questions for noted in question.disagreements}
    for event in timeline:
        used |= {state.value for changed in event.changes for state in (changed.before, changed.after)}
    return tuple(state_text(state) for state in State if state in used)


def _classes(told: Evaluation) -> tuple[model.Text, ...]:
    """The classes of the statements that count, strongest first."""
    used = {fate.weight for fate in told.fates.values() if fate.live}
    return tuple(text_of(weight) for weight in Weight if weight in used)
