"""The summary for an editor: everything of a case that may leave the desk, worded, at a moment."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from workflow import advice, why
from workflow.case import Case, Moment
from workflow.facts import DeskSettings, FactId
from workflow.flags import flags
from workflow.summaries import model, parties, sharing
from workflow.summaries.audiences import all_of, for_editor
from workflow.summaries.checks import checked, unchecked
from workflow.summaries.chronicle import events, turns_of
from workflow.summaries.gating import ToldGate, gates_told, overrides
from workflow.summaries.ground import Ground, ground, version_of
from workflow.summaries.outward import Outward, outward
from workflow.summaries.parts import StateText
from workflow.summaries.rests import rests
from workflow.summaries.speaking import basis, instant_time, is_open, state_text, text_of, time_claimed
from workflow.terms import Audience, State
from workflow.verdict import Evaluation, decide, deciding, question_words
from workflow.voices import Names
from workflow.when import Instant
from workflow.wording import WordingRule, refusals

UNBROKEN = "What decides this rests in part on what a summary leaves out."
"""What stands for the basis of a state that the printed statements alone would not give."""

_UNCOUNTED = {
    "W16": "Of an unnamed source of ours no editor is on file as knowing who it is.",
    "W17": "Of an unnamed source of ours the agreed description, or why there is no name, is not on file.",
}
"""The reasons that would count unnamed sources, in words that do not."""


def case_version(case: Case, moment: Moment, desk: DeskSettings) -> str:
    """A hash (SHA-256, hexadecimal) over the facts that a summary of the case at a moment reads, and no others."""
    moment = moment.present
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
    return _made(ground(case, moment, desk, heads, since))


def _made(it: Ground) -> model.EditorSummary:
    case, left, told, desk, called = it.case, it.left, it.told, it.desk, it.names.told
    shown, moment = left.case, told.moment
    gates = gates_told(case, left, it.real, told)
    timeline = events(left, told, turns_of(case, left, moment))
    questions = tuple(_question(shown, told, question.id, moment) for question in shown.questions)
    return model.EditorSummary(
        title=for_editor(shown.title),
        invented=shown.invented,
        is_open=shown.is_open,
        newsroom=for_editor(called(desk.newsroom)),
        reporter=for_editor(called(desk.reporter)),
        as_of=instant_time(case, moment.at),
        stands_in_past=moment.as_of is not None,
        timezone=for_editor(shown.timezone),
        version=_version(left, it.names, desk),
        heads=all_of(for_editor, map(called, it.heads)),
        headline=sharing.headline_of(shown, told, for_editor),
        questions=questions,
        printable=sharing.printable(left, told, called(desk.newsroom), for_editor),
        refused=_refused(left, told),
        gates=_gates(gates),
        overrides=overrides(shown, gates, for_editor),
        boxes=sharing.boxes(shown, for_editor),
        next=_next(case, shown, told, moment),
        since=it.changes(Audience.EDITOR, for_editor),
        timeline=timeline,
        lineage=rests(shown, moment),
        sources=parties.sources(shown),
        requests=parties.requests(shown, moment),
        contested=parties.contested(case, shown, it.names, left.questions),
        document=sharing.document(shown, for_editor),
        custody=sharing.custody(shown, for_editor),
        exhibits=sharing.exhibits(shown, for_editor),
        undescribed=sharing.undescribed(shown),
        checked=all_of(for_editor, checked(shown)),
        unchecked=all_of(for_editor, unchecked(shown)),
        disclosures=sharing.disclosures(shown, for_editor),
        accused=sharing.accused(shown, moment, for_editor),
        off_record=left.off_record,
        deep_background=left.deep_background,
        legend=_legend(questions, timeline),
        classes=it.classes(),
    )


def _refused(left: Outward, told: Evaluation) -> tuple[model.Refused, ...]:
    """What may not be printed now, those of one rule and one sentence together; what is only counted is not in it."""
    case = sharing.cautious(left.case)
    times: dict[tuple[WordingRule, str, tuple[str, ...]], int] = {}
    for refusal in refusals(case, told.moment, told):
        key = refusal.rule, refusal.sentence, question_words(case, refusal.questions)
        times[key] = times.get(key, 0) + 1
    return tuple(
        model.Refused(text_of(rule), for_editor(sentence), all_of(for_editor, about), count)
        for (rule, sentence, about), count in times.items()
    )


def _gates(found: Sequence[ToldGate]) -> tuple[model.Gate, ...]:
    return tuple(
        model.Gate(
            text_of(told.gate),
            not told.lacks,
            tuple(model.Lack(for_editor(sentence), for_editor(opens)) for sentence, opens in told.lacks),
        )
        for told in found
    )


def _version(left: Outward, names: Names, desk: DeskSettings) -> str:
    counts = (left.off_record, left.deep_background)
    read = (left.case, counts, names.told(desk.newsroom), names.told(desk.reporter))
    return version_of(*read)


def _question(case: Case, told: Evaluation, name: FactId, moment: Moment) -> model.Question:
    question, state, tally = case.question_by_id[name], told.states[name], told.tallies[name]
    (word,) = question_words(case, (name,))
    whole = decide(tally) is state
    confirms, disputes = deciding(tally) if whole else ([], [])
    return model.Question(
        word=for_editor(word),
        kind=str(question.kind),
        proposition=for_editor(question.proposition),
        state=state_text(state),
        because=for_editor(_told_why(case, told, name) if whole else UNBROKEN),
        confirms=all_of(for_editor, basis(case, confirms)),
        disputes=all_of(for_editor, basis(case, disputes)),
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
            when = time_claimed(case, noted.claimed_at)
            reason, by = for_editor(noted.reason), for_editor(noted.by)
            found.append(model.Disagreement(state_text(noted.state), reason, by, when))
    return tuple(sorted(found, key=lambda noted: (noted.at.iso, noted.by, noted.reason)))


def _next(real: Case, case: Case, told: Evaluation, moment: Moment) -> tuple[model.Next, ...]:
    """What to do next, for the questions whose state the printed statements account for.

    What is held, owed to readers and weighed is looked up in the real case, sources in the one that leaves the desk.
    """
    whole = tuple(q for q in case.questions if decide(told.tallies[q.id]) is told.states[q.id])
    shown = msgspec.structs.replace(case, questions=whole)
    return tuple(
        model.Next(prompt.level, for_editor(prompt.text), for_editor(_UNCOUNTED.get(prompt.rule, prompt.reason)))
        for prompt in advice.prompts(shown, told, moment, whole=real)
    )


def _legend(questions: Sequence[model.Question], timeline: Sequence[model.Event]) -> tuple[StateText, ...]:
    used = {question.state.value for question in questions}
    used |= {noted.state.value for question in questions for noted in question.disagreements}
    for event in timeline:
        used |= {state.value for changed in event.changes for state in (changed.before, changed.after)}
    return tuple(state_text(state) for state in State if state in used)
