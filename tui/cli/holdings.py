"""Commands on the document's way and its people: who was shown it, who is accused, which editor knows."""

from __future__ import annotations

import click

from tui.cli import naming
from tui.cli.copies import USUAL, copy_shown
from tui.cli.run import Run
from tui.cli.words import OneOf, choices, read_date, read_text
from workflow.terms import Copy


@click.command("disclose")
@click.argument("case")
@click.argument("what")
@click.option("--source", default="", metavar="SOURCE", help="A known source was shown or told it.")
@click.option("--office", default="", metavar="TEXT", help="A person or office that is no source.")
@click.option(
    "--copy",
    type=OneOf(Copy),
    help=f"Which copy: {choices(Copy)}; described if not given. {USUAL}",
)
@click.option("--exhibit", default="", metavar="EXHIBIT", help="The file shown, among those held.")
@click.option("--reason", default="", metavar="TEXT", help="Why the original had to be shown.")
@click.option("--at", default="now", show_default=True, metavar="TIME", help="When that was.")
@click.pass_obj
def disclose_command(
    run: Run, case: str, what: str, source: str, office: str, copy: Copy | None, exhibit: str, reason: str, at: str
) -> None:
    """Log WHAT somebody was shown or told of the document, outside a request. A dash reads it from standard input."""
    from tui.cli.acts import log
    from workflow.facts import Disclosed

    held = run.case(case)
    which, shown_file = copy_shown(held, copy, exhibit, Copy.DESCRIBED)
    told = Disclosed(
        read_date(at, run.now, held.zone, "--at"),
        read_text(what),
        which,
        naming.someone(held, source, office, "--office"),
        office,
        shown_file,
        reason,
    )
    log(run, held, lambda add: add(told), "Logged what was shown or told.", options={"what": "WHAT"})


@click.command("accuse")
@click.argument("case")
@click.argument("allegation")
@click.option("--source", default="", metavar="SOURCE", help="It is against a source that has a name.")
@click.option("--name", default="", metavar="TEXT", help="It is against this person or body.")
@click.pass_obj
def accuse_command(run: Run, case: str, allegation: str, source: str, name: str) -> None:
    """Log an ALLEGATION and whom it is against: they must be asked. A dash reads it from standard input."""
    from tui.cli.acts import log
    from workflow.facts import PersonAccused

    held = run.case(case)
    accused = PersonAccused(read_text(allegation), naming.someone(held, source, name, "--name"), name)
    said = "Logged the allegation. Ask whom it is against, with a deadline."
    log(run, held, lambda add: add(accused), said, options={"allegation": "ALLEGATION"})


@click.command("editor-knows")
@click.argument("case")
@click.argument("source")
@click.option("--by", required=True, metavar="INITIALS", help="The editor who was told who it is.")
@click.option("--at", default="now", show_default=True, metavar="TIME", help="When that was.")
@click.pass_obj
def editor_knows_command(run: Run, case: str, source: str, by: str, at: str) -> None:
    """Log that an editor knows who an unnamed SOURCE is; who it is does not stand in it."""
    from tui.cli.acts import log
    from workflow.facts import EditorInformed

    held = run.case(case)
    known = naming.source(held, source, "SOURCE")
    informed = EditorInformed(known.id, by, read_date(at, run.now, held.zone, "--at"))
    log(run, held, lambda add: add(informed), f"{by} knows who {known.slug} is.", options={"source": "SOURCE"})
