"""The command on files held: attach one to what it belongs to, or see whether a file is still the one attached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run
from tui.cli.words import OneOf, choices, read_date
from workflow.errors import OnRecordError, UsageError
from workflow.terms import ExhibitKind

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.hashing import Hashed


class NotTheSame(OnRecordError):
    """A file is none of the exhibits of a case, or no longer the one that was attached."""


@click.command("exhibit")
@click.argument("case")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=OneOf(ExhibitKind), metavar="KIND", help=f"One of {choices(ExhibitKind)}.")
@click.option("--statement", default="", metavar="STATEMENT", help="The statement that it belongs to.")
@click.option("--request", default="", metavar="REQUEST", help="The request that it belongs to.")
@click.option("--obtained", default="", metavar="TIME", help="When we got it.")
@click.option("--url", default="", metavar="ADDRESS", help="Where it was found.")
@click.option("--note", default="", metavar="TEXT", help="How it was obtained; what was done to it.")
@click.option("--check", is_flag=True, help="Log nothing: say whether it is one of the exhibits, unchanged.")
@click.pass_obj
def exhibit_command(
    run: Run,
    case: str,
    file: Path,
    kind: ExhibitKind | None,
    statement: str,
    request: str,
    obtained: str,
    url: str,
    note: str,
    check: bool,
) -> None:
    """Attach a file to the document, a statement or a request: only its name, size and hash are kept."""
    from tui.cli.acts import log
    from workflow.facts import ExhibitAttached
    from workflow.hashing import hash_file, size_words

    held = run.case(case)
    if not check and kind is None:
        raise UsageError("What is this file?", where="--kind", remedy=f"Give one of {choices(ExhibitKind)}.")
    if statement and request:
        raise UsageError("It belongs to a statement or to a request.", remedy="Give --statement or --request.")
    about = naming.statement(held, statement, "--statement").id if statement else ""
    about = naming.request(held, request, "--request").id if request else about
    found = hash_file(file)
    if check:
        out.line(checked(held, found))
        return
    assert kind is not None
    fact = ExhibitAttached(
        kind,
        *found,
        about=about,
        obtained_at=read_date(obtained, run.now, held.zone, "--obtained") if obtained else "",
        url=url,
        note=note,
    )
    number = 1 + sum(isinstance(entry.fact, ExhibitAttached) for entry in held.entries)
    said = f"Attached file {number}: {found.name}, {size_words(found.size)}, SHA-256 {found.sha256}."
    options = {"name": "FILE", "sha256": "FILE", "size": "FILE", "about": "--statement", "obtained_at": "--obtained"}
    log(run, held, lambda add: add(fact), said, options=options)


def checked(case: Case, found: Hashed) -> str:
    """Which exhibit a file is. Raises NotTheSame where it is none, or where it holds other bytes than it did."""
    exhibits = case.holdings.exhibits
    if same := [str(one.number) for one in exhibits if one.sha256 == found.sha256]:
        return f"{found.name} is file {out.listed(same)}, unchanged."
    named = [str(one.number) for one in exhibits if one.name == found.name]
    if named:
        what = f"This file is called as file {out.listed(named)} is, and holds other bytes."
        raise NotTheSame(what, where=found.name, remedy="Find the copy that was attached.")
    raise NotTheSame("No exhibit of the case has these bytes.", where=found.name, remedy="Attach it, or look for it.")
