"""Archives and bags: what lies in them, what it would do when unpacked, and what their entries tell."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.checks.archive.checks import checks_for
from workflow.checks.archive.opening import opened
from workflow.checks.evidence import Evidence, Member
from workflow.checks.sheet import NotChecked
from workflow.findings import Page

__all__ = ["checks_for", "members", "pages"]

_MOST_NAMES = 2000


def pages(evidence: Evidence, revision: int | None) -> Iterator[Page]:
    """The names in an archive, one a line."""
    yield Page("list of files", "\n".join(entry.name for entry in opened(evidence).entries[:_MOST_NAMES]))


def members(evidence: Evidence) -> Iterator[Member]:
    """The ordinary files in an archive; links, devices, and what is encrypted or damaged, are left out.

    Raises NotChecked when the archive cannot be read, LimitsHit when it is a bomb or goes beyond the bounds.
    """
    listing = opened(evidence)
    for entry in listing.files():
        try:
            yield Member(entry.name, listing.read(entry))
        except NotChecked:
            continue
