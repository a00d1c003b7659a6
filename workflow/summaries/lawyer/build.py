"""The summary for a lawyer: everything that bears on publication, worded, at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow import outreach
from workflow.case import Case, Moment, Request
from workflow.facts import DeskSettings, FactId
from workflow.phrases import say_as_written, say_instant
from workflow.promises import Spoken
from workflow.summaries import sharing
from workflow.summaries.audiences import all_of, for_lawyer
from workflow.summaries.checks import checked, unchecked
from workflow.summaries.gating import gates_told, overrides
from workflow.summaries.ground import Ground, ground, version_of
from workflow.summaries.lawyer import model, witness
from workflow.summaries.outward import Outward
from workflow.summaries.parts import StateText, Text
from workflow.summaries.speaking import NOTHING, called, instant_time, is_open, state_text, text_of, time_of
from workflow.terms import Audience, Section, State, Term
from workflow.verdict import question_words
from workflow.when import Instant

_QUOTING = {True: "may be quoted", False: "may not be quoted", None: "nobody asked whether it may be quoted"}


def lawyer_summary(
    case: Case,
    moment: Moment,
    desk: DeskSettings,
    *,
    heads: Sequence[str] = (),
    since: Instant | None = None,
) -> model.LawyerSummary:
    """The summary of a case at a moment for a lawyer.

    `heads` are the heads of the chains as the caller words them; `since` is an earlier moment, for what changed;
    without it, what changed since the last summary left for a lawyer.
    """
    return _made(ground(case, moment, desk, heads, since))


def _made(it: Ground) -> model.LawyerSummary:
    case, left, told, desk, called, moment = it.case, it.left, it.told, it.desk, it.names.told, it.told.moment
    shown = witness.without_opinions(left.case)
    against = witness.adverse(shown, told)
    claims, passages = witness.claims(shown, told, against), _passages(case, shown)
    return model.LawyerSummary(
        title=for_lawyer(shown.title),
        invented=shown.invented,
        is_open=shown.is_open,
        newsroom=for_lawyer(called(desk.newsroom)),
        reporter=for_lawyer(called(desk.reporter)),
        as_of=instant_time(shown, moment.at),
        stands_in_past=moment.as_of is not None,
        timezone=for_lawyer(shown.timezone),
        version=_version(left, shown, passages, (called(desk.newsroom), called(desk.reporter))),
        heads=all_of(for_lawyer, map(called, it.heads)),
        headline=sharing.headline_of(shown, told, for_lawyer),
        adverse=against,
        passages=passages,
        unapproved=_unapproved(shown, passages),
        printable=sharing.printable(left, told, called(desk.newsroom), for_lawyer),
        claims=claims,
        replies=_replies(shown, moment),
        accused=sharing.accused(shown, moment, for_lawyer),
        promises=_promises(shown, left, moment),
        off_record=left.off_record,
        deep_background=left.deep_background,
        boxes=sharing.boxes(shown, for_lawyer),
        overrides=overrides(shown, gates_told(case, left, it.real, told), for_lawyer),
        document=sharing.document(shown, for_lawyer),
        custody=sharing.custody(shown, for_lawyer),
        disclosures=sharing.disclosures(shown, for_lawyer),
        exhibits=sharing.exhibits(shown, for_lawyer),
        undescribed=sharing.undescribed(shown),
        checked=all_of(for_lawyer, checked(shown)),
        unchecked=all_of(for_lawyer, unchecked(shown)),
        since=it.changes(Audience.LAWYER, for_lawyer),
        legend=_legend(claims),
        classes=it.classes(),
    )


def _version(left: Outward, shown: Case, passages: tuple[model.Passage, ...], desk: tuple[str, str]) -> str:
    """A hash (SHA-256, hexadecimal) over the facts that the summary reads."""
    counts = (left.off_record, left.deep_background)
    return version_of(shown, left.agreements, passages, counts, desk)


def _passages(real: Case, shown: Case) -> tuple[model.Passage, ...]:
    """The passages whose exact text is approved, as it would be printed."""
    found = []
    for section in Section:
        passage = shown.outgoing.passage(section)
        approval = real.outgoing.approval(f"passage:{section}", passage.text) if passage else None
        if passage and approval:
            found.append(model.Passage(text_of(section), for_lawyer(passage.text), for_lawyer(approval.by)))
    return tuple(found)


def _unapproved(shown: Case, approved: Iterable[model.Passage]) -> tuple[Text, ...]:
    done = {passage.section.value for passage in approved}
    written = {passage.section for passage in shown.outgoing.passages if passage.text.strip()}
    return tuple(text_of(section) for section in Section if section in written and str(section) not in done)


def _replies(case: Case, moment: Moment) -> tuple[model.Reply, ...]:
    """The requests to offices and to those who speak by name, in the order sent, with their answers in full."""
    openly = {statement.source for statement in case.statements if is_open(statement)}
    rows = []
    for request in case.requests:
        source = case.sources.get(request.source)
        if source is None or source.name or source.id in openly:
            row = _reply(case, request, moment)
            rows.append((request.sent.known_at(case.zone), row.to, row.channel, row.phrase, row.wording, row))
    return tuple(found[-1] for found in sorted(rows, key=lambda found: found[:-1]))


def _reply(case: Case, request: Request, moment: Moment) -> model.Reply:
    source = case.sources.get(request.source)
    return model.Reply(
        to=for_lawyer(called(source) if source else request.office or "an office"),
        sent=time_of(case, request.sent),
        channel=for_lawyer(request.channel),
        attempts=all_of(for_lawyer, request.attempts),
        claims=all_of(for_lawyer, question_words(case, request.questions)),
        wording=for_lawyer(request.wording),
        copy=text_of(request.copy) if request.copy else None,
        shown=for_lawyer(request.shown),
        reason=for_lawyer(request.copy_reason),
        deadline=say_as_written(request.deadline_text) if request.deadline_text else "",
        phrase=for_lawyer(outreach.phrase(case, request, moment)),
        answers=tuple(
            model.Answer(time_of(case, answer.at), _answer(case, answer.statement, moment))
            for answer in outreach.answers(case, request, moment)
        ),
    )


def _answer(case: Case, name: FactId, moment: Moment) -> model.Evidence | None:
    statement = case.by_id.get(name)
    return witness.evidence(case, moment, statement) if statement and is_open(statement) else None


def _promises(case: Case, left: Outward, moment: Moment) -> tuple[model.Promise, ...]:
    """What we promised for each statement, by the order said; what an outlet promised is its own."""
    found = []
    for name, agreements in left.agreements.items():
        statement = case.by_id[name]
        if statement.says.via:
            continue
        promise, embargo = statement.says.promise, statement.embargo
        row = model.Promise(
            who=for_lawyer(called(case.source_of(statement))),
            terms=statement.says.terms.word,
            said=time_of(case, statement.said),
            embargo=say_instant(embargo, case.zone) if embargo is not None and embargo > moment.at else "",
            agreements=tuple(
                model.Agreed(
                    made.terms.word,
                    for_lawyer(made.words),
                    time_of(case, made.agreed) if made.agreed else NOTHING,
                    text_of(made.spoken),
                )
                for made in agreements
            ),
            descriptor=for_lawyer(promise.descriptor),
            reason=for_lawyer(promise.reason),
            quoting="" if statement.says.terms is Term.ON_RECORD else _QUOTING[promise.may_quote],
            take_to=for_lawyer(promise.take_to),
            by=for_lawyer(promise.by),
            late=any(made.spoken is Spoken.AFTER for made in agreements),
        )
        found.append(row)
    return tuple(sorted(found, key=lambda row: (row.said.iso, row.who, repr(row))))


def _legend(claims: Iterable[model.Claim]) -> tuple[StateText, ...]:
    used = {claim.state.value for claim in claims}
    return tuple(state_text(state) for state in State if state in used)
