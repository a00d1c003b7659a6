"""The command on terms: make those of a statement stricter, or log that new ones were agreed."""

from __future__ import annotations

from typing import Any

import click

from tui.cli import naming
from tui.cli.promises import promise_options, read_agreed, take_promise
from tui.cli.run import Run
from tui.cli.words import OneOf, choices, read_date
from workflow.errors import UsageError
from workflow.terms import Term


@click.command("terms")
@click.argument("case")
@click.argument("statement")
@click.argument("terms", type=OneOf(Term))
@click.option("--reason", default="", metavar="TEXT", help="Why stricter terms hold from now on, and did before.")
@click.option("--agreement", default="", metavar="TEXT", help="The exact words in which new terms were agreed.")
@click.option(
    "--agreed-at", "--at", "at", default="now", show_default=True, metavar="TIME", help="When, or the word: before."
)
@click.option("--embargo-until", default="", metavar="TIME", help="Not to be used before.")
@promise_options
@click.pass_obj
def terms_command(
    run: Run,
    /,
    case: str,
    statement: str,
    terms: Term,
    reason: str,
    agreement: str,
    at: str,
    embargo_until: str,
    **told: Any,
) -> None:
    """Tighten the terms of a statement at once, or log new ones as agreed."""
    from tui.cli.acts import log
    from workflow.facts import Promise, TermsAgreed, TermsTightened

    held = run.case(case)
    logged = naming.statement(held, statement)
    before = held.setters(logged.id, ("terms",))
    if bool(reason) == bool(agreement):
        what = "Both are given, and only one can be." if reason else "Terms change for a reason, or by an agreement."
        remedy = "Give --reason for stricter terms, or --agreement with the words that were agreed."
        raise UsageError(what, where="--reason and --agreement" if reason else "", remedy=remedy)
    until = (
        read_date(embargo_until, run.now, held.zone, "--embargo-until", ahead=True, timed=True) if embargo_until else ""
    )
    fact: TermsAgreed | TermsTightened
    if agreement:
        agreed_at = read_agreed(at, logged.says.said_at, run.now, held.zone)
        fact = TermsAgreed(logged.id, terms, agreement, agreed_at, until, before, take_promise(run, told) or Promise())
    else:
        quotes = told.pop("may_quote")
        if quotes or any(value is not None for value in told.values()):
            raise UsageError("Only --no-quote goes with --reason.", remedy="What a source agreed to needs --agreement.")
        fact = TermsTightened(logged.id, terms, reason, until, before, no_quote=quotes is False)
    options = {"agreed_at": "--agreed-at", "statement": "STATEMENT", "terms": "TERMS"}
    log(run, held, lambda add: add(fact), f"{logged.says.slug} is {terms.word} now.", options=options)


terms_command.help = f"{terms_command.help} TERMS is one of {choices(Term)}."
