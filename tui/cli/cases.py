"""Commands on a case as a whole: new, document, rename, close, reopen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tui.cli import out
from tui.cli.run import Run
from workflow.terms import PURPORTED

if TYPE_CHECKING:
    from tui.session import Add


def document_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each purported fact of the document."""
    for name, words in reversed(PURPORTED.items()):
        command = click.option(f"--{name}", metavar="TEXT", help=words)(command)
    return command


@click.command("new")
@click.option("--title", required=True, help="One line that says what the document is.")
@click.option("--slug", default="", help="Its short name on the command line; made from the title if not given.")
@click.option("--zone", default="", metavar="ZONE", help="The zone of its times, such as America/New_York.")
@click.option("--invented", is_flag=True, help="The case is made up, for training.")
@document_options
@click.pass_obj
def new_command(run: Run, /, title: str, slug: str, zone: str, invented: bool, **document: str | None) -> None:
    """Open a case, with the questions genuine, status and meaning."""
    from tui.cli.acts import admitted
    from tui.desk import local_zone
    from tui.short_names import slug_of
    from workflow.facts import CaseOpened, DocumentDescribed, QuestionRaised
    from workflow.fold import fold
    from workflow.terms import Kind

    opened = CaseOpened(slug or slug_of(title), title, zone or local_zone(), invented)
    described = {name: text for name, text in document.items() if text}

    def write(add: Add) -> None:
        add(opened)
        if described:
            add(DocumentDescribed(described))
        for kind in (Kind.GENUINE, Kind.STATUS, Kind.READING):
            add(QuestionRaised(str(kind), kind))

    options = {"timezone": "--zone", "fields": "--author, --issuer, --claims and so on"}
    admitted(fold([]), write, options, run.now)
    with run.ledger_to_begin().batch(None) as batch:
        write(batch.add)
    out.line(f"Opened {opened.slug}, times in {opened.timezone}.")


@click.command("document")
@click.argument("case")
@document_options
@click.option("--reason", default="", help="Why it changes, where something was said before.")
@click.pass_obj
def document_command(run: Run, /, case: str, reason: str, **document: str | None) -> None:
    """Write down what the document claims about itself, or change it."""
    from tui.cli.acts import log
    from workflow.facts import DocumentDescribed

    held = run.case(case)
    fields = {name: text for name, text in document.items() if text is not None}
    if not fields:
        raise click.UsageError("There is nothing to write down; give --author, --issuer or another.")
    described = DocumentDescribed(fields, reason, held.setters("document", fields))
    log(
        run,
        held,
        lambda add: add(described),
        f"Wrote down {out.listed(fields)}.",
        options={"fields": "--" + next(iter(fields))},
    )


@click.command("rename")
@click.argument("case")
@click.argument("title")
@click.option("--reason", required=True, help="Why the title changes.")
@click.pass_obj
def rename_command(run: Run, case: str, title: str, reason: str) -> None:
    """Give a case another title; its short name stays."""
    from workflow.facts import CaseRenamed

    _change(run, case, lambda held: CaseRenamed(title, reason, held.setters(held.id, ("title",))), "Renamed {}.")


@click.command("close")
@click.argument("case")
@click.option("--reason", required=True, help="Why work on it ends for now.")
@click.pass_obj
def close_command(run: Run, case: str, reason: str) -> None:
    """End work on a case for now; it stays readable."""
    from workflow.facts import CaseClosed

    _change(run, case, lambda held: CaseClosed(reason), "Closed {}.")


@click.command("reopen")
@click.argument("case")
@click.option("--reason", required=True, help="Why work goes on.")
@click.pass_obj
def reopen_command(run: Run, case: str, reason: str) -> None:
    """Go on with a case that was closed."""
    from workflow.facts import CaseReopened

    _change(run, case, lambda held: CaseReopened(reason, held.set_by[("case", "closed")]), "Reopened {}.")


def _change(run: Run, name: str, made: Callable[[Any], Any], said: str) -> None:
    from tui.cli.acts import log

    held = run.case(name)
    fact = made(held)
    log(run, held, lambda add: add(fact), said.format(held.slug))
