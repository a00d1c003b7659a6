"""Commands on the vault: who the sources are. No name is an argument, goes to a pipe or stays on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import glimpse, naming, out, secrets
from tui.cli.run import Run
from tui.cli.words import OneOf, choices
from workflow.errors import UsageError
from workflow.terms import RevealReason

if TYPE_CHECKING:
    from workflow.case import Case, Source
    from workflow.holdings import KeptIdentity
    from workflow.vault import Person, Vault

REVEAL_SECONDS = 30.0
"""How long an identity stays on the terminal at most."""

_FIELDS = (
    "Name",
    "Mail addresses, commas between them",
    "Phone numbers, commas between them",
    "Other names, commas between them",
    "Note",
)


@click.group("vault", no_args_is_help=False)
def vault_command() -> None:
    """Keep who the sources are, in a file of its own under a passphrase of its own."""


@vault_command.command("list")
@click.argument("case", required=False)
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def list_command(run: Run, case: str | None, as_json: bool) -> None:
    """List the sources of which the vault keeps who they are, in one case or in all; it stays shut and names nobody."""
    from tui.cli.rows import read_rows

    names = [run.find_case(case)] if case else [case_id for case_id, _ in read_rows(run, "")]
    cases = [run.ledger.case(name) for name in names]
    found = [(held, one) for held in cases for one in held.identities.values()]
    if as_json:
        out.json([_plain(held, one) for held, one in found])
    elif found:
        rows = [
            (held.slug, _code(held, one.source), f"since {one.claimed_at[:10]}", _looked(len(one.reveals)))
            for held, one in found
        ]
        out.columns(rows)
    else:
        out.message("Nobody is kept. Add somebody with onrecord vault add CASE SOURCE.")


def _plain(case: Case, kept: KeptIdentity) -> dict[str, object]:
    looks = [{"at": look.claimed_at, "reason": str(look.reason), "by": look.by} for look in kept.reveals]
    return {"case": case.slug, "source": _code(case, kept.source), "since": kept.claimed_at, "looks": looks}


@vault_command.command("add")
@click.argument("case")
@click.argument("source")
@click.pass_obj
def add_command(run: Run, case: str, source: str) -> None:
    """Keep who SOURCE is: name, mail, phone, asked for one by one; the first makes the vault, with its own passphrase.

    There is no recovery key for the vault: if its passphrase is forgotten, the identities in it are lost.
    """
    from workflow.identities import keep
    from workflow.vault import IdentityKnown, Person

    held, known = _source(run, case, source)
    if known.id in held.identities:
        raise IdentityKnown(
            "The vault holds who this source is already.", remedy="Delete that first: onrecord vault delete."
        )
    glimpse.must_show()
    vault = _vault_or_new(run)
    name, mails, phones, aliases, note = glimpse.ask_fields(
        f"Who is {_code(held, known.id)}?", _FIELDS, "it at a terminal"
    )
    person = Person(name, _several(mails), _several(phones), _several(aliases), note)
    if not any((name, mails, phones, aliases, note)):
        raise UsageError("Nothing was typed.", remedy="Nothing was kept; try again.")
    keep(run.ledger, vault, run.case_id, known.id, person)
    out.line(f"The vault keeps who {_code(held, known.id)} is.")


@vault_command.command("reveal")
@click.argument("case")
@click.argument("source")
@click.option("--reason", required=True, type=OneOf(RevealReason), metavar="KIND", help="Why; it is logged first.")
@click.option("--by", default="", metavar="NAME", help="Who looks; the reporter of the settings if not given.")
@click.pass_obj
def reveal_command(run: Run, case: str, source: str, reason: RevealReason, by: str) -> None:
    """Show who SOURCE is, on a terminal alone, for half a minute at most; that you looked is logged first."""
    from workflow.identities import reveal

    held, known = _source(run, case, source)
    identity = _identity(held, known)
    glimpse.must_show()
    vault = run.open_vault()
    (words,) = glimpse.ask_fields(
        "Why do you look? The words stay in the vault.", ["In your words"], "it at a terminal"
    )
    by = by or run.ledger.settings().reporter
    person = reveal(run.ledger, vault, identity, reason, words, by)
    vault.close()
    glimpse.show_once(_told(_code(held, known.id), person), seconds=REVEAL_SECONDS)
    out.line(f"You looked at who {_code(held, known.id)} is; that is logged.")


reveal_command.help = f"{reveal_command.help} KIND is one of {choices(RevealReason)}."


@vault_command.command("delete")
@click.argument("case")
@click.argument("source")
@click.option("--by", default="", metavar="NAME", help="Who deletes; the reporter of the settings if not given.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def delete_command(run: Run, case: str, source: str, by: str, yes: bool) -> None:
    """Delete who SOURCE is, with the key that it was kept under; only an old copy of the vault brings it back."""
    from workflow.identities import delete
    from workflow.vault import vault_path

    held, known = _source(run, case, source)
    identity, code = _identity(held, known), _code(held, known.id)
    vault = run.open_vault() if vault_path(run.ledger.path).exists() else None
    if not (yes or secrets.agrees(f"Delete who {code} is, for good?", option="--yes")):
        out.message("Nothing was deleted.")
        raise click.exceptions.Exit(1)
    delete(run.ledger, vault, run.case_id, identity, by or run.ledger.settings().reporter)
    out.line(f"Deleted who {code} is. Backups made before still hold it.")


@vault_command.command("passphrase")
@click.pass_obj
def passphrase_command(run: Run) -> None:
    """Change the passphrase of the vault.

    Of --vault-passphrase-fd the first line is the old passphrase and the second the new one.
    """
    from workflow.identities import must_not_be_lost
    from workflow.vault import NoVault, Vault, vault_path

    path, desk_id = vault_path(run.ledger.path), run.ledger.desk_id
    if not path.exists():
        must_not_be_lost(run.ledger)
        raise NoVault("This desk has no vault yet.", remedy="onrecord vault add makes one.")

    def attempt(words: str) -> tuple[Vault, str]:
        return Vault.open(path, words, desk_id), words

    fd = run.choice.vault_fd
    vault, before = secrets.opened_with("Passphrase of the vault", attempt, fd, option=secrets.VAULT_FD)
    try:
        vault.change_passphrase(before, secrets.new_passphrase("the vault", fd, option=secrets.VAULT_FD))
    finally:
        vault.close()
    out.line("The passphrase of the vault is changed. Old copies of the vault still open with the one before.")


@vault_command.command("link")
@click.argument("case")
@click.argument("source")
@click.argument("other", metavar="SOURCE")
@click.pass_obj
def link_command(run: Run, case: str, source: str, other: str) -> None:
    """Say, in the vault alone, that two sources are one person, as when somebody speaks both by name and unnamed.

    The vault has to keep who one of the two is. The log does not hold that they are one.
    """
    from workflow.identities import change

    held, one = _source(run, case, source)
    two = naming.source(held, other, "SOURCE")
    if one.id == two.id:
        raise UsageError("These are one source already.", where="SOURCE", remedy="Name another.")
    if one.id not in held.identities:
        one, two = two, one
    identity = _identity(held, one)
    vault = run.open_vault()
    change(run.ledger, vault, identity, _linked(vault.read(identity), two.id))
    out.line("The vault keeps that the two are one person.")


def _linked(person: Person, source: str) -> Person:
    """The same person, who is this source too."""
    from workflow.vault import Person

    same_as = tuple(dict.fromkeys((*person.same_as, source)))
    return Person(person.name, person.mails, person.phones, person.aliases, person.note, same_as, person.spared)


def _vault_or_new(run: Run) -> Vault:
    """The vault, open; one that is made now where the desk has none. Raises UsageError for the example, or NoVault."""
    from workflow.identities import must_not_be_lost
    from workflow.vault import Vault, vault_path

    path = vault_path(run.ledger.path)
    if run.ledger.in_memory:
        raise UsageError("The example has no vault.", remedy="Work on a desk of your own.")
    if path.exists():
        return run.open_vault()
    must_not_be_lost(run.ledger)
    with secrets.unseen_ahead():
        words = secrets.new_passphrase("the vault", run.choice.vault_fd, option=secrets.VAULT_FD)
        return Vault.create(path, words, run.ledger.desk_id)


def _source(run: Run, case: str, source: str) -> tuple[Case, Source]:
    held = run.case(case)
    return held, naming.source(held, source, "SOURCE")


def _identity(case: Case, source: Source) -> str:
    """The random id under which the vault keeps a source. Raises NoIdentity."""
    from workflow.vault import NoIdentity

    kept = case.identities.get(source.id)
    if kept is None:
        raise NoIdentity("The vault does not keep who this source is.", remedy="Keep it first: onrecord vault add.")
    return kept.identity


def _code(case: Case, source: str) -> str:
    known = case.sources.get(source)
    return known.slug if known else "a source that is gone"


def _looked(times: int) -> str:
    return "nobody looked" if not times else f"looked at {times} {'time' if times == 1 else 'times'}"


def _told(code: str, person: Person) -> list[str]:
    rows = (
        ("Name", person.name),
        ("Mail", ", ".join(person.mails)),
        ("Phone", ", ".join(person.phones)),
        ("Other names", ", ".join(person.aliases)),
        ("Note", person.note),
    )
    return [f"{code} is", "", *(f"{what:12} {text}" for what, text in rows if text)]


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, text.split(",")) if part)
