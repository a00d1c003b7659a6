"""The command line: each screen's plain twin, for pipes, scripts and screen readers."""

from __future__ import annotations

from collections.abc import Sequence

from tui.failures import INTERRUPTED, complain


def carry_out(words: Sequence[str]) -> int:
    """Carry out a command line; the exit code. Failures of our own are the caller's to tell."""
    import click

    from tui.cli.table import onrecord

    try:
        with onrecord.make_context("onrecord", list(words)) as context:
            onrecord.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        complain("Stopped; nothing was changed.")
        return INTERRUPTED
    except click.ClickException as mistake:
        return _explain(mistake)
    return 0


_FIRST = ("--ascii", "--db", "--example", "--passphrase-fd", "--theme", "--vault-passphrase-fd")
"""The options of the program itself."""


def _explain(mistake: object) -> int:
    """Say what is wrong with a command line, and where its help is."""
    import click

    from workflow.clean import clean

    assert isinstance(mistake, click.ClickException)
    sentence = mistake.format_message()
    if isinstance(mistake, click.NoSuchOption) and mistake.option_name in _FIRST:
        sentence += f" {mistake.option_name} stands before the command."
    context = mistake.ctx if isinstance(mistake, click.UsageError) else None
    hint = f" See {context.command_path} --help." if context is not None else ""
    complain(clean(sentence + hint, multiline=True, limit=4000))
    return mistake.exit_code
