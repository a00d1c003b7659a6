"""The command on statements: log what a source said, once, or correct what was logged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tui.cli import naming
from tui.cli.promises import promise_options, read_agreed, take_promise
from tui.cli.run import Run
from tui.cli.sources import OPTIONS as SOURCE_OPTIONS
from tui.cli.sources import given, needed, source_options
from tui.cli.words import OneOf, Pair, TextFor, choices, read_date, read_text
from tui.short_names import next_statement
from workflow.errors import UsageError
from workflow.terms import Knowledge, Stance, Term

if TYPE_CHECKING:
    from tui.session import Add
    from workflow.case import Case

_OPTIONS = {
    "said_at": "--said",
    "learned_at": "--learned",
    "stances": "--stance",
    "knowledge": "--knows",
    "asserted": "--asserts",
    "slug": "--id",
    "copy_of": "--copy",
    "rests_on": "--finding",
    "statement": "--correct",
    "changes": "--correct",
    "promise": "--as-what",
    **SOURCE_OPTIONS,
}
_SOURCE_FIELDS = ("descriptor", "standing", "name", "code_name", "body", "rank", "root")


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(
        (
            click.option("--source", metavar="SOURCE", help="Who said it: a known source."),
            click.option("--new-source", metavar="NAME", help="A new source, with the options that describe one."),
            click.option("--terms", type=OneOf(Term), help=f"One of {choices(Term)}."),
            click.option("--agreement", metavar="TEXT", help="The exact words in which the terms were agreed."),
            click.option("--agreed-at", metavar="TIME", help="When they were agreed: a time, or the word: before."),
            click.option("--embargo-until", metavar="TIME", help="Not to be used before."),
            click.option("--said", metavar="TIME", help="When it was said: today, yesterday 14:05, 3 mar 2020."),
            click.option("--learned", metavar="TIME", help="When we learned of it, where that was later."),
            click.option("--via", metavar="TEXT", help="The outlet that relayed it."),
            click.option("--stance", type=Pair(Stance), multiple=True, help=f"STANCE is one of {choices(Stance)}."),
            click.option(
                "--knows", type=Pair(Knowledge, bare=True), multiple=True, help=f"One of {choices(Knowledge)}."
            ),
            click.option("--asserts", type=TextFor(), multiple=True, help="What it says instead, on one question."),
            click.option("--hedged/--not-hedged", default=None, help="It hedges: appears to be authentic."),
            click.option("--technical/--not-technical", default=None, help="An examination with a stated method."),
            click.option("--conclusive/--not-conclusive", default=None, help="Beyond doubt; needs --sign-off."),
            click.option("--sign-off", metavar="TEXT", help="What a conclusive finding rests on."),
            click.option(
                "--finding", metavar="FILE:ID", help="A finding that an examination rests on: 1:pdf.sig.none."
            ),
            click.option("--copy", metavar="FILE", help="The copy of the document that it is about, by its number."),
            click.option("--derived-from", metavar="TEXT", help="The report, or statement, that it repeats."),
            click.option("--lineage", metavar="TEXT", help="What this statement rests on, where not on its source."),
            click.option("--grade", metavar="GRADE", help="An Admiralty pair such as B2."),
            click.option("--retracts", multiple=True, metavar="STATEMENT", help="A statement that it takes back."),
            click.option("--corrects", multiple=True, metavar="STATEMENT", help="A statement that it puts right."),
            click.option("--quote", metavar="TEXT", help="The words; a dash reads them from standard input."),
            click.option("--paraphrase", metavar="TEXT", help="What was said, in our words."),
            click.option("--url", metavar="ADDRESS", help="Where it stands."),
            click.option("--id", "slug", metavar="NAME", help="Its short name; s1, s2 and so on if not given."),
        )
    ):
        command = option(command)
    return command


@click.command("statement")
@click.argument("case")
@_options
@promise_options
@source_options
@click.option("--correct", metavar="STATEMENT", default="", help="Change fields of a statement logged wrongly.")
@click.option("--drop", multiple=True, metavar="QUESTION", help="With --correct: it says nothing on this question.")
@click.option("--reason", metavar="TEXT", default="", help="Why it is corrected.")
@click.option("--preview", is_flag=True, help="Show what would change, and log nothing.")
@click.pass_obj
def statement_command(
    run: Run, /, case: str, correct: str, drop: tuple[str, ...], reason: str, preview: bool, **values: Any
) -> None:
    """Log what one source said, once; or correct what was logged."""
    from tui.cli.acts import log, show_preview

    held = run.case(case)
    new_source = values.pop("new_source")
    described = given({name: values.pop(name) for name in _SOURCE_FIELDS})
    promise = take_promise(run, values)
    fields = _fields(held, run, {name: value for name, value in values.items() if value not in (None, ())})
    fields |= {"promise": promise} if promise is not None else {}
    if described and not new_source:
        raise UsageError(
            "These describe a new source.", where=_option(next(iter(described))), remedy="Add --new-source."
        )
    if new_source and "source" in fields:
        raise UsageError("Give --source or --new-source, not both.")
    if correct:
        dropped = [naming.question(held, name, "--drop").id for name in drop]
        write, said = _correction(held, correct, reason, fields, dropped)
    elif drop:
        raise UsageError("It belongs to a correction.", where="--drop", remedy="Add --correct STATEMENT.")
    else:
        write, said = _logging(held, new_source, described, fields)
    if preview:
        show_preview(run, held, write, options=_OPTIONS)
    else:
        log(run, held, write, said, options=_OPTIONS)


def _fields(case: Case, run: Run, values: dict[str, Any]) -> dict[str, Any]:
    """The given options as fields of a statement, with the case's own ids."""
    dates = {"said": "said_at", "learned": "learned_at", "embargo_until": "embargo_until"}
    found: dict[str, Any] = {}
    agreed = values.pop("agreed_at", None)
    for name, value in values.items():
        option = f"--{name.replace('_', '-')}"
        if name in dates:
            timed = name == "embargo_until"
            found[dates[name]] = read_date(value, run.now, case.zone, option, ahead=timed, timed=timed)
        elif name == "source":
            found[name] = naming.source(case, value).id
        elif name == "stance":
            found["stances"] = {naming.question(case, asked, option).id: stance for asked, stance in value}
        elif name == "knows":
            found["knowledge"] = {
                naming.question(case, asked, option).id if asked else "default": how for asked, how in value
            }
        elif name == "asserts":
            found["asserted"] = {naming.question(case, asked, option).id: text for asked, text in value}
        elif name in ("retracts", "corrects"):
            found[name] = tuple(naming.statement(case, other, option).id for other in value)
        elif name == "copy":
            found["copy_of"] = naming.exhibit(case, value, option).id
        elif name == "finding":
            found |= _resting_on(case, value, option)
        elif name == "derived_from":
            found[name] = next((one.id for one in case.statements if one.says.slug == value), value)
        else:
            found[name] = read_text(value) if name in ("quote", "paraphrase") else value
    if agreed:
        found["agreed_at"] = read_agreed(agreed, found.get("said_at", ""), run.now, case.zone)
    return found


def _resting_on(case: Case, value: str, option: str) -> dict[str, Any]:
    """The fields of an examination that rests on a finding of a file. Raises UsageError."""
    number, _, finding = value.partition(":")
    exhibit = naming.exhibit(case, number, option)
    examined = case.holdings.examination_of(exhibit.id)
    if examined is None or all(one.id != finding for one in examined.report.findings):
        remedy = f"onrecord report shows what was found in file {exhibit.number}."
        raise UsageError("The file has no such finding.", where=option, remedy=remedy)
    about = exhibit.id if exhibit.kind.is_document else ""
    return {"technical": True, "rests_on": examined.id, "finding": finding, "copy_of": about}


def _logging(
    case: Case, new_source: str | None, described: dict[str, Any], fields: dict[str, Any]
) -> tuple[Callable[[Add], object], str]:
    from workflow.facts import SourceAdded, StatementLogged

    for field, what in (("said_at", "When was it said?"), ("terms", "On what terms was it said?")):
        if field not in fields:
            raise UsageError(what, where=_option(field), remedy="Add it.")
    if not new_source and "source" not in fields:
        raise UsageError("Who said it?", where="--source", remedy="Name a known source, or give --new-source.")
    fields.setdefault("slug", next_statement(case))
    added = SourceAdded(slug=new_source, **needed(new_source, described)) if new_source else None

    def write(add: Add) -> None:
        by: dict[str, Any] = {"source": add(added)} if added is not None else {}
        add(StatementLogged(**fields, **by))

    return write, f"Logged {fields['slug']}."


def _correction(
    case: Case, name: str, reason: str, fields: dict[str, Any], dropped: list[str]
) -> tuple[Callable[[Add], object], str]:
    from workflow.facts import STATEMENT_FIELDS, StatementCorrected

    for field in fields:
        if field not in STATEMENT_FIELDS:
            remedy = "The name stays." if field == "slug" else "Terms have a command of their own: onrecord terms."
            raise UsageError("A correction cannot change that.", where=_option(field), remedy=remedy)
    logged = naming.statement(case, name, "--correct")
    changes = dict(fields)
    for field in ("stances", "knowledge", "asserted"):
        kept = {key: word for key, word in getattr(logged.says, field).items() if key not in dropped}
        if field in fields or len(kept) < len(getattr(logged.says, field)):
            changes[field] = {**kept, **fields.get(field, {})}
    if not changes:
        raise UsageError("There is nothing to correct.", where="--correct", remedy="Give the fields that were wrong.")
    fact = StatementCorrected(logged.id, changes, reason, case.setters(logged.id, changes))
    return (lambda add: add(fact)), f"Corrected {logged.says.slug}."


def _option(field: str) -> str:
    from tui.cli.acts import option_of

    return option_of(field, _OPTIONS)
