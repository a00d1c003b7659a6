"""Facts about who speaks."""

from __future__ import annotations

from typing import Any

from workflow.facts.base import Fact, FactId, check_changes
from workflow.terms import Standing


class SourceAdded(Fact, frozen=True):
    """A person or office that speaks: a name only if it speaks on the record, else a code name and a descriptor."""

    slug: str
    descriptor: str
    standing: Standing
    name: str = ""
    code_name: str = ""
    body: str = ""
    rank: int = 2
    lineage: str = ""


SOURCE_FIELDS = tuple(name for name in SourceAdded.__struct_fields__ if name != "slug")
"""What a description of a source may change."""


class SourceDescribed(Fact, frozen=True):
    """Fields of a source change; `changes` holds new values of SourceAdded's fields other than the slug."""

    source: FactId
    changes: dict[str, Any]
    reason: str
    supersedes: tuple[FactId, ...] = ()

    def __post_init__(self) -> None:
        check_changes(SourceAdded, self.changes, SOURCE_FIELDS)


class SourcesMerged(Fact, frozen=True):
    """Two descriptions turn out to be one person; what `gone` said is now `keep`'s."""

    keep: FactId
    gone: FactId
    reason: str
