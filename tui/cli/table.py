"""The table of commands: each is loaded when it is asked for, and help and README are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import click

from tui.cli.run import Run
from tui.desk import Choice
from tui.start import THEMES

FAMILIES: dict[str, dict[str, str]] = {
    "Read": {
        "list": "listing",
        "show": "showing",
        "why": "reasons",
        "timeline": "telling",
        "next": "reasons",
        "search": "searching",
        "check": "checking",
    },
    "Work on a case": {
        "new": "cases",
        "document": "cases",
        "question": "questions",
        "source": "sources",
        "statement": "statements",
        "terms": "terms",
        "ask": "outreach",
        "answer": "outreach",
        "intake": "intake",
        "exhibit": "exhibits",
        "report": "reports",
        "signature": "reports",
        "custody": "custody",
        "copy-out": "custody",
        "disclose": "holdings",
        "accuse": "holdings",
        "note": "notes",
        "disagree": "notes",
        "undo": "notes",
        "rename": "cases",
        "close": "cases",
        "reopen": "cases",
        "erase": "erasing",
    },
    "Before publication": {
        "print": "printing",
        "gates": "printing",
        "approve": "approving",
        "descriptors": "printing",
        "editor-knows": "holdings",
        "passage": "publishing",
        "initial": "publishing",
        "override": "publishing",
        "lint": "linting",
        "letter": "letters",
        "disclosures": "letters",
        "calendar": "calendars",
    },
    "Files": {
        "check-file": "check_file",
        "compare": "compare",
        "flatten": "flatten",
        "import": "files",
        "replay": "files",
        "export": "exporting",
        "diff": "differing",
        "exports": "exports",
        "printed": "exports",
        "correction": "exports",
        "recipient": "recipients",
    },
    "The desk": {
        "open": "desk",
        "init": "sealing",
        "seal": "sealing",
        "passphrase": "sealing",
        "recovery-key": "sealing",
        "rekey": "sealing",
        "backup": "backing",
        "restore": "backing",
        "vault": "vault",
        "settings": "desk",
        "doctor": "doctoring",
        "verify": "desk",
        "anchor": "desk",
        "rebuild": "desk",
    },
}
"""The commands by family, each with the module of this package that holds it."""

PASSPHRASE = "Read the desk's passphrase from this file descriptor: its next line."
VAULT = "Read the vault's passphrase from this file descriptor: its next line."

_MODULES = {name: module for family in FAMILIES.values() for name, module in family.items()}


class Commands(click.Group):
    """The commands of the program, in the order of the table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        if cmd_name not in _MODULES:
            return None
        module = import_module(f"tui.cli.{_MODULES[cmd_name]}")
        command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant. A name that is none is a mistake, told with the nearest name."""
        if args and args[0] not in _MODULES and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], _MODULES, 1)
            ctx.fail(f"There is no command {args[0]!r}." + (f" Did you mean {near[0]}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by family."""
        width = max(map(len, _MODULES))
        for family, names in FAMILIES.items():
            rows = [(name.ljust(width), _summary(self, ctx, name)) for name in names]
            with formatter.section(family):
                formatter.write_dl(rows)


@click.group(
    cls=Commands,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Alone, onrecord opens the screens; without a terminal it prints the list of cases. What other commands "
    "print is for your own eyes. Scanned for identities are export, calendar, and diff with --for or -o; and, unless a "
    "terminal shows them, letter, diff --format and timeline --csv.",
)
@click.option("--example", is_flag=True, help="Open the worked example; changes are not kept.")
@click.option("--db", metavar="PATH", default="", help="Open this desk instead of your own.")
@click.option("--passphrase-fd", metavar="N", type=click.IntRange(0, 999_999), help=PASSPHRASE)
@click.option("--vault-passphrase-fd", "vault_fd", metavar="N", type=click.IntRange(0, 999_999), help=VAULT)
@click.option("--ascii", "plain", is_flag=True, help="Draw with letters instead of signs.")
@click.option("--theme", type=click.Choice(THEMES), help="The colours of the screens.")
@click.version_option(package_name="onrecord", message="%(prog)s %(version)s")
@click.pass_context
def onrecord(
    context: click.Context,
    example: bool,
    db: str,
    passphrase_fd: int | None,
    vault_fd: int | None,
    plain: bool,
    theme: str | None,
) -> None:
    """Walk a leaked document from unconfirmed to confirmed or disputed, one logged statement at a time."""
    if example and db:
        raise click.UsageError("--example and --db name two desks; give one of them.")
    context.obj = context.with_resource(Run(Choice(example, db, passphrase_fd, vault_fd), plain, theme))


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, those within a command included."""
    context = click.Context(onrecord, info_name="onrecord")
    for name in _MODULES:
        command = onrecord.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            for inner, held in command.commands.items():
                yield f"{name} {inner}", held
        else:
            yield name, command


def commands_table() -> str:
    """Every command and its options as a Markdown table: what the README holds."""
    rows = ["| command | what it does | options |", "|---|---|---|"]
    for name, command in every_command():
        arguments = " ".join(
            parameter.make_metavar(click.Context(command)) for parameter in command.params if _is_argument(parameter)
        )
        options = " ".join(f"`{option}`" for option in options_of(command))
        rows.append(f"| `{f'{name} {arguments}'.strip()}` | {command.get_short_help_str(200)} | {options} |")
    return "\n".join(rows) + "\n"


def options_of(command: click.Command) -> tuple[str, ...]:
    """The long names of a command's options, in the order of its help."""
    return tuple(max(parameter.opts, key=len) for parameter in command.params if isinstance(parameter, click.Option))


def _is_argument(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Argument)


def _summary(group: Commands, ctx: click.Context, name: str) -> str:
    command = group.get_command(ctx, name)
    return command.get_short_help_str(100) if command else ""
