"""Commands on requests for comment: ask for it, log what came."""

from __future__ import annotations

import click

from tui.cli import naming
from tui.cli.copies import USUAL, copy_shown
from tui.cli.run import Run
from tui.cli.words import OneOf, choices, read_date, read_text
from workflow.errors import UsageError
from workflow.terms import Copy


@click.command("ask")
@click.argument("case")
@click.option("--source", default="", metavar="SOURCE", help="A known source.")
@click.option("--office", default="", metavar="TEXT", help="An office that is no source yet.")
@click.option("--by", "channel", required=True, metavar="CHANNEL", help="How: e-mail, phone, letter.")
@click.option("--wording", required=True, metavar="TEXT", help="The exact questions; a dash reads standard input.")
@click.option("--sent", default="now", show_default=True, metavar="TIME", help="When it was sent.")
@click.option("--deadline", default="", metavar="TIME", help="By when an answer is asked for: tomorrow 17:00.")
@click.option("--question", "questions", multiple=True, metavar="QUESTION", help="A question put; repeat it for more.")
@click.option("--shown", default="", metavar="TEXT", help="What was shown or described.")
@click.option("--copy", type=OneOf(Copy), help=f"Which copy was shown: {choices(Copy)}. {USUAL}")
@click.option("--exhibit", default="", metavar="EXHIBIT", help="The file shown, among those held.")
@click.option("--copy-reason", default="", metavar="TEXT", help="Why the original had to be shown.")
@click.option("--attempt", "attempts", multiple=True, metavar="TEXT", help="An earlier try; repeat it for more.")
@click.pass_obj
def ask_command(
    run: Run,
    case: str,
    source: str,
    office: str,
    channel: str,
    wording: str,
    sent: str,
    deadline: str,
    questions: tuple[str, ...],
    shown: str,
    copy: Copy | None,
    exhibit: str,
    copy_reason: str,
    attempts: tuple[str, ...],
) -> None:
    """Log a request for comment that was sent."""
    from tui.cli.acts import log
    from workflow.facts import RequestSent

    if bool(source) == bool(office):
        raise UsageError("A request goes to a source or to an office.", remedy="Give --source or --office.")
    held = run.case(case)
    copy, shown_file = copy_shown(held, copy, exhibit, None)
    fact = RequestSent(
        sent_at=read_date(sent, run.now, held.zone, "--sent"),
        channel=channel,
        wording=read_text(wording),
        source=naming.source(held, source).id if source else "",
        office=office,
        questions=tuple(naming.question(held, name, "--question").id for name in questions),
        shown=shown,
        deadline=read_date(deadline, run.now, held.zone, "--deadline", ahead=True, timed=True) if deadline else "",
        attempts=attempts,
        copy=copy,
        exhibit=shown_file,
        copy_reason=copy_reason,
    )
    options = {"sent_at": "--sent", "channel": "--by", "questions": "--question", "attempts": "--attempt"}
    log(run, held, lambda add: add(fact), f"Logged the request to {source or office}.", options=options)


_WHOM = {"request": "REQUEST"}


@click.command("answer")
@click.argument("case")
@click.argument("request")
@click.option("--at", default="", metavar="TIME", help="When it came, or was given up; now if not given.")
@click.option("--statement", default="", metavar="STATEMENT", help="The statement that holds it; it came with that.")
@click.option("--note", default="", metavar="TEXT", help="What came, where it is no statement.")
@click.option("--none", "silent", is_flag=True, help="No answer came.")
@click.pass_obj
def answer_command(run: Run, case: str, request: str, at: str, statement: str, note: str, silent: bool) -> None:
    """Log the answer to a request for comment, or that none came. REQUEST is whom it went to, its id, or last."""
    from tui.cli.acts import log
    from workflow.facts import RequestAnswered, RequestTimedOut

    held = run.case(case)
    sent = naming.request(held, request)
    answer = naming.statement(held, statement, "--statement") if statement else None
    when = answer.learned.text if answer and not at else read_date(at or "now", run.now, held.zone, "--at")
    if silent and statement:
        raise UsageError("No answer came, and a statement holds it: only one can be.", where="--none")
    if silent:
        given_up = RequestTimedOut(sent.id, when, note)
        said = f"Logged that {naming.asked(held, sent)} did not answer."
        log(run, held, lambda add: add(given_up), said, options=_WHOM)
        return
    answered = RequestAnswered(sent.id, when, answer.id if answer else "", note)
    log(run, held, lambda add: add(answered), f"Logged the answer of {naming.asked(held, sent)}.", options=_WHOM)
