"""What is agreed with a source beside the terms, as options of the commands that log terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tui.cli.words import read_date

if TYPE_CHECKING:
    from datetime import tzinfo

    from tui.cli.run import Run
    from workflow.facts import Promise

_FIELDS = ("may_quote", "as_what", "why_unnamed", "take_to", "agreed_by")


def promise_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say what was agreed."""
    for option in reversed(
        (
            click.option("--may-quote/--no-quote", default=None, help="Whether the words may be quoted."),
            click.option("--as-what", metavar="TEXT", help="The words agreed for the source in print."),
            click.option("--why-unnamed", metavar="TEXT", help="Why there is no name: because ..."),
            click.option("--take-to", metavar="TEXT", help="Whom else the words may be taken to: anyone, nobody."),
            click.option("--agreed-by", metavar="INITIALS", help="Who agreed for the desk; yours if not given."),
        )
    ):
        command = option(command)
    return command


def take_promise(run: Run, values: dict[str, Any]) -> Promise | None:
    """Take what was agreed out of the values of a command; None where nothing is said of it."""
    from workflow.facts import Promise

    told = {name: values.pop(name, None) for name in _FIELDS}
    if not any(value is not None for value in told.values()):
        return None
    by = run.ledger.settings().initials if told["agreed_by"] is None else told["agreed_by"]
    return Promise(by, told["as_what"] or "", told["why_unnamed"] or "", told["may_quote"], told["take_to"] or "")


def read_agreed(text: str, said_at: str, now: int, zone: tzinfo) -> str:
    """When something was agreed: `before` is the time at which the words were said."""
    return said_at if text.strip().casefold() == "before" else read_date(text, now, zone, "--agreed-at")
