"""Commands that say what may be printed, which gates are shut, and under which descriptors a source was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import out
from tui.cli.run import Run

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.gates import GateView, Lack
    from workflow.jigsaw import Jigsaw
    from workflow.outgoing import Override
    from workflow.wording import Refusal, Sentence

AS_OF = click.option("--as-of", metavar="TIME", help="As it stood at that moment.")
JSON = click.option("--json", "as_json", is_flag=True, help="For a tool to read.")


@click.command("print")
@click.argument("case")
@AS_OF
@JSON
@click.pass_obj
def print_command(run: Run, case: str, as_of: str | None, as_json: bool) -> None:
    """List the sentences that may be printed, each with its rule and its statements; and what may not, and why."""
    from workflow.verdict import evaluate
    from workflow.wording import refusals, sentences

    held = run.case(case)
    moment = run.moment(held, as_of)
    evaluation = evaluate(held, moment)
    found = sentences(held, evaluation, moment, run.ledger.settings().newsroom)
    barred = refusals(held, moment, evaluation)
    if as_json:
        may, may_not = ((one.text, one) for one in found), ((one.sentence, one) for one in barred)
        out.json({"may": [_plain(held, *one) for one in may], "may_not": [_plain(held, *one) for one in may_not]})
        return
    out.line(f"May be printed ({len(found)})")
    for sentence in found:
        _tell(held, sentence.text, sentence)
    out.heading(f"May not be printed ({len(barred)})")
    for refusal in barred:
        _tell(held, refusal.sentence, refusal)


@click.command("gates")
@click.argument("case")
@AS_OF
@JSON
@click.pass_obj
def gates_command(run: Run, case: str, as_of: str | None, as_json: bool) -> None:
    """List the gates before publication: open or shut, what would open each, and what was overridden.

    A shut gate blocks nothing. Findings have the numbers that onrecord override takes.
    """
    from workflow.gates import gates
    from workflow.verdict import evaluate

    held = run.case(case)
    moment = run.moment(held, as_of)
    found = gates(held, evaluate(held, moment), moment, people=run.people(held))
    if as_json:
        out.json([_plain_gate(one) for one in found])
        return
    for one in found:
        out.line(f"{one.gate.value}  {'open' if one.is_open else 'shut'}  {one.gate.word}")
        lapsed = {lack.key: override for lack, override in one.lapsed}
        for number, lack in enumerate(one.findings, 1):
            out.line(f"    {number}. {lack.sentence} {lack.opens}")
            if past := lapsed.get(lack.key):
                out.line(f"       overridden by {past.by} before something came that it rests on: {past.reason}")
        for lack, override in one.overridden:
            out.line(f"    overridden by {override.by}: {override.reason} ({lack.sentence})")


@click.command("descriptors")
@click.argument("case")
@JSON
@click.pass_obj
def descriptors_command(run: Run, case: str, as_json: bool) -> None:
    """List every descriptor printed of each unnamed source, side by side: together they may tell who it is."""
    from workflow.jigsaw import linked_descriptors, printed_descriptors
    from workflow.people import NOT_CHECKED

    held = run.case(case)
    people = run.people(held)
    if not people.checked:
        out.message(NOT_CHECKED)
    found = (*printed_descriptors(held), *linked_descriptors(held, people))
    if as_json:
        out.json([_plain_jigsaw(held, one) for one in found])
        return
    for one in found:
        out.line(f"{_whose(held, one)}{'  more than one descriptor' if one.differs else ''}")
        for piece in one.printed:
            readers = ", ".join(f"{made.audience.word} {made.claimed_at[:10]}".strip() for made in piece.exports)
            out.line(f"    {piece.descriptor}  printed for {readers}")
        for text in _only_agreed(one):
            out.line(f"    {text}  agreed, not printed")
    if not found:
        out.message("No descriptor has been printed or agreed yet.")


def _tell(case: Case, text: str, one: Sentence | Refusal) -> None:
    out.line(f"  {text}")
    parts = (one.rule.word, ", ".join(_questions(case, one)), ", ".join(_statements(case, one)))
    out.line(f"      {'; '.join(filter(None, parts))}")


def _plain(case: Case, text: str, one: Sentence | Refusal) -> dict[str, object]:
    return {
        "sentence": text,
        "rule": str(one.rule),
        "questions": _questions(case, one),
        "statements": _statements(case, one),
    }


def _questions(case: Case, one: Sentence | Refusal) -> list[str]:
    from workflow.verdict import question_words

    return list(question_words(case, [name for name in one.questions if name in case.question_by_id]))


def _statements(case: Case, one: Sentence | Refusal) -> list[str]:
    return [case.by_id[name].says.slug for name in one.statements if name in case.by_id]


def _plain_gate(view: GateView) -> dict[str, object]:
    return {
        "gate": view.gate.value,
        "name": view.gate.word,
        "open": view.is_open,
        "findings": [{"sentence": lack.sentence, "opens": lack.opens} for lack in view.findings],
        "overridden": [_plain_override(*pair) for pair in view.overridden],
        "lapsed": [_plain_override(*pair) for pair in view.lapsed],
    }


def _plain_override(lack: Lack, override: Override) -> dict[str, object]:
    return {"sentence": lack.sentence, "by": override.by, "reason": override.reason, "at": override.claimed_at}


def _plain_jigsaw(case: Case, one: Jigsaw) -> dict[str, object]:
    return {
        "source": case.sources[one.source].slug if one.source else None,
        "differs": one.differs,
        "printed": [
            {"descriptor": piece.descriptor, "for": [str(made.audience) for made in piece.exports]}
            for piece in one.printed
        ],
        "agreed": list(one.agreed),
    }


def _whose(case: Case, one: Jigsaw) -> str:
    return case.sources[one.source].slug if one.source else "One person under several entries"


def _only_agreed(one: Jigsaw) -> list[str]:
    printed = {piece.descriptor for piece in one.printed}
    return [text for text in one.agreed if text not in printed]
