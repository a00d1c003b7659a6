"""What `check` reports of a case: what must be done, shut gates, what is overdue, circles, entries that clash."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workflow.advice.prompt import CASE, DOCUMENT, MUST, NEXT, Place, and_more
from workflow.advice.view import who
from workflow.advice.walk import prompts
from workflow.case import Case, Contested, Moment
from workflow.flags import derivation_cycles
from workflow.gates import gates
from workflow.outreach import addressee, deadline_words, past_deadline
from workflow.people import NOBODY, People
from workflow.phrases import capital, short
from workflow.verdict import Evaluation, evaluate, question_words


class Finding(NamedTuple):
    """One thing that is not well: how pressing it is, the rule, a sentence, and where to go."""

    level: str
    rule: str
    text: str
    place: Place


def check_findings(case: Case, moment: Moment, people: People = NOBODY) -> tuple[Finding, ...]:
    """Everything that is not well with a case at a moment, most pressing first; empty when all is well."""
    evaluation = evaluate(case, moment)
    musts = (*_musts(case, evaluation, moment, people), *_shut(case, evaluation, moment, people))
    found = [*musts, *_circles(case, moment), *_clashes(case), *_overdue(case, moment)]
    return tuple(sorted(found, key=lambda finding: finding.level != MUST))


def _musts(case: Case, evaluation: Evaluation, moment: Moment, people: People) -> Iterator[Finding]:
    for prompt in prompts(case, evaluation, moment, people=people):
        if prompt.level == MUST:
            yield Finding(MUST, prompt.rule, f"{prompt.text} {prompt.reason}", prompt.place)


def _shut(case: Case, evaluation: Evaluation, moment: Moment, people: People) -> Iterator[Finding]:
    """A line for each gate that is shut: the first thing that is missing, and how many more."""
    for view in gates(case, evaluation, moment, people=people):
        if not view.is_open:
            lack = view.findings[0]
            text = f"Gate {view.gate} ({view.gate.word}) is shut. {and_more(lack.sentence, len(view.findings) - 1)}"
            yield Finding(MUST, str(view.gate), text, Place("gate", str(view.gate)))


def _circles(case: Case, moment: Moment) -> Iterator[Finding]:
    known = {statement.id for statement in case.learned_by(moment)}
    for cycle in derivation_cycles(case):
        if known.issuperset(cycle):
            names = [f"{who(case, case.by_id[name])} ({short(case.by_id[name].says.slug)})" for name in cycle]
            chain = ", which repeats ".join([*names[1:], names[0]])
            text = (
                f"Circular reporting: {names[0]} repeats {chain}."
                if names[1:]
                else f"{capital(names[0])} repeats itself."
            )
            yield Finding(MUST, "circular", text, Place("statement", cycle[0]))


def _clashes(case: Case) -> Iterator[Finding]:
    for clash in case.contested:
        called, place = _subject(case, clash)
        text = f"Two entries set the {clash.field.replace('_', ' ')} of {called} differently. Choose one."
        yield Finding(MUST, "contested", text, place)


def _overdue(case: Case, moment: Moment) -> Iterator[Finding]:
    for request in past_deadline(case, moment):
        name, deadline = capital(addressee(case, request)), deadline_words(case, request)
        text = f"{name} did not respond by {deadline}. Log it, and send a reminder."
        yield Finding(NEXT, "W7", text, Place("request", request.id))


def _subject(case: Case, clash: Contested) -> tuple[str, Place]:
    """What two entries disagree about, in words, and where it is."""
    if question := case.question_by_id.get(clash.subject):
        (word,) = question_words(case, (question.id,))
        return f"the question {word}", Place("question", question.id)
    if source := case.sources.get(clash.subject):
        return short(source.name or source.descriptor) or "a source", Place("source", source.id)
    if statement := case.by_id.get(clash.subject):
        return f"the statement {short(statement.says.slug)}", Place("statement", statement.id)
    return ("the document", DOCUMENT) if clash.subject == "document" else ("the case", CASE)
