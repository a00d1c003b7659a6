"""g1, g2 and g3: what rests on unnamed sources, on those of others alone, and what is on file of our own."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.case import Statement
from workflow.evidence import Side
from workflow.facts import FactId
from workflow.flags import lineages, through_outlet
from workflow.gates.look import Lack, Look
from workflow.gates.overriding import ONE_PERSON, origins_key, own_source_key
from workflow.phrases import capital, listed
from workflow.promises import own_unnamed
from workflow.terms import Stance, State


def origins(look: Look) -> Iterator[Lack]:
    """g1: what is anonymously confirmed or disputed rests on two origins."""
    for question, stance, side in _unnamed_alone(look):
        if lineages(look.case, side.anonymous, question) < 2:
            yield Lack(
                origins_key(question, stance),
                f"{capital(look.question(question))} is {look.evaluation.states[question].word} by what counts as one"
                " origin.",
                "A second origin that shares nothing with the first, or a senior editor's reason.",
                "question",
                question,
            )
        elif lineages(look.case, side.anonymous, question, look.people) < 2:
            yield Lack(
                ONE_PERSON,
                f"{capital(look.question(question))} is {look.evaluation.states[question].word} by one person under"
                " two entries.",
                "A second origin that shares nothing with the first; which entries are one is not told here.",
                "question",
                question,
            )


def own_source(look: Look) -> Iterator[Lack]:
    """g2: what only outlets' unnamed sources say may be printed in the second-hand wording alone."""
    for question, stance, side in _unnamed_alone(look):
        statements = [fate.statement for fate in side.anonymous]
        if all(through_outlet(look.case, statement) for statement in statements):
            outlets = listed(_outlet(look, statement) for statement in statements)
            yield Lack(
                own_source_key(question, stance),
                f"{capital(look.question(question))} rests on unnamed sources of {outlets} alone: only the second-hand"
                " wording may be used.",
                "A source of our own, or a senior editor's word that it is printed second-hand alone.",
                "question",
                question,
            )


def unnamed(look: Look) -> Iterator[Lack]:
    """g3: of each unnamed source of ours an editor, a reason, a descriptor and its knowledge are on file."""
    for own in own_unnamed(look.case, look.moment):
        called = capital(look.unnamed(own.source, own.terms))
        for lack in own.missing:
            sentence, opens = _UNNAMED[lack]
            yield Lack(f"g3:{own.source}:{lack}", f"{called}: {sentence}", opens, "source", own.source)


_UNNAMED = {
    "editor": ("no editor is on file as knowing who it is.", "Tell an editor who this is, and log the initials."),
    "reason": ("why there is no name is not on file.", "Ask why there can be no name, and log the reason."),
    "descriptor": ("no descriptor is agreed.", "Agree the description word for word, and log it with the terms."),
    "knowledge": ("how it knows was never asked.", "Ask whether it saw the document or was told about it."),
}


def _unnamed_alone(look: Look) -> Iterator[tuple[FactId, Stance, Side]]:
    for question, state in look.evaluation.states.items():
        tally = look.evaluation.tallies[question]
        if state is State.ANONYMOUSLY_CONFIRMED:
            yield question, Stance.CONFIRMS, tally.confirms
        elif state is State.ANONYMOUSLY_DISPUTED:
            yield question, Stance.DISPUTES, tally.disputes


def _outlet(look: Look, statement: Statement) -> str:
    source = look.case.source_of(statement)
    return look.told(statement.says.via or source.name or source.descriptor) or "an outlet"
