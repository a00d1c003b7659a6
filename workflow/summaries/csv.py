"""The timeline of a summary as CSV: every cell quoted, and none that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import unicodedata

from workflow.summaries.marks import LEFT_OUT
from workflow.summaries.model import EditorSummary, Event

HEADER = (
    "learned",
    "said",
    "who",
    "terms",
    "through",
    "under embargo until",
    "words",
    "quoted",
    "stances",
    "details",
    "what changed",
)
"""The columns. Times are ISO 8601 in the zone of the case."""

_STARTS = ("=", "+", "-", "@", "|", "%")
_WRAPPERS = "\"'`‘’“”«»"


def timeline_csv(summary: EditorSummary) -> str:
    """The timeline of a summary as CSV with one header line, lines ending as RFC 4180 has it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([inert(cell) for cell in _cells(event)] for event in summary.timeline)
    return out.getvalue()


def inert(cell: str) -> str:
    """`cell` with an apostrophe before it where a spreadsheet could take it for a formula."""
    first = cell[:1]
    bare = unicodedata.normalize("NFKC", cell[:200]).lstrip().lstrip(_WRAPPERS).lstrip()
    risky = bare[:1] in _STARTS if bare else False
    return f"'{cell}" if risky or first.isspace() or (first in _WRAPPERS[:2] and first) else cell


def _cells(event: Event) -> tuple[str, ...]:
    stances = (
        f"{stance.question}: {stance.stance.word}{f' ({stance.worth})' if stance.worth else ''}"
        for stance in event.stances
    )
    changes = (f"{change.question}: {change.before.word} → {change.after.word}" for change in event.changes)
    return (
        event.learned.iso,
        event.said.iso,
        event.who or LEFT_OUT,
        event.terms,
        event.through,
        event.embargo,
        event.words,
        "yes" if event.quoted else "no",
        "; ".join(stances),
        "; ".join(event.details),
        "; ".join(changes),
    )
