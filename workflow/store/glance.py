"""The list of cases at a glance: read from what is kept beside the log, without loading the rules that made it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from workflow import schema
from workflow.store import tables
from workflow.when import Instant


class Glanced(NamedTuple):
    """A case's row as it is kept; what the fields mean is said at `workflow.shelf.ShelfRow`."""

    slug: str
    title: str
    is_open: bool
    headline: str
    headline_questions: tuple[str, ...]
    settled: int
    total: int
    level: str
    prompt: str
    moved_at: str
    deadline: Instant | None
