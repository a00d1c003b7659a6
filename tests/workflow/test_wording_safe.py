"""Over random cases and hostile texts: no sentence breaks the terms, and each is one clean line that can be traced."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.newsroom import Newsroom
from tests.workflow.strategies import moments, random_desk, rngs
from tests.workflow.wording_desk import Memo
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.clean import clean
from workflow.terms import Term
from workflow.verdict import evaluate
from workflow.voices import printed_terms
from workflow.wording import Refusal, Sentence, of_statement, refusals, sentences

UNNAMED = {Term.BACKGROUND, Term.NOT_FOR_ATTRIBUTION, Term.CHATHAM_HOUSE}


def agreed(desk: Newsroom) -> None:
    """Some unnamed sources of a random desk have agreed to a descriptor."""
    for number, statement in enumerate(desk.case().statements):
        if statement.terms_at(None)[0] in UNNAMED and number % 2:
            promise = f.Promise("AR", "person familiar with it", "it is secret")
            desk.agrees(statement.id, statement.terms_at(None)[0], at="2020-01-05T00:00Z", promise=promise)


def check(case: Case, moment: Moment, one: Sentence) -> None:
    named = {f"{source.id}:name" for source in case.sources.values()}
    terms = {printed_terms(case.by_id[name], moment)[0] for name in one.statements}
    places = {field.place for field in one.fields}
    assert one.statements or one.request
    assert not terms & {Term.OFF_RECORD, Term.DEEP_BACKGROUND}
    assert all(case.by_id[name] in case.learned_by(moment) for name in one.statements)
    embargoes = [printed_terms(case.by_id[name], moment)[1] for name in one.statements]
    assert all(embargo is None or embargo <= min(moment.at, moment.now) for embargo in embargoes)
    if terms & UNNAMED and one.rule != "retraction":
        assert not places & named, one
        assert terms <= UNNAMED
    for name in places & named:
        spoke = {
            case.by_id[said].source
            for said in one.statements
            if printed_terms(case.by_id[said], moment)[0] is Term.ON_RECORD
        }
        assert name.removesuffix(":name") in spoke or one.request
    assert one.text == clean(one.text) and one.text[0].isupper() and one.text[-1] in ".”"


@settings(max_examples=60, deadline=None)
@given(rngs)
def test_no_sentence_breaks_the_terms(rng: Random) -> None:
    desk = random_desk(rng)
    agreed(desk)
    case = desk.case()
    for moment in moments(rng, case):
        evaluation = evaluate(case, moment)
        printed = sentences(case, evaluation, moment)
        for one in printed:
            check(case, moment, one)
        told = {name for one in printed for name in one.statements}
        refused = {name for one in refusals(case, moment, evaluation) for name in one.statements}
        assert told | refused >= {statement.id for statement in case.learned_by(moment)}


@settings(max_examples=20, deadline=None)
@given(rngs)
def test_one_statement_prints_what_all_of_them_print(rng: Random) -> None:
    desk = random_desk(rng, most=6)
    case = desk.case()
    moment = desk.moment()
    evaluation = evaluate(case, moment)
    texts = {one.text for one in sentences(case, evaluation, moment)}
    alone = [one for said in case.statements for one in of_statement(case, evaluation, moment, said.id)]
    assert {one.text for one in alone if isinstance(one, Sentence)} == texts
    assert {one for one in alone if isinstance(one, Refusal)} == set(refusals(case, moment))


KEYS = ("name", "descriptor", "proposition", "quote", "via", "reason")
hostile = st.text(st.characters(codec="utf-8") | st.sampled_from("\n\r\t\x1b\u202e\u200b“”\"'.?!<>[]{}"), max_size=60)


@settings(max_examples=80, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(KEYS, hostile)))
def test_hostile_text_stays_one_clean_line(texts: dict[str, str]) -> None:
    desk = Newsroom()
    desk.question("genuine", proposition=texts["proposition"])
    desk.source("who", "issuer", name=texts["name"], descriptor=texts["descriptor"], body="B")
    desk.source("hidden", "insider", unnamed=True, descriptor=texts["descriptor"])
    promise = f.Promise("AR", texts["descriptor"], texts["reason"], True)
    for source, terms in (("who", "on_record"), ("hidden", "background")):
        for via in ("", texts["via"]):
            desk.says(source, terms=terms, via=via, quote=texts["quote"], promise=promise, genuine="confirms")
    desk.asks(office=texts["name"] or "x")
    case, moment = desk.case(), desk.moment()
    for one in sentences(case, evaluate(case, moment), moment, texts["via"]):
        assert one.text.isprintable() and one.text == clean(one.text)


@pytest.mark.parametrize("field", ["descriptor", "reason", "quote"])
def test_no_name_gets_into_an_unnamed_sentence(field: str) -> None:
    desk = Memo()
    changes: dict[str, Any] = {"descriptor": "aide", "reason": "it is secret", "may_quote": True}
    words = "Bo Ray signed it"
    promise = f.Promise(**changes | ({field: words} if field != "quote" else {}))
    desk.tells(genuine="confirms", quote=words if field == "quote" else "", promise=promise)
    assert not any("Ray" in line for line in desk.printed())


def test_order_tells_nothing_of_the_log() -> None:
    def lines(order: tuple[str, ...]) -> list[str]:
        desk = Memo()
        for number, source in enumerate(order):
            if source in ("friend", "other"):
                desk.tells(source, genuine="confirms", promise=f.Promise(descriptor=f"{source} of the house"))
            else:
                desk.says(source, genuine="confirms", id=f"x{number}")
        return desk.printed()

    assert lines(("friend", "minister", "other")) == lines(("other", "friend", "minister"))


def test_a_very_long_text_is_one_sentence() -> None:
    desk = Memo()
    desk.words("genuine", "The memo " + "is old and " * 20_000 + "real.")
    desk.says("spokeswoman", genuine="confirms", quote="Yes. " * 20_000)
    (line,) = desk.printed()
    assert len(line) > 200_000 and line.isprintable()
