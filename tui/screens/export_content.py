"""The bytes of an export, with what they hold and what is left out, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.words import count

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.summaries import EditorSummary
    from workflow.when import Instant


class Content(NamedTuple):
    """A file to be written: its bytes, what it holds, what it leaves out and why."""

    data: bytes
    holds: str
    left_out: tuple[str, ...]


def content_of(sitting: Session, case_id: str, form: str, since: Instant | None) -> Content:
    """The case file (`case`), or the summary for an editor in a format, at the moment of the sitting."""
    if form == "case":
        return _case_file(sitting, case_id)
    from workflow.summaries import RENDERERS, editor_summary

    ledger = sitting.ledger
    heads = ledger.heads(case_id)
    summary = editor_summary(ledger.case(case_id), sitting.moment, ledger.settings(), heads=heads, since=since)
    questions, events = count(len(summary.questions), "question"), count(len(summary.timeline), "entry", "entries")
    holds = f"{questions}, {events} on the timeline, {count(len(summary.sources), 'source')};"
    return Content(RENDERERS[form](summary).encode(), holds, _left_out(summary))


def _left_out(summary: EditorSummary) -> tuple[str, ...]:
    kept = (
        (summary.off_record, "off the record"),
        (summary.deep_background, "on deep background"),
    )
    sentences = [f"Left out: {count(number, 'statement')} {why}." for number, why in kept if number]
    return (*sentences, "Left out: names of sources that spoke unnamed, code names, notes.")


def _case_file(sitting: Session, case_id: str) -> Content:
    from workflow.casefile.writing import write_case

    case = sitting.case(case_id)
    data, left_out = write_case(case)
    said = count(len(case.statements), "statement")
    holds = f"Everything that states are made of, off the record and names included: {said};"
    return Content(data, holds, tuple(f"Not carried: {sentence}" for sentence in left_out))
