"""Commands that stand beside the states: a note, an editor's disagreement, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import naming
from tui.cli.run import Run
from tui.cli.words import OneOf, choices, read_text
from workflow.errors import UsageError
from workflow.terms import State

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.facts import Entry


@click.command("note")
@click.argument("case")
@click.argument("text")
@click.option("--about", default="", metavar="NAME", help="A question, source, statement or request of the case.")
@click.pass_obj
def note_command(run: Run, case: str, text: str, about: str) -> None:
    """Put a note to the file; it changes no state. A dash reads it from standard input."""
    from tui.cli.acts import log
    from workflow.facts import NoteAdded

    held = run.case(case)
    noted = NoteAdded(read_text(text), naming.anything(held, about) if about else "")
    log(run, held, lambda add: add(noted), "Noted.", options={"text": "TEXT"})


@click.command("disagree")
@click.argument("case")
@click.argument("question")
@click.argument("state", type=OneOf(State))
@click.option("--reason", required=True, metavar="TEXT", help="Why the editor sees it otherwise.")
@click.option("--by", required=True, metavar="NAME", help="Who disagrees.")
@click.pass_obj
def disagree_command(run: Run, case: str, question: str, state: State, reason: str, by: str) -> None:
    """Log an editor's disagreement with a state; the state stays as it is."""
    from tui.cli.acts import log
    from workflow.facts import DisagreementNoted

    held = run.case(case)
    asked = naming.question(held, question)
    noted = DisagreementNoted(asked.id, state, reason, by)
    log(run, held, lambda add: add(noted), f"{asked.word} stays as computed; the disagreement stands beside it.")


disagree_command.help = f"{disagree_command.help} STATE is one of {choices(State)}."


@click.command("undo")
@click.argument("case")
@click.option("--fact", default="", metavar="ID", help="Take back this fact instead of the last one.")
@click.option("--redo", is_flag=True, help="Restore what was taken back last.")
@click.option("--reason", default="", metavar="TEXT", help="Why it is taken back.")
@click.pass_obj
def undo_command(run: Run, case: str, fact: str, redo: bool, reason: str) -> None:
    """Take back the last fact of a case; it stays in the log."""
    from tui.cli.acts import log
    from tui.phrases import act_words
    from workflow.facts import Fact, TakenBack

    held = run.case(case)
    target = _target(held, fact, redo)
    if not isinstance(target.fact, Fact):
        raise UsageError("The words of this entry are gone; nothing is left to take back.", where="--fact")
    taken = TakenBack(target.id, reason)
    said = "Restored what was taken back."
    if not redo:
        said = f"Took back: {act_words(target.fact)} ({naming.short(target.id)})."
    log(run, held, lambda add: add(taken), said, options={"target": "--fact"})


def _target(case: Case, name: str, redo: bool) -> Entry:
    from workflow.admission.undoing import LASTING
    from workflow.facts import Fact, TakenBack

    standing = [entry for entry in case.entries if entry.id in case.in_effect and isinstance(entry.fact, Fact)]
    if name:
        found = [entry for entry in case.entries if entry.id.startswith(name)] if len(name) >= 6 else []
        if len(found) != 1:
            raise UsageError("No one fact has that id.", where="--fact", remedy="Give at least six letters of it.")
        return found[0]
    undone = {entry.id for entry in case.entries if isinstance(entry.fact, TakenBack)}
    redone = {entry.id for entry in standing if isinstance(entry.fact, TakenBack) and entry.fact.target in undone}
    wanted = [
        entry
        for entry in standing
        if isinstance(entry.fact, TakenBack) == redo and not isinstance(entry.fact, LASTING) and entry.id not in redone
    ]
    if not wanted:
        raise UsageError("Nothing was taken back." if redo else "There is nothing to undo.", where=case.slug)
    return wanted[-1]
