"""Whether two case files say the same, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from workflow.casefile.model import CaseFile
from workflow.clean import one_line

MOST_DIFFERENCES = 20
"""How many differences are named; more would not help."""

_ABSENT = "nothing"

Parts = tuple[dict[str, Any], ...]


class Difference(NamedTuple):
    """One place where two case files differ: `path` by keys and ids, and what each of the two holds there."""

    path: str
    here: str
    there: str

    def __str__(self) -> str:
        return f"{self.path}: {self.here} here, {self.there} in the file"


def same_case(here: CaseFile, there: CaseFile) -> tuple[Difference, ...]:
    """The first twenty differences between two cases; what a replay expects is no part of a case."""
    return tuple(islice(_differ(_plain(here), _plain(there), ""), MOST_DIFFERENCES))


def _plain(case: CaseFile) -> dict[str, Any]:
    content: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(case, expected=()))
    return content


def _differ(here: Any, there: Any, path: str) -> Iterator[Difference]:
    if here == there:
        return
    if isinstance(here, dict) and isinstance(there, dict):
        for key in {**here, **there}:
            step = one_line(key, 60)
            yield from _differ(here.get(key), there.get(key), f"{path}.{step}" if path else step)
    elif _has_ids(here) and _has_ids(there):
        yield from _differ_by_id(here, there, path)
    else:
        yield Difference(path, _shown(here), _shown(there))


def _has_ids(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, dict) and "id" in item for item in value)


def _differ_by_id(here: Parts, there: Parts, path: str) -> Iterator[Difference]:
    ours, theirs = ({item["id"]: item for item in side} for side in (here, there))
    for name in {**ours, **theirs}:
        yield from _differ(ours.get(name), theirs.get(name), f"{path}[{one_line(name, 60)}]")
    if list(ours) != list(theirs) and ours.keys() == theirs.keys():
        yield Difference(path, "one order", "another")


def _shown(value: Any) -> str:
    if value is None:
        return _ABSENT
    if isinstance(value, dict):
        return one_line(f"“{value['id']}”", 60) if "id" in value else f"{len(value)} keys"
    if isinstance(value, tuple):
        return one_line(", ".join(map(str, value[:20])), 60) or _ABSENT
    return one_line(str(value), 60) if isinstance(value, int) else f"“{one_line(value, 60)}”"
