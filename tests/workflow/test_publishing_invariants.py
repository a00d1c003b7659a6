"""Over random cases on their way out: nothing raises or tells what must stay, and the same facts tell the same."""

from __future__ import annotations

import re
from random import Random

from hypothesis import assume, given, settings

from tests.workflow.publishing_strategies import outgoing_desk, paraphrase_of, quote_of
from tests.workflow.strategies import moments, random_desk, rngs
from workflow import facts as f
from workflow.advice import check_findings, prompts
from workflow.case import Case, Moment
from workflow.disclosure import ledger_of
from workflow.duty import duties
from workflow.fold import fold
from workflow.gates import gates
from workflow.jigsaw import new_descriptors, printed_descriptors
from workflow.outreach import Outcome, phrase, status
from workflow.promises import own_unnamed, promises
from workflow.terms import Audience, Standing, Term
from workflow.verdict import Evaluation, evaluate
from workflow.voices import printed_terms
from workflow.wording import refusals, sentences

UNNAMED = {Term.BACKGROUND, Term.NOT_FOR_ATTRIBUTION, Term.CHATHAM_HOUSE}
MUTE = {Term.OFF_RECORD, Term.DEEP_BACKGROUND, Term.CHATHAM_HOUSE}


def own_words(case: Case, evaluation: Evaluation, moment: Moment) -> list[str]:
    """What prompts, gates and refusals say: sentences of ours, which may leave the desk."""
    told = [f"{prompt.text} {prompt.reason}" for prompt in prompts(case, evaluation, moment)]
    for view in gates(case, evaluation, moment):
        told += [f"{lack.sentence} {lack.opens}" for lack in (*view.findings, *(lack for lack, _ in view.overridden))]
    return [*told, *(one.sentence for one in refusals(case, moment, evaluation))]


def secrets(case: Case, moment: Moment) -> list[str]:
    """The words of statements of which none may be printed at a moment."""
    found = []
    for statement in case.statements:
        terms, embargo = printed_terms(statement, moment)
        early = embargo is not None and embargo > min(moment.at, moment.now)
        if terms in MUTE or early or statement not in case.learned_by(moment):
            found += [quote_of(statement.id)[:9], paraphrase_of(statement.id)[:9]]
    return [re.escape(text.split()[0]) for text in found]


@settings(max_examples=120, deadline=None)
@given(rngs)
def test_nothing_tells_what_must_stay(rng: Random) -> None:
    desk = outgoing_desk(rng)
    case = desk.case()
    codes = [source.code_name for source in case.sources.values() if source.code_name]
    people = [s.name for s in case.sources.values() if s.name and s.standing is not Standing.OUTLET]
    for moment in moments(rng, case):
        evaluation = evaluate(case, moment)
        printed = sentences(case, evaluation, moment)
        hidden = [rf"\b(?:{word})\b" for word in (*map(re.escape, codes), *secrets(case, moment))]
        for text in (*(one.text for one in printed), *own_words(case, evaluation, moment)):
            assert not any(re.search(word, text) for word in hidden), text
        for one in printed:
            terms = {printed_terms(case.by_id[name], moment)[0] for name in one.statements}
            if terms and terms <= UNNAMED:
                assert not any(re.search(rf"\b{re.escape(name)}\b", one.text) for name in people), one.text
            for name in one.statements:
                said = case.by_id[name]
                if printed_terms(said, moment)[0] is not Term.ON_RECORD and not said.promise.may_quote:
                    assert quote_of(name) not in one.text


@settings(max_examples=40, deadline=None)
@given(rngs)
def test_nothing_raises_and_the_same_facts_tell_the_same(rng: Random) -> None:
    desk = outgoing_desk(rng)
    first, again = desk.case(), fold(list(desk.entries))
    for moment in moments(rng, first):
        told = [_all(case, moment) for case in (first, again)]
        assert told[0] == told[1]


def _all(case: Case, moment: Moment) -> list[object]:
    evaluation = evaluate(case, moment)
    return [
        sentences(case, evaluation, moment),
        refusals(case, moment),
        gates(case, evaluation, moment),
        prompts(case, evaluation, moment),
        check_findings(case, moment),
        duties(case, moment),
        promises(case, moment),
        own_unnamed(case, moment),
        ledger_of(case, moment),
        printed_descriptors(case),
        [new_descriptors(case, audience, moment) for audience in Audience],
        [phrase(case, request, moment) for request in case.requests],
    ]


@settings(max_examples=40, deadline=None)
@given(rngs)
def test_the_order_in_which_words_were_logged_tells_nothing(rng: Random) -> None:
    desk = random_desk(rng, most=4)
    case = desk.case()
    assume(len({statement.learned_key for statement in case.statements}) == len(case.statements))
    places = [at for at, entry in enumerate(desk.log) if isinstance(entry.fact, f.StatementLogged)]
    mixed = list(desk.log)
    for at, entry in zip(places, rng.sample([desk.log[place] for place in places], len(places)), strict=True):
        mixed[at] = entry
    other = fold(mixed)
    for moment in moments(rng, case):
        lines = [
            (
                [one.text for one in sentences(one_case, evaluate(one_case, moment), moment)],
                [
                    (lack.key, lack.sentence)
                    for view in gates(one_case, evaluate(one_case, moment), moment)
                    for lack in view.findings
                ],
            )
            for one_case in (case, other)
        ]
        assert lines[0] == lines[1]


@settings(max_examples=40, deadline=None)
@given(rngs)
def test_whoever_overrides_all_that_is_missing_opens_all_gates_and_no_more(rng: Random) -> None:
    desk = outgoing_desk(rng)
    case, moment = desk.case(), desk.moment()
    views = gates(case, evaluate(case, moment), moment)
    for view in views:
        if view.findings:
            desk.overrides(view.gate, *(lack.key for lack in view.findings))
    case = desk.case()
    after = gates(case, evaluate(case, moment), moment)
    assert all(view.is_open for view in after)
    for before, now in zip(views, after, strict=True):
        missing = {lack.key for lack in before.findings} | {lack.key for lack, _ in before.overridden}
        assert {lack.key for lack, _ in now.overridden} == missing


@settings(max_examples=40, deadline=None)
@given(rngs)
def test_silence_is_told_only_of_who_has_not_answered(rng: Random) -> None:
    desk = outgoing_desk(rng)
    case = desk.case()
    requests = {request.id: request for request in case.requests}
    for moment in moments(rng, case):
        for one in sentences(case, evaluate(case, moment), moment):
            if not one.request:
                continue
            request = requests[one.request]
            outcome = status(case, request, moment)
            passed = request.deadline is not None and request.deadline <= moment.at
            assert outcome in (Outcome.WAITING, Outcome.SILENT, Outcome.UNREACHED)
            assert not (passed and "immediately" in one.text)
            assert passed or "with a deadline" not in one.text
