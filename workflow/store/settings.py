"""The settings of a desk: facts in a chain of the desk's own."""

from __future__ import annotations

from workflow.facts import DeskSettings, FactId
from workflow.store.caselog import CaseLog


def live(log: CaseLog) -> list[tuple[FactId, DeskSettings]]:
    """The settings that no later ones supersede, in total order."""
    set_so_far = [(entry.id, entry.fact) for entry in log.entries if isinstance(entry.fact, DeskSettings)]
    lifted = {name for _, fact in set_so_far for name in fact.supersedes}
    return [(name, fact) for name, fact in set_so_far if name not in lifted]


def current(log: CaseLog) -> DeskSettings:
    """The settings in force; empty ones before any were made."""
    found = live(log)
    return found[-1][1] if found else DeskSettings()


def changed(log: CaseLog, newsroom: str | None, reporter: str | None, initials: str | None) -> DeskSettings:
    """The settings with some of them changed; None leaves one as it is."""
    now = current(log)
    return DeskSettings(
        newsroom=now.newsroom if newsroom is None else newsroom,
        reporter=now.reporter if reporter is None else reporter,
        initials=now.initials if initials is None else initials,
        supersedes=tuple(name for name, _ in live(log)),
    )
