"""The command on questions: raise one, word it, withdraw it."""

from __future__ import annotations

import click

from tui.cli import naming
from tui.cli.run import Run
from tui.cli.words import OneOf, choices
from workflow.errors import UsageError
from workflow.terms import Kind


@click.command("question")
@click.argument("case")
@click.argument("question")
@click.option("--kind", type=OneOf(Kind), help=f"Of a new question: {choices(Kind)}.")
@click.option("--proposition", metavar="TEXT", help="One sentence that can be confirmed or disputed.")
@click.option("--withdraw", is_flag=True, help="Ask it no longer.")
@click.option("--reason", default="", metavar="TEXT", help="Why it changes.")
@click.pass_obj
def question_command(
    run: Run, case: str, question: str, kind: Kind | None, proposition: str | None, withdraw: bool, reason: str
) -> None:
    """Raise a question, put it in other words, or withdraw it."""
    from tui.cli.acts import log
    from workflow.facts import QuestionRaised, QuestionWithdrawn, QuestionWorded

    held = run.case(case)
    if kind is not None:
        raised = QuestionRaised(question, kind, proposition or "")
        log(run, held, lambda add: add(raised), f"Raised {question}.", options={"slug": "QUESTION"})
        return
    asked = naming.question(held, question)
    if withdraw:
        withdrawn = QuestionWithdrawn(asked.id, reason)
        log(run, held, lambda add: add(withdrawn), f"Withdrew {asked.slug}.", options={"question": "QUESTION"})
        return
    if proposition is None:
        raise UsageError("There is nothing to log.", remedy="Give --proposition, --withdraw, or --kind for a new one.")
    worded = QuestionWorded(asked.id, proposition, reason, held.setters(asked.id, ("proposition",)))
    log(run, held, lambda add: add(worded), f"Worded {asked.slug}.")
