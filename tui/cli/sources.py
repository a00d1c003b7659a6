"""The command on sources: add one, describe it anew, say that two are one person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tui.cli import naming
from tui.cli.run import Run
from tui.cli.words import NotThere, OneOf, choices
from workflow.errors import UsageError
from workflow.terms import RANKS, Standing

if TYPE_CHECKING:
    from workflow.case import Case

_RANKS = ", ".join(f"{rank} {word}" for rank, word in RANKS.items())


def source_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that describe a source."""
    for option in reversed(
        (
            click.option("--descriptor", metavar="TEXT", help="As it is printed: a U.S. military official."),
            click.option("--standing", type=OneOf(Standing), help=f"One of {choices(Standing)}."),
            click.option("--name", metavar="TEXT", help="Only of a source that speaks on the record."),
            click.option("--code-name", metavar="TEXT", help="What the desk calls a source without a name."),
            click.option("--body", metavar="TEXT", help="The institution it belongs to."),
            click.option("--rank", type=click.IntRange(1, 4), help=f"{_RANKS}; 2 if not given."),
            click.option("--rests-on", "root", metavar="TEXT", help="Its lineage, where it is not itself."),
        )
    ):
        command = option(command)
    return command


def given(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a source that were given, by their names in a fact."""
    return {"lineage" if name == "root" else name: value for name, value in values.items() if value is not None}


OPTIONS = {"lineage": "--rests-on"}
"""The options of fields that go by another name."""


@click.command("source")
@click.argument("case")
@click.argument("source")
@source_options
@click.option("--same-as", default="", metavar="SOURCE", help="It turns out to be this one; what it said counts there.")
@click.option("--reason", default="", metavar="TEXT", help="Why a known source changes.")
@click.pass_obj
def source_command(run: Run, /, case: str, source: str, same_as: str, reason: str, **values: Any) -> None:
    """Add a source, or describe one that is known in other words."""
    from tui.cli.acts import log
    from workflow.facts import SourceAdded, SourceDescribed, SourcesMerged

    held = run.case(case)
    fields = given(values)
    if same_as:
        keep, gone = naming.source(held, same_as, "--same-as"), naming.source(held, source, "SOURCE")
        merged = SourcesMerged(keep.id, gone.id, reason)
        log(run, held, lambda add: add(merged), f"{gone.slug} is {keep.slug}.", options={"gone": "SOURCE"})
        return
    if known(held, source):
        if not fields:
            raise UsageError("There is nothing to change.", where=source, remedy="Give --descriptor or another field.")
        one = naming.source(held, source, "SOURCE")
        described = SourceDescribed(one.id, fields, reason, held.setters(one.id, fields))
        log(run, held, lambda add: add(described), f"Described {one.slug} anew.", options=OPTIONS)
        return
    added = SourceAdded(slug=source, **needed(source, fields))
    log(run, held, lambda add: add(added), f"Added {source}.", options={**OPTIONS, "slug": "SOURCE"})


def needed(slug: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a new source, its short name for a code name if it has neither. Raises UsageError for a gap."""
    for name in ("descriptor", "standing"):
        if not fields.get(name):
            raise UsageError("A new source needs it.", where=f"--{name}", remedy="Add it; or name a known source.")
    return fields if fields.get("name") or fields.get("code_name") else {**fields, "code_name": slug}


def known(case: Case, name: str) -> bool:
    """Whether the case has a source of that name; raises NotThere where the name could mean several."""
    if any(source.slug == name for source in case.sources.values()):
        return True
    try:
        naming.source(case, name)
    except NotThere:
        return False
    return True
