"""The command that shows a case from top to bottom, as lines to read or as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run

if TYPE_CHECKING:
    from workflow.case import Case, Moment, Source, Statement
    from workflow.fate import Fate
    from workflow.people import People
    from workflow.verdict import Evaluation, Headline


@click.command("show")
@click.argument("case")
@click.option("--as-of", metavar="TIME", help="As it stood at that moment, by what we had learned.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def show_command(run: Run, case: str, as_of: str | None, as_json: bool) -> None:
    """Show a case: its questions and their states, statements, sources, requests, files held, notes."""
    from tui.cli.held import print_held
    from workflow.verdict import evaluate, headline

    held = run.case(case)
    moment = run.moment(held, as_of)
    evaluation = evaluate(held, moment)
    top = headline(held, evaluation.states)
    if as_json:
        from tui.cli.plain import plain_case

        out.json({"id": run.case_id, **plain_case(held, moment, evaluation, top, run.people(held))})
        return
    _head(held, moment, top)
    _document(held)
    _questions(held, evaluation, run.plain)
    _statements(held, moment, evaluation)
    _sources(held)
    _requests(held, moment)
    print_held(held, moment)
    _notes(held, moment)
    _next(held, moment, evaluation, run.people(held))


def _head(case: Case, moment: Moment, top: Headline) -> None:
    from tui.dates import stamp_of, zone_name
    from workflow.verdict import question_words

    at = "now" if moment.as_of is None else stamp_of(moment.as_of, case.zone)
    invented = "invented, " if case.invented else ""
    out.line(case.title)
    out.line(
        f"{case.slug}, {invented}{'open' if case.is_open else 'closed'}, as of {at}, times in {zone_name(case.zone)}"
    )
    out.line(f"{top.state.word.upper()}: {out.listed(question_words(case, top.questions))}")


def _document(case: Case) -> None:
    if case.document:
        out.heading("Document")
        out.columns(list(case.document.items()), indent="  ")


def _questions(case: Case, evaluation: Evaluation, plain: bool) -> None:
    from workflow.flags import flags
    from workflow.why import sentence

    out.heading("Questions")
    if case.questions:
        out.columns(
            [
                (asked.slug, asked.word, out.state(evaluation.states[asked.id], plain=plain), asked.proposition or "-")
                for asked in case.questions
            ],
            indent="  ",
        )
    for asked in case.questions:
        found = flags(case, evaluation, asked.id)
        marks = f" Flags: {out.listed(flag.word for flag in found)}." if found else ""
        out.line(f"  {asked.slug}: {sentence(case, evaluation, asked.id)}{marks}")


def _statements(case: Case, moment: Moment, evaluation: Evaluation) -> None:
    learned = case.learned_by(moment)
    fates = evaluation.fates
    out.heading(f"Statements ({len(learned)})")
    for logged in learned:
        _statement(case, logged, moment, fates)


def _statement(case: Case, logged: Statement, moment: Moment, fates: Mapping[tuple[str, str], Fate]) -> None:
    from tui.cli.held import promise_words
    from tui.dates import stamp, stamp_of
    from workflow.why import reason

    says = logged.says
    terms, embargo = logged.terms_at(moment.as_of)
    parts = [f"{case.source_of(logged).label}, {terms.word}"]
    parts += [f"via {says.via}"] if says.via else []
    parts += [f"learned {stamp(logged.learned, case.zone)}"] if says.learned_at else []
    parts += [f"under embargo until {stamp_of(embargo, case.zone)}"] if embargo is not None else []
    parts += promise_words(case, logged)
    out.line(f"  {says.slug}  {stamp(logged.said, case.zone)}  {', '.join(parts)}")
    for name, stance in says.stances.items():
        fate = fates.get((logged.id, name))
        if fate is not None:
            worth = f"counts as {fate.weight.word}" if fate.live else reason(case, fate)
            out.line(f"      {case.question_by_id[name].slug} {stance.word}: {worth}")
    if logged.words:
        out.block(quoted(logged), indent="      ")


def quoted(logged: Statement) -> str:
    """The words of a statement: in quotation marks where they are its source's own."""
    return f'"{logged.says.quote}"' if logged.says.quote else logged.says.paraphrase


def _sources(case: Case) -> None:
    if case.sources:
        out.heading("Sources")
        rows = [
            (known.slug, known.standing.word, f"rank {known.rank}", out.listed(_called(known)))
            for known in case.sources.values()
        ]
        out.columns(rows, indent="  ")


def _called(known: Source) -> list[str]:
    return list(dict.fromkeys(word for word in (known.label, known.descriptor, known.body) if word))


def _requests(case: Case, moment: Moment) -> None:
    from tui.dates import stamp
    from workflow.outreach import Outcome, phrase, status

    rows = [
        (
            naming.short(sent.id),
            stamp(sent.sent, case.zone),
            f"{naming.asked(case, sent)}: {phrase(case, sent, moment)}",
        )
        for sent in case.requests
        if status(case, sent, moment) is not Outcome.UNASKED
    ]
    if rows:
        out.heading("Requests for comment")
        out.columns(rows, indent="  ")


def _notes(case: Case, moment: Moment) -> None:
    from workflow.verdict import question_words

    notes = case.notes_by(moment)
    if notes:
        out.heading("Notes")
        for note in notes:
            out.block(note.text, indent="  ")
    against = case.disagreements_by(moment)
    if against:
        out.heading("Disagreements")
        for one in against:
            word = question_words(case, (one.question,))[0] if one.question in case.question_by_id else "withdrawn"
            out.line(f"  {one.by} sees {word} as {one.state.word}: {one.reason}")


def _next(case: Case, moment: Moment, evaluation: Evaluation, people: People) -> None:
    from workflow.advice import prompts

    found = prompts(case, evaluation, moment, people=people)
    if found:
        out.heading("What next")
        out.columns([(prompt.level, prompt.text) for prompt in found], indent="  ")
