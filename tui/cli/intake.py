"""The command that takes files in: kept with both hashes, checked where no harm comes of it, unpacked on request."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.check_file import for_one_file, supplied
from tui.cli.interrupting import Interrupted
from tui.cli.run import Run
from tui.cli.words import OneOf, choices, read_date
from workflow.errors import OnRecordError, UsageError
from workflow.terms import ExhibitKind

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.facts import Fact
    from workflow.findings import Supplies
    from workflow.holdings import Exhibit
    from workflow.intake.taking import Asked, Took

NOT_KEPT = "Nothing is kept here: each file is known by its hash alone, and checked where it lies."


@click.command("intake")
@click.argument("case")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--kind", type=OneOf(ExhibitKind), metavar="KIND", help=f"One of {choices(ExhibitKind)}.")
@click.option("--statement", default="", metavar="STATEMENT", help="The statement that it belongs to.")
@click.option("--request", default="", metavar="REQUEST", help="The request that it belongs to.")
@click.option("--obtained", default="", metavar="TIME", help="When we got it.")
@click.option("--from", "giver", default="", metavar="WHO", help="Who gave it to us: a known source, or in words.")
@click.option("--url", default="", metavar="ADDRESS", help="Where it was found; nothing is fetched.")
@click.option("--note", default="", metavar="TEXT", help="How it was obtained.")
@click.option("--no-checks", is_flag=True, help="Keep it, and check nothing.")
@click.option("--unpack", is_flag=True, help="Keep what lies within it as files of their own too.")
@click.option("--even-weak", is_flag=True, help="Read it though this machine cannot lock the reader in.")
@supplied
@click.pass_context
def intake_command(
    context: click.Context,
    case: str,
    paths: tuple[Path, ...],
    kind: ExhibitKind | None,
    statement: str,
    request: str,
    obtained: str,
    giver: str,
    url: str,
    note: str,
    no_checks: bool,
    unpack: bool,
    even_weak: bool,
    keys: tuple[Path, ...],
    roots: tuple[Path, ...],
    proof: tuple[Path, ...],
    headers: tuple[Path, ...],
) -> None:
    """Take files and folders in: their bytes are kept, hashed and checked. Exit code 1 where one was declined."""
    from workflow.intake.taking import Asked
    from workflow.supplying import supplies

    run: Run = context.obj
    for_one_file(paths, proof, even_weak)
    held = run.case(case)
    if statement and request:
        raise UsageError("It belongs to a statement or to a request.", remedy="Give --statement or --request.")
    about = naming.statement(held, statement, "--statement").id if statement else ""
    about = naming.request(held, request, "--request").id if request else about
    asked = Asked(
        kind or (ExhibitKind.CAPTURE if url else ExhibitKind.ORIGINAL),
        about,
        read_date(obtained, run.now, held.zone, "--obtained") if obtained else "",
        url,
        note,
    )
    more = _admitted(run, held, asked, giver)
    brought = supplies(run.now, keys, roots, proof, headers)
    with Interrupted() as interrupted:
        if not _Intake(run, held, asked, interrupted, even_weak=even_weak).all(
            paths, more, None if no_checks else brought, unpack=unpack
        ):
            context.exit(1)


def _admitted(run: Run, case: Case, asked: Asked, giver: str) -> list[Fact]:
    """What is logged beside the files, once the desk would take such files. Raises UsageError that names options."""
    from tui.cli.acts import admitted
    from workflow.custody import GAVE_US
    from workflow.facts import CustodyRecorded, ExhibitAttached

    like = ExhibitAttached(asked.kind, "a file", "0" * 64, 0, asked.about, asked.obtained_at, asked.url, asked.note)
    options = {"about": "--statement", "obtained_at": "--obtained"}
    admitted(case, lambda add: add(like), options, run.now)
    if not giver:
        return []
    try:
        step = CustodyRecorded(GAVE_US, source=naming.source(case, giver, "--from").id)
    except OnRecordError:
        step = CustodyRecorded(GAVE_US, holder=giver)
    if any((one.source, one.holder, one.how) == (step.source, step.holder, GAVE_US) for one in case.holdings.custody):
        return []  # they gave us something before: the chain has one link for them
    admitted(case, lambda add: add(step), {"holder": "--from"}, run.now)
    return [step]


class _Intake:
    """One run of the command."""

    def __init__(self, run: Run, case: Case, asked: Asked, interrupted: Interrupted, *, even_weak: bool) -> None:
        self._run = run
        self._before = case
        self._asked = asked
        self._interrupted = interrupted
        self._even_weak = even_weak
        self._well = True

    @property
    def _case(self) -> Case:
        return self._run.ledger.case(self._run.case_id)

    def all(self, paths: Sequence[Path], more: list[Fact], brought: Supplies | None, *, unpack: bool) -> bool:
        """Take in, unpack, check; whether nothing was declined and nobody stopped it."""
        from tui.cli.telling_intake import tell_copies, tell_took

        took = self._take(paths, more)
        after = self._case
        held = {one.id: one for one in after.holdings.exhibits}
        tell_took(after, took)
        tell_copies(self._before, after, took)
        new = [held[one.exhibit] for one in dict.fromkeys(took) if one.is_new]
        places = {one.exhibit: one.path for one in took}
        if unpack and not self._run.ledger.in_memory:
            new += self._unpack(new)
        if brought is not None and new and not self._interrupted.asked:
            self._check(new, brought, places)
        if self._interrupted.asked:
            out.message("Stopped. What was done by then is kept and logged.")
        return self._well and not self._interrupted.asked

    def _take(self, paths: Sequence[Path], more: list[Fact]) -> tuple[Took, ...]:
        from tui.failures import tell
        from workflow.intake.taking import hash_only, take_in

        ledger, case_id = self._run.ledger, self._run.case_id
        if ledger.in_memory:
            out.message(NOT_KEPT)
            done = hash_only(ledger, case_id, paths, self._asked)
        else:
            done = take_in(ledger, case_id, paths, self._asked, self._interrupted.progress, more)
        self._interrupted.clear()
        for error in done.declined:
            self._well = False
            tell(error)
        return done.took

    def _unpack(self, new: Sequence[Exhibit]) -> list[Exhibit]:
        from tui.cli.telling_intake import tell_unpacked
        from tui.failures import tell
        from workflow.examine import Examiner
        from workflow.intake.checking import version
        from workflow.intake.unpacking import unpack

        ledger, case_id, found = self._run.ledger, self._run.case_id, list[str]()
        with Examiner(1, self._even_weak) as examiner:
            for exhibit in new:
                if self._interrupted.asked:
                    break
                try:
                    made = unpack(
                        ledger, case_id, exhibit, examiner, f"onrecord {version()}", self._interrupted.goes_on
                    )
                except OnRecordError as error:
                    self._well = False
                    tell(error)
                    continue
                tell_unpacked(self._case, exhibit, made)
                found += [one.exhibit for one in made if one.is_new]
        held = {one.id: one for one in self._case.holdings.exhibits}
        return [held[name] for name in dict.fromkeys(found)]

    def _check(self, new: Sequence[Exhibit], brought: Supplies, places: dict[str, Path]) -> None:
        from tui.cli.telling_intake import tell_checked
        from workflow.examine import Examiner
        from workflow.intake.checking import check_held

        at_once = min(_processors(), len(new))
        with Examiner(at_once, self._even_weak) as examiner:
            found = check_held(
                self._run.ledger,
                self._run.case_id,
                new,
                brought,
                examiner,
                at_once=at_once,
                goes_on=self._interrupted.goes_on,
                places=places,
            )
            for done, one in enumerate(found, 1):
                self._interrupted.clear()
                self._well = tell_checked(one) and self._well
                self._interrupted.show(f"Checked {done} of {len(new)} files.")
        self._interrupted.clear()
        case = self._case
        for exhibit in new:
            _tell_same_text(case, exhibit)


def _tell_same_text(case: Case, exhibit: Exhibit) -> None:
    from workflow.intake.checking import same_text

    if alike := [str(one.number) for one in same_text(case, exhibit.id)]:
        out.message(f"File {exhibit.number} holds the same words as file {out.listed(alike)}, in other bytes: compare.")


def _processors() -> int:
    import os

    return os.cpu_count() or 1
