"""The list of cases and the state of every question, kept beside the log so that a list is one read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workflow.case import Moment
from workflow.schema import Connection
from workflow.shelf import ShelfRow, shelf_row
from workflow.store.caselog import CaseLog
from workflow.when import Instant

_COLUMNS = (
    "case_id, slug, title, is_open, headline, headline_questions, settled, total, level, prompt, moved_at, deadline,"
    " holds_until"
)
_SEPARATOR = "\x1f"

Values = tuple[Any, ...]


def put(connection: Connection, logs: Iterable[CaseLog], now: Instant) -> None:
    """Write the rows of these cases as of now: the list's, and one for each question's state."""
    from workflow.verdict import evaluate

    shelf: list[Values] = []
    states: list[Values] = []
    changed: list[Values] = []
    gone: list[Values] = []
    for log in logs:
        if not log.is_case:
            gone.append((log.case_id,))
            continue
        evaluation = evaluate(log.case, Moment(None, now))
        moved = log.last_arrived.arrived if log.last_arrived else 0
        shelf.append(_values(log.case_id, moved, shelf_row(log.case, now, evaluation)))
        rows = [
            (log.case_id, question.id, question.slug, str(question.kind), str(evaluation.states[question.id]))
            for question in log.case.questions
        ]
        if sorted(rows) != connection.execute(_STATES, (log.case_id,)).fetchall():
            changed.append((log.case_id,))
            states.extend(rows)
    connection.executemany("DELETE FROM shelf WHERE case_id = ?", gone)
    connection.executemany("DELETE FROM states WHERE case_id = ?", [*gone, *changed])
    connection.executemany(_PUT, shelf)
    connection.executemany("INSERT INTO states VALUES (?, ?, ?, ?, ?)", states)


_STATES = "SELECT case_id, question, slug, kind, state FROM states WHERE case_id = ? ORDER BY question"
_MOVING = (
    "moved, title, is_open, headline, headline_questions, settled, total, level, prompt, moved_at, deadline,"
    " holds_until, folded"
)
_PUT = (
    f"INSERT INTO shelf VALUES ({', '.join('?' * 15)}) ON CONFLICT DO UPDATE SET ({_MOVING}) ="
    f" ({', '.join(f'excluded.{name.strip()}' for name in _MOVING.split(','))})"
)


def _values(case_id: bytes, moved: int, row: ShelfRow) -> Values:
    words = _SEPARATOR.join(row.headline_questions)
    folded = " ".join((row.slug, row.title, row.headline, *row.headline_questions)).casefold()
    return (
        case_id,
        moved,
        row.slug,
        row.title,
        int(row.is_open),
        str(row.headline),
        words,
        row.settled,
        row.total,
        row.level,
        row.prompt,
        row.moved_at,
        row.deadline,
        row.holds_until,
        folded,
    )


def _row(values: Sequence[Any]) -> tuple[str, ShelfRow]:
    case_id, slug, title, is_open, headline, questions, *rest = values
    words = tuple(questions.split(_SEPARATOR)) if questions else ()
    return case_id.hex(), ShelfRow(slug, title, bool(is_open), headline, words, *rest)


def page(connection: Connection, offset: int, limit: int, filter: str) -> list[tuple[str, ShelfRow]]:
    """A page of the list, the last moved first; every word of the filter stands in the row, whatever its case."""
    where, values = _filtered(filter)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM shelf WHERE case_id IN"
        f" (SELECT case_id FROM shelf{where} ORDER BY moved DESC LIMIT ? OFFSET ?) ORDER BY moved DESC",
        (*values, limit, offset),
    )
    return [_row(row) for row in rows]


def count(connection: Connection, filter: str) -> int:
    """How many cases the filter leaves."""
    where, values = _filtered(filter)
    row = connection.execute(f"SELECT count(*) FROM shelf{where}", values).fetchone()
    return int(row[0])


def _filtered(filter: str) -> tuple[str, list[str]]:
    words = filter.casefold().split()
    return (" WHERE " + " AND ".join(["instr(folded, ?)"] * len(words)), words) if words else ("", [])


def stale(connection: Connection, now: Instant) -> list[bytes]:
    """The cases whose row held only until a moment that has passed."""
    return [row[0] for row in connection.execute("SELECT case_id FROM shelf WHERE holds_until <= ?", (now,))]


def next_change(connection: Connection) -> Instant | None:
    """The next moment at which a row changes by itself."""
    row = connection.execute("SELECT min(holds_until) FROM shelf WHERE holds_until IS NOT NULL").fetchone()
    return row[0] if row else None


def deadlines(connection: Connection, after: Instant, limit: int) -> list[tuple[str, Instant]]:
    """The open cases with a deadline ahead, the earliest first, each with it."""
    rows = connection.execute(
        "SELECT case_id, deadline FROM shelf WHERE is_open AND deadline > ? ORDER BY deadline LIMIT ?", (after, limit)
    )
    return [(case_id.hex(), deadline) for case_id, deadline in rows]
