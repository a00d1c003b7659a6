"""Facts about the log itself: erasure, chains, the settings of the desk."""

from __future__ import annotations

from workflow.facts.base import Fact, FactId


class Erasure(Fact, frozen=True):
    """The bodies of these entries were removed for good; their headers stay so that the chain still verifies."""

    targets: tuple[FactId, ...]
    reason: str
    by: str = ""


class DeskSettings(Fact, frozen=True):
    """Settings of the desk: the newsroom's name, the reporter's name and initials."""

    newsroom: str = ""
    reporter: str = ""
    initials: str = ""
    supersedes: tuple[FactId, ...] = ()


class WriterOpened(Fact, frozen=True):
    """A new chain begins on this installation because an older one could not be continued; names its last head."""

    reason: str
    old_writer: str = ""
    old_head: str = ""


class AnchorAccepted(Fact, frozen=True):
    """The reporter accepts that the file is behind its anchor, by how many entries, and why."""

    writer: str
    missing: int
    reason: str


class FrontierMerged(Fact, frozen=True):
    """Joins more heads of other writers than one entry may name; it says nothing else."""
