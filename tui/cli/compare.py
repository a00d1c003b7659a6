"""The command that compares two copies of one document, and never tells who gave which."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run
from workflow.errors import OnRecordError, UsageError
from workflow.phrases import capital

if TYPE_CHECKING:
    from workflow.comparing import Comparison, Difference
    from workflow.findings import Supplies

TROUBLE = 2
"""The exit code where nothing could be compared, as that of diff is."""


@click.command("compare")
@click.argument("what", nargs=-1, required=True, metavar="CASE FILE-NUMBER FILE-NUMBER | FILE FILE")
@click.option("--even-weak", is_flag=True, help="Read them though this machine cannot lock the reader in.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_context
def compare_command(context: click.Context, what: tuple[str, ...], even_weak: bool, as_json: bool) -> None:
    """Compare two copies of one document: pages, words, spacing, marks, metadata; not who gave which.

    Two files of a case are named by their numbers, and the comparison is logged; two paths need no desk. Exit code 0
    where they are the same, byte for byte, 1 where they differ, 2 where there is trouble.
    """
    run: Run = context.obj
    with _as_trouble():
        if len(what) == 3:
            found = _kept(run, *what, even_weak=even_weak)
        elif len(what) == 2:
            found = _loose(Path(what[0]), Path(what[1]), _supplies(run), even_weak=even_weak)
        else:
            raise UsageError("Two copies are compared.", remedy="Give a case and two file numbers, or two files.")
    if as_json:
        from workflow.comparing import plain

        out.json(plain(found))
    else:
        _tell(found)
    if not found.is_same_file:
        context.exit(1)


def _kept(run: Run, case: str, one: str, other: str, *, even_weak: bool) -> Comparison:
    from workflow.showing import compare_kept

    held = run.case(case)
    a, b = (naming.exhibit(held, name, "FILE-NUMBER") for name in (one, other))
    return compare_kept(run.ledger, run.case_id, a.id, b.id, _supplies(run), even_weak=even_weak)


def _loose(one: Path, other: Path, supplies: Supplies, *, even_weak: bool) -> Comparison:
    from workflow.comparing import compare, read_copy
    from workflow.examine import Examiner, opened

    with ExitStack() as stack:
        targets = [stack.enter_context(opened(path)) for path in (one, other)]
        examiner = stack.enter_context(Examiner(even_weak=even_weak))
        a, b = (read_copy(examiner, target, supplies) for target in targets)
    return compare(a, b)


def _supplies(run: Run) -> Supplies:
    from workflow.findings import Supplies

    return Supplies(now=run.now)


@contextmanager
def _as_trouble() -> Iterator[None]:
    try:
        yield
    except OnRecordError as error:
        error.exit_code = TROUBLE
        raise


def _tell(found: Comparison) -> None:
    from itertools import groupby

    from workflow.comparing import CANNOT_SEE

    if found.is_same_file:
        out.prose("The two copies are the same, byte for byte.")
        return
    out.prose("The two copies differ. Copy A is the one named first.")
    if len(found.differences) == 1:
        out.prose("Nothing but their bytes was found to differ.")
    for aspect, differences in groupby(found.differences, key=lambda one: one.aspect):
        out.heading(f"{capital(aspect.word)}: {aspect.meaning}")
        for one in differences:
            _tell_one(one)
    if found.not_compared:
        out.heading("Not compared")
        for sentence in found.not_compared:
            out.prose(f"  {sentence}")
    out.heading("What a comparison cannot see")
    for sentence in CANNOT_SEE:
        out.prose(f"  {sentence}")


def _tell_one(one: Difference) -> None:
    where = f"{one.where}: " if one.where else ""
    if not one.a and not one.b:
        if one.what:
            out.prose(f"  {where}{one.what}")
        return
    out.prose(f"  {where}{one.what}")
    for name, value in (("A", one.a), ("B", one.b)):
        out.prose(f"    {name}: {shown(value)}")


def shown(value: str) -> str:
    """A value on one line; spaces and line breaks, in which copies may differ, as signs."""
    return value.replace("\n", "⏎").replace("\t", "⇥").replace("  ", "␣␣") if value else "nothing"
