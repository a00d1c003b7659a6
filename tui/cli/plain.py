"""A case as plain values for JSON: the desk's own view, with everything that `show` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tui.cli.held import plain_held, plain_promise
from workflow.advice import Prompt, prompts
from workflow.case import Case, Moment, Question, Statement
from workflow.fate import Fate
from workflow.flags import flags
from workflow.outreach import Outcome, phrase, status
from workflow.people import NOBODY, People
from workflow.verdict import Evaluation, Headline, question_words
from workflow.when import iso
from workflow.why import Why, reason, sentence


def plain_case(
    case: Case, moment: Moment, evaluation: Evaluation, top: Headline, people: People = NOBODY
) -> dict[str, Any]:
    """Everything that `show` prints of a case at a moment; questions, sources and statements go by short names."""
    fates = evaluation.fates
    return {
        "case": case.slug,
        "title": case.title,
        "open": case.is_open,
        "invented": case.invented,
        "zone": case.timezone,
        "as_of": None if moment.as_of is None else iso(moment.as_of),
        "headline": {"state": str(top.state), "questions": list(question_words(case, top.questions))},
        "document": dict(case.document),
        "questions": [_question(case, evaluation, asked) for asked in case.questions],
        "statements": [_statement(case, moment, fates, logged) for logged in case.learned_by(moment)],
        "sources": [_source(case, name) for name in case.sources],
        "requests": [_request(case, moment, at) for at in range(len(case.requests))],
        **plain_held(case, moment),
        "notes": [{"text": note.text, "at": note.claimed_at} for note in case.notes_by(moment)],
        "disagreements": [
            {"question": _slug(case, one.question), "state": str(one.state), "reason": one.reason, "by": one.by}
            for one in case.disagreements_by(moment)
        ],
        "next": plain_prompts(prompts(case, evaluation, moment, people=people)),
    }


def plain_prompts(found: Iterable[Prompt]) -> list[dict[str, str]]:
    """What to do next, in order."""
    return [
        {"rule": prompt.rule, "level": prompt.level, "text": prompt.text, "reason": prompt.reason} for prompt in found
    ]


def plain_fate(case: Case, fate: Fate) -> dict[str, str | None]:
    """What became of one statement on one question."""
    return {
        "statement": fate.statement.says.slug,
        "source": case.source_of(fate.statement).slug,
        "stance": str(fate.stance),
        "class": str(fate.weight),
        "set_aside": None if fate.live else reason(case, fate),
    }


def _question(case: Case, evaluation: Evaluation, asked: Question) -> dict[str, Any]:
    return {
        "question": asked.slug,
        "kind": str(asked.kind),
        "word": asked.word,
        "proposition": asked.proposition,
        "state": str(evaluation.states[asked.id]),
        "why": sentence(case, evaluation, asked.id),
        "flags": [str(flag) for flag in flags(case, evaluation, asked.id)],
    }


def _statement(case: Case, moment: Moment, fates: Mapping[tuple[str, str], Fate], logged: Statement) -> dict[str, Any]:
    says = logged.says
    terms, embargo = logged.terms_at(moment.as_of)
    return {
        "statement": says.slug,
        "id": logged.id,
        "source": case.source_of(logged).slug,
        "terms": str(terms),
        "embargo_until": iso(embargo) if embargo is not None else None,
        "said_at": says.said_at,
        "learned_at": says.learned_at or says.said_at,
        "via": says.via,
        "quote": says.quote,
        "paraphrase": says.paraphrase,
        "promise": plain_promise(case, logged),
        "stances": {
            _slug(case, name): plain_fate(case, fates[logged.id, name])
            for name in says.stances
            if (logged.id, name) in fates
        },
    }


def _source(case: Case, name: str) -> dict[str, Any]:
    known = case.sources[name]
    return {
        "source": known.slug,
        "id": known.id,
        "name": known.name,
        "code_name": known.code_name,
        "descriptor": known.descriptor,
        "standing": str(known.standing),
        "body": known.body,
        "rank": known.rank,
        "lineage": known.lineage,
    }


def _request(case: Case, moment: Moment, at: int) -> dict[str, Any]:
    sent = case.requests[at]
    outcome = status(case, sent, moment)
    return {
        "request": sent.id,
        "source": case.sources[sent.source].slug if sent.source in case.sources else None,
        "office": sent.office,
        "channel": sent.channel,
        "sent_at": sent.sent.text,
        "deadline": sent.deadline_text,
        "wording": sent.wording,
        "outcome": str(outcome),
        "phrase": "" if outcome is Outcome.UNASKED else phrase(case, sent, moment),
    }


def _slug(case: Case, question: str) -> str:
    asked = case.question_by_id.get(question)
    return asked.slug if asked is not None else question


def plain_why(case: Case, question: str, found: Why) -> dict[str, Any]:
    """Why a question has its state."""
    return {
        "question": question,
        "state": str(found.state),
        "because": found.sentence,
        "makes": [plain_fate(case, fate) for fate in found.makes],
        "also": [plain_fate(case, fate) for fate in found.also],
        "set_aside": [plain_fate(case, fate) for fate in found.set_aside],
        "reach": [
            {
                "state": str(reach.state),
                "stance": str(reach.stance),
                "class": str(reach.weight),
                "sentence": reach.sentence,
            }
            for reach in found.reach
        ],
    }
