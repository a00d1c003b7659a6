"""The command that takes a case off the desk, and how a command delivers what leaves: to a file or standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import out, secrets
from tui.cli.run import Run
from workflow.errors import UsageError

if TYPE_CHECKING:
    from workflow.agefile import Recipient
    from workflow.case import Case, Moment
    from workflow.leakscan import Cleared
    from workflow.summaries.leaving import Leaving
    from workflow.terms import Audience
    from workflow.vault import Vault
    from workflow.when import Instant

FORMATS = ("md", "html", "json", "csv", "claimreview", "case")
AUDIENCES = ("editor", "lawyer", "public")
TO = "Encrypt it to this person, who is in onrecord recipient list; may be given again."
UNENCRYPTED = "On a sealed desk: write it so that whoever has the file can read it."


@click.command("export")
@click.argument("case")
@click.option("--for", "audience", type=click.Choice(AUDIENCES), help="Whom the summary is for.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="md if not given; csv is the editor's timeline alone, claimreview for the public, case for another desk.",
)
@click.option("--as-of", metavar="TIME", help="As it stood at that moment.")
@click.option("--since", metavar="TIME", help="Say what changed from that moment on, or since the last such export.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write this file; else to output."
)
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@click.option("--to", "--encrypt-to", "to", multiple=True, metavar="NAME", help=TO)
@click.option("--unencrypted", is_flag=True, help=UNENCRYPTED)
@click.pass_obj
def export_command(
    run: Run,
    case: str,
    audience: str | None,
    form: str | None,
    as_of: str | None,
    since: str | None,
    output: Path | None,
    overwrite: bool,
    to: tuple[str, ...],
    unencrypted: bool,
) -> None:
    """Write a summary of a case for a reader, or, with --format case, the whole case for another desk; it is logged.

    With --since last it says what changed since the last export to that reader, as it does anyway where there is one.
    Where the desk has a vault, its passphrase is asked for: nothing leaves that was not scanned for identities.
    """
    held = run.case(case)
    if form == "case":
        if audience or as_of or since:
            raise UsageError(
                "A case file holds everything, for nobody in particular.", remedy="Give --format case alone."
            )
        leaving = _case_file(held)
    elif audience is None:
        raise UsageError("Whom is it for?", where="--for", remedy="Give --for editor, --for lawyer or --for public.")
    else:
        leaving = _summary(run, held, audience, form, run.moment(held, as_of), since)
    deliver(run, [run.case_id], leaving, output, overwrite, to, unencrypted)


def reader_of(audience: str | None) -> Audience:
    """The reader that an option names; the desk itself where none is named."""
    from workflow.terms import Audience

    return next(reader for reader in Audience if str(reader) == (audience or "desk"))


def deliver(
    run: Run,
    cases: Sequence[str],
    leaving: Leaving,
    output: Path | None,
    overwrite: bool = False,
    to: Sequence[str] = (),
    unencrypted: bool = False,
) -> None:
    """Scan it, say what is to be heeded, log that it leaves these cases and write it: a file, else standard output.

    `to` names recipients of the desk, to whose keys it is encrypted.
    """
    from workflow.summaries.leaving import leave, leave_to
    from workflow.summaries.writing import ExistsAlready

    keys = _recipients(run, to, output)
    name = output.name if output is not None else ""
    cleared = scanned(run, cases, leaving, name)  # first of all: what is to be heeded quotes the case
    if keys != _recipients(run, to, output):  # the vault's passphrase may have been waited for
        raise UsageError("Somebody's key was changed meanwhile.", remedy="Look at onrecord recipient list.")
    for warning in leaving.warnings:
        out.message(f"warning: {warning}")
    if output is None:
        leave_to(run.ledger, cases, leaving, _write_out, cleared, keys, unencrypted=unencrypted)
        return
    try:
        leave(run.ledger, cases, leaving, output, cleared, overwrite, keys, unencrypted=unencrypted)
    except ExistsAlready as error:
        raise UsageError(error.what, where=error.where, remedy="Choose another name, or add --overwrite.") from None
    whom = f", encrypted to {out.listed(key.name for key in keys)}" if keys else ""
    out.message(f"Wrote {output} ({output.stat().st_size} bytes{whom}).")


def scanned(run: Run, cases: Sequence[str], leaving: Leaving, file_name: str = "") -> Cleared:
    """The scan of what leaves, with the vault open where the desk has one. Raises NotScanned, LeakFound, NameTells."""
    from tui.clearing import cleared, needs_vault

    vault = open_vault(run) if needs_vault(run.ledger, cases) else None
    try:
        found = cleared(run.ledger, cases, leaving, vault, file_name)
    finally:
        if vault is not None:
            vault.close()
    if vault is not None:
        out.message("Scanned for identities: nothing found, which is not to say that nothing tells who somebody is.")
    return found


def open_vault(run: Run) -> Vault | None:
    """The desk's vault, opened with a passphrase from a descriptor or the terminal; None where nobody can be asked."""
    from workflow.vault import Vault, vault_path

    path, desk = vault_path(run.ledger.path), run.ledger.desk_id
    if not path.is_file():
        return None
    try:
        return secrets.opened_with(
            "Passphrase of the vault",
            lambda words: Vault.open(path, words, desk),
            run.choice.vault_fd,
            option="--vault-passphrase-fd",
        )
    except secrets.NoTerminal:
        return None


def _recipients(run: Run, names: Sequence[str], output: Path | None) -> tuple[Recipient, ...]:
    from workflow.recipients import find

    if names and output is None and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("An encrypted file is not for a terminal.", where="-o", remedy="Name a file: -o case.age.")
    known = run.ledger.recipients() if names else ()
    return tuple(dict.fromkeys(find(known, name).recipient for name in names))


def _write_out(data: bytes) -> None:
    """Write it all now, so that a reader who has gone away is noticed while it can still be logged."""
    out.data(data)
    if sys.stdout is not None:
        sys.stdout.flush()


def _case_file(case: Case) -> Leaving:
    from workflow.summaries.making import case_file

    leaving = case_file(case)
    out.message("A case file holds everything, what was said off the record and how sources are told apart included.")
    for sentence in leaving.left_out:
        out.message(sentence[:1].lower() + sentence[1:])
    return leaving


def _summary(run: Run, case: Case, audience: str, form: str | None, moment: Moment, since: str | None) -> Leaving:
    from workflow.summaries.making import FORMS, summary
    from workflow.terms import Audience

    reader = reader_of(audience)
    before = _before(run, case, reader, moment, since)
    heads = run.ledger.heads(run.case_id)
    leaving = summary(case, moment, reader, form or FORMS[reader][0], run.ledger.settings(), heads=heads, since=before)
    if reader is Audience.PUBLIC:
        for sentence in leaving.left_out:
            out.message(sentence)
    return leaving


def _before(run: Run, case: Case, reader: Audience, moment: Moment, since: str | None) -> Instant | None:
    """The moment that `--since` names; None for the last export to that reader."""
    from workflow.exported import last_summary

    if since is None:
        return None
    if since.strip().casefold() == "last":
        if last_summary(case.outgoing.exports, reader) is None:
            raise UsageError(f"No summary has left for {reader.word} yet.", where="--since", remedy="Give a time.")
        return None
    before = run.moment(case, since).as_of
    if before is not None and before > moment.at:
        raise UsageError("This lies after the moment of the summary.", where="--since", remedy="Give an earlier time.")
    return before
