"""Which pages of a document a copy is made of, as they are typed."""

from __future__ import annotations

import re

from workflow.errors import UsageError

_PART = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")
_REMEDY = "Write them like this: 1-3,5."
MOST = 500
"""Pages of one copy."""


def read_pages(text: str) -> tuple[int, ...]:
    """The numbers that `1-3,5` names, each once and in that order. Raises UsageError."""
    found: dict[int, None] = {}
    for part in text.split(","):
        match = _PART.fullmatch(part.strip())
        if match is None:
            raise UsageError("These are no page numbers.", where="--pages", remedy=_REMEDY)
        first = int(match[1])
        last = int(match[2] or first)
        if not 1 <= first <= last:
            raise UsageError("Pages are counted from 1 upwards.", where="--pages", remedy=_REMEDY)
        found |= dict.fromkeys(range(first, min(last, first + MOST) + 1))
    if len(found) > MOST:
        raise UsageError(f"A copy has at most {MOST} pages.", where="--pages", remedy="Make several copies.")
    return tuple(found)
