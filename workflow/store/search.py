"""Full-text search: what a user types is words and phrases, never syntax; only a bounded number of hits is ranked."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from workflow.facts import FactId
from workflow.schema import Connection

RANKED = 2_000
"""The newest hits among which the best are sought; a word that most rows hold must not cost a look at each."""

PREFIX_LETTERS = 3
"""A word matches as a beginning only from so many letters on."""

_PIECES = re.compile(r'"([^"]*)"?|(\S+)')
_SNIPPET_TOKENS = 24
_LONG = 4_000
"""From so many letters on the hits in a passage are not counted: it ranks as if there were one."""


class Hit(NamedTuple):
    """A place where the words stand. `marks` are the ranges of the snippet to be shown as hits.

    `heading` names what the passage belongs to: the source of a statement, the thing a note is about, or nothing.
    """

    case_id: str
    slug: str
    title: str
    fact_id: FactId
    kind: str
    heading: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


class SearchPage(NamedTuple):
    """The best hits. `total` counts at least so many, exactly so where `total_is_exact`.

    `ranked_among` is the number of newest hits among which these are the best, where that is not all of them.
    """

    hits: tuple[Hit, ...]
    total: int
    total_is_exact: bool
    ranked_among: int | None


NOTHING = SearchPage((), 0, True, None)


def search(connection: Connection, words: str, limit: int, case_id: str | None) -> SearchPage:
    """The passages that hold all the words; where none does, the last word is taken as a beginning.

    A phrase stands in double quotes; a word that ends in * is a beginning, from three letters on.
    """
    query = expression(words, case_id)
    if not query:
        return NOTHING
    found = _newest(connection, query)
    if not found:
        query = expression(words, case_id, open_end=True)
        found = _newest(connection, query)
    if not found:
        return NOTHING
    bounded = len(found) > RANKED
    hits = _shown(connection, query, _densest(found[:RANKED], limit))
    return SearchPage(tuple(hits), min(len(found), RANKED), not bounded, RANKED if bounded else None)


def expression(words: str, case_id: str | None, *, open_end: bool = False) -> str:
    """The words as a full-text expression in which nothing of them is syntax; empty where there is no word."""
    terms = []
    pieces = [(phrase, word) for phrase, word in _PIECES.findall(words.replace("\x00", " "))]
    for number, (phrase, word) in enumerate(pieces):
        text = phrase or word.rstrip("*")
        letters = sum(1 for letter in text if letter.isalnum())
        if not letters:
            continue
        asked = word.endswith("*") or (open_end and number == len(pieces) - 1 and bool(word))
        quoted = '"' + text.replace('"', '""') + '"'
        terms.append(quoted + ("*" if asked and letters >= PREFIX_LETTERS else ""))
    if not terms:
        return ""
    inside = f'case_id : "{case_id}" AND ' if case_id else ""
    return f"{inside}words : ({' AND '.join(terms)})"


def _newest(connection: Connection, query: str) -> list[tuple[int, int, int]]:
    """The newest passages that hold the words: number, hits in it, length; one more than are ranked.

    The index's own rank is not asked for: it weighs each word by how rare it is, and for that counts every hit.
    """
    rows = connection.execute(
        f"SELECT p.arrived, CASE WHEN length(p.words) < {_LONG}"
        " THEN length(highlight(passages_fts, 1, char(2), '')) - length(p.words) ELSE 1 END, length(p.words)"
        " FROM passages_fts JOIN passages AS p ON p.arrived = passages_fts.rowid"
        " WHERE passages_fts MATCH ? ORDER BY passages_fts.rowid DESC LIMIT ?",
        (query, RANKED + 1),
    )
    return rows.fetchall()


def _densest(found: list[tuple[int, int, int]], limit: int) -> list[int]:
    """The passages in which the words stand most densely; of those alike the newest first."""
    average = sum(length for _, _, length in found) / len(found)
    scores = [(hits / (hits + 1.2 * (0.25 + 0.75 * length / average)), number) for number, hits, length in found]
    return [number for _, number in sorted(scores, reverse=True)[:limit]]


def _shown(connection: Connection, query: str, chosen: list[int]) -> list[Hit]:
    """The chosen passages as hits, in one pass over the index."""
    if not chosen:
        return []
    start, end = f"\x02{os.urandom(8).hex()}\x02", f"\x03{os.urandom(8).hex()}\x03"
    sql = _SHOWN.format(chosen=", ".join(map(str, chosen)))
    rows = connection.execute(sql, (start, end, query, min(chosen), max(chosen))).fetchall()
    place = {number: rank for rank, number in enumerate(chosen)}
    names = {row[1]: _names(connection, row[1]) for row in rows}
    hits = []
    for _, case_id, fact, kind, heading, marked in sorted(rows, key=lambda row: place[row[0]]):
        slug, title = names[case_id]
        snippet, marks = _marks(marked, start, end)
        shown = "" if heading is None else heading.partition("\n")[0]
        hits.append(Hit(case_id, slug, title, fact.hex(), kind, shown, snippet, marks))
    return hits


_SHOWN = f"""
SELECT hit.number, p.case_id, p.fact, p.kind, above.words, hit.marked
FROM (
    SELECT rowid AS number,
        CASE WHEN rowid IN ({{chosen}}) THEN snippet(passages_fts, 1, ?, ?, '…', {_SNIPPET_TOKENS}) END AS marked
    FROM passages_fts WHERE passages_fts MATCH ? AND rowid BETWEEN ? AND ?
) AS hit
JOIN passages AS p ON p.arrived = hit.number
LEFT JOIN passages AS above ON above.arrived = p.heading
WHERE hit.marked IS NOT NULL
"""


def _names(connection: Connection, case_id: str) -> tuple[str, str]:
    row = connection.execute("SELECT slug, title FROM shelf WHERE case_id = ?", (bytes.fromhex(case_id),)).fetchone()
    return (row[0], row[1]) if row else ("", "")


def _marks(marked: str, start: str, end: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text, ranges = "", []
    for piece in marked.split(start):
        hit, mark, rest = piece.partition(end)
        if mark:
            ranges.append((len(text), len(text) + len(hit)))
            text += hit + rest
        else:
            text += piece
    return text, tuple(ranges)
