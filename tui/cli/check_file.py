"""The command that checks files without a desk: what their bytes tell, and what none of it proves."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.cli import out
from tui.cli.run import Run
from workflow.errors import OnRecordError, UsageError

if TYPE_CHECKING:
    from workflow.examine import Examiner
    from workflow.findings import Finding, Report
    from workflow.hashing import Hashed

Command = TypeVar("Command", bound=Callable[..., Any])


def supplied(command: Command) -> Command:
    """The options by which a reporter brings along what a file is checked with."""
    path = click.Path(path_type=Path)
    for option in (
        click.option("--headers", type=path, multiple=True, metavar="FILE", help="Bitcoin block headers."),
        click.option("--proof", type=path, multiple=True, metavar="FILE", help="A time stamp of the one file."),
        click.option("--roots", type=path, multiple=True, metavar="PATH", help="Certificates that you trust."),
        click.option("--keys", type=path, multiple=True, metavar="PATH", help="DKIM keys: DNS names and records."),
    ):
        command = option(command)
    return command


@click.command("check-file")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@supplied
@click.option("--even-weak", is_flag=True, help="Read it though this machine cannot lock the reader in.")
@click.option("--json", "as_json", is_flag=True, help="One object a file and line.")
@click.pass_context
def check_file_command(
    context: click.Context,
    files: tuple[Path, ...],
    keys: tuple[Path, ...],
    roots: tuple[Path, ...],
    proof: tuple[Path, ...],
    headers: tuple[Path, ...],
    even_weak: bool,
    as_json: bool,
) -> None:
    """Tell what the bytes of files say; no desk is opened. Exit code 1 where a file could not be opened."""
    from tui.failures import tell
    from workflow.supplying import supplies

    run: Run = context.obj
    for_one_file(files, proof, even_weak)
    given = supplies(run.now, keys, roots, proof, headers)
    failed = False
    with _examiner(len(files), even_weak) as examiner:
        for number, (path, found) in enumerate(examiner.check_many(files, given), 1):
            if isinstance(found, OnRecordError):
                failed = True
                tell(found)
            elif as_json:
                out.line(_json(path, *found))
            else:
                if number > 1:
                    out.line()
                _tell(path, *found)
            sys.stdout.flush()
    if failed:
        context.exit(1)


def for_one_file(paths: Sequence[Path], proof: Sequence[Path], even_weak: bool) -> None:
    """Decline for several files, or a folder, what holds for one alone. Raises UsageError."""
    if len(paths) == 1 and not paths[0].is_dir():
        return
    if proof:
        raise UsageError("A time stamp is of one file.", where="--proof", remedy="Give that one file alone.")
    if even_weak:
        raise UsageError("This is decided for one file.", where="--even-weak", remedy="Give that one file alone.")


def _examiner(files: int, even_weak: bool) -> Examiner:
    """Who checks so many files: as many at once as there are processors."""
    import os

    from workflow.examine import Examiner

    return Examiner(at_once=min(files, os.cpu_count() or 1), even_weak=even_weak)


def _json(path: Path, hashed: Hashed, report: Report) -> str:
    from json import dumps

    return dumps({"file": _text(path), "sha256": hashed.sha256, "bytes": hashed.size, **plain_report(report)})


def plain_report(report: Report) -> dict[str, object]:
    """A report as plain data: type, rung, findings with what they do not prove, checks with their outcomes, facts."""
    return {
        "type": report.type,
        "rung": str(report.rung),
        "findings": [_plain(finding) for finding in report.findings],
        "checks": [{"check": one.check, "outcome": str(one.outcome), "reason": one.reason} for one in report.checks],
        "facts": report.facts,
    }


def _plain(finding: Finding) -> dict[str, object]:
    from workflow.findings import KINDS

    kind = KINDS[finding.id]
    told: dict[str, object] = {
        "id": finding.id,
        "severity": str(finding.severity),
        "where": finding.where,
        "value": finding.value,
        "tool": finding.tool,
        "proves_not": kind.proves_not,
    }
    return {**told, "risk": True} if kind.is_risk else told


def _tell(path: Path, hashed: Hashed, report: Report) -> None:
    from tui.cli.telling_files import tell_report
    from workflow.hashing import size_words

    out.line(f"{_text(path)}: {report.type}, {size_words(hashed.size)}")
    out.line(f"  SHA-256 {hashed.sha256}")
    tell_report(report)


def _text(path: Path) -> str:
    return str(path).encode("utf-8", "replace").decode()
