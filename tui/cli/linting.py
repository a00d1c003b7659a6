"""The command that reads a draft and says, like a compiler, what in it the record does not carry."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tui.cli import out
from tui.cli.run import Run

if TYPE_CHECKING:
    from workflow.case import Case, Moment
    from workflow.lint import Finding

MOST_SHOWN = 1_000
"""How many findings are told; the rest are counted."""

_BEFORE, _AFTER = 40, 60


@click.command("lint")
@click.argument("case")
@click.argument("file", default="-")
@click.option("--as-of", metavar="TIME", help="Against what was known at that moment.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_context
def lint_command(context: click.Context, case: str, file: str, as_of: str | None, as_json: bool) -> None:
    """Find in a draft what the record does not carry; a dash, or no file, reads standard input."""
    from workflow.lint import draft_text, lint
    from workflow.verdict import evaluate

    run: Run = context.obj
    held = run.case(case)
    moment = run.moment(held, as_of)
    text = draft_text(_read(file), "standard input" if file == "-" else file)
    findings = lint(text, held, evaluate(held, moment), moment)
    shown, more = findings[:MOST_SHOWN], len(findings[MOST_SHOWN:])
    if as_json:
        told = {"file": file, "findings": [_plain(held, found) for found in shown]}
        out.json(told | ({"more": more} if more else {}))
    else:
        _tell(held, moment, file, text, shown)
        if more:
            out.line(f"and {more:,} more")
    if findings:
        context.exit(1)


def _read(file: str) -> bytes:
    """The bytes of a draft, and not many more than may be read of one. Raises UsageError."""
    from workflow.errors import UsageError
    from workflow.lint import MOST_BYTES

    if file == "-":
        if sys.stdin is None:
            raise UsageError("There is no standard input to read a draft from.", remedy="Name a file.")
        if sys.stdin.isatty():
            out.message("Paste the draft, then press Control-D on a line of its own.")
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with open(file, "rb") as draft:  # noqa: PTH123  a name of a descriptor is no path
            return draft.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or "the name cannot be used"
        raise UsageError(f"The draft cannot be read: {why}.", where=file, remedy="Name another file.") from None


def _tell(case: Case, moment: Moment, file: str, text: str, findings: tuple[Finding, ...]) -> None:
    from workflow.clean import one_line
    from workflow.lint import line_starts

    starts = [*line_starts(text), len(text)]
    name = one_line(file, 200)
    for found in findings:
        out.line(f"{name}:{found.line}:{found.column}: {found.rule}: {found.sentence} {found.remedy}")
        begin, end = starts[found.line - 1], starts[found.line]
        _point(text[begin:end].rstrip("\r\n"), found.column - 1, found.length)
        if found.statements:
            out.line(f"    see {', '.join(_called(case, moment, name) for name in found.statements)}")


def _point(line: str, column: int, length: int) -> None:
    """Write the part of a line around a finding, and a mark under its words."""
    from rich.cells import cell_len

    from workflow.clean import clean

    begin = max(column - _BEFORE, 0)
    end = min(column + length, column + _AFTER, len(line))
    before = ("…" if begin else "") + clean(line[begin:column])
    marked = clean(line[column:end])
    after = clean(line[end : end + _AFTER]) + ("…" if len(line) > end + _AFTER else "")
    out.line(f"    {before}{marked}{after}")
    out.line(f"    {' ' * cell_len(before)}{'^' * max(cell_len(marked), 1)}")


def _called(case: Case, moment: Moment, statement: str) -> str:
    """A statement by its short name, and who spoke; of who spoke unnamed nothing is told."""
    from workflow.terms import Term
    from workflow.voices import printed_terms

    held = case.by_id[statement]
    is_open = printed_terms(held, moment)[0] is Term.ON_RECORD
    return f"{held.says.slug} ({case.source_of(held).label if is_open else 'not named'})"


def _plain(case: Case, found: Finding) -> dict[str, object]:
    return {
        "line": found.line,
        "column": found.column,
        "length": found.length,
        "rule": str(found.rule),
        "excerpt": found.excerpt,
        "sentence": found.sentence,
        "remedy": found.remedy,
        "statements": [case.by_id[name].says.slug for name in found.statements],
    }
