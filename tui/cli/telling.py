"""The command that tells a case as a timeline, on both clocks: what was said when, and what we learned when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run
from tui.cli.showing import quoted

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.timeline import Event


@click.command("timeline")
@click.argument("case")
@click.option("--as-of", metavar="TIME", help="Up to that moment.")
@click.option("--csv", "as_csv", is_flag=True, help="For a spreadsheet, as the editor's summary tells it.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def timeline_command(run: Run, case: str, as_of: str | None, as_csv: bool, as_json: bool) -> None:
    """Tell what happened, in the order in which we learned of it, and what it changed."""
    from workflow.timeline import timeline

    if as_csv and as_json:
        raise click.UsageError("--csv and --json are two formats; give one of them.")
    held = run.case(case)
    moment = run.moment(held, as_of)
    if as_csv:
        from tui.cli.letters import scan_piped
        from workflow.summaries import editor_summary, timeline_csv

        table = timeline_csv(editor_summary(held, moment, run.ledger.settings()))
        scan_piped(run, table, "table")
        out.data(table.encode())
        return
    events, about = timeline(held, moment), _Subjects(held)
    if as_json:
        out.json([_plain(held, event, about.of(event)) for event in events])
        return
    for event in events:
        _tell(held, event, about.of(event), run.plain)


def _tell(case: Case, event: Event, about: str, plain: bool) -> None:
    from tui.dates import stamp, stamp_of

    said = (
        ""
        if event.at_said is None or event.at_said == event.at_learned
        else f", said {stamp(event.at_said, case.zone)}"
    )
    learned = stamp(event.at_learned, case.zone) if event.at_learned.is_date else stamp_of(event.instant, case.zone)
    out.line(f"{learned}{said}  {event.kind.word}: {about}")
    for change in event.question_changes:
        asked = case.question_by_id[change.question_id]
        before, after = (out.state(state, plain=plain) for state in (change.before, change.after))
        out.line(f"    {asked.slug}: {before} -> {after}")


class _Subjects:
    """What events are about, in words."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.facts = {entry.id: entry.fact for entry in case.entries}
        self.requests = {sent.id: sent for sent in case.requests}

    def of(self, event: Event) -> str:
        """The statement, the request or the words of a note that an event is about."""
        case, fact = self.case, self.facts.get(event.fact_id)
        if event.subject in case.by_id:
            logged = case.by_id[event.subject]
            said = f": {quoted(logged)}" if event.kind == "statement" and logged.words else ""
            return f"{logged.says.slug}, {case.source_of(logged).label}, {logged.terms_at(None)[0].word}{said}"
        if event.subject in self.requests:
            return f"{naming.asked(case, self.requests[event.subject])} ({naming.short(event.subject)})"
        text = getattr(fact, "text", "") or getattr(fact, "reason", "")
        if event.subject in case.question_by_id:
            return f"{case.question_by_id[event.subject].slug}, {text}"
        return text or "-"


def _plain(case: Case, event: Event, about: str) -> dict[str, object]:
    from workflow.when import iso

    return {
        "kind": str(event.kind),
        "fact": event.fact_id,
        "said_at": event.at_said.text if event.at_said is not None else None,
        "learned_at": event.at_learned.text,
        "instant": iso(event.instant),
        "about": about,
        "changes": [
            {
                "question": case.question_by_id[change.question_id].slug,
                "before": str(change.before),
                "after": str(change.after),
            }
            for change in event.question_changes
        ],
    }
