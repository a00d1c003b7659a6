"""One small case file as plain values, to be bent by the tests."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from workflow.casefile.model import CaseFile
from workflow.casefile.reading import read_case

SMALL: dict[str, Any] = {
    "format": "onrecord-case/1",
    "id": "letter",
    "title": "The letter",
    "document": {"author": "A. Author"},
    "questions": [
        {"id": "genuine", "kind": "genuine", "proposition": "It is real."},
        {"id": "status", "kind": "status", "proposition": "It is final."},
    ],
    "sources": [
        {"id": "spox", "name": "Sam Speaker", "descriptor": "spokesman", "standing": "issuer"},
        {"id": "anon", "descriptor": "an official", "standing": "insider"},
        {"id": "paper", "name": "The Paper", "descriptor": "a newspaper", "standing": "outlet"},
    ],
    "statements": [
        {
            "id": "s1",
            "source": "anon",
            "said_at": "2020-01-06T09:00Z",
            "terms": "background",
            "stances": {"genuine": "confirms"},
        },
        {
            "id": "s2",
            "source": "spox",
            "said_at": "2020-01-06",
            "terms": "on_record",
            "stances": {"genuine": "disputes", "status": "disputes"},
        },
        {
            "id": "s3",
            "source": "anon",
            "said_at": "2020-01-07",
            "terms": "background",
            "stances": {"genuine": "retracts"},
            "retracts": ["s1"],
        },
    ],
    "expected": [
        {
            "after": "s2",
            "states": {"genuine": "officially_disputed"},
            "headline": {"state": "officially_disputed", "questions": ["genuine"]},
        }
    ],
}

GONE = object()
"""Stands for a key that is taken out."""


def bent(*changes: tuple[str, Any]) -> bytes:
    """The small case with the values at some paths (`statements.0.terms`) set, added to a list (`+`) or taken out."""
    content = deepcopy(SMALL)
    for path, value in changes:
        *steps, last = path.split(".")
        place: Any = content
        for step in steps:
            place = place[int(step)] if isinstance(place, list) else place[step]
        if isinstance(place, list):
            place.append(value) if last == "+" else place.__setitem__(int(last), value)
        elif value is GONE:
            del place[last]
        else:
            place[last] = value
    return json.dumps(content).encode()


def small(*changes: tuple[str, Any]) -> CaseFile:
    return read_case(bent(*changes), "small.json")
